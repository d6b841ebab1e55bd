"""The same pilot in another committee."""

from typing import Protocol


class Elsewhere(Protocol):
    """What is told to a committee that considers what another tried. `is_like` and `tried_in` stand between names."""

    tried_elsewhere: str
    is_like: str
    tried_in: str
    came_to: str
    why_alike: str
