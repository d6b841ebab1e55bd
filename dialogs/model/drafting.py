"""Writing a proposal: by whom, until when, and what is kept of what stood there before."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from dialogs.model import moves, proposing, rights, sending
from dialogs.model.form_answers import DataKind
from dialogs.model.ids import ItemId, PersonId, ProposalId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Person, Role
from dialogs.model.pilots import Edition, Elaboration, PilotState, Proposal, ShortForm
from dialogs.model.refusals import Reason, Refusal

# What can be written in: before it is handed in, and until its meeting begins.
WRITABLE = frozenset({PilotState.DRAFT, PilotState.SUBMITTED, PilotState.SCREENED, PilotState.SHORTLISTED})
MOST_AUTHORS = 10


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody writes: the time, the local day, and the deadline of the meeting."""

    now: datetime
    today: date
    closes_at: datetime


def revise(meeting: Meeting, who: PersonId, on: ProposalId, short: ShortForm, seen: str, moment: Moment) -> Meeting:
    """Change the short form of a draft, or of what was handed in: then it stays whole.

    Raises:
        Refusal: `not_found`, `not_yours`, `out_of_date`, `withdrawn`, `empty_text`, `unknown_choice`; `meeting_closed`,
            `wrong_phase` for what is on the table of a meeting that has begun.
    """
    found = _written(meeting, who, on, seen)
    proposing.known(meeting, short)
    missing = sending.first_open(short)
    if missing and found.state is not PilotState.DRAFT:
        raise Refusal(Reason.EMPTY_TEXT, missing)
    return _rewrite(meeting, who, found, replace(found, short=short), moment)


def may_write(found: Proposal, who: PersonId) -> bool:
    """Say whether somebody writes a proposal: its proposer, and those who were asked to write with them."""
    return who == found.proposer or who in found.authors


def is_writable(meeting: Meeting, found: Proposal) -> bool:
    """Say whether a proposal can be changed: until its meeting begins, and only there."""
    on_table = found.state is PilotState.SHORTLISTED
    here = meeting.stage is Stage.PLANNED and ItemId(found.id) in meeting.items
    return found.state in WRITABLE and (here or not on_table)


def name_authors(meeting: Meeting, who: PersonId, on: ProposalId, authors: Collection[PersonId], seen: str) -> Meeting:
    """Let the proposer say who else writes it. They are named in it; handing in and taking back stay the proposer's.

    Raises:
        Refusal: `not_found`, `not_yours`, `withdrawn`, `out_of_date`; `unknown_choice` for somebody who is not in the
            committee or only observes, `out_of_range` above ten.
    """
    found = proposing.own(meeting, who, on)
    moves.must_be_in(found, *WRITABLE, PilotState.RETURNED)
    rights.same(found.version, seen)
    if not set(authors) <= {each.id for each in possible_authors(meeting, found)}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "authors")
    if len(set(authors)) > MOST_AUTHORS:
        raise Refusal(Reason.OUT_OF_RANGE, "authors", least=0, most=MOST_AUTHORS)
    return moves.put(meeting, replace(found, authors=tuple(sorted(set(authors))), version=found.version + 1))


def possible_authors(meeting: Meeting, found: Proposal) -> tuple[Person, ...]:
    """Give who can write a proposal together with its proposer, by name."""
    people = meeting.committee.by_name
    return tuple(each for each in people if each.id != found.proposer and Role.OBSERVER not in each.roles)


def elaborate(meeting: Meeting, who: PersonId, on: ProposalId, more: Elaboration, seen: str, moment: Moment) -> Meeting:
    """Save fields 10-24. A day that was given before may have passed since.

    Raises:
        Refusal: `not_found`, `not_yours`, `out_of_date`, `withdrawn`; `out_of_range` for a new day that has passed,
            and when it ends before it starts; `unknown_choice` for somebody nobody knows, and when nothing about
            persons is ticked together with something about them; `meeting_closed`,
            `wrong_phase` for what is on the table of a meeting that has begun.
    """
    found = _written(meeting, who, on, seen)
    for name in ("start_on", "end_on"):
        day = getattr(more, name)
        if day and day < moment.today and day != getattr(found.more, name):
            raise Refusal(Reason.OUT_OF_RANGE, name)
    if more.start_on and more.end_on and more.end_on < more.start_on:
        raise Refusal(Reason.OUT_OF_RANGE, "end_on")
    if not {criterion.who for criterion in more.stop_criteria if criterion.who} <= set(meeting.committee.people):
        raise Refusal(Reason.UNKNOWN_CHOICE, "stop_criteria")
    if DataKind.NONE in more.data_kinds and len(more.data_kinds) > 1:
        raise Refusal(Reason.UNKNOWN_CHOICE, "data_kinds")
    return _rewrite(meeting, who, found, replace(found, more=more), moment)


def _written(meeting: Meeting, who: PersonId, on: ProposalId, seen: str) -> Proposal:
    """Give a proposal that somebody may write in now."""
    rights.person(meeting, who)
    found = proposing.proposal(meeting, on)
    if not may_write(found, who):
        raise Refusal(Reason.NOT_YOURS)
    moves.must_be_in(found, *WRITABLE)
    rights.same(found.version, seen)
    if found.state is PilotState.SHORTLISTED:
        rights.planned(meeting)
    if not is_writable(meeting, found):
        raise Refusal(Reason.OUT_OF_DATE)
    return found


def _rewrite(meeting: Meeting, who: PersonId, before: Proposal, after: Proposal, moment: Moment) -> Meeting:
    """Put what was written in its place; after the deadline what stood there before is kept beside it."""
    draft, differs = before.state is PilotState.DRAFT, (before.short, before.more) != (after.short, after.more)
    editions = before.editions
    if differs and not draft and moment.now >= moment.closes_at and not proposing.is_late(before, moment.closes_at):
        editions = (*editions, Edition(moment.now, who, before.short, before.more))
    changed = moves.put(meeting, replace(after, editions=editions, version=before.version + 1))
    item = meeting.items.get(ItemId(before.id))
    if item is None or before.title == after.title:
        return changed
    return replace(changed, items={**changed.items, item.id: replace(item, title=after.title)})
