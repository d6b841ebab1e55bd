from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from dialogs.model.ids import MeetingId, PersonId
from storage import audit
from storage.audit import Entry

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
