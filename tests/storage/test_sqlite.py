"""The settings that durability and forgetting rest on are really on."""

import asyncio
import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from dialogs.model.ids import MeetingId, PersonId
from storage import mailbox
from storage.engine import Store, StoreUnfit, open_store
from storage.register_tables import SEARCH
from storage.sqlite import Line, writer
from tests.databases import Files, Kind

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
MEETING = MeetingId("m")
ANNE = PersonId("anne")


@pytest.fixture
def kind() -> Kind:
    return Files()


def pragma(name: str):
    return lambda conn: conn.exec_driver_sql(f"PRAGMA {name}").scalar_one()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("auto_vacuum", 2),
        ("busy_timeout", 5000),
        ("temp_store", 2),
    ],
)
async def test_the_writer_has_its_settings(store: Store, name: str, value: str | int):
    assert await store.write(pragma(name)) == value


async def test_a_reader_can_only_read(store: Store):
    assert await store.read(pragma("query_only")) == 1


async def test_the_files_are_for_their_owner_only(store: Store, database: Path, tmp_path: Path):
    fresh = open_store(f"sqlite:///{tmp_path}/fresh.db")
    await fresh.write(lambda conn: conn.exec_driver_sql("CREATE TABLE a (b)"))
    files = list(tmp_path.glob("fresh.db*"))  # noqa: ASYNC240 - a test waits for nobody
    assert {file.name for file in files} >= {"fresh.db", "fresh.db-wal", "fresh.db-shm", "fresh.db.lock"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    await fresh.close()


def test_no_table_tells_in_which_order_rows_came(conn: Connection):
    tables = conn.exec_driver_sql("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").all()
    ordered = [row.name for row in tables if "WITHOUT ROWID" not in row.sql.upper()]
    # The full-text index names decisions, which are the same in whichever order they were signed.
    assert [name for name in ordered if not name.startswith(SEARCH)] == ["alembic_version"]


def test_a_place_that_cannot_keep_a_log_is_refused():
    """Memory can not, as some network disks."""
    with pytest.raises(StoreUnfit, match="use a local disk"):
        Line(writer(Path(":memory:")))


def secrets_in(path: Path, words: list[str]) -> list[str]:
    """Give which words stand in the clear in any file of the database."""
    raw = b"".join(file.read_bytes() for file in path.parent.glob(path.name + "*"))
    return [word for word in words if word.encode() in raw]


async def test_after_scrubbing_no_deleted_word_is_left_in_any_file(store: Store, database: Path):
    words = [f"HEMMELIG{n:04}x" for n in range(600)]
    for n, word in enumerate(words):
        at = NOW + timedelta(seconds=n)
        kept = MeetingId("kept" if n % 2 else "m")
        await store.write(
            lambda conn, at=at, kept=kept, word=word: mailbox.put(conn, ANNE, kept, word, at, {"text": word * 3})
        )
    assert len(secrets_in(database, words)) == 600
    await store.write(lambda conn: mailbox.forget(conn, MEETING, [ANNE]))
    assert await store.scrub() is True
    assert secrets_in(database, words) == words[1::2]
    assert len(await store.read(lambda conn: mailbox.listing(conn, ANNE, MeetingId("kept")))) == 300


async def test_deleting_alone_clears_the_page_itself(store: Store, database: Path):
    await store.write(lambda conn: mailbox.put(conn, ANNE, MEETING, "key", NOW, {"text": "HEMMELIG"}))
    await store.write(lambda conn: mailbox.forget(conn, MEETING, [ANNE]))
    await store.close()
    assert secrets_in(database, ["HEMMELIG"]) == []


async def test_without_secure_delete_the_word_would_be_found(database: Path):
    """Shows that the tests above can fail."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("PRAGMA secure_delete = off")
    other.execute("INSERT INTO message VALUES ('m', 'anne', x'00', '2027-01-04', ?)", ("HEMMELIG" * 10,))
    other.execute("DELETE FROM message")
    other.close()
    assert secrets_in(database, ["HEMMELIG"]) == ["HEMMELIG"]


async def test_scrubbing_waits_its_turn_between_writers(store: Store, gate):
    writing = asyncio.ensure_future(
        store.write(lambda conn: mailbox.put(conn, ANNE, MEETING, "key", NOW, {"text": "a"}))
    )
    scrubbing = asyncio.ensure_future(store.scrub())
    await gate.open()
    await writing
    assert await scrubbing is True
    assert len(await store.read(lambda conn: mailbox.listing(conn, ANNE, MEETING))) == 1
