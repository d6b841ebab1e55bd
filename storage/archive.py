"""A backup that is read: what it says about itself, whether it is whole, and its rows."""

import json
import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from io import BufferedReader
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, cast
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Column, Date, LargeBinary, Table

from storage import migrate
from storage.backup import FORMAT, FORMAT_NUMBER, MANIFEST, ROWS_AT_ONCE, Content, Manifest, Tell, member, tables
from storage.columns import UtcDateTime

Row = dict[str, Any]
CHUNK_BYTES = 1 << 20
LARGEST_MANIFEST_BYTES = 1 << 20
DAMAGED = "is damaged or was cut short: copy it again from where it is kept, or take an earlier backup"
FOREIGN = "is no backup of Medmakker: give a file that `medmakker backup` wrote"
VERSION = re.compile(r"[0-9][0-9a-z.+]{0,39}")
ZIP_BEGINS = b"PK\x03\x04"
# Whatever can be raised by reading a zip whose bytes are not what they were.
_UNREADABLE = (
    *(BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, TypeError, AttributeError),
)


class BackupFault(Exception):
    """The backup, or the database it is to fill, cannot be used; the text says what to do."""


class Archive:
    """A backup that was opened for reading. Its manifest has been read, its rows have not."""

    def __init__(self, path: Path) -> None:
        """Open a backup.

        Raises:
            BackupFault: when it is none, or none that this version can read.
        """
        self._path = path
        with self._telling(DAMAGED if _begins_as_zip(path) else FOREIGN):
            self._zip = ZipFile(path)
        try:
            self.manifest = self._read_manifest()
        except BackupFault:
            self._zip.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self._zip.close()

    def verify(self, tell: Tell) -> None:
        """Hold every row against the manifest.

        Raises:
            BackupFault: when something is missing, was added or was changed.
        """
        names = sorted(self._zip.namelist())
        if names != sorted([MANIFEST, *map(member, tables())]):
            raise BackupFault(f"{self._path} {DAMAGED}")
        done, total = 0, self.manifest.rows
        for table in tables():
            digest, rows = sha256(), 0
            with self._open(table) as lines, self._telling(DAMAGED):
                while chunk := lines.read(CHUNK_BYTES):
                    digest.update(chunk)
                    rows += chunk.count(b"\n")
                    tell(done + rows, total)
            done += rows
            if Content(rows, digest.hexdigest()) != self.manifest.tables[table.name]:
                raise BackupFault(f"{self._path} {DAMAGED} (its rows of {table.name!r} are not those of its manifest)")

    def rows(self, table: Table) -> Iterator[list[Row]]:
        """Give the rows of a table, some at a time.

        Raises:
            BackupFault: when they are none of this table.
        """
        readers = {column.name: _reader(column) for column in table.c}
        with self._open(table) as lines, self._telling(DAMAGED):
            while some := [_row(line, readers) for line in islice(lines, ROWS_AT_ONCE)]:
                yield some

    def _open(self, table: Table) -> BufferedReader:
        with self._telling(DAMAGED):
            return BufferedReader(cast("Any", self._zip.open(member(table))), CHUNK_BYTES)

    def _read_manifest(self) -> Manifest:
        if MANIFEST not in self._zip.namelist():
            raise BackupFault(f"{self._path} {FOREIGN}")
        with self._telling(DAMAGED), self._zip.open(MANIFEST) as file:
            found = json.loads(file.read(LARGEST_MANIFEST_BYTES))
        if not isinstance(found, dict) or found.get("format") != FORMAT:
            raise BackupFault(f"{self._path} {FOREIGN}")
        with self._telling(DAMAGED):
            manifest = _manifest(found)
        program = manifest.program
        if found.get("format_number") != FORMAT_NUMBER:
            raise BackupFault(f"{self._path} has a form that this version cannot read: use medmakker {program}")
        if manifest.revision > migrate.head():
            raise BackupFault(
                f"{self._path} was made by a newer version (tables {manifest.revision}, here {migrate.head()}): "
                f"install medmakker {program} or newer first"
            )
        if manifest.revision < migrate.head():
            raise BackupFault(
                f"{self._path} was made by an older version (tables {manifest.revision}, here {migrate.head()}): "
                f"restore it with medmakker {program}, then install this version and run `medmakker migrate`"
            )
        if manifest.tables.keys() != {table.name for table in tables()}:
            raise BackupFault(f"{self._path} {DAMAGED}")
        return manifest

    @contextmanager
    def _telling(self, what: str) -> Iterator[None]:
        """Say what to do when the file is not what it was."""
        try:
            yield
        except OSError as fault:
            raise BackupFault(f"{self._path} cannot be read ({fault.strerror}): check the disk it is on") from fault
        except _UNREADABLE as fault:
            raise BackupFault(f"{self._path} {what}") from fault


def _begins_as_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(ZIP_BEGINS)) == ZIP_BEGINS


def _manifest(found: Mapping[str, Any]) -> Manifest:
    """Give the manifest.

    Raises:
        ValueError: when a value is none of ours.
    """
    revision, program = found["revision"], found["program"]
    if not (revision.isdigit() and VERSION.fullmatch(program)):
        raise ValueError
    return Manifest(
        revision,
        program,
        datetime.fromisoformat(found["made_at"]),
        {name: Content(int(each["rows"]), str(each["sha256"])) for name, each in found["tables"].items()},
    )


def _row(line: bytes, readers: Mapping[str, Callable[[Any], Any]]) -> Row:
    """Give a row as it is inserted.

    Raises:
        ValueError: when it is no row of this table.
    """
    found = json.loads(line)
    if found.keys() != readers.keys():
        raise ValueError
    return {name: None if value is None else readers[name](value) for name, value in found.items()}


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    """Give what makes a value of a column from how it stands in JSON."""
    if isinstance(column.type, LargeBinary):
        return lambda text: b64decode(text, validate=True)
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(column.type, Date) else lambda value: value
