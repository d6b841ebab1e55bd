"""A statement of ours does what SQLAlchemy's own way does, on every database."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from storage.columns import insert_once
from storage.statements import Statement
from storage.tables import inbox, message

NOON = datetime(2026, 12, 1, 12, tzinfo=timezone(timedelta(hours=1)))
CARD = {"title": "Æ \"Ø\" 'Å' % :name ? $1 😀", "list": [1, None, True]}
MESSAGE = {"meeting_id": "m", "recipient": "p1", "key_digest": b"\x00\xff", "at": NOON, "card": CARD}
EVENT = {"key_digest": b"k", "meeting_id": "m", "answer": "{}", "received_on": date(2026, 12, 1)}


def test_every_kind_of_value_is_kept_as_sqlalchemy_keeps_it(conn: Connection):
    Statement(insert(message)).run(conn, MESSAGE)
    conn.execute(insert(message), {**MESSAGE, "recipient": "p2"})
    ours, theirs = conn.execute(select(message).order_by(message.c.recipient)).mappings()
    assert {**ours, "recipient": "p2"} == theirs
    assert ours["card"] == CARD
    assert ours["at"] == NOON.astimezone(UTC)


def test_a_day_is_kept_as_a_day(conn: Connection):
    Statement(insert(inbox)).run(conn, EVENT)
    assert conn.execute(select(inbox)).mappings().one() == EVENT


def test_parameters_that_the_statement_does_not_name_are_left_alone(conn: Connection):
    Statement(insert(inbox)).run(conn, {"no": object(), **EVENT})
    assert conn.execute(select(inbox.c.answer)).scalar() == "{}"


def test_a_parameter_that_is_missing_is_a_fault_and_nothing_is_written(conn: Connection):
    with pytest.raises(KeyError, match="answer"):
        Statement(insert(inbox)).run(conn, {"key_digest": b"k", "meeting_id": "m", "received_on": NOON.date()})
    assert conn.execute(select(inbox)).all() == []


def test_an_instant_without_a_zone_is_refused(conn: Connection):
    with pytest.raises(ValueError, match="needs a time zone"):
        Statement(insert(message)).run(conn, {**MESSAGE, "at": NOON.replace(tzinfo=None)})


def test_it_says_how_many_rows_it_wrote(conn: Connection):
    of_meeting = inbox.c.meeting_id == bindparam("meeting_id")
    once, change = (
        Statement(insert_once(inbox)),
        Statement(update(inbox).where(of_meeting).values(answer=bindparam("new"))),
    )
    remove = Statement(delete(inbox).where(of_meeting))
    assert once.run(conn, EVENT).rowcount == 1
    assert once.run(conn, EVENT).rowcount == 0
    assert once.run(conn, {**EVENT, "key_digest": b"l"}).rowcount == 1
    assert change.run(conn, {"meeting_id": "m", "new": "[]"}).rowcount == 2
    assert change.run(conn, {"meeting_id": "other", "new": "[]"}).rowcount == 0
    assert remove.run(conn, {"meeting_id": "other"}).rowcount == 0
    assert remove.run(conn, {"meeting_id": "m"}).rowcount == 2


def test_what_it_finds_comes_row_by_row_and_then_nothing(conn: Connection):
    find = Statement(select(inbox.c.answer).where(inbox.c.meeting_id == bindparam("meeting_id")))
    conn.execute(insert(inbox), EVENT)
    found = find.run(conn, {"meeting_id": "m"})
    assert found.fetchone()[0] == "{}"
    assert found.fetchone() is None
    assert find.run(conn, {"meeting_id": "other"}).fetchone() is None


def test_what_somebody_typed_is_never_part_of_the_statement(conn: Connection):
    evil = "x'; DELETE FROM inbox; --"
    conn.execute(insert(inbox), EVENT)
    Statement(insert(inbox)).run(conn, {**EVENT, "key_digest": b"l", "answer": evil})
    assert sorted(conn.execute(select(inbox.c.answer)).scalars()) == [evil, "{}"]
