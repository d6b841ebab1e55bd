"""Wording an outcome, confirming it side by side, and the follow-up group."""

from collections.abc import Sequence
from typing import Protocol


class Outcomes(Protocol):
    """What is said about outcomes and about those who follow a pilot. `side` is what `Names.side` gives."""

    word_outcome: str
    word_again: str
    worded: str
    wording_label: str
    outcome_label: str
    item_type_label: str
    item_type_help: str
    decider_label: str
    chosen_label: str
    chosen_yes: str
    chosen_no: str
    account_label: str
    account_help: str
    to_committee_label: str
    resumes_on_label: str
    only_guideline: str
    valid_from_label: str
    notice_months_label: str
    review_on_label: str
    notice_label: str
    guideline_binds: str
    informed: str
    own_item: str
    own_item_title: str

    confirmed: str
    outcome_settled: str
    confirm: str
    confirm_told: str
    decline: str
    declined: str
    outcome_declined: str
    remark_help: str

    appoint: str
    appoint_again: str
    appointed: str
    group_title: str
    members_label: str
    members_help: str
    mandate_label: str
    check_points_label: str
    more_check_points: str
    more_check_points_help: str

    def only_when(self, outcome: str) -> str: ...
    def position_of(self, side: str) -> str: ...
    def remark_of(self, side: str) -> str: ...
    def months(self, count: int) -> str: ...
    def goes_on_to(self, committee: str) -> str: ...
    def waits_for(self, names: str) -> str: ...
    def stop_label(self, number: int) -> str: ...
    def stop_who_label(self, number: int) -> str: ...
    def draft_wording(self, title: str, trial: str, conditions: Sequence[str], kept_reservations: Sequence[str]) -> str:
        """Draft the wording of a discussion in which both sides agree to try something."""
        ...
