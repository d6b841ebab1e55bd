"""Dates, clock times and lists in Danish."""

import datetime
from collections.abc import Sequence

_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


class Formats:
    """How Danish writes days, times and lists."""

    def date(self, on: datetime.date) -> str:
        return f"{on.day}. {_MONTHS[on.month - 1]} {on.year}"

    def time(self, at: datetime.datetime) -> str:
        return f"{at:%H.%M}"

    def decimal(self, number: str) -> str:
        return number.replace(".", ",")

    def listing(self, names: Sequence[str]) -> str:
        *first, last = names or [""]
        return f"{', '.join(first)} og {last}" if first else last

    def at_clock(self, at: str) -> str:
        return f"kl. {at}"

    def until(self, at: str) -> str:
        return f"til kl. {at}"

    def from_to(self, start: str, end: str) -> str:
        return f"kl. {start}–{end}"

    def meeting_at(self, day: str, at: str) -> str:
        return f"Mødet begynder den {day} kl. {at}."
