"""A hand on the meeting clock, for rehearsals only. A production start refuses the setting that mounts this."""

from datetime import datetime

from aiohttp import web

from bot.clock import Clock, SetClock
from bot.ticker import Ticker


def add_rehearsal(app: web.Application, clock: Clock, ticker: Ticker) -> None:
    """Add `/rehearsal/clock`, which moves the meeting clock, and `/rehearsal/settle`, which lets what is due go out."""

    async def move(request: web.Request) -> web.Response:
        try:
            body = await request.json()
            at = datetime.fromisoformat(body["at"])
        except (KeyError, TypeError, ValueError):
            raise web.HTTPBadRequest from None
        if at.tzinfo is None or not isinstance(clock, SetClock):
            raise web.HTTPBadRequest
        clock.move(at)
        return web.json_response({"at": clock.now().isoformat()})

    async def settle(_: web.Request) -> web.Response:
        return web.json_response({"done": await ticker.settle()})

    app.router.add_post("/rehearsal/clock", move)
    app.router.add_post("/rehearsal/settle", settle)
