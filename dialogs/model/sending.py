"""A proposal on its way to another committee: what goes with it, and how it arrives there."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime

from dialogs.model import levels, rights
from dialogs.model.ids import CommitteeId, Fresh, ItemId, PersonId, ProposalId
from dialogs.model.items import ELSEWHERE, Item
from dialogs.model.levels import Neighbour
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Committee, Level, Person, Role, Side
from dialogs.model.pilots import PilotState, Proposal, ShortForm, ToolStatus
from dialogs.model.refusals import Reason, Refusal

ASKED = tuple(each.name for each in fields(ShortForm) if each.name != "without_ai_note")
"""What the short form must hold before it is handed in: all but the note."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A proposal for the committee `to`. `people` are those who have to do with it, as the sending committee knows
    them; `origin` is that committee's name.
    """

    to: CommitteeId
    proposal: Proposal
    people: tuple[Person, ...]
    origin: str


def receivers(meeting: Meeting) -> tuple[Neighbour, ...]:
    """Give the committees that a proposal can be sent to: all that are not just a team."""
    return tuple(each for each in meeting.neighbours if each.level is not Level.TEAM)


def of_proposal(meeting: Meeting, found: Proposal, to: Neighbour, fresh: Fresh, number: int = 0) -> Sent:
    """Give a proposal as it goes to another committee: its form, and nothing of what was done with it here."""
    new = Proposal(ProposalId(fresh.id(number)), to.id, found.proposer, PilotState.DRAFT, found.short, found.more)
    named = {found.proposer, found.short.responsible_leader}
    people = tuple(each for each in meeting.committee.by_name if each.id in named)
    new = replace(new, came_from=meeting.committee.name, similar=found.similar, grew_from=found.grew_from)
    return Sent(to.id, new, people, meeting.committee.name)


def at_close(meeting: Meeting, fresh: Fresh) -> tuple[Meeting, tuple[Sent, ...]]:
    """Send on what a meeting that is over agreed to send, where the committee it named is known.

    A closed item goes nowhere by itself (rule 11).
    """
    sent = []
    for number, item in enumerate(meeting.in_order()):
        to = levels.named(item.outcome.to_committee, receivers(meeting)) if item.outcome else None
        if to and waits(meeting, item):
            meeting, going = _send(meeting, item, to, fresh, number)
            sent.append(going)
    return meeting, tuple(sent)


def waits(meeting: Meeting, item: Item) -> bool:
    """Say whether a meeting that is over agreed to send an item on, and nobody did yet."""
    outcome = item.outcome
    settled = outcome is not None and outcome.settled and outcome.kind in ELSEWHERE
    # What a team sends to MED is a proposal, whatever it was before.
    is_one = item.proposal is not None or meeting.committee.is_team
    return meeting.stage is Stage.ENDED and settled and is_one and not item.sent_to and not item.closed


def choose(meeting: Meeting, who: PersonId, on: ItemId, to: CommitteeId, fresh: Fresh) -> tuple[Meeting, Sent]:
    """Let one of the formandskab, in a team its leader, say where an item goes that named a committee nobody knows.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `not_found`; `out_of_date` when it does not wait for that;
            `unknown_choice` for a committee that is not there.
    """
    rights.formandskab(meeting, who)
    item = meeting.items.get(on)
    if item is None:
        raise Refusal(Reason.NOT_FOUND)
    if not waits(meeting, item):
        raise Refusal(Reason.OUT_OF_DATE)
    found = next((each for each in receivers(meeting) if each.id == to), None)
    if found is None:
        raise Refusal(Reason.UNKNOWN_CHOICE, "to_committee")
    return _send(meeting, item, found, fresh, 0)


def arrive(there: Committee, sent: Sent, now: datetime, closes_at: datetime | None) -> tuple[Proposal, list[Person]]:
    """Give a proposal as it arrives in a committee, and the people whom that committee did not know.

    A form that is filled in is handed in; any other is a draft, which its proposer finishes. `closes_at` is the
    deadline of the committee's next meeting, where there is one.
    """
    new = [
        Person(each.id, each.name, Side.NONE, frozenset({Role.TEAM_LEADER}))
        for each in sent.people
        if each.id not in there.people
    ]
    if not is_whole(sent.proposal.short):
        return sent.proposal, new
    late = closes_at is not None and now >= closes_at
    return replace(sent.proposal, state=PilotState.SUBMITTED, submitted_at=now, late=late), new


def is_whole(short: ShortForm) -> bool:
    """Say whether every field of the short form that is asked for has an answer."""
    return first_open(short) == ""


def first_open(short: ShortForm) -> str:
    """Give the first field of the short form that has no answer, or nothing. A tool nobody knows yet has no name."""
    for name in ASKED:
        nothing_yet = name == "tool" and short.tool_status is ToolStatus.UNKNOWN
        if getattr(short, name) in ("", None) and not nothing_yet:
            return name
    return ""


def _send(meeting: Meeting, item: Item, to: Neighbour, fresh: Fresh, number: int) -> tuple[Meeting, Sent]:
    found = meeting.proposals.get(item.proposal) if item.proposal else None
    sent = of_proposal(meeting, found or _of_item(meeting, item), to, fresh, number)
    items: Mapping[ItemId, Item] = {**meeting.items, item.id: replace(item, sent_to=to.id)}
    return replace(meeting, items=items), sent


def _of_item(meeting: Meeting, item: Item) -> Proposal:
    """Give an item of a team's own as the beginning of a proposal by the leader who worded it."""
    assert item.outcome is not None  # noqa: S101
    leader = item.outcome.confirmed[Side.TEAM].by
    short = ShortForm(title=item.title, trial=item.outcome.text, responsible_leader=leader)
    return Proposal(ProposalId(item.id), meeting.committee.id, leader, PilotState.DRAFT, short)
