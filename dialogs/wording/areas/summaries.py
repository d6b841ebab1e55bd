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

    def summary_title(self, kind: SummaryKind) -> str: ...
    def learnt(self, name: str) -> str:
        """Say what an answer of an evaluation is about, to those who were not asked."""
        ...

    def summary_of_time(self, committee: str, since: str, last: str) -> str: ...
    def summary_of_evaluation(self, title: str) -> str: ...
