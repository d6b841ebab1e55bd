"""The minutes after the meeting in English."""

from dialogs.minutes_texts import TextOf
from dialogs.model.people import Role

_TEXTS = {
    TextOf.USE: "What we use AI for",
    TextOf.QUESTION: "Question",
    TextOf.WORD: "One word",
    TextOf.CARD_TITLE: "Our own knowledge card",
    TextOf.CARD_SOURCE: "Source of our own knowledge card",
    TextOf.THEME: "Theme",
    TextOf.OPPORTUNITY: "Opportunity",
    TextOf.CONCERN: "Concern",
    TextOf.CONDITION: "Condition",
    TextOf.SUGGESTION: "Suggestion",
    TextOf.MISSING: "What is missing",
    TextOf.TITLE: "Title of the item",
    TextOf.GROUND: "Why the item is closed",
    TextOf.WORDING: "Wording",
    TextOf.REMARK: "Remark",
    TextOf.POSITION: "View",
    TextOf.ACCOUNT: "How management goes on",
    TextOf.TO_COMMITTEE: "Goes on to",
    TextOf.RESERVATION: "Reservation",
    TextOf.BEFORE: "Text of the pilot before",
    TextOf.AFTER: "Text of the pilot now",
    TextOf.PILOT_CONDITION: "Condition of the pilot",
    TextOf.MANDATE: "Task of the follow-up group",
    TextOf.STOP_CRITERION: "We stop if",
}
_BY = {
    Role.CHAIR: "the chair",
    Role.VICE_CHAIR: "a vice-chair",
    Role.SIGNER: "somebody chosen to sign",
    Role.SECRETARY: "the secretary",
}
_ROLES = {Role.CHAIR: "chair", Role.VICE_CHAIR: "vice-chair", Role.SIGNER: "for the employees"}


class Minutes:
    """What is said about the minutes and in them, in English."""

    minutes_title = "Minutes"
    minutes_wait_for_you = "The minutes are ready. Read them, correct them if something is wrong, and sign."
    minutes_wait_for_them = (
        "The minutes are ready. Read them, and correct them if something is wrong. Then chair and vice-chairs sign."
    )
    minutes_not_out = "The minutes are not out yet. You will be told when the chair and every vice-chair have signed."
    minutes_signed = "Everybody has signed. The minutes are out."
    minutes_are_corrected = (
        "The minutes are being corrected. These are the ones sent out. You will be told when the new ones are ready."
    )
    sign_minutes = "Sign the minutes"
    signatures_title = "Signatures"
    minutes_signed_by = "Signed by"
    not_signed_yet = "Nobody has signed yet."
    held_label = "The meeting was held"
    cards_shown_label = "Knowledge we looked at"
    unfinished = "The meeting was not finished."
    no_outcome = "The item was not concluded."
    not_posted_yet = "The message has not been sent yet."

    correct_title = "Correct the minutes"
    correct_help = "When a text is corrected, chair and vice-chairs must all sign again. The old version is kept."
    correct = "Correct"
    new_text_label = "New text"
    take_out_help = "Leave the field empty to take the text out."
    why_label = "Why must it be corrected?"
    why_help = "Chair, vice-chairs and secretary can see it, and the members too once the minutes are out."
    same_text = "The text is what it was. Nothing was corrected."
    corrected = "Corrected. The old version is kept."
    corrected_signatures_void = "Corrected. The text is new, so everybody must sign again."
    taken_out = "Taken out"
    after_approval = "Corrected after approval."

    versions_title = "Versions of the minutes"
    version_label = "Version"
    what_label = "Corrected"

    object = "Object to the minutes"
    objection_label = "What is wrong, or what is missing?"
    objection_help = "The objection goes into the minutes without your name."
    objection_saved = "Your objection is saved. It goes into the minutes."
    objections_title = "Objections"
    objection_came = "There is an objection to the minutes. Read it at their end, and correct them if you agree."

    approve = "Approve the minutes"
    approve_help = "Press when the committee has approved the minutes at its next meeting."
    open_objections = "No correction has followed these objections. You can approve all the same."
    approved_already = "The minutes are approved. A correction is marked “Corrected after approval”."

    def text_of(self, what: TextOf) -> str:
        return _TEXTS[what]

    def text_by(self, text: str, side: str) -> str:
        return f"{text} ({side})"

    def minutes_of(self, committee: str, number: int) -> str:
        return f"Minutes of meeting {number} of {committee}"

    def last_minutes(self, number: int, day: str) -> str:
        return f"Are the minutes of meeting {number} on {day} to be approved? Do it on its page, under My meetings."

    def minutes_are_out(self, until: str) -> str:
        return f"The minutes are out. Read them. Members can object until the end of {until}."

    def minutes_are_out_again(self, until: str) -> str:
        return f"The minutes were corrected and are out again. Read them. Members can object until the end of {until}."

    def object_until(self, day: str) -> str:
        return f"You can object until the end of {day}."

    def voided_by_correction(self, number: int) -> str:
        return f"The minutes were corrected, so the signatures are void. Read version {number} and sign again."

    def version(self, number: int) -> str:
        return f"Version {number}"

    def read_version(self, number: int) -> str:
        return f"Read version {number}"

    def corrected_by(self, role: Role, day: str) -> str:
        return f"Corrected by {_BY[role]} on {day}."

    def sent_out_on(self, day: str) -> str:
        return f"Sent out on {day}."

    def approved_at(self, number: int) -> str:
        return f"Approved at meeting {number}."

    def approved_now(self, number: int) -> str:
        return f"Noted. The minutes are approved at meeting {number}."

    def with_role(self, name: str, role: Role) -> str:
        return f"{name} ({_ROLES[role]})"
