"""Pages that only show: the room's screen and the organisation's channel."""

from aiohttp import web

from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.live import Parts
from bot.platforms.browser.pages import header_html, organisation_page, room_page, shown_cards_html
from bot.platforms.browser.plain import plain_words
from bot.platforms.browser.serving import Browser, html
from bot.reception import LinkKind
from dialogs.cards import Card, Paragraph
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId
from dialogs.outbound import Place
from dialogs.screens import Head, head, whole_room


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the routes of the room and of the organisation's channel."""
    pages = Shown(browser)
    app.router.add_get("/room/{token}", pages.room)
    app.router.add_get("/room/{token}/events", pages.room_events)
    app.router.add_get("/organisation/{token}", pages.organisation)
    app.router.add_get("/organisation/{token}/events", pages.organisation_events)


class Shown:
    """The routes of the pages that only show."""

    def __init__(self, browser: Browser) -> None:
        """Serve `browser`."""
        self._browser = browser

    async def room(self, request: web.Request) -> web.Response:
        """Show the room's screen."""
        view = await self._view(request, LinkKind.ROOM)
        home = f"/room/{request.match_info['token']}"
        words = chrome(view.meeting.committee.language)
        return html(room_page(words, head(view), whole_room(view), home=home, events=f"{home}/events"))

    async def room_events(self, request: web.Request) -> web.StreamResponse:
        """Follow the room's screen."""

        async def render() -> Parts | None:
            try:
                view = await self._view(request, LinkKind.ROOM)
            except web.HTTPNotFound:
                return None
            return header_html(head(view)), shown_cards_html(whole_room(view))

        return await self._browser.watching.stream(request, await self._meeting(request, LinkKind.ROOM), render)

    async def organisation(self, request: web.Request) -> web.Response:
        """Show the organisation's channel."""
        view = await self._view(request, LinkKind.ORGANISATION)
        home = f"/organisation/{request.match_info['token']}"
        words = chrome(view.meeting.committee.language)
        cards = await self._posts(view)
        return html(organisation_page(words, self._channel(view), cards, home=home, events=f"{home}/events"))

    async def organisation_events(self, request: web.Request) -> web.StreamResponse:
        """Follow the organisation's channel."""

        async def render() -> Parts | None:
            try:
                view = await self._view(request, LinkKind.ORGANISATION)
            except web.HTTPNotFound:
                return None
            return header_html(self._channel(view)), shown_cards_html(await self._posts(view))

        return await self._browser.watching.stream(request, await self._meeting(request, LinkKind.ORGANISATION), render)

    async def _meeting(self, request: web.Request, kind: LinkKind) -> MeetingId:
        try:
            link = await self._browser.link(request, kind)
        except web.HTTPNotFound:
            return MeetingId("")
        return link.meeting_id or MeetingId("")

    async def _view(self, request: web.Request, kind: LinkKind) -> View:
        link = await self._browser.link(request, kind)
        if link.meeting_id is None:
            raise web.HTTPNotFound
        return self._browser.reception.view(await self._browser.reception.meeting(link.meeting_id), None)

    def _channel(self, view: View) -> Head:
        return Head(view.words.organisation_channel)

    async def _posts(self, view: View) -> tuple[Card, ...]:
        found = await self._browser.reception.listing(Place.ORGANISATION, view.meeting.id)
        empty = plain_words(view.meeting.committee.language).no_messages
        cards = tuple(Card(f"post-{number}", card.title, card.body) for number, card in enumerate(found, 1))
        return cards or (Card("no-posts", (empty,), (Paragraph((empty,)),)),)
