"""Signing in and out: in a try-out by the link from the terminal."""

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import language_of, refuse_strangers, sign_in, sign_out
from bot.register.desk import HOME, Desk
from bot.register.frame import page
from dialogs.register import Office
from dialogs.wording import wording

_BUTTON = Html('<form method="post" action="{}"><button class="main">{}</button></form>')


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of signing in and out."""
    door = SigningIn(desk)
    app.router.add_get("", door.home)
    app.router.add_get("/", door.home)
    app.router.add_get("/sign-in", door.ask)
    app.router.add_post("/sign-out", door.leave)
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
        inside = Html("<p>{}</p><p>{}</p>").format(words.register_help, text)
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
