"""The texts that can be taken away: a meeting's minutes without closed items, its message, the dossier of a pilot."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from bot.exports import archive
from bot.exports.markdown import as_markdown
from bot.exports.paper import Paper, file_name
from bot.exports.webpage import as_html
from bot.register.courses import Course
from bot.register.desk import Desk
from bot.register.details import decisions_of, signed_record
from dialogs.dossier import DecidedIn, dossier, dossier_lines
from dialogs.flows.minutes_lines import as_text, message_lines, minutes_lines
from dialogs.model.agenda import Phase
from dialogs.model.archiving import MEETING
from dialogs.model.meeting import Meeting
from dialogs.wording import wording
from storage.register import Shown


# Each brings a library of its own, so only the one that is asked for is loaded.
def _docx(paper: Paper) -> bytes:
    from bot.exports.word import as_docx

    return as_docx(paper)


def _pdf(paper: Paper) -> bytes:
    from bot.exports.pdf import as_pdf

    return as_pdf(paper)


MAKE: Mapping[str, Callable[[Paper], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "md": lambda paper: as_markdown(paper).encode(),
    "html": lambda paper: as_html(paper).encode(),
    "txt": lambda paper: as_text(paper.title, paper.elements).encode(),
}
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class Papers:
    """What can be taken away of a meeting. `message` is None where none was posted."""

    document: Mapping[str, Any]
    minutes: Paper
    message: Paper | None
    name: str
    case_number: str = ""


def papers_of(desk: Desk, meeting: Meeting) -> Papers:
    """Give the texts of a meeting as they were signed last.

    Raises:
        HTTPNotFound: when the minutes were not signed.
    """
    document = signed_record(desk, meeting, closed_items=False)
    out = meeting.sent_out
    at = out.out_at if out and out.out_at else meeting.starts_at
    words = wording(meeting.committee.language, team=meeting.committee.is_team)
    title = words.minutes_of(meeting.committee.name, meeting.number)
    minutes = Paper(title, meeting.committee.language, at, minutes_lines(document, words))
    message = None
    for item in document["items"]:
        if item["phase"] == Phase.ANNOUNCEMENT and item["posted_at"]:
            _, *lines = message_lines(item, document, words)
            head = words.message_title(meeting.committee.name)
            message = Paper(head, meeting.committee.language, at, tuple(lines))
    name = file_name([meeting.committee.name, str(meeting.number), f"v{document['version']}"])
    return Papers(document, minutes, message, name, meeting.case_numbers.get(MEETING, ""))


def dossier_of(desk: Desk, row: Shown, meetings: Sequence[Meeting], course: Course) -> tuple[dict[str, Any], Paper]:
    """Give the dossier of the pilot that a decision is about, as document and as text.

    Args:
        desk: The wiring.
        row: The decision.
        meetings: The meeting of each decision of `course`.
        course: All decisions on the pilot, and how it is followed.

    Raises:
        HTTPNotFound: when it is about none.
    """
    held = {meeting.id: meeting for meeting in meetings}
    here = held[row.meeting_id]
    proposal = here.proposals.get(row.proposal) if row.proposal else None
    if proposal is None:
        raise web.HTTPNotFound
    decided = []
    for each in course.decisions:
        if each.is_open:
            minutes = signed_record(desk, held[each.meeting_id], closed_items=True)
            decided.append(DecidedIn(each.number, each.held_on, minutes, decisions_of(minutes)[each.place]))
    document = dossier(here.committee.name, proposal, here.committee.people, decided, course.followed)
    words = wording(here.committee.language, team=here.committee.is_team)
    title = words.dossier_of(proposal.title)
    return document, Paper(title, here.committee.language, desk.reception.now(), dossier_lines(document, words))


def as_json(papers: Papers) -> bytes:
    """Give the minutes as the neutral document they are made from."""
    return json_bytes(papers.document)


def json_bytes(document: Mapping[str, Any]) -> bytes:
    """Give a neutral document as people and programs can read it."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def as_archive(papers: Papers) -> bytes:
    """Give all texts of a meeting in one file, with a manifest."""
    found = {f"minutes.{kind}": make(papers.minutes) for kind, make in MAKE.items()}
    found["minutes.json"] = as_json(papers)
    if papers.message:
        found |= {f"message.{kind}": make(papers.message) for kind, make in MAKE.items()}
    document = papers.document
    about = {
        "committee": document["committee"],
        "meeting": document["number"],
        "held": document["held"]["start"],
        "version": document["version"],
        "signed": document["minutes_signed"],
        "approved_at_meeting": document["approved_at_meeting"],
        "case_number": papers.case_number or None,
        "closed_items": False,
    }
    return archive.as_zip(about, found)
