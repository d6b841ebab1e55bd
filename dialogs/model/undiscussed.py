"""A pilot that starts although MED has not discussed it: the exception, with a reason that stays visible (rule 9)."""

from dataclasses import replace
from datetime import date

from dialogs.model import checking, moves, piloting, proposing, resuming, rights
from dialogs.model.ids import Fresh, ItemId, PersonId, ProposalId
from dialogs.model.items import AGREEMENTS, Item, OutcomeKind
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person
from dialogs.model.pilots import UNDER_WAY, Light, PilotState, Proposal
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.screening import Rules


def may_start(meeting: Meeting, someone: Person, found: Proposal) -> bool:
    """Say whether somebody may start this without a discussion: its responsible leader, once it is checked and not red.

    What is on the table of a meeting, or was put off by one, waits for it; and a team starts nothing for MED.
    """
    checked = found.state is PilotState.SCREENED and found.light in {Light.GREEN, Light.YELLOW}
    return checked and not meeting.committee.is_team and found.short.responsible_leader == someone.id


def start(
    meeting: Meeting, who: PersonId, on: ProposalId, reason: str, seen: str, rules: Rules, today: date
) -> Meeting:
    """Start a pilot that MED has not discussed. The formandskab may stop it, and who is named in its stop criteria.

    Raises:
        Refusal: `not_a_member`, `not_found`, `withdrawn`, `out_of_date`, `red_flag`; `not_allowed` for anybody but the
            responsible leader; `reason_required`; `flags_open` while something is to be cleared up first.
    """
    someone, found = rights.person(meeting, who), proposing.proposal(meeting, on)
    moves.must_be_in(found, PilotState.SCREENED)
    if found.light is Light.RED:
        raise Refusal(Reason.RED_FLAG)
    if not may_start(meeting, someone, found):
        raise Refusal(Reason.NOT_ALLOWED)
    rights.same(found.version, seen)
    if not reason:
        raise Refusal(Reason.REASON_REQUIRED, "reason")
    found = checking.up_to_date(found, rules, today)
    if still_open := piloting.open_before_start(found):
        raise Refusal(Reason.FLAGS_OPEN, count=len(still_open))
    named = {stop.who for stop in found.more.stop_criteria if stop.who}
    stoppers = tuple(sorted(named | {each.id for each in meeting.committee.formandskab}))
    running = moves.move(found, PilotState.RUNNING, because=reason, undiscussed_because=reason, stoppers=stoppers)
    return moves.put(meeting, running)


def waits(meeting: Meeting, found: Proposal) -> bool:
    """Say whether a pilot under way still waits for its discussion: none was held, and it lies on no table."""
    coming = (*(item.evaluates for item in meeting.items.values()), *(each.evaluates for each in meeting.earlier))
    undiscussed = bool(found.undiscussed_because) and not found.discussed_in
    return undiscussed and found.state in UNDER_WAY and ItemId(found.id) not in coming


def take_up(meeting: Meeting, who: PersonId, on: ProposalId, title: str, seen: str, fresh: Fresh) -> Meeting:
    """Put a pilot that MED has not discussed on the table of a meeting to come, as an item of its own.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `wrong_phase`, `not_found`, `withdrawn`; `out_of_date` when it was
            discussed, is on a table or was changed meanwhile; `out_of_range` when there is no room.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    found = proposing.proposal(meeting, on)
    moves.must_be_in(found, *UNDER_WAY)
    rights.same(found.version, seen)
    if not waits(meeting, found):
        raise Refusal(Reason.OUT_OF_DATE)
    if len(meeting.items) >= resuming.MOST_ON_TABLE:
        raise Refusal(Reason.OUT_OF_RANGE, least=0, most=resuming.MOST_ON_TABLE)
    place = 1 + max((item.place for item in meeting.items.values()), default=0)
    # What an item is about stands where it does for a pilot that was evaluated: both come back when they are put off.
    new = Item(ItemId(fresh.id()), place, title, evaluates=ItemId(found.id))
    return replace(meeting, items={**meeting.items, new.id: new})


def pilot_of(meeting: Meeting, item: Item) -> Proposal | None:
    """Give the pilot that an item brings to MED after it had started, or None."""
    found = meeting.proposals.get(ProposalId(item.evaluates)) if item.evaluates else None
    return found if found and found.undiscussed_because else None


def discussed(meeting: Meeting, found: Proposal) -> Proposal:
    """Give a pilot as a meeting that ends leaves it: discussed, where both sides came to something about it."""
    item = next((each for each in meeting.items.values() if each.evaluates == ItemId(found.id)), None)
    outcome = item.outcome if item and pilot_of(meeting, item) else None
    if outcome is None or not outcome.settled or outcome.informs or found.discussed_in:
        return found
    if outcome.kind not in AGREEMENTS | {OutcomeKind.NO_AGREEMENT}:
        return found
    return replace(found, discussed_in=meeting.number, version=found.version + 1)
