"""A real database for each test."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from threading import Event

import pytest
import pytest_asyncio
from sqlalchemy import Connection, event

from storage.engine import Store, open_store
from storage.sqlite import driver_of
from tests.databases import Files, Kind


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Give the path of a SQLite file with all tables and no rows."""
    Files().url(tmp_path)
    return tmp_path / "medmakker.db"


@pytest.fixture
def conn(kind: Kind, tmp_path: Path) -> Iterator[Connection]:
    """Give a connection inside a transaction, for functions that take one."""
    with kind.lent(tmp_path) as lent:
        yield lent


@pytest.fixture
def statements(conn: Connection) -> list[str]:
    """Give the list to which every statement on `conn` is added from now on."""
    found: list[str] = []
    if conn.dialect.name == "sqlite":
        driver_of(conn).set_trace_callback(found.append)
    else:
        event.listen(conn.engine, "before_cursor_execute", lambda *args: found.append(args[2]))
    return found


@pytest_asyncio.fixture
async def store(kind: Kind, tmp_path: Path) -> AsyncIterator[Store]:
    """Give an open store."""
    store = open_store(kind.url(tmp_path))
    yield store
    await store.close()


class Gate:
    """Holds the writer until it is opened, so that everything written meanwhile lands in one batch."""

    def __init__(self, store: Store) -> None:
        self._reached, self._open = Event(), Event()
        self._held = asyncio.ensure_future(store.write(lambda _: self._reached.set() or self._open.wait(10)))

    async def closed(self) -> "Gate":
        """Wait until the writer stands before it."""
        await asyncio.to_thread(self._reached.wait, 10)
        return self

    async def open(self) -> None:
        """Let the writer go on, once everybody else has been handed over."""
        await asyncio.sleep(0)
        self._open.set()
        await self._held


@pytest_asyncio.fixture
async def gate(store: Store) -> Gate:
    """Give a closed gate in front of the writer."""
    return await Gate(store).closed()
