"""What the register shows beside the minutes: how pilots are followed, guidelines, figures."""

from typing import Protocol

from dialogs.model.followed import Course
from dialogs.register import Followed, PilotGroup, Quarter, Reviewed


class RegisterViews(Protocol):
    """What is said of follow-up, guidelines and figures."""

    follow_up_title: str
    follow_up_label: str
    nothing_followed: str
    left_alone_title: str
    nothing_left_alone: str
    stop_met_goes_on: str
    evaluation_waits: str
    not_answered: str

    guidelines_title: str
    guidelines_label: str
    no_guidelines: str
    review_label: str
    figures_title: str
    figures_help: str
    same_in_table: str
    nothing_counted: str
    quarter_label: str
    count_label: str
    pilots_by_quarter: str
    pilots_by_quarter_help: str
    pilots_by_state: str
    idea_to_decision: str
    idea_to_decision_help: str
    median_days: str
    check_points_figure: str
    check_points_figure_help: str
    themes_figure: str
    themes_figure_help: str
    take_away_dossier: str
    proposal_part: str

    def reviewed(self, which: Reviewed) -> str: ...
    def group_of_pilots(self, group: PilotGroup) -> str: ...
    def quarter(self, quarter: Quarter) -> str: ...
    def table_of(self, title: str) -> str: ...
    def course_in_short(self, course: Course) -> str: ...

    def dossier_of(self, title: str) -> str: ...
    def followed(self, what: Followed) -> str: ...
    def group_is_silent(self, since: str) -> str: ...
    def group_was_asked(self, since: str) -> str: ...
    def group_will_be_asked(self, on: str) -> str: ...
    def stops_met_count(self, count: int) -> str: ...
    def group_advises(self, advice: str) -> str: ...
