"""The rules of the check before start, tried with any answers that there can be."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content import read_content
from dialogs.model.pilots import Due, Light, Owner
from dialogs.model.screening import CHOICES, Exit, Kind, Said, Template, change, counting, is_answer, keep, result, way

RULES = read_content()["da"].screening
ON = date(2026, 11, 21)
KINDS = {question.id: question.kind for question in RULES.questions}
ALWAYS = frozenset(question.id for question in RULES.questions if not question.asked_if)
QUIET = {
    **{question.id: "no" for question in RULES.questions if question.kind is Kind.YES_NO},
    **dict.fromkeys(("E4", "F4", "H2", "C6", "D2"), "yes"),
    **dict.fromkeys(("F1", "F2", "F3", "G1", "G2", "G3"), "ord"),
    "I1": "transformation",
}


def one_of(question: str) -> st.SearchStrategy[str]:
    kind = KINDS[question]
    return st.sampled_from(("", " ", "ord") if kind is Kind.TEXT else tuple(map(str, CHOICES[kind])))


whole = st.fixed_dictionaries({question: one_of(question) for question in KINDS})
partly = st.fixed_dictionaries({}, optional={question: one_of(question) for question in KINDS})


def flags(answers, on=ON):
    return {flag.question: flag.rule for flag in result(RULES, answers, on).flags}


# --- The way


@given(partly)
@settings(deadline=None)
def test_nothing_that_is_off_the_way_counts(answers):
    counts, kept = counting(RULES, answers), keep(RULES, answers)
    assert set(counts) <= set(way(RULES, answers))
    assert set(counts) <= set(kept)
    assert result(RULES, answers, ON) == result(RULES, counts, ON) == result(RULES, kept, ON)


@given(partly)
@settings(deadline=None)
def test_the_questions_are_put_in_their_order_and_each_once(answers):
    order = [question.id for question in RULES.questions]
    asked = way(RULES, answers)
    assert list(asked) == [name for name in order if name in asked]
    assert list(flags(answers)) == [name for name in order if name in flags(answers)]


@given(partly, st.data())
@settings(max_examples=50, deadline=None)
def test_answering_what_is_asked_next_comes_to_an_end(answers, data):
    answers = keep(RULES, answers)
    for _ in range(2 * len(KINDS)):
        name = result(RULES, answers, ON).next
        if not name:
            break
        assert name not in answers
        answers = change(RULES, answers, name, data.draw(one_of(name)))
        assert name in answers
    assert set(counting(RULES, answers)) == set(way(RULES, answers))


@given(whole, st.data())
@settings(max_examples=200, deadline=None)
def test_a_changed_answer_clears_what_hung_on_it_and_nothing_else(answers, data):
    before = keep(RULES, answers)
    name = data.draw(st.sampled_from(sorted(before)))
    after = change(RULES, before, name, data.draw(one_of(name)))
    on_way = way(RULES, after)
    depends = {question.id for question in RULES.questions if question.asked_if} | RULES.skipped
    assert set(before) - set(after) <= depends - set(on_way)
    assert set(counting(RULES, after)) == set(after) & set(on_way)
    assert all(after[key] == before[key] for key in after if key != name)
    assert {flag.question for flag in result(RULES, after, ON).flags} <= set(on_way) | {"D1", "B5"}


def test_what_was_cleared_is_asked_again_when_the_question_comes_back():
    answers = change(RULES, {**QUIET, "C1": "yes", "C2": "yes"}, "C1", "no")
    assert not {"C2", "C3", "C4", "C5", "C6"} & set(answers)
    again = change(RULES, answers, "C1", "yes")
    assert result(RULES, again, ON).next == "C2"
    assert set(flags(again)) == {"C1"}


def test_dont_know_keeps_what_hung_on_yes():
    answers = keep(RULES, {**QUIET, "C1": "yes", "C2": "yes"})
    assert change(RULES, answers, "C1", "dont_know") == {**answers, "C1": "dont_know"}


def test_a_slip_into_red_costs_no_answer_but_what_stands_behind_it_does_not_count_meanwhile():
    before = keep(RULES, {**QUIET, "C1": "yes", "C2": "yes", "J1": "yes"})
    slip = change(RULES, before, "A2", "yes")
    assert (list(flags(slip)), result(RULES, slip, ON).asked) == (["A2"], ("A1", "A2"))
    assert result(RULES, slip, ON).escalate is False
    assert change(RULES, slip, "A2", "no") == before


def test_not_to_know_is_not_to_have_written():
    said = {**QUIET, "F1": "dont_know", "G1": "dont_know"}
    assert list(flags(said)) == ["F1"]


@given(whole)
@settings(deadline=None)
def test_a_red_answer_ends_the_check_and_nothing_else_does(answers):
    found = result(RULES, answers, ON)
    red = (answers["A1"] == "yes" and answers["A1a"] == "no") or answers["A2"] == "yes" or answers["A3"] == "yes"
    assert (found.light is Light.RED) is red
    assert (found.exit is Exit.STOP) is red
    assert (found.asked[-1] in {"A1a", "A2", "A3"}) is red
    assert found.next == ""


@given(whole)
@settings(deadline=None)
def test_only_with_nothing_at_stake_is_the_way_short(answers):
    found = result(RULES, answers, ON)
    named = ("A1", "A2", "A3", "C1", "D1", "B1", "B2", "B3", "B4", "B4c", "E1")
    assert (found.exit is Exit.LIGHT_TRIAL) is all(answers[name] == "no" for name in named)
    if found.exit is not Exit.STOP:
        assert {"H1", "I1", "J1", "F1", "F2", "F3", "F4", "G1", "G2", "G3"} <= set(found.asked)
        assert ({"E2", "E3", "E4", "H2"} & set(found.asked) == set()) is (found.exit is Exit.LIGHT_TRIAL)


# --- Lights and flags


@given(whole)
@settings(deadline=None)
def test_dont_know_never_comes_to_less_than_yes_or_no_would(answers):
    """Somebody who does not know is never let off, except that only a yes is red."""
    unknown = [name for name, answer in answers.items() if answer == "dont_know" and KINDS[name] is Kind.YES_NO]
    light = result(RULES, answers, ON).light
    if any(name in way(RULES, answers) for name in unknown if name not in {"G1", "J1", "A1a"}):
        assert light is not Light.GREEN


@given(whole)
@settings(deadline=None)
def test_each_flag_has_an_owner_and_a_stage_and_red_has_none(answers):
    for flag in result(RULES, answers, ON).flags:
        assert isinstance(flag.rule.owner, Owner)
        assert (flag.rule.due is None) is (flag.rule.light is Light.RED)
        assert flag.rule.why
        assert flag.rule.condition


@pytest.mark.parametrize("b", ["B1", "B2", "B3", "B4", "B4c"])
@pytest.mark.parametrize("answer", ["yes", "dont_know"])
def test_any_b_gives_one_flag_for_the_lawyer_before_purchase(b, answer):
    for profiles, high in (("yes", True), ("dont_know", True), ("no", False)):
        found = result(RULES, {**QUIET, b: answer, "B5": profiles}, ON)
        assert [flag.question for flag in found.flags if flag.question[0] == "B"] == ["B5"]
        assert (flags({**QUIET, b: answer})["B5"].owner, flags({**QUIET, b: answer})["B5"].due) == (
            Owner.LAWYER,
            Due.PURCHASE,
        )
        assert found.high_risk is high


@pytest.mark.parametrize(("answer", "template"), [("transition", Template.PLAN), ("dont_know", Template.TRIAL)])
def test_who_does_not_know_the_goal_makes_a_trial(answer, template):
    assert result(RULES, {**QUIET, "I1": answer}, ON).template is template
    without = {name: value for name, value in QUIET.items() if name != "I1"}
    assert result(RULES, without, ON).template is None


@pytest.mark.parametrize(("answer", "goes_up"), [("yes", True), ("dont_know", True), ("no", False)])
def test_large_or_disputed_goes_up_and_has_no_light(answer, goes_up):
    found = result(RULES, {**QUIET, "J1": answer}, ON)
    assert (found.escalate, found.light, found.flags) == (goes_up, Light.GREEN, ())


# --- Dates


@pytest.mark.parametrize(("on", "active"), [(date(2027, 12, 1), 0), (date(2027, 12, 2), 4), (date(2029, 1, 1), 4)])
def test_the_requirements_for_high_risk_begin_by_themselves(on, active):
    answers = {**QUIET, "B1": "yes", "B5": "yes"}
    found = result(RULES, answers, on)
    assert (len(found.duties), len(found.coming)) == (active, 4 - active)
    assert result(RULES, QUIET, on).duties == ()


def test_the_oldest_text_is_known():
    assert RULES.oldest == date(2026, 11, 21)


# --- Answers


def test_a_question_takes_its_own_answers_only():
    assert is_answer(RULES.question("A1"), "dont_know")
    assert not is_answer(RULES.question("A1"), "transition")
    assert not is_answer(RULES.question("I1"), "yes")
    assert is_answer(RULES.question("F1"), "")
    with pytest.raises(KeyError):
        RULES.question("Z9")


def test_an_answer_that_the_rules_do_not_know_any_more_is_asked_for_again():
    answers = {**QUIET, "C1": "sometimes", "Z9": "yes"}
    assert result(RULES, answers, ON).next == "C1"
    assert not {"C1", "Z9"} & set(keep(RULES, answers))


def test_dont_know_is_always_possible():
    for kind in (Kind.YES_NO, Kind.WAY):
        assert Said.DONT_KNOW in CHOICES[kind]
