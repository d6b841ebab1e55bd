"""Reminders around a meeting: sent when they are due, and switched on and off by the formandskab."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dialogs.cards import Card, Form, Line, Paragraph
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import tell
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import alarms, calling, proposing, reminding, summarizing
from dialogs.model.due_times import Standing, standing
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Role
from dialogs.organisation import Organisation
from dialogs.outbound import Post


def wanted(meeting: Meeting, now: datetime, organisation: Organisation) -> Mapping[str, datetime]:
    """Give by name of its timer when each reminder goes out."""
    return reminding.wanted(meeting, organisation.plan_for(meeting), now)


def is_one(name: str) -> bool:
    """Say whether a timer is a reminder's."""
    return name.startswith(reminding.PREFIX)


def remind(act: Act, name: str) -> Decision:
    """Send a reminder that is due, or drop it with a trace where it means nothing any more."""
    plan = act.organisation.plan_for(act.meeting)
    found = reminding.find(act.meeting, plan, name)
    assert found is not None  # noqa: S101
    until = reminding.until(act.meeting, plan, found)
    if standing(reminding.due_at(act.meeting, plan, found), until, act.now, plan.work) is Standing.STALE:
        gone = alarms.ring(act.meeting, reminding.dropped(act.meeting, plan, found))
        return Decision(gone, audit=(AuditEntry("drop_reminder", found.id),))
    posts = tuple(
        Post(person.id, _card(act, found), f"{act.meeting.id}/{name}/{person.id}")
        for person in reminding.people(act.meeting, found.to)
    )
    posts = (*posts, *_who_left(act, found))
    after = alarms.ring(act.meeting, name)
    return Decision(after, posts=posts, audit=(AuditEntry("remind", found.id),))


def _who_left(act: Act, found: reminding.Reminder) -> Iterator[Post]:
    """Tell those who lead that somebody whose signature is missing has left, and who can have another one sign."""
    if found.to is not reminding.Audience.UNSIGNED:
        return
    now = act.meeting.present(act.today)
    for person in reminding.people(act.meeting, found.to):
        if person.id not in now.people:
            line: Line = (act.words.signer_has_left(person.name),)
            can = (each for each in now.by_name if each.may_lead or Role.HR in each.roles)
            yield from (tell(act, each.id, line, f"left.{found.id}.{person.id}") for each in can)


def _card(act: Act, found: reminding.Reminder) -> Card:
    organisation, meeting, words = act.organisation, act.meeting, act.words
    day, clock = act.when(meeting.starts_at)
    closes = proposing.last_day(meeting, organisation.proposals_due_days, organisation.zone)
    readable = act.day(calling.readable_from(meeting, organisation.zone))
    text = found.text.format(meeting=day, time=clock, deadline=words.date(closes), readable=readable)
    why = words.why_reminded(meeting.committee.name, day)
    return Card("reminder", (found.title,), (Paragraph((text,)), Paragraph((why,))))


def on_choose_reminders(act: Act) -> Decision:
    """Settle which reminders the committee wants."""
    plan = act.organisation.plan_for(act.meeting)
    after = reminding.switched(act.meeting, act.who, act.read.several("reminders"), plan, act.seen)
    return done(after, act.words.reminders_saved, audit=AuditEntry("choose_reminders"))


def on_move_reminder(act: Act) -> Decision:
    """Put a reminder on another day."""
    plan = act.organisation.plan_for(act.meeting)
    which, days = act.read.raw("reminder"), act.read.number("days")
    after = reminding.put_on(act.meeting, act.who, which, days, plan, act.seen)
    (step,) = [each for each in reminding.steps(after, plan) if each.id == which]
    text = act.words.reminder_moved(act.words.reminder(step.title, step.days))
    return done(after, text, audit=AuditEntry("move_reminder", which))


def choose(view: View) -> tuple[Card, ...]:
    """Show the formandskab what people are reminded of, and let it choose."""
    meeting, words = view.meeting, view.words
    if not view.who.in_formandskab or meeting.stage not in {Stage.PLANNED, Stage.ENDED}:
        return ()
    plan = view.organisation.plan_for(meeting)
    steps = reminding.steps(meeting, plan)
    options = (
        *(Option(each.id, words.reminder(each.title, each.days)) for each in steps),
        *(Option(kind, words.summary_title(kind)) for kind in summarizing.offered(meeting)),
    )
    on = tuple(each.id for each in options if each.id not in meeting.reminders_off)
    field = ChoiceField("reminders", words.reminders_label, options, words.reminders_help, on, many=True)
    seen = reminding.stamp(meeting)
    form = Form(words.save_reminders, "choose_reminders", (field,), seen=seen, folded=True)
    which = ChoiceField("reminder", words.reminder_label, options[: len(steps)], required=True)
    days = TextField("days", words.reminder_days_label, words.reminder_days_help, required=True)
    move = Form(words.move_reminder, "move_reminder", (which, days), seen=seen, folded=True)
    return (Card("reminders", (words.reminders_title,), (form, move)),)
