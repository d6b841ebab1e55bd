"""What stands around the server in a rehearsal: a platform on this machine, and how the server finds it."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.rehearsal.browser import Browser
from tests.rehearsal.channel import Channel
from tests.rehearsal.hardship import Hardship
from tests.rehearsal.script import Script
from tests.rehearsal.server import Server, Ways


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Settings of the server, a file that says who is who, and the way in which people act.

    `befall` lets a hardship of the platform begin, where it has such.
    """

    settings: Mapping[str, str] = field(default_factory=dict)
    accounts: Path | None = None
    channel: Callable[[Ways, Server], Channel] = Browser
    befall: Callable[[Hardship], None] = lambda _: None


@asynccontextmanager
async def nothing_around(_: Script, __: Path) -> AsyncIterator[Surroundings]:
    """Give none: the browser needs only the server."""
    yield Surroundings()
