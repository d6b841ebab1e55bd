"""The check before start: which questions are asked on the way, what an answer clears, and what comes of it.

The rules themselves are data (`Rules`, read from `dialogs/content`). The check says what must be cleared up by whom and
when, never that something is lawful. Answers are text by question: one of `Said`, or what somebody wrote.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogs.model.pilots import Due, Light, Owner

Answers = Mapping[str, str]
# Alternatives: one of them must hold, and in it every question must have one of the answers named.
When = tuple[Mapping[str, frozenset[str]], ...]


class Said(StrEnum):
    """What an answer can be. Of a text a rule sees only whether there is any."""

    YES = "yes"
    NO = "no"
    DONT_KNOW = "dont_know"
    TRANSITION = "transition"
    TRANSFORMATION = "transformation"
    WRITTEN = "written"
    EMPTY = "empty"


class Kind(StrEnum):
    """How a question is answered: yes or no, in one's own words, or which of two ways. "Don't know" is always there."""

    YES_NO = "yes_no"
    TEXT = "text"
    WAY = "way"


CHOICES: Mapping[Kind, tuple[Said, ...]] = {
    Kind.YES_NO: (Said.YES, Said.NO, Said.DONT_KNOW),
    Kind.WAY: (Said.TRANSITION, Said.TRANSFORMATION, Said.DONT_KNOW),
    Kind.TEXT: (Said.WRITTEN, Said.EMPTY),
}


class Exit(StrEnum):
    """Where the check ends: at a red answer, early because little can go wrong, or after all questions."""

    STOP = "stop"
    LIGHT_TRIAL = "light_trial"
    FULL = "full"


class Template(StrEnum):
    """What the pilot is described with: a plan where the goal is known, else a trial that may stop at any time."""

    PLAN = "plan"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a question raises a flag, and what must be cleared up then. A red flag has no due stage: it must not start.

    `as_of` is the day on which text and source were last held against each other.
    """

    light: Light
    when: When
    owner: Owner
    due: Due | None
    why: str
    condition: str
    basis: str
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question; without `asked_if` it is always asked. The first of its rules that holds raises its flag.

    `recalls` is the field of the proposal's form that is shown with it, or nothing.
    """

    id: str
    text: str
    kind: Kind
    help: str = ""
    asked_if: When = ()
    rules: tuple[Rule, ...] = ()
    recalls: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done from a date on where something is treated as high-risk. It becomes active by itself."""

    id: str
    text: str
    owner: Owner
    due: Due
    basis: str
    active_from: date
    as_of: date


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules in the order in which questions are put.

    `light_trial` is when little can go wrong, and `skipped` the questions that are left out then. What `asked_if` and
    `light_trial` name is always asked (`dialogs.content.screening` makes sure of it).
    """

    questions: tuple[Question, ...]
    light_trial: When
    skipped: frozenset[str]
    high_risk: When
    duties: tuple[Duty, ...]
    escalate: When
    plan: When

    @property
    def oldest(self) -> date | None:
        """Give the earliest day on which any of the texts was last checked."""
        days = [rule.as_of for question in self.questions for rule in question.rules if rule.as_of]
        return min([*days, *(duty.as_of for duty in self.duties)], default=None)

    def question(self, name: str) -> Question:
        """Give a question by its id.

        Raises:
            KeyError: when there is none.
        """
        return {question.id: question for question in self.questions}[name]


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to clear up: which question raised it, by which rule, and what was answered there."""

    question: str
    rule: Rule
    answer: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the answers come to.

    `asked` are all questions on the way, answered or not; `next` is the one to answer next, or nothing when all are.
    `duties` hold already, `coming` will from their date on.
    """

    asked: tuple[str, ...]
    next: str
    flags: tuple[Flag, ...]
    light: Light
    exit: Exit
    template: Template | None
    escalate: bool
    high_risk: bool
    duties: tuple[Duty, ...]
    coming: tuple[Duty, ...]


def result(rules: Rules, answers: Answers, on: date) -> Result:
    """Work out what answers come to on a day. Answers to questions that are not on the way do not count."""
    asked = way(rules, answers)
    standing = counting(rules, answers)
    said = _said(rules, standing)
    flags = _flags(rules, standing, said)
    high_risk = _holds(rules.high_risk, said)
    active = tuple(duty for duty in rules.duties if high_risk and duty.active_from <= on)
    return Result(
        asked=asked,
        next=next((name for name in asked if name not in standing), ""),
        flags=flags,
        light=max((flag.rule.light for flag in flags), key=list(Light).index, default=Light.GREEN),
        exit=_exit(rules, said, flags),
        template=_template(rules, said),
        escalate=_holds(rules.escalate, said),
        high_risk=high_risk,
        duties=active,
        coming=tuple(duty for duty in rules.duties if high_risk and duty not in active),
    )


def way(rules: Rules, answers: Answers) -> tuple[str, ...]:
    """Give the questions on the way with these answers, in order. A red answer ends it at once."""
    said = _said(rules, answers)
    on_way = _way_without_end(rules, said)
    known = {name: said[name] for name in on_way if name in said}
    ends = [
        max(on_way.index(name) for name in alternative)
        for question in rules.questions
        for rule in question.rules
        if rule.light is Light.RED
        for alternative in rule.when
        if _holds((alternative,), known)
    ]
    return on_way[: min(ends) + 1] if ends else on_way


def counting(rules: Rules, answers: Answers) -> dict[str, str]:
    """Give the answers that count, in the order of the questions: those to questions on the way."""
    said = _said(rules, answers)
    return {name: answers[name] for name in way(rules, answers) if name in said}


def keep(rules: Rules, answers: Answers) -> dict[str, str]:
    """Give the answers that are kept, in the order of the questions; what hung on another answer is gone with it.

    What was answered behind a red answer does not count, and is there again when that was a slip.
    """
    said = _said(rules, answers)
    return {name: answers[name] for name in _way_without_end(rules, said) if name in said}


def change(rules: Rules, answers: Answers, question: str, answer: str) -> dict[str, str]:
    """Give the answers after one of them was given or changed: what hung on it is cleared."""
    return keep(rules, {**answers, question: answer})


def is_answer(question: Question, answer: str) -> bool:
    """Say whether a question can be answered so. A text may be anything, also left empty."""
    return question.kind is Kind.TEXT or answer in CHOICES[question.kind]


def seen(question: Question, answer: str) -> Said:
    """Give what the rules see of an answer: of a text only whether there is any. Not to know is not to have written."""
    if question.kind is not Kind.TEXT:
        return Said(answer)
    return Said.EMPTY if answer.strip() in {"", Said.DONT_KNOW} else Said.WRITTEN


def _way_without_end(rules: Rules, said: Answers) -> tuple[str, ...]:
    """Give the questions on the way as if no answer were red."""
    # What decides about other questions is always asked, so nothing that is off the way can open another.
    always = {
        question.id: said[question.id] for question in rules.questions if _always(question) and question.id in said
    }
    light = _holds(rules.light_trial, always)
    return tuple(
        question.id
        for question in rules.questions
        if (_always(question) or _holds(question.asked_if, always)) and not (light and question.id in rules.skipped)
    )


def _always(question: Question) -> bool:
    return not question.asked_if


def _holds(when: When, said: Answers) -> bool:
    return any(all(said.get(name) in wanted for name, wanted in each.items()) for each in when)


def _said(rules: Rules, answers: Answers) -> dict[str, str]:
    return {
        question.id: seen(question, answers[question.id])
        for question in rules.questions
        # A rule that was changed meanwhile may not know an answer any more; then the question is asked again.
        if question.id in answers and is_answer(question, answers[question.id])
    }


def _flags(rules: Rules, answers: Answers, said: Answers) -> tuple[Flag, ...]:
    found: list[Flag] = []
    for question in rules.questions:
        rule = next((rule for rule in question.rules if _holds(rule.when, said)), None)
        if rule:
            found.append(Flag(question.id, rule, answers.get(question.id, "")))
    return tuple(found)


def _exit(rules: Rules, said: Answers, flags: Sequence[Flag]) -> Exit:
    if any(flag.rule.light is Light.RED for flag in flags):
        return Exit.STOP
    return Exit.LIGHT_TRIAL if _holds(rules.light_trial, said) else Exit.FULL


def _template(rules: Rules, said: Answers) -> Template | None:
    if not any(name in said for each in rules.plan for name in each):
        return None
    return Template.PLAN if _holds(rules.plan, said) else Template.TRIAL
