"""Plays one case of the check before start: its answers, what is changed afterwards, and what must come of both."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from bot.content import read_content
from dialogs.model.screening import Answers, Flag, Kind, Result, Rules, change, is_answer, keep, result

# The day on which the rules of the cases were settled; a case may name another with `on`.
ON = date(2026, 11, 21)
FLAG = ("question", "light", "owner", "due")


@cache
def rules() -> Rules:
    """Give the rules that the product has."""
    return read_content()["da"].screening


def play(case: Mapping[str, Any]) -> list[str]:
    """Give every difference between a case and what its answers come to."""
    on = date.fromisoformat(str(case.get("on", ON)))
    answers = keep(rules(), _whole(case.get("answers", {})))
    faults = [*_not_answers(case.get("answers", {})), *_differences("", case["expect"], result(rules(), answers, on))]
    if "then" in case:
        for question, answer in sorted(case["then"].items(), key=_opens_others_first):
            answers = change(rules(), answers, question, str(answer))
        after = result(rules(), answers, on)
        faults += [*_not_answers(case["then"]), *_differences("then ", case["expect_then"], after)]
    return faults


def _opens_others_first(changed: tuple[str, Any]) -> bool:
    """Put what opens other questions before the answers to these, in whichever order a case names them."""
    return any(question.id == changed[0] and question.asked_if for question in rules().questions)


def _whole(answers: Mapping[str, Any]) -> Answers:
    """Give the answers with texts that a case leaves out as left empty."""
    empty = {question.id: "" for question in rules().questions if question.kind is Kind.TEXT}
    return {**empty, **{question: str(answer) for question, answer in answers.items()}}


def _not_answers(answers: Mapping[str, Any]) -> Iterator[str]:
    known = {question.id: question for question in rules().questions}
    for name, answer in answers.items():
        if name not in known:
            yield f"{name} is no question"
        elif not is_answer(known[name], str(answer)):
            yield f"{name} cannot be answered with {answer!r}"


def _differences(when: str, expect: Mapping[str, Any], found: Result) -> Iterator[str]:
    given = {
        "light": str(found.light),
        "exit": str(found.exit),
        "template": str(found.template or "none"),
        "escalate": found.escalate,
        "treated_as_high_risk": found.high_risk,
        "asked": list(found.asked),
        "duties": [duty.id for duty in found.duties],
        "next": found.next,
    }
    for name, wanted in expect.items():
        if name == "flags":
            yield from _flag_differences(when, wanted, [_flag(flag) for flag in found.flags])
        elif name not in given:
            yield f"{when}{name} is nothing that a check comes to"
        elif given[name] != (wanted or "none" if name == "template" else wanted):
            yield f"{when}{name}: expected {wanted}, got {given[name]}"


def _flag_differences(when: str, wanted: list[Mapping[str, Any]], given: list[Mapping[str, str]]) -> Iterator[str]:
    expected = {flag["question"]: {name: flag[name] for name in FLAG if name in flag} for flag in wanted}
    found = {flag["question"]: flag for flag in given}
    for question in [*expected, *(name for name in found if name not in expected)]:
        ours, theirs = found.get(question), expected.get(question)
        if ours is None or theirs is None:
            yield f"{when}flag {question}: {'not raised' if theirs else 'raised and not expected'}"
            continue
        yield from (
            f"{when}flag {question}, {name}: expected {theirs[name]}, got {ours[name]}"
            for name in theirs
            if theirs[name] != ours[name]
        )


def _flag(flag: Flag) -> Mapping[str, str]:
    rule = flag.rule
    return {
        "question": flag.question,
        "light": str(rule.light),
        "owner": str(rule.owner),
        "due": str(rule.due or "never"),
    }
