"""The texts of the minutes that can be corrected: finding them in a document, and giving one another wording.

Names, times, signatures and the message are not among them. A wording, a remark, a position or a reservation can be
worded otherwise and not be taken out; what people gathered can be taken out too.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from dialogs.model.agenda import ItemType, Phase
from dialogs.model.people import SIDES, Side
from dialogs.model.texts import MAX_CHARS

Document = Mapping[str, Any]
Where = tuple[str | int, ...]
TITLE_CHARS = 80


class TextOf(StrEnum):
    """What a text of the minutes is."""

    USE = "uses"
    QUESTION = "questions"
    WORD = "words"
    CARD_TITLE = "card_title"
    CARD_SOURCE = "card_source"
    THEME = "theme"
    OPPORTUNITY = "opportunities"
    CONCERN = "concerns"
    CONDITION = "conditions"
    SUGGESTION = "suggestions"
    MISSING = "missing"
    TITLE = "title"
    GROUND = "ground"
    WORDING = "wording"
    REMARK = "remarks"
    POSITION = "positions"
    ACCOUNT = "account"
    TO_COMMITTEE = "to_committee"
    RESERVATION = "reservations"
    BEFORE = "before"
    AFTER = "after"
    PILOT_CONDITION = "pilot_condition"
    MANDATE = "mandate"
    STOP_CRITERION = "stop_criteria"


GATHERED = (TextOf.USE, TextOf.QUESTION, TextOf.WORD)
GROUPS = (TextOf.OPPORTUNITY, TextOf.CONCERN, TextOf.CONDITION, TextOf.SUGGESTION)
_LISTED = frozenset({*GATHERED, *GROUPS, TextOf.MISSING})
_SHORT = frozenset({TextOf.CARD_TITLE, TextOf.THEME, TextOf.TITLE})


@dataclass(frozen=True, slots=True)
class Passage:
    """One text that can be corrected.

    Attributes:
        where: the way to it in the document.
        item: the title of the agenda item, in our words.
        under: the theme or the decision it stands under, as somebody typed it, or nothing.
        side: whose it is, where a side said it.
        closed: whether it belongs to a closed decision.
        adopts: whether it is the wording of something that a committee does adopt, and not of a discussion.
    """

    where: Where
    what: TextOf
    text: str
    item: str
    under: str = ""
    side: Side | None = None
    closed: bool = False
    adopts: bool = False

    @property
    def id(self) -> str:
        """Give what names it on a screen: its place, or where its place can shift, what it says."""
        if self.what not in {*_LISTED, TextOf.THEME}:
            return ".".join(map(str, self.where))
        said = json.dumps([self.what, self.under, self.side, self.text])
        return f"{self.what}.{blake2b(said.encode(), digest_size=6).hexdigest()}"

    @property
    def may_go(self) -> bool:
        """Say whether it can be taken out."""
        return self.what in _LISTED

    @property
    def max_chars(self) -> int:
        """Give how long it may be."""
        return TITLE_CHARS if self.what in _SHORT else MAX_CHARS


def passages(document: Document) -> Iterator[Passage]:
    """Give every text that can be corrected, in the order of the document."""
    for number, item in enumerate(document["items"]):
        where: Where = ("items", number)
        match item["phase"]:
            case Phase.KNOWLEDGE:
                yield from _knowledge(item, where)
            case Phase.PAIRS:
                yield from _pairs(item, where)
            case Phase.PILOTS:
                for place, decision in enumerate(item["decisions"]):
                    yield from _decision(decision, (*where, "decisions", place), item["title"])


def _listed(
    what: TextOf, texts: Sequence[str], where: Where, item: str, under: str = "", side: Side | None = None
) -> Iterator[Passage]:
    for place, text in enumerate(texts):
        yield Passage((*where, place), what, text, item, under, side)


def _knowledge(item: Document, where: Where) -> Iterator[Passage]:
    title = item["title"]
    for place, card in enumerate(item["cards"]):
        if card["number"] is None:
            yield Passage((*where, "cards", place, "title"), TextOf.CARD_TITLE, card["title"], title)
            if card["source"]:
                yield Passage((*where, "cards", place, "source"), TextOf.CARD_SOURCE, card["source"], title)
    for what in GATHERED:
        yield from _listed(what, item[what], (*where, str(what)), title)


def _pairs(item: Document, where: Where) -> Iterator[Passage]:
    title = item["title"]
    for place, theme in enumerate(item["themes"]):
        at: Where = (*where, "themes", place)
        if theme["theme"]:
            yield Passage((*at, "theme"), TextOf.THEME, theme["theme"], title, theme["theme"])
        for what in GROUPS:
            yield from _listed(what, theme[what], (*at, str(what)), title, theme["theme"] or "")
    for side in SIDES:
        yield from _listed(TextOf.MISSING, item["missing"][side], (*where, "missing", str(side)), title, side=side)


def _decision(decision: Document, at: Where, item: str) -> Iterator[Passage]:
    adopts = decision["type"] not in {ItemType.INFORMATION, ItemType.DISCUSSION}
    for where, what, text, side in _in_decision(decision):
        if text:
            yield Passage((*at, *where), what, text, item, decision["title"], side, not decision["open"], adopts)


def _in_decision(decision: Document) -> Iterator[tuple[Where, TextOf, str | None, Side | None]]:
    """Give every place in a decision where a text may stand, with what stands there."""
    # The title of a closed item keeps it out of every open text, so that one stays as it is.
    yield ("title",), TextOf.TITLE, decision["title"] if decision["open"] else None, None
    for what in (TextOf.GROUND, TextOf.WORDING, TextOf.ACCOUNT, TextOf.TO_COMMITTEE):
        yield (str(what),), what, decision[what], None
    for what in (TextOf.REMARK, TextOf.POSITION):
        for side in SIDES:
            yield (str(what), str(side)), what, (decision[what] or {}).get(side), side
    for place, held in enumerate(decision["reservations"]):
        yield ("reservations", place, "text"), TextOf.RESERVATION, held["text"], Side(held["side"])
        for what in (TextOf.BEFORE, TextOf.AFTER):
            yield ("reservations", place, "change", str(what)), what, (held["change"] or {}).get(what), None
    for place, condition in enumerate(decision["conditions"]):
        yield ("conditions", place, "text"), TextOf.PILOT_CONDITION, condition["text"], None
    group = decision["follow_up_group"] or {"mandate": None, "stop_criteria": ()}
    yield ("follow_up_group", "mandate"), TextOf.MANDATE, group["mandate"], None
    for place, stop in enumerate(group["stop_criteria"]):
        yield ("follow_up_group", "stop_criteria", place, "text"), TextOf.STOP_CRITERION, stop["text"], None


def corrected(document: Document, found: Passage, text: str) -> dict[str, Any]:
    """Give the document with another text in one place; without it where `text` is empty.

    Texts whose order could tell who wrote them stand sorted, each once, as they did before.
    """
    whole: dict[str, Any] = json.loads(json.dumps(document))
    *way, last = found.where
    parent: Any = whole
    for step in way:
        parent = parent[step]
    parent[last] = text
    if found.what in _LISTED:
        parent[:] = sorted({each for each in parent if each})
    for item in whole["items"]:
        if item["phase"] == Phase.PAIRS:
            item["themes"] = _gathered(item["themes"])
    return whole


def _gathered(themes: Sequence[Document]) -> list[dict[str, Any]]:
    """Give the themes by name, those of one name as one, and none without a text."""
    names = sorted({theme["theme"] for theme in themes}, key=lambda name: (name is None, name or ""))
    whole = [
        {"theme": name}
        | {
            str(what): sorted({text for theme in themes if theme["theme"] == name for text in theme[what]})
            for what in GROUPS
        }
        for name in names
    ]
    return [theme for theme in whole if any(theme[what] for what in GROUPS)]
