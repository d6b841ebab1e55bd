"""How long things are kept, and who looked at what."""

import re
from datetime import timedelta

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware
from markupsafe import Markup

from bot.patterns import Html
from bot.register import fields
from bot.register.access import SEEN_BY, only, press, visitor
from bot.register.desk import HOME, Desk, Visitor, local
from bot.register.frame import page
from bot.register.trail import entry
from dialogs.register import Kept, Office
from storage import audit, looks, retention
from storage.engine import Connection
from storage.looks import Look
from storage.retention import AT_ONCE

# One thing, and not a list: what stands on it is about somebody.
_OF_ONE = re.compile(rf"{HOME}(/(?:decisions|meetings|committees|people)/.+|/(?:decisions|pilots)\.\w+)")
_TABLE = Html('<div class="wide" tabindex="0" role="region" aria-label="{}"><table><thead><tr>{}</tr></thead>'
              "<tbody>{}</tbody></table></div>")  # fmt: skip


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of both."""
    retaining = Retaining(desk)
    app.router.add_get("/retention", retaining.ask)
    app.router.add_post("/retention", retaining.purge)
    app.router.add_get("/looks", retaining.looks)


def noting(desk: Desk) -> Middleware:
    """Give the middleware that notes who looked at one thing, or took something away."""

    @web.middleware
    async def note(request: web.Request, handler: Handler) -> web.StreamResponse:
        answer = await handler(request)
        who, what = request.get(SEEN_BY), _OF_ONE.fullmatch(request.path)
        if who and what and request.method == "GET" and answer.status == 200:
            seen = Look(desk.chance(), desk.wall.now(), who.signs_as, str(who.session.office), what[1])
            await desk.store.write(lambda conn: looks.note(conn, seen))
        return answer

    return note


class Retaining:
    """The routes of both."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def ask(self, request: web.Request) -> web.Response:
        """Show how long each kind is kept, and how much is older than that."""
        who = await visitor(self._desk, request)
        only(who, Office.PROTECTION)
        return await self._page(who)

    async def purge(self, request: web.Request) -> web.Response:
        """Take out what is older than it is kept, some rows in each transaction so that nobody waits."""
        who, sent = await press(self._desk, request, Office.PROTECTION)
        desk, named = self._desk, sent.get("kind", ("",))[0]
        if named not in set(Kept):
            raise web.HTTPNotFound
        kind, gone, some = Kept(named), 0, AT_ONCE
        before = desk.wall.now() - timedelta(days=desk.keeps[kind])
        while some == AT_ONCE:
            some = await desk.store.write(lambda conn: retention.purge(conn, kind, before))
            gone += some
        trace = entry(who, "purge", kind, desk.reception.now(), desk.keeping.fresh())
        await desk.store.write(lambda conn: audit.note(conn, [trace]))
        await desk.turn.forget()
        return await self._page(who, who.words.purged(gone))

    async def _page(self, who: Visitor, told: str = "") -> web.Response:
        desk, words, now = self._desk, who.words, self._desk.wall.now()

        def find(conn: Connection) -> dict[Kept, int]:
            return {kind: retention.old(conn, kind, now - timedelta(days=desk.keeps[kind])) for kind in Kept}

        found = await desk.store.read(find)
        line = Html('<tr><th scope="row">{}</th><td>{}</td><td>{}</td><td>{}</td></tr>')
        rows = [
            line.format(words.kept_kind(kind), desk.keeps[kind], count, self._button(who, kind) if count else "")
            for kind, count in found.items()
        ]
        heads = (words.retention_kind, words.retention_days, words.retention_old, words.purge)
        notice = Html('<p class="notice" data-tone="good" role="status"><span>{}</span></p>')
        inside = Html("{}<p>{}</p>{}").format(
            notice.format(told) if told else "", words.retention_help, _table(words.retention_title, heads, rows)
        )
        return page(who, who.language, words.retention_title, inside, here="retention")

    def _button(self, who: Visitor, kind: Kept) -> Markup:
        about = Html('{}<span class="about">: {}</span>').format(who.words.purge, who.words.kept_kind(kind))
        return fields.form(f"{HOME}/retention", about, fields.hidden("kind", kind), main=False)

    async def looks(self, request: web.Request) -> web.Response:
        """Show who looked at what, the last one first."""
        who = await visitor(self._desk, request)
        only(who, Office.PROTECTION)
        named = request.query.get("after", "")
        after = named if named.isascii() and named.isprintable() else ""
        found, more = await self._desk.store.read(lambda conn: looks.newest(conn, after))
        words = who.words
        line = Html("<tr><td>{}</td><td><bdi>{}</bdi></td><td>{}</td><td><bdi>{}</bdi></td></tr>")
        rows = [self._look(line, each, who) for each in found]
        heads = (words.look_when, words.look_who, words.office_label, words.look_what)
        table = _table(words.looks_title, heads, rows) if rows else Html("<p>{}</p>").format(words.nobody_looked)
        way = Html('<p class="pages"><a href="{}/looks?after={}">{}</a></p>')
        inside = Html("<p>{}</p>{}{}").format(
            words.looks_help, table, way.format(HOME, found[-1].id, words.next_page) if more else ""
        )
        return page(who, who.language, words.looks_title, inside, here="looks")

    def _look(self, line: Html, each: Look, who: Visitor) -> Markup:
        at, words = local(self._desk, each.at), who.words
        when = f"{words.date(at.date())}, {words.time(at)}"
        return line.format(when, each.by, words.office(Office(each.office)), each.what)


def _table(label: str, heads: tuple[str, ...], rows: list[Markup]) -> Markup:
    names = Markup("").join(Html('<th scope="col">{}</th>').format(head) for head in heads)
    return _TABLE.format(label, names, Markup("").join(rows))
