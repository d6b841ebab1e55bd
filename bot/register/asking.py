"""What somebody asks for in the address of a list, and the address of what they asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from dialogs.model.agenda import ItemType
from dialogs.model.items import OutcomeKind
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState
from dialogs.register import Sort
from storage.register import Asked, Scope, is_key

T = TypeVar("T", bound=StrEnum)
MOST_CHARS = 200
UNDECIDED = frozenset(
    {PilotState.DRAFT, PilotState.SUBMITTED, PilotState.SCREENED, PilotState.SHORTLISTED, PilotState.RETURNED}
)
# What was not decided yet is none of the register's.
STATES = tuple(state for state in PilotState if state not in UNDECIDED)


def asked_in(query: Mapping[str, str], scope: Scope, *, pilots: bool = False) -> Asked:
    """Read the address of a list. What cannot be read does not narrow it."""
    sort = _one_of(Sort, query.get("sort", "")) or Sort.NEWEST
    state = _one_of(PilotState, query.get("state", ""))
    return Asked(
        scope=scope,
        words=text_of(query.get("q", "")),
        committee=text_of(query.get("committee", "")),
        level=_one_of(Level, query.get("level", "")),
        item_type=str(_one_of(ItemType, query.get("type", "")) or ""),
        outcome=_one_of(OutcomeKind, query.get("outcome", "")),
        state=str(state) if state in STATES else "",
        since=_day(query.get("since", "")),
        until=_day(query.get("until", "")),
        sort=sort,
        after=_after(query.get("after", ""), sort),
        pilots=pilots,
    )


def address_of(asked: Asked, after: tuple[str, int] | None = None) -> str:
    """Give the part of an address that asks for the same again, or for what comes after a row."""
    values = {
        "q": asked.words,
        "committee": asked.committee,
        "level": asked.level,
        "type": asked.item_type,
        "outcome": asked.outcome,
        "state": asked.state,
        "since": asked.since,
        "until": asked.until,
        "sort": asked.sort if asked.sort is not Sort.NEWEST else "",
        "after": f"{after[0]}.{after[1]}" if after else "",
    }
    told = {name: str(value) for name, value in values.items() if value}
    return f"?{urlencode(told)}" if told else ""


def is_narrowed(asked: Asked) -> bool:
    """Say whether something was chosen beside the words."""
    return replace(asked, words="", after=None) != Asked(asked.scope, pilots=asked.pilots)


def _one_of(kind: type[T], text: str) -> T | None:
    return kind(text) if text in set(kind) else None


def text_of(text: str) -> str:
    """Give what a parameter holds, as far as a database takes it."""
    # Half a character, and such as nobody can type, would be a fault of the database.
    return "".join(each for each in text if each.isprintable())[:MOST_CHARS].strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _after(text: str, sort: Sort) -> tuple[str, int] | None:
    key, dot, ident = text.rpartition(".")
    is_whole = dot and ident.isascii() and ident.isdigit() and int(ident[:20]) < 2**63 and len(ident) < 20
    return (key, int(ident)) if is_whole and is_key(sort, key) else None
