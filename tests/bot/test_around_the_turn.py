"""Relay, ticker, clocks, logs and the hand on the clock."""

import asyncio
import logging
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import select

from bot import logs
from bot.clock import Clocks, FastClock, PushedClock, SetClock, WallClock
from bot.ports import Delivery, GiveUp, RetryLater
from bot.rehearsal import add_rehearsal
from bot.relay import LEASE, MOST_ATTEMPTS, Relay
from dialogs.cards import Card, Paragraph
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Stage
from storage import outbox, tables, timers
from storage.codec import encode
from tests.databases import on_sqlite
from tests.fakes.house import STARTS_AT, Fake, Hand, wire, with_meeting
from tests.fakes.http import serving

pytestmark = pytest.mark.usefixtures("kind")


class Post:
    """A sender that does what it was told, and remembers what it got."""

    def __init__(self, *results: RetryLater | GiveUp | Exception | None) -> None:
        self.results, self.got = list(results), list[Delivery]()

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        self.got.append(delivery)
        result = self.results.pop(0) if self.results else None
        if isinstance(result, Exception):
            raise result
        return result


async def owing(tmp_path: Path, post: Post, how_many: int = 1) -> Fake:
    """Give a house that owes as many cards."""
    fake = await with_meeting(wire(tmp_path, sender=post))
    card = encode(Card("notice", ("Besked",), (Paragraph(("Kort besked",)),)))
    now = fake.wall.now()
    rows = [outbox.Owed(f"card {number}", fake.id, PersonId("ole"), card, now) for number in range(how_many)]
    await fake.house.store.write(lambda conn: outbox.owe(conn, rows, now))
    return fake


async def test_everything_owed_is_delivered_once(tmp_path: Path):
    post = Post()
    fake = await owing(tmp_path, post, 45)
    assert await fake.relay.drain() == 45
    assert await fake.relay.drain() == 0
    assert len({delivery.dedupe_key for delivery in post.got}) == len(post.got) == 45
    await fake.close()


async def test_what_did_not_arrive_is_tried_again_when_it_is_time(tmp_path: Path):
    post = Post(RetryLater(timedelta(minutes=1)))
    fake = await owing(tmp_path, post)
    await fake.relay.drain()
    assert await fake.relay.drain() == 0
    fake.wall.later(seconds=61)
    assert await fake.relay.drain() == 1
    assert [delivery.tried_before for delivery in post.got] == [False, False]
    await fake.close()


async def test_a_sender_that_falls_does_not_stop_the_others(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    post = Post(RuntimeError("hemmeligt"))
    fake = await owing(tmp_path, post, 3)
    await fake.relay.drain()
    assert len(post.got) == 3
    assert "delivery failed" in caplog.text
    fake.wall.later(seconds=10)
    assert await fake.relay.drain() == 1
    await fake.close()


@pytest.mark.parametrize("results", [[GiveUp("recipient_gone")], [RetryLater(timedelta())] * MOST_ATTEMPTS])
async def test_what_will_never_arrive_is_given_up(
    tmp_path: Path, results: list[RetryLater | GiveUp], caplog: pytest.LogCaptureFixture
):
    post = Post(*results)
    fake = await owing(tmp_path, post)
    while await fake.relay.drain():
        fake.wall.later(seconds=1)
    assert [delivery.dedupe_key for delivery in post.got if delivery.to == "ole"] == ["card 0"] * len(results)
    fake.wall.later(days=30)
    assert await fake.relay.drain() == 0
    assert "delivery given up" in caplog.text
    await fake.close()


async def test_where_keys_are_honoured_a_batch_is_noted_at_once_each_as_it_ended(tmp_path: Path):
    post = Post(RuntimeError("hemmeligt"), RetryLater(timedelta(minutes=1)), GiveUp("recipient_gone"))
    fake = await owing(tmp_path, post, 45)
    relay = Relay(fake.house.store, {"browser": post}, fake.wall, "in batches", honour_keys={"browser"})
    assert await relay.drain() == 45
    assert await relay.drain() == 0
    fake.wall.later(minutes=5)
    assert await relay.drain() == 2
    came = Counter(delivery.dedupe_key for delivery in post.got)
    assert sorted(came.values()) == [1] * 43 + [2, 2]
    assert len(came) == 45
    await fake.close()


async def test_a_batch_that_was_delivered_and_not_noted_comes_again_under_its_keys(tmp_path: Path):
    post = Post()
    fake = await owing(tmp_path, post, 30)
    killed = Relay(fake.house.store, {"browser": post}, fake.wall, "killed", honour_keys={"browser"})
    claimed = await fake.house.store.write(lambda conn: outbox.claim_due(conn, fake.wall.now(), "killed", LEASE, 20))
    for row in claimed:
        await killed._send(row)
    assert await fake.relay.drain() == 10
    fake.wall.at += LEASE + timedelta(seconds=1)
    assert await fake.relay.drain() == 20
    came = Counter(delivery.dedupe_key for delivery in post.got)
    assert sorted(came.values()) == [1] * 10 + [2] * 20
    await fake.close()


async def test_nobody_waits_for_a_slow_platform_and_it_begins_nothing_once_the_server_stops(tmp_path: Path):
    fake = await owing(tmp_path, Post(), 3)
    now, card = fake.wall.now(), encode(Card("notice", ("Besked",)))
    rows = [outbox.Owed(f"slow {n}", fake.id, PersonId("ole"), card, now, "slow") for n in range(3)]
    await fake.house.store.write(lambda conn: outbox.owe(conn, rows, now))
    began, answers, quick = asyncio.Event(), asyncio.Event(), Post()
    slow: list[str] = []

    class Slow:
        async def send(self, delivery: Delivery) -> None:
            slow.append(delivery.dedupe_key)
            began.set()
            await answers.wait()

    relay = Relay(fake.house.store, {"browser": quick, "slow": Slow()}, fake.wall, "two ways", slow={"slow"})
    fake.house.ticker._relay = relay
    await fake.house.ticker.tick()
    await began.wait()
    assert len(quick.got) == 3
    # The next tick has it wait for no second one either.
    await fake.house.ticker.tick()
    assert len(slow) == 1
    stopping = asyncio.create_task(fake.house.ticker.stop())
    await asyncio.sleep(0)
    answers.set()
    await stopping
    assert len(slow) == 1
    waiting = select(tables.outbox.c.dedupe_key).where(tables.outbox.c.available_at.is_not(None))
    left = await fake.house.store.read(lambda conn: list(conn.execute(waiting).scalars()))
    assert len(left) == 2
    await fake.house.store.close()


async def test_waiting_for_a_turn_is_no_try_however_long_it_takes(tmp_path: Path):
    """A crowd's posts come due again and again before the platform allows them; none of them may be lost."""
    waits = [RetryLater(timedelta(seconds=1), tried=False)] * (3 * MOST_ATTEMPTS)
    fails = [RetryLater(timedelta(seconds=1))] * (MOST_ATTEMPTS - 1)
    post = Post(*waits, *fails)
    fake = await owing(tmp_path, post)
    while await fake.relay.drain():
        fake.wall.later(seconds=1)
    assert len(post.got) == len(waits) + len(fails) + 1
    assert post.results == []
    await fake.close()


async def test_a_sender_is_told_that_a_card_may_have_arrived(tmp_path: Path):
    post = Post(RetryLater(timedelta(seconds=1), uncertain=True), RetryLater(timedelta(seconds=1)))
    fake = await owing(tmp_path, post)
    while await fake.relay.drain():
        fake.wall.later(seconds=1)
    assert [delivery.tried_before for delivery in post.got] == [False, True, False]
    await fake.close()


async def test_what_another_sender_holds_is_left_alone_until_its_lease_ends(tmp_path: Path):
    post = Post()
    fake = await owing(tmp_path, post)
    now = fake.wall.now()
    claimed = await fake.house.store.write(lambda conn: outbox.claim_due(conn, now, "another", LEASE, 5))
    await fake.house.store.write(lambda conn: outbox.start_attempt(conn, claimed[0].id, "another", now))
    assert await fake.relay.drain() == 0
    fake.wall.later(seconds=61)
    assert await fake.relay.drain() == 1
    assert [delivery.tried_before for delivery in post.got] == [True]
    await fake.close()


async def test_a_card_taken_over_in_between_is_not_sent_twice(tmp_path: Path):
    post = Post()
    fake = await owing(tmp_path, post)
    now = fake.wall.now()
    mine = await fake.house.store.write(lambda conn: outbox.claim_due(conn, now, "this relay", LEASE, 5))
    later = now + LEASE + timedelta(seconds=1)
    await fake.house.store.write(lambda conn: outbox.claim_due(conn, later, "another", LEASE, 5))
    await fake.relay._in_turn(mine)
    assert post.got == []
    await fake.close()


async def test_the_ticker_runs_by_itself_and_when_woken(tmp_path: Path):
    post = Post()
    fake = await owing(tmp_path, post)
    ticker = fake.house.ticker
    ticker.start()
    for _ in range(5):
        ticker.wake()
    await ticker.stop()
    assert len(post.got) == 1
    await fake.close()


async def test_a_tick_that_fails_says_so_and_the_next_one_works(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    fake = await owing(tmp_path, Post())
    await fake.house.store.close()
    await fake.house.ticker.tick()
    assert "tick failed" in caplog.text
    await fake.close()


async def test_a_due_time_that_cannot_be_handled_does_not_hold_up_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    post = Post()
    fake = await owing(tmp_path, post)
    due_at = fake.meeting_clock.now() - timedelta(hours=1)
    # A meeting that is gone is the simplest of what a turn cannot take.
    await fake.house.store.write(lambda conn: timers.set_timers(conn, MeetingId("gone"), {"soon.1": due_at}))
    await fake.house.ticker.tick()
    await fake.house.ticker.tick()
    assert "tick failed" in caplog.text
    assert len(post.got) == 1
    await fake.close()


# --- Clocks


def test_the_wall_clock_is_aware_and_in_utc():
    assert WallClock().now().tzinfo is UTC


def test_a_fast_clock_begins_with_the_wall_and_runs_ahead():
    wall = Hand()
    clock = FastClock(12, wall)
    assert clock.now() == wall.now()
    wall.later(minutes=5)
    assert clock.now() == STARTS_AT + timedelta(hours=1)


def test_a_set_clock_follows_the_wall_until_it_is_set():
    wall = Hand()
    clock = SetClock(wall)
    wall.later(minutes=1)
    assert clock.now() == wall.now()
    clock.move(datetime.fromisoformat("2027-03-28T03:30:00+02:00"))
    wall.later(minutes=1)
    assert clock.now() == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)


# --- The hand on the clock


async def test_a_rehearsal_moves_the_clock_and_settles(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    clock, app = SetClock(fake.wall), web.Application()
    wall = PushedClock()
    add_rehearsal(app, Clocks(clock, wall), fake.house.ticker)
    async with TestClient(TestServer(app)) as client:
        before = wall.now()
        async with client.post("/rehearsal/wait", json={"seconds": 3600}) as got:
            assert got.status == 200
        assert before + timedelta(hours=1) <= wall.now() < before + timedelta(hours=2)
        for body in ({}, [], {"seconds": -1}, {"seconds": "soon"}, {"seconds": 1e300}):
            async with client.post("/rehearsal/wait", json=body) as got:
                assert got.status == 400, body
        async with client.post("/rehearsal/clock", json={"at": "2027-01-04T10:00:00+01:00"}) as got:
            assert (got.status, await got.json()) == (200, {"at": "2027-01-04T09:00:00+00:00", "done": 0})
        for body in ({}, [], 7, {"at": 5}, {"at": "soon"}, {"at": "2027-01-04T10:00:00"}):
            async with client.post("/rehearsal/clock", json=body) as got:
                assert got.status == 400, body
        async with client.post("/rehearsal/clock", data=b"{") as got:
            assert got.status == 400
        async with client.post("/rehearsal/settle") as got:
            assert got.status == 200
    assert clock.now() == datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
    await fake.close()


async def test_a_clock_moved_through_a_time_stops_wherever_something_is_due(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    stops: list[datetime] = []

    class House(SetClock):
        def move(self, at: datetime) -> None:
            super().move(at)
            fake.meeting_clock.at = at
            stops.append(at)

    clock, app = House(fake.wall), web.Application()
    add_rehearsal(app, Clocks(clock, fake.wall), fake.house.ticker)
    await fake.house.ticker.arrange()
    due = {row.due_at for row in await fake.timers()}
    assert len(due) == 4
    clock.move(datetime(2026, 11, 1, tzinfo=UTC))
    async with TestClient(TestServer(app)) as client:
        body = {"at": "2026-12-09T10:00:00+01:00", "through": True}
        async with client.post("/rehearsal/clock", json=body) as got:
            # Four reminders rang, and everybody got theirs.
            assert (await got.json())["done"] > 4
    assert stops[1:] == [*sorted(due), datetime.fromisoformat("2026-12-09T10:00:00+01:00")]
    await fake.close()


async def test_only_a_rehearsal_has_the_hand_on_the_clock(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))

    async with serving(fake) as phones:
        reply = await phones.post("/rehearsal/settle", b"")
        assert reply.status == 200
        # Everybody may look at the page of a meeting that has not begun.
        assert (await fake.state()).stage is Stage.PLANNED


# --- Logs


def test_links_are_covered_in_whatever_is_logged(capsys: pytest.CaptureFixture[str]):
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    try:
        logs.set_up_logs("INFO")
        logging.getLogger("x").info("GET %s", "/p/abc-DEF_123/act")
        logging.getLogger("x").info("/room/secret and /organisation/secret2")
        logging.getLogger("x").info("nothing")
        logging.getLogger("x").debug("unheard")
        typed = f"{'Borgeren'} ringede {'/p/abc-DEF_'}{123}"
        try:
            raise RuntimeError(typed)
        except RuntimeError:
            logging.getLogger("x").exception("request failed")
    finally:
        root.handlers = handlers
        root.setLevel(level)
    said = capsys.readouterr().err
    assert "/p/…/act" in said
    assert "secret" not in said
    assert "abc-DEF_123" not in said
    assert "nothing" in said
    assert "unheard" not in said
    # Where it happened and what kind of fault it was, but not its words: they may be somebody's.
    assert "Borgeren ringede" not in said
    assert "RuntimeError" in said
    assert "test_around_the_turn.py" in said


@on_sqlite
async def test_a_start_delivers_at_once_what_the_run_that_was_killed_had_begun(tmp_path: Path):
    fake = await owing(tmp_path, Post())
    wall = fake.wall.now()
    claimed = await fake.house.store.write(lambda conn: outbox.claim_due(conn, wall, "killed", LEASE, 5))
    await fake.house.store.write(lambda conn: outbox.start_attempt(conn, claimed[0].id, "killed", wall))
    await fake.close()
    post = Post()
    later = wire(tmp_path, sender=post, tokens=fake.tokens)
    async with serving(later):
        assert await later.relay.drain() == 1
    assert [delivery.tried_before for delivery in post.got] == [True]
