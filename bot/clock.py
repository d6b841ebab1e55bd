"""The only reader of the clock. Signatures, tokens and leases use the wall clock; meetings and due times the meeting
clock.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""


class WallClock:
    """The time on the wall."""

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        return datetime.now(UTC)


class PushedClock:
    """The time on the wall and what somebody added to it, so that rehearsals need not wait."""

    def __init__(self) -> None:
        """Begin with nothing added."""
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        return datetime.now(UTC) + self._ahead

    def push(self, span: timedelta) -> None:
        """Let so much time go by."""
        self._ahead += span


class FastClock:
    """A clock that starts at the wall's time and runs `speed` times as fast, for trying a meeting out."""

    def __init__(self, speed: float, wall: Clock) -> None:
        """Begin at the time of `wall`."""
        self._speed, self._wall, self._began = speed, wall, wall.now()

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        return self._began + (self._wall.now() - self._began) * self._speed


class SetClock:
    """A clock that stands still until somebody moves it, for rehearsals. It follows the wall until it is first set."""

    def __init__(self, wall: Clock) -> None:
        """Follow `wall` at first."""
        self._wall = wall
        self._at: datetime | None = None

    def now(self) -> datetime:
        """Give the time, aware, in UTC."""
        return self._at or self._wall.now()

    def move(self, at: datetime) -> None:
        """Set the time."""
        self._at = at.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The meeting clock for rules and due times, the wall clock for leases."""

    meeting: Clock
    wall: Clock
