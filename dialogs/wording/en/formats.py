"""Dates, clock times and lists in English."""

import datetime
from collections.abc import Sequence

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class Formats:
    """How English writes days, times and lists."""

    def date(self, on: datetime.date) -> str:
        return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"

    def time(self, at: datetime.datetime) -> str:
        return f"{at:%H:%M}"

    def decimal(self, number: str) -> str:
        return number

    def listing(self, names: Sequence[str]) -> str:
        *first, last = names or [""]
        return f"{', '.join(first)} and {last}" if first else last

    def at_clock(self, at: str) -> str:
        return at

    def until(self, at: str) -> str:
        return f"until {at}"

    def from_to(self, start: str, end: str) -> str:
        return f"{start}–{end}"

    def meeting_at(self, day: str, at: str) -> str:
        return f"The meeting begins on {day} at {at}."
