"""What people are reminded of around a meeting: rules as data, worked out from its date, so that they move with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from dialogs.model import closing, proposing, rights
from dialogs.model.due_times import Move, WorkTime, goes_out
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Person, Side
from dialogs.model.pilots import PilotState
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.summarizing import offered

PREFIX = "remind."
# No reminder is further from its meeting.
MOST_DAYS = 60


class Audience(StrEnum):
    """Who is reminded. Where nobody is left of them, there is no reminder."""

    EVERYBODY = "everybody"
    EMPLOYEES = "employees"
    # Those who lead, as long as something that was handed in is not checked.
    UNCHECKED = "unchecked"
    # Those whose signature the minutes lack.
    UNSIGNED = "unsigned"


class Until(StrEnum):
    """From when on a reminder would mean nothing any more."""

    DEADLINE = "deadline"
    MEETING = "meeting"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder of the plan around a meeting. `days` are calendar days from the meeting's local date.

    `text` may hold what `PLACES` names, such as {meeting}.
    """

    id: str
    days: int
    to: Audience
    until: Until
    title: str
    text: str


# What the text of a reminder may leave open: the meeting's day and time, the deadline, from when the table is readable.
PLACES = ("meeting", "time", "deadline", "readable")


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """The plan around a meeting and what it is counted by."""

    reminders: Sequence[Reminder]
    work: WorkTime
    proposals_due_days: int


def name_of(reminder: Reminder) -> str:
    """Give the name of a reminder's timer."""
    return f"{PREFIX}{reminder.id}"


def dropped(meeting: Meeting, plan: ReminderPlan, reminder: Reminder) -> str:
    """Give what is noted of a reminder that means nothing at its time. At another time it may mean something again."""
    return f"{name_of(reminder)}@{due_at(meeting, plan, reminder).isoformat()}"


def find(meeting: Meeting, plan: ReminderPlan, name: str) -> Reminder | None:
    """Give the reminder that a timer is for, or None when the meeting has no such reminder any more."""
    return next((each for each in _open(meeting, plan) if name_of(each) == name), None)


def wanted(meeting: Meeting, plan: ReminderPlan, now: datetime) -> Mapping[str, datetime]:
    """Give by name of its timer when each reminder goes out that has not."""
    return {name_of(each): goes_out(due_at(meeting, plan, each), now, plan.work) for each in _open(meeting, plan)}


def due_at(meeting: Meeting, plan: ReminderPlan, reminder: Reminder) -> datetime:
    """Give when a reminder is due: earlier before the meeting, later after it."""
    move = Move.EARLIER if reminder.days < 0 else Move.LATER
    return plan.work.usual(_day(meeting, plan) + timedelta(days=reminder.days), move)


def until(meeting: Meeting, plan: ReminderPlan, reminder: Reminder) -> datetime | None:
    """Give from when on a reminder means nothing, or None."""
    match reminder.until:
        case Until.DEADLINE:
            return proposing.deadline(meeting, plan.proposals_due_days, plan.work.zone)
        case Until.MEETING:
            return meeting.starts_at
        case _:
            return None


def people(meeting: Meeting, audience: Audience) -> tuple[Person, ...]:
    """Give who is reminded, by name."""
    everybody = meeting.committee.by_name
    match audience:
        case Audience.EVERYBODY:
            return everybody
        case Audience.EMPLOYEES:
            return tuple(person for person in everybody if person.is_party and person.side is Side.EMPLOYEES)
        case Audience.UNCHECKED:
            unchecked = any(each.state is PilotState.SUBMITTED for each in meeting.proposals.values())
            return tuple(person for person in everybody if person.may_lead) if unchecked else ()
        case _:
            missing: Iterable[PersonId] = closing.minutes_wait_for(meeting)
            return tuple(person for person in everybody if person.id in set(missing))


def stamp(meeting: Meeting) -> str:
    """Give the version of the choice of reminders, such as "-agenda+call_for_proposals=21": what is off or moved."""
    off = "".join(f"-{name}" for name in sorted(meeting.reminders_off))
    moved = "".join(f"+{name}={days}" for name, days in sorted(meeting.reminder_days.items()))
    return f"{off}{moved}" or "all"


def steps(meeting: Meeting, plan: ReminderPlan) -> tuple[Reminder, ...]:
    """Give the plan as the committee has it: on its own days where it moved something."""
    return tuple(_moved(each, meeting.reminder_days.get(each.id)) for each in plan.reminders)


def put_on(meeting: Meeting, who: PersonId, which: str, days: int, plan: ReminderPlan, seen: str) -> Meeting:
    """Put a reminder so many days before or after the meeting. Its next meetings keep to it.

    Raises:
        Refusal: `not_allowed`; `out_of_date` when somebody else has chosen meanwhile; `unknown_choice` for a reminder
            that is not in the plan; `out_of_range`.
    """
    rights.formandskab(meeting, who)
    rights.same(stamp(meeting), seen)
    if which not in {each.id for each in plan.reminders}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "reminder")
    if not 1 <= days <= MOST_DAYS:
        raise Refusal(Reason.OUT_OF_RANGE, "days", least=1, most=MOST_DAYS)
    return replace(meeting, reminder_days={**meeting.reminder_days, which: days})


def switched(meeting: Meeting, who: PersonId, on: Iterable[str], plan: ReminderPlan, seen: str) -> Meeting:
    """Settle which reminders a committee wants. Its next meetings keep to it.

    Raises:
        Refusal: `not_allowed`; `out_of_date` when somebody else has chosen meanwhile; `unknown_choice` for a reminder
            that is not in the plan.
    """
    rights.formandskab(meeting, who)
    rights.same(stamp(meeting), seen)
    known = {*(each.id for each in plan.reminders), *map(str, offered(meeting))}
    chosen = set(on)
    if not chosen <= known:
        raise Refusal(Reason.UNKNOWN_CHOICE, "reminders")
    return replace(meeting, reminders_off=frozenset(known - chosen))


def _open(meeting: Meeting, plan: ReminderPlan) -> list[Reminder]:
    """Give the reminders that this meeting still has: before it those that come before, after it the others."""
    if meeting.stage not in {Stage.PLANNED, Stage.ENDED}:
        return []
    before = meeting.stage is Stage.PLANNED
    return [
        each
        for each in steps(meeting, plan)
        if (each.days < 0) is before
        and each.id not in meeting.reminders_off
        and meeting.rung.isdisjoint((name_of(each), dropped(meeting, plan, each)))
        and people(meeting, each.to)
    ]


def _moved(found: Reminder, days: int | None) -> Reminder:
    """Give a reminder on another day; what comes before the meeting still does, and what comes after it too."""
    if days is None:
        return found
    return replace(found, days=-days if found.days < 0 else days)


def _day(meeting: Meeting, plan: ReminderPlan) -> date:
    return meeting.starts_at.astimezone(plan.work.zone).date()
