"""What an ordinary team reads otherwise than a MED committee: a leader and colleagues, no sides, no formandskab."""

from collections.abc import Mapping

from dialogs.model.refusals import Reason
from dialogs.wording.en import English

_SENTENCES = {
    Reason.COMMITTEE_REQUIRED: "It is missing which MED committee gets the proposal. Write the committee's name.",
    Reason.DISCUSSED_IS_NOT_APPROVED: (
        "The text sounds as if the matter had been approved. Write that you have discussed it, and what you think."
    ),
    Reason.MEETING_CLOSED: "The meeting is over, so that cannot be changed. Talk to the leader if something is wrong.",
    Reason.NOT_A_MEMBER: "You are not in this team. Ask the leader if that is wrong.",
    Reason.NOT_A_PARTY: "Only those who are in the team can do that. Ask one of them to do it, or say it aloud.",
    Reason.NOT_ALLOWED: "That is not part of your role. Ask the leader to do it.",
}


class EnglishTeam(English):
    """English for an ordinary team."""

    ask_break = "Ask for a break"
    room_after = "The minutes come when the leader and a colleague have signed them."

    worded = "The wording is saved."
    outcome_settled = "The wording is saved."
    to_committee_label = "Which MED committee gets the proposal?"
    positions_help = (
        "Your answer is hidden until all answers are shown at once. A reservation is shown with your name here in the "
        "room, but stands in the minutes without a name."
    )
    submitted = "Thank you. The proposal has been sent to the leader."
    message_closes = "If you have questions, talk to the leader or one of us in the team."
    being_signed = "The message is sent when the leader and a colleague have signed."
    minutes_not_out = "The minutes are not out yet. You will be told when the leader and a colleague have signed."

    signers_title = "Who signs together with the leader?"
    signers_help = "Choose a colleague who is here."
    signers_label = "Colleague"
    change_signers = "Choose another"
    signer_missing = "a colleague whom you choose"
    you_sign = "You were chosen to sign the message and the minutes together with the leader."

    def side_asks_break(self, side: str) -> str:
        return "A colleague asks for a break."

    def signers_named(self, names: str) -> str:
        return f"{names} signs together with the leader."

    def readable_from(self, day: str) -> str:
        return f"Everybody in the team can read the items from {day}."

    def goes_on_to(self, committee: str) -> str:
        return f"The proposal goes to {committee}."

    def _discussed(self, title: str) -> str:
        return f"The team has discussed “{title}”:"

    def refusal(self, reason: Reason, values: Mapping[str, str | int], field: str = "") -> str:
        return _SENTENCES.get(reason) or super().refusal(reason, values, field)
