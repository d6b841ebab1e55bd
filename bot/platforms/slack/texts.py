"""Texts as Block Kit holds them. What a person typed can mention nobody, link nothing and format nothing.

It stands in the `text` elements of rich text, which Slack never reads for markup; in plain text with `emoji` off, where
only plain text can stand (the options of a choice); and in inputs. Only the line that notices show is markup to
Slack, so that is escaped.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from bot.platforms.slack.limits import LIMITS
from dialogs.cards import Inline, Line, Said

Json = dict[str, Any]

# Marks and letters that turn the direction of what follows them.
_TURNING = frozenset({"R", "AL", "AN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_OPENING = frozenset({"LRI", "RLI", "FSI"})
_ISOLATE, _END = "\u2068", "\u2069"


def clip(text: str, chars: int) -> str:
    """Give a text of at most `chars` characters, with a mark where something was left out."""
    return text if len(text) <= chars else text[: chars - 1].rstrip() + "…"


def short_digest(text: str) -> str:
    """Give what stands for a text that must not be told."""
    return blake2b(text.encode(), digest_size=12).hexdigest()


def plain(text: str, chars: int) -> Json:
    """Give plain text, in which Slack reads neither mentions nor emoji codes."""
    return {"type": "plain_text", "text": clip(text, chars) or " ", "emoji": False}


def escaped(text: str) -> str:
    """Give a text for the one place that Slack reads as markup (docs.slack.dev, "Formatting message text")."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def fallback(text: str) -> str:
    """Give the line that notices and screen readers show instead of the blocks."""
    return escaped(clip(" ".join(text.split()), LIMITS["fallback_chars"])) or " "


def isolated(text: str) -> str:
    """Give a text whose direction turns nothing round it: the same, but for texts that could."""
    if not any(unicodedata.bidirectional(char) in _TURNING for char in text):
        return text
    return "\n".join(_isolated_line(line) for line in text.split("\n"))


def _isolated_line(line: str) -> str:
    kept, open_ones = [], 0
    for char in line:
        kind = unicodedata.bidirectional(char)
        if kind == "PDI" and not open_ones:
            # It would end our own isolate.
            continue
        open_ones += (kind in _OPENING) - (kind == "PDI")
        kept.append(char)
    return f"{_ISOLATE}{''.join(kept)}{_END * open_ones}{_END}"


def words_of(inline: Inline) -> str:
    """Give the words of one piece as they were written."""
    return inline.text if isinstance(inline, Said) else inline


def flat(line: Line) -> str:
    """Give the words of a line as they were written."""
    return "".join(map(words_of, line))


def is_ours(line: Line) -> bool:
    """Say whether nobody typed any of it."""
    return not any(isinstance(inline, Said) for inline in line)


class Part:
    """A piece of rich text of a kind: `rich_text_section`, `rich_text_quote`, or `bullet` for a point of a list."""

    __slots__ = ("chars", "elements", "kind")

    def __init__(self, kind: str, elements: list[Json]) -> None:
        """Hold the text elements of one piece."""
        self.kind, self.elements = kind, elements
        self.chars = sum(len(element["text"]) for element in elements)


def parts(kind: str, line: Line, *, bold: bool = False) -> Iterator[Part]:
    """Give a line as one piece of rich text, or as several where it is too long for one."""
    style: Json = {"style": {"bold": True}} if bold else {}
    elements: list[Json] = []
    room = LIMITS["text_chars"]
    for inline in line:
        rest = words_of(inline)
        while rest:
            # Isolating makes a text a little longer, and never more than twice as long.
            taken = isolated(rest[:room]) if isinstance(inline, Said) else rest[:room]
            if len(taken) > room:
                taken = isolated(rest[: room // 2])
                rest = rest[room // 2 :]
            else:
                rest = rest[room:]
            elements.append({"type": "text", "text": taken, **style})
            room -= len(taken)
            if room < 2:
                yield Part(kind, elements)
                elements, room = [], LIMITS["text_chars"]
    if elements:
        yield Part(kind, elements)


def labelled(label: str, value: Line) -> Iterator[Part]:
    """Give a value with our label before it."""
    first = {"type": "text", "text": f"{label} ", "style": {"bold": True}}
    for number, part in enumerate(parts("rich_text_section", value)):
        yield part if number else Part(part.kind, [first, *part.elements])


def rich(found: Iterable[Part]) -> list[Json]:
    """Give pieces as blocks of rich text, as few as they fit in; points side by side become one list."""
    blocks: list[Json] = []
    chars = 0
    for part in found:
        if not blocks or chars + part.chars > LIMITS["text_chars"]:
            blocks.append({"type": "rich_text", "elements": []})
            chars = 0
        _add(blocks[-1]["elements"], part)
        chars += part.chars
    return blocks


def _add(elements: list[Json], part: Part) -> None:
    if part.kind != "bullet":
        elements.append({"type": part.kind, "elements": part.elements})
        return
    point = {"type": "rich_text_section", "elements": part.elements}
    if elements and elements[-1]["type"] == "rich_text_list":
        elements[-1]["elements"].append(point)
    else:
        elements.append({"type": "rich_text_list", "style": "bullet", "elements": [point]})


def chars_of(blocks: Iterable[Json]) -> int:
    """Count the characters that people read in some blocks."""
    return sum(_chars(block) for block in blocks)


def _chars(value: object) -> int:
    if isinstance(value, dict):
        return sum(
            len(part) if key == "text" and isinstance(part, str) else _chars(part) for key, part in value.items()
        )
    return sum(map(_chars, value)) if isinstance(value, list) else 0
