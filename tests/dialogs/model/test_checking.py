"""Who answers the check before start of a proposal, what is kept of it, and how its flags are cleared up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import read_content
from dialogs.model import checking, proposing, screening
from dialogs.model.ids import PersonId
from dialogs.model.items import Item
from dialogs.model.officials import Official
from dialogs.model.pilots import Check, Condition, Due, Light, Owner, PilotState
from dialogs.model.screening import CHOICES, Kind
from tests.dialogs.room import STARTS_AT, Room, refused

RULES = read_content()["da"].screening
TODAY = date(2026, 11, 21)
KINDS = {question.id: question.kind for question in RULES.questions}
QUIET = {
    **{name: "no" if kind is Kind.YES_NO else "ord" for name, kind in KINDS.items()},
    **dict.fromkeys(("E4", "F4", "H2", "C6", "D2"), "yes"),
    "I1": "transformation",
}


def submitted() -> Room:
    room = Room()
    room.proposal("notes", PilotState.SUBMITTED)
    return room


def found(room: Room):
    return room.meeting.proposals["notes"]


def says(room: Room, question: str, answer: str, who: str = "lars", seen: str | None = None) -> None:
    version = str(found(room).check.version) if seen is None else seen
    room.meeting = checking.answer(room.meeting, who, "notes", question, answer, version, RULES, TODAY)


def asks_again(room: Room, question: str, who: str = "lars") -> None:
    room.meeting = checking.ask_again(room.meeting, who, "notes", question, str(found(room).check.version), RULES)


def checked(**answers: str) -> Room:
    """Give a proposal whose check was answered from the first question to the last."""
    room = submitted()
    while question := checking.asking(RULES, found(room), TODAY):
        says(room, question, {**QUIET, **answers}[question])
    return room


def clears(room: Room, question: str, text: str = "Aftalt", who: str = "anne") -> None:
    room.meeting = checking.clear(room.meeting, who, "notes", question, text, str(found(room).version), TODAY)


# --- Answering


@pytest.mark.parametrize("who", ["anne", "bo", "sofie", "hans", "lars"])
def test_formandskab_secretary_hr_and_proposer_answer(who):
    room = submitted()
    says(room, "A1", "no", who)
    assert (found(room).check, found(room).version) == (Check({"A1": "no"}, "", 1), 2)


@pytest.mark.parametrize("who", ["eva", "ole", "finn"])
def test_nobody_else_does(who):
    room = submitted()
    with refused("not_allowed"):
        says(room, "A1", "no", who)
    says(room, "A1", "no")
    with refused("not_allowed"):
        asks_again(room, "A1", who)


@pytest.mark.parametrize("state", [state for state in PilotState if state not in checking.CHECKABLE])
def test_only_what_was_handed_in_and_is_not_on_the_table_is_checked(state):
    room = submitted()
    room.change("notes", state=state)
    with refused("withdrawn" if state is PilotState.WITHDRAWN else "out_of_date"):
        says(room, "A1", "no")


def test_the_question_that_is_asked_is_answered_once_from_the_screen_that_shows_it():
    room = submitted()
    with refused("out_of_date"):
        says(room, "A2", "no")
    with refused("unknown_choice", "answer"):
        says(room, "A1", "maybe")
    says(room, "A1", "no")
    with refused("out_of_date"):
        says(room, "A2", "no", seen="0")
    with refused("not_found"):
        checking.answer(room.meeting, "anne", "none", "A2", "no", "1", RULES, TODAY)


def test_the_last_answer_makes_it_screened_with_its_light_and_conditions():
    room = checked(C1="yes")
    after = found(room)
    assert (after.state, after.light) == (PilotState.SCREENED, Light.YELLOW)
    assert after.conditions == (
        Condition("C1: Afklar grundlaget for at bruge personoplysninger", Owner.DPO, Due.TEST, "C1"),
    )
    assert (found(checked()).light, found(checked()).conditions) == (Light.GREEN, ())


def test_a_red_answer_ends_it_and_leaves_nothing_to_clear_up():
    room = submitted()
    says(room, "A1", "dont_know")
    says(room, "A1a", "yes")
    says(room, "A2", "yes")
    assert (found(room).state, found(room).light, found(room).conditions) == (PilotState.SCREENED, Light.RED, ())
    with refused("red_flag"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)


# --- Changing


def test_a_question_that_is_asked_again_keeps_its_answer_until_another_is_given():
    room = checked(C1="yes")
    before = found(room)
    asks_again(room, "C1")
    assert checking.asking(RULES, found(room), TODAY) == "C1"
    assert (found(room).light, found(room).check.answers) == (before.light, before.check.answers)
    says(room, "C1", "yes")
    assert (found(room).light, found(room).conditions) == (before.light, before.conditions)
    with refused("unknown_choice", "question"):
        asks_again(room, "D2")
    with refused("out_of_date"):
        checking.ask_again(room.meeting, "lars", "notes", "C1", "0", RULES)


def test_what_stands_behind_a_red_answer_is_not_asked_again_and_comes_back_with_its_correction():
    room = checked(C1="yes")
    before = found(room)
    asks_again(room, "A2")
    says(room, "A2", "yes")
    assert (found(room).light, found(room).conditions) == (Light.RED, ())
    with refused("unknown_choice", "question"):
        asks_again(room, "C1")
    asks_again(room, "A2")
    says(room, "A2", "no")
    assert (found(room).light, found(room).conditions) == (before.light, before.conditions)
    assert found(room).check.answers == before.check.answers


def test_a_changed_answer_clears_what_hung_on_it():
    room = checked(C1="yes", C2="yes")
    asks_again(room, "C1")
    says(room, "C1", "no")
    assert not [name for name in found(room).check.answers if name[0] == "C" and name != "C1"]
    assert (found(room).light, found(room).conditions) == (Light.GREEN, ())


def test_while_an_answer_is_missing_there_is_no_light_and_nothing_is_put_on_the_table():
    room = checked()
    asks_again(room, "C1")
    says(room, "C1", "yes")
    assert (found(room).state, found(room).light) == (PilotState.SCREENED, None)
    with refused("out_of_date"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)
    while question := checking.asking(RULES, found(room), TODAY):
        says(room, question, QUIET[question])
    assert found(room).light is Light.YELLOW


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_is_answered_and_changed_the_light_is_the_one_of_the_answers(data):
    room = submitted()
    for _ in range(data.draw(st.integers(1, 50))):
        if found(room).check.answers and data.draw(st.integers(0, 5)) == 0:
            asks_again(room, data.draw(st.sampled_from(sorted(screening.counting(RULES, found(room).check.answers)))))
        question = checking.asking(RULES, found(room), TODAY)
        if not question:
            break
        kind = KINDS[question]
        says(room, question, data.draw(st.sampled_from(("", "ord") if kind is Kind.TEXT else CHOICES[kind])))
        result = screening.result(RULES, found(room).check.answers, TODAY)
        assert set(screening.counting(RULES, found(room).check.answers)) <= set(result.asked)
        assert found(room).light is (None if result.next else result.light)
        if not result.next:
            assert found(room).conditions == checking.conditions_of(result)


# --- Clearing up


def test_a_flag_is_cleared_up_by_those_who_check_the_responsible_leader_and_its_owner():
    for who in ("anne", "bo", "sofie", "hans", "lars"):
        room = checked(C1="yes")
        clears(room, "C1", who=who)
        (condition,) = found(room).conditions
        assert (condition.answer, condition.confirmed_by, condition.confirmed_on) == ("Aftalt", who, TODAY)
        assert not condition.is_open


def test_the_safety_representative_clears_up_what_is_theirs_and_nothing_else():
    room = checked(C1="yes", E1="yes")
    for question, refusal in (("E1", ""), ("C1", "not_allowed")):
        people = dict(room.meeting.committee.people)
        people["finn"] = replace(people["finn"], roles=people["finn"].roles | {"safety_rep"})
        room.meeting = replace(room.meeting, committee=replace(room.meeting.committee, people=people))
        if refusal:
            with refused(refusal):
                clears(room, question, who="finn")
        else:
            clears(room, question, who="finn")
    with refused("not_allowed"):
        clears(room, "C1", who="ole")


def test_what_is_no_flag_is_not_cleared_up_and_nothing_is_no_answer():
    room = checked(C1="yes")
    for question in ("C2", "", "A1"):
        with refused("not_found"):
            clears(room, question)
    with refused("empty_text", "text"):
        clears(room, "C1", "")
    with refused("out_of_date"):
        checking.clear(room.meeting, "anne", "notes", "C1", "Aftalt", "0", TODAY)
    room.change("notes", state=PilotState.NOT_SELECTED)
    with refused("out_of_date"):
        clears(room, "C1")


def test_what_was_cleared_up_stands_until_its_own_question_is_answered_otherwise():
    room = checked(C1="yes", C2="yes")
    for question in ("C1", "C2"):
        clears(room, question)
    for question, answer in (("H1", "yes"), ("C2", "dont_know")):
        asks_again(room, question)
        says(room, question, answer)
    assert {each.question: each.is_open for each in found(room).conditions} == {"C1": False, "C2": True, "H1": True}


def test_what_was_cleared_up_stands_while_an_answer_is_missing():
    room = checked(C1="yes", D1="no")
    clears(room, "C1")
    asks_again(room, "D1")
    says(room, "D1", "yes")
    assert found(room).light is None
    says(room, "D2", "no")
    assert {each.question: each.is_open for each in found(room).conditions} == {"C1": False, "D1": True, "D2": True}


# --- Rules that become active


def test_on_its_day_a_rule_adds_its_condition_by_itself():
    room = checked(B1="yes", B5="yes")
    assert [each.question for each in found(room).conditions] == ["B5"]
    assert checking.up_to_date(found(room), RULES, date(2027, 12, 1)) is found(room)
    later = checking.up_to_date(found(room), RULES, date(2027, 12, 2))
    assert [each.question for each in later.conditions] == ["B5", "26.7", "27", "26.2", "26.6"]
    assert checking.up_to_date(later, RULES, date(2028, 1, 1)) is later


def test_what_was_never_checked_or_lacks_an_answer_is_left_as_it_is():
    room = submitted()
    assert checking.up_to_date(found(room), RULES, date(2028, 1, 1)) is found(room)
    room.change("notes", light=Light.GREEN)
    assert checking.up_to_date(found(room), RULES, date(2028, 1, 1)) is found(room)


# --- Cleared up by its owner, who is in no committee

DORTE = Official(PersonId("dorte"), Owner.DPO, "Dorte Dahl")


def answers(room: Room, question: str, text: str = "Grundlaget er i orden", seen: str | None = None) -> None:
    version = str(found(room).version) if seen is None else seen
    room.meeting = checking.clear_as_owner(room.meeting, DORTE, "notes", question, text, version, TODAY)


def test_the_owner_answers_what_is_theirs_and_open_and_is_named_with_it():
    room = checked(C1="yes", E1="yes")
    before = found(room)
    answers(room, "C1")
    mine, other = found(room).conditions
    assert (mine.answer, mine.confirmed_by, mine.confirmed_as) == ("Grundlaget er i orden", "dorte", "Dorte Dahl")
    assert (mine.confirmed_on, mine.text, mine.owner) == (TODAY, before.conditions[0].text, Owner.DPO)
    assert (other, found(room).version) == (before.conditions[1], before.version + 1)


def test_the_owner_answers_nothing_of_anybody_else_and_nothing_twice():
    room = checked(C1="yes", E1="yes")
    with refused("not_allowed"):
        answers(room, "E1")
    with refused("out_of_date"):
        answers(room, "C1", seen="0")
    with refused("empty_text", "text"):
        answers(room, "C1", "")
    for question in ("", "C2", "A1"):
        with refused("not_found"):
            answers(room, question)
    answers(room, "C1")
    with refused("out_of_date"):
        answers(room, "C1")
    assert found(room).conditions[0].answer == "Grundlaget er i orden"


def test_the_owner_answers_nothing_of_what_is_red_taken_back_or_on_a_closed_item():
    for change, refusal in (({"conditions": ()}, "not_found"), ({"state": PilotState.WITHDRAWN}, "withdrawn")):
        room = checked(C1="yes")
        room.change("notes", **change)
        with refused(refusal):
            answers(room, "C1")
    for about in ({"proposal": "notes"}, {"evaluates": "notes"}):
        room = checked(C1="yes")
        item = Item("i1", 1, "Punkt", **about)
        room.meeting = replace(room.meeting, items={"i1": item})
        room.meeting = replace(room.meeting, items={"i1": replace(item, closed=True, ground="Personalesag")})
        with refused("not_found"):
            answers(room, "C1")
        room.meeting = replace(room.meeting, items={"i1": item})
        answers(room, "C1")


def test_a_member_who_writes_it_anew_answers_for_it():
    room = checked(C1="yes")
    answers(room, "C1")
    clears(room, "C1", "Rettet")
    (condition,) = found(room).conditions
    assert (condition.answer, condition.confirmed_by, condition.confirmed_as) == ("Rettet", "anne", "")


def test_the_answer_of_the_owner_stands_when_the_check_goes_on():
    room = checked(C1="yes", C2="yes")
    answers(room, "C1")
    asks_again(room, "H1")
    says(room, "H1", "yes")
    assert [each.confirmed_as for each in found(room).conditions] == ["Dorte Dahl", "", ""]
