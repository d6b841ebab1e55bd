"""Whom no message reaches, and what to do about it."""

from typing import Protocol


class Reaching(Protocol):
    """What is said to those who keep the list."""

    unreached_title: str
    ask_to_write_to_us: str
    enter_for_them: str
    come_in_with_the_code: str
    room_unreached: str
    organisation_unreached: str
    late_answer_title: str
    late_answer: str
    look_at_the_channel: str
    mend_the_address: str
    unmailed_title: str
    open_by_mail: str
    new_link_title: str

    def unreached(self, name: str) -> str: ...

    def mail_refused(self, name: str) -> str: ...

    def link_lasts(self, day: str) -> str: ...

    def new_link(self, committee: str) -> str: ...
