"""The product as processes: its commands, and a server on loopback that can be killed and started again."""

import asyncio
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]
COMMAND = str(Path(sys.executable).with_name("medmakker"))
READY_S = 20
STOP_S = 10
BETWEEN_LOOKS_S = 0.05
# A SQLite file as the command `migrate` left it. All later ones are copies: each would be the same.
_MIGRATED: list[bytes] = []


class ServerFault(Exception):
    """A command failed, or the server did not come up or go down as it should."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Every address that the try-out gave: people by id, the room, the organisation; and the meeting's id."""

    people: Mapping[str, str]
    room: str
    organisation: str
    meeting: str
    door: str


class Server:
    """One server with a database and keys of its own."""

    def __init__(self, folder: Path, database_url: str = "", settings: Mapping[str, str] | None = None) -> None:
        """Prepare a server that keeps its things in `folder`, its database elsewhere when an address is given.

        `settings` come on top of those that every rehearsal has.
        """
        port = _free_port()
        self.log = folder / "server.log"
        self._file = None if database_url else folder / "medmakker.db"
        self.address = f"http://127.0.0.1:{port}"
        # Nothing of the caller's own surroundings: a setting left over there must not change the rehearsal.
        self._environment = {
            "PATH": os.defpath,
            # The product of this checkout, whichever is installed.
            "PYTHONPATH": str(ROOT),
            "MEDMAKKER_DATABASE_URL": database_url or f"sqlite:///{folder / 'medmakker.db'}",
            "MEDMAKKER_KEYS": str(folder / "keys"),
            "MEDMAKKER_PORT": str(port),
            "MEDMAKKER_TRYOUT": "true",
            "MEDMAKKER_REHEARSAL": "true",
            **(settings or {}),
        }
        self._process: asyncio.subprocess.Process | None = None
        self._writing: asyncio.Task[None] | None = None

    async def command(self, *words: str) -> str:
        """Run a command of the product and give what it printed.

        Raises:
            ServerFault: when it fails.
        """
        process = await asyncio.create_subprocess_exec(
            *(COMMAND, *words),
            cwd=ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        printed, complained = await process.communicate()
        if process.returncode:
            raise ServerFault(f"medmakker {' '.join(words)} ended with {process.returncode}:\n{complained.decode()}")
        return printed.decode()

    async def lay_out(self, script: Path, accounts: Path | None = None) -> Ways:
        """Make the database and lay the committee, its people and the meeting of a script into it.

        `accounts` says who is who on chat platforms.
        """
        await self._migrate()
        more = ["--accounts", str(accounts)] if accounts else []
        laid = json.loads(await self.command("tryout", str(script), "--json", *more))
        return Ways(laid["people"], laid["room"], laid["organisation"], laid["meeting"], laid["door"])

    async def _migrate(self) -> None:
        if _MIGRATED and self._file:
            self._file.touch(mode=0o600)
            self._file.write_bytes(_MIGRATED[0])
            return
        await self.command("migrate")
        if self._file:
            _MIGRATED.append(self._file.read_bytes())

    async def take_in(self, sheet: str) -> None:
        """Take people in from a spreadsheet. No server runs meanwhile."""
        path = self.log.with_name("people.csv")
        path.write_text(sheet, encoding="utf-8")
        await self.command("committee", "import", str(path), "--yes")

    async def start(self) -> None:
        """Start, and wait until it says that it is ready.

        Raises:
            ServerFault: when it ends, or takes too long.
        """
        self._process = await asyncio.create_subprocess_exec(
            *(COMMAND, "serve"),
            cwd=ROOT,
            env=self._environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        # Written here, so that it is kept also while the server itself cannot write.
        self._writing = asyncio.create_task(self._keep(self._process.stdout))
        async with aiohttp.ClientSession() as session:
            for _ in range(round(READY_S / BETWEEN_LOOKS_S)):
                if self._process.returncode is not None:
                    break
                if await _is_ready(session, f"{self.address}/healthz"):
                    return
                await asyncio.sleep(BETWEEN_LOOKS_S)
        raise ServerFault(f"the server did not come up:\n{self.told()}")

    async def _keep(self, told: asyncio.StreamReader | None) -> None:
        assert told is not None
        with self.log.open("ab", buffering=0) as log:
            while lines := await told.read(65536):
                log.write(lines)

    async def kill(self) -> None:
        """End it without any warning."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        await self._process.wait()

    def fill_disk(self) -> None:
        """Let no file of the server grow or be written to any more, as on a full disk."""
        self._limit_files(0)

    def empty_disk(self) -> None:
        """Let it write again."""
        self._limit_files(resource.RLIM_INFINITY)

    def _limit_files(self, size: int) -> None:
        assert self._process is not None
        _, hard = resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (size, hard))

    async def stop(self) -> None:
        """Ask it to end.

        Raises:
            ServerFault: when it does not, or complains.
        """
        if self._process is None or self._process.returncode is not None:
            return
        self._process.terminate()
        try:
            code = await asyncio.wait_for(self._process.wait(), STOP_S)
        except TimeoutError:
            await self.kill()
            raise ServerFault(f"the server did not stop in {STOP_S} s:\n{self.told()}") from None
        if code not in {0, -signal.SIGTERM}:
            raise ServerFault(f"the server ended with {code}:\n{self.told()}")

    @property
    def complained(self) -> bool:
        """Say whether anything went wrong inside."""
        return self.log.exists() and b"Traceback" in self.log.read_bytes()

    def told(self) -> str:
        """Give the end of what the server wrote."""
        return self.log.read_text(encoding="utf-8", errors="replace")[-4000:] if self.log.exists() else ""


async def _is_ready(session: aiohttp.ClientSession, url: str) -> bool:
    try:
        async with session.get(url) as reply:
            return reply.status == 200
    except aiohttp.ClientError:
        return False


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
