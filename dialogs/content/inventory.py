"""Reads `inventory.toml`: what a unit is asked about its own use of AI before the meeting."""

import re

from dialogs.content.numbers import check_numbers, in_order
from dialogs.content.tables import Table
from dialogs.content.values import AnswerKind, InventoryQuestion
from dialogs.forms import Option

# The idea comes last (domain.md (d)); its question 11 asks two things, which are 11 and 12 here.
_QUESTIONS = 13
_OPTION_ID = re.compile(r"[a-z][a-z0-9_]*")


def read_inventory(root: Table) -> tuple[InventoryQuestion, ...]:
    """Read all questions in the order of their numbers."""
    tables = root.tables("question")
    questions = [_question(table) for table in tables]
    check_numbers(root, "question", tables, questions, least=_QUESTIONS)
    root.finish()
    return in_order(questions)


def _question(table: Table) -> InventoryQuestion:
    number, text = table.whole("number"), table.text("text")
    kind = table.choice("kind", AnswerKind)
    options: tuple[Option, ...] = ()
    if kind in {AnswerKind.ONE, AnswerKind.MANY}:
        options = _options(table)
    elif "options" in table.values:
        table.read.add("options")
        # Without a kind nobody knows whether options are right; the kind is the fault to mend first.
        if kind is AnswerKind.TEXT:
            table.fault("options", "are given, although the answer is a text", 'Take them away, or write kind = "one"')
    table.finish()
    return InventoryQuestion(number, text, kind or AnswerKind.TEXT, options)


def _options(table: Table) -> tuple[Option, ...]:
    options: list[Option] = []
    tables = table.tables("options")
    for entry in tables:
        option = Option(id=entry.text("id"), label=entry.text("label"))
        entry.finish()
        if option.id and not _OPTION_ID.fullmatch(option.id):
            entry.fault("id", "is not a plain word", "Write small letters a-z, digits and _, starting with a letter")
        if option.id and option.id in [earlier.id for earlier in options]:
            entry.fault("id", f"is {option.id} a second time", "Give each option of a question an id of its own")
        options.append(option)
    if len(tables) == 1:
        table.fault("options", "has only one option", "Write at least two")
    return tuple(options)
