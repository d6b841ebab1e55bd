"""Reads CSV as spreadsheets save it: which letters, which separator, which columns."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import StringIO

from bot.committees.words import COLUMNS, Column
from bot.committees.workbook import read_workbook
from dialogs.flaws import Flaw, Values
from dialogs.model.texts import cover_cpr
from dialogs.wording import Wording, wording

NEEDED = (Column.COMMITTEE, Column.NAME, Column.SIDE, Column.ROLES)
DELIMITERS = (";", ",", "\t")
LARGEST_BYTES = 5_000_000
LONGEST_SHOWN_CHARS = 40
WORKBOOK_BEGINS = b"PK\x03\x04"
OLD_WORKBOOK_BEGINS = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, counted as the spreadsheet counts: the headers are row 1. Row 0 is the whole file."""

    row: int
    flaw: Flaw
    values: Values = field(default_factory=dict, hash=False)

    def said(self, words: Wording) -> str:
        """Give it as a sentence, without the row."""
        return words.flaw(self.flaw, self.values)

    def __str__(self) -> str:
        words = wording("en")
        text = self.said(words)
        return words.in_row(self.row, text) if self.row else text


class FileFault(Exception):
    """The file cannot be imported; `faults` says everything that is wrong, at once."""

    def __init__(self, faults: list[Fault]) -> None:
        """Tell all faults, by row."""
        self.faults = sorted(set(faults), key=lambda fault: (fault.row, str(fault)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file. `columns` says where each column stands, `rows` begins with the headers."""

    columns: Mapping[Column, int]
    rows: list[list[str]]


def read_sheet(body: bytes) -> Sheet:
    """Read the cells of a file.

    Raises:
        FileFault: when it is neither CSV nor a workbook, or its headers are wrong.
    """
    if len(body) > LARGEST_BYTES:
        raise FileFault([Fault(0, Flaw.LARGE)])
    rows = _workbook(body) if body.startswith(WORKBOOK_BEGINS) else _rows(_text(body))
    if not rows or not any(rows[0]):
        raise FileFault([Fault(0, Flaw.NO_HEADERS, {"headers": ", ".join(Column)})])
    return Sheet(_columns(rows[0]), rows)


def shown(text: str) -> str:
    """Give what stood in a cell for a fault: shortened, and with every CPR number covered."""
    text = cover_cpr(text)
    return repr(text if len(text) <= LONGEST_SHOWN_CHARS else f"{text[: LONGEST_SHOWN_CHARS - 1]}…")


def _refuse(flaw: Flaw, **values: str) -> FileFault:
    return FileFault([Fault(0, flaw, values)])


def _workbook(body: bytes) -> list[list[str]]:
    try:
        return read_workbook(body)
    except OverflowError:
        raise _refuse(Flaw.LARGE) from None
    except ValueError:
        raise _refuse(Flaw.WORKBOOK) from None


def _text(body: bytes) -> str:
    if body.startswith(OLD_WORKBOOK_BEGINS):
        raise _refuse(Flaw.OLD_WORKBOOK)
    # What a Danish Excel saves: UTF-8 with a mark in front, its old Windows letters, or "Unicode text".
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refuse(Flaw.NO_TEXT)


def _rows(text: str) -> list[list[str]]:
    """Give the rows, split where most headers are found."""
    # Spreadsheets take this first line as a hint, and do not count it.
    if text[:4].casefold() == "sep=":
        text = text.partition("\n")[2]
    delimiter = max(DELIMITERS, key=lambda each: _known_headers(text, each))
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        raise _refuse(Flaw.CELLS, why=str(fault)) from None


def _known_headers(text: str, delimiter: str) -> int:
    headers = next(csv.reader(StringIO(text, newline=""), delimiter=delimiter), [])
    return sum(COLUMNS.meaning(header) is not None for header in headers)


def _columns(headers: list[str]) -> Mapping[Column, int]:
    """Give where each column stands."""
    faults, found = [], dict[Column, int]()
    for at, header in enumerate(headers):
        column = COLUMNS.meaning(header)
        if column in found:
            faults.append(Fault(1, Flaw.TWO_COLUMNS, {"column": column}))
        elif column:
            found[column] = at
        elif "mail" in header.casefold():
            faults.append(Fault(1, Flaw.MAIL_COLUMN))
        elif header.strip():
            values: Values = {"text": shown(header), "choices": COLUMNS.instead(header)}
            faults.append(Fault(1, Flaw.UNKNOWN_HEADER, values))
    for column in NEEDED:
        if column not in found:
            faults.append(Fault(1, Flaw.MISSING_COLUMN, {"column": column}))
    if faults:
        raise FileFault(faults)
    return found
