"""Pilots that are followed."""

from typing import Protocol

from dialogs.model.followed import Advice, Course


class Following(Protocol):
    """What is said at check-points and about evaluations. Titles end before a name."""

    follow_title: str
    why_asked: str
    why_told: str
    course_label: str
    one_line_label: str
    one_line_help: str
    signs_seen_label: str
    stops_met_label: str
    signs_seen: str
    stops_met: str
    answer_check_point: str
    check_point_kept: str
    snooze: str
    until_label: str
    answers_title: str
    stop_met: str
    stop_is_met: str
    stop_is_met_you: str
    course_red_told: str
    evaluation_title: str
    evaluate: str
    evaluate_again: str
    evaluation_kept: str
    advice_label: str
    take_evaluation: str
    evaluation_taken: str
    becomes_label: str
    pilot_not_started: str
    group_is_incomplete: str

    def course(self, course: Course) -> str: ...
    def advice(self, advice: Advice) -> str: ...
    def evaluated(self, name: str) -> str: ...
    def check_point_question(self, rule: str) -> str: ...
    def waits_for_you(self, since: str) -> str: ...
    def group_has_not_answered(self, since: str) -> str: ...
    def snoozed(self, until: str) -> str: ...
    def evaluation_came(self, advice: str) -> str: ...
    def evaluation_of(self, title: str) -> str: ...
