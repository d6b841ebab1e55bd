"""What every field of every form takes and refuses, tried on the forms that people are offered in a whole meeting."""

from functools import cache

import pytest

from dialogs.cards import Form
from dialogs.flows.following import EVALUATED
from dialogs.forms import TextField
from dialogs.inbound import FormSubmitted
from dialogs.routing import HANDLERS
from tests.dialogs.flows.play import TYPED, Play, controls, fields_of, plausible
from tests.dialogs.flows.stories import PEOPLE, frames
from tests.dialogs.room import COMMITTEE

# Every field that takes text, by its form. A field with a number of its own, such as `stop.1`, stands here once.
TEXTS = (
    ("add_person", "name"),
    ("answer_inventory", "q"),
    *(("appoint", name) for name in ("mandate", "more_check_points", "stop")),
    ("answer_check", "answer"),
    ("answer_flag", "text"),
    ("confirm_outcome", "text"),
    ("contribute", "text"),
    *(("correct_minutes", name) for name in ("text", "why")),
    ("decline_outcome", "text"),
    ("edit", "text"),
    ("edit_announcement", "text"),
    ("edit_summary", "text"),
    *(
        ("elaborate", name)
        for name in (
            *("success_signs", "stop", "involvement", "effects", "new_work", "gains", "data_types", "baseline"),
            *("may_stop", "training", "sceptics", "excluded", "cost"),
        )
    ),
    *(("hand_in", name) for name in ("opportunity", "concern", "condition", "suggestion")),
    ("object", "text"),
    *(("plan", name) for name in ("own_title", "own_text", "own_source", "speaker")),
    *(
        (action, name)
        for action in ("propose", "revise")
        for name in (
            *("title", "problem", "core_task", "trial", "without_ai_note", "tool", "participants", "ai_does"),
            "people_do",
        )
    ),
    ("begin_proposal", "title"),
    ("comment", "text"),
    ("cancel_meeting", "reason"),
    ("note_case", "case_number"),
    ("close_item", "ground"),
    ("check_point", "text"),
    *(("evaluate", name) for name in EVALUATED),
    ("move_meeting", "reason"),
    ("resolve", "change"),
    *((action, "reason") for action in ("return_proposal", "send_elsewhere", "stop_pilot", "start_undiscussed")),
    ("resume_pilot", "reason"),
    ("send_elsewhere", "to_committee"),
    ("say_missing", "text"),
    ("say_word", "word"),
    ("shortlist", "ground"),
    ("take_positions", "text"),
    ("theme", "theme"),
    *(
        (action, name)
        for action in ("word_outcome", "word_own_item")
        for name in ("text", "management_position", "employee_position", "management_account", "to_committee")
    ),
    ("word_own_item", "title"),
)
# Fields for a number or a clock time: what is neither is refused, or left alone when it is not asked for.
NUMBERS = {
    ("elaborate", "new_work_hours"),
    ("elaborate", "training_hours"),
    ("extend", "minutes"),
    ("move_meeting", "starts_time"),
    ("move_reminder", "days"),
    ("plan_next", "starts_time"),
    ("word_outcome", "notice_months"),
    ("word_own_item", "notice_months"),
}
RULES = {("appoint", "more_check_points")}


@cache
def places() -> dict[tuple[str, str], tuple[Play, str, Form, TextField]]:
    """Give where each field is first offered: the meeting, to whom, and in which form."""
    found: dict[tuple[str, str], tuple[Play, str, Form, TextField]] = {}
    for frame in (*frames("whole"), *frames("followed")):
        play = frame.play()
        for person in COMMITTEE:
            for form, field in fields_of(frame.screen(person.id)):
                if isinstance(field, TextField):
                    found.setdefault((form.action, field.name.partition(".")[0]), (play, person.id, form, field))
    return found


def sent(action: str, name: str, text: str, **more: str) -> tuple[Play, FormSubmitted, str, TextField]:
    play, who, form, field = places()[action, name]
    fields = {**plausible(form, play.meeting), field.name: (text,), **{key: (value,) for key, value in more.items()}}
    return play, FormSubmitted(form.action, form.on, form.seen, fields), who, field


def test_these_are_all_the_texts_there_are():
    assert set(places()) == {*TEXTS, *NUMBERS}


@pytest.mark.parametrize(("action", "name"), TEXTS)
def test_a_cpr_number_is_refused_in_every_text_and_nothing_is_kept(action: str, name: str):
    play, event, who, field = sent(action, name, "Spørg 010190-1234 om det")
    decision = play.would(who, event)
    assert (decision.answer.refused, decision.answer.field) == ("contains_cpr", field.name)
    assert decision.meeting is play.meeting
    assert decision.posts == ()
    assert "010190" not in decision.answer.text


@pytest.mark.parametrize(("action", "name"), sorted(NUMBERS))
def test_a_cpr_number_is_no_number(action: str, name: str):
    play, event, who, field = sent(action, name, "010190-1234", starts_on="2026-12-01")
    decision = play.would(who, event)
    assert decision.answer.refused in {"out_of_range", "unknown_choice"}
    assert decision.answer.field == field.name
    assert decision.meeting is play.meeting


# A name holds neither, whatever somebody confirms.
@pytest.mark.parametrize(("action", "name"), [each for each in TEXTS if each != ("add_person", "name")])
@pytest.mark.parametrize("details", ["skriv til a@b.dk", "ring 12 34 56 78"])
def test_contact_details_are_warned_about_once_and_then_taken(action: str, name: str, details: str):
    play, event, who, field = sent(action, name, details)
    first = play.would(who, event)
    assert (first.answer.refused, first.answer.field) == ("contact_details_warning", field.name)
    assert first.meeting is play.meeting
    confirmed = {**event.fields, **{key: (value,) for key, value in first.answer.confirm.items()}}
    again = play.would(who, FormSubmitted(event.action, event.on, event.seen, confirmed))
    # A check-point is a rule such as "uge 8", whatever else may stand in it.
    assert again.answer.refused == ("unknown_choice" if (action, name) in RULES else "")


@pytest.mark.parametrize(("action", "name"), [pair for pair in TEXTS if pair not in RULES])
def test_a_field_says_how_long_a_text_it_takes(action: str, name: str):
    field = places()[action, name][3]
    for chars, refused in ((field.max_chars, ""), (field.max_chars + 1, "too_long")):
        play, event, who, _ = sent(action, name, "å" * chars)
        assert play.would(who, event).answer.refused == refused, chars


@pytest.mark.parametrize(("action", "name"), [pair for pair in TEXTS if pair not in RULES])
def test_a_required_text_must_be_there_and_any_other_may_be_left_out(action: str, name: str):
    play, event, who, field = sent(action, name, " \u200b\n")
    refused = play.would(who, event).answer.refused
    if field.required:
        assert refused in {"empty_text", "reason_required", "committee_required", "ground_required"}
    else:
        assert refused in {"", "empty_text", "reason_required"}


def test_a_warning_has_nothing_to_send_along_when_the_text_is_refused_for_good():
    play, event, who, _ = sent("contribute", "text", "010190-1234 a@b.dk")
    answer = play.would(who, event).answer
    assert (answer.refused, dict(answer.confirm)) == ("contains_cpr", {})


def test_a_text_of_sixty_one_lines_is_refused_where_sixty_are_taken():
    play, event, who, _ = sent("hand_in", "concern", "")
    for count, refused in ((60, ""), (61, "out_of_range")):
        fields = {**dict.fromkeys(event.fields, ()), "concern": tuple(f"{TYPED} {n}" for n in range(count))}
        answer = play.would(who, FormSubmitted(event.action, event.on, event.seen, fields)).answer
        assert answer.refused == refused


def test_everything_that_can_be_pressed_is_known():
    offered = {
        control.action
        for story in (
            "whole",
            "hurried",
            "changing",
            "corrected",
            "without vice-chair",
            "followed",
            "proposals",
            "team",
        )
        for frame in frames(story)
        for person in PEOPLE[story]
        for control in controls(frame.screen(person.id))
    }
    assert offered == set(HANDLERS)
