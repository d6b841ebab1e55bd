"""What waits, the meetings, the committees and who is in them."""

import re
from collections.abc import Iterable
from datetime import datetime

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register import answering, seats, taking_in
from bot.register.access import visitor
from bot.register.desk import HOME, Desk, Visitor, local
from bot.register.following import left_alone_line, owed_line
from bot.register.frame import page, said
from bot.register.lists import way_to
from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.meeting import Stage
from dialogs.model.people import Committee, Person, Role, Side
from dialogs.model.pilots import Proposal
from dialogs.register import Awaited, Office
from storage import register, register_days, register_meetings, unanswered
from storage.committees import read_committee
from storage.engine import Connection
from storage.open_flags import Flagged
from storage.register import Unsigned
from storage.register_days import Waits
from storage.register_meetings import Group, Held
from storage.unanswered import Owed
from storage.undiscussed import undiscussed

Early = tuple[str, Proposal]
_SECTION = Html("<section><h2>{}</h2>{}</section>")
_TABLE = Html('<div class="wide" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr></thead>'
              "<tbody>{}</tbody></table></div>")  # fmt: skip
_AFTER = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?Z)\.([\w-]{1,80})", re.ASCII)


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of the overviews."""
    overviews = Overviews(desk)
    app.router.add_get("/waiting", overviews.waiting)
    app.router.add_get("/meetings", overviews.meetings)
    app.router.add_get("/committees", overviews.committees)
    app.router.add_get("/committees/{id}", overviews.committee)


class Overviews:
    """The routes of the overviews."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def waiting(self, request: web.Request) -> web.Response:
        """Show what waits: answers that groups owe, signatures that minutes lack, and days that decisions name."""
        who, today = await visitor(self._desk, request), self._desk.today()

        def find(
            conn: Connection,
        ) -> tuple[list[Unsigned], list[Waits], list[Owed], list[Waits], list[Early], list[Flagged]]:
            owed, alone = unanswered.listed(conn, who.scope), register_days.left_alone(conn, who.scope)
            days, unsigned = register_days.waiting(conn, who.scope, today), register.unsigned(conn, who.scope)
            return unsigned, days, owed, alone, undiscussed(conn, who.scope), answering.mine(conn, who)

        unsigned, days, owed, alone, early, flags = await self._desk.store.read(find)
        words = who.words
        lines = [(each.committee, f"{HOME}/meetings/{each.meeting_id}", each) for each in unsigned]
        missing = [
            Html('<li><a href="{}"><bdi>{}</bdi>, {}</a> · {}</li>').format(
                way, committee, words.meeting_no(each.number), words.date(each.held_on)
            )
            for committee, way, each in lines
        ]
        told = _listed(missing, words.nothing_unsigned)
        left = [*(owed_line(each, who) for each in owed), *(left_alone_line(each, who) for each in alone)]
        line = Html("<li><bdi>{}</bdi> · <bdi>{}</bdi><br><bdi>{}</bdi></li>")
        begun = [line.format(each.title, name, each.undiscussed_because) for name, each in early]
        mine = _listed(answering.open_lines(flags, who), words.no_flags)
        inside = [
            _SECTION.format(words.flags_title, mine) if who.session.office in answering.OWNED else "",
            _SECTION.format(words.left_alone_title, _listed(left, words.nothing_left_alone)),
            _SECTION.format(words.days_title, _listed([_day(each, who) for each in days], words.nothing_waits)),
            _SECTION.format(
                words.unsigned_title, Html("{}<p>{}</p>").format(told, words.unsigned_help) if missing else told
            ),
            _SECTION.format(words.undiscussed_title, _listed(begun, words.nothing_undiscussed)),
        ]
        return page(who, who.language, words.waits_title, Markup("").join(inside), here="waiting")

    async def meetings(self, request: web.Request) -> web.Response:
        """List the meetings, the last one first."""
        who = await visitor(self._desk, request)
        named = request.query.get("committee", "")
        only = CommitteeId(named) if named and named.isprintable() else None
        after = _after(request.query.get("after", ""))
        found, more = await self._desk.store.read(lambda conn: register_meetings.meetings(conn, who.scope, only, after))
        return page(
            who, who.language, who.words.all_meetings, self._table(found, who, more=more, only=only), here="meetings"
        )

    async def committees(self, request: web.Request) -> web.Response:
        """List the committees."""
        who = await visitor(self._desk, request)
        found = await self._desk.store.read(lambda conn: register_meetings.groups(conn, who.scope))
        words = who.words
        line = Html('<tr><th scope="row"><a href="{}/committees/{}"><bdi>{}</bdi></a></th><td>{}</td></tr>')
        rows = [line.format(HOME, each.id, each.name, words.level(each.level)) for each in found]
        table = _table(words.committees_title, (words.committee_label, words.level_head), rows)
        way = Html('<p><a href="{}{}">{}</a></p>').format(HOME, taking_in.PATH, words.take_in_title)
        inside = Html("{}{}").format(table, way if who.session.office is Office.ADMINISTRATOR else "")
        return page(who, who.language, words.committees_title, inside, here="committees")

    async def committee(self, request: web.Request) -> web.Response:
        """Show a committee, who is in it, and the ways to what it decided."""
        who = await visitor(self._desk, request)
        ident = CommitteeId(request.match_info["id"])

        def find(conn: Connection) -> tuple[Committee, list[Held]] | None:
            known: list[Group] = register_meetings.groups(conn, who.scope)
            if ident not in {each.id for each in known}:
                return None
            return read_committee(conn, ident), register_meetings.meetings(conn, who.scope, ident)[0]

        found = await self._desk.store.read(find)
        if found is None:
            raise web.HTTPNotFound
        group, meetings = found
        words = who.words
        today = self._desk.today()
        people = [_person(each.on(today), group, who) for each in group.by_name if not each.has_left(today)]
        inside = [
            Html('<p class="meta">{}</p>').format(words.level(group.level)),
            Html('<p role="status">{}</p>').format(words.person_saved) if "saved" in request.query else "",
            Html('<p><a href="{}/decisions?committee={}">{}</a></p>').format(HOME, group.id, words.its_decisions),
            _SECTION.format(words.committee_people_title, _people(people, group, who)),
            _SECTION.format(words.its_meetings, self._table(meetings, who, more=False, only=None)),
        ]
        heading = Html("<bdi>{}</bdi>").format(group.name)
        return page(who, who.language, group.name, Markup("").join(inside), here="committees", heading=heading)

    def _table(self, found: list[Held], who: Visitor, *, more: bool, only: CommitteeId | None) -> Markup:
        words = who.words
        line = Html(
            '<tr><th scope="row"><a href="{}/meetings/{}">{}</a></th><td><bdi>{}</bdi></td><td>{}</td><td>{}</td></tr>'
        )
        rows = [
            line.format(
                HOME,
                each.id,
                words.date(local(self._desk, each.starts_at).date()),
                each.committee,
                words.meeting_no(each.number),
                self._state(each, who),
            )
            for each in found
        ]
        heads = (words.decided_on_label, words.committee_label, words.meeting_label, words.minutes_title)
        table = _table(words.all_meetings, heads, rows)
        if not more:
            return table
        last = found[-1]
        at = last.starts_at.replace(tzinfo=None).isoformat()
        committee = Html("committee={}&").format(only) if only else ""
        link = Html('{}<p class="pages"><a href="{}/meetings?{}after={}Z.{}">{}</a></p>')
        return link.format(table, HOME, committee, at, last.id, words.next_page)

    def _state(self, each: Held, who: Visitor) -> str:
        words = who.words
        if each.stage is not Stage.ENDED:
            return words.stage_of(each.stage)
        return words.minutes_signed_state if each.signed else words.minutes_unsigned


def _day(each: Waits, who: Visitor) -> Markup:
    words, row = who.words, each.decision
    what = words.awaited(each.awaited)
    if each.awaited is Awaited.CHECK_POINT:
        what = words.was_due(what, words.check_point(each.rule, ""))
    return Html('<li><span class="day">{}</span> {}: <a href="{}">{}</a> · <bdi>{}</bdi></li>').format(
        words.date(each.asked_on or each.due_on),
        what,
        way_to(row),
        said(row.title, row.language, who.language),
        row.committee,
    )


def _people(people: list[Markup], group: Committee, who: Visitor) -> Markup:
    words = who.words
    way = Html('<p><a href="{}">{}</a></p>').format(seats.way_to_seat(group.id, seats.NEW), words.put_person_title)
    return Html("{}{}").format(_listed(people, words.nobody), way if seats.may_change(who) else "")


def _person(person: Person, group: Committee, who: Visitor) -> Markup:
    words = who.words
    roles = [words.role(role) for role in Role if role in person.roles]
    side = words.side(person.side) if person.side not in {Side.NONE, Side.TEAM} else ""
    line, told = Html("<li><bdi>{}</bdi>: {}{}</li>"), ", ".join(filter(None, (*roles, side)))
    way = Html(' <a href="{}">{}<span class="about"> <bdi>{}</bdi></span></a>')
    change = way.format(seats.way_to_seat(group.id, person.id), words.change_person, person.name)
    return line.format(person.name, told, change if seats.may_change(who) else "")


def _listed(lines: Iterable[Markup], otherwise: str) -> Markup:
    told = Markup("").join(lines)
    return Html("<ul>{}</ul>").format(told) if told else Html("<p>{}</p>").format(otherwise)


def _table(label: str, heads: Iterable[str], rows: Iterable[Markup]) -> Markup:
    names = Markup("").join(Html('<th scope="col">{}</th>').format(head) for head in heads)
    return _TABLE.format(label, names, Markup("").join(rows))


def _after(text: str) -> tuple[datetime, MeetingId] | None:
    found = _AFTER.fullmatch(text)
    try:
        return (datetime.fromisoformat(found[1]), MeetingId(found[2])) if found else None
    except ValueError:
        return None
