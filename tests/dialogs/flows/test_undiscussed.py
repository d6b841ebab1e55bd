"""A pilot that starts before MED has discussed it: by one person, with a reason, in everybody's sight (rule 9)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.model import undiscussed
from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.items import Item
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


def running() -> tuple[Play, str]:
    """A pilot that started undiscussed, before the next meeting."""
    play, on = checked()
    assert tries(play, "lars", on) == ""
    return play, on


def on_table(play: Play) -> str:
    (item,) = [each for each in play.meeting.items.values() if each.evaluates]
    return item.id


def concludes(play: Play, **outcome: str) -> None:
    """Let both sides come to something about it, and the meeting end."""
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "dorte", "lars")
    play.goes_to("pilots")
    item = on_table(play)
    told = {"text": said("MED har drøftet det"), "outcome": "agreement", "item_type": "discussion"}
    play.press("anne", "word_outcome", item, **{**told, **outcome})
    play.press("anne", "confirm_outcome", item)
    play.press("bo", "confirm_outcome", item)
    play.goes_to("announcement")
    play.posts.clear()
    play.press("anne", "end")


def test_the_formandskab_puts_it_on_the_table_where_everybody_reads_what_and_why():
    play, on = running()
    assert not play.offers("lars", "take_undiscussed")
    assert play.tries("lars", "take_undiscussed", on, str(of(play, on).version)).refused == "not_allowed"
    assert play.tries("bo", "take_undiscussed", "nothing").refused == "not_found"
    assert play.tries("bo", "take_undiscussed", on, "0").refused == "out_of_date"
    play.press("bo", "take_undiscussed", on)
    assert play.meeting.items[on_table(play)].title == f"Drøftelse af {said('Ruter')}"
    assert not play.offers("anne", "take_undiscussed")
    assert play.tries("anne", "take_undiscussed", on, str(of(play, on).version)).refused == "out_of_date"
    play.now = play.meeting.starts_at - timedelta(days=5)
    shown = read(tuple(card for card in play.screen("eva") if card.name == f"item-{on_table(play)}"))
    assert WHY in shown
    assert said("Ruter prøves af") in shown


def test_a_full_table_has_no_room_for_it_and_a_meeting_that_began_takes_nothing_more():
    play, on = running()
    five = {ItemId(str(n)): Item(ItemId(str(n)), n, str(n)) for n in range(1, 6)}
    play.meeting = replace(play.meeting, items=five)
    seen = str(of(play, on).version)
    assert play.tries("anne", "take_undiscussed", on, seen).refused == "out_of_range"
    play.meeting = replace(play.meeting, items={})
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo")
    play.press("anne", "start")
    assert play.tries("anne", "take_undiscussed", on, seen).refused == "wrong_phase"


@pytest.mark.parametrize("outcome", ["agreement", "agreement_with_remarks", "no_agreement"])
def test_once_both_sides_came_to_something_it_is_discussed_and_goes_on(outcome: str):
    play, on = running()
    play.press("anne", "take_undiscussed", on)
    no = {
        "management_position": said("Vi vil"),
        "employee_position": said("Vi vil ikke"),
        "management_account": said("x"),
    }
    concludes(play, outcome=outcome, **(no if outcome == "no_agreement" else {}))
    assert (of(play, on).state, of(play, on).discussed_in) == (PilotState.RUNNING, play.meeting.number)
    # Why it could not wait stays to be read.
    assert WHY in read(play.screen("anne"))
    assert not undiscussed.waits(play.meeting, of(play, on))


@pytest.mark.parametrize(
    ("outcome", "item_type"), [("deferred", "discussion"), ("other_level", "discussion"), ("agreement", "information")]
)
def test_put_off_sent_on_or_only_told_it_is_not_discussed(outcome: str, item_type: str):
    play, on = running()
    play.press("anne", "take_undiscussed", on)
    concludes(play, outcome=outcome, item_type=item_type, to_committee=said("HovedMED"))
    assert (of(play, on).state, of(play, on).discussed_in) == (PilotState.RUNNING, 0)
    item = play.meeting.items[ItemId(on_table(play))]
    earlier = item.put_off(play.meeting.number)
    assert (earlier.evaluates if earlier else None) == (on if outcome == "deferred" else None)


@pytest.mark.parametrize(("becomes", "state"), [("stop", PilotState.STOPPED), ("adjust", PilotState.ADJUSTED)])
def test_the_committee_says_what_becomes_of_it_and_everybody_concerned_hears(becomes: str, state: PilotState):
    play, on = running()
    play.press("anne", "take_undiscussed", on)
    concludes(play, becomes=becomes)
    assert (of(play, on).state, of(play, on).discussed_in) == (state, play.meeting.number)
    assert of(play, on).because == said("MED har drøftet det")
    told = {post.to for post in play.posts if said("MED har drøftet det") in read((post.card,))}
    assert told >= {"lars", "anne", "bo", "dorte"}


def test_one_that_nobody_worded_waits_for_the_next_meeting():
    play, on = running()
    play.press("anne", "take_undiscussed", on)
    play.now = play.meeting.starts_at
    play.arrive("anne", "bo", "dorte", "lars")
    play.goes_to("announcement")
    play.press("anne", "end")
    assert of(play, on).discussed_in == 0
    play.press("anne", "plan_next", starts_on="2027-05-11", starts_time="10.00")
    play.goes_on_in_the_next_meeting()
    assert play.offers("anne", "take_undiscussed", on)
