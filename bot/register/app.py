"""The register's application: all its routes, and what holds on every one of them."""

from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

from aiohttp import web

from bot.errors import middleware
from bot.register import (
    answering,
    details,
    downloads,
    figures,
    following,
    guidelines,
    lists,
    overviews,
    own_content,
    protecting,
    retaining,
    seats,
    signing_in,
    taking_in,
    work,
)
from bot.register.access import language_of
from bot.register.desk import HOME, Desk

# Nothing runs, nothing is framed, and nothing comes from elsewhere.
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# Forms of the register are small.
FORM_BYTES = 64_000


def add_register(app: web.Application, desk: Desk) -> None:
    """Add the register below its own address."""
    register = web.Application(
        middlewares=[
            middleware(lambda asked, status: signing_in.fault_page(language_of(asked), status)),
            retaining.noting(desk),
        ],
        client_max_size=FORM_BYTES,
    )
    register.on_response_prepare.append(_harden)
    views = (lists, downloads, details, following, guidelines, figures)
    for part in (signing_in, *views, taking_in, seats, work, answering, protecting, retaining, own_content, overviews):
        part.add_routes(register, desk)
    static = Path(str(files("bot.register") / "static"))
    register.router.add_static("/static", static)
    # What no route takes is answered here too, in the register's own words.
    register.router.add_route("*", "/{rest:.*}", _nowhere)

    async def tell_link(_: web.Application) -> AsyncIterator[None]:
        if desk.tryout_link:
            desk.tryout_link.renew()
        yield

    register.cleanup_ctx.append(tell_link)
    app.add_subapp(HOME, register)


async def _nowhere(_: web.Request) -> web.StreamResponse:
    raise web.HTTPNotFound


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(HEADERS)
    is_static = request.path.startswith(f"{HOME}/static/")
    response.headers["Cache-Control"] = "no-cache" if is_static else "no-store"
