"""The guidelines that are in force, by the day on which they are to be looked at again."""

from urllib.parse import urlencode

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import visitor
from bot.register.asking import text_of
from bot.register.desk import HOME, Desk, Visitor
from bot.register.following import key_of, key_text
from bot.register.frame import page, said
from bot.register.lists import committee_field, few_fields, select_field, way_to
from dialogs.register import Reviewed
from storage import register_days, register_meetings
from storage.engine import Connection
from storage.register_days import Key, Waits
from storage.register_meetings import Group

_ROW = Html('<li><h2><a href="{}">{}</a></h2><p class="meta"><bdi>{}</bdi> · {}: {}</p><p>{}</p></li>')


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the route of the list."""
    app.router.add_get("/guidelines", Guidelines(desk).show)


class Guidelines:
    """The route of the list."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def show(self, request: web.Request) -> web.Response:
        """List guidelines."""
        who, today, query = await visitor(self._desk, request), self._desk.today(), request.query
        which = Reviewed(query["show"]) if query.get("show", "") in set(Reviewed) else Reviewed.DUE
        committee, after = text_of(query.get("committee", "")), key_of(query.get("after", ""))

        def find(conn: Connection) -> tuple[list[Waits], bool, list[Group]]:
            found = register_days.guidelines(conn, who.scope, which, committee, after, today)
            return *found, register_meetings.groups(conn, who.scope)

        rows, more, groups = await self._desk.store.read(find)
        words = who.words
        shows = [(str(each), words.reviewed(each)) for each in Reviewed]
        fields = [
            select_field("show", words.guidelines_label, shows, which, None),
            committee_field(groups, committee, words),
        ]
        following = Html('<p class="pages"><a href="{}">{}</a></p>')
        inside = [
            few_fields(f"{HOME}/guidelines", fields, words),
            Html('<ol class="rows">{}</ol>').format(Markup("").join(_row(each, which, who) for each in rows))
            if rows
            else Html('<p role="status">{}</p>').format(words.no_guidelines),
            following.format(_address(which, committee, rows[-1].key), words.next_page) if more else "",
        ]
        return page(who, who.language, words.guidelines_title, Markup("").join(inside), here="guidelines")


def _row(each: Waits, which: Reviewed, who: Visitor) -> Markup:
    words, row = who.words, each.decision
    what = words.decided_on_label if which is Reviewed.NEVER else words.review_label
    title = said(row.title, row.language, who.language)
    wording = said(row.wording, row.language, who.language)
    return _ROW.format(way_to(row), title, row.committee, what, words.date(each.due_on), wording)


def _address(which: Reviewed, committee: str, after: Key) -> str:
    told = {"show": str(which), "committee": committee, "after": key_text(after)}
    return f"{HOME}/guidelines?{urlencode({name: value for name, value in told.items() if value})}"
