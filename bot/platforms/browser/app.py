"""The browser's routes: one page for each person, the room's screen, the organisation's channel."""

from importlib.resources import files
from pathlib import Path

from aiohttp import web

from bot.errors import middleware
from bot.platforms.browser import calendar, door, expired, new_links, personal, shown, statement
from bot.platforms.browser.limits import LIMITS
from bot.platforms.browser.pages import STATIC
from bot.platforms.browser.plain import language_of, plain_response
from bot.platforms.browser.serving import Browser

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    # Links are in addresses: no other site may learn them. Our own pages need to say where a form comes from.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def make_app(browser: Browser) -> web.Application:
    """Make the application with all routes of the browser."""
    app = web.Application(
        middlewares=[middleware(lambda asked, status: _fault(browser, asked, status))],
        client_max_size=LIMITS["form_bytes"],
    )
    app.on_response_prepare.append(_harden)

    async def front(request: web.Request) -> web.Response:
        return plain_response(language_of(request, browser.language), "front", 200)

    app.router.add_get("/", front)
    static = Path(str(files("bot.platforms.browser") / "static"))
    app.router.add_static(STATIC, static, append_version=False)
    personal.add_routes(app, browser)
    new_links.add_routes(app, browser)
    expired.add_routes(app, browser)
    shown.add_routes(app, browser)
    door.add_routes(app, browser)
    calendar.add_routes(app, browser)
    statement.add_routes(app, browser)
    return app


async def _harden(request: web.Request, response: web.StreamResponse) -> None:
    response.headers.merge(HEADERS)
    response.headers.setdefault("Cache-Control", "no-cache" if request.path.startswith(STATIC) else "no-store")


def _fault(browser: Browser, request: web.Request, status: int) -> web.Response:
    language = language_of(request, browser.language)
    return expired.page(request, language) if status == 410 else fault_page(language, status)


def fault_page(language: str, status: int) -> web.Response:
    """Give the page that says in words what went wrong and what to do next."""
    names = {403: "stranger", 404: "unknown_link", 413: "too_large", 503: "database_gone"}
    fallback = "fault" if status >= 500 else "bad_request"
    return plain_response(language, names.get(status, fallback), status)
