"""One person's page: read it, act on it, follow it. The one who keeps the minutes can open it for somebody without a
screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html, together
from bot.platforms.browser.cards import card_html, cards_html
from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.forms import Fault
from bot.platforms.browser.live import Parts
from bot.platforms.browser.pages import header_html, person_page
from bot.platforms.browser.parse import Sent, inbound, read_form, refuse_strangers
from bot.platforms.browser.plain import plain_words
from bot.platforms.browser.serving import OWN_PAGES, Browser, fresh_key, html
from bot.reception import Link, LinkKind, Listed
from dialogs.cards import Bullets, Card, Line, Notice, Paragraph, Tone
from dialogs.flows.standing_in import can_be_entered, may_renew
from dialogs.flows.view import View
from dialogs.inbound import Inbound
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.texts import cover_cpr
from dialogs.outbound import Answer
from dialogs.screens import head, personal

STATUS: Mapping[str, int] = {
    "": 200,
    "not_a_member": 403,
    "not_a_party": 403,
    "not_allowed": 403,
    "not_yours": 403,
    "not_found": 404,
    "sign_in_required": 403,
    "out_of_date": 409,
    "wrong_phase": 409,
    "meeting_closed": 409,
    "not_present": 409,
}
REFUSED = 422
NEWEST_MESSAGES, OLDER_MESSAGES = 5, 30


@dataclass(frozen=True, slots=True)
class Place:
    """Whose link it is, for whom they act, and where."""

    meeting: MeetingId
    by: PersonId
    whom: PersonId | None
    home: str
    link: Link

    @property
    def who(self) -> PersonId:
        """Give the one whose screen is shown."""
        return self.whom or self.by


def add_routes(app: web.Application, browser: Browser) -> None:
    """Add the routes of personal pages."""
    page = Personal(browser)
    for base in (*OWN_PAGES, *(f"{own}/for/{{person}}" for own in OWN_PAGES)):
        app.router.add_get(base, page.show)
        app.router.add_post(f"{base}/act", page.act)
        app.router.add_get(f"{base}/events", page.events)


class Personal:
    """The three routes of a personal page."""

    def __init__(self, browser: Browser) -> None:
        """Serve `browser`."""
        self._browser = browser

    async def show(self, request: web.Request) -> web.Response:
        """Show the page."""
        place, view = await self._open(request)
        return html(await self._page(place, view))

    async def act(self, request: web.Request) -> web.Response:
        """Take a press or a form: as JSON for our script, as a page for browsers without it."""
        refuse_strangers(request)
        link, meeting = await self._browser.link(request, LinkKind.PERSON), request.match_info.get("meeting")
        if link.meeting_id is None or link.person_id is None:
            raise web.HTTPNotFound
        if meeting:
            await self._browser.own(request)
        # Whether one may enter for somebody is the rules' business: here is only read what was sent.
        whom = request.match_info.get("person")
        sent = await read_form(request)
        where = MeetingId(meeting) if meeting else link.meeting_id
        event = inbound(sent, where, link.person_id, PersonId(whom) if whom else None)
        answer = await self._browser.turn.take(event)
        is_script = "application/json" in request.headers.get("Accept", "")
        if answer.refused in {"sign_in_required", "wrong_code"} and whom is None:
            answer = await self._proving(request, event, answer, is_script=is_script)
        status = STATUS.get(answer.refused, REFUSED)
        if is_script:
            return web.json_response(_json(answer, request.path), status=status)
        place, view = await self._open(request)
        return html(await self._page(place, view, sent, answer), status)

    async def _proving(self, request: web.Request, event: Inbound, answer: Answer, *, is_script: bool) -> Answer:
        """Send a code to somebody who has only a link, or ask for it once more where it was wrong."""
        _, view = await self._open(request)
        codes = self._browser.codes
        if answer.refused == "sign_in_required":
            return await codes.offer(view, event) or answer
        # Where a script runs, the card is still there.
        asked = None if is_script else await codes.again(view, event)
        return replace(answer, card=asked.card) if asked else answer

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Follow the page. A link that is revoked or expires ends the stream with a word of its own."""
        try:
            place, _ = await self._open(request)
        except (web.HTTPNotFound, web.HTTPGone):
            return await self._browser.watching.stream(request, MeetingId(""), _gone)

        async def render() -> Parts | None:
            try:
                _, view = await self._open(request)
            except (web.HTTPNotFound, web.HTTPGone):
                return None
            return header_html(head(view)), cards_html(await self._cards(place, view), f"{place.home}/act")

        return await self._browser.watching.stream(request, place.meeting, render)

    async def _open(self, request: web.Request) -> tuple[Place, View]:
        link, own, home = await self._browser.own(request)
        meeting, me = own.meeting, own.who.id
        whom = request.match_info.get("person")
        if whom is None:
            return Place(meeting.id, me, None, home, link), own
        other = next((person for person in can_be_entered(own) if person.id == whom), None)
        if other is None:
            raise web.HTTPNotFound
        place = Place(meeting.id, me, other.id, f"{home}/for/{other.id}", link)
        return place, self._browser.reception.view(meeting, other.id)

    async def _cards(self, place: Place, view: View) -> tuple[Card, ...]:
        # What was sent to somebody personally is theirs: the one who writes for them does not read it.
        if place.whom:
            return personal(view)
        cards = personal(view)
        if view.who.may_lead and view.meeting.stage is not Stage.RUNNING:
            cards = (*await self._browser.reception.unmailed(view), *cards)
        found = await self._browser.reception.listing(place.who, place.meeting)
        lines = tuple(map(_in_one, reversed(found)))
        if not lines:
            return cards
        words = plain_words(view.meeting.committee.language)
        newest = Card("messages", (words.messages,), (Bullets(lines[:NEWEST_MESSAGES]),))
        older = Bullets(lines[NEWEST_MESSAGES:][:OLDER_MESSAGES])
        # So much can be told at once that some of it is among the older ones before anybody has read it.
        rest = (Card("older-messages", (words.older_messages,), (older,), folded=True),) if older.items else ()
        return (*cards, newest, *rest)

    async def _page(self, place: Place, view: View, sent: Sent | None = None, answer: Answer | None = None) -> Markup:
        fault, notice = None, None
        if sent and answer and answer.refused:
            typed = {name: tuple(map(cover_cpr, values)) for name, values in sent.fields.items()}
            fault = Fault(sent.action, sent.on, answer.field, answer.text, typed, answer.confirm)
        elif answer:
            notice = Notice(Tone.GOOD, (answer.text,)) if answer.text else None
        preview = answer.card if answer else None
        return person_page(
            chrome(view.meeting.committee.language),
            head(view),
            await self._cards(place, view),
            home=place.home,
            act=f"{place.home}/act",
            events=f"{place.home}/events",
            fault=fault,
            notice=notice,
            preview=preview,
            fresh_key=fresh_key,
            beside=_beside(place, view) + await self._my_meetings(place, view) + _calendar(place, view),
        )

    async def _my_meetings(self, place: Place, view: View) -> Markup:
        """Offer the way to a person's other meetings, where there are any."""
        found = [] if place.whom else await self._browser.reception.meetings_of(place.link)
        if len(found) < 2:
            return Markup("")
        own, words = place.home.partition("/m/")[0], plain_words(view.meeting.committee.language)
        lines = together(_meeting_line(each, own, place, view) for each in found)
        return Html('<aside class="meetings" aria-label="{}"><h2>{}</h2><ul>{}</ul></aside>').format(
            words.my_meetings, words.my_meetings, lines
        )


def _calendar(place: Place, view: View) -> Markup:
    """Offer the way to one's own calendar."""
    words = plain_words(view.meeting.committee.language)
    link = Html('<aside class="calendar" aria-label="{}"><p><a href="{}/calendar">{}</a></p></aside>')
    lasts = place.link.kind is LinkKind.PERSON and not place.whom
    return link.format(words.calendar, place.home, words.calendar) if lasts else Markup("")


def _meeting_line(each: Listed, own: str, place: Place, view: View) -> Markup:
    home = own if each.id == place.link.meeting_id else f"{own}/m/{each.id}"
    when = f"{view.day(each.starts_at)}, {view.words.at_clock(view.clock(each.starts_at))}"
    here = Markup(' aria-current="page"') if each.id == place.meeting else Markup("")
    return Html('<li><a data-meeting="{}" href="{}"{}><bdi>{}</bdi>: {}</a></li>').format(
        each.committee, home, here, each.committee, when
    )


async def _gone() -> Parts | None:
    return None


def _json(answer: Answer, act: str) -> dict[str, object]:
    return {
        "text": answer.text,
        "refused": answer.refused,
        "field": answer.field,
        "card": card_html(answer.card, act) if answer.card else None,
        "screen": None,
        "confirm": dict(answer.confirm) or None,
    }


def _beside(place: Place, view: View) -> Markup:
    """Offer the pages of those without a screen, or the way back from one of them."""
    words = plain_words(view.meeting.committee.language)
    if place.whom:
        return Html('<aside class="for"><p>{} <bdi>{}</bdi></p><p><a href="{}">{}</a></p></aside>').format(
            words.writing_for, view.who.name, place.home.partition("/for/")[0], words.own_page
        )
    others = can_be_entered(view)
    links = Html('<aside class="links" aria-label="{}"><p><a href="{}/links">{}</a></p></aside>').format(
        words.new_links, place.home, words.new_links
    )
    mine = links if may_renew(view) and place.link.kind is LinkKind.PERSON else Markup("")
    if not others:
        return mine
    line = Html('<li><a data-for="{}" href="{}/for/{}"><bdi>{}</bdi></a></li>')
    lines = together(line.format(person.id, place.home, person.id, person.name) for person in others)
    entered = Html('<aside class="others" aria-label="{}"><details><summary>{}</summary><ul>{}</ul></details></aside>')
    return entered.format(words.others, words.others, lines) + mine


def _in_one(card: Card) -> Line:
    """Give a message as one line: what it is called, unless it is one of many alike, and all it says."""
    parts = [] if card.name == "notice" else [card.title]
    parts += [element.text for element in card.body if isinstance(element, Paragraph)]
    line: Line = parts[0] if parts else ()
    for number, part in enumerate(parts[1:]):
        line = (*line, " – " if number == 0 and card.name != "notice" else " ", *part)
    return line
