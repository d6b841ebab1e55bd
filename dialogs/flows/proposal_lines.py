"""What stands in the form of a proposal, to read."""

from dataclasses import fields
from datetime import date
from enum import StrEnum

from dialogs.cards import Bullets, Element, Heading, Line, Said
from dialogs.flows.proposal_form import TEXTS, YesNo
from dialogs.flows.view import View
from dialogs.model.ids import PersonId
from dialogs.model.pilots import Proposal, ShortForm

FIELDS = (
    *(each.name for each in fields(ShortForm) if each.name != "title"),
    *("decided_by", "start_on", "end_on", *TEXTS),
)


def field_line(view: View, found: Proposal, name: str) -> Line:
    """Give what stands in a field of the form, or nothing where nobody answered."""
    words, people = view.words, view.meeting.committee.people
    match getattr(found.short if hasattr(found.short, name) else found.more, name):
        case bool(answer):
            return (words.answer(name, YesNo.YES if answer else YesNo.NO),)
        case date() as day:
            return (view.date(day),)
        case StrEnum() as option:
            return (words.answer(name, option),)
        case str(text) if name == "responsible_leader":
            leader = people.get(PersonId(text))
            return (leader.name if leader else words.leader_is_gone,)
        case str(text) if text:
            return (Said(text),)
        case (first, *rest):
            texts = (each if isinstance(each, str) else each.text for each in (first, *rest))
            return (Said(" / ".join(texts)),)
        case _:
            return ()


def proposal_lists(view: View, found: Proposal) -> tuple[Element, ...]:
    """Show the signs, the stop criteria and the conditions of a proposal."""
    words, body = view.words, list[Element]()
    lists = (
        (words.field("success_signs"), tuple((Said(sign),) for sign in found.more.success_signs)),
        (words.field("stop_criteria"), tuple((Said(stop.text),) for stop in found.more.stop_criteria)),
        (
            words.conditions_label,
            tuple(
                (Said(condition.text), f" ({words.owner(condition.owner)}, {words.due(condition.due)})")
                for condition in found.conditions
            ),
        ),
    )
    for title, lines in lists:
        if lines:
            body += [Heading((title,)), Bullets(lines)]
    return tuple(body)
