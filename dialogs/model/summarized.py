"""Texts to the organisation between meetings: what an evaluation came to, each month, and each half-year.

Once a year the formandskab alone is told what to look at; that is counted as they are, and has no text to sign.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dialogs.model.followed import Answer, Evaluation
from dialogs.model.pilots import PilotState
from dialogs.model.signed import Announcement


class SummaryKind(StrEnum):
    """What a summary is about. A committee can do without all but the first."""

    EVALUATION = "evaluation"
    MONTH = "month"
    HALF_YEAR = "half_year"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Summary:
    """A text on its way to the organisation's channel, signed like the message from a meeting.

    Attributes:
        id: its kind and what it is about, such as "month.2027-03-01".
        since: the first day it is about, and `until` the first day it is not; both None for an evaluation.
        title: the pilot that was evaluated, as people typed it.
        text: the text with its signatures. Number 0 says that there was nothing to tell.
    """

    id: str
    kind: SummaryKind
    since: date | None = None
    until: date | None = None
    title: str = ""
    text: Announcement = field(default_factory=Announcement)


@dataclass(frozen=True, slots=True)
class Reported:
    """A pilot as it may be told of: an open decision in signed minutes, and what came of it.

    Attributes:
        chosen_on: the local day of the meeting that chose it.
        concluded_on: that of the meeting that concluded on it, once its minutes are signed; `because` is what it said.
        answer: what the follow-up group said last; `evaluation` what it came to.
        unanswered_since: since when the group owes an answer though its formandskab was told.
    """

    committee: str
    title: str
    state: PilotState
    chosen_on: date
    concluded_on: date | None = None
    because: str = ""
    answer: Answer | None = None
    evaluation: Evaluation | None = None
    unanswered_since: date | None = None
