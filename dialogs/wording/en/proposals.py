"""Proposals for pilots in English."""

from collections.abc import Mapping

from dialogs.wording.letters import small

FIELDS = {
    "title": "Title",
    "problem": "Which problem do you want to solve, and who feels it?",
    "core_task": "Which part of the core task is it about?",
    "trial": "What do you want to try?",
    "without_ai": "Could it be solved without AI?",
    "without_ai_note": "What speaks for and against solving it without AI?",
    "tool_status": "Do you have the tool?",
    "tool": "Which tool?",
    "participants": "Who takes part?",
    "voluntary": "Is it voluntary to take part?",
    "ai_does": "What should AI do?",
    "people_do": "What should people still do?",
    "responsible_leader": "Responsible leader",
    "decided_by": "Who can decide it?",
    "involved": "Where has the proposal been discussed with the employees?",
    "involvement": "How have the employees been part of the proposal?",
    "effect_pace": "The pace will be",
    "effect_content": "The content of the work will be",
    "effect_quality": "The quality will be",
    "effect_judgement": "The room for professional judgement will be",
    "effect_relations": "The relations will be",
    "effect_control": "The influence on one's own work will be",
    "effects": "What does it mean for the working day, professional standards and well-being?",
    "new_work": "Which new tasks come with it?",
    "new_work_hours": "How many hours a week do the new tasks take?",
    "gains_to": "Who benefits most?",
    "gains": "What will time saved be used for?",
    "data_kinds": "Which kinds of information are needed?",
    "data_types": "What information is it?",
    "start_on": "Begins on",
    "end_on": "Ends on",
    "baseline": "How is it today?",
    "success_signs": "We succeed if",
    "stop_criteria": "We stop if",
    "may_stop": "Who can say stop from day to day?",
    "training": "What training is there?",
    "training_hours": "How many hours of training are there for each?",
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
    "without_ai_note": "Can be left empty. For example: A template helps, but somebody still writes the letter.",
    "tool_status": "It is easiest to begin with what the municipality has. For example: The writing aid in the record.",
    "tool": "For example: The writing aid in the record. Write “not known yet” if you have not found one.",
    "participants": "Number and roles, not names. For example: 6 assistants and 1 team leader.",
    "voluntary": "It is a good beginning when the first ones came forward themselves, for example at a team meeting.",
    "ai_does": "For example: Writes a draft.",
    "people_do": "For example: Read it, correct it and talk with the citizen.",
    "responsible_leader": "The one who answers for the pilot, for example your team leader. Ask before you choose.",
    "decided_by": "It shows which committee is the right one. For example: Your own leader decides for the team.",
    "involved": "Choose the place where you have come furthest. For example: At a staff meeting.",
    "involvement": "For example: Everybody on the team said what they wished for at a staff meeting.",
    "effect_pace": (
        "Six short answers about the working day, as far as you know now. "
        "For example: The pace will be worse if every answer must be read through."
    ),
    "effects": "For example: We get more quiet for letters, but talk less about them.",
    "new_work": "For example reading answers through, or helping colleagues get started.",
    "new_work_hours": "One number for everybody together. For example: 2.5.",
    "gains_to": "For example the citizens, if the time goes to visits.",
    "gains": "For example: Half an hour a day that goes to visits.",
    "data_kinds": "Choose all that fit. For example: About citizens and CPR numbers, when AI reads a record.",
    "data_types": "For example: Time and place from the route list, without names. If you do not know, say so.",
    "start_on": "Four to twelve weeks is usually right. For example: From the first Monday in March.",
    "end_on": "For example six weeks after you begin.",
    "baseline": "For example: Today a letter takes 40 minutes, and every fifth citizen calls.",
    "success_signs": (
        "Two to four signs. At least one for the employees and one for the citizens or the quality. "
        "For example: Fewer call about the letter."
    ),
    "stop_criteria": "For example: More than two mistakes a week in what the citizen gets.",
    "may_stop": "Write a role, not a name. For example: The daily coordinator.",
    "training": "For example: An introduction, and a colleague to ask.",
    "training_hours": "A number. For example: 2.",
    "sceptics": "For example: Two who are in doubt are in the follow-up group.",
    "excluded": "For example because of language, sight or experience with computers.",
    "cost": "For example: 12,000 kroner a year, and the agreement can be ended with a month's notice.",
}
_EFFECT = {"better": "Better", "unchanged": "Unchanged", "worse": "Worse", "dont_know": "Don't know"}
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
    "involved": {
        "not_yet": "Not yet",
        "trio": "In the trio (leader, shop steward and safety representative)",
        "staff_meeting": "At a staff meeting",
        "safety_group": "In the health and safety group",
        "med": "In MED",
    },
    **{name: _EFFECT for name in FIELDS if name.startswith("effect_")},
    "gains_to": {
        "citizens": "The citizens",
        "employees": "The employees",
        "both": "Citizens and employees alike",
        "budget": "The municipality's finances",
        "dont_know": "Don't know",
    },
    "data_kinds": {
        "none": "No information about people",
        "citizens": "About citizens",
        "employees": "About employees",
        "sensitive": "Sensitive, for example about health",
        "cpr": "CPR numbers",
        "dont_know": "Don't know",
    },
}


class Proposals:
    """What is said about a proposal before the meeting, in English."""

    propose_title = "Proposal for a pilot"
    propose_help = "It takes less than five minutes. You can save a draft and change it later."
    new_idea = "Write a new proposal"
    change = "Change the draft"
    draft_saved = "The draft is saved. Send it when it is ready."
    elaborate = "Say more about it"
    submit = "Send the proposal"
    submitted = "Thank you. The proposal has been sent to the chair and the vice-chairs."
    submitted_late = "The deadline for this meeting has passed. The proposal goes to the next meeting."
    withdraw_proposal = "Take the proposal back"

    new_proposal = "There is a new proposal for a pilot. It is waiting for its check before start."
    came_late = "The proposal came after the deadline and belongs to the next meeting."
    light_label = "Check before start"
    red_stays_off = "Red check: The proposal cannot come up at the meeting as it is now."
    red_goes_back = "Send it back to the proposer, and write what must be changed."
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

    begin_proposal = "Begin step by step"
    whole_form = "Write it all at once"
    draft_begun = "The draft is saved. Answer one question at a time. Take a break whenever you like."
    answer_kept = "The answer is saved."
    draft_is_whole = "Every question has an answer. Hand the proposal in when it is ready."
    keep_answer = "Save and go on"
    answer_with_note = "Answer with a note"
    whole_draft = "The whole draft"
    change_handed_in = "Change the proposal"
    changed_late = "The proposal was changed after the deadline."
    nothing_stood = "It was empty."
    name_authors = "Write with others"
    authors_label = "Whom do you write with?"
    authors_help = "They can change the proposal and are named on it. Only you can hand it in and take it back."
    you_write_too = "You are a co-author of the proposal and can change it."
    written_by = "Written by"

    comments_title = "What the sides say before the meeting"
    comment_kept = "Saved. Everybody can read it before the meeting."
    comment_for = "Write a comment"
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
