"""An alarm clock: wakes the turn for due times and the relay for what waits. Every due time is a row of ours."""

import asyncio
import logging

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from bot.clock import Clock
from bot.relay import Relay
from bot.turn import Turn
from dialogs.inbound import Inbound, TimerRang
from storage import timers
from storage.engine import Store

EVERY_S = 1.0
AT_ONCE = 50
_log = logging.getLogger(__name__)


class Ticker:
    """Ticks once a second, and at once when something new is owed."""

    def __init__(self, store: Store, turn: Turn, relay: Relay, meeting_clock: Clock) -> None:
        """Wake `turn` and `relay`."""
        self._store, self._turn, self._relay, self._clock = store, turn, relay, meeting_clock
        self._scheduler = AsyncIOScheduler()
        self._busy = asyncio.Lock()
        self._woken: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.add_job(
            self.tick, "interval", seconds=EVERY_S, max_instances=1, coalesce=True, misfire_grace_time=None
        )
        self._scheduler.start()

    async def stop(self) -> None:
        """Stop ticking, and wait for what is under way."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._woken, return_exceptions=True)
        async with self._busy:
            pass

    def wake(self) -> None:
        """Tick soon; a tick that waits already is enough."""
        # One that works may have passed the new row already; one more that waits will not.
        if len(self._woken) > 1:
            return
        task = asyncio.get_running_loop().create_task(self.tick())
        self._woken.add(task)
        task.add_done_callback(self._woken.discard)

    async def tick(self) -> None:
        """Do everything that is due now. A tick that fails says so and the next one tries again."""
        try:
            await self.settle()
        except Exception:
            _log.exception("tick failed")

    async def settle(self) -> None:
        """Let everything that is due go out, and what follows from it too."""
        async with self._busy:
            while await self._ring() or await self._relay.drain():
                pass

    async def _ring(self) -> int:
        due = await self._store.read(lambda conn: timers.due(conn, self._clock.now(), AT_ONCE))
        for timer in due:
            key = f"timer/{timer.meeting_id}/{timer.name}/{timer.due_at.isoformat()}"
            await self._turn.take(Inbound(key, timer.meeting_id, None, TimerRang(timer.name)))
        return len(due)
