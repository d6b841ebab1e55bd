"""A pilot that starts although MED has not discussed it: the exception, with a reason that stays visible (rule 9)."""

from datetime import date

from dialogs.model import checking, moves, piloting, proposing, rights
from dialogs.model.ids import PersonId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person
from dialogs.model.pilots import Light, PilotState, Proposal
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
