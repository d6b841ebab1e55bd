"""Work that is done in the register: committees and the people in them."""

from typing import Protocol


class Desk(Protocol):
    """Everything that is said where work is done in the register."""

    take_in_title: str
    take_in_help: str
    take_in_columns: str
    take_in_file: str
    take_in_file_help: str
    take_in_look: str
    take_in_again: str
    take_in_faults: str
    take_in_fault_row: str
    take_in_fault_text: str
    take_in_all_there: str
    take_in_write: str
    take_in_nothing_yet: str
    take_in_done: str
    take_in_new_committee: str
    take_in_comes: str
    take_in_was: str
    take_in_becomes: str
    put_person_title: str
    change_person: str
    person_name_label: str
    person_name_help: str
    person_side_label: str
    person_side_none: str
    person_roles_label: str
    person_boss_label: str
    person_boss_none: str
    person_terms_title: str
    person_terms_help: str
    person_leaves_label: str
    person_leaves_help: str
    person_save: str
    person_saved: str
    person_changed_meanwhile: str
    cannot_be_saved: str
    work_title: str
    no_work_here: str
    flags_title: str
    no_flags: str
    choose_here: str

    def language_name(self, language: str) -> str: ...
    def as_they_are(self, count: int) -> str: ...
    def taken_in(self, new: int, added: int, changed: int) -> str: ...
    def role_ends(self, role: str) -> str: ...
    def role_until(self, role: str, day: str) -> str: ...
    def leaves_on(self, day: str) -> str: ...
