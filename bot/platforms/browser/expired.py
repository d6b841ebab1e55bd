"""What stands behind a link from a mail that has expired: how to get a new one, by mail to the same person."""

from aiohttp import web

from bot.patterns import Html
from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.pages import still_page
from bot.platforms.browser.parse import refuse_strangers
from bot.platforms.browser.plain import language_of, plain_response, plain_words
from bot.platforms.browser.serving import Browser, html


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the route by which somebody asks for a new link."""

    async def again(request: web.Request) -> web.Response:
        refuse_strangers(request)
        link = await browser.reception.expired(request.match_info["token"])
        if link is None:
            raise web.HTTPNotFound
        await browser.reception.mail_new_link(link)
        return plain_response(language_of(request, browser.language), "new_link_sent", 200)

    app.router.add_post("/p/{token}/again", again)


def page(request: web.Request, language: str) -> web.Response:
    """Give the page of a link that has expired. Whose it was is told to nobody."""
    words = plain_words(language)
    title, text = words.pages["expired_link"]
    button = Html('<form method="post" action="/p/{}/again"><button class="main">{}</button></form>')
    inside = Html("<p>{}</p>{}").format(text, button.format(request.match_info.get("token", ""), words.mail_new_link))
    return html(still_page(chrome(language), title, inside), 410)
