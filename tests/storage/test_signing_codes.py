"""A code signs one thing, once, in time, in few attempts; and nobody is sent many."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, select

from dialogs.model.ids import PersonId
from storage.signing_codes import Asked, drop, make, take
from storage.tables import signing_code

NOW = datetime(2027, 1, 18, 8, tzinfo=UTC)
ANNE, BO = PersonId("anne"), PersonId("bo")
SALT = b"salt" * 4
MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


def made(conn: Connection, at: datetime = NOW, code: str = "012345", purpose: str = "minutes") -> Asked:
    return make(conn, ANNE, purpose, code, SALT, at)


def test_the_right_code_is_right_once(conn: Connection):
    assert made(conn) is Asked.MADE
    assert take(conn, ANNE, "minutes", "012345", NOW)
    assert not take(conn, ANNE, "minutes", "012345", NOW)


def test_blanks_that_somebody_types_do_not_matter(conn: Connection):
    made(conn)
    assert take(conn, ANNE, "minutes", " 012 345\t", NOW)


@pytest.mark.parametrize("code", ["", "12345", "012346", "0123456", "٠١٢٣٤٥", "012345\x00", "x" * 100_000])
def test_what_is_nearly_right_is_wrong(conn: Connection, code: str):
    made(conn)
    assert not take(conn, ANNE, "minutes", code, NOW)


def test_a_code_is_for_one_person_and_one_purpose(conn: Connection):
    made(conn)
    assert not take(conn, BO, "minutes", "012345", NOW)
    for _ in range(9):
        assert not take(conn, ANNE, "message", "012345", NOW)
    # What was tried elsewhere does not use it up.
    assert take(conn, ANNE, "minutes", "012345", NOW)


def test_it_lasts_ten_minutes(conn: Connection):
    made(conn)
    assert not take(conn, ANNE, "minutes", "012345", NOW + 10 * MINUTE)
    assert take(conn, ANNE, "minutes", "012345", NOW + 10 * MINUTE - SECOND)


def test_after_five_attempts_the_right_one_is_too_late(conn: Connection):
    made(conn)
    for _ in range(4):
        assert not take(conn, ANNE, "minutes", "999999", NOW)
    assert take(conn, ANNE, "minutes", "012345", NOW)
    made(conn, NOW + MINUTE)
    for _ in range(5):
        assert not take(conn, ANNE, "minutes", "999999", NOW + MINUTE)
    assert not take(conn, ANNE, "minutes", "012345", NOW + MINUTE)


def test_a_new_code_takes_the_place_of_the_old_one_and_gives_new_attempts(conn: Connection):
    made(conn)
    for _ in range(5):
        take(conn, ANNE, "minutes", "999999", NOW)
    assert made(conn, NOW + SECOND, "222222") is Asked.MADE
    assert not take(conn, ANNE, "minutes", "012345", NOW + SECOND)
    assert take(conn, ANNE, "minutes", "222222", NOW + SECOND)


def test_who_presses_twice_has_asked_once(conn: Connection):
    made(conn)
    assert made(conn, NOW + MINUTE - SECOND, "222222") is Asked.STANDS
    assert take(conn, ANNE, "minutes", "012345", NOW)
    # It is used up: another is made at once.
    assert made(conn, NOW + SECOND, "333333") is Asked.MADE


def test_for_another_signature_there_is_another_code_at_once(conn: Connection):
    made(conn)
    assert made(conn, NOW, "222222", "message") is Asked.MADE
    assert take(conn, ANNE, "message", "222222", NOW)


def test_nobody_is_sent_more_than_five_in_an_hour(conn: Connection):
    for number in range(5):
        assert made(conn, NOW + number * MINUTE) is Asked.MADE
    assert made(conn, NOW + 59 * MINUTE) is Asked.TOO_MANY
    assert make(conn, BO, "minutes", "1", SALT, NOW) is Asked.MADE
    assert made(conn, NOW + 60 * MINUTE) is Asked.MADE


def test_a_code_that_did_not_reach_them_is_gone_and_does_not_stand_in_the_way(conn: Connection):
    made(conn)
    drop(conn, ANNE)
    assert not take(conn, ANNE, "minutes", "012345", NOW)
    assert made(conn, NOW) is Asked.MADE


def test_neither_the_code_nor_a_digest_without_salt_is_kept(conn: Connection):
    made(conn)
    one = conn.execute(select(signing_code)).one()
    assert "012345" not in str(tuple(one))
    make(conn, BO, "minutes", "012345", b"other" * 4, NOW)
    other = conn.execute(select(signing_code).where(signing_code.c.person_id == BO)).one()
    assert one.code_digest != other.code_digest
