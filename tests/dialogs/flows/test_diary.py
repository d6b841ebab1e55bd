"""The days of pilots in calendars: they follow what happens to the pilot, and are cancelled in sight."""

from dataclasses import replace
from datetime import datetime

import pytest

from dialogs.model.check_points import EVALUATION
from dialogs.model.diary import Noted, noted
from dialogs.model.ids import ProposalId
from dialogs.model.meeting import Stage
from dialogs.model.pilots import PilotState
from tests.dialogs.flows.play import Play


def diary(play: Play) -> dict[str, Noted]:
    return {each.rule: each for each in noted(play.meeting, play.organisation.work)}


def days(play: Play) -> dict[str, str]:
    return {rule: str(each.on) for rule, each in diary(play).items()}


def off(play: Play) -> set[str]:
    return {rule for rule, each in diary(play).items() if each.is_off}


def at(play: Play, day: str) -> None:
    play.now = datetime.fromisoformat(f"{day}T08:00:00+00:00")


PLANNED = {
    "week 2": "2027-01-18",
    "week 6": "2027-02-15",
    "week 8": "2027-03-01",
    # 29 March 2027 is Easter Monday, 4 July a Sunday.
    "week 12": "2027-03-30",
    "+6 months": "2027-07-05",
}


def test_check_points_stand_on_working_days_and_the_evaluation_only_once_the_pilot_has_begun(play: Play, on: str):
    assert days(play) == PLANNED
    assert off(play) == set()
    assert {each.item.id for each in diary(play).values()} == {on}
    at(play, "2027-01-04")
    play.press("lars", "start_pilot", on)
    assert days(play) == {**PLANNED, EVALUATION: "2027-03-30"}
    assert off(play) == set()


def test_before_the_meeting_is_over_there_are_none(play: Play):
    play.meeting = replace(play.meeting, stage=Stage.RUNNING)
    assert diary(play) == {}


def test_what_is_put_off_moves_and_every_change_counts(play: Play, on: str):
    before = diary(play)["week 2"].changes
    at(play, "2027-01-18")
    play.press("eva", "snooze", on, until="2027-01-30")
    # A Saturday.
    assert days(play)["week 2"] == "2027-02-01"
    put_off = diary(play)["week 2"].changes
    assert put_off > before
    play.press("lars", "start_pilot", on)
    assert diary(play)["week 2"].changes > put_off


@pytest.mark.parametrize("state", [PilotState.STOPPED, PilotState.WITHDRAWN])
def test_what_goes_on_no_more_is_cancelled_and_stays_to_be_seen(play: Play, on: str, state: PilotState):
    at(play, "2027-01-04")
    play.press("lars", "start_pilot", on)
    found = play.meeting.proposals[ProposalId(on)]
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, found.id: replace(found, state=state)})
    assert off(play) == set(days(play)) == {*PLANNED, EVALUATION}


def test_once_it_is_evaluated_nothing_is_asked_before_the_look_back(play: Play, on: str):
    at(play, "2027-01-18")
    play.press("lars", "start_pilot", on, first_day="2027-01-04")
    play.press("eva", "check_point", on, light="green", line="Det går godt")
    play.press("eva", "evaluate", on, advice="stop")
    # What was answered happened; the day on which it was over is that of the evaluation.
    assert "week 2" not in off(play)
    assert {"week 6", "week 8", "week 12"} <= off(play)
    assert days(play)[EVALUATION] == "2027-01-18"
