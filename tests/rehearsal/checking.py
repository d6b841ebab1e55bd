"""The check before start as a person answers it: the question on the screen, then the one that it leads to."""

from collections.abc import Mapping

from tests.rehearsal.controls import Control, Wish
from tests.rehearsal.pages import Page
from tests.rehearsal.script import ScriptFault
from tests.rehearsal.things import Thing

ANSWER, AGAIN = "answer_check", "ask_again"


def offered(page: Page | None, thing: Thing) -> Control | None:
    """Give what the check of a proposal offers now: the question that is asked, or else to ask one again."""
    controls = [control for control in (page.controls if page else ()) if _is_about(control, thing)]
    return next(iter(sorted(controls, key=lambda control: control.action != ANSWER)), None)


def next_answer(control: Control | None, thing: Thing, left: dict[str, str]) -> Wish | None:
    """Give what is to be done next, or None when every answer that has its question was given.

    Args:
        control: what is offered, with its fields.
        thing: the proposal.
        left: the answers that are still to be given; those given are taken out.

    Raises:
        ScriptFault: when a question is asked that the script does not answer.
    """
    if control is None:
        # Nothing is offered: what the first answer would have sent.
        question, answer = next(iter(left.items()), ("A1", "no"))
        left.clear()
        return Wish(ANSWER, f"{thing.on}.{question}.{answer}")
    if control.action == ANSWER:
        return _answer(control, left) if left else None
    options = next(field.options for field in control.fields if field.name == "question")
    question = next((name for name in left if name in options), "")
    # What is left otherwise are answers to questions that are not on the way.
    return Wish(AGAIN, control.on, fills={"question": [question]}) if question else None


def _answer(asked: Control, left: dict[str, str]) -> Wish:
    proposal, question, *pressed = asked.on.split(".")
    if not pressed:
        return Wish(ANSWER, asked.on, fills={"answer": [left.pop(question, "")]})
    if question not in left:
        raise ScriptFault(f"{question} is asked, and the script does not answer it")
    return Wish(ANSWER, f"{proposal}.{question}.{left.pop(question)}")


def _is_about(control: Control, thing: Thing) -> bool:
    if control.action == ANSWER:
        # It may stand behind the question's number and before what it asks.
        said = (control.about, control.about.partition(" ")[2])
        named = any(each == thing.text or each.startswith(f"{thing.text}: ") for each in said)
        return control.on.partition(".")[0] == thing.on if thing.on else named
    return control.action == AGAIN and (control.on == thing.on if thing.on else control.about == thing.text)


def answers_of(fields: Mapping[str, object]) -> dict[str, str]:
    """Give the answers of a step by question."""
    return {name: str(value) for name, value in fields.items() if name not in {"on", "as"}}
