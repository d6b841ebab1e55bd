"""Texts as screens show them, so that what was typed can be found again."""

import re
import unicodedata

_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")


def one_blank(text: str) -> str:
    """Give a text with every run of blanks made one; line breaks stay."""
    return _BLANKS.sub(" ", text)


def as_shown(typed: str) -> str:
    """Give a typed text as a screen shows it: composed, no control characters, lines trimmed, blanks made one."""
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs"})
    composed = unicodedata.normalize("NFC", kept)
    return "\n".join(one_blank(line).strip() for line in composed.split("\n")).strip()
