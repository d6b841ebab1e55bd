"""Summaries between meetings."""

from typing import Protocol

from dialogs.model.summarized import SummaryKind


class Summaries(Protocol):
    """What is told between meetings, and about its way to the organisation."""

    summary_progress: str
    summary_chosen: str
    summary_learnt: str
    summary_stopped: str
    summary_waiting: str
    summary_not_started: str
    summary_waits: str
    why_summary: str
    why_evaluation: str
    year_plan: str
    year_training: str
    year_rules: str
    year_no_rules: str

    def summary_title(self, kind: SummaryKind) -> str: ...
    def learnt(self, name: str) -> str:
        """Say what an answer of an evaluation is about, to those who were not asked."""
        ...

    def why_year(self, committee: str) -> str: ...
    def year_from_day(self, day: str) -> str: ...
    def year_source(self, law: str, day: str) -> str: ...
    def summary_of_time(self, committee: str, since: str, last: str) -> str: ...
    def summary_of_evaluation(self, title: str) -> str: ...
