"""The databases that tests run on: a SQLite file in the test's folder, or a database of a real PostgreSQL server."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import pytest
from sqlalchemy.ext.asyncio import create_async_engine

from storage.migrate import upgrade
from storage.sqlite import Line, writer
from tests.postgres import Lent, Server

EITHER = ("sqlite", "postgresql")
on_sqlite = pytest.mark.parametrize("kind", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("kind", ["postgresql"], indirect=True)


class Kind(Protocol):
    """One kind of database."""

    name: str

    def url(self, folder: Path) -> str:
        """Give the address of the database that belongs to a folder, with all tables; the same folder, the same one."""

    def ask(self, folder: Path, sql: str) -> list[tuple[Any, ...]]:
        """Ask the database of a folder on a connection of nobody's."""

    def lent(self, folder: Path) -> Any:
        """Lend a sync connection inside a transaction, to be rolled back."""


@cache
def empty_database() -> bytes:
    """Give the bytes of a SQLite file with all tables and no rows."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "empty.db")
        upgrade(f"sqlite:///{path}")
        return path.read_bytes()


class Files:
    """A SQLite file in each folder."""

    name = "sqlite"

    def url(self, folder: Path) -> str:
        path = folder / "medmakker.db"
        if folder.is_dir() and not path.exists():
            path.write_bytes(empty_database())
        return f"sqlite:///{path}"

    def ask(self, folder: Path, sql: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(folder / "medmakker.db")) as driver:
            return driver.execute(sql).fetchall()

    @contextmanager
    def lent(self, folder: Path) -> Iterator[Any]:
        self.url(folder)
        line = Line(writer(folder / "medmakker.db"))
        line.driver.execute("BEGIN IMMEDIATE")
        yield line.connection
        line.close()


class OnServer:
    """A database of a server for each folder."""

    name = "postgresql"

    def __init__(self, server: Server) -> None:
        self.server = server
        self._of: dict[Path, str] = {}

    def url(self, folder: Path) -> str:
        if folder not in self._of:
            self._of[folder] = self.server.new_database()
        return self._of[folder]

    def ask(self, folder: Path, sql: str) -> list[tuple[Any, ...]]:
        return self.server.ask(self.url(folder), sql)

    def drop_all(self) -> None:
        for url in self._of.values():
            self.server.drop(url)

    @contextmanager
    def lent(self, folder: Path) -> Iterator[Any]:
        engine = create_async_engine(self.url(folder).replace("postgresql:", "postgresql+asyncpg:"))
        loop = self.server.loop
        connection = loop.run(_begun(engine))
        yield Lent(connection.sync_connection, loop)
        loop.run(connection.close())
        loop.run(engine.dispose())


async def _begun(engine: Any) -> Any:
    connection = await engine.connect()
    await connection.begin()
    return connection


KINDS: list[Kind] = [Files()]


@contextmanager
def on_server(server: Server) -> Iterator[OnServer]:
    """Have everything that is wired meanwhile stand on databases of a server, which are dropped afterwards."""
    made = OnServer(server)
    KINDS.append(made)
    yield made
    KINDS.pop()
    made.drop_all()


def url_in(folder: Path) -> str:
    """Give the address of the database that belongs to a folder, of the kind that the test is on."""
    return KINDS[-1].url(folder)
