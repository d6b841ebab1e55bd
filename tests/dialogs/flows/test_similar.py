"""What is like a proposal, as its proposer and those who plan see it."""

from dataclasses import replace
from datetime import date, timedelta

from dialogs.model.alike import EarlierPilot
from dialogs.model.ids import ProposalId
from dialogs.model.pilots import PilotState
from tests.dialogs.flows.play import Play
from tests.dialogs.flows.play import read as lines
from tests.dialogs.flows.stories import said

EARLIER = EarlierPilot(
    ProposalId("e"), said("Breve"), "x", "y", said("Syd"), "stopped", date(2026, 3, 1), said("For mange fejl")
)


def read(cards) -> str:
    return " ".join(lines(cards).split())


def drafting() -> tuple[Play, str]:
    play = Play()
    play.now -= timedelta(days=40)
    return play, play.propose("dorte", said("Breve til borgere"), said("Breve prøves af"))


def with_earlier(play: Play, on: str, *earlier: EarlierPilot) -> None:
    found = replace(play.meeting.proposals[ProposalId(on)], similar=earlier or (EARLIER,))
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, ProposalId(on): found})


def test_the_proposer_sees_before_sending_what_came_of_an_earlier_pilot():
    play, on = drafting()
    assert "Ligner det her" not in read(play.screen("dorte"))
    with_earlier(play, on)
    shown = read(play.screen("dorte"))
    assert "Ligner det her" in shown
    for told in ("§ Syd", "1. marts 2026", "Stoppet", "§ For mange fejl"):
        assert told in shown[shown.index("Ligner det her") :]
    assert "Ligner det her" not in read(play.screen("anne"))


def test_those_who_plan_see_a_duplicate_marked_and_everybody_can_read_it_before_the_meeting():
    play, on = drafting()
    with_earlier(play, on)
    play.press("dorte", "submit_proposal", on)
    for who in ("anne", "bo", "sofie", "hans"):
        assert "Forslaget ligner noget, der er prøvet eller foreslået før" in read(play.screen(who))
    play.checks("sofie", on)
    play.press("anne", "shortlist", on)
    assert "Ligner det her" not in read(play.screen("eva"))
    play.now = play.meeting.starts_at - timedelta(days=2)
    assert "Ligner det her" in read(play.screen("eva"))


def test_another_proposal_here_is_like_it_by_its_title_and_one_thing_more_for_those_who_may_see_both():
    play, on = drafting()
    other = play.propose("eva", said("Breve til borgerne"), said("Breve prøves af"))
    play.press("dorte", "submit_proposal", on)
    assert "Ligner det her" not in read(play.screen("sofie"))
    play.press("eva", "submit_proposal", other)
    assert "Ligner det her" in read(play.screen("sofie"))
    assert "Ligner det her" in read(play.screen("hans"))
    # Who proposed one learns nothing of what others handed in.
    assert "Ligner det her" not in read(play.screen("eva"))
    play.press("eva", "withdraw_proposal", other)
    assert "Ligner det her" not in read(play.screen("sofie"))


def test_the_same_tool_and_task_in_one_round_are_no_duplicate_here():
    play, on = drafting()
    other = play.propose("eva", said("Noget helt andet"), said("Breve prøves af"))
    for who, each in (("eva", other), ("dorte", on)):
        play.press(who, "submit_proposal", each)
    assert "Ligner det her" not in read(play.screen("sofie"))


def test_an_idea_that_was_not_chosen_comes_with_why_and_a_pilot_of_our_own_stands_there_once():
    play, on = drafting()
    other = play.propose("eva", said("Breve til borgerne"), said("Breve prøves af"))
    idea = replace(
        play.meeting.proposals[ProposalId(other)],
        state=PilotState.NOT_SELECTED,
        because=said("Vi ventede på leverandøren"),
    )
    play.meeting = replace(play.meeting, proposals={**play.meeting.proposals, idea.id: idea})
    shown = read(play.screen("dorte"))
    assert "§ Vi ventede på leverandøren" in shown[shown.index("Ligner det her") :]
    with_earlier(play, on, replace(EARLIER, id=ProposalId(other), title="§ Kendt", decided_on=None, because=""))
    shown = read(play.screen("dorte"))
    assert "§ Kendt" in shown
    assert shown.count("§ Vi ventede på leverandøren") == 1


def test_two_earlier_pilots_that_read_alike_stand_there_once():
    play, on = drafting()
    with_earlier(play, on, EARLIER, replace(EARLIER, id=ProposalId("f")))
    assert read(play.screen("dorte")).count("§ For mange fejl") == 1
