"""Lines of text for Adaptive Cards, in elements that read no markup, no mention and no link.

A TextRun takes what it is given as plain text, but for one thing: `{{DATE(…)}}` and `{{TIME(…)}}` become a date. A run
that ends between the two braces takes that away too, and nobody can see it.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from bot.platforms.teams.limits import LIMITS
from dialogs.cards import Line, Said

Json = dict[str, Any]
_BETWEEN_BRACES = re.compile(r"(?<=\{)(?=\{)")
Piece = tuple[str, Json]
# An empty line of its own height; one with an ordinary space has none.
_EMPTY = "\u00a0"

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_OPENS = frozenset("\u2066\u2067\u2068")
_TURNS = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def line_blocks(line: Line, **style: object) -> list[Json]:
    """Give a line as rich text: one block for each line of text, and one more where a text is very long."""
    found = []
    for number, pieces in enumerate(_broken(line, style)):
        runs = [{"type": "TextRun", "text": text, **how} for text, how in pieces] or [
            {"type": "TextRun", "text": _EMPTY}
        ]
        found.append({"type": "RichTextBlock", "inlines": runs, **({"spacing": "None"} if number else {})})
    return found


def own_words(line: Line) -> str:
    """Give what is ours of a line, for places where it cannot be told apart from what people typed."""
    return "".join(part for part in line if isinstance(part, str)).strip()


def plain(line: Line) -> str:
    """Give a line as text, for a place that shows nothing but text. What people typed stands between isolates."""
    return "".join(isolate(part.text) if isinstance(part, Said) else part for part in line)


def isolated(text: str) -> str:
    """Give a text that keeps its direction to itself: the words around it stay as they are."""
    return isolate(text) if any(unicodedata.bidirectional(char) in _TURNS for char in text) else text


def isolate(text: str) -> str:
    """Give a text between isolates that nothing in it can close."""
    kept, depth = [], 0
    for char in text:
        if char == POP_ISOLATE and not depth:
            continue
        depth += (char in _OPENS) - (char == POP_ISOLATE)
        kept.append(char)
    return FIRST_STRONG_ISOLATE + "".join(kept) + POP_ISOLATE * (depth + 1)


def _broken(line: Line, style: Json) -> Iterator[list[Piece]]:
    """Cut a line at its line breaks, and where it grows too long for one block."""
    pieces: list[Piece] = []
    used = 0
    for part in line:
        for number, text in enumerate(part.split("\n") if isinstance(part, str) else part.text.split("\n")):
            if number:
                yield pieces
                pieces, used = [], 0
            for cut in _cut(text):
                if pieces and used + len(cut) > LIMITS["block_chars"]:
                    yield pieces
                    pieces, used = [], 0
                shown = isolated(cut) if isinstance(part, Said) else cut
                pieces += [(run, style) for run in _without_dates(shown)]
                used += len(cut)
    yield pieces


def _cut(text: str) -> Iterator[str]:
    for start in range(0, len(text), LIMITS["block_chars"]):
        yield text[start : start + LIMITS["block_chars"]]


def _without_dates(text: str) -> list[str]:
    return _BETWEEN_BRACES.split(text)
