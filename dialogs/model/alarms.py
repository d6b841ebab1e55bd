"""The due times a meeting asks for. They are worked out from its state, so that none can be forgotten or left over."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.model.closing import abandoned_at
from dialogs.model.meeting import Meeting

WARNING = timedelta(minutes=5)
SOON = "soon"
OVER = "over"
ABANDONED = "abandoned"


def wanted(meeting: Meeting, now: datetime, abandoned_after: timedelta) -> Mapping[str, datetime]:
    """Give the names and times (UTC) of what shall ring: five minutes before a timebox ends, at its end, and when
    nobody is left.

    During a break the timebox stands still and does not ring.
    """
    run = meeting.timeline.current
    if run is None:
        return {}
    times: dict[str, datetime] = {}
    if not meeting.timeline.paused:
        until = meeting.timeline.until(run, now)
        if until - WARNING > run.began_at:
            times[f"{SOON}.{run.number}"] = until - WARNING
        times[f"{OVER}.{run.number}"] = until
    closes_at = abandoned_at(meeting, meeting.timeline.expected_end(meeting.agenda, now), abandoned_after)
    if closes_at:
        times[ABANDONED] = closes_at
    return {name: at for name, at in times.items() if name not in meeting.rung}


def may_differ(before: Meeting, after: Meeting) -> bool:
    """Say whether something changed that due times are worked out from."""
    return (
        before.timeline is not after.timeline
        or before.stays is not after.stays
        or before.rung is not after.rung
        or before.stage is not after.stage
        or before.starts_at != after.starts_at
        or before.reminders_off is not after.reminders_off
        or before.reminder_days is not after.reminder_days
        or before.minutes is not after.minutes
        or before.proposals is not after.proposals
        or before.followed is not after.followed
        or before.summaries is not after.summaries
    )


def ring(meeting: Meeting, name: str) -> Meeting:
    """Note that a timer has done its work."""
    return replace(meeting, rung=meeting.rung | {name})
