"""What an ordinary team reads otherwise than a MED committee: a leader and colleagues, no sides, no formandskab."""

from collections.abc import Mapping

from dialogs.model.people import Role, Side
from dialogs.model.refusals import Reason
from dialogs.wording.en import English

_SENTENCES = {
    Reason.CHAIR_REQUIRED: "There must be one leader. Choose one.",
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

    list_title = "The team's list"
    committee_name_label = "The team's name"
    ask_break = "Ask for a break"
    room_after = "The minutes come when the leader and a colleague have signed them."

    comments_title = "What the team says before the meeting"
    comment_help = "Everybody can read it. It stands without a name. Colleagues can change it."
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
    signer_missing = "a colleague whom you choose"
    you_sign = "You were chosen to sign the message and the minutes together with the leader."

    minutes_wait_for_them = (
        "The minutes are ready. Read them, and correct them if something is wrong. The leader and a colleague sign."
    )
    correct_help = "When a text is corrected, the leader and a colleague must sign again. The old version is kept."
    why_help = "The leader and the secretary can see it, and the rest of the team too once the minutes are out."
    approve_help = "Press when the team has approved the minutes at its next meeting."
    sign_elsewhere_help = "Choose a colleague. The minutes say that it is for you."
    record_signer_help = "Only when the one who would sign has asked for it. The minutes will say so."
    add_person_help = (
        "The name then stands on the team's list, also at the next meeting. "
        "They come in with the code on the screen, or you can write for them."
    )

    # A team sends a proposal on, and others decide whether it goes ahead.
    _on_conditions = "Conditions if it goes ahead:"

    def role(self, role: Role) -> str:
        return "Leader" if role is Role.CHAIR else super().role(role)

    def seat(self, role: Role, side: Side) -> str:
        return "Leader (in place of whoever is now)" if role is Role.CHAIR else super().seat(role, side)

    def successor(self, role: Role) -> str:
        return "Who is the leader now?"

    def why_reminded(self, committee: str, day: str) -> str:
        return (
            f"You get this because you are in {committee}, which has its meeting on {day}. "
            "The leader can turn reminders off on their page."
        )

    def with_role(self, name: str, role: Role) -> str:
        return f"{name} (leader)" if role is Role.CHAIR else f"{name} (colleague)"

    def corrected_by(self, role: Role, day: str) -> str:
        by = {Role.CHAIR: "the leader", Role.SECRETARY: "the secretary"}.get(role, "a colleague")
        return f"Corrected by {by} on {day}."

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
        if (reason, field) == (Reason.WRONG_PHASE, "minutes"):
            return "The minutes are not that far yet. Wait until the leader and a colleague have signed."
        if (reason, field) == (Reason.DEADLINE_PASSED, "text"):
            return "The time for objections has passed. Talk to the leader. The minutes can still be corrected."
        return _SENTENCES.get(reason) or super().refusal(reason, values, field)
