"""Everything that is kept, in one file that either database can be filled from: a zip with a line of JSON for each row.

`manifest.json` says how many rows each table has and which digest its lines have. Keys of meetings are never in it, so
what is sealed in a backup can be opened only where the folder of keys still holds the key.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sqlalchemy import Connection, Table, func, select

from storage import chat_tables, meeting_tables, migrate, register_tables, sqlite
from storage.tables import metadata

FORMAT = "medmakker-backup"
FORMAT_NUMBER = 1
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 1000
# A zip needs a time for each file in it; ours tell none. `made_at` stands in the manifest.
NO_TIME = (1980, 1, 1, 0, 0, 0)
# What is worked with belongs to its owner alone.
OWNER_ONLY = 0o600 << 16

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Content:
    """What a backup holds of one table: how many rows, and the SHA-256 of its lines in hexadecimal digits."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says about itself. `revision` is the step that its tables are at, `program` the version."""

    revision: str
    program: str
    made_at: datetime
    tables: Mapping[str, Content]

    @property
    def rows(self) -> int:
        """Give how many rows there are in all tables."""
        return sum(content.rows for content in self.tables.values())


# Every module with tables has to be loaded, or its rows would be missing.
_LOADED = (chat_tables, meeting_tables, register_tables)


def tables() -> list[Table]:
    """Give every table, those that others point to first."""
    return metadata.sorted_tables


def member(table: Table) -> str:
    """Give the name of the file in a backup that holds the rows of a table."""
    return f"tables/{table.name}.jsonl"


def is_sealed(table: Table) -> bool:
    """Say whether the rows of a table can only be read with the key of their meeting."""
    return "sealed" in table.c


def sealed_rows(manifest: Manifest) -> int:
    """Give how many rows of a backup only the keys of their meetings open."""
    return sum(manifest.tables[table.name].rows for table in tables() if is_sealed(table))


def write_backup(conn: Connection, file: IO[bytes], made_at: datetime, program: str, tell: Tell) -> Manifest:
    """Write everything that one moment of the database holds. Only some rows are in memory at a time.

    Args:
        conn: fresh from `look`: nothing may have been read through it.
        file: opened for writing; it need not be able to go back.
        made_at: stands in the manifest.
        program: the version of this program, which stands in the manifest too.
        tell: called now and then with how many rows are written, of how many.

    Raises:
        OSError: when the file cannot be written.
    """
    _see_one_moment(conn)
    everything = tables()
    total = sum(count(conn, table) for table in everything)
    done, contents = 0, {}
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for table in everything:
            digest, before = sha256(), done
            with archive.open(_entry(member(table)), "w", force_zip64=True) as out:
                for lines, rows in _lines(conn, table):
                    out.write(lines)
                    digest.update(lines)
                    done += rows
                    tell(done, total)
            contents[table.name] = Content(done - before, digest.hexdigest())
        manifest = Manifest(migrate.head(), program, made_at, contents)
        archive.writestr(_entry(MANIFEST), _text(manifest))
    return manifest


def count(conn: Connection, table: Table) -> int:
    """Give how many rows a table has."""
    return conn.execute(select(func.count()).select_from(table)).scalar_one()


def _see_one_moment(conn: Connection) -> None:
    """Let everything that is read from here on be of the same moment, whatever others write meanwhile."""
    if conn.dialect.name != "sqlite":
        conn.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    elif not sqlite.driver_of(conn).in_transaction:
        conn.exec_driver_sql("BEGIN")


def _lines(conn: Connection, table: Table) -> Iterator[tuple[bytes, int]]:
    """Give the rows of a table by key, some at a time: their lines and how many there are."""
    found = conn.execution_options(yield_per=ROWS_AT_ONCE).execute(select(table).order_by(*table.primary_key.columns))
    for rows in found.mappings().partitions():
        yield "".join(f"{_line(row)}\n" for row in rows).encode(), len(rows)


def _line(row: Mapping[Any, Any]) -> str:
    return json.dumps(dict(row), ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_plain)


def _plain(value: object) -> str:
    """Give what JSON has no form for as text.

    Raises:
        TypeError: for a kind of value that no table had so far.
    """
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in a backup yet")


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, NO_TIME)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, OWNER_ONLY
    return entry


def _text(manifest: Manifest) -> str:
    body = {
        "format": FORMAT,
        "format_number": FORMAT_NUMBER,
        **asdict(manifest),
        "made_at": manifest.made_at.isoformat(),
    }
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"
