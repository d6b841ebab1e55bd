"""A real SQLite file for each test."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from threading import Event

import pytest
import pytest_asyncio
from sqlalchemy import Connection

from storage.engine import Store, open_store
from storage.migrate import upgrade
from storage.sqlite import Line, writer


@pytest.fixture(scope="session")
def _template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with all tables, made once."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def database(tmp_path: Path, _template: Path) -> Path:
    """Give the path of a database with all tables and no rows."""
    path = tmp_path / "medmakker.db"
    path.write_bytes(_template.read_bytes())
    return path


@pytest.fixture
def conn(database: Path) -> Iterator[Connection]:
    """Give a connection inside a transaction, for functions that take one."""
    line = Line(writer(database))
    line.driver.execute("BEGIN IMMEDIATE")
    yield line.connection
    line.close()


@pytest_asyncio.fixture
async def store(database: Path) -> AsyncIterator[Store]:
    """Give an open store."""
    store = open_store(f"sqlite:///{database}")
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
