"""An alarm clock: wakes the turn for due times and the relay for what waits.

Every due time is a row of ours, claimed under a lease, so that of several servers one rings it. While nothing is due,
a tick looks and writes nothing.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clocks
from bot.live_cards import LiveCards
from bot.relay import Relay
from bot.turn import Turn
from dialogs.inbound import Inbound, TimerRang
from storage import timers
from storage.engine import Connection, Store
from storage.listing import to_follow

EVERY_S = 1.0
FORGET_EVERY_S = 60.0
AT_ONCE = 50
# Longer than any one turn takes; what a server that died had claimed rings so much later.
LEASE = timedelta(seconds=30)
# A pilot is followed for some months after its start, which lies some months after the meeting.
FOLLOWED_FOR = timedelta(days=800)
_log = logging.getLogger(__name__)


class Ticker:
    """Ticks once a second, and at once when something new is owed."""

    def __init__(
        self,
        store: Store,
        turn: Turn,
        relay: Relay,
        clocks: Clocks,
        owner: str,
        live: LiveCards,
        also: Callable[[], Awaitable[int]] | None = None,
    ) -> None:
        """Wake `turn`, `relay` and `live`, and call `also` at every tick.

        `owner` is a name that no other ticker has, and no earlier start of this one.
        """
        self._live, self._also = live, also
        self._store, self._turn, self._relay, self._clocks, self._owner = store, turn, relay, clocks, owner
        self._scheduler = AsyncIOScheduler()
        self._busy = asyncio.Lock()
        self._woken: set[asyncio.Task[int]] = set()
        self._posting: asyncio.Task[int] | None = None

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=EVERY_S, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.add_job(self.tidy, "interval", seconds=FORGET_EVERY_S, max_instances=1, coalesce=True)
        self._scheduler.start()

    async def arrange(self) -> None:
        """Set all due times anew, as a new release, a new setting or a new holiday may want them."""
        since = self._clocks.meeting.now() - FOLLOWED_FOR
        for meeting in await self._store.read(lambda conn: to_follow(conn, since)):
            await self._turn.arrange(meeting)

    async def stop(self) -> None:
        """Stop ticking, and wait for what is under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._relay.end()
        posting = (self._posting,) if self._posting else ()
        await asyncio.gather(*self._woken, *posting, return_exceptions=True)
        async with self._busy:
            pass

    def wake(self) -> None:
        """Deliver soon what is owed; a delivery that waits already is enough. Due times wait for the tick."""
        # One that works may have passed the new row already; one more that waits will not.
        if len(self._woken) > 1:
            return
        task = asyncio.get_running_loop().create_task(self._try(self.deliver))
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    async def tick(self) -> None:
        """Do everything that is due now."""
        await self._try(self._ring_and_deliver)
        if self._posting is None or self._posting.done():
            # Nobody waits for a slow mail server.
            self._posting = asyncio.get_running_loop().create_task(self._try(self._relay.drain_slow))
        await self._try(self._live.tick)
        if self._also:
            await self._try(self._also)

    async def tidy(self) -> None:
        """Try again to forget what a full disk or a long look at the database kept from being forgotten."""
        await self._try(self._forget_rest)

    async def settle(self) -> int:
        """Let everything that is due go out, and what follows from it too. Gives how many times something did."""
        done = 0
        while dealt := await self._ring_and_deliver() + await self._relay.drain_slow() + await self._live.settle():
            done += dealt
        return done

    @property
    def is_behind(self) -> bool:
        """Say whether a platform asked to have some screen later, and it does not stand there yet."""
        return self._live.is_behind

    async def _ring_and_deliver(self) -> int:
        done = 0
        async with self._busy:
            while dealt := await self._ring() + await self._relay.drain():
                done += dealt
        return done

    async def next_due(self) -> datetime | None:
        """Give when the next due time is that nobody is ringing, or None."""
        return await self._store.read(lambda conn: timers.next_due(conn, self._clocks.wall.now()))

    async def deliver(self) -> int:
        """Deliver what is owed, and give how many posts that were."""
        async with self._busy:
            return await self._relay.drain()

    async def _try(self, work: Callable[[], Awaitable[int]]) -> int:
        try:
            return await work()
        except Exception:
            # Said here and tried again at the next tick: one fault must not stop the clock.
            _log.exception("tick failed")
            return 0

    async def _forget_rest(self) -> int:
        await self._turn.forget_rest()
        return 0

    async def _ring(self) -> int:
        next_due = await self.next_due()
        if next_due is None or next_due > self._clocks.meeting.now():
            return 0
        wall = self._clocks.wall.now()
        claimed = await self._store.write(lambda conn: self._claim(conn, wall))
        rang = 0
        try:
            for timer in claimed:
                if self._clocks.wall.now() >= wall + LEASE:
                    # By now another may have it.
                    break
                rang += await self._try(partial(self._ring_one, timer))
        finally:
            # What failed is tried again at the next tick, here or there, and so is the rest when we are stopped.
            if rang < len(claimed):
                await self._store.write(lambda conn: timers.give_back(conn, self._owner))
        return rang

    def _claim(self, conn: Connection, wall: datetime) -> list[timers.Timer]:
        return timers.claim_due(conn, self._clocks.meeting.now(), wall, self._owner, LEASE, AT_ONCE)

    async def _ring_one(self, timer: timers.Timer) -> int:
        key = f"timer/{timer.meeting_id}/{timer.name}/{timer.due_at.isoformat()}"
        await self._turn.take(Inbound(key, timer.meeting_id, None, TimerRang(timer.name)))
        return 1
