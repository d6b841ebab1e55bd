"""Proposals filled in by somebody who means no good, or whose screen is old: a sentence each time, and nothing lost."""

from datetime import timedelta

import pytest

from dialogs.cards import Form
from dialogs.forms import ChoiceField
from dialogs.inbound import FormSubmitted
from dialogs.model.ids import ProposalId
from dialogs.model.pilots import PilotState
from tests.dialogs.flows.play import Play, filled_in, plausible, read
from tests.dialogs.flows.stories import by_title, going_on, said
from tests.dialogs.flows.stories_proposals import without

FORMS = ("propose", "revise", "elaborate")


def drafting() -> tuple[Play, str]:
    play = Play()
    play.now -= timedelta(days=40)
    return play, play.propose("dorte", said("Breve"), said("Breve prøves af"))


def submitted() -> tuple[Play, str]:
    play, on = drafting()
    play.press("dorte", "submit_proposal", on)
    return play, on


def form(play: Play, who: str, action: str) -> Form:
    found = play.control(who, action)
    assert isinstance(found, Form)
    return found


@pytest.mark.parametrize("action", FORMS)
def test_fields_that_no_form_has_are_left_alone(action: str):
    play, _ = drafting()
    sent = form(play, "dorte", action)
    strange = {
        name: ("§ x" * 50,)
        for name in ("", "state", "__class__", "light", "proposer", "stop.999", "stop_who.x", "\x00")
    }
    plain = play.would("dorte", FormSubmitted(action, sent.on, sent.seen, plausible(sent, play.meeting)))
    fields = {**strange, **plausible(sent, play.meeting)}
    play.events -= 1
    assert play.would("dorte", FormSubmitted(action, sent.on, sent.seen, fields)) == plain
    assert not plain.answer.refused


@pytest.mark.parametrize("action", FORMS)
def test_ten_thousand_values_in_any_field_are_no_trouble(action: str):
    play, _ = drafting()
    sent = form(play, "dorte", action)
    many = tuple(f"værdi {number}" for number in range(10_000))
    for field in sent.fields:
        fields = {**plausible(sent, play.meeting), field.name: many}
        decision = play.would("dorte", FormSubmitted(action, sent.on, sent.seen, fields))
        if decision.answer.refused:
            assert decision.answer.refused in {"out_of_range", "unknown_choice"}, field.name
            assert decision.meeting is play.meeting
            assert len(decision.answer.text.split()) > 3
        else:
            # Where one text is asked for, the first is it.
            assert not isinstance(field, ChoiceField)


def test_ten_thousand_signs_are_refused_with_how_many_there_is_room_for():
    play, on = drafting()
    answer = play.tries("dorte", "elaborate", on, "1", {"success_signs": tuple(f"tegn {n}" for n in range(10_000))})
    assert (answer.refused, answer.field) == ("out_of_range", "success_signs")
    assert "60" in answer.text


def test_ten_thousand_boxes_cannot_be_ticked():
    play = going_on("all revealed")
    ticked = {"members": tuple(f"week {n}" for n in range(10_000))}
    assert play.tries("anne", "appoint", "nothing", "", ticked).refused == "out_of_range"


@pytest.mark.parametrize("field", ["start_on", "end_on"])
def test_a_day_that_has_passed_is_refused_until_it_is_an_old_answer(field: str):
    play, on = drafting()
    yesterday = play.now.date() - timedelta(days=1)
    sent = form(play, "dorte", "elaborate")
    answer = play.send("dorte", sent, {field: (yesterday.isoformat(),)})
    assert (answer.refused, answer.field) == ("out_of_range", field)
    assert "gået" in answer.text
    play.press("dorte", "elaborate", on, **{field: play.now.date().isoformat()})
    play.now += timedelta(days=2)
    # It was right when it was given, and another field can still be corrected.
    play.press("dorte", "elaborate", on, gains=said("Tid"))
    assert getattr(play.meeting.proposals[ProposalId(on)].more, field) is not None


def test_who_has_left_is_nobodys_leader_any_more_and_another_is_chosen_before_it_is_handed_in():
    play, on = drafting()
    without(play, "lars")
    answer = play.send("dorte", play.control("dorte", "submit_proposal", on))
    assert (answer.refused, answer.field) == ("unknown_choice", "responsible_leader")
    assert "Vælg en anden" in answer.text
    assert filled_in(form(play, "dorte", "revise"))["responsible_leader"] == ()
    play.press("dorte", "revise", on, responsible_leader="anne")
    play.press("dorte", "submit_proposal", on)


def test_the_formandskab_names_another_leader_for_what_was_handed_in_and_no_one_else_does():
    play, on = submitted()
    assert not play.offers("anne", "name_leader")
    assert play.tries("anne", "name_leader", on, "2", {"responsible_leader": ("anne",)}).refused == "out_of_date"
    without(play, "lars")
    assert "Den ansvarlige leder er her ikke mere" in read(play.screen("sofie"))
    assert not play.offers("sofie", "name_leader")
    assert play.tries("sofie", "name_leader", on, "2", {"responsible_leader": ("anne",)}).refused == "not_allowed"
    for stranger in ("lars", "nobody", ""):
        answer = play.send("bo", play.control("bo", "name_leader", on), {"responsible_leader": (stranger,)})
        assert (answer.refused, answer.field) == ("unknown_choice", "responsible_leader")
    old = play.control("anne", "name_leader", on)
    play.press("bo", "name_leader", on, responsible_leader="anne")
    assert play.meeting.proposals[ProposalId(on)].short.responsible_leader == "anne"
    assert {post.to for post in play.posts if f"state.{on}" in post.dedupe_key} == {"anne"}
    assert play.send("anne", old, {"responsible_leader": ("bo",)}).refused == "out_of_date"
    assert "Den ansvarlige leder er her ikke mere" not in read(play.screen("sofie"))


def test_who_names_oneself_is_not_told():
    play, on = submitted()
    without(play, "lars")
    play.posts.clear()
    play.press("anne", "name_leader", on, responsible_leader="anne")
    assert play.posts == []


def test_every_screen_stands_when_the_leader_of_what_is_on_the_table_has_left():
    play = going_on("sent elsewhere")
    without(play, "lars")
    play.now = play.meeting.starts_at - timedelta(hours=1)
    for who in ("anne", "eva", "sofie", "hans", "ole", "dorte"):
        assert "Den ansvarlige leder er her ikke mere" in read(play.screen(who))
    assert play.offers("anne", "name_leader")


def test_a_chosen_pilot_whose_leader_has_left_gets_another_who_starts_it():
    play = going_on("minutes out")
    on = by_title(play)["Notater"]
    without(play, "lars")
    play.press("anne", "name_leader", on, responsible_leader="eva")
    play.press("eva", "start_pilot", on)
    assert play.meeting.proposals[ProposalId(on)].state is PilotState.RUNNING


@pytest.mark.parametrize("action", ["shortlist", "return_proposal", "send_elsewhere"])
def test_the_same_button_from_two_people_works_once(action: str):
    play, on = submitted()
    play.checks("sofie", on)
    chair, vice = (play.control(who, action, on) for who in ("anne", "bo"))
    text = {"reason": ("Fordi",), "to_committee": ("HovedMED",)}
    assert not play.send("anne", chair, text).refused
    after, told = play.meeting, len(play.posts)
    answer = play.send("bo", vice, text)
    assert answer.refused == "out_of_date"
    assert "En anden nåede det først" in answer.text
    assert (play.meeting, len(play.posts)) == (after, told)


def test_two_who_answer_the_same_question_of_the_check_do_it_once():
    play, on = submitted()
    first, second = (play.control(who, "answer_check") for who in ("sofie", "hans"))
    assert not play.send("sofie", first).refused
    assert play.send("hans", second).refused == "out_of_date"
    assert len(play.meeting.proposals[ProposalId(on)].check.answers) == 1
