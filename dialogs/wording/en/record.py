"""The message to the organisation and the minutes in English."""


class Record:
    """What is said about the message and the minutes, in English."""

    message_card_title = "Message to the organisation"
    message_label = "Text of the message"
    message_nothing_decided = "There is nothing new to tell about pilots yet."
    message_closes = "If you have questions, talk to your leader, your shop steward or a member of the committee."
    edit_message = "Change the message"
    edit_voids = "When the text is changed, everybody must sign again."
    saved_signatures_void = "Saved. The text is new, so everybody must sign again."
    preview = "See what will be sent"
    preview_title = "This will be sent"
    goes_to = "Goes to"
    organisation_channel = "The organisation's channel"
    sign = "Sign"
    signed_by = "Signed by"
    waiting_label = "Still to sign"
    being_signed = "The message is sent when the chair and every vice-chair have signed."
    signed_and_posted = "Everybody has signed. The message has been sent."
    posted = "The message has been sent."
    posted_label = "Sent"

    def message_title(self, committee: str) -> str:
        return f"News from {committee}"

    def message_opens(self, committee: str) -> str:
        return f"{committee} has met about AI at our workplace."

    def signed_waits_for(self, names: str) -> str:
        return f"You have signed. We are waiting for {names}."
