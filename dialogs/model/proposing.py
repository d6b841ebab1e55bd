"""A proposal from idea to shortlist: short form, elaboration, check before start, the formandskab's choice."""

from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo

from dialogs.model import moves, resuming, rights, sending
from dialogs.model.ids import Fresh, ItemId, PersonId, ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import Light, PilotState, Proposal, ShortForm
from dialogs.model.refusals import Reason, Refusal

BEFORE_DECISION = frozenset(
    {
        PilotState.DRAFT,
        PilotState.SUBMITTED,
        PilotState.SCREENED,
        PilotState.SHORTLISTED,
        PilotState.RETURNED,
        PilotState.DEFERRED,
    }
)


def propose(meeting: Meeting, who: PersonId, short: ShortForm, fresh: Fresh) -> Meeting:
    """Save a new idea as a draft, however little is filled in.

    Raises:
        Refusal: `not_a_member`, `empty_text` without a title, `unknown_choice` for a responsible leader nobody knows.
    """
    rights.person(meeting, who)
    known(meeting, short)
    new = Proposal(ProposalId(fresh.id()), meeting.committee.id, who, PilotState.DRAFT, short)
    return moves.put(meeting, new)


def take_up(meeting: Meeting, who: PersonId, on: ProposalId, fresh: Fresh) -> Meeting:
    """Make a draft of one's own out of an idea that was not chosen; the idea stays where it is.

    Raises:
        Refusal: `not_a_member`, `not_found`, `withdrawn`, `out_of_date` for anything but an idea that was not chosen.
    """
    rights.person(meeting, who)
    found = proposal(meeting, on)
    moves.must_be_in(found, PilotState.NOT_SELECTED)
    new = Proposal(ProposalId(fresh.id()), meeting.committee.id, who, PilotState.DRAFT, found.short, found.more)
    return moves.put(meeting, replace(new, grew_from=found.grew_from))


def is_late(found: Proposal, closes_at: datetime) -> bool:
    """Say whether a proposal came too late for a meeting whose deadline is `closes_at`.

    One that came in time stays so when the meeting is moved to an earlier day.
    """
    return found.late and (found.submitted_at is None or found.submitted_at >= closes_at)


def deadline(meeting: Meeting, days: int, zone: tzinfo) -> datetime:
    """Give the first moment that is too late: the end of the local day `days` calendar days before the meeting."""
    return closes_at(meeting.starts_at, days, zone)


def closes_at(starts_at: datetime, days: int, zone: tzinfo) -> datetime:
    """Give the deadline, as `deadline` does, of a meeting that begins then."""
    day = starts_at.astimezone(zone).date() - timedelta(days=days - 1)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def last_day(meeting: Meeting, days: int, zone: tzinfo) -> date:
    """Give the last local day on which a proposal comes in time, `days` calendar days before the meeting."""
    return meeting.starts_at.astimezone(zone).date() - timedelta(days=days)


def submit(meeting: Meeting, who: PersonId, on: ProposalId, now: datetime, closes_at: datetime) -> Meeting:
    """Hand a draft in. After the deadline it counts for the next meeting and is marked late.

    Raises:
        Refusal: `not_found`, `not_yours`, `withdrawn`, `out_of_date`; `empty_text` naming the first field still open;
            `unknown_choice` for a responsible leader who is in the committee no more.
    """
    found = own(meeting, who, on)
    moves.must_be_in(found, PilotState.DRAFT)
    if missing := sending.first_open(found.short):
        raise Refusal(Reason.EMPTY_TEXT, missing)
    known(meeting, found.short)
    # What was checked before is looked at again from its first question, with the answers that are there.
    again = replace(found.check, again=next(iter(found.check.answers), ""), version=found.check.version + 1)
    submitted = moves.move(found, PilotState.SUBMITTED, submitted_at=now, late=now >= closes_at, check=again)
    return moves.put(meeting, submitted)


def redraft(meeting: Meeting, who: PersonId, on: ProposalId, now: datetime, closes_at: datetime) -> Meeting:
    """Make a draft again of a proposal that was handed in, before the deadline, or that was returned.

    Raises:
        Refusal: `not_found`, `not_yours`, `withdrawn`, `out_of_date`; `deadline_passed`.
    """
    found = own(meeting, who, on)
    draft = moves.move(found, PilotState.DRAFT, light=None)
    if found.state is PilotState.SUBMITTED and now >= closes_at:
        raise Refusal(Reason.DEADLINE_PASSED)
    return moves.put(meeting, draft)


def withdraw(meeting: Meeting, who: PersonId, on: ProposalId) -> Meeting:
    """Take a proposal back, as long as nothing was decided about it.

    Raises:
        Refusal: `not_found`, `not_yours`, `withdrawn`, `out_of_date`.
    """
    found = own(meeting, who, on)
    moves.must_be_in(found, *BEFORE_DECISION)
    item = meeting.items.get(ItemId(on)) if found.state is PilotState.SHORTLISTED else None
    if item and item.outcome and item.outcome.settled:
        raise Refusal(Reason.OUT_OF_DATE)
    after = moves.put(meeting, moves.move(found, PilotState.WITHDRAWN, place=0))
    # What was deferred by an earlier meeting stays in the record of that meeting.
    return off_the_table(after, item.id) if item else after


def off_the_table(meeting: Meeting, on: ItemId) -> Meeting:
    """Give the meeting without an item and all that was said about it."""
    reservations = {key: value for key, value in meeting.reservations.items() if value.item != on}
    gone = set(meeting.reservations) - set(reservations)
    return replace(
        meeting,
        items={key: value for key, value in meeting.items.items() if key != on},
        positions={key: value for key, value in meeting.positions.items() if value.item != on},
        reservations=reservations,
        owners={key: value for key, value in meeting.owners.items() if key not in gone},
    )


def shortlist(
    meeting: Meeting, who: PersonId, on: ProposalId, closes_at: datetime, *, closed: bool = False, ground: str = ""
) -> Meeting:
    """Put a checked proposal on the table of this meeting, as a closed item where there is a ground.

    `closes_at` is the meeting's deadline for proposals.

    Raises:
        Refusal: `not_allowed`, `not_found`, `meeting_closed`, `wrong_phase`, `withdrawn`, `red_flag`,
            `deadline_passed`, `ground_required`, `out_of_date` when it is not checked or already there, `out_of_range`
            above five.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    found = proposal(meeting, on)
    if found.light is Light.RED:
        raise Refusal(Reason.RED_FLAG)
    if is_late(found, closes_at):
        raise Refusal(Reason.DEADLINE_PASSED)
    moves.must_be_in(found, PilotState.SCREENED, PilotState.DEFERRED)
    if found.light is None:
        raise Refusal(Reason.OUT_OF_DATE)
    if closed and not ground:
        raise Refusal(Reason.GROUND_REQUIRED, "ground")
    places = [item.place for item in meeting.items.values()]
    if len(places) >= resuming.MOST_ON_TABLE:
        raise Refusal(Reason.OUT_OF_RANGE, least=1, most=resuming.MOST_ON_TABLE)
    place = max(places, default=0) + 1
    after = moves.put(meeting, moves.move(found, PilotState.SHORTLISTED, place=place))
    item = resuming.take_up(after, Item(ItemId(on), place, found.title, on, closed, ground if closed else ""))
    earlier = tuple(each for each in after.earlier if each.id != item.id)
    return replace(after, items={**after.items, item.id: item}, earlier=earlier)


def listed(meeting: Meeting) -> tuple[Proposal, ...]:
    """Give all proposals as lists of them stand: what was handed in first comes first, then drafts, else by title."""
    handed_in = (each for each in meeting.proposals.values() if each.submitted_at)
    drafts = (each for each in meeting.proposals.values() if not each.submitted_at)
    first = sorted(handed_in, key=lambda each: (each.submitted_at, each.title.casefold(), each.id))
    return (*first, *sorted(drafts, key=lambda each: (each.title.casefold(), each.id)))


def proposal(meeting: Meeting, on: ProposalId) -> Proposal:
    """Give a proposal.

    Raises:
        Refusal: `not_found`.
    """
    found = meeting.proposals.get(on)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    return found


def own(meeting: Meeting, who: PersonId, on: ProposalId) -> Proposal:
    """Give a proposal to its proposer.

    Raises:
        Refusal: `not_a_member`, `not_found`, `not_yours`.
    """
    rights.person(meeting, who)
    found = proposal(meeting, on)
    if found.proposer != who:
        raise Refusal(Reason.NOT_YOURS)
    return found


def known(meeting: Meeting, short: ShortForm) -> None:
    """Hold that a form has a title, and names a responsible leader who is in the committee, or nobody.

    Raises:
        Refusal: `empty_text`, `unknown_choice`.
    """
    if not short.title:
        raise Refusal(Reason.EMPTY_TEXT, "title")
    if short.responsible_leader and short.responsible_leader not in meeting.committee.people:
        raise Refusal(Reason.UNKNOWN_CHOICE, "responsible_leader")
