"""What is wrong in a content file, said so that the one who edits it can put it right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        file: language and name, such as `da/knowledge.toml`.
        key: where in the file, such as `card[4].text` (the fourth `[[card]]`); empty for the file as a whole.
        problem: what is wrong.
        remedy: what to write instead.
        line: the line, counted from 1, where the file is not TOML at all and the line is known.
    """

    file: str
    key: str
    problem: str
    remedy: str
    line: int | None = None

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
