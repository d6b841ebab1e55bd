"""Setting a committee up, in English."""

from dialogs.model.people import Level, Role, Side
from dialogs.wording.letters import clip

# With the words before it, an answer stays within the 75 characters of an option.
_NAME_CHARS = 50

_LEVELS = {
    Level.MAIN: "Main committee",
    Level.AREA: "Area committee",
    Level.LOCAL: "Local committee",
    Level.STAFF_MEETING: "Staff meeting with MED status",
    Level.TEAM: "Ordinary team",
}
_SEATS = {
    Role.CHAIR: "Chair (in place of whoever is now)",
    Role.VICE_CHAIR: "Vice-chair",
    Role.SECRETARY: "Secretary",
    Role.MEMBER: "Member",
    Role.SUBSTITUTE: "Substitute",
    Role.OBSERVER: "Observer",
    Role.HR: "HR",
}
_FOR = {Side.MANAGEMENT: " for management", Side.EMPLOYEES: " for the employees"}
_ONE_SIDED = frozenset({Role.CHAIR, Role.VICE_CHAIR})
_NOW = {Role.CHAIR: "Who is the chair now?", Role.VICE_CHAIR: "Who is vice-chair now?"}


class Founding:
    """What is asked and said when a committee is set up, in English."""

    found_title = "Set the committee up"
    found_help = (
        "It takes a few minutes, and only one of you has to do it. "
        "Afterwards everybody in the conversation can see who takes part."
    )
    go_on = "Go on"
    found = "Set the committee up"
    committee_title = "The committee"
    committee_name_label = "The committee's name"
    level_label = "What are you?"
    language_label = "Which language do you use at meetings?"
    organisation_label = "Where should messages to the organisation be posted?"
    organisation_later = "We choose that later"
    choose_channel = "Choose the organisation's channel"
    channel_kept = "Messages to the organisation will be posted there."
    date_may_wait = "May be left empty. You can choose a date later."
    sides_title = "Who takes part?"
    not_chosen_help = "Whoever you do not choose anywhere does not take part."
    beside_label = "Neither side (secretary, observer and HR)"
    same_name_help = "More than one has that name. Write something that tells them apart."
    roles_title = "Chairs and secretary"
    more_roles_title = "Other roles"

    founded_title = "The committee is set up"
    already_founded = "There is a committee here already. It is like this:"
    founded_help = "If something is wrong, the chair, a vice-chair or the secretary can change it."
    first_meeting_label = "First meeting"
    no_date_yet = "No date has been chosen yet."
    plan_first = "Choose a date for the first meeting"
    first_meeting_is_set = "A date has been chosen already."

    came_title = "New in the conversation"
    seat_label = "Place in the committee"
    not_in_committee = "Not in the committee"
    gone_title = "No longer in the conversation"
    change_seat = "Change the list"
    person_label = "Who?"
    list_changed = "The list is changed."
    stays_on_list = "The list is as it was."

    def step(self, number: int, last: int, title: str) -> str:
        return f"Step {number} of {last}: {title}" if last else f"Step {number}: {title}"

    def level(self, level: Level) -> str:
        return _LEVELS[level]

    def screen_name_label(self, name: str) -> str:
        return f"Name on the screen: {name}"

    def came(self, name: str) -> str:
        return f"{name} has come into the conversation. Which place does {name} have in the committee?"

    def is_on_list(self, name: str) -> str:
        return f"Is on the list as {clip(name, _NAME_CHARS)}"

    def gone(self, name: str) -> str:
        return f"{name} is no longer in the conversation. Has {name} left the committee too?"

    def is_gone(self, name: str) -> str:
        return f"Has {name} left the committee?"

    def successor(self, role: Role) -> str:
        return _NOW[role]

    def seat(self, role: Role, side: Side) -> str:
        return _SEATS[role] + ("" if role in _ONE_SIDED else _FOR.get(side, ""))
