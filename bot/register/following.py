"""How pilots are followed: what their groups are asked and said, in all committees."""

import re
from datetime import date
from urllib.parse import urlencode

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import visitor
from bot.register.asking import text_of
from bot.register.desk import HOME, Desk, Visitor
from bot.register.frame import page, said
from bot.register.lists import committee_field, few_fields, select_field, way_to
from dialogs.model.followed import Advice, Course
from dialogs.register import Awaited, Followed
from dialogs.wording import Wording
from storage import register_days, register_meetings
from storage.engine import Connection
from storage.register_days import Key, Look, Waits
from storage.register_meetings import Group
from storage.unanswered import Owed

_ROW = Html('<li><h2><a href="{}">{}</a></h2><p class="meta">{}</p><p>{}</p></li>')
_LINE = Html('<li><a href="{}">{}</a> · <bdi>{}</bdi>: {}</li>')
_AFTER = re.compile(r"(\d{4}-\d\d-\d\d)\.(\d{1,19})\.(\d{1,4})", re.ASCII)


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the route of the list."""
    app.router.add_get("/follow-up", FollowUp(desk).show)


class FollowUp:
    """The route of the list."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def show(self, request: web.Request) -> web.Response:
        """List check-points and evaluations: what waits, what comes, and what was said."""
        who, today, query = await visitor(self._desk, request), self._desk.today(), request.query
        which = Followed(query["show"]) if query.get("show", "") in set(Followed) else Followed.WAITING
        look = Look(who.scope, which, text_of(query.get("committee", "")), key_of(query.get("after", "")))

        def find(conn: Connection) -> tuple[list[Waits], bool, list[Group]]:
            return *register_days.followed(conn, look, today), register_meetings.groups(conn, who.scope)

        rows, more, groups = await self._desk.store.read(find)
        words = who.words
        told = Markup("").join(_row(each, who, today) for each in rows)
        inside = [
            self._form(look, groups, who),
            Html('<ol class="rows">{}</ol>').format(told)
            if rows
            else Html('<p role="status">{}</p>').format(words.nothing_followed),
            Html('<p class="pages"><a href="{}">{}</a></p>').format(_address(look, rows[-1].key), words.next_page)
            if more
            else "",
        ]
        return page(who, who.language, words.follow_up_title, Markup("").join(inside), here="follow-up")

    def _form(self, look: Look, groups: list[Group], who: Visitor) -> Markup:
        words = who.words
        shows = [(str(each), words.followed(each)) for each in Followed]
        fields = [
            select_field("show", words.follow_up_label, shows, look.show, None),
            committee_field(groups, look.committee, words),
        ]
        return few_fields(f"{HOME}/follow-up", fields, words)


def owed_line(each: Owed, who: Visitor) -> Markup:
    """Say in one line what a group owes an answer to though its formandskab was told."""
    title = said(each.title, each.language, who.language)
    told = who.words.group_is_silent(who.words.date(each.since))
    return _LINE.format(f"{HOME}/decisions/{each.decision}", title, each.committee, told)


def left_alone_line(each: Waits, who: Visitor) -> Markup:
    """Say in one line what a group said that nobody saw to."""
    words, row = who.words, each.decision
    title = said(row.title, row.language, who.language)
    told = words.evaluation_waits if each.awaited is Awaited.EVALUATION else words.stop_met_goes_on
    return _LINE.format(way_to(row), title, row.committee, told)


def asked_for(each: Waits, words: Wording) -> str:
    """Name the check-point, or the evaluation."""
    return words.awaited(each.awaited) if each.awaited is Awaited.EVALUATION else words.check_point(each.rule, "")


def state_line(each: Waits, who: Visitor, today: date) -> str:
    """Say how it stands with a check-point or an evaluation."""
    words = who.words
    if each.answered_on and each.awaited is Awaited.EVALUATION:
        return words.group_advises(words.advice(Advice(each.said)))
    if each.answered_on:
        stops = f". {words.stops_met_count(each.stops)}" if each.stops else ""
        return f"{words.course(Course(each.said))}{stops}"
    asked_on = each.asked_on
    if asked_on is None or (each.asked_until and each.asked_until <= today):
        return words.not_answered
    told = words.group_was_asked if asked_on <= today else words.group_will_be_asked
    return told(words.date(asked_on))


def _row(each: Waits, who: Visitor, today: date) -> Markup:
    words, row = who.words, each.decision
    title = said(row.title, row.language, who.language)
    on = words.date(each.answered_on or each.due_on)
    meta = Html("<bdi>{}</bdi> · {} · {}").format(row.committee, asked_for(each, words), on)
    return _ROW.format(way_to(row), title, meta, state_line(each, who, today))


def key_text(key: Key) -> str:
    """Give the key of a row as an address holds it."""
    return ".".join(map(str, key))


def _address(look: Look, after: Key) -> str:
    told = {"show": str(look.show), "committee": look.committee, "after": key_text(after)}
    return f"{HOME}/follow-up?{urlencode({name: value for name, value in told.items() if value})}"


def key_of(text: str) -> Key | None:
    """Read the key of a row, as an address holds it."""
    found = _AFTER.fullmatch(text)
    try:
        key = (date.fromisoformat(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
    return key if key and key[1] < 2**63 else None
