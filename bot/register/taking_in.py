"""Committees from a file: shown first, then written, whole or not at all."""

import asyncio
from base64 import b64decode
from collections.abc import Iterable

from aiohttp import web
from markupsafe import Markup

from bot.committees.changes import Change, changes
from bot.committees.entries import Reading, read_entries
from bot.committees.sheet import LARGEST_BYTES, Fault, FileFault
from bot.committees.taking_in import stamp, take_in
from bot.committees.words import Column
from bot.keeping import Done
from bot.patterns import Html
from bot.register import fields
from bot.register.access import only, press, visitor
from bot.register.desk import HOME, Desk, Visitor
from bot.register.frame import page
from bot.register.trail import entry
from dialogs.model.people import Committee, Person, Role, Side
from dialogs.outbound import Answer
from dialogs.register import Office
from storage import audit, rosters
from storage.engine import Connection

PATH = "/committees/from-file"
# The file once more as text, and what stands around it.
MOST_BYTES = LARGEST_BYTES * 4 // 3 + 100_000
_LINE = Html("<li><bdi>{}</bdi>: {}</li>")


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of the file."""
    taking = TakingIn(desk)
    app.router.add_get(PATH, taking.ask)
    app.router.add_post(PATH, taking.look)
    app.router.add_post(f"{PATH}/write", taking.write)


class TakingIn:
    """The routes of the file."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def ask(self, request: web.Request) -> web.Response:
        """Ask for a file."""
        who = await visitor(self._desk, request)
        only(who, Office.ADMINISTRATOR)
        return _page(who, _asking(who))

    async def look(self, request: web.Request) -> web.Response:
        """Show what a file would change."""
        who, sent = await press(self._desk, request, Office.ADMINISTRATOR, most_bytes=MOST_BYTES)
        return await self._shown(who, sent.get("file", ("",))[0])

    async def write(self, request: web.Request) -> web.Response:
        """Write what was shown."""
        who, sent = await press(self._desk, request, Office.ADMINISTRATOR, most_bytes=MOST_BYTES)
        desk, packed, seen = self._desk, sent.get("file", ("",))[0], sent.get("seen", ("",))[0]
        fresh, now, today = desk.keeping.fresh(), desk.reception.now(), desk.today()

        def change(conn: Connection) -> Done:
            found = take_in(conn, reading, seen, today, desk.wall.now(), desk.chance)
            touched = [each.after.id for each in found if not each.is_nothing]
            audit.note(conn, [entry(who, "take_in_committee", each, now, fresh, n) for n, each in enumerate(touched)])
            return Done(Answer(), tuple(rosters.open_meetings(conn, touched)))

        try:
            reading = await _read(packed)
            await desk.keeping.write(change, who.words)
        except FileFault as fault:
            return _page(who, _faults(who, fault.faults), _asking(who), status=422)
        to = Html('<p role="status">{}</p><p><a href="{}/committees">{}</a></p>')
        return _page(who, to.format(who.words.take_in_done, HOME, who.words.committees_title))

    async def _shown(self, who: Visitor, packed: str) -> web.Response:
        desk = self._desk
        try:
            reading = await _read(packed)
            there = await desk.store.read(rosters.committees)
            found = await asyncio.to_thread(changes, reading, there, desk.today(), desk.chance)
        except FileFault as fault:
            return _page(who, _faults(who, fault.faults), _asking(who), status=422)
        if all(change.is_nothing for change in found):
            return _page(who, Html('<p role="status">{}</p>').format(who.words.take_in_all_there), _asking(who))
        told = [_change(change, who) for change in found if not change.is_nothing]
        hidden = (fields.hidden("file", packed), fields.hidden("seen", stamp(found)))
        go = fields.form(f"{HOME}{PATH}/write", who.words.take_in_write, *hidden, about=_sum(found, who), files=True)
        again = Html('<p><a href="{}{}">{}</a></p>').format(HOME, PATH, who.words.take_in_again)
        return _page(who, *told, go, again)


async def _read(packed: str) -> Reading:
    """Read a file that came with a form.

    Raises:
        FileFault: when it is no file of committees.
    """
    try:
        body = b64decode(packed, validate=True)
    except ValueError:
        body = b""
    # Beside the others: a long file takes a while.
    return await asyncio.to_thread(read_entries, body)


def _page(who: Visitor, *inside: Markup, status: int = 200) -> web.Response:
    title = who.words.take_in_title
    return page(who, who.language, title, Markup("").join(inside), here="committees", status=status)


def _asking(who: Visitor) -> Markup:
    words = who.words
    about = Html("<p>{}</p><p>{}: {}</p>").format(words.take_in_help, words.take_in_columns, ", ".join(Column))
    field = fields.file("file", words.take_in_file, ".csv,.xlsx,.txt", about=words.take_in_file_help)
    return fields.form(f"{HOME}{PATH}", words.take_in_look, field, about=about, files=True)


def _faults(who: Visitor, faults: Iterable[Fault]) -> Markup:
    words = who.words
    line = Html('<tr><th scope="row">{}</th><td>{}</td></tr>')
    rows = Markup("").join(line.format(fault.row or "–", fault.said(words)) for fault in faults)
    return Html(
        '<p class="notice" data-tone="stop" role="alert"><span>{}</span></p><div class="wide" tabindex="0" '
        'role="region" aria-label="{}"><table><thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr></thead>'
        "<tbody>{}</tbody></table></div>"
    ).format(words.take_in_faults, words.take_in_fault_text, words.take_in_fault_row, words.take_in_fault_text, rows)


def _sum(found: list[Change], who: Visitor) -> Markup:
    words = who.words
    told = words.taken_in(
        sum(change.before is None for change in found),
        sum(len(change.added) for change in found),
        sum(len(change.changed) for change in found),
    )
    return Html("<p>{}</p><p>{}</p>").format(told, words.take_in_nothing_yet)


def _change(change: Change, who: Visitor) -> Markup:
    words, before, after = who.words, change.before, change.after
    about = [words.level(after.level), words.language_name(after.language)]
    if before is None:
        about.insert(0, words.take_in_new_committee)
    was = ""
    if before and (before.name, before.level, before.language) != (after.name, after.level, after.language):
        told = ", ".join((before.name, words.level(before.level), words.language_name(before.language)))
        was = Html('<p class="meta">{}: <bdi>{}</bdi></p>').format(words.take_in_was, told)
    added = Markup("").join(_LINE.format(each.name, said_of(after, each, who)) for each in change.added)
    line = Html("<li><bdi>{}</bdi><dl><div><dt>{}</dt><dd>{}</dd></div><div><dt>{}</dt><dd>{}</dd></div></dl></li>")
    changed = Markup("").join(
        line.format(
            each.name, words.take_in_was, said_of(before or after, old, who), words.take_in_becomes,
            said_of(after, each, who),
        )
        for old, each in change.changed
    )  # fmt: skip
    alike = len(after.people) - len(change.added) - len(change.changed)
    return Html('<section><h2><bdi>{}</bdi></h2><p class="meta">{}</p>{}{}{}{}</section>').format(
        after.name,
        " · ".join(about),
        was,
        Html("<h3>{}</h3><ul>{}</ul>").format(words.take_in_comes, added) if added else "",
        Html("<h3>{}</h3><ul>{}</ul>").format(words.change_person, changed) if changed else "",
        Html("<p>{}</p>").format(words.as_they_are(alike)) if alike else "",
    )


def said_of(committee: Committee, person: Person, who: Visitor) -> str:
    """Say which side somebody is of, which roles they have and until when."""
    words = who.words
    side = words.side(person.side) if person.side not in {Side.NONE, Side.TEAM} else ""
    roles = [_role(person, role, who) for role in Role if role in person.roles]
    boss = committee.people.get(person.reports_to) if person.reports_to else None
    leader = f"{words.person_boss_label}: {boss.name}" if boss else ""
    leaves = words.leaves_on(words.date(person.left_on)) if person.left_on else ""
    return ", ".join(filter(None, (side, *roles, leader, leaves)))


def _role(person: Person, role: Role, who: Visitor) -> str:
    last, told = person.roles_until.get(role), who.words.role(role)
    return who.words.role_until(told, who.words.date(last)) if last else told
