"""Rows as XLSX. Only xlsxwriter knows how a workbook is made."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from bot.exports.paper import safe
from bot.exports.tables import Cell

_WIDEST_CHARS = 60


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
