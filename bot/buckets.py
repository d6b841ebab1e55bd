"""How often somebody else may be called: buckets that fill by themselves. Nothing waits here."""

from collections.abc import Mapping
from datetime import datetime, timedelta

# More than this, and those that are full again are forgotten.
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


class Buckets:
    """Buckets by what they are for."""

    def __init__(self) -> None:
        """Begin with none."""
        self._buckets: dict[tuple[str, str], Bucket] = {}

    def __len__(self) -> int:
        """Give how many are remembered."""
        return len(self._buckets)

    def spend(
        self, budgets: Mapping[tuple[str, str], tuple[int, float]], now: datetime, paused: timedelta = NOW
    ) -> timedelta:
        """Use one call up in each of these budgets and give no time, or give how long to wait and use up nothing.

        Args:
            budgets: how many at once and how many a minute, by what they are for.
            now: the time.
            paused: how long to wait in any case.
        """
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets = {key: each for key, each in self._buckets.items() if each.wait(now) or not each.is_full}
        buckets = [self._buckets.setdefault(key, Bucket(*budget, now)) for key, budget in budgets.items()]
        wait = max([paused, *(bucket.wait(now) for bucket in buckets)])
        if wait > NOW:
            return wait
        for bucket in buckets:
            bucket.take()
        return NOW
