import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection

from dialogs.model.ids import MeetingId
from storage import timers
from storage.engine import Store
from storage.timers import Timer
from tests.databases import on_postgresql, on_sqlite

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
# The wall shows another time altogether: meetings may be rehearsed.
WALL = datetime(2031, 6, 1, 12, tzinfo=UTC)
LEASE = timedelta(seconds=30)
SECOND = timedelta(seconds=1)
A, B = MeetingId("a"), MeetingId("b")


def claim(
    conn: Connection, owner: str = "one", *, now: datetime = NOW, wall: datetime = WALL, limit: int = 10
) -> list[Timer]:
    return timers.claim_due(conn, now, wall, owner, LEASE, limit)


def names(found: list[Timer]) -> list[str]:
    return [timer.name for timer in found]


def test_timers_become_exactly_what_the_meeting_asks_for(conn: Connection):
    assert timers.set_timers(conn, A, {"end": NOW, "warn": NOW + HOUR})
    timers.set_timers(conn, B, {"end": NOW})
    assert timers.set_timers(conn, A, {"warn": NOW + 2 * HOUR, "close": NOW + 3 * HOUR})
    expected = [Timer(B, "end", NOW), Timer(A, "warn", NOW + 2 * HOUR), Timer(A, "close", NOW + 3 * HOUR)]
    assert claim(conn, now=NOW + 9 * HOUR) == expected


def test_what_does_not_differ_is_not_written(conn: Connection, statements: list[str]):
    timers.set_timers(conn, A, {"end": NOW, "warn": NOW + HOUR})
    statements.clear()
    assert not timers.set_timers(conn, A, {"warn": NOW + HOUR, "end": NOW})
    assert [each.split()[0] for each in statements] == ["SELECT"]
    assert timers.set_timers(conn, A, {"warn": NOW + HOUR})
    assert [each.split()[0] for each in statements] == ["SELECT", "SELECT", "DELETE"]


def test_only_due_timers_ring_the_oldest_first_and_no_more_than_asked_for(conn: Connection):
    timers.set_timers(conn, A, {"c": NOW + HOUR, "b": NOW, "a": NOW - HOUR})
    assert claim(conn, now=NOW - 2 * HOUR) == []
    assert names(claim(conn, limit=1)) == ["a"]
    assert names(claim(conn)) == ["b"]
    assert claim(conn) == []
    assert names(claim(conn, now=NOW + HOUR)) == ["c"]


def test_one_that_is_due_is_due_by_the_clock_of_meetings_whatever_the_wall_shows(conn: Connection):
    timers.set_timers(conn, A, {"end": NOW})
    for wall in (WALL, NOW - 900 * HOUR):
        assert claim(conn, now=NOW - SECOND, wall=wall) == []
    assert names(claim(conn, wall=NOW - 900 * HOUR)) == ["end"]


def test_while_one_holds_a_timer_nobody_gets_it_however_fast_meetings_go(conn: Connection):
    timers.set_timers(conn, A, {"end": NOW})
    assert names(claim(conn, "one")) == ["end"]
    for owner in ("one", "two"):
        assert claim(conn, owner, now=NOW + 900 * HOUR, wall=WALL + LEASE - SECOND) == []


def test_when_a_lease_ends_another_takes_over_and_the_first_gives_nothing_of_it_back(conn: Connection):
    timers.set_timers(conn, A, {"end": NOW})
    claim(conn, "killed")
    later = WALL + LEASE
    # Though the clock of meetings stands still.
    assert names(claim(conn, "two", wall=later)) == ["end"]
    timers.give_back(conn, "killed")
    assert claim(conn, "three", wall=later) == []


def test_what_could_not_be_rung_is_free_at_once_and_what_others_hold_is_not(conn: Connection):
    timers.set_timers(conn, A, {"a": NOW, "b": NOW + SECOND})
    assert names(claim(conn, "one", limit=1, now=NOW + SECOND)) == ["a"]
    assert names(claim(conn, "two", limit=1, now=NOW + SECOND)) == ["b"]
    timers.give_back(conn, "one")
    assert names(claim(conn, "three", now=NOW + SECOND)) == ["a"]


def test_a_timer_that_is_moved_or_set_anew_is_nobody_s_and_the_others_stay_whose_they_were(conn: Connection):
    asked = {"moved": NOW, "anew": NOW, "stays": NOW}
    timers.set_timers(conn, A, asked)
    timers.set_timers(conn, B, {"other": NOW})
    assert len(claim(conn, "one")) == 4
    timers.set_timers(conn, A, {"moved": NOW - SECOND, "stays": NOW})
    timers.set_timers(conn, A, asked | {"moved": NOW - SECOND})
    assert names(claim(conn, "two")) == ["moved", "anew"]
    timers.give_back(conn, "one")
    assert names(claim(conn, "two")) == ["stays", "other"]


def test_a_new_run_of_the_only_program_need_not_wait_for_the_leases_of_the_one_that_died(conn: Connection):
    timers.set_timers(conn, A, {"held": NOW, "later": NOW + HOUR})
    claim(conn, "killed")
    timers.release(conn)
    assert names(claim(conn, "two")) == ["held"]


def test_the_next_due_time_is_the_earliest_of_all_meetings(conn: Connection):
    assert timers.next_due(conn, WALL) is None
    timers.set_timers(conn, A, {"a": NOW + HOUR})
    timers.set_timers(conn, B, {"a": NOW})
    assert timers.next_due(conn, WALL) == NOW
    timers.set_timers(conn, B, {})
    assert timers.next_due(conn, WALL) == NOW + HOUR


def test_the_next_due_time_passes_over_what_somebody_rings_until_the_lease_ends(conn: Connection):
    timers.set_timers(conn, A, {"a": NOW, "b": NOW + HOUR})
    claim(conn)
    assert timers.next_due(conn, WALL + LEASE - SECOND) == NOW + HOUR
    assert timers.next_due(conn, WALL + LEASE) == NOW


LOOK = "SELECT min(due_at) FROM timer WHERE lease_ends_at IS NULL OR lease_ends_at <= '2031-06-01'"


@on_postgresql
def test_what_is_due_next_is_found_through_the_index_of_a_server(conn: Connection):
    conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    assert "Index Scan using ix_timer_due_at" in str(conn.exec_driver_sql(f"EXPLAIN {LOOK}").all())


@on_sqlite
def test_what_is_due_next_is_found_through_the_index(conn: Connection):
    plan = str(conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {LOOK}").all())
    assert "SEARCH timer USING INDEX ix_timer_due_at" in plan


async def test_of_two_who_claim_at_once_each_timer_goes_to_one(store: Store):
    await store.write(lambda conn: timers.set_timers(conn, A, {f"{n:03}": NOW for n in range(100)}))

    async def claims(owner: str) -> list[str]:
        got: list[str] = []
        while found := await store.write(lambda conn: claim(conn, owner, limit=7)):
            assert len(found) <= 7
            got += names(found)
        return got

    one, two = await asyncio.gather(claims("one"), claims("two"))
    assert sorted(one + two) == [f"{n:03}" for n in range(100)]
    assert one
    assert two
