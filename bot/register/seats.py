"""One person in a committee: side, roles, until when. By the same rules as a file."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from aiohttp import web
from markupsafe import Markup

from bot.committees.changes import changes
from bot.committees.entries import Entry, Reading
from bot.committees.sheet import Fault, FileFault, shown
from bot.committees.words import ROLES as COMMITTEE_ROLES
from bot.committees.words import Column
from bot.keeping import Done
from bot.patterns import Html
from bot.register import fields
from bot.register.access import Fields, only, press, visitor
from bot.register.desk import HOME, Desk, Visitor
from bot.register.frame import page
from bot.register.trail import entry
from dialogs.flaws import Flaw
from dialogs.flows.reading import Reader
from dialogs.forms import Option, iso
from dialogs.model.composing import same
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.people import Committee, Person, Role, Side
from dialogs.model.refusals import Refusal
from dialogs.outbound import Answer
from dialogs.register import Office
from storage import audit, rosters
from storage.codec import encode
from storage.columns import digest
from storage.committees import read_committee
from storage.engine import Connection

OFFICES = (Office.ADMINISTRATOR, Office.CONSULTANT)
# Who signs in a meeting without a vice-chair is named in that meeting.
ROLES = tuple(role for role in Role if role is not Role.SIGNER)
# No id begins like that.
NEW = "-"
_NOBODY = Person(PersonId(""), "", Side.NONE, frozenset({Role.MEMBER}))


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of one person."""
    seats = Seats(desk)
    app.router.add_get("/committees/{id}/people/{person}", seats.ask)
    app.router.add_post("/committees/{id}/people/{person}", seats.save)


def may_change(who: Visitor) -> bool:
    """Say whether somebody may change who is in the committees that they see."""
    return who.session.office in OFFICES


def way_to_seat(committee: CommitteeId, person: str) -> str:
    """Give the address of a person's page; `NEW` is that of somebody who is to come in."""
    return f"{HOME}/committees/{committee}/people/{person}"


class Seats:
    """The routes of one person."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def ask(self, request: web.Request) -> web.Response:
        """Show what a person is in the committee, to be changed."""
        who = await visitor(self._desk, request)
        only(who, *OFFICES)
        committee, person = await self._found(who, request)
        return _page(who, committee, person)

    async def save(self, request: web.Request) -> web.Response:
        """Save what a person is in the committee from now on."""
        who, sent = await press(self._desk, request, *OFFICES)
        committee, person = await self._found(who, request)
        try:
            typed = _typed(person, Reader(sent))
        except Refusal as refusal:
            fault = who.words.refusal(refusal.reason, refusal.values, refusal.field)
            return _page(who, committee, person, [fault], status=422)
        try:
            await self._write(who, committee.id, person.id, typed, sent)
        except FileFault as fault:
            told = [_said(each, who) for each in fault.faults]
            return _page(who, committee, _as_typed(typed, person), told, status=422)
        raise web.HTTPSeeOther(f"{HOME}/committees/{committee.id}?saved=1")

    async def _write(self, who: Visitor, committee: CommitteeId, person: PersonId, typed: Entry, sent: Fields) -> None:
        if not typed.roles:
            values = {"column": Column.ROLES, "example": COMMITTEE_ROLES.first(Role.MEMBER)}
            raise FileFault([Fault(0, Flaw.NO_ROLES, values)])
        desk = self._desk
        fresh, now, today = desk.keeping.fresh(), desk.reception.now(), desk.today()

        def change(conn: Connection) -> Done:
            before = read_committee(conn, committee)
            if stamp(before.people.get(person, _NOBODY)) != sent.get("seen", ("",))[0]:
                raise FileFault([Fault(0, Flaw.CHANGED)])
            there = rosters.around(conn, person) if person else rosters.committees(conn)
            if not person and any(same(each.name) == same(typed.name) for each in before.people.values()):
                raise FileFault([Fault(0, Flaw.NAME_TAKEN, {"name": shown(typed.name)})])
            # Of two committees with one name, it is this one.
            there = [each for each in there if each.id == committee or each.name != before.name]
            reading = Reading(frozenset(Column), (replace(typed, committee=before.name, id=person),), ())
            (found,) = changes(reading, there, today, desk.chance)
            rosters.save_committee(conn, found.before, found.after, desk.wall.now(), today)
            about = next(iter(each.id for each in found.added), person)
            audit.note(conn, [entry(who, "change_person", f"{committee}/{about}", now, fresh)])
            return Done(Answer(), tuple(rosters.open_meetings(conn, [committee])))

        await desk.keeping.write(change, who.words)

    async def _found(self, who: Visitor, request: web.Request) -> tuple[Committee, Person]:
        ident, person = CommitteeId(request.match_info["id"]), PersonId(request.match_info["person"])
        if not (ident.isprintable() and who.sees(ident)):
            raise web.HTTPNotFound

        def find(conn: Connection) -> Committee | None:
            return read_committee(conn, ident) if rosters.is_there(conn, ident) else None

        committee = await self._desk.store.read(find)
        if committee is None or (person != NEW and person not in committee.people):
            raise web.HTTPNotFound
        return committee, committee.people.get(person, _NOBODY)


def stamp(person: Person) -> str:
    """Give what stands for a person as they are, so that an old page overwrites nothing."""
    return digest(json.dumps(encode(person), sort_keys=True)).hex()


def _typed(person: Person, read: Reader) -> Entry:
    """Read what was typed.

    Raises:
        Refusal: for what is no date and no choice.
    """
    roles = frozenset(role for role in ROLES if role in read.several("roles"))
    ends: Mapping[Role, date] = {role: day for role in roles if (day := read.day(f"until.{role}"))}
    return Entry(
        row=0,
        committee="",
        name=person.name or read.text("name", max_chars=120),
        roles=roles,
        side=read.maybe_choice("side", Side),
        reports_to=read.raw("reports_to"),
        roles_until=ends,
        leaves_on=read.day("leaves_on"),
    )


def _as_typed(typed: Entry, person: Person) -> Person:
    boss = PersonId(typed.reports_to) if typed.reports_to else None
    return replace(
        person, side=typed.side or Side.NONE, roles=typed.roles, reports_to=boss, left_on=typed.leaves_on,
        roles_until=typed.roles_until,
    )  # fmt: skip


def _said(fault: Fault, who: Visitor) -> str:
    return who.words.person_changed_meanwhile if fault.flaw is Flaw.CHANGED else fault.said(who.words)


def _page(
    who: Visitor, committee: Committee, person: Person, faults: list[str] | None = None, status: int = 200
) -> web.Response:
    words = who.words
    title = person.name if person.id else words.put_person_title
    told = Markup("").join(Html("<li>{}</li>").format(fault) for fault in faults or ())
    notice = Html('<div class="notice" data-tone="stop" role="alert"><div><p>{}</p><ul>{}</ul></div></div>')
    back = Html('<p class="meta"><a href="{}/committees/{}"><bdi>{}</bdi></a></p>')
    inside = Html("{}{}{}").format(
        back.format(HOME, committee.id, committee.name),
        notice.format(words.cannot_be_saved, told) if faults else "",
        _form(who, committee, person),
    )
    return page(
        who, who.language, title, inside, here="committees", heading=Html("<bdi>{}</bdi>").format(title), status=status
    )


def _form(who: Visitor, committee: Committee, person: Person) -> Markup:
    words = who.words
    name = fields.text("name", words.person_name_label, about=words.person_name_help, needed=True)
    sides = [Option(str(side), words.side(side)) for side in committee.sides if not committee.is_team]
    side = fields.choice(
        "side", words.person_side_label, [Option(str(Side.NONE), words.person_side_none), *sides], str(person.side)
    )
    roles = [Option(str(role), words.role(role)) for role in ROLES]
    others = [Option(each.id, each.name) for each in committee.by_name if each.id != person.id]
    boss = fields.choice(
        "reports_to", words.person_boss_label, [Option("", words.person_boss_none), *others], person.reports_to or ""
    )
    ends = Markup("").join(
        fields.day(f"until.{role}", words.role_ends(words.role(role)), iso(person.roles_until.get(role)))
        for role in ROLES
    )
    terms = Html('<details{}><summary>{}</summary><p class="help">{}</p><div class="fields">{}</div></details>').format(
        Markup(" open") if person.roles_until else "", words.person_terms_title, words.person_terms_help, ends
    )
    leaves = fields.day("leaves_on", words.person_leaves_label, iso(person.left_on), about=words.person_leaves_help)
    return fields.form(
        way_to_seat(committee.id, person.id or NEW),
        words.person_save,
        name if not person.id else Markup(""),
        Markup("") if committee.is_team else side,
        fields.several("roles", words.person_roles_label, roles, map(str, person.roles)),
        terms,
        boss,
        leaves,
        fields.hidden("seen", stamp(person)),
    )
