"""A proposal that begins with something somebody wrote in a conversation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.flows.from_message import Prefilled, from_message, nowhere
from dialogs.flows.view import View
from dialogs.forms import ChoiceField
from dialogs.inbound import FormSubmitted
from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.meeting import Stage
from dialogs.wording import wording
from tests.dialogs.flows.play import Play, filled_in, read
from tests.dialogs.room import STARTS_AT
from tests.fits import form_faults

SAID = "Vi bruger to timer om dagen på at skrive notater."


def looks(who: str = "lars", *others: tuple[str, str, int], language: str = "da") -> list[View]:
    """Give somebody's look at a planned meeting, and at others by committee, meeting and day."""
    view = Play(language=language).view(who)
    return [view, *(elsewhere(view, *other) for other in others)]


def elsewhere(view: View, committee: str, meeting: str, days: int) -> View:
    of = replace(view.meeting.committee, id=CommitteeId(committee), name=committee.title())
    at = STARTS_AT + timedelta(days=days)
    return replace(view, meeting=replace(view.meeting, id=MeetingId(meeting), committee=of, starts_at=at))


def filled(views: list[View], text: str = SAID) -> Prefilled:
    found = from_message(views, text)
    assert found
    return found


def value(found: Prefilled, name: str) -> str:
    return filled_in(found.form)[name][0]


def test_the_message_is_the_problem_and_the_form_hands_in_a_draft():
    found = filled(looks())
    assert (found.meeting, value(found, "problem"), found.form.about) == ("m1", SAID, ())
    play = Play()
    sent = {**filled_in(found.form), "title": ("Notater",)}
    assert not play.happens("lars", FormSubmitted(found.form.action, found.form.on, found.form.seen, sent)).refused
    (proposal,) = play.meeting.proposals.values()
    assert (proposal.short.title, proposal.short.problem, proposal.proposer) == ("Notater", SAID, "lars")


def test_without_a_message_the_form_is_empty():
    assert value(filled(looks(), ""), "problem") == ""


def test_a_cpr_number_is_covered_and_the_form_says_so():
    found = filled(looks(), "Borgeren 010203-1234 ringer tit")
    assert value(found, "problem") == "Borgeren ••••••-•••• ringer tit"
    assert found.form.about == ("Der stod et CPR-nummer i beskeden. Det er taget ud.",)


@pytest.mark.parametrize("text", ["x" * 3001, "å" * 40_000])
def test_a_long_message_is_cut_and_the_form_says_so(text: str):
    found = filled(looks(language="en"), text)
    assert len(value(found, "problem")) == 3000
    assert value(found, "problem").endswith("…")
    assert found.form.about == ("The message was too long, so its end is left out.",)
    assert [fault for fault in form_faults(found.form) if "teams" not in fault] == []


def test_a_message_that_just_fits_is_kept_whole_and_both_can_be_said():
    assert filled(looks(), "x" * 3000).form.about == ()
    (about,) = filled(looks(), "010203-1234 " + "x" * 3000).form.about
    assert str(about).count(".") == 3


def test_of_several_committees_one_is_chosen():
    found = filled(looks("lars", ("syd", "m2", 7)))
    assert found.meeting is None
    meeting = found.form.fields[0]
    assert isinstance(meeting, ChoiceField)
    assert (meeting.name, [(option.id, option.label) for option in meeting.options]) == (
        "meeting", [("m1", "Nord"), ("m2", "Syd")],
    )  # fmt: skip
    assert "responsible_leader" not in [field.name for field in found.form.fields]
    sent = {**filled_in(found.form), "title": ("Notater",), "meeting": ("m1",)}
    assert not Play().happens("lars", FormSubmitted("propose", "", "", sent)).refused


def test_of_each_committee_the_next_meeting_counts():
    assert filled(looks("lars", ("nord", "m2", -3), ("nord", "m3", 3))).meeting == "m2"


def test_a_meeting_that_lasts_or_is_over_takes_none():
    for stage in (Stage.RUNNING, Stage.ENDED, Stage.CANCELLED):
        views = [replace(view, meeting=replace(view.meeting, stage=stage)) for view in looks()]
        assert from_message(views, SAID) is None


def test_an_observer_hands_nothing_in():
    assert from_message(looks("ole"), SAID) is None
    assert from_message([], SAID) is None


@pytest.mark.parametrize("language", ["da", "en"])
def test_where_there_is_no_meeting_it_is_said(language: str):
    words = wording(language)
    assert words.no_meeting_to_propose_to in read((nowhere(words),))
