"""A file of committees, and what can be wrong in it."""

from typing import Protocol

from dialogs.flaws import Flaw, Values


class Sheets(Protocol):
    """Everything that is said of a file of committees."""

    def flaw(self, flaw: Flaw, values: Values) -> str: ...
    def in_row(self, row: int, text: str) -> str: ...
