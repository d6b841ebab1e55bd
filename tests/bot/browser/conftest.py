"""A real server and a real browser for those tests that need both."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.bot.browser.chromium import chromium_open
from tests.bot.browser.walking import set_up
from tests.rehearsal.server import Server, Ways


@dataclass
class House:
    """A running server with its ways in, and a browser to walk in with."""

    server: Server
    ways: Ways
    browser: Browser


@pytest.fixture
def language() -> str:
    """Give the language of the meeting; a test in another one parametrises this."""
    return "da"


@pytest_asyncio.fixture
async def served(tmp_path: Path, language: str) -> AsyncIterator[tuple[Server, Ways]]:
    """Give a server with a meeting that has not begun."""
    server = Server(tmp_path)
    ways = await server.lay_out(set_up(language))
    await server.start()
    yield server, ways
    await server.stop()


@pytest_asyncio.fixture
async def house(chromium: str, served: tuple[Server, Ways]) -> AsyncIterator[House]:
    """Give the same with a browser."""
    async with chromium_open(chromium) as browser:
        yield House(*served, browser)
