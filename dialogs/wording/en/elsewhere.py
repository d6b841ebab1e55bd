"""The same pilot in another committee, in English."""


class Elsewhere:
    """What is told to a committee that considers what another has tried, in English."""

    tried_elsewhere = "The same has been tried elsewhere"
    is_like = " is like "
    tried_in = " of "
    came_to = "It came to"
    why_alike = (
        "You get this once because you consider a proposal with the same tool for the same core task. "
        "Ask them before you decide."
    )
