"""A text as every kind of file is made from it: the title, and the elements of the record, which hold no layout."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs.cards import Bullets, Buttons, Element, Facts, Form, Heading, Line, Notice, Paragraph, line_text

# What XML has no form for: such text cannot be in a document, and nobody can type it.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa", "ß": "ss"})
LONGEST_NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """One text. `language` is that of its own words, `at` when it became what it is."""

    title: str
    language: str
    at: datetime
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text in the order of the page. `style` is `heading`, `paragraph`, `bullet` or `fact`."""

    style: str
    text: str
    label: str = ""


def blocks(elements: Iterable[Element]) -> list[Block]:
    """Give the pieces of a text; what can be pressed or filled in has no place in it."""
    found: list[Block] = []
    for element in elements:
        match element:
            case Heading(text):
                found.append(Block("heading", plain(text)))
            case Paragraph(text) | Notice(_, text):
                found.append(Block("paragraph", plain(text)))
            case Bullets(items):
                found += [Block("bullet", plain(line)) for line in items]
            case Facts(rows):
                # A label that asks ends with its own mark.
                found += [
                    Block("fact", plain(line), label if label.endswith("?") else f"{label}:") for label, line in rows
                ]
            case Buttons() | Form():
                continue
    return found


def _named(label: str) -> str:
    # A label that asks ends with its own mark.
    return label if label.endswith("?") else f"{label}:"


def plain(line: Line) -> str:
    """Give a line as plain text that every kind of file can hold."""
    return safe(line_text(line).strip())


def safe(text: str) -> str:
    """Give a text in which what no document can hold is marked as missing."""
    return _NOT_XML.sub("\ufffd", text)


def file_name(parts: Sequence[str]) -> str:
    """Give a name that every file system and every header takes, without its ending: no way up or down is in it."""
    text = unicodedata.normalize("NFKD", "-".join(parts).translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:LONGEST_NAME_CHARS].strip("-") or "dokument"
