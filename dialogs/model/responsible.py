"""Who answers for a pilot, when the one who did is in the committee no more."""

from dataclasses import replace

from dialogs.model import moves, piloting, proposing, rights
from dialogs.model.ids import PersonId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import UNDER_WAY, PilotState, Proposal
from dialogs.model.refusals import Reason, Refusal

# Before that the proposer chooses; afterwards nobody has to answer for it.
NAMEABLE = frozenset(
    {*piloting.IN_HAND, *piloting.STARTABLE, *UNDER_WAY, PilotState.DEFERRED},
)


def is_gone(meeting: Meeting, found: Proposal) -> bool:
    """Say whether a proposal that needs somebody who answers for it names nobody who is in the committee."""
    return found.state in NAMEABLE and found.short.responsible_leader not in meeting.committee.people


def name(meeting: Meeting, who: PersonId, on: ProposalId, leader: PersonId, seen: str) -> Meeting:
    """Let one of the formandskab name who answers for it from now on.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `not_found`, `withdrawn`; `out_of_date` for an old screen, where there
            is somebody, and where nobody is needed; `unknown_choice` for somebody who is not in the committee.
    """
    rights.formandskab(meeting, who)
    found = proposing.proposal(meeting, on)
    moves.must_be_in(found, *NAMEABLE)
    rights.same(found.version, seen)
    if not is_gone(meeting, found):
        raise Refusal(Reason.OUT_OF_DATE, "responsible_leader")
    if leader not in meeting.committee.people:
        raise Refusal(Reason.UNKNOWN_CHOICE, "responsible_leader")
    short = replace(found.short, responsible_leader=leader)
    return moves.put(meeting, replace(found, short=short, version=found.version + 1))
