from datetime import date

import pytest
from sqlalchemy import Connection

from dialogs.model.ids import MeetingId
from storage import inbox

MONDAY, TUESDAY = date(2027, 1, 4), date(2027, 1, 5)
A, B = MeetingId("a"), MeetingId("b")


def test_a_new_key_was_not_seen(conn: Connection):
    assert inbox.seen(conn, "key") is None


def test_a_key_gets_its_answer_again_letter_for_letter(conn: Connection):
    inbox.remember(conn, "key", A, '{ "text":"Blåbærgrød" }', MONDAY)
    inbox.remember(conn, "empty", A, "", MONDAY)
    assert inbox.seen(conn, "key") == '{ "text":"Blåbærgrød" }'
    assert inbox.seen(conn, "empty") == ""
    assert inbox.seen(conn, "Key") is None


def test_a_key_is_remembered_once(conn: Connection):
    inbox.remember(conn, "key", A, "first", MONDAY)
    with pytest.raises(inbox.Repeated):
        inbox.remember(conn, "key", B, "second", MONDAY)


def test_the_key_itself_is_not_kept_and_no_time_finer_than_a_day(conn: Connection):
    inbox.remember(conn, "person-anne-7", A, "{}", MONDAY)
    row = conn.exec_driver_sql("SELECT * FROM inbox").one()
    assert b"anne" not in row.key_digest
    assert (row.meeting_id, row.answer, str(row.received_on)) == ("a", "{}", "2027-01-04")


def test_a_meeting_is_forgotten_and_others_are_not(conn: Connection):
    inbox.remember(conn, "one", A, "{}", MONDAY)
    inbox.remember(conn, "two", B, "{}", MONDAY)
    inbox.forget(conn, A)
    assert (inbox.seen(conn, "one"), inbox.seen(conn, "two")) == (None, "{}")


def test_what_came_before_a_day_is_forgotten(conn: Connection):
    inbox.remember(conn, "monday", A, "{}", MONDAY)
    inbox.remember(conn, "tuesday", A, "{}", TUESDAY)
    assert inbox.forget_before(conn, TUESDAY) == 1
    assert inbox.forget_before(conn, TUESDAY) == 0
    assert (inbox.seen(conn, "monday"), inbox.seen(conn, "tuesday")) == (None, "{}")
