"""What can be taken away: a meeting's texts, all of them in one file, and the lists as tables."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from aiohttp import web

from bot.exports.paper import file_name
from bot.exports.tables import Cell, CsvFile
from bot.register.access import visitor
from bot.register.asking import asked_in
from bot.register.desk import Desk, Visitor
from bot.register.details import seen_decision, seen_meeting
from bot.register.lists import state_of
from bot.register.papers import MAKE, TYPES, Papers, as_archive, as_json, dossier_of, json_bytes, papers_of
from dialogs.model.items import OutcomeKind
from storage import register
from storage.register import Asked, Shown

if TYPE_CHECKING:
    from bot.exports.workbook import XlsxFile

ROWS_AT_ONCE = 1000
TABLES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of what can be taken away."""
    downloads = Downloads(desk)
    kinds = "|".join(MAKE)
    app.router.add_get(f"/meetings/{{id}}/{{text:minutes|message}}.{{kind:{kinds}|json}}", downloads.text)
    app.router.add_get("/meetings/{id}/archive.zip", downloads.archive)
    app.router.add_get(rf"/decisions/{{id:\d{{1,19}}}}/dossier.{{kind:{kinds}|json}}", downloads.dossier)
    for kind in TABLES:
        app.router.add_get(f"/{{list:decisions|pilots}}.{kind}", downloads.table)


class Downloads:
    """The routes of what can be taken away."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def text(self, request: web.Request) -> web.Response:
        """Give the minutes or the message of a meeting as a file."""
        papers, kind = await self._papers(request), request.match_info["kind"]
        paper = papers.minutes if request.match_info["text"] == "minutes" else papers.message
        if paper is None or (kind == "json" and paper is not papers.minutes):
            raise web.HTTPNotFound
        # Beside the others: a long text takes a while to be laid out.
        body = await asyncio.to_thread(lambda: as_json(papers) if kind == "json" else MAKE[kind](paper))
        return _file(body, f"{request.match_info['text']}-{papers.name}.{kind}", TYPES[kind])

    async def archive(self, request: web.Request) -> web.Response:
        """Give all texts of a meeting in one file for the case system."""
        papers = await self._papers(request)
        return _file(await asyncio.to_thread(as_archive, papers), f"{papers.name}.zip", TYPES["zip"])

    async def dossier(self, request: web.Request) -> web.Response:
        """Give the dossier of the pilot that a decision is about."""
        desk, kind = self._desk, request.match_info["kind"]
        who = await visitor(desk, request)
        row, course, _ = await seen_decision(desk, who, int(request.match_info["id"]))
        meetings = [await desk.reception.meeting(each) for each in {each.meeting_id for each in course.decisions}]
        document, paper = dossier_of(desk, row, meetings, course)
        body = await asyncio.to_thread(lambda: json_bytes(document) if kind == "json" else MAKE[kind](paper))
        return _file(body, f"{file_name([paper.title])}.{kind}", TYPES[kind])

    async def _papers(self, request: web.Request) -> Papers:
        who = await visitor(self._desk, request)
        return papers_of(self._desk, await seen_meeting(self._desk, who, request.match_info["id"]))

    async def table(self, request: web.Request) -> web.StreamResponse:
        """Give a list as a table, piece by piece, so that the browser shows how it grows."""
        who, asked, name = await self._asked(request)
        kind, pieces = request.path.rpartition(".")[2], self._pieces(asked)
        answer = web.StreamResponse(headers=_headers(f"{name}.{kind}", TABLES[kind]))
        # Before the answer begins: a database that is gone is still said with its own page.
        rows = await anext(pieces)
        await answer.prepare(request)
        with closing(_maker(kind)(name, _heads(who, pilots=asked.pilots))) as made:
            await answer.write(await asyncio.to_thread(made.begin))
            while rows:
                await answer.write(await asyncio.to_thread(made.add, [_row(each, who) for each in rows]))
                rows = await anext(pieces, [])
            await answer.write_eof(await asyncio.to_thread(made.done))
        return answer

    async def _asked(self, request: web.Request) -> tuple[Visitor, Asked, str]:
        who, pilots = await visitor(self._desk, request), request.match_info["list"] == "pilots"
        words = who.words
        title = words.pilots_title if pilots else words.all_decisions
        asked = replace(asked_in(request.query, who.scope, pilots=pilots), after=None)
        return who, asked, file_name([title, self._desk.today().isoformat()])

    async def _pieces(self, asked: Asked) -> AsyncIterator[Sequence[Shown]]:
        """Give the rows of a list some at a time, each piece from after the one before."""
        while True:
            piece = asked
            rows, more = await self._desk.store.read(lambda conn: register.rows(conn, piece, ROWS_AT_ONCE))  # noqa: B023
            yield rows
            if not more:
                return
            asked = replace(asked, after=rows[-1].key)


def _heads(who: Visitor, *, pilots: bool) -> Sequence[str]:
    words = who.words
    kind = words.pilot_state_label if pilots else words.item_type_label
    return (
        words.committee_label,
        words.meeting_label,
        words.decided_on_label,
        words.item_label,
        kind,
        words.outcome_label,
        words.wording_label,
    )


def _row(row: Shown, who: Visitor) -> Sequence[Cell]:
    words = who.words
    place: tuple[Cell, ...] = (row.committee, row.number, row.held_on)
    if not row.is_open:
        return (*place, words.closed_item, "", "", "")
    return (*place, row.title, state_of(row, words), words.outcome(OutcomeKind(row.outcome)), row.wording)


def _maker(kind: str) -> "type[CsvFile | XlsxFile]":
    if kind == "csv":
        return CsvFile
    # It brings a library of its own, which is loaded when somebody asks for it.
    from bot.exports.workbook import XlsxFile

    return XlsxFile


def _headers(name: str, kind: str) -> dict[str, str]:
    return {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'}


def _file(body: bytes, name: str, kind: str) -> web.Response:
    return web.Response(body=body, headers=_headers(name, kind))
