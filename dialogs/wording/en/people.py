"""Who is there and for whom, in English."""

from collections.abc import Sequence

from dialogs.model.people import Role, Side
from dialogs.wording.letters import clip

# With the words before it, a label stays within the 75 characters of a button.
_NAME_CHARS = 60
_SIDES = {Side.MANAGEMENT: "Management", Side.EMPLOYEES: "Employees", Side.NONE: "Neither side", Side.TEAM: "The team"}
_ROLES = {
    Role.CHAIR: "Chair",
    Role.VICE_CHAIR: "Vice-chair",
    Role.SECRETARY: "Secretary",
    Role.SIGNER: "Chosen to sign",
    Role.MEMBER: "Member",
    Role.SUBSTITUTE: "Substitute",
    Role.OBSERVER: "Observer (follows, but does not take part in deciding)",
    Role.TEAM_LEADER: "Team leader",
    Role.HR: "HR",
    Role.SHOP_STEWARD: "Shop steward",
    Role.SAFETY_REP: "Health and safety representative",
    Role.SAFETY_LEADER: "Health and safety leader",
}


class People:
    """What is said about who takes part, in English."""

    substitutes_title = "Substitute"
    member_label = "Is here for"
    here_for_label = "Whom are you here for?"
    here_for_help = "You take part from now on. This can wait."
    record_substitute = "Choose the member"
    say_here_for = "Save"
    change_here_for = "Change the choice"
    nobody_away = "Everybody on your side is here. You take part as yourself."

    who_signs_for_you = "Who signs for you?"
    choose_signer = "Choose who signs"
    sign_elsewhere_help = "Choose somebody from your own side. The minutes say that it is for you."
    other_signers_title = "Can somebody not sign?"
    other_signers_help = "Then somebody else can sign instead. The minutes say so."
    signs_label = "Who signs?"
    record_signer_help = (
        "Only when the other chairs have asked for it. Choose somebody from the same side. The minutes will say so."
    )

    at_door_title = "At the door"
    at_door_label = "Waiting"
    since_label = "Since"
    asked_twice = "More than one has chosen this name. See who it is, and let in only the right one."
    let_in = "Let in"
    let_all_in = "Let everybody in"
    let_in_who_is_alone = "Let in where the name stands once"
    turn_away = "Turn away"
    turn_all_away_title = "Does none of them belong here?"
    turn_all_away = "Turn everybody away"
    turned_away = "Turned away. Whoever it should be can ask again."
    you_wait = "The secretary can see that you are waiting."

    add_person_title = "Is somebody missing on the list?"
    add_person = "Add somebody"
    add_person_help = (
        "The name then stands on the committee's list, also at the next meeting. "
        "They come in with the code on the screen, or you can write for them."
    )
    name_label = "Name"
    side_label = "Side"
    role_label = "Role"

    def stands_in(self, substitute: str, member: str) -> str:
        return f"{substitute} is here for {member}."

    def you_stand_in(self, member: str) -> str:
        return f"You are here for {member}. If {member} comes, {member} answers."

    def signs_instead(self, substitute: str, member: str) -> str:
        return f"{substitute} signs for {member}."

    def here_for_whom(self, substitute: str) -> str:
        return f"Whom is {substitute} here for?"

    def who_signs_for(self, member: str) -> str:
        return f"Who signs for {member}?"

    def sign_for(self, member: str) -> str:
        return f"Sign for {clip(member, _NAME_CHARS)}"

    def name_for(self, substitute: str, member: str) -> str:
        return f"{substitute} (for {member})"

    def let_in_now(self, names: Sequence[str]) -> str:
        return f"{names[0]} has been let in." if len(names) == 1 else f"{len(names)} have been let in."

    def added(self, name: str) -> str:
        return f"{name} is on the list now."

    def side_of(self, side: Side) -> str:
        return _SIDES[side]

    def role(self, role: Role) -> str:
        return _ROLES[role]
