"""Due times are claimed: of all who tick one rings each, and whatever happens to that one, another does."""

import asyncio
import signal
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.ticker import AT_ONCE, LEASE, Ticker
from dialogs.inbound import Inbound
from dialogs.model.ids import MeetingId
from storage import timers
from storage.engine import Connection, Store, StoreGone
from tests.databases import Kind
from tests.fakes.house import Chance, Fake, wire, with_meeting
from tests.fakes.http import serving

ROOT = Path(__file__).parents[2]
SECOND = timedelta(seconds=1)


@dataclass
class Hears:
    """A turn that hears a timer as ours does: in a transaction that removes it. `before` may stand in the way."""

    store: Store
    before: Callable[[str], Any] = lambda _: None
    heard: list[str] = field(default_factory=list)

    async def take(self, event: Inbound) -> None:
        waits = self.before(event.meeting)
        if waits:
            await waits
        await self.store.write(lambda conn: timers.set_timers(conn, event.meeting, {}))
        self.heard.append(event.meeting)


@dataclass
class Weak:
    """A store whose database can go away for writers, and that counts what they write."""

    store: Store
    away: bool = False
    writes: int = 0

    async def read(self, fn: Callable[[Connection], Any]) -> Any:
        return await self.store.read(fn)

    async def write(self, fn: Callable[[Connection], Any], lane: str = "") -> Any:
        if self.away:
            raise StoreGone("away")
        self.writes += 1
        return await self.store.write(fn, lane)


def ticking(fake: Fake, turn: Hears, owner: str = "this one", store: Weak | None = None) -> Ticker:
    return Ticker(store or fake.house.store, turn, fake.relay, fake.house.clocks, owner, fake.house.live)  # type: ignore[arg-type]


@pytest.fixture
async def fake(kind: Kind, tmp_path: Path) -> AsyncIterator[Fake]:
    fake = wire(tmp_path)
    yield fake
    await fake.close()


@pytest.fixture
async def other(kind: Kind, fake: Fake, tmp_path: Path) -> AsyncIterator[Fake]:
    """Give a house on another server; on SQLite, where one server writes, the same one."""
    other = wire(tmp_path, owner="other", chance=Chance("other")) if fake.house.store.is_shared else fake
    yield other
    await other.close()


async def due(fake: Fake, how_many: int) -> list[str]:
    """Have as many meetings wait to be woken, and give their ids."""
    ids = [f"{n:03}" for n in range(how_many)]

    def add(conn: Connection) -> None:
        for number, each in enumerate(ids):
            timers.set_timers(conn, MeetingId(each), {"end": fake.meeting_clock.now() - (how_many - number) * SECOND})

    await fake.house.store.write(add)
    return ids


def later(span: timedelta, *houses: Fake) -> None:
    """Let time go by on the wall of every house."""
    for wall in {id(each.wall): each.wall for each in houses}.values():
        wall.at += span


async def test_of_two_that_tick_at_once_each_rings_its_own(fake: Fake, other: Fake):
    ids = await due(fake, 2 * AT_ONCE + 20)
    # Neither gets on before the other holds some too.
    both = asyncio.Barrier(2)

    def first(turn: Hears) -> Callable[[str], Any]:
        return lambda _: None if turn.heard else both.wait()

    turns = [Hears(house.house.store) for house in (fake, other)]
    for turn in turns:
        turn.before = first(turn)
    tickers = [ticking(house, turn, str(id(turn))) for house, turn in zip((fake, other), turns, strict=True)]
    await asyncio.gather(*(ticker.tick() for ticker in tickers))
    assert sorted(turns[0].heard + turns[1].heard) == ids
    assert all(turn.heard for turn in turns)


async def test_while_nothing_is_due_or_another_rings_a_tick_writes_nothing(fake: Fake):
    turn, store = Hears(fake.house.store), Weak(fake.house.store)
    ticker = ticking(fake, turn, store=store)
    await ticker.tick()
    await due(fake, 3)
    fake.meeting_clock.at -= timedelta(hours=1)
    await ticker.tick()
    fake.meeting_clock.at += timedelta(hours=1)
    await claimed_by_another(fake)
    await ticker.tick()
    assert (store.writes, turn.heard) == (0, [])
    fake.wall.at += LEASE
    await ticker.tick()
    assert (store.writes, len(turn.heard)) == (1, 3)


async def claimed_by_another(fake: Fake) -> None:
    now, wall = fake.meeting_clock.now(), fake.wall.now()
    found = await fake.house.store.write(lambda conn: timers.claim_due(conn, now, wall, "another", LEASE, AT_ONCE))
    assert found


async def test_what_one_that_was_killed_had_claimed_rings_when_its_lease_ends(fake: Fake):
    ids = await due(fake, 3)
    turn = Hears(fake.house.store)
    await claimed_by_another(fake)
    # The clock of meetings goes on much faster, and does not count.
    fake.meeting_clock.later(hours=5)
    fake.wall.at += LEASE - SECOND
    await ticking(fake, turn).tick()
    assert turn.heard == []
    fake.wall.at += SECOND
    await ticking(fake, turn).tick()
    assert turn.heard == ids


@pytest.mark.parametrize("fault", [StoreGone("for a moment"), RuntimeError("hemmeligt")], ids=["gone", "fault"])
async def test_what_could_not_be_rung_here_rings_at_the_next_tick_of_whoever_comes_first(
    fake: Fake, other: Fake, fault: Exception, caplog: pytest.LogCaptureFixture
):
    ids = await due(fake, 3)

    def fails(meeting: str) -> None:
        if meeting == ids[0]:
            raise fault

    here, there = Hears(fake.house.store, fails), Hears(other.house.store)
    await ticking(fake, here, "here").tick()
    assert here.heard == ids[1:]
    assert "tick failed" in caplog.text
    await ticking(other, there, "there").tick()
    assert there.heard == ids[:1]


async def test_where_the_database_went_before_anything_was_given_back_the_lease_ends(
    fake: Fake, other: Fake, caplog: pytest.LogCaptureFixture
):
    ids = await due(fake, 3)
    store = Weak(fake.house.store)

    def goes(meeting: str) -> None:
        store.away = True
        raise StoreGone("away")

    here, there = Hears(fake.house.store, goes), Hears(other.house.store)
    await ticking(fake, here, "here", store).tick()
    store.away = False
    later(LEASE - SECOND, fake, other)
    here.before = lambda _: None
    tickers = (ticking(fake, here, "here", store), ticking(other, there, "there"))
    for ticker in tickers:
        await ticker.tick()
    assert here.heard + there.heard == []
    later(SECOND, fake, other)
    for ticker in tickers:
        await ticker.tick()
    assert here.heard + there.heard == ids


async def test_one_that_is_stopped_in_the_middle_leaves_the_rest_to_others_at_once(fake: Fake, other: Fake):
    ids = await due(fake, 5)
    began = asyncio.Event()

    def stuck(meeting: str) -> Any:
        if meeting != ids[0]:
            began.set()
            return asyncio.Event().wait()
        return None

    here, there = Hears(fake.house.store, stuck), Hears(other.house.store)
    ticker = ticking(fake, here, "here")
    tick = asyncio.create_task(ticker.tick())
    await began.wait()
    tick.cancel()
    await ticker.stop()
    await ticking(other, there, "there").tick()
    assert (here.heard, there.heard) == (ids[:1], ids[1:])


async def test_whoever_took_longer_than_the_lease_rings_nothing_that_another_may_have(fake: Fake):
    ids = await due(fake, 3)

    def lasts(_: str) -> None:
        fake.wall.at += LEASE

    here = Hears(fake.house.store, lasts)
    assert await ticking(fake, here, "here")._ring() == 1
    assert here.heard == ids[:1]
    here.before = lambda _: None
    await ticking(fake, here, "here").tick()
    assert here.heard == ids


async def test_a_phase_that_is_extended_rings_at_its_new_end_whoever_held_the_old_one(fake: Fake):
    await with_meeting(fake)
    await fake.all_arrive()
    await fake.start()
    fake.meeting_clock.later(hours=2)
    await claimed_by_another(fake)
    fake.meeting_clock.later(hours=-2)
    held = {row.name: row.due_at for row in await fake.timers()}
    assert not (await fake.submit("marianne", "extend", seen=await fake.stamp(), minutes="5")).refused
    found = {row.name: row.due_at for row in await fake.timers()}
    assert found["over.1"] > held["over.1"]
    assert await fake.house.ticker.next_due() == found["soon.1"]


async def test_a_server_that_starts_frees_what_its_last_run_held_where_it_is_the_only_one(fake: Fake):
    await with_meeting(fake)
    await fake.house.ticker.arrange()
    fake.meeting_clock.later(days=1)
    before = await fake.house.ticker.next_due()
    await claimed_by_another(fake)
    async with serving(fake):
        after = await fake.house.ticker.next_due()
        assert (after == before) is not fake.house.store.is_shared


CHILD = """
import asyncio, os, signal, sys
from datetime import datetime
from bot.clock import Clocks
from bot.ticker import Ticker
from storage import timers
from storage.engine import open_store

url, owner, now, wall, last = sys.argv[1:]
heard = []

class At:
    def __init__(self, at):
        self.at = datetime.fromisoformat(at)

    def now(self):
        return self.at

class Turn:
    async def take(self, event):
        await store.write(lambda conn: timers.set_timers(conn, event.meeting, {}))
        print(event.meeting, flush=True)
        heard.append(event.meeting)
        if len(heard) == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

async def main():
    global store
    store = open_store(url)
    ticker = Ticker(store, Turn(), None, Clocks(At(now), At(wall)), owner, None)
    while await ticker._ring():
        pass
    await store.close()

asyncio.run(main())
"""


async def program(kind: Kind, folder: Path, owner: str, *clocks: str, last: int = 0) -> Process:
    """Start one that rings whatever is due, and is killed when it has rung as many as `last`."""
    words = (kind.url(folder), owner, *clocks, str(last))
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CHILD, *words), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )


@pytest.mark.proof
async def test_when_a_program_is_killed_while_it_rings_the_rest_rings_after_its_lease(kind: Kind, tmp_path: Path):
    fake = wire(tmp_path)
    ids = await due(fake, AT_ONCE + 400)
    clocks = (fake.meeting_clock.now().isoformat(), fake.wall.now().isoformat())
    shared = fake.house.store.is_shared
    await fake.close()
    killed = await program(kind, tmp_path, "killed", *clocks, last=7)
    assert killed.stdout
    told = await killed.stdout.readline()
    # They begin when it has some in hand.
    others = [await program(kind, tmp_path, f"other {n}", *clocks) for n in range(3 if shared else 0)]
    said = [told + (await killed.communicate())[0], *[(await each.communicate())[0] for each in others]]
    assert [killed.returncode, *(each.returncode for each in others)] == [-signal.SIGKILL, *(0 for _ in others)]
    rang = [line.split() for line in map(bytes.decode, said)]
    assert rang[0] == ids[:7]
    fake = wire(tmp_path)
    turn = Hears(fake.house.store)
    # What it had not claimed yet waited for nobody.
    await ticking(fake, turn).tick()
    assert sorted(sum(rang[1:], turn.heard)) == ids[AT_ONCE:]
    assert bool(turn.heard) is not shared
    turn.heard.clear()
    fake.wall.at += LEASE
    await ticking(fake, turn).tick()
    assert turn.heard == ids[7:AT_ONCE]
    await fake.close()
