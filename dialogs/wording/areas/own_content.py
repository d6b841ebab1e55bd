"""The municipality's own content: which texts there are, what is wrong with one, and its versions."""

from typing import Protocol

from dialogs.content.faults import Slip


class OwnContent(Protocol):
    """Everything that is said where the texts of meetings are changed."""

    content_title: str
    content_help: str
    content_in: str
    content_entries: str
    content_own: str
    content_original: str
    content_now: str
    content_preview: str
    content_preview_title: str
    content_save: str
    content_saved: str
    content_nothing: str
    content_why: str
    content_why_help: str
    content_versions: str
    content_no_versions: str
    content_what_changed: str
    content_is_now: str
    content_back: str
    content_back_original: str
    content_gone_back: str
    content_back_done: str
    content_moved_on: str
    content_left_out: str
    content_yes: str
    content_no: str
    content_new_entry: str

    def content_file(self, file: str) -> str: ...
    def content_entry(self, file: str, ident: str, title: str) -> str: ...
    def content_slot(self, name: str) -> str: ...
    def content_slot_help(self, file: str, name: str) -> str: ...
    def content_own_count(self, count: int) -> str: ...
    def content_saved_by(self, name: str, day: str, clock: str) -> str: ...
    def content_version(self, number: int) -> str: ...
    def content_went_back(self, number: int) -> str: ...
    def content_cards_chosen(self, cards: str) -> str: ...
    def content_slip(self, slip: Slip, least: int, most: int) -> str: ...
    def agenda_line(self, title: str, minutes: int) -> str: ...
