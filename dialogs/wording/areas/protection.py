"""The desk for data protection: what is held about somebody, other names, erasure, how long things are kept."""

from typing import Protocol

from dialogs.register import Held, Kept, NamedAs


class Protection(Protocol):
    """Everything that is said at the desk for data protection."""

    people_desk_title: str
    people_desk_help: str
    people_search_label: str
    people_search_help: str
    people_search: str
    nobody_found: str
    held_json: str
    held_nothing: str
    other_name_title: str
    other_name_save: str
    other_name_help: str
    other_name_saved: str
    erase_title: str
    erase_help: str
    erase_stays: str
    erase_sure: str
    erase_do: str
    erase_not_sure: str
    erased: str
    former_member: str
    retention_title: str
    retention_help: str
    retention_kind: str
    retention_days: str
    retention_old: str
    purge: str
    looks_title: str
    looks_help: str
    look_when: str
    look_who: str
    look_what: str
    office_label: str
    nobody_looked: str

    def held_kind(self, kind: Held) -> str: ...
    def named_as(self, place: NamedAs) -> str: ...
    def kept_kind(self, kind: Kept) -> str: ...
    def name_is_taken_in(self, committee: str) -> str: ...
    def still_member_of(self, committee: str) -> str: ...
    def purged(self, count: int) -> str: ...
