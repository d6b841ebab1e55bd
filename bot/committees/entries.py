"""Reads what each row of a file says of a person in a committee."""

import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from bot.committees.sheet import Fault, FileFault, read_sheet, shown
from bot.committees.words import LANGUAGES, LEVELS, ROLES, SIDES, Column, Words
from dialogs.flaws import Flaw
from dialogs.model.people import Level, Role, Side
from dialogs.model.texts import contains_cpr, is_empty, normalise

LONGEST_NAME_CHARS = 120
# Stands in place of what must not be shown again.
HIDDEN = "•"
T = TypeVar("T", bound=StrEnum)
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_BETWEEN_ROLES = re.compile(r"[;,/+\n]")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>\d{4})")


@dataclass(frozen=True, slots=True)
class Entry:
    """A person in a committee, as a row says it. What was left empty is None or empty.

    `reports_to` is a name or an id. `roles_until` has the last day of each role that ends, `leaves_on` is the first day
    on which the person is no longer in the committee. `is_sound` says that every cell could be read.
    """

    row: int
    committee: str
    name: str
    roles: frozenset[Role]
    side: Side | None = None
    level: Level | None = None
    language: str | None = None
    id: str = ""
    reports_to: str = ""
    roles_until: Mapping[Role, date] = field(default_factory=dict)
    leaves_on: date | None = None
    is_sound: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rows say, also those in which something is wrong, and everything that is.

    `columns` are those that the file has: what has no column stays as it is, what has an empty cell is taken away.
    """

    columns: frozenset[Column]
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]


def read_entries(body: bytes) -> Reading:
    """Read a file.

    Raises:
        FileFault: when it is neither CSV nor a workbook, its headers are wrong, or it names nobody.
    """
    sheet = read_sheet(body)
    width = len(sheet.rows[0])
    faults: list[Fault] = []
    entries = []
    for number, cells in enumerate(sheet.rows[1:], 2):
        if not any(map(str.strip, cells)):
            continue
        row = _Row(number)
        if any(cells[width:]):
            row.wrong(Flaw.MORE_CELLS)
        entries.append(row.read({column: cells[at] for column, at in sheet.columns.items() if at < len(cells)}))
        faults += row.faults
    if not entries:
        raise FileFault([Fault(0, Flaw.NOBODY)])
    return Reading(frozenset(sheet.columns), tuple(entries), tuple(faults))


class _Row:
    """Reads the cells of a row, and notes everything that is wrong with them."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.faults: list[Fault] = []

    def wrong(self, flaw: Flaw, column: Column | None = None, **values: str | int | tuple[str, ...]) -> None:
        about = {"column": str(column)} if column else {}
        self.faults.append(Fault(self._number, flaw, {**about, **values}))

    def read(self, cells: Mapping[Column, str]) -> Entry:
        found = {column: self._cell(column, cells.get(column, "")) for column in Column}
        flat = {column: " ".join(text.split()) for column, text in found.items()}
        roles = self._roles(found[Column.ROLES])
        entry = Entry(
            row=self._number,
            committee=self._name(Column.COMMITTEE, flat),
            name=self._name(Column.NAME, flat),
            roles=frozenset(roles),
            side=self._word(Column.SIDE, SIDES, flat),
            level=self._word(Column.LEVEL, LEVELS, flat),
            language=self._word(Column.LANGUAGE, LANGUAGES, flat),
            id=self._id(flat[Column.ID]),
            reports_to=flat[Column.REPORTS_TO],
            roles_until=self._ends(roles, found[Column.ROLES_END]),
            leaves_on=self._date(Column.LEAVES_ON, flat[Column.LEAVES_ON]),
        )
        return replace(entry, is_sound=not self.faults)

    def _cell(self, column: Column, text: str) -> str:
        text = normalise(text)
        if contains_cpr(text):
            self.wrong(Flaw.CPR, column)
            return HIDDEN
        if "@" in text:
            self.wrong(Flaw.MAIL, column)
            return HIDDEN
        return "" if is_empty(text) else text

    def _name(self, column: Column, flat: Mapping[Column, str]) -> str:
        if not flat[column]:
            self.wrong(Flaw.EMPTY, column)
        if len(flat[column]) > LONGEST_NAME_CHARS:
            self.wrong(Flaw.LONG, column, most=LONGEST_NAME_CHARS)
        return flat[column]

    def _word(self, column: Column, words: Words[T], flat: Mapping[Column, str]) -> T | None:
        text = flat[column]
        meaning = words.meaning(text)
        if text and text != HIDDEN and meaning is None:
            self.wrong(Flaw.UNKNOWN_WORD, column, text=shown(text), choices=words.instead(text))
        return meaning

    def _roles(self, text: str) -> list[Role]:
        words = [" ".join(word.split()) for word in _BETWEEN_ROLES.split(text)]
        found = [self._word(Column.ROLES, ROLES, {Column.ROLES: word}) for word in words if word]
        if not found:
            self.wrong(Flaw.NO_ROLES, Column.ROLES, example=ROLES.first(Role.MEMBER))
        return [role for role in found if role]

    def _id(self, text: str) -> str:
        if text and text != HIDDEN and not _ID.fullmatch(text):
            self.wrong(Flaw.USELESS_ID, Column.ID, text=shown(text))
        return text

    def _ends(self, roles: list[Role], text: str) -> Mapping[Role, date]:
        """Give the last day of each role: one date for all of them, or one for each in their order."""
        days = [self._date(Column.ROLES_END, part.strip()) for part in re.split("[;\n]", text)] if text else []
        if len(days) not in (0, 1, len(roles)):
            self.wrong(Flaw.ENDS, Column.ROLES_END, days=len(days), roles=len(roles))
            return {}
        each = days * len(roles) if len(days) == 1 else days
        return {role: day for role, day in zip(roles, each, strict=False) if day}

    def _date(self, column: Column, text: str) -> date | None:
        if not text or text == HIDDEN:
            return None
        if found := _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text):
            with suppress(ValueError):
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
        self.wrong(Flaw.NO_DATE, column, text=shown(text))
        return None
