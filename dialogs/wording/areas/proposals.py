"""Proposals for pilots: the form, handing in, the check before start, and what becomes of them."""

from typing import Protocol


class Proposals(Protocol):
    """What is said about a proposal before the meeting."""

    propose_title: str
    propose_help: str
    new_idea: str
    whole_form: str
    change: str
    draft_saved: str
    elaborate: str
    submit: str
    submitted: str
    submitted_late: str
    withdraw_proposal: str

    new_proposal: str
    came_late: str
    light_label: str
    red_stays_off: str
    red_goes_back: str
    conditions_label: str
    shortlist: str
    on_the_table: str
    will_be_discussed: str
    closed_label: str
    ground_label: str
    ground_help: str
    comments_title: str
    comment_kept: str
    comment_for: str
    comment_help: str
    two_minutes_now: str
    begin_proposal: str
    draft_begun: str
    answer_kept: str
    draft_is_whole: str
    keep_answer: str
    answer_with_note: str
    whole_draft: str
    change_handed_in: str
    changed_late: str
    nothing_stood: str
    name_authors: str
    authors_label: str
    authors_help: str
    you_write_too: str
    written_by: str
    not_this_time: str
    similar_title: str
    similar_help: str
    similar_mark: str

    def comment_of(self, side: str) -> str: ...
    def two_minutes(self, day: str, clock: str) -> str: ...
    def question_of(self, number: int, count: int) -> str: ...
    def stood_before(self, day: str, clock: str) -> str: ...
    def proposal_now(self, state: str) -> str: ...
    def field(self, name: str) -> str:
        """Give the label of a field of the form.

        Raises:
            KeyError: for a name that is no field of the form.
        """
        ...

    def field_help(self, name: str) -> str:
        """Give a word of help for a field, or nothing where none is needed."""
        ...

    def answer(self, name: str, option: str) -> str:
        """Give the label of one option of a field.

        Raises:
            KeyError: for an option that the field does not have.
        """
        ...
