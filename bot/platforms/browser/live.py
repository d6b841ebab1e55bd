"""Pages that follow along: a stream of server-sent events for each open page, in which the newest screen wins."""

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable

from aiohttp import web
from markupsafe import Markup

from bot.reception import StoreGone
from dialogs.model.ids import MeetingId

# Changes that come close together are shown together.
GATHER_S = 0.15
# Longer than this without a word, and a page takes the connection for lost.
BEAT_S = 15.0

Parts = tuple[Markup, Markup]
"""The head and the cards of a page."""


class Watching:
    """Knows which pages look at which meeting."""

    def __init__(self) -> None:
        """Begin with nobody watching."""
        self._pages: dict[MeetingId, set[asyncio.Event]] = defaultdict(set)
        self._closing = False

    def changed(self, meeting: MeetingId) -> None:
        """Wake every page that looks at a meeting."""
        for page in self._pages.get(meeting, ()):
            page.set()

    def watched(self) -> frozenset[MeetingId]:
        """Give the meetings that a page looks at."""
        return frozenset(self._pages)

    def close(self) -> None:
        """Let every stream end, so that the server can stop."""
        self._closing = True
        for pages in self._pages.values():
            for page in pages:
                page.set()

    async def stream(
        self, request: web.Request, meeting: MeetingId, render: Callable[[], Awaitable[Parts | None]]
    ) -> web.StreamResponse:
        """Send the screen now and whenever it changed, until the page goes or `render` gives None."""
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "Cache-Control": "no-store",
                "X-Accel-Buffering": "no",
            }
        )
        await response.prepare(request)
        woken = asyncio.Event()
        self._pages[meeting].add(woken)
        try:
            await self._follow(response, woken, render)
        except (ConnectionResetError, asyncio.CancelledError, StoreGone):
            # The page is gone and nothing is owed to it; or the database is, and the page comes back by itself.
            pass
        finally:
            self._pages[meeting].discard(woken)
            if not self._pages[meeting]:
                del self._pages[meeting]
        return response

    async def _follow(
        self, response: web.StreamResponse, woken: asyncio.Event, render: Callable[[], Awaitable[Parts | None]]
    ) -> None:
        last: Parts | None = None
        while not self._closing:
            woken.clear()
            parts = await render()
            if parts is None:
                await response.write(_event("gone", "{}"))
                return
            if parts != last:
                body = json.dumps({"header": parts[0], "cards": parts[1]}, ensure_ascii=False)
                await response.write(_event("screen", body))
                last = parts
            await self._wait(response, woken)

    async def _wait(self, response: web.StreamResponse, woken: asyncio.Event) -> None:
        while True:
            try:
                await asyncio.wait_for(woken.wait(), BEAT_S)
            except TimeoutError:
                await response.write(_event("beat", "{}"))
            else:
                await asyncio.sleep(GATHER_S)
                return


def _event(name: str, data: str) -> bytes:
    return f"event: {name}\ndata: {data}\n\n".encode()
