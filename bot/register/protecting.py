"""The desk for data protection: one person at a time. Only for those who have that office."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.keeping import Done
from bot.patterns import Html
from bot.register import fields
from bot.register.access import only, press, visitor
from bot.register.desk import HOME, Desk, Visitor, local
from bot.register.frame import page
from bot.register.trail import entry
from dialogs.flows.reading import Reader
from dialogs.model.ids import PersonId
from dialogs.model.people import SIDES, Role, Side
from dialogs.model.pilots import PilotState
from dialogs.model.refusals import Refusal
from dialogs.outbound import Answer
from dialogs.register import NamedAs, Office
from storage import audit, protection, rosters
from storage.engine import Connection
from storage.protection import Fact, Known

_SECTION = Html("<section><h2>{}</h2>{}</section>")
_NOTICE = Html('<p class="notice" data-tone="{}" role="{}"><span>{}</span></p>')
NAME_CHARS = 120


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of the desk."""
    protecting = Protecting(desk)
    app.router.add_get("/people", protecting.search)
    app.router.add_get("/people/{id}", protecting.held)
    app.router.add_get("/people/{id}/held.json", protecting.as_json)
    app.router.add_post("/people/{id}/name", protecting.rename)
    app.router.add_post("/people/{id}/erase", protecting.erase)


class Protecting:
    """The routes of the desk."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def search(self, request: web.Request) -> web.Response:
        """Find people."""
        who = await visitor(self._desk, request)
        only(who, Office.PROTECTION)
        text = "".join(each for each in request.query.get("q", "") if each.isprintable())[:NAME_CHARS].strip()
        found = await self._desk.store.read(lambda conn: protection.find(conn, text)) if text else []
        words = who.words
        line = Html('<li><a href="{}/people/{}"><bdi>{}</bdi></a> · <bdi>{}</bdi></li>')
        rows = Markup("").join(line.format(HOME, each.id, each.name, ", ".join(each.committees)) for each in found)
        nobody = Html('<p role="status">{}</p>').format(words.nobody_found) if text else ""
        asking = Html(
            '<form class="asked" method="get" action="{}/people" role="search"><p>{}</p>{}'
            '<div class="buttons"><button class="main">{}</button></div></form>{}'
        ).format(
            HOME,
            words.people_desk_help,
            fields.text("q", words.people_search_label, text, about=words.people_search_help),
            words.people_search,
            Html("<ul>{}</ul>").format(rows) if rows else nobody,
        )
        return page(who, who.language, words.people_desk_title, asking, here="people")

    async def held(self, request: web.Request) -> web.Response:
        """Show everything that is held about a person."""
        who = await visitor(self._desk, request)
        only(who, Office.PROTECTION)
        return await self._page(who, await self._found(request))

    async def as_json(self, request: web.Request) -> web.Response:
        """Give everything that is held about a person, to be handed to them."""
        who = await visitor(self._desk, request)
        only(who, Office.PROTECTION)
        person = await self._found(request)
        held = await self._desk.store.read(lambda conn: protection.held(conn, person.id))
        told = {"person": person.id, "name": person.name, **{str(kind): facts for kind, facts in held.items()}}
        body = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
        about = {"Content-Disposition": 'attachment; filename="held.json"'}
        return web.Response(text=body, content_type="application/json", headers=about)

    async def rename(self, request: web.Request) -> web.Response:
        """Give a person another name in every committee."""
        who, sent = await press(self._desk, request, Office.PROTECTION)
        person, desk = await self._found(request), self._desk
        fresh, now, today = desk.keeping.fresh(), desk.reception.now(), desk.today()
        try:
            name = " ".join(Reader(sent).text("name", max_chars=NAME_CHARS).split())
        except Refusal as refusal:
            fault = who.words.refusal(refusal.reason, refusal.values, refusal.field)
            return await self._page(who, person, fault, status=422)

        def change(conn: Connection) -> Done:
            touched = protection.rename(conn, person.id, name, desk.wall.now(), today)
            audit.note(conn, [entry(who, "rename_person", person.id, now, fresh)])
            return Done(Answer(), tuple(rosters.open_meetings(conn, touched)))

        try:
            await desk.keeping.write(change, who.words)
        except ValueError as fault:
            return await self._page(who, person, who.words.name_is_taken_in(str(fault)), status=422)
        return await self._page(who, await self._found(request), who.words.other_name_saved)

    async def erase(self, request: web.Request) -> web.Response:
        """Take a person out of everything but the record of decisions."""
        who, sent = await press(self._desk, request, Office.PROTECTION)
        person, desk = await self._found(request), self._desk
        if sent.get("sure") != ("yes",):
            return await self._page(who, person, who.words.erase_not_sure, status=422)
        fresh, now, today = desk.keeping.fresh(), desk.reception.now(), desk.today()
        new = PersonId(f"former-{fresh.id(1)}")
        name = f"{who.words.former_member} {fresh.id(1)[:6]}"

        def change(conn: Connection) -> Done:
            touched = protection.erase(conn, person.id, new, name, today)
            audit.note(conn, [entry(who, "erase_person", new, now, fresh)])
            return Done(Answer(), tuple(rosters.open_meetings(conn, touched)))

        try:
            await desk.keeping.write(change, who.words)
        except protection.StillThere as fault:
            return await self._page(who, person, who.words.still_member_of(str(fault)), status=422)
        # What was deleted must not be readable in the files either.
        await desk.turn.forget()
        told = _NOTICE.format("good", "status", who.words.erased)
        return page(who, who.language, who.words.people_desk_title, told, here="people")

    async def _found(self, request: web.Request) -> Known:
        ident = request.match_info["id"]
        known = await self._desk.store.read(lambda conn: protection.find(conn, ident)) if ident.isprintable() else []
        person = next((each for each in known if each.id == ident), None)
        if person is None:
            raise web.HTTPNotFound
        return person

    async def _page(self, who: Visitor, person: Known, told: str = "", *, status: int = 200) -> web.Response:
        held = await self._desk.store.read(lambda conn: protection.held(conn, person.id))
        words, way = who.words, f"{HOME}/people/{person.id}"
        tone, role = ("stop", "alert") if status != 200 else ("good", "status")
        sections = [
            _SECTION.format(words.held_kind(kind), _facts(facts, self._desk, who)) for kind, facts in held.items()
        ]
        inside = [
            _NOTICE.format(tone, role, told) if told else "",
            Html('<p><a href="{}/held.json" download>{}</a></p>').format(way, words.held_json),
            *sections,
            Html("<h2>{}</h2>").format(words.other_name_title),
            fields.form(
                f"{way}/name",
                words.other_name_save,
                fields.text("name", words.person_name_label, person.name, about=words.other_name_help, needed=True),
            ),
            Html("<h2>{}</h2>").format(words.erase_title),
            fields.form(
                f"{way}/erase",
                words.erase_do,
                Html(
                    '<label class="option"><input type="checkbox" name="sure" value="yes"> <span>{}</span></label>'
                ).format(words.erase_sure),
                about=Html("<p>{}</p><p>{}</p>").format(words.erase_help, words.erase_stays),
                main=False,
            ),
        ]
        heading = Html("<bdi>{}</bdi>").format(person.name)
        return page(
            who, who.language, person.name, Markup("").join(inside), here="people", heading=heading, status=status
        )


def _facts(facts: Sequence[Fact], desk: Desk, who: Visitor) -> Markup:
    if not facts:
        return Html("<p>{}</p>").format(who.words.held_nothing)
    lines = (Html("<li>{}</li>").format(Markup(" · ").join(_values(each, desk, who))) for each in facts)
    return Html("<ul>{}</ul>").format(Markup("").join(lines))


def _values(fact: Fact, desk: Desk, who: Visitor) -> list[Markup]:
    told = (_said(name, value, desk, who) for name, value in fact.items() if value is not None)
    return [Html("<bdi>{}</bdi>").format(text) for text in told if text]


def _said(name: str, value: Any, desk: Desk, who: Visitor) -> str:
    """Say a value as people read it; the JSON has it as it is kept."""
    words = who.words
    match name:
        case "side":
            return words.side(Side(value)) if value in SIDES else ""
        case "roles":
            return ", ".join(words.role(role) for role in Role if role in value)
        case "state":
            return words.pilot_state(PilotState(value))
        case "number":
            return words.meeting_no(value)
        case "version":
            return words.version_no(value)
        case "as":
            return words.listing([words.named_as(NamedAs(each)) for each in value])
        case "left_on":
            return words.leaves_on(words.date(date.fromisoformat(value)))
        case "at":
            at = local(desk, datetime.fromisoformat(value))
            return f"{words.date(at.date())}, {words.time(at)}"
        case _:
            return str(value)
