"""Small things that are done to a piece of text in every language."""


def capital(text: str) -> str:
    """Give `text` with a capital first, as at the start of a line."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Give `text` with a small letter first, as inside a sentence."""
    return text[:1].lower() + text[1:]


def asked_or_told(label: str) -> str:
    """Give a label as it stands before what it names: with a colon, unless it asks and so ends with its own mark."""
    return label if label.endswith("?") else f"{label}:"


def clip(text: str, chars: int) -> str:
    """Give `text`, cut to `chars` characters with a mark where something is left out."""
    return text if len(text) <= chars else f"{text[: chars - 1].rstrip()}…"


def clip_words(text: str, chars: int) -> str:
    """Give `text` as `clip` does, cut at the end of a word where there is one in its second half."""
    cut = text[: chars - 1]
    words = cut if text[chars - 1 : chars].isspace() else cut.rpartition(" ")[0]
    return text if len(text) <= chars else f"{(words if len(words) * 2 >= chars else cut).rstrip(' ,')}…"
