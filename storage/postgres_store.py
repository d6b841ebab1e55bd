"""The store over a PostgreSQL server, which several programs may write at once."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import nullcontext
from typing import Any, TypeVar
from weakref import WeakValueDictionary

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolEmpty

from storage import postgres
from storage.faults import CLOSED, StoreGone
from storage.tables import metadata

T = TypeVar("T")
# Together within what a small server allows, for several of us. Readers never wait behind writers that wait for a lock.
WRITERS = 10
READERS = 6
MOST_TRIES = 3
NOT_KEPT = "the database kept nothing of this, since a statement in it failed: try again"


class PostgresStore:
    """A `storage.engine.Store`: says there what each method does."""

    is_shared = True

    def __init__(self, url: str) -> None:
        """Prepare two pools; see `open_store`."""
        self._url = url
        self._writers = postgres.engine(url, size=WRITERS, reads_only=False)
        self._readers = postgres.engine(url, size=READERS, reads_only=True)
        # A lane is there as long as somebody goes in it.
        self._lanes: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._running: set[asyncio.Task[Any]] = set()
        self._when_lost: list[Callable[[], None]] = []
        self._closed = False

    async def write(self, fn: Callable[[Connection], T], lane: str = "") -> T:
        """Run `fn` beside others; those of one lane wait here, so that they take up no connection."""
        return await self._finish(self._write(fn, lane))

    async def read(self, fn: Callable[[Connection], T]) -> T:
        """Run `fn` on one of the connections for reading."""
        if self._closed:
            raise StoreGone(CLOSED)
        try:
            async with self._readers.connect() as connection:
                return await connection.run_sync(fn)
        except (DBAPIError, PendingRollbackError, PoolEmpty, OSError) as fault:
            raise postgres.gone(fault) or fault from None

    def on_lost(self, call: Callable[[], None]) -> None:
        """Register what is called in the event loop."""
        self._when_lost.append(call)

    async def scrub(self) -> bool:
        """Give the room of deleted rows free, to be written over. Their bytes stay until then, and in the log."""
        await self._finish(postgres.once(self._url, _vacuum))
        return True

    async def close(self) -> None:
        """Finish what was begun and close both pools."""
        self._closed = True
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._writers.dispose()
        await self._readers.dispose()

    async def _finish(self, work: Coroutine[Any, Any, T]) -> T:
        """Let work run to its end, also when whoever asked for it gives up."""
        if self._closed:
            work.close()
            raise StoreGone(CLOSED)
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    async def _write(self, fn: Callable[[Connection], T], lane: str) -> T:
        try:
            async with self._lanes.setdefault(lane, asyncio.Lock()) if lane else nullcontext():
                for _ in range(MOST_TRIES - 1):
                    try:
                        return await self._transact(fn)
                    except DBAPIError as fault:
                        if postgres.code(fault) not in postgres.CLASH_CODES:
                            raise
                return await self._transact(fn)
        except (DBAPIError, PendingRollbackError, PoolEmpty, OSError, StoreGone) as fault:
            meaning = fault if isinstance(fault, StoreGone) else postgres.gone(fault)
            if meaning is None:
                raise
            # Another server may have taken over, which knows less than the last one: nothing remembered is sure.
            for call in self._when_lost:
                call()
            raise meaning from None

    async def _transact(self, fn: Callable[[Connection], T]) -> T:
        async with self._writers.connect() as connection:
            result = await connection.run_sync(_within, fn)
            await connection.commit()
            return result


def _within(conn: Connection, fn: Callable[[Connection], T]) -> T:
    """Run `fn` and make sure that a COMMIT will keep what it did."""
    conn.info.pop(postgres.BROKEN, None)
    transaction = conn.begin()
    result = fn(conn)
    if conn.invalidated or conn.info.get(postgres.BROKEN) or not transaction.is_active:
        raise StoreGone(NOT_KEPT)
    return result


def _vacuum(conn: Connection) -> None:
    names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
    conn.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql(f"VACUUM {names}")
