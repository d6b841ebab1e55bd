"""What leaves the meeting: the message to the organisation and the minutes."""

from typing import Protocol


class Record(Protocol):
    """What is said about the message and the minutes, and the frame that the message is drafted in."""

    message_card_title: str
    message_label: str
    message_nothing_decided: str
    message_closes: str
    edit_message: str
    edit_voids: str
    saved_signatures_void: str
    preview: str
    preview_title: str
    goes_to: str
    organisation_channel: str
    sign: str
    signed_by: str
    waiting_label: str
    being_signed: str
    signed_and_posted: str
    posted: str
    posted_label: str

    def message_title(self, committee: str) -> str: ...
    def message_opens(self, committee: str) -> str: ...
    def signed_waits_for(self, names: str) -> str: ...
