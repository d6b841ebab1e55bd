"""Reads CSV as spreadsheets save it: which letters, which separator, which columns."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO

from bot.committees.words import COLUMNS, Column
from dialogs.model.texts import cover_cpr

NEEDED = (Column.COMMITTEE, Column.NAME, Column.SIDE, Column.ROLES)
DELIMITERS = (";", ",", "\t")
LARGEST_BYTES = 5_000_000
LONGEST_SHOWN_CHARS = 40
WORKBOOK_BEGINS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
AS_CSV = 'in the spreadsheet choose "Save as" and "CSV UTF-8"'


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a row, counted as the spreadsheet counts: the headers are row 1. Row 0 is the whole file."""

    row: int
    text: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.text}" if self.row else self.text


class FileFault(Exception):
    """The file cannot be imported; `faults` says everything that is wrong, at once."""

    def __init__(self, faults: list[Fault]) -> None:
        """Tell all faults, by row."""
        self.faults = sorted(set(faults), key=lambda fault: (fault.row, fault.text))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file. `columns` says where each column stands, `rows` begins with the headers."""

    columns: Mapping[Column, int]
    rows: list[list[str]]


def read_sheet(body: bytes) -> Sheet:
    """Read the cells of a file.

    Raises:
        FileFault: when it is no CSV, or its headers are wrong.
    """
    rows = _rows(_text(body))
    return Sheet(_columns(rows[0]), rows)


def shown(text: str) -> str:
    """Give what stood in a cell for a fault: shortened, and with every CPR number covered."""
    text = cover_cpr(text)
    return repr(text if len(text) <= LONGEST_SHOWN_CHARS else f"{text[: LONGEST_SHOWN_CHARS - 1]}…")


def _refuse(text: str, row: int = 0) -> FileFault:
    return FileFault([Fault(row, text)])


def _text(body: bytes) -> str:
    if len(body) > LARGEST_BYTES:
        raise _refuse(f"the file is larger than {LARGEST_BYTES:,} bytes: split it by committee")
    if body.startswith(WORKBOOK_BEGINS):
        raise _refuse(f"this is a workbook, not CSV: {AS_CSV}")
    # What a Danish Excel saves: UTF-8 with a mark in front, its old Windows letters, or "Unicode text".
    wide = body.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise _refuse(f"the file is no text: {AS_CSV}")


def _rows(text: str) -> list[list[str]]:
    """Give the rows, split where most headers are found."""
    # Spreadsheets take this first line as a hint, and do not count it.
    if text[:4].casefold() == "sep=":
        text = text.partition("\n")[2]
    delimiter = max(DELIMITERS, key=lambda each: _known_headers(text, each))
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as fault:
        way_out = "look for a quote that is opened and never closed"
        raise _refuse(f"the cells cannot be told apart ({fault}): {way_out}") from None
    if not rows or not any(rows[0]):
        raise _refuse(f"the first row is empty: write the headers {', '.join(Column)} there")
    return rows


def _known_headers(text: str, delimiter: str) -> int:
    headers = next(csv.reader(StringIO(text, newline=""), delimiter=delimiter), [])
    return sum(COLUMNS.meaning(header) is not None for header in headers)


def _columns(headers: list[str]) -> Mapping[Column, int]:
    """Give where each column stands."""
    faults, found = [], dict[Column, int]()
    for at, header in enumerate(headers):
        column = COLUMNS.meaning(header)
        if column in found:
            faults.append(Fault(1, f"two columns are {column!s}: delete one"))
        elif column:
            found[column] = at
        elif "mail" in header.casefold():
            faults.append(Fault(1, "e-mail addresses are not kept: delete the column"))
        elif header.strip():
            faults.append(Fault(1, f"the header {shown(header)} is not known: {COLUMNS.instead(header)}, or delete it"))
    for column in NEEDED:
        if column not in found:
            faults.append(Fault(1, f"there is no column {column!s}: add it"))
    if faults:
        raise FileFault(faults)
    return found
