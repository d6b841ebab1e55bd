"""A pilot that became practice, proposed for more people: a proposal of its own, and a new item in MED."""

from dataclasses import replace

from dialogs.model import moves, proposing, rights
from dialogs.model.alike import EarlierPilot
from dialogs.model.ids import Fresh, PersonId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role
from dialogs.model.pilots import PilotState, Proposal, ToolStatus
from dialogs.model.refusals import Reason, Refusal

# From these somebody may begin anew.
_GONE = frozenset({PilotState.WITHDRAWN, PilotState.NOT_SELECTED})


def may_scale(meeting: Meeting, someone: Person, found: Proposal) -> bool:
    """Say whether somebody may propose a pilot for more people: its responsible leader once it is practice, and the
    chair where that leader has left. One such proposal at a time.
    """
    under_way = any(
        each.grew_from and each.grew_from.id == found.id and each.state not in _GONE
        for each in meeting.proposals.values()
    )
    return found.state is PilotState.ADOPTED and not under_way and _answers(meeting, someone, found)


def scale(meeting: Meeting, who: PersonId, on: ProposalId, title: str, seen: str, fresh: Fresh) -> Meeting:
    """Begin the draft of a proposal for more people out of a pilot that became practice.

    What was written of the pilot stands in it. Who decides, and when it begins and ends, is asked anew.

    Raises:
        Refusal: `not_a_member`, `not_found`, `withdrawn`; `out_of_date` for any other pilot, an old screen, and where
            somebody has begun already; `not_allowed`.
    """
    someone, found = rights.person(meeting, who), proposing.proposal(meeting, on)
    moves.must_be_in(found, PilotState.ADOPTED)
    if not _answers(meeting, someone, found):
        raise Refusal(Reason.NOT_ALLOWED)
    rights.same(found.version, seen)
    if not may_scale(meeting, someone, found):
        raise Refusal(Reason.OUT_OF_DATE)
    short = replace(found.short, title=title, tool_status=ToolStatus.KNOWN, responsible_leader=who)
    more = replace(found.more, decided_by=None, start_on=None, end_on=None)
    new = Proposal(ProposalId(fresh.id()), meeting.committee.id, who, PilotState.DRAFT, short, more)
    return moves.put(meeting, replace(new, grew_from=_earlier(meeting, found)))


def _answers(meeting: Meeting, someone: Person, found: Proposal) -> bool:
    leader = found.short.responsible_leader
    return someone.id == leader or (leader not in meeting.committee.people and Role.CHAIR in someone.roles)


def _earlier(meeting: Meeting, found: Proposal) -> EarlierPilot:
    short = found.short
    # Without the committee's words: a closed item's must not go where the proposal goes.
    name, state = meeting.committee.name, str(found.state)
    return EarlierPilot(found.id, short.title, short.tool, short.core_task, name, state)
