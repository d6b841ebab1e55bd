"""The only module that knows how the functions of this room are run. Callers write `await store.write(fn)`.

On SQLite one thread writes (`storage.writer`) and a few read beside it. Another database comes in here.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import sqlite
from storage.faults import StoreGone, StoreTaken, StoreUnfit
from storage.writer import Job, Writer

__all__ = ["Connection", "Store", "StoreGone", "StoreTaken", "StoreUnfit", "look", "open_store"]

T = TypeVar("T")
READER_THREADS = 4
CLOSED = "the database was closed because the program is stopping: call again when it is up"


class Store:
    """Runs sync functions of a `Connection`, each in one transaction, and gives what they gave. For one event loop.

    `sole` says that no other process works on the same database.
    """

    sole = True

    def __init__(self, url: str) -> None:
        """Open the database; see `open_store`."""
        path = sqlite.path_of(url)
        self._writer = Writer(path)
        self._readers = sqlite.reader(path)
        self._idle: list[sqlite.Line] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(READER_THREADS, thread_name_prefix="storage-reader")

    async def write(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` in a transaction of its own, one after the other, and give its result once it is safely on disk.

        When `fn` raises, nothing it wrote is kept and the exception comes out here. A caller that is cancelled does not
        learn how it went, but `fn` runs all the same.

        Args:
            fn: reads and writes through the connection, and leaves BEGIN, COMMIT and ROLLBACK to the store.

        Raises:
            StoreGone: when the database could not keep it; nothing was kept.
        """
        return await self._submit(lambda line: fn(line.connection))

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` beside the writer on a connection that can only read and sees one moment of the database.

        Raises:
            StoreGone: when the database cannot be reached.
        """
        if self._closed:
            raise StoreGone(CLOSED)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._look, fn)
        except (DBAPIError, sqlite3.Error) as fault:
            raise sqlite.gone(fault) or fault from fault.__cause__

    def on_lost(self, call: Callable[[], None]) -> None:
        """Register what is called when functions ended well but could not be kept, so that caches must be dropped.

        It is called in the writer's thread, before any other function runs and before any caller hears of it; it must
        be quick and must not raise.
        """
        self._writer.on_lost(call)

    async def scrub(self) -> bool:
        """Make what was deleted unreadable in the files of the database; call it after something had to be forgotten.

        Other writers wait meanwhile: half a second for 200 MB.

        Returns:
            False when a reader was in the way; call it again.

        Raises:
            StoreGone: when the disk has no room for it.
        """
        return await self._submit(lambda line: sqlite.scrub(line.driver), in_transaction=False)

    async def close(self) -> None:
        """Finish what was begun and close the files; from then on every call is refused with `StoreGone`."""
        self._closed = True
        await asyncio.to_thread(self._close)

    async def _submit(self, function: Callable[[sqlite.Line], T], *, in_transaction: bool = True) -> T:
        if self._closed:
            raise StoreGone(CLOSED)
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._writer.submit(Job(function, future, in_transaction))
        return await future

    def _look(self, fn: Callable[[Connection], T]) -> T:
        try:
            line = self._idle.pop()
        except IndexError:
            line = sqlite.Line(self._readers)
        try:
            line.driver.execute("BEGIN")
            return fn(line.connection)
        finally:
            line.driver.rollback()
            self._idle.append(line)

    def _close(self) -> None:
        self._writer.close()
        self._threads.shutdown()
        while self._idle:
            self._idle.pop().close()


def look(url: str, fn: Callable[[Connection], T]) -> T:
    """Run `fn` once on a connection that can only read, also while a server writes the same database.

    Raises:
        StoreUnfit: for a database that is not embedded.
        StoreGone: when the database cannot be read.
    """
    try:
        line = sqlite.Line(sqlite.reader(sqlite.path_of(url)))
        try:
            return fn(line.connection)
        finally:
            line.close()
    except (DBAPIError, sqlite3.Error) as fault:
        raise sqlite.gone(fault) or fault from fault.__cause__


def open_store(url: str) -> Store:
    """Open the database, such as `sqlite:////var/lib/medmakker/medmakker.db`; an empty file is made when there is none.

    Raises:
        StoreUnfit: when the address is none that we know, or the file or its disk cannot do what is needed.
        StoreTaken: when another process already writes it.
        StoreGone: when it cannot be opened.
    """
    return Store(url)
