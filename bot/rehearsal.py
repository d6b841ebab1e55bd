"""A hand on both clocks, for rehearsals only. A production start refuses the setting that mounts this."""

from datetime import datetime, timedelta

from aiohttp import web

from bot.clock import Clocks, PushedClock, SetClock
from bot.ticker import Ticker


def add_rehearsal(app: web.Application, clocks: Clocks, ticker: Ticker) -> None:
    """Add `/rehearsal/clock`, which moves the meeting clock, and `/rehearsal/settle`, which lets what is due go out and
    says whether a platform asked to have some screen later.

    Moved `through` a time, the clock stops wherever something is due; otherwise it is as if the server had been down.
    `/rehearsal/wait` lets `seconds` go by on the wall, for what a platform asked to wait for.
    """
    clock = clocks.meeting

    async def move(request: web.Request) -> web.Response:
        try:
            body = await request.json()
            at = datetime.fromisoformat(body["at"])
        except (KeyError, TypeError, ValueError):
            raise web.HTTPBadRequest from None
        if at.tzinfo is None or not isinstance(clock, SetClock):
            raise web.HTTPBadRequest
        done = await _through(clock, ticker, at) if body.get("through") else 0
        clock.move(at)
        return web.json_response({"at": clock.now().isoformat(), "done": done})

    async def settle(_: web.Request) -> web.Response:
        return web.json_response({"done": await ticker.settle(), "is_behind": ticker.is_behind})

    async def wait(request: web.Request) -> web.Response:
        try:
            span = timedelta(seconds=float((await request.json())["seconds"]))
        except (KeyError, OverflowError, TypeError, ValueError):
            raise web.HTTPBadRequest from None
        if not isinstance(clocks.wall, PushedClock) or span < timedelta(0):
            raise web.HTTPBadRequest
        clocks.wall.push(span)
        return web.json_response({"at": clocks.wall.now().isoformat()})

    app.router.add_post("/rehearsal/clock", move)
    app.router.add_post("/rehearsal/wait", wait)
    app.router.add_post("/rehearsal/settle", settle)


async def _through(clock: SetClock, ticker: Ticker, at: datetime) -> int:
    """Let the clock stop at every due time before `at`, as it does where nobody moves it."""
    done = await ticker.settle()
    while (due := await ticker.next_due()) and clock.now() < due < at:
        clock.move(due)
        done += await ticker.settle()
    return done
