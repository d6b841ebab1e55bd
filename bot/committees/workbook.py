"""Reads the first sheet of a workbook as rows of text."""

import zlib
from datetime import date
from io import BytesIO
from zipfile import BadZipFile, ZipFile

# What a file may unfold to: a small one can be made to fill any memory.
LARGEST_UNFOLDED_BYTES = 60_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
# More than any cell of ours may hold; one long text can stand in many cells at no cost to the file.
MOST_CHARS = 1000
# What the library raises at files that are broken, or made to break it.
_BROKEN = (BadZipFile, KeyError, IndexError, TypeError, AttributeError, SyntaxError, EOFError, OSError, RuntimeError)


def read_workbook(body: bytes) -> list[list[str]]:
    """Give the cells as they would stand in a CSV file.

    Raises:
        OverflowError: when there is more in it than any file of committees has.
        ValueError: when it is no workbook.
    """
    # Only who brings a workbook waits for the library.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(BytesIO(body)) as packed:
            if sum(each.file_size for each in packed.infolist()) > LARGEST_UNFOLDED_BYTES:
                raise OverflowError
        # As values: what a formula came to, never the formula.
        book = load_workbook(BytesIO(body), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        rows = []
        for cells in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            rows.append([_text(value) for value in cells])
            if len(rows) > MOST_ROWS:
                raise OverflowError
    except (*_BROKEN, InvalidFileException, zlib.error) as fault:
        raise ValueError("no workbook") from fault
    return _without_empty_ends(rows)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()[:10]
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)[:MOST_CHARS]


def _without_empty_ends(rows: list[list[str]]) -> list[list[str]]:
    """Leave out the columns to the right that hold nothing: a workbook says they are there."""
    width = max((at + 1 for row in rows for at, text in enumerate(row) if text), default=0)
    return [row[:width] for row in rows]
