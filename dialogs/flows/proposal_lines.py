"""What stands in the form of a proposal, to read."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dialogs.cards import Bullets, Element, Heading, Line, Said
from dialogs.flows.proposal_table import EFFECT, FIELDS, LISTS, MORE, Choice, Special, Ticks, YesNo
from dialogs.flows.view import View
from dialogs.model.form_answers import Effect
from dialogs.model.ids import PersonId
from dialogs.model.people import Person
from dialogs.model.pilots import Light, Proposal, StopCriterion
from dialogs.wording import Wording
from dialogs.wording.letters import small

# What is read of a proposal under its title; its lists are read by themselves.
READ = tuple(name for name in FIELDS if name != "title" and name not in LISTS)


def field_line(view: View, found: Proposal, name: str) -> Line:
    """Give what stands in a field of the form, or nothing where nobody answered."""
    people, leader = view.meeting.committee.people, found.short.responsible_leader
    if name == "responsible_leader" and leader and leader not in people:
        return (view.words.leader_is_gone,)
    return said(view.words, name, plain(found, name, people))


def plain(found: Proposal, name: str, people: Mapping[PersonId, Person]) -> Any:
    """Give what stands in a field of the form as JSON holds it; None where nobody answered.

    The leader is named, and is nobody where `people` have none of that id.
    """
    match getattr(found.short if hasattr(found.short, name) else found.more, name):
        case bool(answer):
            return str(YesNo.YES if answer else YesNo.NO)
        case date() as day:
            return day.isoformat()
        case tuple(several):
            return [each.text if isinstance(each, StopCriterion) else str(each) for each in several]
        case str(leader) if name == "responsible_leader":
            return people[PersonId(leader)].name if leader in people else None
        case value:
            return str(value) if value else None


def said(words: Wording, name: str, value: Any) -> Line:
    """Say what `plain` gave, or nothing where nobody answered."""
    if not value:
        return ()
    match FIELDS[name]:
        case Choice() | Special.YES_NO:
            return (words.answer(name, value),)
        case Ticks():
            return (" / ".join(words.answer(name, each) for each in value),)
        case Special.HOURS:
            return (words.decimal(value),)
        case Special.DAY:
            return (words.date(date.fromisoformat(value)),)
        case Special.SIGNS | Special.STOPS:
            return (Said(" / ".join(value)),)
        case _:
            return (Said(value),)


def working_day(words: Wording, found: Proposal) -> Line:
    """Say in one line what becomes better or worse in the working day, or nothing where nobody said so."""
    effects = ((name, getattr(found.more, name)) for name, kind in MORE.items() if kind is EFFECT)
    changes = [
        f"{words.field(name)} {small(words.answer(name, effect))}"
        for name, effect in effects
        if effect in {Effect.BETTER, Effect.WORSE}
    ]
    return (" / ".join(changes),) if changes else ()


def light_said(words: Wording, light: Light, found: Proposal) -> str:
    """Say what a check came to. A yellow light stays so in the record when all is cleared up, and is read otherwise."""
    cleared = found.conditions and not any(each.is_open for each in found.conditions)
    return words.all_cleared if light is Light.YELLOW and cleared else words.light(light)


def proposal_lists(view: View, found: Proposal) -> tuple[Element, ...]:
    """Show the signs, the stop criteria and the conditions of a proposal."""
    words, body = view.words, list[Element]()
    lists = (
        (words.field("success_signs"), tuple((Said(sign),) for sign in found.more.success_signs)),
        (words.field("stop_criteria"), tuple((Said(stop.text),) for stop in found.more.stop_criteria)),
        (
            words.conditions_label,
            tuple(
                (Said(condition.matter), f" ({words.owner(condition.owner)}, {words.due(condition.due)})")
                for condition in found.conditions
            ),
        ),
    )
    for title, lines in lists:
        if lines:
            body += [Heading((title,)), Bullets(lines)]
    return tuple(body)
