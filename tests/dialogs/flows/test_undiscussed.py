"""A pilot that starts before MED has discussed it: by one person, with a reason, in everybody's sight (rule 9)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.cards import Facts
from dialogs.model.ids import ProposalId
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState, StopCriterion
from tests.dialogs.flows.play import Play, read
from tests.dialogs.flows.stories import said
from tests.dialogs.room import COMMITTEE

WHY = said("Systemet lukker på fredag")


def checked(light: str = "green", **settings: object) -> tuple[Play, str]:
    play = Play(*COMMITTEE, **settings)  # type: ignore[arg-type]
    play.now -= timedelta(days=40)
    on = play.propose("dorte", said("Ruter"), said("Ruter prøves af"))
    play.press("dorte", "submit_proposal", on)
    play.checks("anne", on, light)
    return play, on


def of(play: Play, on: str):
    return play.meeting.proposals[ProposalId(on)]


def tries(play: Play, who: str, on: str, reason: str = WHY, seen: str = "") -> str:
    seen = seen or str(of(play, on).version)
    return play.tries(who, "start_undiscussed", on, seen, {"reason": (reason,)}).refused


def test_the_responsible_leader_may_with_a_reason_and_all_who_plan_hear_it():
    play, on = checked()
    more = replace(of(play, on).more, stop_criteria=(StopCriterion("Fejl", "eva"), StopCriterion("Klager")))
    play.meeting = replace(play.meeting, proposals={ProposalId(on): replace(of(play, on), more=more)})
    assert not play.offers("dorte", "start_undiscussed")
    for who in ("dorte", "anne", "sofie", "hans"):
        assert tries(play, who, on) == "not_allowed"
    assert "Du står som ansvarlig leder" in read(play.screen("lars"))
    assert {post.to for post in play.posts if "answers" in post.dedupe_key} == {"lars"}
    assert play.offers("lars", "start_undiscussed")
    assert tries(play, "lars", on, "") == "reason_required"
    assert tries(play, "lars", on, seen="1") == "out_of_date"
    play.posts.clear()
    assert tries(play, "lars", on) == ""
    assert (of(play, on).state, of(play, on).undiscussed_because) == (PilotState.RUNNING, WHY)
    assert of(play, on).discussed_in == 0
    assert set(of(play, on).stoppers) == {"anne", "bo", "dorte", "eva"}
    assert {post.to for post in play.posts} == {"anne", "bo", "dorte", "sofie", "hans"}
    assert all(WHY in read((post.card,)) for post in play.posts)
    for who in ("anne", "bo", "lars", "hans"):
        assert "inden MED havde drøftet det" in read(play.screen(who))
        assert WHY in read(play.screen(who))
    play.press("bo", "stop_pilot", on, reason=said("Vi drøfter det først"))
    # What stopped it later does not take the place of why it began.
    assert WHY in read(play.screen("anne"))
    assert tries(play, "lars", on) == "out_of_date"


def test_what_is_red_or_not_cleared_up_or_in_a_team_does_not_start():
    play, on = checked("red")
    assert tries(play, "lars", on) == "red_flag"
    play, on = checked("yellow")
    assert tries(play, "lars", on) == "flags_open"
    play, on = checked(level=Level.TEAM)
    assert tries(play, "lars", on) == "not_allowed"


@pytest.mark.parametrize("light", ["green", "yellow"])
def test_it_is_offered_to_a_leader_who_proposed_it_once_nothing_is_left_to_clear_up(light: str):
    play = Play()
    play.now -= timedelta(days=40)
    on = play.propose("lars", said("Ruter"), said("Ruter prøves af"))
    play.press("lars", "submit_proposal", on)
    assert not play.offers("lars", "start_undiscussed")
    play.checks("sofie", on, light)
    assert play.offers("lars", "start_undiscussed") is (light == "green")
    play.press("anne", "shortlist", on)
    assert not play.offers("lars", "start_undiscussed")
    assert tries(play, "lars", on) == "out_of_date"


def test_its_reason_stands_there_once_and_a_group_that_nobody_named_is_not_mentioned():
    play, on = checked()
    assert tries(play, "lars", on) == ""
    (card,) = (each for each in play.screen("anne") if each.name == f"pilot-{on}")
    assert read((card,)).count(WHY) == 1
    assert "Ansvarlig leder" in read((card,))
    assert "Følgegruppe" not in read((card,))
    short = replace(of(play, on).short, responsible_leader=None)
    play.meeting = replace(play.meeting, proposals={ProposalId(on): replace(of(play, on), short=short)})
    (card,) = (each for each in play.screen("anne") if each.name == card.name)
    assert WHY in read((card,))
    assert not any(isinstance(element, Facts) for element in card.body)
