"""Signing in at a sign-in service that nobody here wrote: npm's oidc-provider, with its own pages."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import ClientSession, CookieJar
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import expect

from bot.bootstrap import application
from bot.clock import WallClock
from tests.bot.browser.chromium import chromium_open
from tests.bot.register.reading import HANNE, lay
from tests.bot.register.test_signing_in import settings_for
from tests.conftest import leave_out
from tests.fakes.archive import Case
from tests.fakes.house import wire
from tests.fakes.sign_in_service import SECRET

VERSION = "9.13.3"
PROGRAM = Path(__file__).with_name("provider.mjs")
HOW_TO_GET = "there is no node with npm. On Debian: apt-get install nodejs npm"


@asynccontextmanager
async def provider(folder: Path, port: int, redirect: str) -> AsyncIterator[str]:
    """Fetch the service into a folder and run it until the block ends."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        leave_out(HOW_TO_GET)
    (folder / "package.json").write_text('{"type": "module"}')
    shutil.copy(PROGRAM, folder)
    fetch = ("install", f"oidc-provider@{VERSION}", "--no-audit", "--no-fund", "--silent", "--ignore-scripts")
    fetched = await asyncio.create_subprocess_exec(npm, *fetch, cwd=folder)
    if await fetched.wait():
        leave_out("npm cannot fetch oidc-provider: look at its settings")
    pipe = asyncio.subprocess.PIPE
    running = await asyncio.create_subprocess_exec(
        node, PROGRAM.name, str(port), redirect, SECRET, cwd=folder, stdout=pipe, stderr=asyncio.subprocess.DEVNULL
    )
    assert running.stdout
    while b"listening" not in await running.stdout.readline():
        assert running.returncode is None
    yield f"http://127.0.0.1:{port}"
    running.terminate()
    await running.wait()


@asynccontextmanager
async def town(tmp_path: Path) -> AsyncIterator[TestServer]:
    """Serve a register that signs in at the service, with a committee of the consultant's and one of another's."""
    port, folder = unused_port(), tmp_path / "provider"
    folder.mkdir()
    redirect = f"http://127.0.0.1:{port}/register/sign-in/done"
    async with provider(folder, unused_port(), redirect) as issuer:
        fake = wire(tmp_path, settings=settings_for(tmp_path, issuer, port))
        # The service goes by the time on the wall.
        fake.wall.at = WallClock().now()
        async with TestServer(application(fake.house, lambda _: None), port=port) as server:
            await lay(fake, "ours", Case("Ugeplaner"), hr=HANNE)
            await lay(fake, "theirs", Case("Kameraer"))
            yield server


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """Give where the form of a page goes, and its hidden fields."""
    action = re.search(r'<form[^>]*action="([^"]+)"', page)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    assert action, page
    return action[1], dict(hidden)


async def test_a_consultant_proves_who_they_are_at_a_service_that_nobody_here_wrote(tmp_path: Path):
    async with town(tmp_path) as server, ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        async with browser.get(server.make_url("/register/sign-in/start")) as asked:
            action, hidden = form_of(await asked.text())
        async with browser.post(action, data={**hidden, "login": HANNE, "password": "x"}) as agreed:
            action, hidden = form_of(await agreed.text())
        async with browser.post(action, data=hidden) as back:
            page = await back.text()
        assert back.url.path == "/register/decisions"
        assert "Hanne Rask, HR-konsulent" in page
        assert "Ugeplaner" in page
        assert "Kameraer" not in page
        # The way back works once.
        async with browser.get(back.history[-1].url) as again:
            assert again.status == 403


@pytest.mark.proof
async def test_a_consultant_signs_in_with_a_browser_where_nobody_here_wrote_the_service(tmp_path: Path, chromium: str):
    async with town(tmp_path) as server, chromium_open(chromium) as browser:
        page = await browser.new_page(locale="da")
        await page.goto(str(server.make_url("/register/decisions")))
        await page.get_by_role("link", name="Log ind").click()
        await page.fill("input[name=login]", HANNE)
        await page.fill("input[name=password]", "x")
        await page.get_by_role("button").click()
        await page.get_by_role("button").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Beslutninger")
        await expect(page.locator(".who")).to_contain_text("Hanne Rask, HR-konsulent")
        await expect(page.get_by_role("main")).to_contain_text("Ugeplaner")
        await expect(page.get_by_role("main")).not_to_contain_text("Kameraer")
