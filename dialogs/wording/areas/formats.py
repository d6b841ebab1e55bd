"""Dates, clock times and lists as people read them."""

import datetime
from collections.abc import Sequence
from typing import Protocol


class Formats(Protocol):
    """How a language writes days, times and lists. A clock time in an argument is text such as "10.45"."""

    def date(self, on: datetime.date) -> str: ...
    def time(self, at: datetime.datetime) -> str:
        """Give the clock time of a moment that is local already, without any word before it."""
        ...

    def decimal(self, number: str) -> str:
        """Give a number such as "2.5" with the language's own mark."""
        ...

    def listing(self, names: Sequence[str]) -> str:
        """Give "A, B og C", or nothing for none."""
        ...

    def at_clock(self, at: str) -> str: ...
    def until(self, at: str) -> str: ...
    def from_to(self, start: str, end: str) -> str: ...
    def meeting_at(self, day: str, at: str) -> str: ...
