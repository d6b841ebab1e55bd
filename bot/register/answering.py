"""What the data protection officer answers here: open flags that are theirs, in committees that they are not in."""

from collections.abc import Iterator
from itertools import islice

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.reception import NOBODY
from bot.register.access import only, press, visitor
from bot.register.desk import HOME, Desk, Visitor
from bot.register.forms import Again, Desktop, forms_html
from bot.register.frame import page
from bot.register.work import taken, told_html
from dialogs.flows import officials
from dialogs.flows.view import View
from dialogs.model.checking import open_for
from dialogs.model.ids import CommitteeId
from dialogs.model.meeting import Meeting
from dialogs.model.officials import Official
from dialogs.model.pilots import Owner
from dialogs.outbound import Answer
from dialogs.register import Office
from dialogs.wording import wording
from storage.engine import Connection
from storage.open_flags import Flagged, flagged, meeting_for, still_open
from storage.register import MOST_WAITING

OWNED = {Office.PROTECTION: Owner.DPO}
ACTIONS = frozenset({"answer_flag"})


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of the page of each committee."""
    answering = Answering(desk)
    app.router.add_get("/committees/{id}/flags", answering.ask)
    app.router.add_post("/committees/{id}/flags", answering.answer)


def mine(conn: Connection, who: Visitor) -> list[Flagged]:
    """Give the proposals on which something is up to whoever looks."""
    owner = OWNED.get(who.session.office)
    return still_open(conn, who.scope, owner) if owner else []


def open_lines(found: list[Flagged], who: Visitor) -> list[Markup]:
    """Say in a line each what is still up to whoever looks, with the way to answer it."""
    return list(islice(_lines(found, who), MOST_WAITING))


def _lines(found: list[Flagged], who: Visitor) -> Iterator[Markup]:
    line = Html('<li><a href="{}/committees/{}/flags"><bdi>{}</bdi></a> · <bdi>{}</bdi>: <bdi>{}</bdi></li>')
    for each in found:
        for flag in open_for(each.proposal, OWNED[who.session.office]):
            yield line.format(HOME, each.committee, each.name, each.proposal.title, flag.text)


class Answering:
    """The routes of the page of each committee."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def ask(self, request: web.Request) -> web.Response:
        """Show the open flags of a committee that are up to whoever looks."""
        who = await visitor(self._desk, request)
        only(who, *OWNED)
        meeting, found = await self._found(who, request)
        return self._page(who, meeting, found)

    async def answer(self, request: web.Request) -> web.Response:
        """Take an answer: through the turn, by their office."""
        who, sent = await press(self._desk, request, *OWNED)
        meeting, found = await self._found(who, request)
        about = sent.get("on", ("",))[0].partition(".")[0]
        if about not in {each.proposal.id for each in found}:
            # Also what stands on a closed item, of which nobody here learns anything.
            raise web.HTTPNotFound
        official = _official(who)
        answer, again = await taken(self._desk, meeting, official.id, sent, ACTIONS, official)
        return self._page(who, *await self._found(who, request), answer, again)

    async def _found(self, who: Visitor, request: web.Request) -> tuple[Meeting, list[Flagged]]:
        where = CommitteeId(request.match_info["id"])
        if not where.isprintable() or not who.sees(where):
            raise web.HTTPNotFound
        owner = _official(who).owner
        found, ident = await self._desk.store.read(lambda conn: (flagged(conn, where, owner), meeting_for(conn, where)))
        if not found or ident is None:
            raise web.HTTPNotFound
        return await self._desk.reception.meeting(ident), found

    def _page(
        self,
        who: Visitor,
        meeting: Meeting,
        found: list[Flagged],
        answer: Answer | None = None,
        again: Again | None = None,
    ) -> web.Response:
        words = wording(who.language, team=meeting.committee.is_team)
        view = View(meeting, NOBODY, self._desk.reception.now(), self._desk.organisation, words)
        way = f"{HOME}/committees/{meeting.committee.id}/flags"
        where = Desktop(way, self._desk.chance(), words.choose_here, again or Again())
        official = _official(who)
        elements = [line for each in found for line in officials.show(view, official, each.proposal)]
        back = Html('<p class="meta"><a href="{}/committees/{}"><bdi>{}</bdi></a></p>')
        inside = Html("{}{}{}").format(
            told_html(answer, who, meeting),
            back.format(HOME, meeting.committee.id, meeting.committee.name),
            forms_html(elements, where) if elements else Html("<p>{}</p>").format(words.no_work_here),
        )
        status = 422 if answer and answer.refused else 200
        return page(who, who.language, words.flags_title, inside, here="waiting", status=status)


def _official(who: Visitor) -> Official:
    owner = OWNED[who.session.office]
    return Official(who.signs_as, owner, who.session.name or who.words.owner(owner))
