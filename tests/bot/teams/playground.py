"""Microsoft's own client for trying bots out, the Agents Playground: fetched by npm, run here, driven in a browser.

It opens no windows ("task modules"), so forms stand inside messages there.
"""

import asyncio
import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Locator, Page, expect

from tests.conftest import leave_out

PACKAGE = "@microsoft/m365agentsplayground@0.2.28"
# A slow machine takes its time.
WAIT_MS = 60_000
HOW_TO_GET = "there is no node with npm. On Debian: apt-get install nodejs npm"


@asynccontextmanager
async def playground(folder: Path, port: int, bot: str) -> AsyncIterator[str]:
    """Fetch it into a folder, run it until the block ends, and give its address. `bot` is where ours listens."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        leave_out(HOW_TO_GET)
    (folder / "package.json").write_text("{}")
    fetch = ("install", PACKAGE, "--no-audit", "--no-fund", "--silent", "--ignore-scripts")
    fetched = await asyncio.create_subprocess_exec(npm, *fetch, cwd=folder)
    if await fetched.wait():
        leave_out("npm cannot fetch the Agents Playground: look at its settings")
    pipe = asyncio.subprocess.PIPE
    environment = {"PATH": os.defpath, "HOME": str(folder), "TEAMSAPPTESTER_BROWSER": "none"}
    program = folder / "node_modules/@microsoft/m365agentsplayground/cli.js"
    words = (program, "start", "-e", bot, "-c", "msteams", "-p", str(port), "--dt")
    running = await asyncio.create_subprocess_exec(
        node, *words, cwd=folder, env=environment, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    assert running.stdout
    while b"Listening" not in (line := await running.stdout.readline()):
        assert line, "the Agents Playground did not start"
    yield f"http://127.0.0.1:{port}/"
    running.terminate()
    await running.wait()


@dataclass
class Client:
    """What somebody does there."""

    page: Page

    async def goes_to(self, chat: str) -> None:
        await self.page.get_by_text(chat, exact=True).click()

    async def mentions_and_says(self, text: str) -> None:
        await self._composer.click()
        await self.page.keyboard.type("@Test")
        await self.page.get_by_role("menuitem", name="Test Bot").click()
        await self.page.keyboard.type(f" {text}")
        await self.page.keyboard.press("Enter")

    async def says(self, text: str) -> None:
        await self._composer.click()
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")

    async def presses(self, name: str) -> None:
        await self.card.get_by_role("button", name=name, exact=True).last.click()

    @property
    def card(self) -> Locator:
        """Give the newest card."""
        return self.cards.last

    @property
    def cards(self) -> Locator:
        return self.page.locator(".ac-adaptiveCard")

    async def presses_anywhere(self, name: str) -> None:
        """Press a button on any card, and wait for its answer, of which there is a log."""
        answers = self.page.get_by_text("invoke 200", exact=True)
        before = await answers.count()
        await self.page.get_by_role("button", name=name, exact=True).last.click()
        await expect(answers).to_have_count(before + 1, timeout=WAIT_MS)

    async def fills(self, label: str, text: str) -> None:
        await self.card.get_by_label(label).fill(text)

    async def ticks(self, label: str, place: int = 0) -> None:
        """Tick an option; where several lists have it, the one in `place`."""
        await self.card.get_by_text(label, exact=True).nth(place).click()

    async def opens_extension(self, command: str) -> Locator:
        """Open a form beside the field in which one writes, and give it."""
        await self.page.locator("button[aria-haspopup=menu]").last.click()
        await self.page.get_by_role("menuitem", name="Action Command").click()
        await self.page.get_by_placeholder("Input command id").fill(command)
        await self.page.get_by_role("button", name="Create").click()
        return self.page.get_by_role("dialog").last

    async def is_told(self, text: str) -> None:
        """Read what stands in the dialog, and close it."""
        dialog = self.page.get_by_role("dialog").last
        await expect(dialog).to_contain_text(text, timeout=WAIT_MS)
        await dialog.get_by_role("button").first.click()
        await expect(self.page.get_by_role("dialog")).to_have_count(0, timeout=WAIT_MS)

    async def has_cards(self, number: int) -> None:
        await expect(self.cards).to_have_count(number, timeout=WAIT_MS)

    async def reads(self, text: str | re.Pattern[str]) -> None:
        """Wait until the newest card says something."""
        await expect(self.card).to_contain_text(text, timeout=WAIT_MS)

    @property
    def _composer(self) -> Locator:
        return self.page.locator("[contenteditable=true][data-lexical-editor=true]")
