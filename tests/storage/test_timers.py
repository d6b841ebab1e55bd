from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from dialogs.model.ids import MeetingId
from storage import timers
from storage.timers import Timer

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
A, B = MeetingId("a"), MeetingId("b")


def test_timers_become_exactly_what_the_meeting_asks_for(conn: Connection):
    assert timers.set_timers(conn, A, {"end": NOW, "warn": NOW + HOUR})
    timers.set_timers(conn, B, {"end": NOW})
    assert timers.set_timers(conn, A, {"warn": NOW + 2 * HOUR, "close": NOW + 3 * HOUR})
    expected = [Timer(B, "end", NOW), Timer(A, "warn", NOW + 2 * HOUR), Timer(A, "close", NOW + 3 * HOUR)]
    assert timers.due(conn, NOW + 9 * HOUR, 10) == expected


def test_what_does_not_differ_is_not_written(conn: Connection, statements: list[str]):
    timers.set_timers(conn, A, {"end": NOW, "warn": NOW + HOUR})
    statements.clear()
    assert not timers.set_timers(conn, A, {"warn": NOW + HOUR, "end": NOW})
    assert [each.split()[0] for each in statements] == ["SELECT"]
    assert timers.set_timers(conn, A, {"warn": NOW + HOUR})
    assert [each.split()[0] for each in statements] == ["SELECT", "SELECT", "DELETE"]


def test_only_due_timers_ring_the_oldest_first(conn: Connection):
    timers.set_timers(conn, A, {"c": NOW + HOUR, "b": NOW, "a": NOW - HOUR})
    assert [timer.name for timer in timers.due(conn, NOW, 10)] == ["a", "b"]
    assert [timer.name for timer in timers.due(conn, NOW, 1)] == ["a"]
    assert timers.due(conn, NOW - 2 * HOUR, 10) == []


def test_the_next_due_time_is_the_earliest_of_all_meetings(conn: Connection):
    assert timers.next_due(conn) is None
    timers.set_timers(conn, A, {"a": NOW + HOUR})
    timers.set_timers(conn, B, {"a": NOW})
    assert timers.next_due(conn) == NOW
    timers.set_timers(conn, B, {})
    assert timers.next_due(conn) == NOW + HOUR
