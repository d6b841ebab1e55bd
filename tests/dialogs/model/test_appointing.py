"""When check-points fall."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.model.agenda import Phase
from dialogs.model.appointing import check_point, later
from dialogs.model.items import CheckPoint
from dialogs.model.pilots import Elaboration
from tests.dialogs.room import Room, refused

START = date(2027, 1, 4)
DAYS = st.dates(date(2020, 1, 1), date(2200, 1, 1))


@given(DAYS, st.integers(0, 99))
@settings(max_examples=80)
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    found = later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])


@given(DAYS, st.integers(0, 50), st.integers(0, 50))
@settings(max_examples=60)
def test_more_months_are_never_earlier(day, one, more):
    assert later(day, one) <= later(day, one + more)
    assert later(day, 12 * one).month == day.month


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
        (date(2026, 6, 15), 0, date(2026, 6, 15)),
    ],
)
def test_months_later(day, months, found):
    assert later(day, months) == found


@pytest.mark.parametrize(
    ("rule", "kept", "on"),
    [
        ("week 2", "week 2", date(2027, 1, 18)),
        ("uge 12", "week 12", START + timedelta(days=84)),
        ("Week 02", "week 2", date(2027, 1, 18)),
        ("week 0", "week 0", START),
        ("week 104", "week 104", START + timedelta(days=728)),
        ("+6 months", "+6 months", date(2027, 7, 4)),
        ("+ 6 måneder", "+6 months", date(2027, 7, 4)),
        ("+1 måned", "+1 months", date(2027, 2, 4)),
        ("+1 MONTH", "+1 months", date(2027, 2, 4)),
        ("+06 months", "+6 months", date(2027, 7, 4)),
    ],
)
def test_a_rule_is_kept_in_english_and_worked_out_from_the_start(rule, kept, on):
    assert check_point(rule, START) == CheckPoint(kept, on)
    assert check_point(rule, None) == CheckPoint(kept, None)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "week",
        "week two",
        "week 2 ",
        "+6",
        "6 months",
        "uge 1000",
        "+100 months",
        "+6 months!",
        "weeks 2",
        "week  2",
    ],
)
def test_a_rule_in_other_words_is_refused(rule):
    with refused("unknown_choice", "check_points"):
        check_point(rule, START)


def test_check_points_stand_in_the_order_in_which_they_fall():
    room = Room.in_phase(Phase.PILOTS)
    room.starts_on("notes", Elaboration(start_on=START))
    room.agree("notes")
    rules = [
        "+6 months",
        "week 27",
        "week 2",
        "+3 months",
        "week 12",
        "+1 month",
        "week 26",
        "uge 2",
        "week 4",
        "week 5",
    ]
    room.appoint("anne", "notes", "anne bo", check_points=rules)
    points = room.meeting.items["notes"].group.check_points
    assert [point.rule for point in points] == [
        "week 2",
        "week 4",
        "+1 months",
        "week 5",
        "week 12",
        "+3 months",
        "+6 months",
        "week 26",
        "week 27",
    ]
    assert [point.on for point in points] == sorted(point.on for point in points)
    room.appoint("anne", "notes", "anne bo", check_points=[])
    assert room.meeting.items["notes"].group.check_points == ()


def test_without_a_start_check_points_stand_about_as_they_would_fall():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes")
    room.appoint(
        "anne", "notes", "anne bo", check_points=["+6 months", "week 27", "week 5", "+1 month", "week 4", "week 26"]
    )
    points = room.meeting.items["notes"].group.check_points
    assert [point.rule for point in points] == ["week 4", "+1 months", "week 5", "week 26", "+6 months", "week 27"]
    assert {point.on for point in points} == {None}


def test_two_check_points_on_one_day_always_stand_in_the_same_order():
    room = Room.in_phase(Phase.PILOTS)
    room.starts_on("notes", Elaboration(start_on=date(2027, 2, 1)))
    room.agree("notes")
    for rules in (["week 4", "+1 month"], ["+1 month", "week 4"]):
        room.appoint("anne", "notes", "anne bo", check_points=rules)
        points = room.meeting.items["notes"].group.check_points
        assert [point.rule for point in points] == ["+1 months", "week 4"]
