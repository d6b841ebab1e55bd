"""Small things that are done to a piece of text in every language."""


def capital(text: str) -> str:
    """Give `text` with a capital first, as at the start of a line."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Give `text` with a small letter first, as inside a sentence."""
    return text[:1].lower() + text[1:]


def clip(text: str, chars: int) -> str:
    """Give `text`, cut to `chars` characters with a mark where something is left out: at the end of a word where there
    is one in the second half.
    """
    if len(text) <= chars:
        return text
    cut = text[: chars - 1]
    words = cut if text[chars - 1].isspace() else cut.rpartition(" ")[0]
    return f"{(words if len(words) * 2 >= chars else cut).rstrip(' ,')}…"
