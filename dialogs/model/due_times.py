"""When a reminder goes out: on a working day, within working hours, and once.

The local date is settled first and turned into UTC last, so that no change of the clocks moves anything by an hour.
What falls on a free day before a meeting moves earlier, so that nobody's time to prepare is cut; after the meeting, and
for check-points and snoozes, it moves later.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

# What rings this soon after its time is not late: it goes out although the day's work ended in between.
GRACE = timedelta(minutes=1)
_DAY = timedelta(days=1)


class Move(StrEnum):
    """Where a reminder goes that falls on a free day or outside working hours."""

    EARLIER = "earlier"
    LATER = "later"


class Standing(StrEnum):
    """What becomes of a reminder now."""

    WAITS = "waits"
    GOES_OUT = "goes_out"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class WorkTime:
    """When an organisation works, both ends of the day included.

    Attributes:
        zone: the time zone in which people read the clock.
        free: days on which nobody works, beside the days of the week that are not in `weekdays`.
        weekdays: the days of the week on which people work, Monday is 0.
        opens: when the day's work begins; `closes`: when it ends.
        sends: the usual time for a reminder.
    """

    zone: tzinfo
    free: Collection[date] = frozenset()
    weekdays: frozenset[int] = field(default=frozenset(range(5)))
    opens: time = time(8)
    closes: time = time(16)
    sends: time = time(9)

    def works_on(self, day: date) -> bool:
        """Say whether people work on a day."""
        return day.weekday() in self.weekdays and day not in self.free

    def is_open(self, at: datetime) -> bool:
        """Say whether a moment lies within working hours."""
        local = at.astimezone(self.zone)
        return self.works_on(local.date()) and self.opens <= local.time() <= self.closes

    def working_day(self, day: date, move: Move) -> date:
        """Give this day, or the nearest working day before or after it."""
        step = -_DAY if move is Move.EARLIER else _DAY
        while not self.works_on(day):
            day += step
        return day

    def next_moment(self, at: datetime) -> datetime:
        """Give the first moment (UTC) from `at` on that lies within working hours."""
        if self.is_open(at):
            return at.astimezone(UTC)
        local = at.astimezone(self.zone)
        after = local.date() + _DAY if local.time() > self.closes else local.date()
        return self._utc(self.working_day(after, Move.LATER), self.opens)

    def settle(self, day: date, wall: time, move: Move) -> datetime:
        """Give the moment (UTC) at which something goes out that falls on a local day at a wall time.

        The wall time is kept on another day. What is too early waits for the day's work to begin; what is too late
        goes out when it ends, or where it moves later, when the next day's begins.
        """
        day = self.working_day(day, move)
        if wall < self.opens:
            wall = self.opens
        elif wall > self.closes:
            if move is Move.EARLIER:
                wall = self.closes
            else:
                day, wall = self.working_day(day + _DAY, move), self.opens
        return self._utc(day, wall)

    def usual(self, day: date, move: Move) -> datetime:
        """Give the moment (UTC) at which something goes out that falls on a local day at the usual time."""
        return self.settle(day, self.sends, move)

    def _utc(self, day: date, wall: time) -> datetime:
        return datetime.combine(day, wall, self.zone).astimezone(UTC)


def goes_out(due_at: datetime, now: datetime, work: WorkTime) -> datetime:
    """Give when something goes out that has not yet: at its time, and if that was missed, within working hours."""
    if now <= due_at + GRACE or work.is_open(now):
        return due_at
    return work.next_moment(now)


def standing(due_at: datetime, until: datetime | None, now: datetime, work: WorkTime) -> Standing:
    """Say what becomes of something that has not gone out yet.

    Args:
        due_at: when it is due.
        until: from when on it would mean nothing any more; None when it always means something.
        now: the time.
        work: when people work.
    """
    at = goes_out(due_at, now, work)
    if until is not None and max(at, now) >= until:
        return Standing.STALE
    return Standing.GOES_OUT if at <= now else Standing.WAITS
