"""Rows as XLSX, piece by piece. Only xlsxwriter knows how a workbook is made."""

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from datetime import date
from io import BytesIO, RawIOBase
from zipfile import ZIP_DEFLATED, ZipFile

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.exports.paper import safe
from bot.exports.tables import Cell

_WIDEST_CHARS = 60
_SHEET = "xl/worksheets/sheet1.xml"
_END_OF_ROW, _END_OF_ROWS = "</row>", "</sheetData>"
# How far the sheet goes, which nobody knows when it begins. Whoever opens it counts.
_SIZE = re.compile(r'<dimension ref="[^"]*"/>')


class XlsxFile:
    """A workbook with one sheet that is given away while it is made, so that its reader sees it grow.

    The library gives a workbook only when its last row is known. So it makes one of the heads, from which we take all
    but the rows, and one of each piece, from which we take the rows.
    """

    def __init__(self, title: str, heads: Sequence[str]) -> None:
        """Make a workbook of that title, with a row of heads that stays in sight."""
        self._title, self._heads, self._rows = title, heads, 1
        self._given, self._open = _Given(), ExitStack()
        self._zip = self._open.enter_context(ZipFile(self._given, "w", ZIP_DEFLATED))

    def begin(self) -> bytes:
        """Give the bytes up to the first row."""
        book = _Book(self._title)
        book.sheet.freeze_panes(1, 0)
        for place, name in enumerate(self._heads):
            book.sheet.set_column(place, place, min(_WIDEST_CHARS, max(14, len(name) + 2)))
            book.sheet.write_string(0, place, name, book.bold)
        book.count_ways(1)
        parts = book.parts()
        heads, _, after = _cut(parts.pop(_SHEET))
        for name, text in parts.items():
            self._zip.writestr(name, text)
        self._sheet, self._after = self._open.enter_context(self._zip.open(_SHEET, "w")), after
        self._sheet.write(_SIZE.sub("", heads).encode())
        return self._given.taken()

    def add(self, rows: Iterable[Sequence[Cell]]) -> bytes:
        """Give the bytes of rows below those that were given, as far as they are ready."""
        book = _Book(self._title)
        book.count_ways(0)
        for row in rows:
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    book.sheet.write_datetime(self._rows, place, cell, book.day)
                elif isinstance(cell, int):
                    book.sheet.write_number(self._rows, place, cell, book.text)
                else:
                    book.sheet.write_string(self._rows, place, safe(cell), book.text)
            self._rows += 1
        _, ours, _ = _cut(book.parts()[_SHEET])
        self._sheet.write(ours.encode())
        return self._given.taken()

    def done(self) -> bytes:
        """Give the last bytes; nothing can be added any more."""
        self._sheet.write(self._after.encode())
        self.close()
        return self._given.taken()

    def close(self) -> None:
        """Let go of the file, also where its reader went away before it was whole."""
        self._open.close()


class _Book:
    """A workbook of the library's, with our ways of writing a cell."""

    def __init__(self, title: str) -> None:
        self._made = BytesIO()
        # Nothing is a formula, a link or a number unless it was one before; and each cell brings its own text.
        never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
        self._book = Workbook(self._made, {"constant_memory": True, **never})
        self._book.set_properties({"title": title, "author": "Medmakker"})
        self.sheet: Worksheet = self._book.add_worksheet()
        self.bold = self._book.add_format({"bold": True, "bottom": 1})
        self.day = self._book.add_format({"num_format": "dd-mm-yyyy", "valign": "top", "align": "left"})
        self.text = self._book.add_format({"text_wrap": True, "valign": "top"})

    def count_ways(self, row: int) -> None:
        """Meet our ways of writing in a row that is left out: the library numbers them as it meets them."""
        for place, way in enumerate((self.bold, self.day, self.text)):
            self.sheet.write_blank(row, place, None, way)

    def parts(self) -> dict[str, str]:
        """Give what the file consists of, by name."""
        self._book.close()
        with ZipFile(self._made) as parts:
            return {name: parts.read(name).decode() for name in parts.namelist()}


def _cut(sheet: str) -> tuple[str, str, str]:
    """Cut a sheet in three: up to the end of its first row, the rows after it, and what stands after them."""
    first, end, rest = sheet.partition(_END_OF_ROW)
    rows, end_of_rows, after = rest.partition(_END_OF_ROWS)
    return first + end, rows, end_of_rows + after


class _Given(RawIOBase):
    """What was written and not yet taken."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self._bytes += data
        return len(data)

    def taken(self) -> bytes:
        taken = bytes(self._bytes)
        self._bytes.clear()
        return taken
