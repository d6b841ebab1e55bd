"""Proposals for pilots in English."""

from collections.abc import Mapping

from dialogs.wording.letters import small

FIELDS = {
    "title": "Title",
    "problem": "Which problem do you want to solve, and who feels it?",
    "core_task": "Which part of the core task is it about?",
    "trial": "What do you want to try?",
    "without_ai": "Could it be solved without AI?",
    "tool_status": "Do you have the tool?",
    "tool": "Which tool?",
    "participants": "Who takes part?",
    "voluntary": "Is it voluntary to take part?",
    "ai_does": "What should AI do?",
    "people_do": "What should people still do?",
    "responsible_leader": "Responsible leader",
    "decided_by": "Who can decide it?",
    "involvement": "How have the employees been part of the proposal?",
    "effects": "What does it mean for the working day, professional standards and well-being?",
    "new_work": "Which new tasks come with it?",
    "gains": "Who benefits, and what will time saved be used for?",
    "data_types": "Which information is needed?",
    "start_on": "Begins on",
    "end_on": "Ends on",
    "baseline": "How is it today?",
    "success_signs": "We succeed if",
    "stop_criteria": "We stop if",
    "may_stop": "Who can say stop from day to day?",
    "training": "What training is there, and how much time is set aside?",
    "sceptics": "How do you bring along those who have doubts?",
    "excluded": "Who cannot take part, and what do you do then?",
    "cost": "What does it cost, who supplies it, and how do you get out of it again?",
}
_HELPS = {
    "title": "At most 80 characters. For example: Letters in plain language.",
    "problem": "For example: Citizens call because they do not understand the letter. Both they and we feel it.",
    "core_task": "For example: The citizen gets the right help in time.",
    "trial": "The smallest thing you can try. For example: Two caseworkers write letters with help for four weeks.",
    "without_ai": "For example with a better template or another way of working.",
    "tool_status": "It is easiest to begin with what the municipality has. For example: The writing aid in the record.",
    "tool": "For example: The writing help in the journal. Write “not known yet” if you have not found one.",
    "participants": "Number and roles, not names. For example: 6 assistants and 1 team leader.",
    "voluntary": "It is a good beginning when the first ones came forward themselves, for example at a team meeting.",
    "ai_does": "For example: Writes a draft.",
    "people_do": "For example: Read it, correct it and talk with the citizen.",
    "responsible_leader": "The one who answers for the pilot, for example your team leader. Ask before you choose.",
    "decided_by": "It shows which committee is the right one. For example: Your own leader decides for the team.",
    "involvement": "For example at a staff meeting, or with the shop steward and the health and safety representative.",
    "effects": "For example pace, content, quality and time together.",
    "new_work": "For example reading answers through, or helping colleagues get started.",
    "gains": "For example: Half an hour a day that goes to visits.",
    "data_types": "For example about citizens, about employees or not about people at all. If you do not know, say so.",
    "end_on": "For example six weeks after you begin.",
    "baseline": "For example: Today a letter takes 40 minutes, and every fifth citizen calls.",
    "stop_criteria": "For example: More than two mistakes a week in what the citizen gets.",
    "may_stop": "Write a role, not a name. For example: The daily coordinator.",
    "training": "For example: Two hours for each, and a colleague to ask.",
    "sceptics": "For example: Two who are in doubt are in the follow-up group.",
    "excluded": "For example because of language, sight or experience with computers.",
    "cost": "For example: 12,000 kroner a year, and the agreement can be ended with a month's notice.",
}
_ANSWERS: Mapping[str, Mapping[str, str]] = {
    "without_ai": {"yes": "Yes", "partly": "Partly", "no": "No", "dont_know": "Don't know"},
    "tool_status": {"known": "Yes, we know it", "coming": "It is on its way", "unknown": "We do not know yet"},
    "voluntary": {"yes": "Yes", "no": "No"},
    "decided_by": {
        "own_leader": "Our own leader",
        "local_leader": "The leader of the whole workplace",
        "area_director": "The head of the area",
        "executive_board": "The executive board",
        "council": "The municipal council",
    },
}


class Proposals:
    """What is said about a proposal before the meeting, in English."""

    propose_title = "Proposal for a pilot"
    propose_help = "It takes less than five minutes. You can save a draft and change it later."
    new_idea = "Write a new proposal"
    change = "Change the draft"
    draft_saved = "The draft is saved. Send it when it is ready."
    elaborate = "Say more about the proposal"
    submit = "Send the proposal"
    submitted = "Thank you. The proposal has been sent to the chair and the vice-chairs."
    submitted_late = "The deadline for this meeting has passed. The proposal goes to the next meeting."
    withdraw_proposal = "Take the proposal back"
    four_to_twelve_weeks = "Four to twelve weeks is usually right. For example: From the first Monday in March."
    signs_help = (
        "Two to four signs. At least one for the employees and one for the citizens or the quality. "
        "For example: Fewer call about the letter."
    )

    new_proposal = "There is a new proposal for a pilot. It is waiting for its check before start."
    came_late = "The proposal came after the deadline and belongs to the next meeting."
    light_label = "Check before start"
    red_stays_off = "Red check: The proposal cannot come up at the meeting. Tell the proposer what must be changed."
    conditions_label = "Conditions"
    shortlist = "Put it on the agenda"
    on_the_table = "The proposal will come up at the meeting."
    will_be_discussed = "Will be discussed at the meeting"
    closed_label = "Open or closed item"
    ground_label = "Reason for closing the item"
    ground_help = "Only for a closed item."

    not_this_time = "The proposal was not on the meeting this time. It waits for the next one, and you will be told."
    similar_title = "Looks like this"
    similar_help = "See whether you can use what was tried instead of starting over."
    similar_mark = "The proposal looks like something that was tried or proposed before."

    begin_proposal = "Begin a proposal"
    draft_begun = "The draft is saved. Answer one question at a time. Take a break whenever you like."
    answer_kept = "The answer is saved."
    draft_is_whole = "Every question has an answer. Hand the proposal in when it is ready."
    keep_answer = "Save and go on"
    change_handed_in = "Change the proposal"
    changed_late = "The proposal was changed after the deadline."
    nothing_stood = "Nothing stood there."
    name_authors = "Write together with others"
    authors_label = "Whom do you write with?"
    authors_help = "They can change the proposal and are named on it. Only you can hand it in and take it back."
    you_write_too = "You write on the proposal too and can change it."
    written_by = "Written by"

    comments_title = "What the sides say before the meeting"
    comment_kept = "Saved. Everybody can read it before the meeting."
    comment_for = "Write a comment from your side"
    comment_help = "Everybody can read it. It is your side's, without a name. Colleagues on your side can change it."
    two_minutes_now = "The item begins now. You are welcome to tell about the proposal for two minutes."

    def comment_of(self, side: str) -> str:
        return f"Comment from {side}"

    def two_minutes(self, day: str, clock: str) -> str:
        return f"Tell about it for two minutes. It is on {day} at about {clock}."

    def question_of(self, number: int, count: int) -> str:
        return f"Question {number} of {count}"

    def stood_before(self, day: str, clock: str) -> str:
        return f"Before {day} at {clock} it said:"

    def proposal_now(self, state: str) -> str:
        return f"News about your proposal: {small(state)}."

    def field(self, name: str) -> str:
        return FIELDS[name]

    def field_help(self, name: str) -> str:
        return _HELPS.get(name, "")

    def answer(self, name: str, option: str) -> str:
        return _ANSWERS[name][option]
