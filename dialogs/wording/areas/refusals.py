"""Why something was refused, in words."""

from collections.abc import Mapping
from typing import Protocol

from dialogs.model.refusals import Reason


class Refusals(Protocol):
    """The sentence of every refusal: the rule, the value, and what to do next."""

    def refusal(self, reason: Reason, values: Mapping[str, str | int], field: str = "") -> str:
        """Give the sentence. `values` and `field` are those of the refusal; a field shows under its label."""
        ...
