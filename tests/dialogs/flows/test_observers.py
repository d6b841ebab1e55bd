"""Who is no party sees everything and says nothing that counts, whatever they send."""

import pytest

from tests.dialogs.flows.stories import frame

# Everything by which somebody of a side says something in a meeting, where it could be said.
SAYINGS = (
    ("written", "contribute"),
    ("written", "say_word"),
    ("written", "answer_quiz"),
    ("written", "ask_break"),
    ("seated", "contribute"),
    ("seated", "hand_in"),
    ("seated", "take_back"),
    ("all handed in", "say_missing"),
    ("positions given", "take_positions"),
    ("positions given", "withdraw_position"),
    ("minutes out", "object"),
)
FIELDS = {"kind": ("concern",), "text": ("Må jeg?",), "word": ("Må",), "q.1": ("writing",), "concern": ("Må jeg?",)}


@pytest.mark.parametrize(("step", "action"), SAYINGS)
@pytest.mark.parametrize("who", ["ole", "sofie", "hans"])
def test_an_observer_the_secretary_and_hr_say_nothing_that_counts(who: str, step: str, action: str):
    found = frame(step)
    play = found.play()
    item = next(iter(play.meeting.items), "")
    on = {"answer_quiz": "1.true", "withdraw_position": item}.get(action, "")
    fields = {**FIELDS, f"stance.{item}": ("supports",)}
    assert play.tries(who, action, on, fields=fields).refused == "not_a_party"
    assert play.meeting is found.meeting


def test_an_observer_answers_nothing_about_the_workplace_either():
    found = frame("arrived")
    assert found.play().tries("ole", "answer_inventory", fields=FIELDS).refused == "not_a_party"


def test_a_tool_that_nobody_asked_about_is_no_answer_about_the_workplace():
    answer = frame("arrived").play().tries("eva", "answer_inventory", fields={"q.1": ("telepathy",)})
    assert (answer.refused, answer.field) == ("unknown_choice", "q.1")
