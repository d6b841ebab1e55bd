"""The accessibility statement, which the foot of every page leads to."""

from aiohttp import web

from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.pages import STATEMENT, cards_page
from bot.platforms.browser.plain import language_of
from bot.platforms.browser.serving import Browser, html
from dialogs.accessibility import statement_cards
from dialogs.wording import wording


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the route of the statement."""

    async def show(request: web.Request) -> web.Response:
        language = language_of(request, browser.language)
        words = wording(language)
        return html(cards_page(chrome(language), words.statement_title, statement_cards(browser.statement, words)))

    app.router.add_get(STATEMENT, show)
