"""Signing in and out: by the organisation's sign-in service, or in a try-out by the link from the terminal."""

import hmac
import logging

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import language_of, refuse_strangers, sign_in, sign_out
from bot.register.desk import HOME, Desk
from bot.register.frame import page
from bot.register.identity import Attempt, NotProven, ServiceGone, SignInService
from dialogs.register import Office
from dialogs.wording import wording
from storage import sessions

_log = logging.getLogger(__name__)
ATTEMPT = "medmakker-sign-in"

_BUTTON = Html('<form method="post" action="{}"><button class="main">{}</button></form>')


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of signing in and out."""
    door = SigningIn(desk)
    app.router.add_get("", door.home)
    app.router.add_get("/", door.home)
    app.router.add_get("/sign-in", door.ask)
    app.router.add_post("/sign-out", door.leave)
    if desk.service:
        app.router.add_get("/sign-in/start", door.start)
        app.router.add_get("/sign-in/done", door.done)
    if desk.tryout_link:
        app.router.add_get("/open/{token}", door.opened)
        app.router.add_post("/open/{token}", door.enter)


class SigningIn:
    """The routes of signing in and out."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def home(self, _: web.Request) -> web.Response:
        """Lead to the first page."""
        raise web.HTTPSeeOther(f"{HOME}/decisions")

    async def ask(self, request: web.Request) -> web.Response:
        """Say how to sign in."""
        language = language_of(request)
        words = wording(language)
        text = words.sign_in_tryout_help if self._desk.tryout_link else words.sign_in_help
        # A link and no form: a form may not lead away from this site.
        way = Html('<p><a class="main" href="{}/sign-in/start">{}</a></p>').format(HOME, words.sign_in)
        inside = Html("<p>{}</p><p>{}</p>{}").format(words.register_help, text, way if self._desk.service else "")
        return page(None, language, words.sign_in_title, inside)

    async def opened(self, request: web.Request) -> web.Response:
        """Show the button behind the link from the terminal: whatever merely looks at a link does not use it up."""
        language = language_of(request)
        words = wording(language)
        link = self._desk.tryout_link
        if link is None or not link.is_valid(request.match_info["token"]):
            return self._used(language)
        inside = Html("<p>{}</p>{}").format(words.register_help, _BUTTON.format(request.path, words.sign_in))
        return page(None, language, words.sign_in_title, inside)

    async def enter(self, request: web.Request) -> web.Response:
        """Sign in as the administrator of a try-out."""
        refuse_strangers(request)
        link = self._desk.tryout_link
        if link is None or not link.use(request.match_info["token"]):
            return self._used(language_of(request))
        answer = web.Response(status=303, headers={"Location": f"{HOME}/decisions"})
        await sign_in(self._desk, answer, "", Office.ADMINISTRATOR)
        return answer

    async def start(self, _: web.Request) -> web.Response:
        """Lead to the organisation's sign-in service."""
        desk, service = self._desk, self._service()
        attempt = Attempt(desk.chance(), desk.chance(), f"{desk.chance()}{desk.chance()}")
        try:
            where = await service.address(attempt)
        except ServiceGone:
            _log.exception("sign-in service gone")
            raise web.HTTPServiceUnavailable from None
        now = desk.wall.now()
        await desk.store.write(
            lambda conn: sessions.remember_attempt(conn, attempt.state, attempt.nonce, attempt.verifier, now)
        )
        answer = web.Response(status=303, headers={"Location": where})
        is_safe = desk.address.startswith("https://")
        # Only the browser that began may end: nobody can be signed in as somebody else behind their back.
        answer.set_cookie(ATTEMPT, attempt.state, path=HOME, httponly=True, secure=is_safe, samesite="Lax", max_age=600)
        return answer

    async def done(self, request: web.Request) -> web.Response:
        """Sign in whoever comes back from the sign-in service, if it proves who they are."""
        desk, query = self._desk, request.query
        try:
            attempt = await self._attempt(request)
            proven = await self._service().prove(query.get("code", ""), attempt, query.get("iss", ""))
        except NotProven as fault:
            _log.warning("sign-in refused", extra={"fault": str(fault)})
            answer = self._refused(language_of(request))
        except ServiceGone:
            _log.exception("sign-in service gone")
            raise web.HTTPServiceUnavailable from None
        else:
            answer = web.Response(status=303, headers={"Location": f"{HOME}/decisions"})
            await sign_in(desk, answer, proven.name, proven.office, proven.person)
        answer.del_cookie(ATTEMPT, path=HOME)
        return answer

    async def _attempt(self, request: web.Request) -> Attempt:
        """Give what this browser began, once.

        Raises:
            NotProven: when it began nothing, something else, or too long ago, or the service refused.
        """
        state, now = request.query.get("state", ""), self._desk.wall.now()
        held = request.cookies.get(ATTEMPT, "")
        if not state or not hmac.compare_digest(state.encode("utf-8", "replace"), held.encode("utf-8", "replace")):
            raise NotProven("state")
        found = await self._desk.store.write(lambda conn: sessions.take_attempt(conn, state, now))
        if found is None or not request.query.get("code"):
            raise NotProven("attempt")
        return Attempt(state, *found)

    def _service(self) -> SignInService:
        if self._desk.service is None:
            raise web.HTTPNotFound
        return self._desk.service

    def _refused(self, language: str) -> web.Response:
        words = wording(language)
        again = Html('<p>{}</p><p><a href="{}/sign-in">{}</a></p>').format(words.sign_in_refused, HOME, words.sign_in)
        return page(None, language, words.sign_in_title, again, status=403)

    async def leave(self, request: web.Request) -> web.Response:
        """Sign out."""
        refuse_strangers(request)
        language = language_of(request)
        words = wording(language)
        back = Html('<p>{}</p><p><a href="{}/sign-in">{}</a></p>').format(words.signed_out_help, HOME, words.sign_in)
        answer = page(None, language, words.signed_out_title, back)
        await sign_out(self._desk, request, answer)
        return answer

    def _used(self, language: str) -> web.Response:
        words = wording(language)
        return page(None, language, words.sign_in_title, Html("<p>{}</p>").format(words.sign_in_link_used), status=404)


def fault_page(language: str, status: int) -> web.Response:
    """Give the page that says in words what went wrong and what to do."""
    words = wording(language)
    told = {
        403: (words.register_stranger, words.register_stranger_help),
        404: (words.register_not_here, words.register_not_here_help),
        503: (words.register_gone, words.register_gone_help),
    }
    fault = (words.register_fault, words.register_fault_help)
    bad = (words.register_bad_address, words.register_bad_address_help)
    title, text = told.get(status, fault if status >= 500 else bad)
    home = Html('<p><a href="{}/decisions">{}</a></p>').format(HOME, words.register_title)
    inside: Markup = Html("<p>{}</p>{}").format(text, home)
    return page(None, language, title, inside, status=status)
