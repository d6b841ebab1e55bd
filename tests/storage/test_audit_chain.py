"""The trail as a chain: whatever is changed, taken out, swapped or slipped in is found, and people can be forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from dialogs.model.ids import MeetingId, PersonId
from storage import audit
from storage.audit import Entry
from tests.databases import on_sqlite

pytestmark = on_sqlite
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
FIRST = Entry("9f", MeetingId("a"), NOW, PersonId("anne"), "outcome_worded", "item", "00ff")


def entry(number: int, **values: object) -> Entry:
    return replace(FIRST, id=f"{number:02}", at=NOW + timedelta(minutes=number), **values)  # type: ignore[arg-type]


@pytest.fixture
def chained(conn: Connection) -> Connection:
    """Five entries of two meetings, noted in three transactions' worth of calls."""
    audit.note(conn, [entry(1), entry(2, by=None)])
    audit.note(conn, [entry(3, meeting_id=MeetingId("b"), about="item/anne")])
    audit.note(conn, [entry(4, by=PersonId("bo")), entry(5)])
    return conn


def tamper(conn: Connection, sql: str) -> None:
    conn.exec_driver_sql(sql)


def test_a_chain_that_nobody_touched_holds_whatever_meeting_the_entries_are_of(chained: Connection):
    assert audit.check(chained) == (5, None)


def test_no_entries_are_a_whole_chain(conn: Connection):
    assert audit.check(conn) == (0, None)


@pytest.mark.parametrize(
    "change",
    [
        "action = 'message_signed'", "at = '2027-01-04T09:03:00.000001Z'", '"by" = \'eve\'', '"by" = NULL',
        "about = 'other'", "digest = 'ff'", "meeting_id = 'c'", "veiled = x'00'", "chain = x'00'", "salt = x'00'",
        "salt = NULL",
    ],
)  # fmt: skip
def test_the_first_entry_that_was_changed_is_named(chained: Connection, change: str):
    tamper(chained, f"UPDATE audit SET {change} WHERE id = '03'")
    assert audit.check(chained) == (2, audit.Broken(3, "03"))


@pytest.mark.parametrize(("gone", "holds"), [("01", 0), ("03", 2), ("05", 4)])
def test_an_entry_that_was_taken_out_is_missed_also_the_last_one(chained: Connection, gone: str, holds: int):
    tamper(chained, f"DELETE FROM audit WHERE id = '{gone}'")
    assert audit.check(chained) == (holds, audit.Broken(holds + 1, ""))


def test_a_whole_trail_that_was_taken_out_is_missed(chained: Connection):
    tamper(chained, "DELETE FROM audit")
    assert audit.check(chained) == (0, audit.Broken(1, ""))


def test_two_entries_that_changed_places_are_named(chained: Connection):
    for before, after in ((2, 99), (3, 2), (99, 3)):
        tamper(chained, f"UPDATE audit SET number = {after} WHERE number = {before}")
    assert audit.check(chained) == (1, audit.Broken(2, "03"))


def test_an_entry_that_was_slipped_in_is_named(chained: Connection):
    tamper(chained, "INSERT INTO audit (id, meeting_id, at, action, about, digest) "
                    "VALUES ('zz', 'a', '2027-01-04T09:00:00.000000Z', 'x', '', '')")  # fmt: skip
    assert audit.check(chained) == (0, audit.Broken(1, "zz"))


def test_the_chain_holds_when_somebody_is_forgotten_and_nobody_finds_them_in_it(chained: Connection):
    assert audit.forget(chained, PersonId("anne")) == 3
    assert audit.check(chained) == (5, None)
    rows = chained.exec_driver_sql("SELECT * FROM audit").all()
    assert "anne" not in str(rows)
    assert [each.by for each in audit.trail(chained, MeetingId("a"))] == [None, None, "bo", None]
    # Who knows the digest cannot try names without the salt.
    assert chained.exec_driver_sql("SELECT count(*) FROM audit WHERE salt IS NULL").scalar_one() == 3


def test_a_forgotten_entry_cannot_be_given_to_somebody_else(chained: Connection):
    audit.forget(chained, PersonId("anne"))
    tamper(chained, "UPDATE audit SET \"by\" = 'eve' WHERE id = '03'")
    assert audit.check(chained) == (2, audit.Broken(3, "03"))
