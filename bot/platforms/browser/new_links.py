"""The page on which the secretary, or each side for its own, close somebody's personal link and make a new one."""

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html, together
from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.forms import button_html
from bot.platforms.browser.pages import still_page
from bot.platforms.browser.parse import read_form, refuse_strangers
from bot.platforms.browser.plain import plain_words
from bot.platforms.browser.serving import OWN_PAGES, Browser, html
from dialogs.cards import Button, Said
from dialogs.flows.standing_in import may_renew
from dialogs.flows.view import View


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the routes of the page for new links."""
    page = NewLinks(browser)
    for own in OWN_PAGES:
        app.router.add_get(f"{own}/links", page.show)
        app.router.add_post(f"{own}/links", page.renew)


class NewLinks:
    """The two routes of the page for new links."""

    def __init__(self, browser: Browser) -> None:
        """Serve `browser`."""
        self._browser = browser

    async def show(self, request: web.Request) -> web.Response:
        """Show everybody with a button each."""
        view, home = await self._open(request)
        words = plain_words(view.meeting.committee.language)
        rows = together(
            Html("<h2><bdi>{}</bdi></h2>{}").format(
                person.name,
                button_html(
                    Button(words.new_link_for, "new_link", person.id, about=(Said(person.name),)),
                    f"{home}/links",
                    f"new-link-{number}",
                ),
            )
            for number, person in enumerate(may_renew(view))
        )
        return self._page(view, home, Html("<p>{}</p>{}").format(words.new_links_help, rows))

    async def renew(self, request: web.Request) -> web.Response:
        """Close every link of one person, and show the new one this once."""
        refuse_strangers(request)
        view, home = await self._open(request)
        on = (await read_form(request)).on
        person = next((person for person in may_renew(view) if person.id == on), None)
        if person is None:
            raise web.HTTPNotFound
        token = await self._browser.reception.renew(view.meeting, person.id)
        # Pages that were open by the old link learn at once that it is closed.
        self._browser.watching.changed(view.meeting.id)
        words = plain_words(view.meeting.committee.language)
        home = f"/p/{token}" if person.id == view.who.id else home
        new = Html('<h2><bdi>{}</bdi></h2><p role="status">{}</p><p><output>{}/p/{}</output></p>').format(
            person.name, words.new_link_is, self._browser.address, token
        )
        return self._page(view, home, new)

    def _page(self, view: View, home: str, inside: Markup) -> web.Response:
        language = view.meeting.committee.language
        words = plain_words(language)
        back = Html('<p><a href="{}">{}</a></p>').format(home, words.own_page)
        return html(still_page(chrome(language), words.new_links, inside + back))

    async def _open(self, request: web.Request) -> tuple[View, str]:
        _, view, home = await self._browser.lasting(request)
        if not may_renew(view):
            raise web.HTTPNotFound
        return view, home
