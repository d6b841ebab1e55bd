"""Plays one case of a due-time file: what shall go out when, over moved meetings, reasons that are gone and outages.

What a case says is held against the rules in `dialogs.model.due_times`, which the server goes by. The file gives the
nominal time; where a case tells what it is counted from, that is worked out here too and must be the same.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import holidays

from dialogs.model.appointing import check_point
from dialogs.model.due_times import Move, Standing, WorkTime, goes_out, standing

USUAL = {
    "call_for_proposals": -28,
    "inventory": -28,
    "proposal_deadline": -14,
    "check_before_start": -10,
    "agenda": -7,
    "pre_meeting_employee_side": -3,
    "draft_minutes": 2,
    "unsigned_minutes": 7,
    "minutes_to_members": 14,
}
# What these are about has no meaning any more once the deadline for proposals is over; see `deadline_days`.
UNTIL_DEADLINE = frozenset({"call_for_proposals", "proposal_deadline"})
DEADLINE_DAYS = 14
# From such a moment or local day on the reason of the reminder is gone, as in `cancelled_at` or `minutes_signed_on`.
_GONE = re.compile(
    r"(?:\w+_)?(?:cancell?ed|gone|answered|evaluated|done|signed|stopped|ended|withdrawn|closed)_(?:at|on)"
)
# Before such a moment nobody knew of the reminder.
_KNOWN_FROM = re.compile(r"(?:\w+_)?(?:planned|created|known|snoozed|appointed)_at")
UNDERSTOOD = frozenset(
    {"id", "rule", "why", "move", "expect", "times_sent", "nominal_local", "due_local", "due_utc", "zone", "restarts"}
    | {"meeting_at", "moved_to", "moved_at", "pilot_start_on", "extra_non_working_days", "outage", "cancelled"}
    | {"due_utc_if_moved_the_other_way", "meaningless_from", "deadline_days"}
)
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_WEEK, _MONTHS = re.compile(r"check_point_week_(\d+)"), re.compile(r"check_point_(\d+)_months?")

Case = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """How it went: when it was delivered, each time, and when it was dropped."""

    sent: tuple[datetime, ...]
    dropped: datetime | None


def play(case: Case) -> list[str]:
    """Play a case and give a line for each difference between what it says and what comes of the rules."""
    try:
        work = work_of(case)
        told = story(case, work)
        found = [*_nominal(case, work), *_expected(case, told), *_other_way(case, work)]
    except (KeyError, TypeError, ValueError) as fault:
        return [f"cannot be played: {type(fault).__name__} {fault}"]
    odd = sorted(
        name for name in set(case) - UNDERSTOOD if not _GONE.fullmatch(name) and not _KNOWN_FROM.fullmatch(name)
    )
    return [*found, f"not understood here: {', '.join(odd)}"] if found and odd else found


def work_of(case: Case) -> WorkTime:
    """Give when people work in a case: Danish public holidays, and the days it takes off beside them."""
    years = {moment.year for moment in map(_moment, _moments(case))} | {_nominal_at(case).year}
    public = holidays.country_holidays("DK", years=range(min(years) - 1, max(years) + 2))
    extra = {_day(each) for each in case.get("extra_non_working_days", ())}
    return WorkTime(ZoneInfo(case.get("zone", "Europe/Copenhagen")), frozenset(public) | extra)


def story(case: Case, work: WorkTime) -> Told:
    """Let a reminder live through everything that happens in a case, woken whenever something may be due."""
    gone = _gone(case)
    known = max((_moment(case[name]) for name in case if _KNOWN_FROM.fullmatch(name)), default=_LONG_AGO)
    moved_at = _moment(case["moved_at"]) if "moved_at" in case else _LONG_AGO
    down = _outage(case)
    plans = _plans(case, work)
    wakes = {known, moved_at, *(until for _, until in down), *(due for due, _ in plans)}
    while wakes:
        now = min(wakes)
        wakes.remove(now)
        if now < known or any(begins <= now < ends for begins, ends in down):
            continue
        if gone is not None and gone <= now:
            return Told((), now)
        due, until = plans[-1] if now >= moved_at else plans[0]
        match standing(due, until, now, work):
            case Standing.STALE:
                return Told((), now)
            case Standing.GOES_OUT:
                return Told((now,), None)
            case Standing.WAITS:
                again = goes_out(due, now, work)
                wakes |= {again} if again > now else set()
    return Told((), None)


def _gone(case: Case) -> datetime | None:
    """Give from when on the reason is gone. `cancelled` may say that it is, or since when."""
    zone = ZoneInfo(case.get("zone", "Europe/Copenhagen"))
    since = [_moment_or_day(case[name], zone) for name in case if _GONE.fullmatch(name)]
    match case.get("cancelled", False):
        case False:
            pass
        case True:
            since.append(_LONG_AGO)
        case moment:
            since.append(_moment_or_day(moment, zone))
    return min(since, default=None)


def _plans(case: Case, work: WorkTime) -> list[tuple[datetime, datetime | None]]:
    """Give due time and end of meaning for each date of the meeting, or the one there is without a meeting."""
    nominal, move = _nominal_at(case).astimezone(work.zone), Move(case["move"])
    meetings = [_moment(case[name]).astimezone(work.zone) for name in ("meeting_at", "moved_to") if name in case]
    if not meetings:
        until = _moment(case["meaningless_from"]) if "meaningless_from" in case else None
        return [(work.settle(nominal.date(), nominal.time(), move), until)]
    days = _days(case, nominal.date(), [meeting.date() for meeting in meetings], move)
    return [
        (work.settle(each.date() + timedelta(days), nominal.time(), move), _until(case, each, move, work))
        for each in meetings
    ]


def _days(case: Case, nominal: date, meetings: list[date], move: Move) -> int:
    """Give how many days from the meeting a reminder is. The nominal time may be told from the old or the new date."""
    possible = [(nominal - meeting).days for meeting in reversed(meetings)]
    usual = USUAL.get(case["rule"])
    right = [days for days in possible if (days < 0) == (move is Move.EARLIER)]
    return usual if usual in possible else (right or possible)[0]


def _until(case: Case, meeting: datetime, move: Move, work: WorkTime) -> datetime | None:
    if "meaningless_from" in case:
        return _moment(case["meaningless_from"])
    if move is Move.LATER:
        return None
    if case["rule"] in UNTIL_DEADLINE:
        day = meeting.date() - timedelta(case.get("deadline_days", DEADLINE_DAYS) - 1)
        return datetime(day.year, day.month, day.day, tzinfo=work.zone)
    return meeting


def _nominal(case: Case, work: WorkTime) -> list[str]:
    """Hold the nominal day of a check-point against the start of its pilot."""
    week, months = _WEEK.fullmatch(case["rule"]), _MONTHS.fullmatch(case["rule"])
    if "pilot_start_on" not in case or not (week or months):
        return []
    rule = f"week {week.group(1)}" if week else f"+{months.group(1)} months" if months else ""
    on = check_point(rule, _day(case["pilot_start_on"])).on
    stands = _nominal_at(case).astimezone(work.zone).date()
    return [] if on == stands else [f"nominal_local: {stands} in the file, {on} counted from pilot_start_on"]


def _expected(case: Case, told: Told) -> list[str]:
    expect = "sent" if told.sent else "cancelled"
    lines = [f"expect: {case['expect']} in the file, {expect} played"] if case["expect"] != expect else []
    if "times_sent" in case and case["times_sent"] != len(told.sent):
        lines.append(f"times_sent: {case['times_sent']} in the file, {len(told.sent)} played")
    if case["expect"] == expect == "sent":
        stands = {name: _moment(case[name]) for name in ("due_local", "due_utc") if name in case}
        lines += [_differs(name, case, told.sent[-1]) for name, at in stands.items() if at != told.sent[-1]]
    return lines


def _other_way(case: Case, work: WorkTime) -> list[str]:
    name = "due_utc_if_moved_the_other_way"
    if name not in case:
        return []
    nominal, move = _nominal_at(case).astimezone(work.zone), Move(case["move"])
    other = Move.LATER if move is Move.EARLIER else Move.EARLIER
    found = work.settle(nominal.date(), nominal.time(), other)
    return [] if found == _moment(case[name]) else [_differs(name, case, found)]


def _differs(name: str, case: Case, found: datetime) -> str:
    return f"{name}: {case[name]} in the file, {found.isoformat().replace('+00:00', 'Z')} played"


def _outage(case: Case) -> list[tuple[datetime, datetime]]:
    given = case.get("outage", ())
    pairs = given if given and not isinstance(given[0], str | datetime) else [given] if given else []
    return [(_moment(begins), _moment(ends)) for begins, ends in pairs]


def _moments(case: Case) -> Iterable[str | datetime]:
    return (value for name, value in case.items() if name.endswith("_at") and isinstance(value, str | datetime))


def _nominal_at(case: Case) -> datetime:
    return _moment(case["nominal_local"])


def _moment(value: str | datetime) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    if at.tzinfo is None:
        raise ValueError(f"{value} needs its offset")
    return at.astimezone(UTC)


def _moment_or_day(value: str | date, zone: ZoneInfo) -> datetime:
    """Give a moment; of a day it is the first."""
    if isinstance(value, datetime) or len(str(value)) > len("2027-01-31"):
        return _moment(str(value))
    return datetime.combine(_day(value), time(), zone).astimezone(UTC)


def _day(value: str | date) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)
