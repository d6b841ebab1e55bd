"""What the things of a meeting are called in English."""

import re

from dialogs.model.agenda import ItemType
from dialogs.model.items import OutcomeKind, ReservationState, Stance
from dialogs.model.meeting import Kind
from dialogs.model.people import Side
from dialogs.model.pilots import Due, Light, Owner, PilotState

_SIDES = {
    Side.MANAGEMENT: "the management side",
    Side.EMPLOYEES: "the employee side",
    Side.TEAM: "the team",
    Side.NONE: "neither side",
}
_KIND = {
    Kind.USE: "What we use AI for",
    Kind.OPPORTUNITY: "Opportunity",
    Kind.CONCERN: "Concern",
    Kind.CONDITION: "Condition",
    Kind.SUGGESTION: "Suggestion",
    Kind.QUESTION: "Question",
    Kind.WORD: "One word",
}
_KINDS = {
    Kind.USE: "What we use AI for",
    Kind.OPPORTUNITY: "Opportunities",
    Kind.CONCERN: "Concerns",
    Kind.CONDITION: "Conditions",
    Kind.SUGGESTION: "Suggestions",
    Kind.QUESTION: "Questions",
    Kind.WORD: "One word from each",
}
_STANCES = {
    Stance.SUPPORTS: "Support it",
    Stance.CAN_LIVE_WITH: "Can live with it",
    Stance.RESERVATION: "Serious reservation",
}
_RESERVATIONS = {
    ReservationState.OPEN: "The reservation has not been settled yet.",
    ReservationState.RESOLVED: "The text has been changed to meet the reservation.",
    ReservationState.KEPT: "The reservation stands.",
}
_OUTCOMES = {
    OutcomeKind.AGREEMENT: "Agreement",
    OutcomeKind.AGREEMENT_WITH_REMARKS: "Agreement with remarks",
    OutcomeKind.NO_AGREEMENT: "No agreement",
    OutcomeKind.DEFERRED: "Deferred",
    OutcomeKind.DISCUSSED: "Discussed",
    OutcomeKind.SENT_TO_MED: "Sent to MED as a proposal",
    OutcomeKind.OTHER_LEVEL: "Passed to the right level",
}
_ITEM_TYPES = {
    ItemType.INFORMATION: "Information",
    ItemType.DISCUSSION: "Discussion",
    ItemType.GUIDELINE: "Guideline",
    ItemType.RECOMMENDATION: "Recommendation",
    ItemType.LOCAL_AGREEMENT: "Local agreement",
}
_LIGHTS = {
    Light.GREEN: "Green: can be discussed",
    Light.YELLOW: "Yellow: can be discussed, but something must be cleared up first",
    Light.RED: "Red: must not begin",
}
_OWNERS = {
    Owner.DPO: "The data protection officer",
    Owner.LAWYER: "The lawyer",
    Owner.IT_SECURITY: "IT security",
    Owner.SAFETY_REP: "The health and safety representative",
    Owner.HR: "HR",
}
_DUES = {
    Due.PURCHASE: "before buying",
    Due.TEST: "before testing",
    Due.START: "before the start",
    Due.OPERATION: "before everyday use",
}
_PILOT_STATES = {
    PilotState.DRAFT: "Draft, not sent yet",
    PilotState.SUBMITTED: "Sent, waiting for the check before start",
    PilotState.SCREENED: "Checked before start",
    PilotState.SHORTLISTED: "Will come up at the meeting",
    PilotState.SELECTED: "Chosen as a pilot",
    PilotState.NOT_SELECTED: "Not chosen this time",
    PilotState.DEFERRED: "Deferred",
    PilotState.OTHER_LEVEL: "Passed on to the right level",
    PilotState.WITHDRAWN: "Taken back",
    PilotState.RETURNED: "Sent back to you",
    PilotState.RUNNING: "Running",
    PilotState.PAUSED: "Paused",
    PilotState.EVALUATING: "Being evaluated",
    PilotState.ADOPTED: "Taken into use",
    PilotState.ADJUSTED: "Goes on with changes",
    PilotState.STOPPED: "Stopped",
}
_RULE = re.compile(r"(week |\+)(\d+)( months)?")


class Names:
    """The names of sides, kinds, outcomes and states in English."""

    yes = "Yes"
    no = "No"
    nobody = "Nobody"
    open_item = "Open item"
    closed_item = "Closed item"

    def side(self, side: Side) -> str:
        return _SIDES[side]

    def kind(self, kind: Kind) -> str:
        return _KIND[kind]

    def kinds(self, kind: Kind) -> str:
        return _KINDS[kind]

    def stance(self, stance: Stance) -> str:
        return _STANCES[stance]

    def reservation(self, state: ReservationState) -> str:
        return _RESERVATIONS[state]

    def outcome(self, kind: OutcomeKind) -> str:
        return _OUTCOMES[kind]

    def item_type(self, kind: ItemType) -> str:
        return _ITEM_TYPES[kind]

    def light(self, light: Light) -> str:
        return _LIGHTS[light]

    def owner(self, owner: Owner) -> str:
        return _OWNERS[owner]

    def due(self, due: Due) -> str:
        return _DUES[due]

    def pilot_state(self, state: PilotState) -> str:
        return _PILOT_STATES[state]

    def check_point(self, rule: str, date_text: str) -> str:
        found = _RULE.fullmatch(rule)
        if not found:
            words = rule
        # "week 2" alone would be read as the second week of the year.
        elif found[1] == "week ":
            words = f"week {found[2]} after the start"
        else:
            words = f"{found[2]} {'month' if found[2] == '1' else 'months'} after the start"
        return f"{words} ({date_text})" if date_text else words
