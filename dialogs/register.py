"""What the register shows of a meeting's minutes: one entry for each decision, and no word of a closed one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from dialogs.minutes_texts import passages
from dialogs.model.agenda import Phase
from dialogs.model.ids import ItemId, ProposalId
from dialogs.model.items import Item

Document = Mapping[str, Any]


class Awaited(StrEnum):
    """What a day in a decision is for."""

    REVIEW = "review"
    RESUME = "resume"
    CHECK_POINT = "check_point"


class Office(StrEnum):
    """What somebody is in the register. A consultant sees the committees they serve, all others every committee."""

    READER = "reader"
    CONSULTANT = "consultant"
    PROTECTION = "protection"
    ADMINISTRATOR = "administrator"


class Held(StrEnum):
    """A kind of what is held about a person."""

    COMMITTEES = "committees"
    MEETINGS = "meetings"
    PILOTS = "pilots"
    MINUTES = "minutes"
    ACCOUNTS = "accounts"
    MAIL = "mail"
    LINKS = "links"
    MESSAGES = "messages"
    DELIVERIES = "deliveries"
    CARDS = "cards"
    SESSIONS = "sessions"
    TRAIL = "trail"
    LOOKS = "looks"


class NamedAs(StrEnum):
    """Where in a meeting somebody can be named."""

    MEETING = "meeting"
    STAYS = "stays"
    WAITING = "waiting"
    PAIRS = "pairs"
    CONTRIBUTIONS = "contributions"
    MISSING = "missing"
    RESERVATIONS = "reservations"
    ITEMS = "items"
    VERSIONS = "versions"
    FOLLOWED = "followed"


class Kept(StrEnum):
    """A kind of data that is not kept for ever."""

    MESSAGES = "messages"
    SENT = "sent"
    LINKS = "links"
    LOOKS = "looks"


class Sort(StrEnum):
    """In which order decisions stand."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a decision names. `rule` is that of a check-point, such as "week 2"."""

    awaited: Awaited
    on: date
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision of signed minutes. Of a closed one there is only that it was made (rule 11).

    Attributes:
        place: which it is in the minutes, from 0.
        matter: the id of what it is about; a later decision on the same takes its place.
        words: every text that belongs to it, to be searched.
    """

    place: int
    matter: str
    is_open: bool
    title: str = ""
    wording: str = ""
    item_type: str = ""
    outcome: str = ""
    chosen: bool = False
    proposal: ProposalId | None = None
    words: str = ""
    days: tuple[Day, ...] = ()


def decided(document: Document, items: Sequence[Item]) -> tuple[Decided, ...]:
    """Give the decisions of a document. `items` are those of its meeting, in the order of the document.

    What was on the table and came to nothing is none.
    """
    found = [item for item in document["items"] if item["phase"] == Phase.PILOTS]
    entries = [entry for item in found for entry in item["decisions"]]
    words = _words(document)
    return tuple(
        _decided(place, entry, item, words.get(place, ""))
        for place, (entry, item) in enumerate(zip(entries, items, strict=True))
        if entry["outcome"]
    )


def held_on(document: Document) -> date:
    """Give the local day on which the meeting of a document was held."""
    return date.fromisoformat((document["held"]["start"] or document["planned"]["start"])[:10])


def _words(document: Document) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for passage in passages(document):
        match passage.where:
            case (_, _, "decisions", int(place), *_):
                found.setdefault(place, []).append(passage.text)
    return {place: "\n".join(texts) for place, texts in found.items()}


def _decided(place: int, entry: Document, item: Item, words: str) -> Decided:
    matter: ItemId | ProposalId = item.proposal or item.id
    # An item can be closed after its text was signed.
    if not entry["open"] or item.closed:
        return Decided(place, matter, is_open=False)
    return Decided(
        place=place,
        matter=matter,
        is_open=True,
        title=entry["title"],
        wording=entry["wording"],
        item_type=entry["type"],
        outcome=entry["outcome"],
        chosen=entry["chosen"],
        proposal=item.proposal,
        words=words,
        days=tuple(_days(entry)),
    )


def _days(entry: Document) -> Iterator[Day]:
    review = (entry["guideline"] or {}).get("review_on")
    if review:
        yield Day(Awaited.REVIEW, date.fromisoformat(review))
    if entry["resumes_on"]:
        yield Day(Awaited.RESUME, date.fromisoformat(entry["resumes_on"]))
    for point in (entry["follow_up_group"] or {"check_points": ()})["check_points"]:
        if point["on"]:
            yield Day(Awaited.CHECK_POINT, date.fromisoformat(point["on"]), point["rule"])
