"""Setting a committee up in the conversation where it meets, and what changes in it later."""

from typing import Protocol

from dialogs.model.people import Level, Role, Side


class Founding(Protocol):
    """What is asked and said when a committee is set up, and when people come to it and go."""

    found_title: str
    found_help: str
    go_on: str
    found: str
    committee_title: str
    committee_name_label: str
    level_label: str
    language_label: str
    organisation_label: str
    organisation_later: str
    choose_channel: str
    channel_kept: str
    date_may_wait: str
    sides_title: str
    not_chosen_help: str
    beside_label: str
    same_name_help: str
    roles_title: str
    more_roles_title: str

    founded_title: str
    already_founded: str
    founded_help: str
    first_meeting_label: str
    no_date_yet: str
    plan_first: str
    first_meeting_is_set: str

    came_title: str
    seat_label: str
    not_in_committee: str
    gone_title: str
    change_seat: str
    person_label: str
    list_changed: str
    stays_on_list: str

    def step(self, number: int, last: int, title: str) -> str:
        """Give the title of a step; `last` is 0 while it is not known how many there are."""
        ...

    def level(self, level: Level) -> str: ...
    def screen_name_label(self, name: str) -> str: ...
    def came(self, name: str) -> str: ...
    def is_on_list(self, name: str) -> str:
        """Give the answer that somebody new is who stands on the list already."""
        ...

    def gone(self, name: str) -> str: ...
    def is_gone(self, name: str) -> str:
        """Give the question whether somebody has left the committee."""
        ...

    def successor(self, role: Role) -> str:
        """Give the question who has a role now."""
        ...

    def seat(self, role: Role, side: Side) -> str:
        """Give a place in a committee as an answer to choose."""
        ...
