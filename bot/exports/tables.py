"""Rows as CSV and XLSX, as a Danish spreadsheet opens them, and with nothing in them that it would work out."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO

from xlsxwriter import Workbook

from bot.exports.paper import safe

Cell = str | int | date
# So that a spreadsheet takes the letters for what they are.
MARK = "\ufeff"
# Whatever begins like this is worked out by a spreadsheet, also behind blanks.
_WORKED_OUT = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
_WIDEST_CHARS = 60


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


class XlsxFile:
    """A workbook with one sheet, of which only one row at a time is in memory."""

    def __init__(self, title: str, heads: Sequence[str]) -> None:
        """Begin with a row of heads, which stays in sight."""
        self._file = BytesIO()
        # Nothing is a formula, a link or a number unless it was one before.
        never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._book = Workbook(self._file, {"constant_memory": True, **never})
        self._book.set_properties({"title": title, "author": "Medmakker"})
        self._sheet, self._rows = self._book.add_worksheet(), 1
        self._day = self._book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
        self._text = self._book.add_format({"text_wrap": True, "valign": "top"})
        bold = self._book.add_format({"bold": True, "bottom": 1})
        self._sheet.freeze_panes(1, 0)
        for place, name in enumerate(heads):
            self._sheet.set_column(place, place, min(_WIDEST_CHARS, max(14, len(name) + 2)))
            self._sheet.write_string(0, place, name, bold)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Add rows below those that are there."""
        for row in rows:
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    self._sheet.write_datetime(self._rows, place, cell, self._day)
                elif isinstance(cell, int):
                    self._sheet.write_number(self._rows, place, cell, self._text)
                else:
                    self._sheet.write_string(self._rows, place, safe(cell), self._text)
            self._rows += 1

    def done(self) -> bytes:
        """Give the bytes; nothing can be added any more."""
        self._book.close()
        return self._file.getvalue()
