"""The door: somebody scans the code on the room's screen, chooses their name, waits, and comes in to their own page.

What the browser holds while it waits becomes its own way in when somebody lets it in. We keep only the digest.
"""

import secrets

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.forms import Fault, form_html
from bot.platforms.browser.live import Parts
from bot.platforms.browser.pages import header_html, plain_page, shown_cards_html, still_page, waiting_page
from bot.platforms.browser.parse import read_form, refuse_strangers
from bot.platforms.browser.personal import REFUSED, STATUS
from bot.platforms.browser.plain import plain_words
from bot.platforms.browser.serving import Browser, html
from bot.reception import LinkKind
from dialogs.cards import Card, Facts, Form, Paragraph, Said, Weight
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option
from dialogs.inbound import AskedIn, Inbound
from dialogs.model import door
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Answer
from dialogs.screens import head

# What we give is 32 characters; what comes back may be anything, and is only ever looked up by its digest.
TICKET_CHARS = range(24, 65)


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the routes of the door."""
    page = Door(browser)
    app.router.add_get("/join/{token}", page.show)
    app.router.add_post("/join/{token}", page.ask)
    app.router.add_get("/join/{token}/{ticket}", page.wait)
    app.router.add_get("/join/{token}/{ticket}/events", page.events)


class Door:
    """The routes of the door."""

    def __init__(self, browser: Browser) -> None:
        """Serve `browser`."""
        self._browser = browser

    async def show(self, request: web.Request) -> web.Response:
        """Show the names to choose from."""
        view, home = await self._open(request)
        return html(self._page(view, home, secrets.token_urlsafe(24)))

    async def ask(self, request: web.Request) -> web.Response:
        """Let a browser wait under the name that was chosen."""
        refuse_strangers(request)
        view, home = await self._open(request)
        sent = await read_form(request)
        held = sent.on if len(sent.on) in TICKET_CHARS else secrets.token_urlsafe(24)
        person = PersonId(next(iter(sent.fields.get("person", ())), ""))
        # Asking twice is asking once: the browser is known by what it holds.
        key = f"door/{view.meeting.id}/{secrets.token_urlsafe(12)}"
        event = Inbound(key, view.meeting.id, None, AskedIn(person, self._browser.reception.ticket(held)))
        answer = await self._browser.turn.take(event)
        if "application/json" in request.headers.get("Accept", ""):
            reply = {
                "text": answer.text,
                "refused": answer.refused,
                "waits": "" if answer.refused else f"{home}/{held}",
            }
            return web.json_response(reply, status=STATUS.get(answer.refused, REFUSED))
        if not answer.refused:
            raise web.HTTPSeeOther(f"{home}/{held}")
        fresh, _ = await self._open(request)
        return html(self._page(fresh, home, held, answer), STATUS.get(answer.refused, REFUSED))

    async def wait(self, request: web.Request) -> web.Response:
        """Show that somebody waits, lead them in, or say that the door stays closed."""
        view, home = await self._open(request)
        held = request.match_info["ticket"]
        link = await self._browser.reception.link(held)
        if link is not None and link.kind is LinkKind.PERSON and link.meeting_id == view.meeting.id:
            raise web.HTTPSeeOther(f"/p/{held}")
        language = view.meeting.committee.language
        words = plain_words(language)
        cards = self._waiting(view, held)
        if cards:
            here = f"{home}/{held}"
            return html(waiting_page(chrome(language), head(view), cards, home=here, events=f"{here}/events"))
        if view.meeting.stage.is_over:
            return html(plain_page(chrome(language), words.not_in_title, words.over), 410)
        again = Html('<p>{}</p><p><a href="{}">{}</a></p>').format(words.not_in, home, words.ask_again)
        return html(still_page(chrome(language), words.not_in_title, again), 404)

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Follow the wait. It ends when the browser waits no more, and the page then finds out why."""
        try:
            view, _ = await self._open(request)
            meeting = view.meeting.id
        except web.HTTPNotFound:
            meeting = MeetingId("")

        async def render() -> Parts | None:
            try:
                view, _ = await self._open(request)
            except web.HTTPNotFound:
                return None
            cards = self._waiting(view, request.match_info["ticket"])
            return (header_html(head(view)), shown_cards_html(cards)) if cards else None

        return await self._browser.watching.stream(request, meeting, render)

    def _waiting(self, view: View, held: str) -> tuple[Card, ...]:
        """Show under which name a browser waits, or nothing when it does not."""
        found = view.meeting.waiting.get(self._browser.reception.ticket(held))
        if found is None:
            return ()
        words, name = plain_words(view.meeting.committee.language), view.meeting.committee.people[found.person].name
        body = (Facts(((words.waiting_as, (Said(name),)),)), Paragraph((words.waiting_help,)))
        return (Card("waiting", (words.waiting_title,), body),)

    def _page(self, view: View, home: str, held: str, answer: Answer | None = None) -> Markup:
        language = view.meeting.committee.language
        words = plain_words(language)
        if view.meeting.stage.is_over:
            return plain_page(chrome(language), words.join_title, words.over)
        names = door.names(view.meeting)
        if not names:
            return plain_page(chrome(language), words.join_title, words.join_nobody)
        fault = Fault("ask_in", held, answer.field, answer.text) if answer else None
        field = ChoiceField(
            "person", words.join_name, tuple(Option(each.id, each.name) for each in names), required=True
        )
        form = form_html(Form(words.join_button, "ask_in", (field,), held, weight=Weight.MAIN), home, "ask-in", fault)
        where = Html("<p><bdi>{}</bdi></p><p>{}</p>{}").format(view.meeting.committee.name, words.join_help, form)
        return still_page(chrome(language), words.join_title, where)

    async def _open(self, request: web.Request) -> tuple[View, str]:
        link = await self._browser.link(request, LinkKind.DOOR)
        assert link.meeting_id is not None  # noqa: S101
        meeting = await self._browser.reception.meeting(link.meeting_id)
        return self._browser.reception.view(meeting, None), f"/join/{request.match_info['token']}"
