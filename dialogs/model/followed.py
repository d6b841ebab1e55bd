"""What is known of a pilot that is followed: answers at its check-points, and its evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dialogs.model.ids import ItemId, ProposalId


class Course(StrEnum):
    """How a pilot goes, in words that people know as a traffic light."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Advice(StrEnum):
    """What a follow-up group recommends when a pilot is evaluated."""

    ADOPT = "adopt"
    ADJUST = "adjust"
    STOP = "stop"
    SCALE = "scale"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a follow-up group says at a check-point. It is the group's, and nobody's name stands with it.

    `signs` and `stops` are the signs of success that are seen and the stop criteria that are met, word for word.
    `round` is 1, and one more each time the pilot went on with changes.
    """

    rule: str
    on: date
    course: Course
    text: str
    signs: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    round: int = 1


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of a pilot, by the follow-up group. An empty text is a question left open. `round` as in answers."""

    on: date
    advice: Advice
    citizens: str = ""
    staff: str = ""
    quality: str = ""
    time: str = ""
    calm: str = ""
    unexpected: str = ""
    left_out: str = ""
    changed: str = ""
    because: str = ""
    dissent: str = ""
    round: int = 1


@dataclass(frozen=True, slots=True)
class Following:
    """The follow-up of one pilot. `snoozed` gives until when a check-point was put off; `version` counts changes."""

    item: ItemId
    version: int = 1
    answers: tuple[Answer, ...] = ()
    snoozed: Mapping[str, date] = field(default_factory=dict)
    evaluation: Evaluation | None = None

    def answered(self, rule: str) -> bool:
        """Say whether the group has answered at a check-point."""
        return any(answer.rule == rule for answer in self.answers)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """An evaluation that another meeting of the committee can take up. `taken` says that one has it on its table."""

    item: ItemId
    meeting: int
    title: str
    evaluation: Evaluation
    version: int
    proposal: ProposalId | None = None
    closed: bool = False
    ground: str = ""
    taken: bool = False
