"""The days on which nobody works in Denmark. The only place that asks the library for them."""

from collections.abc import Collection
from datetime import date

import holidays

YEARS = range(2024, 2043)


def free_days(every_year: Collection[tuple[int, int]] = ()) -> frozenset[date]:
    """Give public holidays, and what an organisation takes off beside them, as month and day."""
    public = holidays.country_holidays("DK", years=YEARS)
    ours = (date(year, month, day) for year in YEARS for month, day in every_year if _exists(year, month, day))
    return frozenset({*public, *ours})


def _exists(year: int, month: int, day: int) -> bool:
    return (month, day) != (2, 29) or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
