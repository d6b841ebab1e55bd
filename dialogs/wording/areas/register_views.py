"""What the register shows beside the minutes: how pilots are followed."""

from typing import Protocol

from dialogs.register import Followed


class RegisterViews(Protocol):
    """What is said of follow-up in the register."""

    follow_up_title: str
    follow_up_label: str
    nothing_followed: str
    left_alone_title: str
    nothing_left_alone: str
    stop_met_goes_on: str
    evaluation_waits: str
    not_answered: str

    def followed(self, what: Followed) -> str: ...
    def group_is_silent(self, since: str) -> str: ...
    def group_was_asked(self, since: str) -> str: ...
    def group_will_be_asked(self, on: str) -> str: ...
    def stops_met_count(self, count: int) -> str: ...
    def group_advises(self, advice: str) -> str: ...
