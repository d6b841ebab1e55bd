"""Where the functions of this room are run. Callers write `await store.write(fn)` and know no database."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import Connection, make_url
from sqlalchemy.exc import ArgumentError

from storage.faults import StoreGone, StoreTaken, StoreUnfit

__all__ = ["Connection", "Store", "StoreGone", "StoreTaken", "StoreUnfit", "is_embedded", "look", "open_store"]

T = TypeVar("T")
WAY_OUT = "write sqlite:////var/lib/medmakker/medmakker.db or postgresql://user:password@host/medmakker"


class Store(Protocol):
    """Runs sync functions of a `Connection`, each in one transaction, and gives what they gave. For one event loop."""

    @property
    def is_shared(self) -> bool:
        """Say whether other processes may write the same database."""

    async def write(self, fn: Callable[[Connection], T], lane: str = "") -> T:
        """Run `fn` in a transaction of its own and give its result once it is safely on disk.

        When `fn` raises, nothing it wrote is kept and the exception comes out here. A caller that is cancelled does not
        learn how it went, but `fn` runs all the same. Where a database has to break a deadlock, `fn` runs again.

        Args:
            fn: reads and writes through the connection, and leaves BEGIN, COMMIT and ROLLBACK to the store.
            lane: functions with the same name here run one after the other, without waiting inside the database.

        Raises:
            StoreGone: when it is not known to be kept. Almost always nothing was; where the connection broke in the
                very COMMIT, all of it may have been, which who repeats it with the same key will find out.
        """

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` on a connection that can only read and sees one moment of the database. It waits for no writer.

        Raises:
            StoreGone: when the database cannot be reached.
        """

    def on_lost(self, call: Callable[[], None]) -> None:
        """Register what is called when something was not kept, so that caches must be dropped.

        It is called before any caller hears of it, perhaps in another thread; it must be quick and must not raise.
        """

    async def scrub(self) -> bool:
        """Clean the files of the database as far as it can; call it after something had to be forgotten.

        Returns:
            False when something was in the way; call it again.

        Raises:
            StoreGone: when the database cannot be reached, or the disk has no room for it.
        """

    async def close(self) -> None:
        """Finish what was begun and close; from then on every call is refused with `StoreGone`."""


def is_embedded(url: str) -> bool:
    """Say whether an address is that of a SQLite file; otherwise it is that of a PostgreSQL server.

    Raises:
        StoreUnfit: when it is neither.
    """
    try:
        kind = make_url(url).drivername
    except (ArgumentError, ValueError):
        raise StoreUnfit(f"the database address cannot be read: {WAY_OUT}") from None
    if kind not in {"sqlite", "postgresql"}:
        raise StoreUnfit(f"databases of the kind {kind!r} are not supported: {WAY_OUT}")
    return kind == "sqlite"


def look(url: str, fn: Callable[[Connection], T]) -> T:
    """Run `fn` once on a connection that can only read, also while a server writes. Not inside an event loop.

    Raises:
        StoreUnfit: when the address is none that we know.
        StoreGone: when the database cannot be read.
    """
    if is_embedded(url):
        from storage import sqlite

        return sqlite.look(url, fn)
    from storage import postgres

    return postgres.look(url, fn)


def open_store(url: str) -> Store:
    """Open the database, such as `sqlite:////var/lib/medmakker/medmakker.db` or `postgresql://user:pw@host/medmakker`.

    An empty SQLite file is made when there is none. A server is asked at the first call only, so what is said of it
    below comes out there.

    Raises:
        StoreUnfit: when the address is none that we know, or the database or its disk cannot do what is needed.
        StoreTaken: when another process already writes a SQLite file.
        StoreGone: when it cannot be opened.
    """
    # Each brings a driver and more, so only the one that is used is loaded.
    if is_embedded(url):
        from storage.sqlite_store import SqliteStore

        return SqliteStore(url)
    from storage.postgres_store import PostgresStore

    return PostgresStore(url)
