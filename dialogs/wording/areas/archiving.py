"""What is done beside the minutes: case numbers, closing an item, one more reminder."""

from typing import Protocol


class Archiving(Protocol):
    """Everything that is said beside the minutes."""

    archive_title: str
    case_of_meeting: str
    case_which: str
    case_number_label: str
    case_number_help: str
    note_case: str
    case_noted: str
    remind_title: str
    signatures_missing: str
    group_owes_answer: str
    remind_again_help: str
    remind_to_sign: str
    remind_group: str
    close_item: str
    close_which: str
    close_item_help: str
    item_closed: str
    item_closed_message_out: str

    def reminded_again(self, count: int) -> str: ...
