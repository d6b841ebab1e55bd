"""The course of a meeting in English."""

from dialogs.wording.letters import capital


class Course:
    """What is said while a meeting goes on, in English."""

    about_title = "About Medmakker"
    notice_title = "News from Medmakker"
    before_meeting = "The meeting has not begun"
    meeting_over = "The meeting is over"
    on_break = "Break"

    door_title = "Join in"
    i_am_here = "I am here"
    i_leave = "I am leaving now"
    goodbye = "You have left the meeting. You can always come back."
    people_title = "In the room"
    present = "Here"
    absent = "Not here"

    lead_title = "Running the meeting"
    led_by = "Leads the meeting"
    this_part = "This part"
    next_part = "Next part"
    expected_end = "Expected end"
    start_meeting = "Begin the meeting"
    to_next_part = "Go on to the next part"
    table_is_empty = "There are no proposals at the meeting yet. Those that are checked can be put on until you begin."
    end_meeting = "End the meeting"
    end_meeting_now = "End the meeting now"
    end_meeting_now_help = "The meeting ends for everybody, also the parts that are left. It cannot be undone."
    meeting_ended = "The meeting is over. Thank you for today."
    card_shown = "The card is on the screen."
    go_back = "Go back one part"
    take_over = "Take over the meeting"
    you_lead = "You now lead the meeting."
    extend = "Give more time"
    minutes_more = "How many more minutes?"
    also = "Other things you can do"
    pause = "Take a break"
    resume = "Continue the meeting"
    break_title = "Break"
    ask_break = "Ask for a break for our side"
    break_asked = "Those who lead the meeting have been told."

    open_your_screen = "Take out your phone and open your own screen. If you have no phone with you, just say so."
    thanks = "Thank you for today"
    room_after = "The minutes come when the chair and the vice-chairs have signed them."

    def is_here(self, name: str) -> str:
        return f"{name} has arrived."

    def has_left(self, name: str) -> str:
        return f"{name} has left."

    def welcome_before(self, at: str) -> str:
        return f"Welcome. The meeting begins at {at}."

    def welcome_late(self, title: str, until: str) -> str:
        return f"Welcome. We are in the middle of: {title}, until {until}."

    def running_now(self, title: str, until: str) -> str:
        return f"The meeting is on: {title}, until {until}."

    def phase_begins(self, title: str, until: str) -> str:
        return f"Now: {title}, until {until}."

    def next_card(self, left: int) -> str:
        return "Show the last card" if left == 1 else f"Show the next card ({left} left)"

    def five_minutes_left(self, until: str) -> str:
        return f"Five minutes left. This part goes on until {until}."

    def time_is_up(self, until: str) -> str:
        return f"The time for this part ran out at {until}. Go on when you are ready, or give more time."

    def new_times(self, until: str, expected_end: str) -> str:
        return f"This part now goes on until {until}. The meeting ends at about {expected_end}."

    def paused_since(self, at: str) -> str:
        return f"Break since {at}."

    def side_asks_break(self, side: str) -> str:
        return f"{capital(side)} asks for a break of its own."
