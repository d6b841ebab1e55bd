"""The same pilot in another committee."""

from typing import Protocol


class Elsewhere(Protocol):
    """What is told to a committee that considers what another tried. `is_like` and `tried_in` stand between names."""

    elsewhere_title: str
    is_like: str
    tried_in: str
    came_to: str
    why_alike: str
