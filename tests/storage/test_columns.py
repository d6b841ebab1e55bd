from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateTable

from storage.columns import JsonText, UtcDateTime, digest, insert_once
from tests.databases import on_sqlite

THINGS = Table(
    "thing", MetaData(), Column("name", Text, primary_key=True), Column("at", UtcDateTime), Column("card", JsonText)
)
NOW = datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def thing(conn: Connection) -> None:
    conn.execute(CreateTable(THINGS))


def put(conn: Connection, name: str, at: datetime | None = None, card: object = None) -> None:
    conn.execute(insert(THINGS).values(name=name, at=at, card=card))


def test_an_instant_comes_back_in_utc_whatever_zone_it_came_in(conn: Connection):
    put(conn, "a", datetime(2027, 7, 1, 12, 0, 0, 1, tzinfo=ZoneInfo("Europe/Copenhagen")))
    found = conn.execute(select(THINGS.c.at)).scalar_one()
    assert found == datetime(2027, 7, 1, 10, 0, 0, 1, tzinfo=UTC)
    assert found.utcoffset() == timedelta(0)


@on_sqlite
def test_in_a_file_an_instant_is_text_of_fixed_width(conn: Connection):
    put(conn, "a", datetime(2027, 7, 1, 10, 0, 0, 1, tzinfo=UTC))
    assert conn.execute(text("SELECT at FROM thing")).scalar_one() == "2027-07-01T10:00:00.000001Z"


def test_an_instant_without_a_zone_is_refused(conn: Connection):
    with pytest.raises(StatementError, match="needs a time zone"):
        put(conn, "a", datetime(2027, 7, 1, 12))  # noqa: DTZ001 - what must be refused


def test_instants_compare_as_time_does(conn: Connection):
    east = timezone(timedelta(hours=13))
    instants = [NOW, NOW + timedelta(microseconds=1), NOW + timedelta(seconds=1), datetime(2027, 3, 29, 4, tzinfo=east)]
    for number, instant in enumerate(reversed(instants)):
        put(conn, str(number), instant)
    assert list(conn.execute(select(THINGS.c.at).order_by(THINGS.c.at)).scalars()) == sorted(instants)
    later = select(THINGS.c.at).where(THINGS.c.at > NOW)
    assert len(conn.execute(later).all()) == 3


def test_nothing_stays_nothing(conn: Connection):
    put(conn, "a")
    assert conn.execute(select(THINGS.c.at, THINGS.c.card)).one() == (None, None)


def test_an_object_keeps_its_danish_letters_readable(conn: Connection):
    card = {"title": "Æblegrød på Ærø", "rows": [1, None, True, {"a": "🙂"}]}
    put(conn, "a", card=card)
    assert conn.execute(select(THINGS.c.card)).scalar_one() == card
    assert "Æblegrød på Ærø" in conn.execute(text("SELECT card FROM thing")).scalar_one()


def test_what_json_has_no_form_for_is_refused(conn: Connection):
    with pytest.raises(StatementError):
        put(conn, "a", card={"at": NOW})
    with pytest.raises(StatementError):
        put(conn, "a", card={"number": float("nan")})


def test_the_second_insert_of_a_key_changes_nothing(conn: Connection):
    conn.execute(insert_once(THINGS), [{"name": "a", "at": NOW, "card": {"n": 1}}])
    conn.execute(insert_once(THINGS), [{"name": "a", "at": NOW, "card": {"n": 2}}])
    assert conn.execute(select(THINGS.c.card)).scalars().all() == [{"n": 1}]


def test_a_digest_tells_keys_apart_and_shows_none_of_them():
    assert digest("a") == digest("a") != digest("b")
    assert len(digest("nøgle" * 1000)) == 20


def test_another_database_gets_its_own_type():
    assert "TIMESTAMP WITH TIME ZONE" in str(CreateTable(THINGS).compile(dialect=postgresql.dialect()))
    column = UtcDateTime()
    assert column.process_bind_param(NOW, postgresql.dialect()) == NOW
    assert column.process_result_value(NOW, postgresql.dialect()) == NOW
