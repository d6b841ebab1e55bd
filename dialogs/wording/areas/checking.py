"""The check before start: one question after the other, what it comes to, and what is cleared up afterwards."""

from typing import Protocol

from dialogs.model.screening import Said, Template


class Checking(Protocol):
    """What is said while a proposal is checked, and about what must be cleared up."""

    check_title: str
    check_purpose: str
    check_saved: str
    check_done: str
    check_answer_label: str
    check_may_stay_empty: str
    check_next: str
    check_change: str
    check_which: str
    check_again: str
    proposal_says: str
    check_result: str
    check_nothing_to_clear: str
    check_no_judgement: str
    check_goes_up: str
    check_high_risk: str
    check_light_trial: str
    flag_why: str
    flag_basis: str
    flag_said: str
    flag_owner: str
    flag_due: str
    flag_cleared: str
    flag_open: str
    flag_clear: str
    flag_clear_again: str
    all_cleared: str
    flag_clear_label: str
    flag_clear_help: str
    flag_saved: str

    def check_number(self, number: int) -> str: ...
    def check_said(self, answer: Said) -> str:
        """Give the label of an answer."""
        ...

    def check_template(self, template: Template) -> str: ...
    def check_from_day(self, day: str) -> str:
        """Say what is added from a day on, as the words before a list."""
        ...

    def check_is_old(self, day: str) -> str:
        """Say to HR that texts of the check were last looked at on a day long ago."""
        ...

    def as_of(self, basis: str, day: str) -> str: ...
    def flag_cleared_by(self, owner: str, name: str, day: str) -> str:
        """Say for whom, by whom and when it was written down how a flag was cleared up."""
        ...

    def flag_answered(self, by: str, matter: str) -> str:
        """Say that a flag was answered: by somebody in the committee, or by whoever owns it and is in none."""
        ...
