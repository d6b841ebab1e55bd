"""A person's overview, in English."""

from dialogs.commands import Topic

_TASKS = {
    "sign_announcement": "Sign the message",
    "sign_minutes": "Sign the minutes",
    "check_point": "Answer for the follow-up group",
    "evaluate": "Evaluate a pilot",
    "sign_summary": "Sign a summary",
    "admit": "Let in those who wait at the door",
    "arrive": "Say that you are here",
    "substitute_for": "Say whom you are here for",
    "name_signer": "Choose who signs",
    "hand_in": "Hand in what you agree on",
    "take_positions": "Answer the proposals",
    "confirm_outcome": "Confirm a wording, or say no",
    "approve_minutes": "Say when the minutes are approved",
    "start_pilot": "Say that a pilot starts",
    "take_evaluation": "Put an evaluation on the meeting",
    "answer_check": "Check a proposal before start",
    "agree_agenda": "Look at the agenda, and say if you agree",
    "answer_inventory": "Answer what you use AI for",
    "answer_field": "Finish your draft",
    "submit_proposal": "Send your draft of a proposal",
}
_TOPICS = {
    Topic.OVERVIEW: "overview – everything at once",
    Topic.MEETINGS: "meetings – your meetings",
    Topic.TASKS: "tasks – what waits for you",
    Topic.PROPOSAL: "proposal – write a proposal for a pilot",
    Topic.DECISIONS: "decisions – what your committees have come to",
    Topic.LANGUAGE: "language – change between Danish and English",
    Topic.FOUND: "setup – set a committee up in this conversation",
    Topic.HELP: "help – this list",
}


class Overview:
    """What is said in the overview, in English."""

    to_sign_title = "Waiting for your signature"
    tasks_title = "Your tasks"
    nothing_to_do = "Nothing waits for you."
    meetings_title = "Your meetings"
    no_meetings = "You have no meetings yet."
    join = (
        "If you are in a committee, ask its secretary to put you on the list. "
        "If it is not set up, write “setup” in its conversation."
    )
    open_meeting = "Open the meeting"
    lasts_now = "The meeting is going on"
    my_proposals_title = "Your proposals"
    no_own_proposals = "You have no proposals yet."
    decisions_title = "Decisions"
    no_decisions = "There are no decisions yet."
    list_title = "The committee's list"
    more_left_out = "There are more. Open the meeting to see them."

    you_can_write = "You can write:"
    not_understood = "We do not know that. You can write:"
    language_later = "The meeting is going on. Change the language afterwards."
    language_set = "The language is changed for the whole committee."

    propose_in = "Which committee is the proposal for?"
    cpr_covered = "There was a CPR number in the message. It has been taken out."
    text_cut = "The message was too long, so its end is left out."
    no_meeting_to_propose_to = "Your committees have no meeting ahead that a proposal could come up at."

    def task(self, action: str) -> str:
        return _TASKS[action]

    def topic(self, topic: Topic) -> str:
        return _TOPICS[topic]
