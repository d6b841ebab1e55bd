"""A person's meetings, pre-meetings and check-points as iCalendar, under identities that stay: who reads it again finds
what was moved moved, and what was cancelled marked so.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from icalendar import Calendar, Event

from dialogs.flows.view import View
from dialogs.model import diary, reminding
from dialogs.model.meeting import Stage

PRODUCT = "-//Medmakker//DA"
TYPE = "text/calendar"


def feed(views: Iterable[View]) -> bytes:
    """Give a calendar of a person's looks at their meetings."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for view in views:
        for event in (_meeting(view), *_pre_meeting(view), *_check_points(view)):
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _meeting(view: View) -> Event:
    meeting = view.meeting
    ends_at = meeting.ended_at or meeting.starts_at + timedelta(minutes=meeting.agenda.minutes)
    event = _event(view, meeting.id, view.words.calendar_meeting(meeting.committee.name, meeting.agenda.title))
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", max(ends_at, meeting.starts_at))
    event.add("status", "CANCELLED" if meeting.stage is Stage.CANCELLED else "CONFIRMED")
    return event


def _pre_meeting(view: View) -> Iterator[Event]:
    """Give a day for the employee side's own meeting, where it is reminded of it."""
    meeting, plan = view.meeting, view.organisation.plan_for(view.meeting)
    for each in plan.reminders:
        mine = each.to is reminding.Audience.EMPLOYEES and view.who in reminding.people(meeting, each.to)
        if mine and each.id not in meeting.reminders_off and meeting.stage is not Stage.ENDED:
            event = _event(view, f"{meeting.id}.{each.id}", f"{meeting.committee.name}: {each.title}")
            on = reminding.due_at(meeting, plan, each).astimezone(view.organisation.zone).date()
            yield _whole_day(event, on, cancelled=meeting.stage is Stage.CANCELLED)


def _check_points(view: View) -> Iterator[Event]:
    """Give a day for each check-point of the pilots that this person follows."""
    meeting, title = view.meeting, view.words.follow_title
    for each in diary.noted(meeting, view.organisation.work):
        if each.item.group and view.who.id in each.item.group.members:
            identity = f"{meeting.id}.{each.item.id}.{each.rule}"
            event = _event(view, identity, f"{title}{each.item.title}", meeting.moves + each.changes)
            yield _whole_day(event, each.on, cancelled=each.is_off)


def _event(view: View, identity: str, summary: str, sequence: int | None = None) -> Event:
    event = Event()
    event.add("uid", f"{identity.replace(' ', '-')}@medmakker")
    event.add("sequence", view.meeting.moves if sequence is None else sequence)
    event.add("dtstamp", view.now)
    event.add("summary", summary)
    return event


def _whole_day(event: Event, on: date, *, cancelled: bool) -> Event:
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event
