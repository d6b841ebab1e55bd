"""How often Slack may be called: buckets that fill by themselves, and pauses that Slack asked for.

Nothing waits here: who may not call now is told how long to leave it, and comes back.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.platforms.slack.limits import BUDGETS, CHANNEL_BUDGET

# More conversations than this, and those whose buckets are full again are forgotten.
MOST_BUCKETS = 5_000
NOW = timedelta(0)


class Bucket:
    """Holds `size` calls and fills by `per_minute`. Who finds it empty gets a turn of their own later."""

    __slots__ = ("_at", "_left", "_per_s", "_promised", "_size")

    def __init__(self, size: int, per_minute: float, now: datetime) -> None:
        """Begin full."""
        self._size, self._per_s, self._left, self._at = float(size), per_minute / 60, float(size), now
        # Turns that were given to those who found it empty; as calls come free they are used up.
        self._promised = 0.0

    def wait(self, now: datetime) -> timedelta:
        """Say how long to wait for one call: the longer, the more wait already, so that nobody comes back in vain."""
        # A wall clock may be set back; that must not take calls away.
        freed = max((now - self._at).total_seconds(), 0.0) * self._per_s
        self._left, self._at = min(self._size, self._left + freed), now
        self._promised = max(self._promised - freed, 0.0)
        if self._left >= 1:
            return NOW
        wait = timedelta(seconds=(1 - self._left + self._promised) / self._per_s)
        self._promised += 1
        return wait

    def take(self) -> None:
        """Use one call up."""
        self._left -= 1

    @property
    def is_full(self) -> bool:
        """Say whether it tells nothing that a new one would not."""
        return self._left >= self._size and not self._promised


class Budgets:
    """What may be called now, for each method in each workspace and for each conversation."""

    def __init__(self, wall: Clock, *, unlimited: bool = False) -> None:
        """Count by `wall`. With `unlimited` only the pauses that Slack asks for count."""
        self._wall, self._unlimited = wall, unlimited
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._paused: dict[tuple[str, str], datetime] = {}

    def spend(self, workspace: str, method: str, channel: str = "") -> timedelta:
        """Use one call up and give no time, or give how long to wait and use up nothing."""
        now = self._wall.now()
        wait = max(self._paused.get((workspace, method), now) - now, NOW)
        buckets = [] if self._unlimited else list(self._of(workspace, method, channel, now))
        wait = max([wait, *(bucket.wait(now) for bucket in buckets)])
        if wait > NOW:
            return wait
        for bucket in buckets:
            bucket.take()
        return NOW

    def pause(self, workspace: str, method: str, span: timedelta) -> None:
        """Let a method rest in a workspace, because Slack said so."""
        self._paused[workspace, method] = self._wall.now() + span

    def _of(self, workspace: str, method: str, channel: str, now: datetime) -> Iterable[Bucket]:
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets = {key: each for key, each in self._buckets.items() if each.wait(now) or not each.is_full}
        if method in BUDGETS:
            yield self._bucket((workspace, method), BUDGETS[method], now)
        if channel:
            yield self._bucket((workspace, f"#{channel}"), CHANNEL_BUDGET, now)

    def _bucket(self, key: tuple[str, str], budget: tuple[int, float], now: datetime) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(*budget, now)
        return self._buckets[key]
