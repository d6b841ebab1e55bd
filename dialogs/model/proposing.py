"""A proposal from idea to shortlist: short form, elaboration, check before start, the formandskab's choice."""

from dataclasses import fields, replace
from datetime import date, datetime, timedelta, tzinfo

from dialogs.model import resuming, rights
from dialogs.model.ids import Fresh, ItemId, PersonId, ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting
from dialogs.model.people import Role
from dialogs.model.pilots import Condition, Elaboration, Light, PilotState, Proposal, ShortForm, ToolStatus
from dialogs.model.refusals import Reason, Refusal

BEFORE_DECISION = frozenset(
    {
        PilotState.DRAFT,
        PilotState.SUBMITTED,
        PilotState.SCREENED,
        PilotState.SHORTLISTED,
        PilotState.DEFERRED,
    }
)


def propose(meeting: Meeting, who: PersonId, short: ShortForm, fresh: Fresh) -> Meeting:
    """Save a new idea as a draft, however little is filled in.

    Raises:
        Refusal: `not_a_member`, `empty_text` without a title, `unknown_choice` for a responsible leader nobody knows.
    """
    rights.person(meeting, who)
    _known(meeting, short)
    new = Proposal(ProposalId(fresh.id()), meeting.committee.id, who, PilotState.DRAFT, short)
    return _put(meeting, new)


def revise(meeting: Meeting, who: PersonId, on: ProposalId, short: ShortForm, seen: str) -> Meeting:
    """Change the short form of a draft.

    Raises:
        Refusal: `not_found`, `not_yours`, `out_of_date`, `withdrawn`, `empty_text`, `unknown_choice`.
    """
    found = _own(meeting, who, on)
    _in(found, PilotState.DRAFT)
    rights.same(found.version, seen)
    _known(meeting, short)
    return _put(meeting, replace(found, short=short, version=found.version + 1))


def elaborate(meeting: Meeting, who: PersonId, on: ProposalId, more: Elaboration, seen: str) -> Meeting:
    """Save fields 10-24, until the proposal is on the shortlist.

    Raises:
        Refusal: `not_found`, `not_yours`, `out_of_date`, `withdrawn`; `out_of_range` when it ends before it starts;
            `unknown_choice` for somebody nobody knows.
    """
    found = _own(meeting, who, on)
    _in(found, PilotState.DRAFT, PilotState.SUBMITTED, PilotState.SCREENED)
    rights.same(found.version, seen)
    if more.start_on and more.end_on and more.end_on < more.start_on:
        raise Refusal(Reason.OUT_OF_RANGE, "end_on")
    if not {criterion.who for criterion in more.stop_criteria if criterion.who} <= set(meeting.committee.people):
        raise Refusal(Reason.UNKNOWN_CHOICE, "stop_criteria")
    return _put(meeting, replace(found, more=more, version=found.version + 1))


def is_late(found: Proposal, closes_at: datetime) -> bool:
    """Say whether a proposal came too late for a meeting whose deadline is `closes_at`.

    One that came in time stays so when the meeting is moved to an earlier day.
    """
    return found.late and (found.submitted_at is None or found.submitted_at >= closes_at)


def deadline(meeting: Meeting, days: int, zone: tzinfo) -> datetime:
    """Give the first moment that is too late: the end of the local day `days` calendar days before the meeting."""
    day = meeting.starts_at.astimezone(zone).date() - timedelta(days=days - 1)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def last_day(meeting: Meeting, days: int, zone: tzinfo) -> date:
    """Give the last local day on which a proposal comes in time, `days` calendar days before the meeting."""
    return meeting.starts_at.astimezone(zone).date() - timedelta(days=days)


def submit(meeting: Meeting, who: PersonId, on: ProposalId, now: datetime, closes_at: datetime) -> Meeting:
    """Hand a draft in. After the deadline it counts for the next meeting and is marked late.

    Raises:
        Refusal: `not_found`, `not_yours`, `withdrawn`, `out_of_date`; `empty_text` naming the first field still open.
    """
    found = _own(meeting, who, on)
    _in(found, PilotState.DRAFT)
    for item in fields(ShortForm):
        nothing_yet = item.name == "tool" and found.short.tool_status is ToolStatus.UNKNOWN
        if getattr(found.short, item.name) in ("", None) and not nothing_yet:
            raise Refusal(Reason.EMPTY_TEXT, item.name)
    return _put(
        meeting,
        replace(
            found,
            state=PilotState.SUBMITTED,
            submitted_at=now,
            late=now >= closes_at,
            version=found.version + 1,
        ),
    )


def withdraw(meeting: Meeting, who: PersonId, on: ProposalId) -> Meeting:
    """Take a proposal back, as long as nothing was decided about it.

    Raises:
        Refusal: `not_found`, `not_yours`, `withdrawn`, `out_of_date`.
    """
    found = _own(meeting, who, on)
    _in(found, *BEFORE_DECISION)
    item = meeting.items.get(ItemId(on)) if found.state is PilotState.SHORTLISTED else None
    if item and item.outcome and item.outcome.settled:
        raise Refusal(Reason.OUT_OF_DATE)
    after = _put(meeting, replace(found, state=PilotState.WITHDRAWN, place=0, version=found.version + 1))
    # What was deferred by an earlier meeting stays in the record of that meeting.
    return _off_the_table(after, item.id) if item else after


def _off_the_table(meeting: Meeting, on: ItemId) -> Meeting:
    reservations = {key: value for key, value in meeting.reservations.items() if value.item != on}
    gone = set(meeting.reservations) - set(reservations)
    return replace(
        meeting,
        items={key: value for key, value in meeting.items.items() if key != on},
        positions={key: value for key, value in meeting.positions.items() if value.item != on},
        reservations=reservations,
        owners={key: value for key, value in meeting.owners.items() if key not in gone},
    )


def check(
    meeting: Meeting, who: PersonId, on: ProposalId, light: Light, conditions: tuple[Condition, ...], seen: str
) -> Meeting:
    """Keep what the check before start came to, as the one who checked it says.

    Raises:
        Refusal: `not_found`, `not_allowed`, `withdrawn`, `out_of_date`.
    """
    someone = rights.person(meeting, who)
    found = proposal(meeting, on)
    if not (someone.may_lead or Role.HR in someone.roles or found.proposer == who):
        raise Refusal(Reason.NOT_ALLOWED)
    _in(found, PilotState.SUBMITTED, PilotState.SCREENED)
    rights.same(found.version, seen)
    return _put(
        meeting,
        replace(found, state=PilotState.SCREENED, light=light, conditions=conditions, version=found.version + 1),
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
    _in(found, PilotState.SCREENED, PilotState.DEFERRED)
    if closed and not ground:
        raise Refusal(Reason.GROUND_REQUIRED, "ground")
    places = [item.place for item in meeting.items.values()]
    if len(places) >= resuming.MOST_ON_TABLE:
        raise Refusal(Reason.OUT_OF_RANGE, least=1, most=resuming.MOST_ON_TABLE)
    place = max(places, default=0) + 1
    after = _put(meeting, replace(found, state=PilotState.SHORTLISTED, place=place, version=found.version + 1))
    item = resuming.take_up(after, Item(ItemId(on), place, found.title, on, closed, ground if closed else ""))
    earlier = tuple(each for each in after.earlier if each.id != item.id)
    return replace(after, items={**after.items, item.id: item}, earlier=earlier)


def proposal(meeting: Meeting, on: ProposalId) -> Proposal:
    """Give a proposal.

    Raises:
        Refusal: `not_found`.
    """
    found = meeting.proposals.get(on)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    return found


def _own(meeting: Meeting, who: PersonId, on: ProposalId) -> Proposal:
    rights.person(meeting, who)
    found = proposal(meeting, on)
    if found.proposer != who:
        raise Refusal(Reason.NOT_YOURS)
    return found


def _in(found: Proposal, *states: PilotState) -> None:
    if found.state is PilotState.WITHDRAWN and PilotState.WITHDRAWN not in states:
        raise Refusal(Reason.WITHDRAWN)
    if found.state not in states:
        raise Refusal(Reason.OUT_OF_DATE)


def _known(meeting: Meeting, short: ShortForm) -> None:
    if not short.title:
        raise Refusal(Reason.EMPTY_TEXT, "title")
    if short.responsible_leader and short.responsible_leader not in meeting.committee.people:
        raise Refusal(Reason.UNKNOWN_CHOICE, "responsible_leader")


def _put(meeting: Meeting, found: Proposal) -> Meeting:
    return replace(meeting, proposals={**meeting.proposals, found.id: found})
