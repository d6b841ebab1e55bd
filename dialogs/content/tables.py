"""One table of a content file, read key by key. Faults are collected, so that all are told at once."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from dialogs.content.faults import Fault, Slip
from dialogs.model.texts import is_empty, normalise

_Kind = TypeVar("_Kind", bound=StrEnum)

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")
_AT_END = " (at end of document)"
BLANKS = re.compile(r"[ \n]+")
_WHOLE_MAX = 999
_DAYS_MAX = 366


@dataclass(frozen=True, slots=True)
class Table:
    """A table and where it stands. Where a key is wrong, reading gives an empty value and notes the fault.

    Attributes:
        file: language and name of the file.
        key: the way to this table, empty for the whole file.
        values: what the table holds.
        faults: where faults are noted, shared by all tables.
        read: the keys asked for so far; what is left in the end is unknown.
    """

    file: str
    key: str
    values: dict[str, object]
    faults: list[Fault]
    read: set[str] = field(default_factory=set)

    def fault(
        self, name: str, problem: str, remedy: str, slip: Slip = Slip.OTHER, *, least: int = 0, most: int = 0
    ) -> None:
        """Note what is wrong with the key `name` of this table, or with the table itself when `name` is empty."""
        key = ".".join(part for part in (self.key, name) if part)
        self.faults.append(Fault(self.file, key, problem, remedy, slip=slip, least=least, most=most))

    def finish(self) -> None:
        """Note every key that nothing has read."""
        for name in self.values:
            if name not in self.read:
                self.fault(name, "is not a key that is known here", f"Write one of: {', '.join(sorted(self.read))}")

    def text(self, name: str) -> str:
        """Read a text. Line breaks in it become blanks, so that a long text can be broken where the editor likes."""
        return BLANKS.sub(" ", self._text(name, self._value(name)))

    def lines(self, name: str) -> str:
        """Read a text whose line breaks are kept."""
        return "\n".join(line.strip() for line in self._text(name, self._value(name)).split("\n"))

    def texts(self, name: str) -> tuple[str, ...]:
        """Read a list of texts, at least one."""
        entries = self._list(name, 'a list of texts in quotes, such as ["one", "two"]')
        return tuple(BLANKS.sub(" ", self._text(f"{name}[{place}]", entry)) for place, entry in enumerate(entries, 1))

    def whole(self, name: str, most: int = _WHOLE_MAX) -> int:
        """Read a whole number from 1 to `most`; 0 where it is wrong."""
        value = self._value(name)
        if type(value) is int and 1 <= value <= most:
            return value
        if value is not None:
            remedy = f"Write a number from 1 to {most} without quotes"
            self.fault(name, "is not a whole number that fits", remedy, Slip.RANGE, least=1, most=most)
        return 0

    def days(self, name: str) -> int:
        """Read a number of calendar days, before something with a minus; 0 where it is wrong."""
        value = self._value(name)
        if type(value) is int and abs(value) <= _DAYS_MAX:
            return value
        if value is not None:
            remedy = f"Write a number from -{_DAYS_MAX} to {_DAYS_MAX}"
            self.fault(name, "is not a number of days that fits", remedy, Slip.RANGE, least=-_DAYS_MAX, most=_DAYS_MAX)
        return 0

    def wholes(self, name: str) -> tuple[int, ...]:
        """Read a list of whole numbers, at least one."""
        entries = self._list(name, "a list of numbers, such as [1, 2, 3]")
        numbers = tuple(entry for entry in entries if type(entry) is int)
        if len(numbers) < len(entries):
            self.fault(name, "holds something that is not a whole number", "Write numbers without quotes")
        return numbers

    def yes_or_no(self, name: str) -> bool:
        """Read `true` or `false`."""
        value = self._value(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, "is neither true nor false", "Write true or false, without quotes")
        return value is True

    def day(self, name: str) -> date | None:
        """Read a date that may be left out."""
        self.read.add(name)
        value = self.values.get(name)
        # A date with a time is a date to Python, but no day to us.
        if type(value) is date:
            return value
        if value is not None:
            self.fault(name, "is not a date", "Write a date such as 2026-11-21, without quotes and without a time")
        return None

    def choice(self, name: str, kinds: type[_Kind], *, optional: bool = False) -> _Kind | None:
        """Read one of the words of `kinds`; None where it is wrong, or left out and `optional`."""
        if optional and name not in self.values:
            self.read.add(name)
            return None
        value = self._value(name)
        for kind in kinds:
            if kind == value:
                return kind
        if value is not None:
            self.fault(name, "is not one of the known words", f"Write one of: {', '.join(kinds)}")
        return None

    def tables(self, name: str) -> tuple["Table", ...]:
        """Read a list of tables, at least one."""
        entries = self._list(name, f"one [[{name}]] for each, with two brackets on each side")
        tables = []
        for place, entry in enumerate(entries, 1):
            key = f"{name}[{place}]"
            if isinstance(entry, dict):
                tables.append(Table(self.file, f"{self.key}.{key}" if self.key else key, entry, self.faults))
            else:
                self.fault(key, "is not a table", 'Write keys with values, such as { title = "…", minutes = 5 }')
        return tuple(tables)

    def _value(self, name: str) -> object:
        self.read.add(name)
        if name not in self.values:
            self.fault(name, "is missing", f"Write {name} = and a value")
            return None
        return self.values[name]

    def _text(self, name: str, value: object) -> str:
        if value is None:
            return ""
        if not isinstance(value, str):
            self.fault(name, "is not a text", "Put quotes around it")
            return ""
        text = normalise(value)
        if is_empty(text):
            self.fault(name, "is empty", "Write a text that can be seen")
            return ""
        return text

    def _list(self, name: str, shape: str) -> list[object]:
        value = self._value(name)
        if isinstance(value, list) and value:
            return value
        if value is not None:
            self.fault(name, "is not a list with something in it", f"Write {shape}")
        return []


def open_table(file: str, text: str, faults: list[Fault]) -> Table | None:
    """Read `text` as TOML and give the whole file as a table; None, with a fault noted, where it is no TOML."""
    # Some Windows editors put this mark in front of every file.
    plain = text.removeprefix("\ufeff")
    try:
        return Table(file, "", tomllib.loads(plain), faults)
    except RecursionError:
        faults.append(Fault(file, "", "has brackets inside brackets without end", "Take the extra brackets away"))
    except ValueError as error:
        # TOMLDecodeError is a ValueError; so is what Python says to a number with thousands of digits.
        faults.append(_syntax_fault(file, plain, str(error)))
    return None


def _syntax_fault(file: str, text: str, message: str) -> Fault:
    line: int | None = None
    problem = message
    if found := _AT_LINE.search(message):
        line, problem = int(found[1]), message[: found.start()]
    elif message.endswith(_AT_END):
        line, problem = len(text.splitlines()) or 1, message.removesuffix(_AT_END)
    remedy = "Look for a missing quote, bracket or equals sign there or just before"
    return Fault(file, "", f"cannot be read ({problem})", remedy, line)
