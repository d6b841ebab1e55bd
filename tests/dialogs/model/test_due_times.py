"""Due times, held over ten years of Copenhagen time against a calculation of another kind.

That one knows nothing of time zones: the clocks change on the last Sundays of March and October at 01:00 UTC, as the
directive says, and free days are counted from Easter. It looks for working days in a list.
"""

from bisect import bisect_left, bisect_right
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.model.appointing import check_point
from dialogs.model.due_times import GRACE, Move, Standing, WorkTime, goes_out, standing

YEARS = range(2026, 2036)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")
WORK = WorkTime(COPENHAGEN, frozenset(holidays.country_holidays("DK", years=range(2025, 2037))))
FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
WALLS = (time(2, 30), time(7, 59, 59), time(9), time(16), time(16, 0, 1))


def easter(year: int) -> date:
    """Give Easter Sunday by Meeus's rule."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def public(year: int) -> set[date]:
    moving = {easter(year) + timedelta(days) for days in FROM_EASTER}
    return moving | {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}


def utc(day: date, wall: time) -> datetime:
    """Give an instant of Copenhagen, by the directive: summer time between the last Sundays of March and October."""
    begins, ends = (max(d for d in _month(day.year, month) if d.weekday() == 6) for month in (3, 10))
    summer = begins <= day < ends if day not in {begins, ends} else day == begins
    return datetime.combine(day, wall, UTC) - timedelta(hours=2 if summer else 1)


def _month(year: int, month: int) -> list[date]:
    return [date(year, month, 1) + timedelta(n) for n in range(31)]


FREE = {day for year in range(2025, 2037) for day in public(year)}
ALL = [date(2025, 12, 1) + timedelta(n) for n in range(366 * 11)]
WORKING = [day for day in ALL if day.weekday() < 5 and day not in FREE]


def test_our_list_of_free_days_is_the_library_s():
    assert {day for day in WORK.free if day.year in YEARS} == {day for day in FREE if day.year in YEARS}


@pytest.mark.parametrize("year", YEARS)
def test_every_day_and_both_ways_agree_with_the_other_calculation(year):
    days = [day for day in ALL if day.year == year]
    for day in days:
        after = WORKING[bisect_left(WORKING, day)]
        before = WORKING[bisect_right(WORKING, day) - 1]
        for wall in WALLS:
            opened = max(wall, time(8))
            assert WORK.settle(day, wall, Move.EARLIER) == utc(before, min(opened, time(16)))
            next_day = WORKING[bisect_right(WORKING, after)]
            late = utc(next_day, time(8)) if wall > time(16) else utc(after, opened)
            assert WORK.settle(day, wall, Move.LATER) == late
    assert len(days) >= 365


FIRST = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 3600 * 24 * 3600).map(lambda seconds: FIRST + timedelta(seconds=seconds))


@settings(deadline=None)
@given(moments)
def test_the_next_working_moment_is_the_first_there_is(at):
    found = WORK.next_moment(at)
    assert WORK.is_open(found)
    assert found >= at
    # Between the two nobody works, at no quarter of an hour.
    step = at
    while step < found:
        assert not WORK.is_open(step)
        step += timedelta(minutes=15)


@settings(deadline=None)
@given(moments, st.sampled_from(Move))
def test_whatever_falls_whenever_goes_out_within_working_hours(at, move):
    local = at.astimezone(COPENHAGEN)
    found = WORK.settle(local.date(), local.time(), move)
    assert WORK.is_open(found)
    moved = found.astimezone(COPENHAGEN).date() - local.date()
    # Christmas and Easter are the longest, with a weekend on one side or both.
    assert abs(moved) <= timedelta(days=6)
    assert moved <= timedelta(0) if move is Move.EARLIER else moved >= timedelta(0)


def test_a_time_kept_over_both_changes_of_the_clocks_is_an_hour_apart():
    spring = [WORK.usual(date(2029, 3, day), Move.LATER) for day in (23, 26)]
    autumn = [WORK.usual(date(2026, 10, day), Move.LATER) for day in (23, 26)]
    assert spring[1] - spring[0] == timedelta(days=3, hours=-1)
    assert autumn[1] - autumn[0] == timedelta(days=3, hours=1)


def test_other_weekdays_hours_and_free_days_are_a_value():
    nights = WorkTime(COPENHAGEN, {date(2026, 11, 24)}, frozenset({1, 6}), time(10), time(11), time(10, 30))
    assert nights.usual(date(2026, 11, 24), Move.LATER) == datetime(2026, 11, 29, 9, 30, tzinfo=UTC)
    assert nights.usual(date(2026, 11, 24), Move.EARLIER) == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


MONTHS = {
    month: {day.day: day for day in ALL if 12 * day.year + day.month == month}
    for month in {12 * day.year + day.month for day in ALL}
}


def test_weeks_and_months_from_every_day_agree_with_counting_on_in_a_list():
    for at, day in enumerate(ALL[:-300]):
        assert check_point("week 6", day).on == ALL[at + 42]
        whole = MONTHS[12 * day.year + day.month + 6]
        assert check_point("+6 months", day).on == whole.get(day.day, whole[max(whole)])


DUE = datetime(2028, 10, 11, 7, tzinfo=UTC)
MEETING = datetime(2028, 10, 18, 8, tzinfo=UTC)


def test_what_is_still_to_come_waits_for_its_time():
    assert standing(DUE, MEETING, DUE - timedelta(seconds=1), WORK) is Standing.WAITS
    assert standing(DUE, MEETING, DUE, WORK) is Standing.GOES_OUT


def test_what_was_missed_goes_out_when_somebody_works():
    night = datetime(2028, 10, 11, 22, tzinfo=UTC)
    assert goes_out(DUE, night, WORK) == datetime(2028, 10, 12, 6, tzinfo=UTC)
    assert standing(DUE, MEETING, night, WORK) is Standing.WAITS
    assert standing(DUE, MEETING, datetime(2028, 10, 12, 6, tzinfo=UTC), WORK) is Standing.GOES_OUT


def test_a_ring_a_moment_after_the_end_of_the_day_is_not_late():
    at_four = datetime(2028, 10, 11, 14, tzinfo=UTC)
    assert standing(at_four, None, at_four + GRACE, WORK) is Standing.GOES_OUT
    assert standing(at_four, None, at_four + GRACE + timedelta(seconds=1), WORK) is Standing.WAITS


def test_what_would_come_too_late_is_stale_already_in_the_night_before():
    assert standing(DUE, MEETING, MEETING, WORK) is Standing.STALE
    dawn = datetime(2028, 10, 18, 5, tzinfo=UTC)
    assert standing(DUE, datetime(2028, 10, 18, 6, tzinfo=UTC), dawn, WORK) is Standing.STALE
    assert standing(DUE, None, MEETING + timedelta(days=400), WORK) is Standing.GOES_OUT
