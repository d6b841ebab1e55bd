"""Summaries between meetings, in English."""

from dialogs.model.summarized import SummaryKind

_TITLES = {
    SummaryKind.EVALUATION: "Result of an evaluation",
    SummaryKind.MONTH: "Monthly summary of pilots",
    SummaryKind.HALF_YEAR: "Half-yearly report on pilots",
    SummaryKind.YEAR: "The year's look at AI",
}

_LEARNT = {
    "citizens": "Citizens",
    "staff": "Employees",
    "quality": "Quality",
    "time": "Time",
    "calm": "Calm",
    "unexpected": "What we did not expect",
    "left_out": "Who was not part of it",
    "changed": "What we changed on the way",
    "because": "The follow-up group's reasons",
    "dissent": "Some see it otherwise",
}


class Summaries:
    """What is told between meetings, in English."""

    summary_progress = "Under way"
    summary_chosen = "New"
    summary_learnt = "What we learnt"
    summary_stopped = "Stopped, and why"
    summary_waiting = "Waiting"
    summary_not_started = "not started yet"
    summary_waits = (
        "Read the text, change it if something is wrong, and sign it. "
        "It is sent only once chair and vice-chairs have all signed."
    )
    why_summary = "You get this because you are chair or vice-chair. You can switch it off under Reminders."
    why_evaluation = "You get this because you are chair or vice-chair, and the meeting concluded on an evaluation."
    year_plan = "Put follow-up of AI into the yearly plan: when do you look at the pilots and at what became practice?"
    year_training = "Has everybody who uses AI at work had the training they need? Those who are new as well?"
    year_rules = "Rules for AI that is treated as high-risk. Ask the lawyer whether they apply to you"
    year_no_rules = "We know of no rules that began to apply in the last year or will in the next."

    def summary_title(self, kind: SummaryKind) -> str:
        return _TITLES[kind]

    def learnt(self, name: str) -> str:
        return _LEARNT[name]

    def why_year(self, committee: str) -> str:
        return (
            f"You get this once a year because you are chair or vice-chair of {committee}, and you have pilots, "
            "practice or a meeting to come. You can switch it off under Reminders."
        )

    def year_from_day(self, day: str) -> str:
        return f"From {day}"

    def year_source(self, law: str, day: str) -> str:
        return f"Source: {law}, last looked at on {day}."

    def summary_of_time(self, committee: str, since: str, last: str) -> str:
        return f"Pilots with AI, {since} to {last}. From {committee}, both sides."

    def summary_of_evaluation(self, title: str) -> str:
        return f"How it went with {title}"
