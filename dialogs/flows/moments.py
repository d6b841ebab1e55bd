"""When somebody writes on a proposal: the time, the local day, and the deadline of the meeting it is for."""

from dialogs.flows.acting import Act
from dialogs.model import proposing
from dialogs.model.drafting import Moment


def moment(act: Act) -> Moment:
    """Give the moment of an act."""
    closes_at = proposing.deadline(act.meeting, act.organisation.proposals_due_days, act.organisation.zone)
    return Moment(act.now, act.today, closes_at)
