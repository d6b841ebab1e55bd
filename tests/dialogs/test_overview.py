"""A person's overview across their meetings: what waits, when they meet, their proposals, what was decided."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs import overview
from dialogs.cards import Card, Form
from dialogs.commands import Command, Topic
from dialogs.flows.view import View
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.pilots import PilotState
from dialogs.wording import wording
from tests.dialogs.flows.play import controls, read
from tests.dialogs.flows.stories import PEOPLE, STORIES, frame, frames
from tests.fits import card_faults, form_faults, slack_messages, teams_messages

DA = wording("da")


def look(step: str, who: str, story: str = "whole") -> View:
    return frame(step, story).view(who)


def waits(view: View) -> set[str]:
    """Give the actions that wait for somebody, by their words in the overview."""
    shown = read((*overview.to_sign([view], DA), overview.tasks([view], DA))).splitlines()
    return {action for action in overview.TASKS if DA.task(action) in shown}


def steps_with(action: str, who: str, story: str = "whole") -> list[str]:
    return [each.step for each in frames(story) if action in waits(each.view(who))]


def copies(view: View, count: int) -> list[View]:
    """Give the same look at many committees' meetings."""
    return [
        replace(
            view,
            meeting=replace(
                view.meeting,
                id=MeetingId(f"m{number}"),
                committee=replace(view.meeting.committee, id=CommitteeId(f"c{number}"), name=f"Udvalg {number}"),
                starts_at=view.meeting.starts_at + timedelta(days=number),
            ),
        )
        for number in range(count)
    ]


def card(cards: Iterable[Card], name: str) -> Card:
    return next(each for each in cards if each.name == name)


# --- Tasks


def test_what_waits_for_a_signature_stands_first_and_apart():
    for story in ("whole", "team"):
        found = [each for each in frames(story) if overview.to_sign([each.view("anne")], DA)]
        assert found
        cards = overview.overview([found[-1].view("anne")], DA)
        assert cards[0].name == "to-sign"
        assert "Venter på din underskrift" in read(cards[:1])
        assert "Skriv under på" not in read((card(cards, "tasks"),))


def test_only_those_who_sign_are_asked_to_sign_and_only_until_they_have():
    signing = [each for each in frames("whole") if each.meeting.stage is Stage.ENDED]
    waiting = [each for each in signing if "sign_minutes" in waits(each.view("bo"))]
    assert waiting
    assert all(not overview.to_sign([each.view("eva")], DA) for each in signing)
    assert waiting[-1] is not signing[-1]


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("action", "who", "story"),
    [
        ("sign_minutes", "anne", "whole"),
        ("sign_announcement", "anne", "whole"),
        ("arrive", "eva", "whole"),
        ("hand_in", "eva", "whole"),
        ("take_positions", "eva", "whole"),
        ("confirm_outcome", "bo", "whole"),
        ("answer_check", "hans", "whole"),
        ("agree_agenda", "bo", "whole"),
        ("answer_inventory", "eva", "whole"),
        ("submit_proposal", "lars", "whole"),
        ("approve_minutes", "anne", "whole"),
        ("name_signer", "anne", "team"),
        ("substitute_for", "tom", "changing"),
        ("admit", "sofie", "changing"),
    ],
)
def test_each_task_waits_and_is_done_in_some_meeting(action: str, who: str, story: str):
    steps = steps_with(action, who, story)
    assert 0 < len(steps) < len(frames(story)), action


def test_an_answer_that_can_still_be_changed_waits_no_longer():
    before, after = look("planned", "eva"), look("inventory", "eva")
    assert "answer_inventory" in waits(before)
    assert "answer_inventory" not in waits(after)
    assert "answer_inventory" in {control.action for control in controls(frame("inventory").screen("eva"))}


def test_who_may_be_there_for_another_is_asked_until_they_said_so():
    assert "substitute_for" in waits(look("begun without chair and vice-chair", "tom", "changing"))
    assert "substitute_for" not in waits(look("tom is there for the chair", "tom", "changing"))


def test_a_proposal_waits_for_its_check_until_it_was_checked():
    assert "answer_check" in waits(look("submitted Notater", "hans"))
    assert "answer_check" not in waits(look("checked Notater", "hans"))


def test_who_has_nothing_to_do_is_told_so():
    shown = read((overview.tasks([look("started", "ole")], DA),))
    assert "Der er ikke noget, der venter på dig." in shown
    assert overview.to_sign([look("started", "ole")], DA) == ()


def test_a_meeting_that_was_cancelled_asks_for_nothing():
    view = look("planned", "eva")
    cancelled = replace(view, meeting=replace(view.meeting, stage=Stage.CANCELLED))
    assert waits(cancelled) == set()
    assert "Mødet er aflyst" in read((overview.meetings([cancelled], DA),))


# --- Meetings, proposals, decisions


def test_meetings_stand_in_the_order_given_and_lead_to_their_screens():
    views = [look("started", "eva"), look("planned", "eva")]
    shown = overview.meetings(views, DA)
    assert "Mødet er i gang" in read((shown,))
    assert [(button.action, button.on) for button in controls((shown,))] == [("open_meeting", "m1")] * 2
    assert "Du har ingen møder endnu." in read((overview.meetings([], DA),))


def test_no_more_than_ten_meetings_are_shown():
    assert len(controls((overview.meetings(copies(look("planned", "eva"), 25), DA),))) == 10


def test_ones_own_proposals_stand_there_once_with_their_state():
    views = [frames("whole")[-1].view("lars")] * 2
    shown = read((overview.proposals(views, DA),))
    assert shown.count("§ Notater") == 1
    assert "Fortrudt" not in shown
    own = [each for each in views[0].meeting.proposals.values() if each.proposer == "lars"]
    for each in own:
        if each.state is not PilotState.WITHDRAWN:
            assert DA.pilot_state(each.state) in shown
    assert "§" not in read((overview.proposals([look("planned", "eva")], DA),))
    assert "Du har ingen forslag endnu." in read((overview.proposals([look("planned", "eva")], DA),))


def test_decisions_are_shown_when_the_meeting_is_over_and_closed_items_only_to_those_who_may_read_them():
    over = frames("whole")[-1]
    shown = read((overview.decisions([over.view("eva")], DA),))
    assert "§ Notater" in shown
    assert "§ Løn" in shown
    assert "§ Løn" not in read((overview.decisions([over.view("hans")], DA),))
    assert "§ Notater" in read((overview.decisions([over.view("hans")], DA),))
    running = next(each for each in frames("whole") if each.meeting.stage is Stage.RUNNING)
    assert "Der er ingen beslutninger endnu." in read((overview.decisions([running.view("eva")], DA),))


def test_a_long_list_is_cut_and_says_so():
    views = copies(frames("whole")[-1].view("eva"), 30)
    shown = overview.decisions(views, DA)
    assert "Der er flere. Åbn mødet for at se dem." in read((shown,))


def test_those_who_keep_the_list_can_change_it_once_for_each_committee():
    views = [look("planned", "bo"), look("inventory", "bo")]
    (found,) = overview.lists(views)
    assert [(control.action, control.on) for control in controls((found,))] == [("change_seat", "nord")]
    assert overview.lists([look("planned", "eva")]) == ()


# --- Asked for in words


@pytest.mark.parametrize(
    ("topic", "names"),
    [
        (Topic.MEETINGS, ["meetings"]),
        (Topic.TASKS, ["tasks"]),
        (Topic.DECISIONS, ["decisions"]),
        (Topic.HELP, ["help"]),
        (None, ["help"]),
        (Topic.PROPOSAL, ["my-proposals"]),
        (Topic.OVERVIEW, ["tasks", "meetings", "my-proposals", "decisions"]),
    ],
)
def test_each_word_shows_its_own(topic: Topic | None, names: list[str]):
    cards = overview.answer(Command(topic, "da"), [look("started", "ole")], DA)
    assert [each.name for each in cards] == names


def test_an_unknown_word_gets_a_sentence_with_what_can_be_said():
    (shown,) = overview.answer(Command(None, "en"), [], wording("en"))
    text = read((shown,))
    assert text.splitlines()[1] == "We do not know that. You can write:"
    assert "proposal – write a proposal for a pilot" in text
    (asked,) = overview.answer(Command(Topic.HELP, "da"), [], DA)
    assert "Du kan skrive:" in read((asked,))


# --- It fits every platform


@pytest.mark.no_cover
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("story", STORIES)
def test_every_overview_fits_every_platform(story: str, language: str):
    seen: set[Card] = set()
    for each in frames(story, language)[:: max(len(frames(story, language)) // 6, 1)]:
        for person in PEOPLE[story]:
            seen |= set(overview.overview([each.view(person.id)], wording(language)))
    for shown in seen:
        fits(shown)


def fits(shown: Card) -> None:
    assert list(card_faults(shown)) == []
    for control in controls((shown,)):
        if isinstance(control, Form):
            assert list(form_faults(control)) == []


def test_somebody_in_very_many_committees_has_an_overview_that_fits_one_message_a_card():
    for who in ("anne", "lars", "sofie"):
        views = copies(frames("crowded")[-1].view(who), 40)
        for shown in overview.overview(views, DA):
            fits(shown)
            assert len(slack_messages(shown)) <= 2
            assert len(teams_messages(shown)) == 1


def test_the_same_person_is_asked_about_in_the_words_of_their_language():
    view = look("started", "eva")
    assert "Your tasks" in read((overview.tasks([view], wording("en")),))
    assert PersonId("eva") == view.who.id


# --- Nothing twice, and nothing empty


@pytest.mark.parametrize("story", ["whole", "called"])
def test_each_meeting_has_one_button_that_leads_there(story: str):
    for each in frames(story):
        shown = overview.overview([each.view("anne")], DA)
        assert [control.action for control in controls(shown)].count("open_meeting") == 1


def test_who_has_no_meetings_reads_what_to_do_and_no_empty_headings():
    (shown,) = overview.overview([], DA)
    assert "bed sekretæren om at skrive dig på" in read((shown,))
    assert "write “setup”" in read(overview.overview([], wording("en")))


def test_the_list_of_a_team_is_called_the_teams():
    view = frames("team")[0].view("anne")
    (found,) = overview.lists([view])
    assert "Teamets liste" in read((found,))
    assert "Teamets navn" in read((found,))
    assert "Udvalgets" not in read((found,))
