"""What the register shows beside the minutes, in English."""

from dialogs.model.followed import Course
from dialogs.register import Followed, PilotGroup, Quarter, Reviewed

_FOLLOWED = {
    Followed.WAITING: "Waiting for an answer",
    Followed.COMING: "To come",
    Followed.ANSWERED: "Answered",
    Followed.STOPS: "Something happened that was to stop it",
    Followed.EVALUATED: "Evaluated",
}
_REVIEWED = {
    Reviewed.DUE: "To be looked at again now",
    Reviewed.LATER: "To be looked at again later",
    Reviewed.NEVER: "Without a day for that",
}
_GROUPS = {
    PilotGroup.AHEAD: "Chosen or deferred",
    PilotGroup.RUNNING: "Under way",
    PilotGroup.ENDED: "Ended",
    PilotGroup.NOT_CHOSEN: "Not chosen",
}
_SAID = {Course.GREEN: "Green", Course.YELLOW: "Yellow", Course.RED: "Red"}


class RegisterViews:
    """What is said of follow-up, guidelines and figures."""

    follow_up_title = "Follow-up"
    follow_up_label = "Show follow-up that is"
    nothing_followed = "There is no follow-up that fits."
    left_alone_title = "Follow-up that waits"
    nothing_left_alone = "No follow-up has waited for too long."
    stop_met_goes_on = "Something happened that was to stop the pilot. It was neither stopped nor paused."
    evaluation_waits = "The follow-up group has evaluated the pilot. No meeting has dealt with it yet."
    not_answered = "Not answered"
    guidelines_title = "Guidelines"
    guidelines_label = "Show guidelines that are"
    no_guidelines = "There are no guidelines that fit."
    review_label = "To be looked at again"
    figures_title = "In figures"
    figures_help = "The figures are of decisions of the last two years. Closed items are not counted."
    same_in_table = "The same figures stand in the table below the chart."
    nothing_counted = "There is nothing to count yet."
    quarter_label = "Quarter"
    count_label = "Number"
    pilots_by_quarter = "Pilots by quarter"
    pilots_by_quarter_help = "Each pilot stands in the quarter in which its committee last decided on it."
    pilots_by_state = "How far the pilots are"
    idea_to_decision = "From idea to decision"
    idea_to_decision_help = "Half of the proposals had their first decision within so many days of being handed in."
    median_days = "Days"
    check_points_figure = "Check-points that were met"
    check_points_figure_help = "What follow-up groups answered, by the quarter in which they were to be asked."
    themes_figure = "Themes over time"
    themes_figure_help = "The themes under which most meetings put what they saw, in the committees' own words."
    take_away_dossier = "Take the pilot's dossier away"
    proposal_part = "The proposal"

    def reviewed(self, which: Reviewed) -> str:
        return _REVIEWED[which]

    def group_of_pilots(self, group: PilotGroup) -> str:
        return _GROUPS[group]

    def quarter(self, quarter: Quarter) -> str:
        return f"Q{quarter.number} {quarter.year}"

    def table_of(self, title: str) -> str:
        return f"Table: {title}"

    def course_in_short(self, course: Course) -> str:
        return _SAID[course]

    def dossier_of(self, title: str) -> str:
        return f"Pilot dossier: {title}"

    def followed(self, what: Followed) -> str:
        return _FOLLOWED[what]

    def group_is_silent(self, since: str) -> str:
        return f"The follow-up group was asked on {since}. Neither it nor the chairs have answered."

    def group_was_asked(self, since: str) -> str:
        return f"The follow-up group was asked on {since} and has not answered yet"

    def group_will_be_asked(self, on: str) -> str:
        return f"The follow-up group will be asked on {on}"

    def stops_met_count(self, count: int) -> str:
        return "One stop criterion is met" if count == 1 else f"{count} stop criteria are met"

    def group_advises(self, advice: str) -> str:
        return f"The follow-up group has evaluated it and advises: {advice}"
