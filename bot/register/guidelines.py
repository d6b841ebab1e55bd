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
        # Who asked for nothing sees what is due, and where nothing is, what comes after that.
        asked = (Reviewed(query["show"]),) if query.get("show", "") in set(Reviewed) else tuple(Reviewed)
        committee, after = text_of(query.get("committee", "")), key_of(query.get("after", ""))

        def find(conn: Connection) -> tuple[Reviewed, list[Waits], bool, list[Group]]:
            groups = register_meetings.groups(conn, who.scope)
            for which in asked:
                rows, more = register_days.guidelines(conn, who.scope, which, committee, after, today)
                if rows:
                    return which, rows, more, groups
            return asked[0], [], False, groups

        which, rows, more, groups = await self._desk.store.read(find)
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
