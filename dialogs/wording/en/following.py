"""Pilots that are followed, in English."""

from dialogs.model.check_points import EVALUATION
from dialogs.model.followed import Advice, Course

_COURSES = {
    Course.GREEN: "Green: it goes as we hoped",
    Course.YELLOW: "Yellow: something must be adjusted",
    Course.RED: "Red: it does not go as it should",
}
_ADVICE = {
    Advice.ADOPT: "Make it normal practice",
    Advice.ADJUST: "Adjust it, and try a little longer",
    Advice.STOP: "Stop the pilot",
    Advice.SCALE: "Extend it to more people (a new item in MED)",
}
_EVALUATED = {
    "citizens": "What did citizens get out of it?",
    "staff": "What did employees get out of it?",
    "quality": "What happened to quality?",
    "time": "What happened to time?",
    "calm": "Did it bring more or less calm?",
    "unexpected": "What did you not expect?",
    "left_out": "Who was not part of it, and what did that mean?",
    "changed": "What did you change on the way?",
    "because": "Why do you recommend this?",
    "dissent": "Does anybody see it otherwise? Write how, without names",
}


class Following:
    """What is said at check-points and about evaluations, in English."""

    follow_title = "Follow-up of "
    why_asked = (
        "You get this because you are in the follow-up group. Answer on your page; one answer is enough for all. "
        "If it is too early, put the question off there."
    )
    why_told = "You get this because you are chair or vice-chair. It ends when the group answers or puts it off."
    course_label = "How is it going?"
    one_line_label = "Say it in one line"
    one_line_help = "Write roles, not names."
    signs_seen_label = "Which signs that it works can you see?"
    stops_met_label = "Has anything happened that you would stop for?"
    signs_seen = "Signs we can see"
    stops_met = "What we would stop for has happened"
    answer_check_point = "Send the group's answer"
    check_point_kept = "Thank you. The answer is kept as the group's."
    snooze = "Put off"
    until_label = "Ask again on"
    answers_title = "The group's answers"
    stop_met = "This has happened: "
    stop_is_met = "The one who can stop the pilot has been asked."
    stop_is_met_you = "Decide now: shall the pilot stop, or pause?"
    course_red_told = "The follow-up group answers red. Read the answer on your page, and talk to the group."
    evaluation_title = "Evaluation"
    evaluate = "Evaluate the pilot"
    evaluate_again = "Change the evaluation"
    evaluation_kept = "Thank you. Chair and vice-chair have been told and can put it on the next meeting."
    advice_label = "The group recommends"
    take_evaluation = "Put it on the agenda"
    evaluation_taken = "The evaluation is an item of the meeting."
    group_is_incomplete = "The follow-up group no longer has somebody from both sides. Agree on who joins it."
    becomes_label = "What becomes of the pilot?"
    pilot_not_started = (
        "Nobody has said that the pilot has started. You get this because you are its responsible leader. "
        "If it has begun, say so on your page."
    )

    def course(self, course: Course) -> str:
        return _COURSES[course]

    def advice(self, advice: Advice) -> str:
        return _ADVICE[advice]

    def evaluated(self, name: str) -> str:
        return _EVALUATED[name]

    def check_point_question(self, rule: str) -> str:
        if rule.startswith("+"):
            return "Do you still use it, and is it still worth the trouble?"
        if rule == EVALUATION:
            return "The pilot is over. Evaluate it: what was before, and what is now?"
        weeks = int(rule.removeprefix("week "))
        if weeks <= 3:
            return "Did you get started? Does anything need adjusting?"
        if weeks < 12:
            return "How is it going half-way? Look at the signs, the unexpected, and work that nobody sees."
        return "Time is up. Answer here, and evaluate the pilot: what was before, and what is now?"

    def waits_for_you(self, since: str) -> str:
        return f"This has waited for you since {since}."

    def group_has_not_answered(self, since: str) -> str:
        return f"The follow-up group was asked on {since} and has not answered. Talk to the group."

    def snoozed(self, until: str) -> str:
        return f"You will be asked again on {until}, or on the first working day after it."

    def evaluation_came(self, advice: str) -> str:
        return f"The follow-up group has evaluated the pilot and recommends: {advice}. Put it on your next agenda."

    def evaluation_of(self, title: str) -> str:
        return f"Evaluation of {title}"
