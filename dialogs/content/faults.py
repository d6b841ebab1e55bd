"""What is wrong in a content file, said so that the one who edits it can put it right."""

from dataclasses import dataclass
from enum import StrEnum


class Slip(StrEnum):
    """What can be wrong with words, days and numbers; what else can be wrong with a file is `other`.

    The code is stable English; who edits in the register reads its sentence in `wording`.
    """

    WORDS = "words"
    UNDATED = "undated"
    CARDS = "cards"
    RANGE = "range"
    PLACES = "places"
    RULE = "rule"
    TWICE = "twice"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        file: language and name, such as `da/knowledge.toml`.
        key: where in the file, such as `card[4].text` (the fourth `[[card]]`); empty for the file as a whole.
        problem: what is wrong.
        remedy: what to write instead.
        line: the line, counted from 1, where the file is not TOML at all and the line is known.
        slip: the kind of fault; `least` and `most` are its bounds, where it has some.
    """

    file: str
    key: str
    problem: str
    remedy: str
    line: int | None = None
    slip: Slip = Slip.OTHER
    least: int = 0
    most: int = 0

    def __str__(self) -> str:
        """Give the fault as one line of text."""
        place = self.file if self.line is None else f"{self.file}, line {self.line}"
        place = f"{place}, {self.key}" if self.key else place
        return f"{place}: {self.problem}. {self.remedy}."


class ContentFault(Exception):
    """Content cannot be used. `faults` holds everything that is wrong, in all files."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        """Refuse content because of `faults`."""
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults
