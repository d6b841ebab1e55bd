"""What will be on the table, to read beforehand: seven days before the meeting by everybody, until then by few."""

from dialogs.cards import Card, Element, Facts, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.authors import written_by
from dialogs.flows.commenting import comments, writing
from dialogs.flows.following_cards import evaluation_lines
from dialogs.flows.proposal_lines import READ, field_line, light_said, proposal_lists
from dialogs.flows.scaling import grown_from
from dialogs.flows.similar import similar
from dialogs.flows.view import View
from dialogs.model import calling, resuming
from dialogs.model.items import Earlier, Item
from dialogs.model.meeting import Stage
from dialogs.model.pilots import Proposal


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
    body = (*body, *_proposal(view, proposal)) if proposal else body
    return (*body, *comments(view, item), *writing(view, item))


def _proposal(view: View, found: Proposal) -> tuple[Element, ...]:
    words = view.words
    rows = [(words.field(name), line) for name in READ if (line := field_line(view, found, name))]
    if found.light:
        rows.append((words.light_label, (light_said(words, found.light, found),)))
    body = (Facts(tuple(rows)), *grown_from(view, found), *written_by(view, found), *proposal_lists(view, found))
    return (*body, *similar(view, found))
