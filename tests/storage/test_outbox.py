import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection

from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from storage import outbox
from storage.engine import Store
from storage.outbox import Owed
from tests.databases import on_postgresql, on_sqlite

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
LEASE = timedelta(seconds=30)
A, B = MeetingId("a"), MeetingId("b")
ANNE = PersonId("anne")
SECOND = timedelta(seconds=1)


def owed(
    key: str, *, to: PersonId | Place = ANNE, at: datetime = NOW, meeting: MeetingId = A, words: str = "Hej"
) -> Owed:
    return Owed(key, meeting, to, {"title": words}, at)


def claim(conn: Connection, owner: str = "one", at: datetime = NOW, limit: int = 10) -> list[outbox.Claimed]:
    return outbox.claim_due(conn, at, owner, LEASE, limit)


def whole(conn: Connection):
    return conn.exec_driver_sql("SELECT * FROM outbox ORDER BY dedupe_key").all()


def test_what_is_owed_is_claimed_as_it_was_given(conn: Connection):
    outbox.owe(conn, [owed("k", words="Så er der mødet"), owed("r", to=Place.ROOM)], NOW)
    person, room = sorted(claim(conn), key=lambda row: row.dedupe_key)
    assert (person.dedupe_key, person.meeting_id, person.recipient) == ("k", A, ANNE)
    assert (person.card, person.owed_at, person.attempts) == ({"title": "Så er der mødet"}, NOW, 1)
    assert person.attempt_started_at is None
    assert room.recipient is Place.ROOM


def test_owing_nothing_is_fine(conn: Connection):
    outbox.owe(conn, [], NOW)
    assert whole(conn) == []


def test_the_same_thing_is_owed_once_even_after_it_was_delivered(conn: Connection):
    outbox.owe(conn, [owed("k", words="first"), owed("k", words="second")], NOW)
    [row] = claim(conn)
    assert row.card == {"title": "first"}
    assert outbox.mark_sent(conn, [row.id], "one", NOW) == 1
    outbox.owe(conn, [owed("k", words="third")], NOW)
    assert claim(conn, at=NOW + 10 * LEASE) == []


def test_what_is_not_due_waits(conn: Connection):
    outbox.owe(conn, [owed("k", at=NOW + SECOND)], NOW)
    assert claim(conn) == []
    assert len(claim(conn, at=NOW + SECOND)) == 1


def test_the_oldest_come_first_and_no_more_than_asked_for(conn: Connection):
    for n in range(5):
        outbox.owe(conn, [owed(f"{9 - n}", at=NOW + n * SECOND)], NOW + n * SECOND)
    later = NOW + timedelta(minutes=1)
    assert [row.dedupe_key for row in claim(conn, at=later, limit=3)] == ["9", "8", "7"]
    assert [row.dedupe_key for row in claim(conn, at=later, limit=3)] == ["6", "5"]


def test_while_one_holds_a_card_no_other_gets_it(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    assert len(claim(conn, "one")) == 1
    assert claim(conn, "two", NOW + LEASE - SECOND) == []
    assert claim(conn, "one", NOW + LEASE - SECOND) == []


def test_when_a_lease_ends_another_takes_over_and_the_first_can_change_nothing_any_more(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    [first] = claim(conn, "one")
    [second] = claim(conn, "two", NOW + LEASE)
    assert second.attempts == 2
    assert not outbox.start_attempt(conn, first.id, "one", NOW)
    assert outbox.mark_sent(conn, [first.id], "one", NOW) == 0
    assert not outbox.retry_later(conn, first.id, "one", NOW)
    assert not outbox.give_up(conn, first.id, "one", NOW, "late")
    assert outbox.mark_sent(conn, [second.id], "two", NOW) == 1


def test_one_who_died_in_the_middle_of_a_call_leaves_a_trace(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    [first] = claim(conn, "one")
    assert outbox.start_attempt(conn, first.id, "one", NOW + SECOND)
    [second] = claim(conn, "two", NOW + LEASE)
    assert second.attempt_started_at == NOW + SECOND


def test_a_new_run_of_the_only_program_need_not_wait_for_the_leases_of_the_one_that_died(conn: Connection):
    outbox.owe(conn, [owed("held"), owed("done"), owed("later", at=NOW + LEASE)], NOW)
    claimed = {row.dedupe_key: row for row in claim(conn, "one")}
    held, done = claimed["held"], claimed["done"]
    outbox.start_attempt(conn, held.id, "one", NOW)
    outbox.mark_sent(conn, [done.id], "one", NOW)
    outbox.release(conn, NOW)
    [again] = claim(conn, "two")
    assert (again.dedupe_key, again.attempt_started_at) == ("held", NOW)
    assert not outbox.mark_sent(conn, [held.id], "one", NOW)


def test_a_card_that_surely_did_not_arrive_is_tried_again_later_without_a_trace(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    [row] = claim(conn)
    outbox.start_attempt(conn, row.id, "one", NOW)
    assert outbox.retry_later(conn, row.id, "one", NOW + 2 * LEASE)
    assert not outbox.retry_later(conn, row.id, "one", NOW)
    assert claim(conn, at=NOW + LEASE) == []
    [again] = claim(conn, "two", NOW + 2 * LEASE)
    assert (again.attempts, again.attempt_started_at) == (2, None)


def test_a_card_that_only_waited_for_its_turn_was_not_tried(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    for _ in range(3):
        [row] = claim(conn)
        assert row.attempts == 1
        assert outbox.retry_later(conn, row.id, "one", NOW, tried=False)


def test_a_card_that_may_have_arrived_says_so_to_the_next(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    [row] = claim(conn)
    outbox.start_attempt(conn, row.id, "one", NOW)
    assert outbox.retry_later(conn, row.id, "one", NOW, uncertain=True)
    [again] = claim(conn, "two")
    assert again.attempt_started_at == NOW


def test_a_card_that_is_given_up_is_never_tried_again_and_says_why(conn: Connection):
    outbox.owe(conn, [owed("k")], NOW)
    [row] = claim(conn)
    assert outbox.give_up(conn, row.id, "one", NOW, "recipient_gone")
    assert not outbox.give_up(conn, row.id, "one", NOW, "again")
    assert outbox.mark_sent(conn, [row.id], "one", NOW) == 0
    assert claim(conn, at=NOW + 10 * LEASE) == []
    [kept] = whole(conn)
    assert (kept.fault, kept.sent_at) == ("recipient_gone", None)
    assert kept.failed_at is not None


@pytest.mark.parametrize("how", ["sent", "given up"])
def test_the_words_go_as_soon_as_a_card_is_done_with(conn: Connection, how: str):
    outbox.owe(conn, [owed("k")], NOW)
    [row] = claim(conn)
    if how == "sent":
        outbox.mark_sent(conn, [row.id], "one", NOW)
    else:
        outbox.give_up(conn, row.id, "one", NOW, "recipient_gone")
    [kept] = whole(conn)
    assert (kept.card, kept.owner, kept.available_at) == (None, None, None)


def test_several_are_marked_at_once_and_only_those_held_count(conn: Connection):
    outbox.owe(conn, [owed("a"), owed("b"), owed("c")], NOW)
    mine = claim(conn, "one", limit=2)
    theirs = claim(conn, "two")
    assert outbox.mark_sent(conn, [row.id for row in [*mine, *theirs]], "one", NOW) == 2
    assert outbox.mark_sent(conn, [row.id for row in mine], "one", NOW) == 0


def test_a_meeting_forgets_what_persons_got_but_not_what_waits_or_went_to_all(conn: Connection):
    late = NOW + timedelta(days=1)
    rows = [owed("sent"), owed("room", to=Place.ROOM), owed("all", to=Place.ORGANISATION), owed("other", meeting=B)]
    outbox.owe(conn, [*rows, owed("waits", at=late)], NOW)
    outbox.mark_sent(conn, [row.id for row in claim(conn)], "one", NOW)
    outbox.forget(conn, A)
    assert [row.dedupe_key for row in whole(conn)] == ["all", "other", "room", "waits"]


@on_postgresql
def test_what_waits_is_found_through_the_index_of_a_server(conn: Connection):
    conn.exec_driver_sql("SET LOCAL enable_seqscan = off")
    plan = conn.exec_driver_sql(
        "EXPLAIN SELECT id FROM outbox WHERE available_at <= '2027-01-01' ORDER BY available_at LIMIT 10"
    ).all()
    assert "Index Scan using ix_outbox_available_at" in str(plan)
    assert "Sort" not in str(plan)
    made = conn.exec_driver_sql("SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_outbox_available_at'").scalar()
    assert "WHERE (available_at IS NOT NULL)" in str(made)


@on_sqlite
def test_what_waits_is_found_through_the_index(conn: Connection):
    plan = conn.exec_driver_sql(
        "EXPLAIN QUERY PLAN SELECT id FROM outbox WHERE available_at <= '2027' ORDER BY available_at LIMIT 10"
    ).all()
    assert "ix_outbox_available_at" in str(plan)
    assert "TEMP B-TREE" not in str(plan)
    made = conn.exec_driver_sql("SELECT sql FROM sqlite_schema WHERE name = 'ix_outbox_available_at'").scalar_one()
    assert "WHERE available_at IS NOT NULL" in made


async def test_of_two_who_claim_at_once_each_card_goes_to_one(store: Store):
    await store.write(lambda conn: outbox.owe(conn, [owed(f"{n}") for n in range(100)], NOW))

    async def drain(owner: str) -> list[str]:
        got: list[str] = []
        while rows := await store.write(lambda conn: claim(conn, owner, limit=7)):
            got += [row.dedupe_key for row in rows]
            assert await store.write(lambda conn, rows=rows: outbox.mark_sent(conn, [r.id for r in rows], owner, NOW))
        return got

    one, two = await asyncio.gather(drain("one"), drain("two"))
    assert sorted(one + two, key=int) == [str(n) for n in range(100)]
    assert one
    assert two
