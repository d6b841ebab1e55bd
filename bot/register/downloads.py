"""What can be taken away: a meeting's texts, all of them in one file, and the lists as tables."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from aiohttp import web

from bot.exports.paper import file_name
from bot.exports.tables import MARK, Cell, csv_lines
from bot.register.access import visitor
from bot.register.asking import asked_in
from bot.register.desk import Desk, Visitor
from bot.register.details import seen_decision, seen_meeting
from bot.register.lists import state_of
from bot.register.papers import MAKE, TYPES, Papers, as_archive, as_json, dossier_of, json_bytes, papers_of
from dialogs.model.items import OutcomeKind
from storage import register
from storage.register import Asked, Shown

ROWS_AT_ONCE = 500
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of what can be taken away."""
    downloads = Downloads(desk)
    kinds = "|".join(MAKE)
    app.router.add_get(f"/meetings/{{id}}/{{text:minutes|message}}.{{kind:{kinds}|json}}", downloads.text)
    app.router.add_get("/meetings/{id}/archive.zip", downloads.archive)
    app.router.add_get(rf"/decisions/{{id:\d{{1,19}}}}/dossier.{{kind:{kinds}|json}}", downloads.dossier)
    app.router.add_get("/{list:decisions|pilots}.csv", downloads.csv)
    app.router.add_get("/{list:decisions|pilots}.xlsx", downloads.xlsx)


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

    async def csv(self, request: web.Request) -> web.StreamResponse:
        """Give a list as CSV, piece by piece."""
        who, asked, name = await self._asked(request)
        answer, pieces = web.StreamResponse(headers=_headers(f"{name}.csv", CSV)), self._pieces(asked)
        # Before the answer begins: a database that is gone is still said with its own page.
        first = await anext(pieces)
        await answer.prepare(request)
        await answer.write(f"{MARK}{csv_lines([_heads(who, pilots=asked.pilots)])}".encode())
        await answer.write(csv_lines(_row(each, who) for each in first).encode())
        async for rows in pieces:
            await answer.write(csv_lines(_row(each, who) for each in rows).encode())
        await answer.write_eof()
        return answer

    async def xlsx(self, request: web.Request) -> web.StreamResponse:
        """Give a list as a workbook. The answer begins at once, so that the browser shows it; its bytes come last."""
        # Each kind of file brings a library of its own, so only the one that is asked for is loaded.
        from bot.exports.workbook import XlsxFile

        who, asked, name = await self._asked(request)
        answer, pieces = web.StreamResponse(headers=_headers(f"{name}.xlsx", XLSX)), self._pieces(asked)
        made, first = XlsxFile(name, _heads(who, pilots=asked.pilots)), await anext(pieces)
        await answer.prepare(request)
        await asyncio.to_thread(made.add, [_row(each, who) for each in first])
        async for rows in pieces:
            await asyncio.to_thread(made.add, [_row(each, who) for each in rows])
        await answer.write(await asyncio.to_thread(made.done))
        await answer.write_eof()
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


def _headers(name: str, kind: str) -> dict[str, str]:
    return {"Content-Type": kind, "Content-Disposition": f'attachment; filename="{name}"'}


def _file(body: bytes, name: str, kind: str) -> web.Response:
    return web.Response(body=body, headers=_headers(name, kind))
