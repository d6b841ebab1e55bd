"""A small server for the script: it shows cards and answers what a test tells it to."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import web
from markupsafe import Markup

import bot.platforms.browser.pages as pages
from bot.platforms.browser.cards import cards_html
from bot.platforms.browser.code import picture_of
from bot.platforms.browser.pages import Head, header_html, person_page, room_page
from dialogs.cards import Card
from tests.bot.browser.reading import CHROME

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
)
SAVED = {"text": "Gemt.", "refused": "", "field": "", "card": None, "screen": None, "confirm": None}


@dataclass
class Server:
    """Shows `cards`, answers presses with `answers` in their order, and remembers what came."""

    cards: list[Card] = field(default_factory=list)
    head: Head = field(default_factory=lambda: Head("MED-udvalget"))
    code: Markup = field(default_factory=Markup)
    answers: list[dict[str, object]] = field(default_factory=list)
    got: list[dict[str, str]] = field(default_factory=list)
    streams: set[asyncio.Queue[str | None]] = field(default_factory=set)
    let_answer: asyncio.Event = field(default_factory=asyncio.Event)
    heard: asyncio.Event = field(default_factory=asyncio.Event)
    is_down: bool = False
    address: str = ""

    def show(self, *cards: Card, head: Head | None = None) -> None:
        self.cards, self.head = list(cards), head or self.head
        for stream in self.streams:
            stream.put_nowait(self.screen())

    def screen(self) -> str:
        data = {"header": header_html(self.head, self.code), "cards": cards_html(self.cards, "/p/act")}
        return f"event: screen\ndata: {json.dumps(data)}\n\n"

    async def page(self, _: web.Request) -> web.Response:
        page = person_page(CHROME, self.head, self.cards, home="/p", act="/p/act", events="/p/events")
        headers = {"Content-Security-Policy": POLICY}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def room(self, _: web.Request) -> web.Response:
        page = room_page(CHROME, self.head, self.cards, home="/room", events="/p/events", code=self.code)
        headers = {"Content-Security-Policy": POLICY}
        return web.Response(text=page, content_type="text/html", headers=headers)

    async def picture(self, _: web.Request) -> web.Response:
        return web.Response(body=picture_of(f"{self.address}/join"), content_type="image/svg+xml")

    async def act(self, request: web.Request) -> web.Response:
        self.got.append({name: str(value) for name, value in (await request.post()).items()})
        if self.is_down:
            return web.Response(status=503)
        await self.let_answer.wait()
        return web.json_response(self.answers.pop(0) if self.answers else SAVED)

    async def events(self, request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self.streams.add(queue)
        self.heard.set()
        queue.put_nowait(self.screen())
        try:
            while (text := await queue.get()) is not None:
                await stream.write(text.encode())
        finally:
            self.streams.discard(queue)
        return stream

    def hang_up(self) -> None:
        for stream in self.streams:
            stream.put_nowait(None)

    @asynccontextmanager
    async def serving(self, port: int) -> AsyncIterator[None]:
        """Serve on this port of the own machine until the block ends."""
        self.let_answer.set()
        app = web.Application()
        app.router.add_get("/p", self.page)
        app.router.add_get("/room", self.room)
        app.router.add_get("/code.svg", self.picture)
        app.router.add_post("/p/act", self.act)
        app.router.add_get("/p/events", self.events)
        app.router.add_static("/static", Path(pages.__file__).with_name("static"))
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        self.address = f"http://127.0.0.1:{port}/p"
        yield
        self.hang_up()
        await runner.cleanup()
