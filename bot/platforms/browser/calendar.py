"""A person's calendar: a page that shows its address, and the feed behind it, which opens nothing else."""

from aiohttp import web

from bot.patterns import Html
from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.pages import still_page
from bot.platforms.browser.plain import plain_words
from bot.platforms.browser.serving import OWN_PAGES, Browser, html
from bot.reception import LinkKind


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the page with the address, and the feed."""

    async def show(request: web.Request) -> web.Response:
        link, view, home = await browser.lasting(request)
        token = await browser.reception.calendar_of(request.match_info["token"], link)
        language = view.meeting.committee.language
        words = plain_words(language)
        inside = Html('<p>{}</p><p><output>{}/calendar/{}.ics</output></p><p><a href="{}">{}</a></p>').format(
            words.calendar_help, browser.address, token, home, words.own_page
        )
        return html(still_page(chrome(language), words.calendar, inside))

    async def give(request: web.Request) -> web.Response:
        # It takes a twentieth of a second to load, and nobody waits for a calendar.
        from bot.calendar_feed import TYPE, feed

        link = await browser.link(request, LinkKind.CALENDAR)
        listed = await browser.reception.meetings_of(link)
        views = [await browser.reception.opened(link, each.id) for each in listed]
        return web.Response(body=feed(view for view in views if view), content_type=TYPE, charset="utf-8")

    for own in OWN_PAGES:
        app.router.add_get(f"{own}/calendar", show)
    app.router.add_get("/calendar/{token}.ics", give)
