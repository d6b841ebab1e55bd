"""The ways a proposal can go from state to state, and later its pilot (product.md, "Pilots"). There are no others."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState, Proposal
from dialogs.model.refusals import Reason, Refusal

WAYS: Mapping[PilotState, frozenset[PilotState]] = {
    PilotState.DRAFT: frozenset({PilotState.SUBMITTED, PilotState.WITHDRAWN}),
    PilotState.SUBMITTED: frozenset(
        {
            *(PilotState.DRAFT, PilotState.SCREENED, PilotState.RETURNED),
            *(PilotState.OTHER_LEVEL, PilotState.WITHDRAWN),
        }
    ),
    PilotState.SCREENED: frozenset(
        {
            *(PilotState.SHORTLISTED, PilotState.RETURNED, PilotState.OTHER_LEVEL, PilotState.WITHDRAWN),
            # Before MED has discussed it, with a reason that stays visible.
            PilotState.RUNNING,
        }
    ),
    PilotState.SHORTLISTED: frozenset(
        {
            *(PilotState.SELECTED, PilotState.NOT_SELECTED, PilotState.DEFERRED, PilotState.OTHER_LEVEL),
            *(PilotState.RETURNED, PilotState.WITHDRAWN),
            # Its meeting was cancelled, or is held on a day on which it does not come back yet.
            PilotState.SCREENED,
        }
    ),
    PilotState.RETURNED: frozenset({PilotState.DRAFT, PilotState.WITHDRAWN}),
    PilotState.DEFERRED: frozenset({PilotState.SHORTLISTED, PilotState.WITHDRAWN}),
    PilotState.SELECTED: frozenset({PilotState.RUNNING}),
    PilotState.RUNNING: frozenset({PilotState.PAUSED, PilotState.EVALUATING}),
    PilotState.PAUSED: frozenset({PilotState.RUNNING, PilotState.EVALUATING}),
    PilotState.EVALUATING: frozenset({PilotState.ADOPTED, PilotState.ADJUSTED, PilotState.STOPPED}),
    PilotState.ADJUSTED: frozenset({PilotState.RUNNING}),
    # Nothing more becomes of these. Scaling what was adopted is a new proposal.
    PilotState.NOT_SELECTED: frozenset(),
    PilotState.OTHER_LEVEL: frozenset(),
    PilotState.WITHDRAWN: frozenset(),
    PilotState.ADOPTED: frozenset(),
    PilotState.STOPPED: frozenset(),
}


def move(found: Proposal, to: PilotState, **changes: Any) -> Proposal:
    """Give a proposal in another state, with its version counted and `changes`; it says `because` only if they do.

    Raises:
        Refusal: `withdrawn`, or `out_of_date` where there is no such way.
    """
    must_be_in(found, *(state for state, ways in WAYS.items() if to in ways))
    because = changes.pop("because", "")
    return replace(found, state=to, because=because, version=found.version + 1, **changes)


def must_be_in(found: Proposal, *states: PilotState) -> None:
    """Hold that a proposal is in one of some states.

    Raises:
        Refusal: `withdrawn`, `out_of_date`.
    """
    if found.state is PilotState.WITHDRAWN and PilotState.WITHDRAWN not in states:
        raise Refusal(Reason.WITHDRAWN)
    if found.state not in states:
        raise Refusal(Reason.OUT_OF_DATE)


def put(meeting: Meeting, found: Proposal) -> Meeting:
    """Give the meeting with a proposal in the place of the one with the same id."""
    return replace(meeting, proposals={**meeting.proposals, found.id: found})
