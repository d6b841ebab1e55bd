"""How a SQLite file is opened: who may write it, and with which settings.

Measured: a write-ahead log with full synchronisation is five times as fast as the rollback journal, and as safe when
the power goes.
"""

import fcntl
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine, create_engine, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from storage.faults import StoreGone, StoreTaken, StoreUnfit

T = TypeVar("T")
CACHED_STATEMENTS = 512
# `auto_vacuum` counts only before anything else has touched an empty file, so it comes first.
WRITER_SETTINGS = (
    "busy_timeout = 5000",
    "auto_vacuum = incremental",
    "journal_mode = wal",
    "synchronous = full",
    "secure_delete = on",
    "foreign_keys = on",
    "temp_store = memory",
)
EXPECTED = {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
READER_SETTINGS = ("busy_timeout = 5000", "query_only = on", "temp_store = memory")
GONE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


def path_of(url: str) -> Path:
    """Give the file that a database address such as `sqlite:////var/lib/medmakker/medmakker.db` points to.

    Raises:
        StoreUnfit: when it points to no file.
    """
    parsed = make_url(url)
    if not parsed.database or parsed.database == ":memory:" or parsed.query:
        way_out = "give the address of a SQLite file, such as sqlite:////var/lib/medmakker/medmakker.db"
        raise StoreUnfit(f"the database must be a file, and its address without settings: {way_out}")
    return Path(parsed.database)


class Sole:
    """The right to write one SQLite file: held by one process, and given up when that ends, however it ends."""

    def __init__(self, path: Path) -> None:
        """Take the right.

        Raises:
            StoreTaken: when another process has it.
            StoreGone: when the folder cannot be written.
        """
        lock = path.with_name(path.name + ".lock")
        try:
            self._held: int | None = os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)
            # SQLite gives its other files the mode of this one.
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        except OSError as fault:
            raise StoreGone(f"{path} cannot be written ({fault.strerror}): check the folder and its owner") from fault
        try:
            fcntl.flock(self._held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.release()
            raise StoreTaken(f"{path} is being written by another process: stop that one first") from None

    def release(self) -> None:
        """Give the right up; again is harmless."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


class Line:
    """An open connection, as SQLAlchemy's and as the driver's.

    BEGIN, COMMIT and ROLLBACK are said to the driver. SQLAlchemy's own transaction stays open with the connection:
    opening one each time costs a quarter of the time of a small transaction.
    """

    def __init__(self, engine: Engine) -> None:
        """Open a connection; faults of the driver come out as they are."""
        self.connection = engine.connect()
        self.connection.begin()
        self.driver = driver_of(self.connection)

    def close(self) -> None:
        """Close it, broken or not, which rolls back whatever is open in it."""
        self.connection.invalidate()
        self.connection.close()


def writer(path: Path) -> Engine:
    """Give an engine that opens connections for writing."""

    def connect() -> sqlite3.Connection:
        driver = driver_connection(path, WRITER_SETTINGS)
        found = {name: driver.execute(f"PRAGMA {name}").fetchone()[0] for name in EXPECTED}
        if found != EXPECTED:
            driver.close()
            raise StoreUnfit(f"{path} does not keep what it is told: {found}, expected {EXPECTED}; use a local disk")
        return driver

    return create_engine("sqlite://", creator=connect, poolclass=NullPool, hide_parameters=True)


def reader(path: Path) -> Engine:
    """Give an engine that opens connections which can only read."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    return create_engine(
        "sqlite://",
        creator=lambda: driver_connection(address, READER_SETTINGS),
        poolclass=NullPool,
        hide_parameters=True,
    )


def look(url: str, fn: Callable[[Connection], T]) -> T:
    """Run `fn` once on a connection that can only read; see `storage.engine.look`."""
    try:
        line = Line(reader(path_of(url)))
        try:
            return fn(line.connection)
        finally:
            line.close()
    except (DBAPIError, sqlite3.Error) as fault:
        raise gone(fault) or fault from fault.__cause__


def driver_connection(path: Path | str, settings: tuple[str, ...]) -> sqlite3.Connection:
    """Open a file, given as path or as URI, outside any transaction."""
    driver = sqlite3.connect(
        path,
        uri=isinstance(path, str),
        isolation_level=None,
        check_same_thread=False,
        cached_statements=CACHED_STATEMENTS,
    )
    try:
        for setting in settings:
            driver.execute(f"PRAGMA {setting}")
    except sqlite3.Error:
        driver.close()
        raise
    return driver


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Give the driver's connection inside SQLAlchemy's."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def gone(fault: Exception) -> StoreGone | None:
    """Give what a fault of the driver means to a caller, or None when it is the statement's own fault."""
    cause = fault.orig if isinstance(fault, DBAPIError) else fault
    code = getattr(cause, "sqlite_errorcode", None)
    if code is None or code & 0xFF not in GONE:
        return None
    meaning = StoreGone(f"the database cannot be used now ({cause}): check its disk and who else holds the file")
    meaning.__cause__ = fault
    return meaning


def scrub(driver: sqlite3.Connection) -> bool:
    """Write the whole file anew, so that nothing deleted can be read from it or its log; no transaction may be open.

    Measured: `secure_delete` alone leaves one deleted row in some hundreds readable, where the tree moved rows about.

    Returns:
        False when a reader was in the way of emptying the log; try again.
    """
    driver.execute("VACUUM")
    blocked: int = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not blocked
