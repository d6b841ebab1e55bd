"""Why something was refused. The code is stable English for scripts and logs; people read its sentence in `wording`."""

from enum import StrEnum


class Reason(StrEnum):
    """Every reason there is."""

    ACCOUNT_REQUIRED = "account_required"
    BOTH_POSITIONS_REQUIRED = "both_positions_required"
    BOTH_SIDES_REQUIRED = "both_sides_required"
    CHAIR_REQUIRED = "chair_required"
    COMMITTEE_REQUIRED = "committee_required"
    CONTACT_DETAILS_WARNING = "contact_details_warning"
    CONTAINS_CPR = "contains_cpr"
    DEADLINE_PASSED = "deadline_passed"
    DECIDER_REQUIRED = "decider_required"
    DISCUSSED_IS_NOT_APPROVED = "discussed_is_not_approved"
    EMPTY_TEXT = "empty_text"
    FLAGS_OPEN = "flags_open"
    GROUND_REQUIRED = "ground_required"
    MEETING_CLOSED = "meeting_closed"
    NAME_TAKEN = "name_taken"
    NAMES_CLOSED_ITEM = "names_closed_item"
    NO_EARLIER_PHASE = "no_earlier_phase"
    NO_POWER_TO_AGREE = "no_power_to_agree"
    NOT_A_MEMBER = "not_a_member"
    NOT_A_PARTY = "not_a_party"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    NOT_PRESENT = "not_present"
    NOT_SELECTED = "not_selected"
    NOT_YOURS = "not_yours"
    ONE_SIDE_MISSING = "one_side_missing"
    OUT_OF_DATE = "out_of_date"
    OUT_OF_RANGE = "out_of_range"
    OWN_DIRECT_REPORT = "own_direct_report"
    REASON_REQUIRED = "reason_required"
    RED_FLAG = "red_flag"
    REMINDED_TODAY = "reminded_today"
    RESERVATIONS_OPEN = "reservations_open"
    ROLE_REQUIRED = "role_required"
    SIGN_IN_REQUIRED = "sign_in_required"
    SIX_CARDS = "six_cards"
    TOO_LONG = "too_long"
    TWICE_IN_PAIRS = "twice_in_pairs"
    TWO_PLACES = "two_places"
    UNKNOWN_CHOICE = "unknown_choice"
    VICE_CHAIR_REQUIRED = "vice_chair_required"
    WITHDRAWN = "withdrawn"
    WRONG_CODE = "wrong_code"
    WRONG_PHASE = "wrong_phase"


class Refusal(Exception):
    """A rule said no.

    Attributes:
        reason: which rule.
        field: the name of the form field it is about, or nothing.
        values: what the sentence needs to say it well (numbers, names of people or of fields), never typed text.
    """

    def __init__(self, reason: Reason, field: str = "", **values: str | int) -> None:
        """Say no for `reason`, about `field`."""
        super().__init__(str(reason))
        self.reason = reason
        self.field = field
        self.values = values

    @property
    def code(self) -> str:
        """Give the stable code, such as `wrong_phase`."""
        return str(self.reason)
