"""When the committee meets, in English."""


class Calling:
    """What is said about a meeting that is called, in English."""

    move_meeting = "Move the meeting"
    cancel_meeting = "Cancel the meeting"
    may_stay_empty = "May be left empty."
    cancelled_title = "The meeting is cancelled"
    plan_next = "Plan the next meeting"
    next_title = "Next meeting"
    i_agree = "I agree to the agenda"
    you_agree = "It now says that you agree to the agenda."
    agenda_changed = "The agenda was changed after you said yes. Look at it again."
    on_the_table_title = "Items of the meeting"
    no_room = "A deferred item was to come back, but the meeting has no room for it. It waits until there is room."

    def meeting_moved(self, before: tuple[str, str], after: tuple[str, str]) -> str:
        return f"The meeting is moved from {before[0]} at {before[1]} to {after[0]} at {after[1]}."

    def new_deadlines(self, due: str, readable: str) -> str:
        return f"Proposals must be sent by {due}. Everybody can read them from {readable}."

    def meeting_cancelled(self, day: str, at: str) -> str:
        return f"The meeting on {day} at {at} is cancelled."

    def next_meeting_is(self, day: str, at: str) -> str:
        return f"The next meeting is on {day} at {at}."

    def agree_on_agenda(self, names: str) -> str:
        return f"These agree to the agenda: {names}."

    def agreed_before(self, names: str) -> str:
        return f"The agenda was changed after these said yes: {names}."

    def readable_from(self, day: str) -> str:
        return f"Everybody in the committee can read the items from {day}."

    def put_off(self, meeting: int) -> str:
        return f"Deferred from meeting {meeting}, because: "
