"""Reads `screening.toml`: the questions of the check before start, when they are put, and what the answers lead to."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import date

from dialogs.content.laws import must_be_dated
from dialogs.content.tables import Table
from dialogs.model.pilots import Due, Elaboration, Light, Owner, ShortForm
from dialogs.model.screening import CHOICES, Duty, Kind, Question, Rule, Rules, When

_ID = re.compile(r"[A-Z][0-9]{1,2}[a-z]?")
_FORM = frozenset(each.name for form in (ShortForm, Elaboration) for each in fields(form))


@dataclass(frozen=True, slots=True)
class _Known:
    """The questions there are: how each is answered, and which of them are always asked."""

    kinds: Mapping[str, Kind]
    always: frozenset[str]


def read_screening(root: Table) -> Rules:
    """Read all rules of the check."""
    tables = root.tables("question")
    named = [(_id(table), table.choice("kind", Kind) or Kind.YES_NO, table) for table in tables]
    kinds: dict[str, Kind] = {}
    for name, kind, table in named:
        if name in kinds:
            table.fault("id", f"is {name} a second time", "Give each question an id of its own")
        kinds[name] = kind
    known = _Known(kinds, frozenset(name for name, _, table in named if "asked_if" not in table.values))
    rules = Rules(
        questions=tuple(_question(name, kind, table, known) for name, kind, table in named),
        light_trial=_when(root, "light_trial", known, known.always),
        skipped=frozenset(root.texts("skipped")),
        high_risk=_when(root, "high_risk", known),
        duties=tuple(_duty(table) for table in root.tables("duty")),
        escalate=_when(root, "escalate", known),
        plan=_when(root, "plan", known),
    )
    if strange := sorted(rules.skipped - set(kinds)):
        root.fault("skipped", f"names questions that do not exist: {', '.join(strange)}", "Write ids of questions")
    root.finish()
    return rules


def _id(table: Table) -> str:
    name = table.text("id")
    if name and not _ID.fullmatch(name):
        table.fault("id", "is no id of a question", "Write a capital letter and a number, such as C2 or A1a")
    return name


def _question(name: str, kind: Kind, table: Table, known: _Known) -> Question:
    question = Question(
        id=name,
        text=table.text("text"),
        kind=kind,
        help=_maybe(table, "help"),
        asked_if=_when(table, "asked_if", known, known.always) if "asked_if" in table.values else (),
        rules=tuple(_rule(each, known) for each in table.tables("rule")) if "rule" in table.values else (),
        recalls=_maybe(table, "recalls"),
    )
    if question.recalls and question.recalls not in _FORM:
        table.fault("recalls", "is no field of a proposal", "Write the name of one, such as data_kinds")
    table.read.update({"asked_if", "rule"})
    table.finish()
    return question


def _rule(table: Table, known: _Known) -> Rule:
    light = table.choice("light", Light)
    if light is Light.GREEN:
        table.fault("light", "is green, which needs no rule", "Write yellow or red, or take the rule away")
    red = light is Light.RED
    if red and "due" in table.values:
        table.fault("due", "is given, although what is red must not start", "Take it away")
        table.read.add("due")
    rule = Rule(
        light=light or Light.YELLOW,
        when=_when(table, "when", known),
        owner=table.choice("owner", Owner) or Owner.LAWYER,
        due=None if red else table.choice("due", Due),
        why=table.text("why"),
        condition=table.text("condition"),
        basis=table.text("basis"),
        as_of=table.day("as_of"),
    )
    must_be_dated(table, "rule", f"{rule.why}\n{rule.basis}")
    table.read.add("due")
    table.finish()
    return rule


def _duty(table: Table) -> Duty:
    duty = Duty(
        id=table.text("id"),
        text=table.text("text"),
        owner=table.choice("owner", Owner) or Owner.LAWYER,
        due=table.choice("due", Due) or Due.START,
        basis=table.text("basis"),
        active_from=_day(table, "active_from"),
        as_of=_day(table, "as_of"),
    )
    table.finish()
    return duty


def _when(table: Table, name: str, known: _Known, allowed: Collection[str] | None = None) -> When:
    """Read alternatives of answers; `allowed` are the questions that may be named, all where there is none."""
    return tuple(_alternative(each, known, allowed) for each in table.tables(name))


def _alternative(table: Table, known: _Known, allowed: Collection[str] | None) -> Mapping[str, frozenset[str]]:
    wanted: dict[str, frozenset[str]] = {}
    for name in table.values:
        answers = table.texts(name)
        if name not in known.kinds:
            table.fault(name, "is no question", f"Write one of: {', '.join(known.kinds)}")
            continue
        if allowed is not None and name not in allowed:
            table.fault(name, "is not always asked itself", f"Write one of: {', '.join(sorted(allowed))}")
        possible = CHOICES[known.kinds[name]]
        if set(answers) - set(possible):
            table.fault(
                name, "names an answer that this question does not have", f"Write some of: {', '.join(possible)}"
            )
        wanted[name] = frozenset(answers)
    return wanted


def _maybe(table: Table, name: str) -> str:
    table.read.add(name)
    return table.text(name) if name in table.values else ""


def _day(table: Table, name: str) -> date:
    found = table.day(name)
    if found is None and name not in table.values:
        table.fault(name, "is missing", f"Write {name} = and a day, such as 2027-12-02")
    return found or date.min
