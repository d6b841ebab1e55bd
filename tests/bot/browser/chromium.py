"""Debian's Chromium, opened as the tests need it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, async_playwright

ARGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")


@asynccontextmanager
async def chromium_open(path: str) -> AsyncIterator[Browser]:
    """Open a browser."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield opened
        await opened.close()
