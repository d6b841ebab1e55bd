"""The same pilot in another committee, in Danish."""


class Elsewhere:
    """What is told to a committee that considers what another has tried, in Danish."""

    tried_elsewhere = "Det samme er prøvet et andet sted"
    is_like = " ligner "
    tried_in = " fra "
    came_to = "Det blev til"
    why_alike = (
        "Du får den her én gang, fordi I overvejer et forslag med samme redskab til samme kerneopgave. "
        "Spørg dem, før I beslutter."
    )
