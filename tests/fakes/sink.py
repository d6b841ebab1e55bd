"""A receiver on loopback, reached over HTTP, that tells a repetition by its key; and the sender that delivers to it."""

import asyncio
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import ClientSession, TCPConnector, web

from bot.platforms.browser.cards import card_html
from bot.ports import Delivery

AT_ONCE = 32


@dataclass
class Sink:
    """Remembers what came, by key, and what came with the word that it may have come before."""

    came: Counter[str] = field(default_factory=Counter)
    uncertain: set[str] = field(default_factory=set)

    async def take(self, request: web.Request) -> web.Response:
        key = request.query["key"]
        await request.read()
        self.came[key] += 1
        if request.query["tried"] == "1":
            self.uncertain.add(key)
        return web.Response(text="new" if self.came[key] == 1 else "known")


@asynccontextmanager
async def listening(sink: Sink) -> AsyncIterator[str]:
    """Serve a sink on a free port; give its address."""
    app = web.Application()
    app.router.add_post("/", sink.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    yield f"http://127.0.0.1:{port}/"
    await runner.cleanup()


class ToSink:
    """Renders each card and posts it."""

    def __init__(self, session: ClientSession, address: str) -> None:
        self._session, self._address = session, address

    async def send(self, delivery: Delivery) -> None:
        named = {"key": delivery.dedupe_key, "tried": str(int(delivery.tried_before))}
        body = card_html(delivery.card, "").encode()
        async with self._session.post(self._address, params=named, data=body) as got:
            await got.read()
            assert got.status == 200


def session() -> ClientSession:
    """Give what keeps connections open."""
    return ClientSession(connector=TCPConnector(limit=AT_ONCE))


def main() -> None:
    """Serve until stopped, and say where."""

    async def serve() -> None:
        async with listening(Sink()) as address:
            sys.stdout.write(f"{address}\n")
            sys.stdout.flush()
            await asyncio.Event().wait()

    asyncio.run(serve())


if __name__ == "__main__":
    main()
