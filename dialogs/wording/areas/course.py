"""The course of a meeting: coming and going, leading, breaks, times, and what the room's screen says."""

from typing import Protocol


class Course(Protocol):
    """What is said while a meeting goes on."""

    about_title: str
    notice_title: str
    before_meeting: str
    meeting_over: str
    on_break: str

    door_title: str
    i_am_here: str
    i_leave: str
    goodbye: str
    people_title: str
    present: str
    absent: str

    lead_title: str
    led_by: str
    this_part: str
    next_part: str
    expected_end: str
    start_meeting: str
    to_next_part: str
    table_is_empty: str
    end_meeting: str
    end_meeting_now: str
    end_meeting_now_help: str
    meeting_ended: str
    card_shown: str
    go_back: str
    take_over: str
    you_lead: str
    extend: str
    minutes_more: str
    also: str
    pause: str
    resume: str
    break_title: str
    ask_break: str
    break_asked: str

    open_your_screen: str
    thanks: str
    room_after: str

    def is_here(self, name: str) -> str: ...
    def has_left(self, name: str) -> str: ...
    def welcome_before(self, at: str) -> str: ...
    def welcome_late(self, title: str, until: str) -> str: ...
    def running_now(self, title: str, until: str) -> str: ...
    def phase_begins(self, title: str, until: str) -> str: ...
    def next_card(self, left: int) -> str:
        """Give the label of the button that shows a card; `left` counts the cards still to come."""
        ...

    def five_minutes_left(self, until: str) -> str: ...
    def time_is_up(self, until: str) -> str: ...
    def new_times(self, until: str, expected_end: str) -> str: ...
    def paused_since(self, at: str) -> str: ...
    def side_asks_break(self, side: str) -> str: ...
