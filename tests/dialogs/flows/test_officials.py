"""Flags whose owner is in no committee: what they are shown, what their answer does, and who hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.cards import Card
from dialogs.flows import officials
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound
from dialogs.model.form_answers import DataKind
from dialogs.model.ids import Fresh, PersonId
from dialogs.model.officials import Official
from dialogs.model.people import Role
from dialogs.model.pilots import Condition, Due, Owner
from dialogs.routing import HANDLERS, decide
from tests.dialogs.flows.play import Play, controls, read, view
from tests.dialogs.flows.stories import said

DITTE = Official(PersonId("ditte"), Owner.DPO, "Ditte Dahl")


def checked(language: str = "da") -> tuple[Play, str]:
    """Give a proposal with one flag for the data protection officer and one for others."""
    play = Play(language=language)
    play.now -= timedelta(days=30)
    on = play.propose("lars", said("Notater"), said("Prøves"))
    play.press("lars", "submit_proposal", on)
    play.checks("hans", on, "yellow", C1="yes")
    play.posts.clear()
    play.audit.clear()
    return play, on


def acts(play: Play, what: ButtonPressed | FormSubmitted, official: Official = DITTE):
    event = Inbound("k", play.meeting.id, official.id, what, official=official)
    return decide(play.meeting, event, play.now, Fresh("event"), play.organisation)


def answer(play: Play, on: str, question: str = "C1") -> FormSubmitted:
    seen = str(play.meeting.proposals[on].version)
    return FormSubmitted("answer_flag", f"{on}.{question}", seen, {"text": ("Grundlaget er i orden",)})


def shown(play: Play, on: str) -> tuple[Card, ...]:
    body = officials.show(view(play.meeting, "", play.now), DITTE, play.meeting.proposals[on])
    return (Card("flags", ("",), body),) if body else ()


def test_the_owner_sees_what_it_is_about_and_only_what_is_theirs_and_open():
    play, on = checked()
    found = play.meeting.proposals[on]
    found = replace(found, more=replace(found.more, data_kinds=(DataKind.SENSITIVE,)))
    play.meeting = replace(play.meeting, proposals={on: found})
    text = read(shown(play, on))
    assert "Notater" in text
    assert play.view("").words.answer("data_kinds", DataKind.SENSITIVE) in text
    assert "C1: Afklar grundlaget" in text
    assert "Databeskyttelsesrådgiveren" in text
    assert [each.on for each in controls(shown(play, on))] == [f"{on}.C1"]
    # Who had the idea is for the committee to know.
    assert "Lars" not in text
    play.meeting = acts(play, answer(play, on)).meeting
    assert shown(play, on) == ()


def test_what_no_question_raised_is_shown_by_its_own_words():
    play, on = checked()
    duty = Condition("Artikel 27: Vurder rettighederne", Owner.DPO, Due.START, "27")
    found = replace(play.meeting.proposals[on], conditions=(duty, replace(duty, question="")))
    play.meeting = replace(play.meeting, proposals={on: found})
    assert "Artikel 27: Vurder rettighederne" in read(shown(play, on))
    assert [each.on for each in controls(shown(play, on))] == [f"{on}.27"]


def test_the_answer_stands_with_its_owner_and_is_told_to_those_who_wait_for_it():
    play, on = checked()
    decision = acts(play, answer(play, on))
    assert not decision.answer.refused
    assert [(each.action, each.about) for each in decision.audit] == [("answer_flag", f"{on}.C1")]
    assert {post.to for post in decision.posts} == {"anne", "bo", "dorte", "lars"}
    told = read(tuple(post.card for post in decision.posts))
    assert "Databeskyttelsesrådgiveren har svaret på »" in told
    assert "Grundlaget" not in told
    play.meeting = decision.meeting
    (card,) = [each for each in play.screen("lars") if each.name == f"check-{on}"]
    assert "Databeskyttelsesrådgiveren, skrevet ind af Ditte Dahl" in read((card,))


def test_who_has_left_the_committee_hears_nothing_and_nobody_hears_it_twice():
    play, on = checked("en")
    found = play.meeting.proposals[on]
    found = replace(found, short=replace(found.short, responsible_leader=PersonId("anne")))
    people = {key: each for key, each in play.meeting.committee.people.items() if key != "lars"}
    committee = replace(play.meeting.committee, people=people)
    play.meeting = replace(play.meeting, committee=committee, proposals={on: found})
    posts = acts(play, answer(play, on)).posts
    assert sorted(post.to for post in posts) == ["anne", "bo", "dorte"]
    assert "The data protection officer has answered “" in read(tuple(post.card for post in posts))


def test_by_an_office_nothing_else_is_done_whatever_it_is():
    play, on = checked()
    for action in sorted(HANDLERS.keys() - {"answer_flag"}):
        for what in (ButtonPressed(action, on, "1"), FormSubmitted(action, on, "1", {"text": ("x",)})):
            decision = acts(play, what)
            assert decision.answer.refused == "not_found", action
            assert decision.meeting is play.meeting


@pytest.mark.parametrize(
    ("owner", "question", "refused"), [(Owner.DPO, "E1", "not_allowed"), (Owner.HR, "C1", "not_allowed"),
                                       (Owner.DPO, "", "not_found"), (Owner.DPO, "A1", "not_found")]
)  # fmt: skip
def test_what_is_another_owners_or_no_flag_is_refused(owner: Owner, question: str, refused: str):
    play, on = checked()
    decision = acts(play, answer(play, on, question), replace(DITTE, owner=owner))
    assert decision.answer.refused == refused
    assert decision.meeting is play.meeting
    assert decision.posts == ()


def test_whose_right_is_an_office_has_no_other_right_in_a_committee_of_their_own():
    play, on = checked()
    # The chair, signed in by that office: what a chair may do is done in the meeting.
    anne = replace(DITTE, id=PersonId("anne"))
    assert Role.CHAIR in play.meeting.committee.people[PersonId("anne")].roles
    assert acts(play, answer(play, on, "E1"), anne).answer.refused == "not_allowed"


def test_without_the_office_nobody_from_outside_answers():
    play, on = checked()
    event = Inbound("k", play.meeting.id, DITTE.id, answer(play, on))
    assert decide(play.meeting, event, play.now, Fresh("event"), play.organisation).answer.refused == "not_a_member"
