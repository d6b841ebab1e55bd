"""What a pilot came to, told to other committees that consider the same."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dialogs.cards import Card, Facts, Line, Paragraph, Said
from dialogs.model.alike import same
from dialogs.model.closing import BY_ADVICE
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState, Proposal, ShortForm
from dialogs.outbound import Post
from dialogs.register import decided
from dialogs.wording import wording

# A proposal in one of these states is still considered.
CONSIDERED = frozenset({PilotState.SUBMITTED, PilotState.SCREENED, PilotState.SHORTLISTED, PilotState.DEFERRED})


@dataclass(frozen=True, slots=True)
class Concluded:
    """What a committee came to about a pilot, in the words of minutes that are signed."""

    meeting: MeetingId
    item: ItemId
    committee: str
    pilot: ShortForm
    state: PilotState
    because: str


@dataclass(frozen=True, slots=True)
class Considering:
    """A committee that considers a proposal: the meeting to tell it in, and who leads it."""

    id: CommitteeId
    language: str
    meeting: MeetingId
    proposal: Proposal
    formandskab: tuple[PersonId, ...]


def concluded(before: Meeting, after: Meeting) -> tuple[Concluded, ...]:
    """Give what can be told once minutes are signed by all for the first time. Closed items are left out."""
    if before.sent_out or not after.sent_out:
        return ()
    # As it was signed: a correction stands in the minutes alone.
    document, items = json.loads(after.sent_out.document), after.in_order()
    entries = decided(document, items)
    return tuple(_concluded(after, {items[each.place].id: each.wording for each in entries if each.is_open}))


def _concluded(meeting: Meeting, wordings: Mapping[str, str]) -> Iterator[Concluded]:
    for item in meeting.in_order():
        found = next((each for each in meeting.evaluated if each.item == item.evaluates), None)
        pilot = meeting.proposals.get(found.proposal) if found and found.proposal else None
        outcome = item.outcome
        if found and pilot and outcome and outcome.agreed and not outcome.informs and item.id in wordings:
            state = BY_ADVICE[outcome.becomes or found.evaluation.advice]
            yield Concluded(meeting.id, item.id, meeting.committee.name, pilot.short, state, wordings[item.id])


def alike(one: ShortForm, other: ShortForm) -> bool:
    """Say whether two proposals are for the same tool and the same core task."""
    return same(one.tool, other.tool) and same(one.core_task, other.core_task)


def told(found: Concluded, others: Collection[Considering]) -> Iterator[tuple[Considering, tuple[Post, ...]]]:
    """Give what is told to each committee that considers the same, in its own language."""
    for other in others:
        if alike(found.pilot, other.proposal.short):
            people = sorted({*other.formandskab, other.proposal.proposer})
            key = f"{found.meeting}/elsewhere/{found.item}/{other.proposal.id}"
            yield other, tuple(Post(person, _card(found, other), f"{key}/{person}") for person in people)


def _card(found: Concluded, other: Considering) -> Card:
    words = wording(other.language)
    like: Line = (
        Said(other.proposal.title),
        words.is_like,
        Said(found.pilot.title),
        words.tried_in,
        Said(found.committee),
    )
    rows: tuple[tuple[str, Line], ...] = (
        (words.came_to, (words.pilot_state(found.state),)),
        (words.wording_label, (Said(found.because),)),
    )
    return Card("elsewhere", (words.tried_elsewhere,), (Paragraph(like), Facts(rows), Paragraph((words.why_alike,))))
