import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dialogs.model.ids import MeetingId, PersonId
from storage import audit
from storage.audit import Entry
from storage.engine import Store, is_embedded, open_store
from tests.databases import Kind

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
FIRST = Entry("9f", MeetingId("a"), NOW, PersonId("anne"), "outcome_worded", "item", "00ff")


def test_the_trail_of_a_meeting_reads_from_the_beginning(conn: Connection):
    second = replace(FIRST, id="1a", at=NOW + timedelta(seconds=1), by=None)
    audit.note(conn, [second, FIRST, replace(FIRST, id="2b", meeting_id=MeetingId("b"))])
    assert audit.trail(conn, MeetingId("a")) == [FIRST, second]


def test_noting_nothing_is_fine(conn: Connection):
    audit.note(conn, [])
    assert audit.trail(conn, MeetingId("a")) == []


def test_an_entry_is_never_overwritten(conn: Connection):
    audit.note(conn, [FIRST])
    with pytest.raises(IntegrityError):
        audit.note(conn, [replace(FIRST, action="message_signed")])


async def test_servers_that_write_at_once_keep_one_chain(kind: Kind, tmp_path: Path):
    url = kind.url(tmp_path)
    stores = [open_store(url) for _ in range(2 if not is_embedded(url) else 1)]
    numbers = iter(range(1000))

    async def write(store: Store) -> None:
        for _ in range(10):
            mine = [replace(FIRST, id=str(next(numbers))), replace(FIRST, id=str(next(numbers)))]
            await store.write(lambda conn: audit.note(conn, mine))  # noqa: B023

    await asyncio.gather(*(write(store) for store in stores for _ in range(3)))
    assert await stores[0].read(audit.check) == (len(stores) * 60, None)
    for store in stores:
        await store.close()
