"""One decision, and the minutes it stands in: exact words, signatures, versions, and how it went."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from aiohttp import web
from markupsafe import Markup

from bot.patterns import Html
from bot.register.access import visitor
from bot.register.clerks import way_to_work
from bot.register.courses import Course, course_section, evaluation_sections, read_course
from bot.register.desk import HOME, Desk, Visitor, local
from bot.register.frame import page, said
from bot.register.lists import decision_list
from bot.register.texts import elements_html, facts_html
from dialogs.flows.minutes_lines import decision_lines, minutes_lines, signers
from dialogs.minutes import record
from dialogs.minutes_texts import passages
from dialogs.model.agenda import Phase
from dialogs.model.archiving import MEETING
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Meeting, Stage
from dialogs.wording import Wording, wording
from storage import register
from storage.engine import Connection
from storage.register import Shown

Document = dict[str, Any]
NAMES = {"docx": "DOCX", "pdf": "PDF", "md": "Markdown", "html": "HTML", "txt": "TXT", "json": "JSON"}
_SECTION = Html("<section><h2>{}</h2>{}</section>")


def add_routes(app: web.Application, desk: Desk) -> None:
    """Add the routes of single things."""
    details = Details(desk)
    app.router.add_get(r"/decisions/{id:\d{1,19}}", details.decision)
    app.router.add_get("/meetings/{id}", details.meeting)


class Details:
    """The routes of single things."""

    def __init__(self, desk: Desk) -> None:
        """Serve `desk`."""
        self._desk = desk

    async def decision(self, request: web.Request) -> web.Response:
        """Show a decision."""
        who = await visitor(self._desk, request)
        found = await seen_decision(self._desk, who, int(request.match_info["id"]))
        return self._decision(who, await self._desk.reception.meeting(found[0].meeting_id), *found)

    def _decision(
        self, who: Visitor, meeting: Meeting, row: Shown, course: Course, elsewhere: list[Shown]
    ) -> web.Response:
        words = who.words
        document = signed_record(self._desk, meeting, closed_items=True)
        entry = decisions_of(document)[row.place]
        of_record = wording(meeting.committee.language, team=meeting.committee.is_team)
        inside = [
            Html('<p class="meta"><bdi>{}</bdi> · {} · {}</p>').format(
                row.committee, words.meeting_no(row.number), words.date(row.held_on)
            ),
            case_of(meeting, meeting.in_order()[row.place].id, words),
            "" if row.is_current else Html('<p class="notice"><span>{}</span></p>').format(words.superseded),
            Html("<section{}><h2>{}</h2>{}</section>").format(
                _lang(meeting, who), words.exact_words, elements_html(list(decision_lines(entry, of_record))[1:], 3)
            ),
            _SECTION.format(words.signatures_register_title, facts_html(signature_facts(document, words))),
            _corrections(self._desk, meeting, who, row.place),
            course_section(self._desk, who, meeting, row, course),
            evaluation_sections(who, row, course),
            _SECTION.format(words.elsewhere_title, decision_list(elsewhere, who)) if elsewhere else "",
            _dossier(row, words) if row.proposal else "",
            Html('<p><a href="{}/meetings/{}">{}</a></p>').format(HOME, meeting.id, words.whole_minutes),
        ]
        heading = said(row.title, row.language, who.language)
        here = "pilots" if row.proposal else "decisions"
        return page(who, who.language, row.title, Markup("").join(inside), here=here, heading=heading)

    async def meeting(self, request: web.Request) -> web.Response:
        """Show the minutes of a meeting as they were signed last, without closed items."""
        who = await visitor(self._desk, request)
        meeting = await seen_meeting(self._desk, who, request.match_info["id"])
        words = who.words
        title = words.minutes_of(meeting.committee.name, meeting.number)
        inside = Html("{}{}{}").format(
            case_of(meeting, MEETING, words), self._minutes(who, meeting), way_to_work(who, meeting, self._desk.today())
        )
        return page(who, who.language, title, inside, here="meetings")

    def _minutes(self, who: Visitor, meeting: Meeting) -> Markup:
        words, starts_at = who.words, local(self._desk, meeting.starts_at)
        when = f"{words.date(starts_at.date())}, {words.at_clock(words.time(starts_at))}"
        meta = Html('<p class="meta">{} · {}</p>').format(words.stage_of(meeting.stage), when)
        if meeting.stage is not Stage.ENDED or meeting.sent_out is None:
            told = words.minutes_unsigned if meeting.stage is Stage.ENDED else ""
            return Html("{}<p>{}</p>").format(meta, told)
        document = signed_record(self._desk, meeting, closed_items=False)
        of_record = wording(meeting.committee.language, team=meeting.committee.is_team)
        closed = sum(not entry["open"] for entry in decisions_of(signed_record(self._desk, meeting, closed_items=True)))
        line = Html("<p>{}</p>").format(words.closed_item)
        return Html("{}{}<article{}>{}</article>{}{}").format(
            meta,
            _downloads(meeting, words),
            _lang(meeting, who),
            elements_html(minutes_lines(document, of_record)),
            Markup("").join([line] * closed),
            _corrections(self._desk, meeting, who),
        )


def case_of(meeting: Meeting, what: str, words: Wording) -> Markup:
    """Give under which number a case system holds a meeting or one of its items, where that was noted."""
    number = meeting.case_numbers.get(what)
    line = Html('<p class="meta">{}: <bdi>{}</bdi></p>')
    return line.format(words.case_number_label, number) if number else Markup("")


async def seen_decision(desk: Desk, who: Visitor, ident: int) -> tuple[Shown, Course, list[Shown]]:
    """Give a decision that somebody may see, how it went with it, and those of the same title elsewhere.

    Raises:
        HTTPNotFound: for one that is not there, not for them to see, or closed.
    """

    def find(conn: Connection) -> tuple[Shown, Course, list[Shown]] | None:
        found = register.one(conn, who.scope, ident) if ident < 2**63 else None
        if found is None or not found.is_open:
            return None
        return found, read_course(conn, found), register.of_same_title(conn, who.scope, found)

    found = await desk.store.read(find)
    if found is None:
        raise web.HTTPNotFound
    return found


async def seen_meeting(desk: Desk, who: Visitor, ident: str) -> Meeting:
    """Give a meeting that somebody may see.

    Raises:
        HTTPNotFound: for one that is not there, or not for them to see.
    """
    if not ident.isprintable():
        raise web.HTTPNotFound
    meeting = await desk.reception.meeting(MeetingId(ident))
    if not who.sees(meeting.committee.id):
        raise web.HTTPNotFound
    return meeting


def signed_record(desk: Desk, meeting: Meeting, *, closed_items: bool) -> Document:
    """Give the minutes in the version that was signed last.

    Raises:
        HTTPNotFound: when none was.
    """
    if meeting.sent_out is None:
        raise web.HTTPNotFound
    now = desk.reception.now()
    return record(meeting, desk.organisation, now, closed_items=closed_items, number=meeting.sent_out.number)


def signature_facts(document: Document, words: Wording) -> Iterator[tuple[str, object]]:
    """Say who signed which version and when, and whether it was approved."""
    yield words.version_label, str(document["version"])
    yield words.minutes_signed_by, signers(document["minutes_signed"], document, words)
    if document["minutes_signed"]:
        last = max(date.fromisoformat(each["at"][:10]) for each in document["minutes_signed"])
        yield words.minutes_signed_state, words.date(last)
    yield words.approved_label, str(document["approved_at_meeting"] or words.not_approved_yet)


def decisions_of(document: Document) -> list[Document]:
    """Give the decisions of minutes in their order."""
    return [entry for item in document["items"] if item["phase"] == Phase.PILOTS for entry in item["decisions"]]


def _corrections(desk: Desk, meeting: Meeting, who: Visitor, place: int | None = None) -> Markup:
    """Show what open texts were corrected from one signed version to the next: in one decision, or in all minutes."""
    words, now = who.words, desk.reception.now()
    numbers = [number for number, version in sorted(meeting.versions.items()) if version.out_at]
    told: list[Markup] = []
    before: dict[Any, str] = {}
    for number in numbers:
        whole = record(meeting, desk.organisation, now, closed_items=True, number=number)
        texts = {
            each.where: each.text
            for each in passages(whole)
            if not each.closed and (place is None or each.where[2:4] == ("decisions", place))
        }
        changed = [where for where in {**before, **texts} if before.get(where, "") != texts.get(where, "")]
        for where in changed if number != numbers[0] else ():
            facts = [(words.before, _said(before, where)), (words.after, _said(texts, where))]
            told.append(Html("<h3>{}</h3>{}").format(words.version_no(number), facts_html(facts)))
        before = texts
    return _SECTION.format(words.corrected_title, Markup("").join(told)) if told else Markup("")


def _ways(home: str, name: str, *kinds: str) -> Markup:
    """Give the ways to one text in each kind of file."""
    link = Html('<a href="{}/{}.{}" download>{}</a>')
    return Markup(", ").join(link.format(home, name, kind, NAMES[kind]) for kind in kinds)


def _dossier(row: Shown, words: Wording) -> Markup:
    ways = _ways(f"{HOME}/decisions/{row.id}", "dossier", *NAMES)
    return Html('<div class="downloads"><p>{}: {}</p></div>').format(words.take_away_dossier, ways)


def _downloads(meeting: Meeting, words: Wording) -> Markup:
    """Give the ways to the texts of a meeting as files."""
    home = f"{HOME}/meetings/{meeting.id}"
    lines = [(words.take_away_minutes, _ways(home, "minutes", *NAMES))]
    if meeting.announcement.posted_at:
        lines.append((words.take_away_message, _ways(home, "message", *(kind for kind in NAMES if kind != "json"))))
    told = Markup("").join(Html("<p>{}: {}</p>").format(label, each) for label, each in lines)
    archive = Html('<p><a href="{}/archive.zip" download>{}</a></p>').format(home, words.take_away_archive)
    return Html('<div class="downloads">{}{}</div>').format(told, archive)


def _said(texts: dict[Any, str], where: object) -> Markup:
    return Html('<bdi class="said">{}</bdi>').format(texts.get(where, "–"))


def _lang(meeting: Meeting, who: Visitor) -> Markup | str:
    language = meeting.committee.language
    return Html(' lang="{}"').format(language) if language != who.language else ""
