"""What the formandskab does with a proposal beside the table, and a chosen pilot from its start to its evaluation."""

from dataclasses import replace
from datetime import date

from dialogs.model import checking, levels, moves, proposing, rights
from dialogs.model.ids import ItemId, PersonId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role
from dialogs.model.pilots import Condition, Due, PilotState, Proposal
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.screening import Rules

# What must be cleared up before people begin; the rest before it becomes everyday work.
BEFORE_START = frozenset({Due.PURCHASE, Due.TEST, Due.START})
STARTABLE = frozenset({PilotState.SELECTED, PilotState.ADJUSTED})
IN_HAND = frozenset({PilotState.SUBMITTED, PilotState.SCREENED, PilotState.SHORTLISTED})


def give_back(meeting: Meeting, who: PersonId, on: ProposalId, reason: str, seen: str) -> Meeting:
    """Give a proposal back to its proposer with a reason, also off the table while nothing is decided.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `not_found`, `withdrawn`, `out_of_date`, `reason_required`.
    """
    found = _in_hand(meeting, who, on, seen)
    if not reason:
        raise Refusal(Reason.REASON_REQUIRED, "reason")
    return _out_of_hand(meeting, found, moves.move(found, PilotState.RETURNED, because=reason, place=0))


def send_elsewhere(
    meeting: Meeting, who: PersonId, on: ProposalId, to_committee: str, reason: str, seen: str
) -> Meeting:
    """Send a proposal to the committee where it belongs.

    Raises:
        Refusal: as `give_back`, with `committee_required`.
    """
    found = _in_hand(meeting, who, on, seen, elsewhere=True)
    if not to_committee:
        raise Refusal(Reason.COMMITTEE_REQUIRED, "to_committee")
    known = levels.named(to_committee, meeting.neighbours)
    to = known.name if known else to_committee
    gone = moves.move(found, PilotState.OTHER_LEVEL, to_committee=to, because=reason, place=0)
    return _out_of_hand(meeting, found, gone)


def may_send_elsewhere(someone: Person) -> bool:
    """Say whether somebody sends proposals to the committee where they belong: the formandskab, and HR."""
    return someone.in_formandskab or Role.HR in someone.roles


def open_before_start(found: Proposal) -> tuple[Condition, ...]:
    """Give the conditions that must be cleared up before a pilot starts and are not."""
    return tuple(each for each in found.conditions if each.due in BEFORE_START and each.is_open)


def start(
    meeting: Meeting,
    who: PersonId,
    on: ProposalId,
    seen: str,
    rules: Rules,
    today: date,
    end_on: date | None = None,
    first_day: date | None = None,
) -> Meeting:
    """Start a pilot that was chosen, by its first day: the one that was planned, else today, where none is given. One
    that goes on with changes begins today and needs a new end date.

    Raises:
        Refusal: `not_a_member`, `not_found`, `not_allowed` for anybody but the responsible leader; `not_selected`
            for what was never chosen; `withdrawn`, `out_of_date`; `flags_open` while something is to be cleared up
            first; `out_of_range` for a new end date that is missing or past, and a first day after the end.
    """
    someone, found = rights.person(meeting, who), proposing.proposal(meeting, on)
    if found.state in {*IN_HAND, PilotState.DRAFT, PilotState.DEFERRED, PilotState.RETURNED}:
        raise Refusal(Reason.NOT_SELECTED)
    moves.must_be_in(found, *STARTABLE)
    if found.short.responsible_leader != someone.id:
        raise Refusal(Reason.NOT_ALLOWED)
    rights.same(found.version, seen)
    found = checking.up_to_date(found, rules, today)
    if still_open := open_before_start(found):
        raise Refusal(Reason.FLAGS_OPEN, count=len(still_open))
    if found.state is PilotState.SELECTED:
        begins = first_day or found.more.start_on or today
        if found.more.end_on and begins > found.more.end_on:
            raise Refusal(Reason.OUT_OF_RANGE, "first_day")
        return moves.put(meeting, moves.move(found, PilotState.RUNNING, began_on=begins))
    if end_on is None or end_on <= today:
        raise Refusal(Reason.OUT_OF_RANGE, "end_on")
    more = replace(found.more, end_on=end_on)
    again = {"prolonged_on": today, "over_on": None, "round": found.round + 1}
    return moves.put(meeting, moves.move(found, PilotState.RUNNING, more=more, **again))


def may_stop(someone: Person, found: Proposal) -> bool:
    """Say whether somebody may stop a pilot for now: the follow-up group, and who is named for it."""
    return someone.id in {*found.followers, *found.stoppers}


def pause(meeting: Meeting, who: PersonId, on: ProposalId, reason: str, seen: str) -> Meeting:
    """Stop a running pilot for now.

    Raises:
        Refusal: `not_a_member`, `not_found`, `withdrawn`, `out_of_date`, `not_allowed`, `reason_required`.
    """
    return _stopped(meeting, who, on, PilotState.PAUSED, reason, seen)


def go_on(meeting: Meeting, who: PersonId, on: ProposalId, reason: str, seen: str) -> Meeting:
    """Let a pilot that was stopped for now go on.

    Raises:
        Refusal: as `pause`.
    """
    return _stopped(meeting, who, on, PilotState.RUNNING, reason, seen)


def finish(meeting: Meeting, who: PersonId, on: ProposalId, seen: str, today: date) -> Meeting:
    """End a pilot so that it is evaluated: the follow-up group or who is named to stop it at any time, from its end
    date on also the responsible leader.

    Raises:
        Refusal: `not_a_member`, `not_found`, `withdrawn`, `out_of_date`, `not_allowed`.
    """
    someone, found = rights.person(meeting, who), proposing.proposal(meeting, on)
    after = moves.move(found, PilotState.EVALUATING, over_on=today)
    if not may_finish(someone, found, today):
        raise Refusal(Reason.NOT_ALLOWED)
    rights.same(found.version, seen)
    return moves.put(meeting, after)


def concluded(found: Proposal, to: PilotState, because: str, meeting: int) -> Proposal:
    """Give a pilot that was evaluated as the committee agreed on it in its meeting of this number.

    While something is to be cleared up before it becomes everyday work, it is not adopted.
    """
    if to is PilotState.ADOPTED and any(each.is_open for each in found.conditions):
        return found
    over = found if found.state is PilotState.EVALUATING else moves.move(found, PilotState.EVALUATING)
    return moves.move(over, to, because=because, concluded_in=meeting)


def may_finish(someone: Person, found: Proposal, today: date) -> bool:
    """Say whether somebody may end a pilot now."""
    over = found.more.end_on is not None and found.more.end_on <= today
    return may_stop(someone, found) or (over and found.short.responsible_leader == someone.id)


def _stopped(meeting: Meeting, who: PersonId, on: ProposalId, to: PilotState, reason: str, seen: str) -> Meeting:
    someone, found = rights.person(meeting, who), proposing.proposal(meeting, on)
    moves.must_be_in(found, PilotState.RUNNING if to is PilotState.PAUSED else PilotState.PAUSED)
    if not may_stop(someone, found):
        raise Refusal(Reason.NOT_ALLOWED)
    rights.same(found.version, seen)
    if not reason:
        raise Refusal(Reason.REASON_REQUIRED, "reason")
    return moves.put(meeting, moves.move(found, to, because=reason))


def _in_hand(meeting: Meeting, who: PersonId, on: ProposalId, seen: str, *, elsewhere: bool = False) -> Proposal:
    if not (elsewhere and may_send_elsewhere(rights.person(meeting, who))):
        rights.formandskab(meeting, who)
    found = proposing.proposal(meeting, on)
    moves.must_be_in(found, *IN_HAND)
    rights.same(found.version, seen)
    item = meeting.items.get(ItemId(on))
    if item and item.outcome and item.outcome.settled:
        raise Refusal(Reason.OUT_OF_DATE)
    return found


def _out_of_hand(meeting: Meeting, before: Proposal, after: Proposal) -> Meeting:
    changed = moves.put(meeting, after)
    if before.state is PilotState.SHORTLISTED and ItemId(before.id) in meeting.items:
        return proposing.off_the_table(changed, ItemId(before.id))
    return changed
