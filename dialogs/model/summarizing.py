"""Summaries: which is due when, and how one is changed and signed. It goes out once, with the last signature."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from dialogs.model import announcing, rights
from dialogs.model.due_times import Move, WorkTime, goes_out
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Level
from dialogs.model.pilots import UNDER_WAY, PilotState
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.signed import Announcement
from dialogs.model.summarized import Summary, SummaryKind

PREFIX = "summary."
# How many months each of them is about, in the order in which they are offered.
MONTHS: Mapping[SummaryKind, int] = {SummaryKind.MONTH: 1, SummaryKind.HALF_YEAR: 6, SummaryKind.YEAR: 12}
# What a committee has in hand, or has made its practice.
IN_USE = UNDER_WAY | {PilotState.SELECTED, PilotState.ADOPTED, PilotState.ADJUSTED}


def carries(meeting: Meeting) -> bool:
    """Say whether the committee's summaries stand with this meeting: its next one, or else the last that is over."""
    return meeting.number == _carrier(meeting)


def handed_on(before: Meeting, after: Meeting) -> tuple[MeetingId, ...]:
    """Give the meeting with which the committee's summaries stand from now on, where this one is over."""
    if before.stage is after.stage or not after.stage.is_over:
        return ()
    return tuple(sibling.id for sibling in after.siblings if sibling.number == _carrier(after))


def offered(meeting: Meeting) -> tuple[SummaryKind, ...]:
    """Give the summaries that come by themselves: each month and each year, and in the main committee each half-year.

    A team decides on no pilots and has none.
    """
    if meeting.committee.is_team:
        return ()
    is_main = meeting.committee.level is Level.MAIN
    return tuple(kind for kind in MONTHS if kind is not SummaryKind.HALF_YEAR or is_main)


def follows(meeting: Meeting) -> bool:
    """Say whether a committee has something to look at once a year: a pilot, what became practice, or a meeting."""
    stages = (meeting.stage, *(each.stage for each in meeting.siblings))
    return any(not stage.is_over for stage in stages) or any(
        each.state in IN_USE for each in meeting.proposals.values()
    )


def due(meeting: Meeting, work: WorkTime) -> tuple[Summary, ...]:
    """Give the summaries that come next, empty, in a committee that has met."""
    met = _first_met(meeting, work)
    if met is None or meeting.stage not in {Stage.PLANNED, Stage.ENDED} or not carries(meeting):
        return ()
    return tuple(_next(meeting, kind, met) for kind in offered(meeting) if kind not in meeting.reminders_off)


def wanted(meeting: Meeting, work: WorkTime, now: datetime) -> Mapping[str, datetime]:
    """Give by name of its timer when each of them is drafted."""
    return {f"{PREFIX}{each.id}": goes_out(due_at(each, work), now, work) for each in due(meeting, work)}


def due_at(summary: Summary, work: WorkTime) -> datetime:
    """Give when a summary is drafted: on the first working day after what it is about."""
    assert summary.until is not None  # noqa: S101
    return work.usual(summary.until, Move.LATER)


def worthless_from(summary: Summary, work: WorkTime) -> datetime:
    """Give from when on a summary means nothing any more: when the next one is due."""
    assert summary.until is not None  # noqa: S101
    return work.usual(later(summary.until, MONTHS[summary.kind]), Move.LATER)


def add(meeting: Meeting, summaries: Iterable[tuple[Summary, str]]) -> Meeting:
    """Lay down summaries with their drafts. One without a draft only says that there was nothing to tell."""
    new = {
        each.id: replace(each, text=Announcement(text, 1)) if text else each
        for each, text in summaries
        if each.id not in meeting.summaries
    }
    return replace(meeting, summaries={**meeting.summaries, **new}) if new else meeting


def edit(meeting: Meeting, who: PersonId, on: str, text: str, seen: str) -> Meeting:
    """Change a summary. All signatures are void then.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `not_found`, and what `announcing.rewritten` raises.
    """
    rights.lead(meeting, who)
    found = find(meeting, on)
    return _put(meeting, replace(found, text=announcing.rewritten(meeting, found.text, text, seen)))


def sign(meeting: Meeting, who: PersonId, on: str, now: datetime, seen: str, whose: PersonId | None = None) -> Meeting:
    """Sign the exact text of a summary, for oneself or as the recorded substitute of `whose`. The last posts it.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `not_found`, and what `announcing.with_signature` raises.
    """
    rights.formandskab(meeting, who)
    found = find(meeting, on)
    return _put(meeting, replace(found, text=announcing.with_signature(meeting, found.text, who, now, seen, whose)))


def find(meeting: Meeting, on: str) -> Summary:
    """Give a summary that there is something in.

    Raises:
        Refusal: `not_found`.
    """
    found = meeting.summaries.get(on)
    if found is None or not found.text.number:
        raise Refusal(Reason.NOT_FOUND)
    return found


def waiting(meeting: Meeting) -> tuple[Summary, ...]:
    """Give the summaries that are not signed by all yet, by their ids."""
    found = (each for _, each in sorted(meeting.summaries.items()))
    return tuple(each for each in found if each.text.number and not each.text.posted_at)


def _put(meeting: Meeting, summary: Summary) -> Meeting:
    return replace(meeting, summaries={**meeting.summaries, summary.id: summary})


def _carrier(meeting: Meeting) -> int:
    known = [(each.stage, each.number) for each in meeting.siblings]
    held = [each for each in (*known, (meeting.stage, meeting.number)) if each[0] is not Stage.CANCELLED]
    coming = [number for stage, number in held if not stage.is_over]
    # With a committee that cancelled all its meetings there is none.
    return min(coming) if coming else max((number for _, number in held), default=0)


def _first_met(meeting: Meeting, work: WorkTime) -> date | None:
    """Give the local day of the committee's first meeting that is over, or None."""
    over = [each.starts_at for each in meeting.siblings if each.stage is Stage.ENDED]
    over += [meeting.starts_at] if meeting.stage is Stage.ENDED else []
    return min(over).astimezone(work.zone).date() if over else None


def _next(meeting: Meeting, kind: SummaryKind, met: date) -> Summary:
    """Give the one after the last there was, or else the one about the time in which the committee first met."""
    months = MONTHS[kind]
    made = [name for name in (*meeting.summaries, *meeting.summarized) if name.startswith(f"{kind}.")]
    if made:
        since = date.fromisoformat(max(made).partition(".")[2])
    elif kind is SummaryKind.YEAR:
        # Counted from the meeting and not from January: nobody is told to look back on what has just begun.
        since = later(met.replace(day=1), 1)
    else:
        since = date(met.year, (met.month - 1) // months * months + 1, 1)
    until = later(since, months)
    return Summary(f"{kind}.{until}", kind, since, until)


def later(first: date, months: int) -> date:
    """Give the first of a month so many months after another first."""
    return (first + timedelta(days=31 * months)).replace(day=1)
