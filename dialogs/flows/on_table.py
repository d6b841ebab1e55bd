"""What will be on the table, to read beforehand: seven days before the meeting by everybody, until then by few."""

from dataclasses import fields
from datetime import date
from enum import StrEnum

from dialogs.cards import Bullets, Card, Element, Facts, Heading, Line, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.following_cards import evaluation_lines
from dialogs.flows.proposal_form import TEXTS, YesNo
from dialogs.flows.view import View
from dialogs.model import calling, resuming
from dialogs.model.ids import PersonId
from dialogs.model.items import Earlier, Item
from dialogs.model.meeting import Stage
from dialogs.model.pilots import Proposal, ShortForm

_FIELDS = (
    *(each.name for each in fields(ShortForm) if each.name != "title"),
    *("decided_by", "start_on", "end_on", *TEXTS),
)


def on_table(view: View) -> tuple[Card, ...]:
    """Show before the meeting what will be on its table: one folded card for each, whole."""
    meeting, words, zone = view.meeting, view.words, view.organisation.zone
    if meeting.stage is not Stage.PLANNED:
        return ()
    coming = resuming.due(meeting, resuming.day(meeting, zone))
    items = (*map(Item.resumed, coming), *meeting.in_order())
    readable_from = calling.readable_from(meeting, zone)
    early = view.now >= readable_from or view.who.may_lead
    shown = [item for item in items if early or _proposer(view, item) == view.who.id]
    cards = [Card(f"item-{item.id}", (Said(item.title),), _whole(view, item), folded=True) for item in shown]
    if view.now < readable_from and items:
        text = words.readable_from(view.day(readable_from))
        cards.append(Card("table", (words.on_the_table_title,), (Paragraph((text,)),)))
    return tuple(cards)


def put_off_line(view: View, earlier: Earlier | None) -> tuple[Element, ...]:
    """Say in which meeting an item was put off, and why."""
    if earlier is None:
        return ()
    return (Mark(Tone.NEUTRAL, (view.words.put_off(earlier.meeting), Said(earlier.because))),)


def _proposer(view: View, item: Item) -> str | None:
    proposal = view.meeting.proposals.get(item.proposal) if item.proposal else None
    return proposal.proposer if proposal else None


def _whole(view: View, item: Item) -> tuple[Element, ...]:
    words = view.words
    proposal = view.meeting.proposals.get(item.proposal) if item.proposal else None
    note = (Mark(Tone.NEUTRAL, (words.closed_item, ": ", Said(item.ground))),) if item.closed else ()
    body = (Mark(Tone.NEUTRAL, (words.will_be_discussed,)), *note, *put_off_line(view, item.earlier))
    body = (*body, *evaluation_lines(view, item))
    return (*body, *_proposal(view, proposal)) if proposal else body


def _proposal(view: View, found: Proposal) -> tuple[Element, ...]:
    words = view.words
    rows = [(words.field(name), line) for name in _FIELDS if (line := _line(view, found, name))]
    if found.light:
        rows.append((words.light_label, (words.light(found.light),)))
    return (Facts(tuple(rows)), *proposal_lists(view, found))


def _line(view: View, found: Proposal, name: str) -> Line:
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
            return (people[PersonId(text)].name,)
        case str(text) if text:
            return (Said(text),)
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
