"""Proposals that go to another committee: where they belong, where they go, and what is said when they arrive."""

from dialogs.cards import Card, Element, Form, Line, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision
from dialogs.flows.options import MOST_OPTIONS, a_text
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, TextField, one
from dialogs.model import levels, sending
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, PersonId
from dialogs.model.people import Committee
from dialogs.model.pilots import Decider, PilotState, Proposal
from dialogs.outbound import Answer, Post
from dialogs.wording import wording

COMMITTEE_CHARS = 200


def on_choose_committee(act: Act) -> Decision:
    """Say where an item goes that was to be sent on."""
    to = CommitteeId(act.read.raw("to_committee"))
    after, sent = sending.choose(act.meeting, act.who, ItemId(act.on), to, act.fresh)
    audit = (AuditEntry("choose_committee", act.on),)
    return Decision(after, Answer(act.words.sent_to_committee), audit=audit, sends=(sent,))


def arrived(there: Committee, meeting: MeetingId, found: Proposal) -> tuple[Post, ...]:
    """Tell those who plan the next meeting that a proposal came from another committee, and the proposer of a draft
    that it is to be finished.
    """
    words = wording(there.language, team=there.is_team)

    def tell(to: PersonId, text: str) -> Post:
        line: Line = (Said(found.title), " – ", text, " ", Said(found.came_from))
        return Post(to, Card("notice", (words.notice_title,), (Paragraph(line),)), f"{meeting}/sent.{found.id}/{to}")

    if found.state is PilotState.DRAFT:
        return (tell(found.proposer, words.finish_what_was_sent),)
    return tuple(tell(each.id, words.came_from_committee) for each in there.by_name if each.may_lead)


def to_send(view: View) -> tuple[Card, ...]:
    """Ask after the meeting where an item goes that named a committee nobody knows."""
    meeting, words = view.meeting, view.words
    known = sending.receivers(meeting)[:MOST_OPTIONS]
    if not view.who.in_formandskab or not known:
        return ()
    options = tuple(a_text(each.id, each.name) for each in known)
    cards = []
    for item in meeting.in_order():
        if sending.waits(meeting, item):
            about = (Said(item.title),)
            found = meeting.proposals.get(item.proposal) if item.proposal else None
            first = levels.suggested(meeting.committee, found.more.decided_by if found else None, known)
            field = ChoiceField(
                "to_committee", words.to_committee_label, options, values=one(first.id if first else None)
            )
            form = Form(words.send_there, "choose_committee", (field,), item.id, about=about)
            cards.append(Card(f"send-{item.id}", about, (Mark(Tone.WARNING, (words.committee_not_known,)), form)))
    return tuple(cards)


def committee_field(view: View, decider: Decider | None, last: str = "", *, required: bool = False) -> TextField:
    """Give the field for the name of another committee, filled with the one where it belongs if that is known."""
    first = levels.suggested(view.meeting.committee, decider, sending.receivers(view.meeting))
    name = last or (first.name[:COMMITTEE_CHARS] if first else "")
    label, values = view.words.to_committee_label, one(name)
    return TextField("to_committee", label, values=values, required=required, max_chars=COMMITTEE_CHARS)


def where_it_belongs(view: View, found: Proposal) -> tuple[Element, ...]:
    """Say which committee is the right one, where it is not this one."""
    committee, decider, words = view.meeting.committee, found.more.decided_by, view.words
    level = levels.level_of(decider)
    if level is None or committee.is_team or levels.belongs(committee, decider):
        return ()
    first = levels.suggested(committee, decider, sending.receivers(view.meeting))
    where: Line = (Said(first.name),) if first else (words.level(level),)
    return (Mark(Tone.WARNING, (words.belongs_elsewhere, " ", *where)),)
