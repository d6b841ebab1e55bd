"""Rows as CSV, as a Danish spreadsheet opens them, and with nothing in them that it would work out."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import StringIO

from bot.exports.paper import safe

Cell = str | int | date
# So that a spreadsheet takes the letters for what they are.
_MARK = "\ufeff"
# Whatever begins like this is worked out by a spreadsheet, also behind blanks.
_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


class CsvFile:
    """Rows as CSV, given away while they are made."""

    def __init__(self, _title: str, heads: Sequence[str]) -> None:
        """Begin with a row of heads."""
        self._heads = heads

    def begin(self) -> bytes:
        """Give the bytes up to the first row."""
        return f"{_MARK}{csv_lines([self._heads])}".encode()

    def add(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        """Give the bytes of rows below those that were given."""
        return csv_lines(rows).encode()

    def done(self) -> bytes:
        """Give the last bytes."""
        return b""

    def close(self) -> None:
        """Let go of the file."""


def csv_lines(rows: Iterable[Sequence[Cell]]) -> str:
    """Give rows as CSV with semicolons and dates as Danes write them, without the mark that begins a file."""
    text = StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL).writerows(
        [_csv_cell(cell) for cell in row] for row in rows
    )
    return text.getvalue()


def _csv_cell(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, int):
        return str(cell)
    text = safe(cell)
    # The mark in front is what spreadsheets themselves take for "this is text".
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_WORKED_OUT) else text
