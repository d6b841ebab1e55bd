"""The minutes after the meeting: reading, correcting, signing, objecting, approving."""

from typing import Protocol

from dialogs.minutes_texts import TextOf
from dialogs.model.people import Role


class Minutes(Protocol):
    """What is said about the minutes and in them. `day` is a date as people read it, `side` what `Names.side` gives."""

    minutes_title: str
    minutes_wait_for_you: str
    minutes_wait_for_them: str
    minutes_not_out: str
    minutes_signed: str
    minutes_are_corrected: str
    sign_minutes: str
    signatures_title: str
    minutes_signed_by: str
    not_signed_yet: str
    held_label: str
    cards_shown_label: str
    unfinished: str
    no_outcome: str
    not_posted_yet: str

    correct_title: str
    correct_help: str
    correct: str
    new_text_label: str
    take_out_help: str
    why_label: str
    why_help: str
    same_text: str
    corrected: str
    corrected_signatures_void: str
    taken_out: str
    after_approval: str

    versions_title: str
    version_label: str
    what_label: str

    object: str
    objection_label: str
    objection_help: str
    objection_saved: str
    objections_title: str
    objection_came: str

    approve: str
    approve_help: str
    open_objections: str
    approved_already: str

    def text_of(self, what: TextOf) -> str: ...
    def text_by(self, text: str, side: str) -> str: ...
    def minutes_of(self, committee: str, number: int) -> str: ...
    def last_minutes(self, number: int, day: str) -> str:
        """Say that the minutes of the meeting before this one may be to approve, and where."""
        ...

    def minutes_are_out(self, until: str) -> str: ...
    def minutes_are_out_again(self, until: str) -> str: ...
    def object_until(self, day: str) -> str: ...
    def voided_by_correction(self, number: int) -> str: ...
    def version(self, number: int) -> str: ...
    def read_version(self, number: int) -> str: ...
    def corrected_by(self, role: Role, day: str) -> str: ...
    def sent_out_on(self, day: str) -> str: ...
    def approved_at(self, number: int) -> str: ...
    def approved_now(self, number: int) -> str: ...
    def with_role(self, name: str, role: Role) -> str:
        """Name who signed as chair, as vice-chair, or named as signer where there is no vice-chair."""
        ...
