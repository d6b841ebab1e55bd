"""The store over a SQLite file: one thread writes (`storage.writer`) and a few read beside it."""

import asyncio
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from storage import sqlite
from storage.faults import CLOSED, StoreGone
from storage.gathering import Gathering
from storage.writer import Job, Writer

T = TypeVar("T")
READER_THREADS = 4


class SqliteStore:
    """A `storage.engine.Store`: says there what each method does."""

    is_shared = False

    def __init__(self, url: str) -> None:
        """Open the file; see `open_store`."""
        path = sqlite.path_of(url)
        self._writer = Writer(path)
        self._gathering = Gathering(self._writer.write)
        self._readers = sqlite.reader(path)
        self._idle: list[sqlite.Line] = []
        self._closed = False
        self._threads = ThreadPoolExecutor(READER_THREADS, thread_name_prefix="storage-reader")

    async def write(self, fn: Callable[[Connection], T], lane: str = "") -> T:
        """Run `fn` after those that wait already, whatever their lane."""
        return await self._submit(lambda line: fn(line.connection))

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` beside the writer."""
        if self._closed:
            raise StoreGone(CLOSED)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._look, fn)
        except (DBAPIError, sqlite3.Error) as fault:
            raise sqlite.gone(fault) or fault from fault.__cause__

    def on_lost(self, call: Callable[[], None]) -> None:
        """Register what is called in the writer's thread, before any other function runs."""
        self._writer.on_lost(call)

    async def scrub(self) -> bool:
        """Make what was deleted unreadable. Other writers wait meanwhile: half a second for 200 MB."""
        return await self._submit(lambda line: sqlite.scrub(line.driver), in_transaction=False)

    async def close(self) -> None:
        """Finish what was begun and close the files."""
        self._closed = True
        self._gathering.close()
        await asyncio.to_thread(self._close)

    async def _submit(self, function: Callable[[sqlite.Line], T], *, in_transaction: bool = True) -> T:
        if self._closed:
            raise StoreGone(CLOSED)
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._gathering.add(Job(function, future, in_transaction))
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
