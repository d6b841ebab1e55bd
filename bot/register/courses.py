"""How it went with what a decision is about: from the proposal to what was learnt, and the days to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.patterns import Html
from bot.register.desk import Desk, Visitor, local
from bot.register.following import asked_for, state_line
from bot.register.lists import way_to
from bot.register.texts import elements_html, line_html
from dialogs.flows.following_cards import answer_line, evaluation_facts
from dialogs.model.followed import Following
from dialogs.model.items import OutcomeKind
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import Proposal
from dialogs.wording import Wording, wording
from storage import register, register_days
from storage.engine import Connection
from storage.register import Shown
from storage.register_days import Waits

Event = tuple[date, object]
_SECTION = Html("<section><h2>{}</h2>{}</section>")


@dataclass(frozen=True, slots=True)
class Course:
    """The decisions on one matter, the first one first, and how its pilot is followed."""

    decisions: list[Shown]
    followed: list[Following]
    unanswered: list[Waits]


def read_course(conn: Connection, of: Shown) -> Course:
    """Read how it went with what a decision is about."""
    found = register.on_same_matter(conn, of)
    return Course(found, register_days.followings(conn, found), register_days.days_of(conn, found))


def course_section(desk: Desk, who: Visitor, meeting: Meeting, row: Shown, course: Course) -> Markup:
    """Show every day of it, the first one first."""
    words, today = who.words, desk.today()
    proposal = meeting.proposals.get(row.proposal) if row.proposal else None
    events: list[Event] = [
        (each.held_on, _decided(each, words, is_here=each.id == row.id)) for each in course.decisions
    ]
    if proposal:
        events += _days(desk, proposal, any(each.chosen for each in course.decisions), words)
    of_record, lang = wording(row.language), lang_of(row, who)
    for known in course.followed:
        events += [
            (each.on, Html("<span{}>{}</span>").format(lang, line_html(answer_line(of_record, each))))
            for each in known.answers
        ]
        if known.evaluation:
            events.append((known.evaluation.on, words.group_advises(words.advice(known.evaluation.advice))))
    for each in course.unanswered:
        told = f"{asked_for(each, words)}: {state_line(each, who, today)}"
        events.append((each.asked_on or each.due_on, told))
    line = Html('<li><span class="day">{}</span> {}</li>')
    lines = [line.format(words.date(on), what) for on, what in sorted(events, key=lambda event: event[0])]
    return _SECTION.format(words.course_title, Html('<ol class="course">{}</ol>').format(Markup("").join(lines)))


def evaluation_sections(who: Visitor, row: Shown, course: Course) -> Markup:
    """Show what was learnt, in the group's own words."""
    found = [known.evaluation for known in course.followed if known.evaluation]
    piece, lang, of_record = Html("<section{}><h2>{}</h2>{}</section>"), lang_of(row, who), wording(row.language)
    told = [
        piece.format(lang, of_record.evaluation_title, elements_html(evaluation_facts(of_record, each), 3))
        for each in found
    ]
    return Markup("").join(told)


def lang_of(row: Shown, who: Visitor) -> Markup | str:
    """Give the mark of what is in the language of a committee, where the page is in another."""
    return Html(' lang="{}"').format(row.language) if row.language != who.language else ""


def _days(desk: Desk, proposal: Proposal, chosen: bool, words: Wording) -> Iterator[Event]:  # noqa: FBT001
    if proposal.submitted_at:
        yield local(desk, proposal.submitted_at).date(), words.handed_in_event
    if chosen and (starts_on := proposal.began_on or proposal.more.start_on):
        yield starts_on, words.starts_event
    if chosen and proposal.more.end_on:
        yield proposal.more.end_on, words.ends_event
    cleared = Html("{}: <bdi>{}</bdi> – <bdi>{}</bdi> ({})")
    for each in proposal.conditions:
        if each.confirmed_on:
            owner = words.owner(each.owner)
            yield each.confirmed_on, cleared.format(words.flag_cleared, each.text, each.answer, owner)


def _decided(each: Shown, words: Wording, *, is_here: bool) -> Markup | str:
    if not each.is_open:
        return words.closed_item
    told = f"{words.meeting_no(each.number)}: {words.outcome(OutcomeKind(each.outcome))}"
    return told if is_here else Html('<a href="{}">{}</a>').format(way_to(each), told)
