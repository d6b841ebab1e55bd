"""When the committee meets: moved, cancelled, planned anew, and who agrees on the agenda."""

from typing import Protocol


class Calling(Protocol):
    """What is said about a meeting that is called. `when` is day and clock time; `put_off` stands before the reason."""

    move_meeting: str
    cancel_meeting: str
    may_stay_empty: str
    cancelled_title: str
    plan_next: str
    next_title: str
    i_agree: str
    you_agree: str
    agenda_changed: str
    on_the_table_title: str
    no_room: str

    def meeting_moved(self, before: tuple[str, str], after: tuple[str, str]) -> str: ...
    def new_deadlines(self, due: str, readable: str) -> str: ...
    def meeting_cancelled(self, day: str, at: str) -> str: ...
    def next_meeting_is(self, day: str, at: str) -> str: ...
    def agree_on_agenda(self, names: str) -> str: ...
    def agreed_before(self, names: str) -> str: ...
    def readable_from(self, day: str) -> str: ...
    def put_off(self, meeting: int) -> str: ...
