"""The cases we were given, cases of our own, and the player itself: a wrong file must not pass."""

import tomllib
from pathlib import Path

import pytest

from tests.cases.due_times import play

OURS = tomllib.loads(Path(__file__).with_name("due_times.toml").read_text(encoding="utf-8"))["case"]
PLAIN = {
    "id": "plain",
    "rule": "agenda",
    "meeting_at": "2026-12-01T10:00:00+01:00",
    "nominal_local": "2026-11-24T09:00:00+01:00",
    "move": "earlier",
    "expect": "sent",
    "due_local": "2026-11-24T09:00:00+01:00",
    "due_utc": "2026-11-24T08:00:00Z",
    "times_sent": 1,
}


@pytest.mark.parametrize("case", OURS, ids=[case["id"] for case in OURS])
def test_every_case_comes_out_as_it_says(case):
    assert play(case) == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("due_utc", "2026-11-24T07:00:00Z"),
        ("due_local", "2026-11-24T10:00:00+01:00"),
        ("expect", "cancelled"),
        ("times_sent", 2),
        ("due_utc_if_moved_the_other_way", "2026-11-25T08:00:00Z"),
    ],
)
def test_what_a_case_gets_wrong_is_told(key, wrong):
    (line,) = play(PLAIN | {key: wrong})
    assert line.startswith(f"{key}: ")


def test_a_check_point_is_counted_from_the_start_of_its_pilot():
    case = {key: value for key, value in PLAIN.items() if key != "meeting_at"}
    case |= {"rule": "check_point_week_2", "pilot_start_on": "2026-11-10", "move": "later"}
    assert play(case) == []
    (line,) = play(case | {"pilot_start_on": "2026-11-09"})
    assert line.startswith("nominal_local: ")


def test_a_case_that_cannot_be_played_says_so():
    assert play(PLAIN | {"nominal_local": "2026-11-24T09:00:00"})[0].startswith("cannot be played: ValueError")
    assert play({"id": "empty"})[0].startswith("cannot be played: KeyError")


def test_where_something_differs_the_keys_that_nobody_knows_are_named():
    assert play(PLAIN | {"phase_of_the_moon": "full"}) == []
    assert play(PLAIN | {"phase_of_the_moon": "full", "times_sent": 2})[-1] == "not understood here: phase_of_the_moon"
