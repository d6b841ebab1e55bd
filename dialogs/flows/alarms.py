"""When a due time comes: a word five minutes before and at the end of a phase, the closing of a meeting that everybody
left, the reminders around it, the check-points of what it chose, and summaries.
"""

from collections.abc import Mapping
from datetime import datetime

from dialogs.flows import following, reminding, summaries
from dialogs.flows.acting import Act, AuditEntry, Decision
from dialogs.flows.notices import notice
from dialogs.flows.steering import closing_posts
from dialogs.minutes import kept
from dialogs.model import alarms, closing, rights, sending
from dialogs.model.meeting import Meeting
from dialogs.model.summarized import Reported
from dialogs.organisation import Organisation
from dialogs.outbound import Place, Post


def wanted(meeting: Meeting, now: datetime, organisation: Organisation) -> Mapping[str, datetime]:
    """Give the names and times (UTC) of everything that shall ring."""
    return {
        **alarms.wanted(meeting, now, organisation.abandoned_after),
        **reminding.wanted(meeting, now, organisation),
        **following.wanted(meeting, now, organisation),
        **summaries.wanted(meeting, now, organisation),
    }


def on_timer(act: Act, name: str, pilots: tuple[Reported, ...] = ()) -> Decision:
    """Do what a timer is for. One that is no longer wanted, or not due yet, changes nothing.

    `pilots` are those that a summary is about.
    """
    due_at = wanted(act.meeting, act.now, act.organisation).get(name)
    if due_at is None or due_at > act.now:
        return Decision(act.meeting)
    if reminding.is_one(name):
        return reminding.remind(act, name)
    if following.is_one(name):
        return following.on_due(act, name)
    if summaries.is_one(name):
        return summaries.on_due(act, name, pilots)
    if name == alarms.ABANDONED:
        after = summaries.of_evaluations(act, closing.abandon(act.meeting, act.now))
        after, sends = sending.at_close(kept(after, act.organisation, act.now), act.fresh)
        return Decision(after, posts=closing_posts(act, after), audit=(AuditEntry("abandon"),), sends=sends)
    run = act.meeting.timeline.current
    assert run is not None  # noqa: S101
    until = act.clock(act.meeting.timeline.until(run, act.now))
    soon = name.startswith(alarms.SOON)
    text = act.words.five_minutes_left(until) if soon else act.words.time_is_up(until)
    return Decision(alarms.ring(act.meeting, name), posts=_everybody_leading(act, text, f"{name}.{until}"))


def _everybody_leading(act: Act, text: str, key: str) -> tuple[Post, ...]:
    leading = (person.id for person in rights.leading(act.meeting))
    return (notice(act, Place.ROOM, text, key), *(notice(act, person, text, key) for person in leading))
