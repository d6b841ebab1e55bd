"""Who is there and for whom: substitutes, the door, and putting somebody on the list."""

from collections.abc import Sequence
from typing import Protocol

from dialogs.model.people import Role, Side


class People(Protocol):
    """What is said about who takes part."""

    substitutes_title: str
    member_label: str
    here_for_label: str
    here_for_help: str
    record_substitute: str
    say_here_for: str
    change_here_for: str
    nobody_away: str

    who_signs_for_you: str
    choose_signer: str
    sign_elsewhere_help: str
    other_signers_title: str
    other_signers_help: str
    signs_label: str
    record_signer_help: str

    at_door_title: str
    at_door_label: str
    since_label: str
    asked_twice: str
    let_in: str
    let_all_in: str
    let_in_who_is_alone: str
    turn_away: str
    turn_all_away_title: str
    turn_all_away: str
    turned_away: str
    you_wait: str

    add_person_title: str
    add_person: str
    add_person_help: str
    name_label: str
    side_label: str
    role_label: str

    def stands_in(self, substitute: str, member: str) -> str: ...
    def you_stand_in(self, member: str) -> str: ...
    def signs_instead(self, substitute: str, member: str) -> str: ...
    def here_for_whom(self, substitute: str) -> str:
        """Give the label of the form that says for whom a substitute is there."""
        ...

    def who_signs_for(self, member: str) -> str:
        """Give the label of the form that says who signs for somebody who is away."""
        ...

    def sign_for(self, member: str) -> str:
        """Give the label of the button that signs for somebody who is away."""
        ...

    def name_for(self, substitute: str, member: str) -> str:
        """Give the name of who signed, with the one for whom."""
        ...

    def let_in_now(self, names: Sequence[str]) -> str: ...
    def added(self, name: str) -> str: ...
    def side_of(self, side: Side) -> str:
        """Give a side as an answer to choose."""
        ...

    def role(self, role: Role) -> str: ...
