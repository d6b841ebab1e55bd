"""Pages that only show: the room's screen and the organisation's channel."""

from aiohttp import web
from markupsafe import Markup

from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.code import code_html, picture_of
from bot.platforms.browser.live import Parts
from bot.platforms.browser.pages import header_html, organisation_page, room_page, shown_cards_html
from bot.platforms.browser.plain import plain_words
from bot.platforms.browser.serving import Browser, html
from bot.reception import LinkKind
from dialogs.cards import Card
from dialogs.flows.view import View
from dialogs.model.agenda import Phase
from dialogs.model.calling import in_room
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Stage
from dialogs.outbound import Place
from dialogs.screens import Head, head, whole_room


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the routes of the room and of the organisation's channel."""
    pages = Shown(browser)
    app.router.add_get("/room/{token}", pages.room)
    app.router.add_get("/room/{token}/events", pages.room_events)
    app.router.add_get("/room/{token}/code.svg", pages.code)
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
        code = await self._code(request, view)
        return html(room_page(words, head(view), whole_room(view), home=home, events=f"{home}/events", code=code))

    async def room_events(self, request: web.Request) -> web.StreamResponse:
        """Follow the room's screen."""

        async def render() -> Parts | None:
            try:
                view = await self._view(request, LinkKind.ROOM)
            except web.HTTPNotFound:
                return None
            return header_html(head(view), await self._code(request, view)), shown_cards_html(whole_room(view))

        return await self._browser.watching.stream(request, await self._meeting(request, LinkKind.ROOM), render)

    async def code(self, request: web.Request) -> web.Response:
        """Give the picture of the code that leads to the door."""
        await self._browser.link(request, LinkKind.ROOM)
        door = await self._browser.reception.door_of(request.match_info["token"])
        if door is None:
            raise web.HTTPNotFound
        return web.Response(body=picture_of(f"{self._browser.address}/join/{door}"), content_type="image/svg+xml")

    async def _code(self, request: web.Request, view: View) -> Markup:
        """Show the way in beside the head, the larger the earlier it is."""
        room = request.match_info["token"]
        if view.meeting.stage is Stage.ENDED or await self._browser.reception.door_of(room) is None:
            return Markup("")
        size = "large" if view.meeting.stage is Stage.PLANNED else "small"
        size = "medium" if view.meeting.phase is Phase.KNOWLEDGE else size
        return code_html(size, f"/room/{room}/code.svg", plain_words(view.meeting.committee.language))

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
        meeting = await self._browser.reception.meeting(link.meeting_id)
        if kind is LinkKind.ROOM:
            # The room's screen stays where it is from meeting to meeting.
            now = in_room(meeting, self._browser.reception.now())
            meeting = meeting if now == meeting.id else await self._browser.reception.meeting(now)
        return self._browser.reception.view(meeting, None)

    def _channel(self, view: View) -> Head:
        return Head(view.words.organisation_channel)

    async def _posts(self, view: View) -> tuple[Card, ...]:
        meeting = view.meeting
        numbers = {meeting.number: meeting.id, **{each.number: each.id for each in meeting.siblings}}
        found: list[Card] = []
        for number in sorted(numbers):
            found += await self._browser.reception.listing(Place.ORGANISATION, numbers[number])
        empty = plain_words(view.meeting.committee.language).no_messages
        cards = tuple(Card(f"post-{number}", card.title, card.body) for number, card in enumerate(found, 1))
        return cards or (Card("no-posts", (empty,)),)
