"""Decisions and pilots: filters in the address, hits marked, page by page."""

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import TypeVar

from aiohttp import web
from markupsafe import Markup, escape

from bot.patterns import Html
from bot.register.access import visitor
from bot.register.asking import STATES, address_of, asked_in, is_narrowed
from bot.register.desk import HOME, Desk, Visitor
from bot.register.frame import page, said
from dialogs.model.agenda import ItemType
from dialogs.model.items import OutcomeKind
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState
from dialogs.register import Sort
from dialogs.wording import Wording
from storage import register, register_meetings
from storage.engine import Connection
from storage.register import MOST_COUNTED, Asked, Page, Shown
from storage.register_meetings import Group
from storage.searching import BEGINS, ENDS

T = TypeVar("T", bound=StrEnum)
Options = Iterable[tuple[str, str]]
# As much of a wording as a list shows.
WORDING_CHARS = 240
_FIELD = Html('<div class="field"><label for="{name}">{label}</label>{control}</div>')
_FORM = Html(
    '<form class="asked" method="get" action="{action}" role="search"><div class="field">'
    '<label for="q">{search}</label><p class="help" id="q-help">{help}</p>'
    '<input type="text" id="q" name="q" value="{q}" aria-describedby="q-help" autocomplete="off"></div>'
    "<details{open}><summary>{narrow}</summary>{fields}</details>"
    '<div class="buttons"><button class="main">{show}</button>{clear}</div></form>'
)


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of the two lists."""
    lists = Lists(desk)
    app.router.add_get("/decisions", lists.decisions)
    app.router.add_get("/pilots", lists.pilots)


class Lists:
    """The routes of the two lists."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def decisions(self, request: web.Request) -> web.Response:
        """List decisions."""
        return await self._list(request, pilots=False)

    async def pilots(self, request: web.Request) -> web.Response:
        """List pilots, each with the newest decision on it."""
        return await self._list(request, pilots=True)

    async def _list(self, request: web.Request, *, pilots: bool) -> web.Response:
        who = await visitor(self._desk, request)
        asked = asked_in(request.query, who.scope, pilots=pilots)

        def find(conn: Connection) -> tuple[Page, list[Group]]:
            return register.page(conn, asked), register_meetings.groups(conn, who.scope)

        found, groups = await self._desk.store.read(find)
        words, here = who.words, "pilots" if pilots else "decisions"
        inside = Html("{}{}{}{}{}").format(
            _form(asked, groups, words, f"{HOME}/{here}"),
            _count(found, words, asked),
            decision_list(found.rows, who),
            _pages(asked, found, words, f"{HOME}/{here}"),
            _take_away(asked, words, f"{HOME}/{here}") if found.count else "",
        )
        title = words.pilots_title if pilots else words.all_decisions
        return page(who, who.language, title, inside, here=here)


def decision_list(rows: Sequence[Shown], who: Visitor) -> Markup:
    """Give decisions as a list, each with the way to the whole of it."""
    if not rows:
        return Markup("")
    return Html('<ol class="rows">{}</ol>').format(Markup("").join(_row(row, who) for row in rows))


def _row(row: Shown, who: Visitor) -> Markup:
    words = who.words
    line = Html('<li><h2>{}</h2><p class="meta">{}</p>{}</li>')
    meta = [Html("<bdi>{}</bdi>").format(row.committee), words.date(row.held_on)]
    if not row.is_open:
        return line.format(words.closed_item, _joined(meta), "")
    title = Html('<a href="{}">{}</a>').format(way_to(row), said(row.title, row.language, who.language))
    meta = [escape(words.outcome(OutcomeKind(row.outcome))), escape(state_of(row, words)), *meta]
    text = marked(row.found) if row.found else escape(_shortened(row.wording))
    lang = Html(' lang="{}"').format(row.language) if row.language != who.language else ""
    return line.format(title, _joined(meta), Html('<p class="piece" dir="auto"{}>{}</p>').format(lang, text))


def state_of(row: Shown, words: Wording) -> str:
    """Give how far the pilot is that a decision is about, or else what kind of decision it is."""
    if row.state in STATES:
        return words.pilot_state(PilotState(row.state))
    return words.item_type(ItemType(row.item_type))


def way_to(row: Shown) -> str:
    """Give the address of a decision."""
    return f"{HOME}/decisions/{row.id}"


def marked(found: str) -> Markup:
    """Give a piece of a text with the words that were found marked. The text itself is escaped first."""
    text = str(escape(found)).replace(BEGINS, "<mark>").replace(ENDS, "</mark>")
    # A search that marks across pieces could leave one open.
    whole = text.count("<mark>") == text.count("</mark>")
    return Markup(text if whole else re.sub("</?mark>", "", text))  # noqa: S704 - escaped above


def _shortened(text: str) -> str:
    return text if len(text) <= WORDING_CHARS else f"{text[:WORDING_CHARS].rsplit(' ', 1)[0]} …"


def _joined(parts: Iterable[object]) -> Markup:
    return Markup(" · ").join(escape(part) for part in parts)


def _count(found: Page, words: Wording, asked: Asked) -> Markup:
    if not found.count:
        told, way_out = words.nothing_found, words.nothing_found_help
        if not address_of(asked):
            told, way_out = words.nothing_yet, words.nothing_yet_help
        return Html('<p class="count" role="status">{} {}</p>').format(told, way_out)
    more, count = found.count > MOST_COUNTED, min(found.count, MOST_COUNTED)
    told = words.pilots_found(count) if asked.pilots else words.decisions_found(count)
    return Html('<p class="count" role="status">{}</p>').format(words.more_than(told) if more else told)


def _pages(asked: Asked, found: Page, words: Wording, action: str) -> Markup:
    link = Html('<a href="{}{}">{}</a> ')
    first = link.format(action, address_of(asked), words.first_page) if asked.after else ""
    after = found.rows[-1].key if found.more else None
    following = link.format(action, address_of(asked, after), words.next_page) if after else ""
    return Html('<p class="pages">{}{}</p>').format(first, following) if first or following else Markup("")


def _take_away(asked: Asked, words: Wording, action: str) -> Markup:
    address = address_of(asked)
    link = Html('<a href="{}.{}{}" download>{}</a>')
    ways = Markup(", ").join(link.format(action, kind, address, kind.upper()) for kind in ("xlsx", "csv"))
    return Html('<p class="downloads">{}: {}</p>').format(words.take_away, ways)


def _form(asked: Asked, groups: Sequence[Group], words: Wording, action: str) -> Markup:
    def named(kind: Iterable[T], say: Callable[[T], str]) -> Options:
        return [(str(each), say(each)) for each in kind]

    fields = [
        select_field(
            "committee", words.committee_label, [(each.id, each.name) for each in groups], asked.committee, words
        ),
        select_field("level", words.level_head, named(Level, words.level), asked.level, words),
        select_field("outcome", words.outcome_label, named(OutcomeKind, words.outcome), asked.outcome, words),
        select_field("state", words.pilot_state_label, named(STATES, words.pilot_state), asked.state, words)
        if asked.pilots
        else select_field("type", words.item_type_label, named(ItemType, words.item_type), asked.item_type, words),
        _date("since", words.from_day_label, asked.since),
        _date("until", words.to_day_label, asked.until),
        select_field("sort", words.sort_label, named(Sort, words.sorted_by), asked.sort, None),
    ]
    return _FORM.format(
        action=action,
        search=words.search_label,
        help=words.search_help,
        q=asked.words,
        open=Markup(" open") if is_narrowed(asked) else "",
        narrow=words.narrow,
        fields=Html('<div class="fields">{}</div>').format(Markup("").join(fields)),
        show=words.show_these,
        clear=Html('<a class="clear" href="{}">{}</a>').format(action, words.clear_filters),
    )


def few_fields(action: str, fields: Iterable[Markup], words: Wording) -> Markup:
    """Give a form of a few fields that says what a page shows."""
    form = Html(
        '<form class="asked" method="get" action="{}" role="search"><div class="fields">{}</div>'
        '<div class="buttons"><button class="main">{}</button></div></form>'
    )
    return form.format(action, Markup("").join(fields), words.show_these)


def committee_field(groups: Iterable[Group], chosen: str, words: Wording) -> Markup:
    """Give the committees to choose from."""
    return select_field("committee", words.committee_label, [(each.id, each.name) for each in groups], chosen, words)


def select_field(name: str, label: str, options: Options, chosen: object, words: Wording | None) -> Markup:
    """Give a list to choose from; with `words`, everything may be chosen too."""
    line = Html('<option value="{}"{}>{}</option>')
    told = [("", words.any_value), *options] if words else options
    lines = (line.format(value, Markup(" selected") if value == (chosen or "") else "", text) for value, text in told)
    control = Html('<select id="{}" name="{}">{}</select>').format(name, name, Markup("").join(lines))
    return _FIELD.format(name=name, label=label, control=control)


def _date(name: str, label: str, value: object) -> Markup:
    control = Html('<input type="date" id="{}" name="{}" value="{}">').format(name, name, value or "")
    return _FIELD.format(name=name, label=label, control=control)
