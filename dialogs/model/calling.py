"""When a committee meets: planning the next meeting, moving one, cancelling one, agreeing on an agenda."""

from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from hashlib import blake2b

from dialogs.model import resuming, rights
from dialogs.model.agenda import Agenda
from dialogs.model.ids import Fresh, MeetingId, PersonId
from dialogs.model.meeting import Agreed, Meeting, Plan, Sibling, Stage
from dialogs.model.people import Committee
from dialogs.model.refusals import Reason, Refusal

READABLE_DAYS = 7
# How long before its start a meeting is what the room's screen shows.
READY = timedelta(hours=12)


def first(committee: Committee, agenda: Agenda, starts_at: datetime, now: datetime, fresh: Fresh) -> Meeting:
    """Plan the first meeting of a committee.

    Raises:
        Refusal: `out_of_range` for a time that has passed.
    """
    _still_to_come(starts_at, now)
    return Meeting(MeetingId(fresh.id()), committee, 1, agenda, starts_at, Plan(agenda.cards))


def plan_next(
    meeting: Meeting, who: PersonId, starts_at: datetime, now: datetime, zone: tzinfo, fresh: Fresh
) -> tuple[Meeting, Meeting]:
    """Plan the committee's next meeting by the template of this one. Gives this meeting, which knows of it, and it.

    Raises:
        Refusal: `not_allowed`; `wrong_phase` before this one has begun; `out_of_date` when one is planned already;
            `out_of_range` for a time that has passed.
    """
    rights.lead(meeting, who)
    if meeting.stage is Stage.PLANNED:
        raise Refusal(Reason.WRONG_PHASE)
    if next_meeting(meeting):
        raise Refusal(Reason.OUT_OF_DATE)
    _still_to_come(starts_at, now)
    number = 1 + max(meeting.number, *(sibling.number for sibling in meeting.siblings), 0)
    this = Sibling(meeting.id, meeting.number, meeting.starts_at, meeting.stage)
    put_off = [item.put_off(meeting.number) for item in meeting.in_order()] if meeting.stage is Stage.ENDED else []
    new = Meeting(
        id=MeetingId(fresh.id()),
        committee=meeting.committee.signed_by(()),
        number=number,
        agenda=meeting.agenda,
        starts_at=starts_at,
        plan=Plan(meeting.agenda.cards),
        proposals=meeting.proposals,
        siblings=(*meeting.siblings, this),
        earlier=(*meeting.earlier, *(each for each in put_off if each)),
        reminders_off=meeting.reminders_off,
        reminder_days=meeting.reminder_days,
        summarized=meeting.summarized | frozenset(meeting.summaries),
        members=meeting.members,
    )
    new = resuming.settle(new, resuming.day(new, zone))
    known = (*meeting.siblings, Sibling(new.id, number, starts_at, Stage.PLANNED))
    return replace(meeting, siblings=known, proposals=new.proposals), new


def next_meeting(meeting: Meeting) -> Sibling | None:
    """Give the committee's other meeting that is still to come or lasts, the earliest of them, or None."""
    open_ = [sibling for sibling in meeting.siblings if not sibling.stage.is_over]
    return min(open_, key=lambda sibling: (sibling.starts_at, sibling.number), default=None)


def in_room(meeting: Meeting, now: datetime) -> MeetingId:
    """Give which of a committee's meetings the room's screen shows: the one that lasts, else the last one whose time
    has come half a day before it begins, else the first.
    """
    this = Sibling(meeting.id, meeting.number, meeting.starts_at, meeting.stage)
    found = sorted((this, *meeting.siblings), key=lambda each: (each.starts_at, each.number))
    lasting = [each for each in found if each.stage is Stage.RUNNING]
    come = [each for each in found if each.starts_at - READY <= now]
    return (lasting or come or found[:1])[-1].id


def move(meeting: Meeting, who: PersonId, starts_at: datetime, now: datetime, zone: tzinfo, seen: str) -> Meeting:
    """Move a meeting that has not begun. What was put off until a date follows it.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `wrong_phase`; `out_of_date` when it was moved meanwhile;
            `out_of_range` for a time that has passed, `unknown_choice` for the time it has.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    rights.same(stamp(meeting), seen)
    _still_to_come(starts_at, now)
    if starts_at == meeting.starts_at:
        raise Refusal(Reason.UNKNOWN_CHOICE, "starts_on")
    moved = replace(meeting, starts_at=starts_at, moves=meeting.moves + 1)
    return resuming.settle(moved, resuming.day(moved, zone))


def cancel(meeting: Meeting, who: PersonId, reason: str, now: datetime) -> Meeting:
    """Cancel a meeting that has not begun. What was on its table waits for another one.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `wrong_phase`, `reason_required`.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    if not reason:
        raise Refusal(Reason.REASON_REQUIRED, "reason")
    stays = {key: stay if stay.to_at else replace(stay, to_at=now) for key, stay in meeting.stays.items()}
    cleared = resuming.send_back(meeting, meeting.items.values())
    gone = replace(cleared, stage=Stage.CANCELLED, cancelled_because=reason, moves=meeting.moves + 1)
    return replace(gone, stays=stays, inventory={}, owners={}, agreed=())


def stamp(meeting: Meeting) -> str:
    """Give the version that the form for moving carries: when the meeting is."""
    return meeting.starts_at.isoformat()


def readable_from(meeting: Meeting, zone: tzinfo) -> datetime:
    """Give when everybody in the committee can read what is on the table: the start of a local day, seven before."""
    first = resuming.day(meeting, zone) - timedelta(days=READABLE_DAYS)
    return datetime(first.year, first.month, first.day, tzinfo=zone)


def agree(meeting: Meeting, who: PersonId, seen: str) -> Meeting:
    """Agree on the agenda as it stands. It is invited and never required.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `wrong_phase`; `out_of_date` when the agenda was changed meanwhile,
            or they agree already.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    rights.same(content(meeting), seen)
    if who in agreed(meeting):
        raise Refusal(Reason.OUT_OF_DATE)
    others = tuple(each for each in meeting.agreed if each.person != who)
    return replace(meeting, agreed=(*others, Agreed(who, seen)))


def agreed(meeting: Meeting) -> tuple[PersonId, ...]:
    """Give those who agree on the agenda exactly as it stands."""
    now = content(meeting) if meeting.agreed else ""
    return tuple(each.person for each in meeting.agreed if each.content == now)


def content(meeting: Meeting) -> str:
    """Stand for plan, time and table of a meeting: another text for any change of them."""
    table = [(item.id, item.place, item.title, item.closed, item.ground) for item in meeting.in_order()]
    whole = repr((meeting.starts_at.isoformat(), meeting.plan, table))
    return blake2b(whole.encode(), digest_size=12).hexdigest()


def _still_to_come(starts_at: datetime, now: datetime) -> None:
    if starts_at <= now:
        raise Refusal(Reason.OUT_OF_RANGE, "starts_on")
