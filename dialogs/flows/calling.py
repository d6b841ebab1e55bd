"""When the committee meets: the next meeting, moving and cancelling, and who agrees on the agenda."""

from datetime import datetime, tzinfo

from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Line, Paragraph, Said, Tone, Weight
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import about_proposal, notice, tell
from dialogs.flows.reading import Reader
from dialogs.flows.view import View
from dialogs.forms import DateField, Field, TextField
from dialogs.model import calling, proposing, resuming
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.refusals import Reason, Refusal
from dialogs.outbound import Place, Post

REASON_CHARS = 600


def on_plan_next(act: Act) -> Decision:
    """Plan the next meeting and tell everybody."""
    zone, words = act.organisation.zone, act.words
    after, new = calling.plan_next(act.meeting, act.who, starts_at(act.read, zone), act.now, zone, act.fresh)
    text = words.next_meeting_is(*act.when(new.starts_at))
    people = (person for person in after.committee.people if person != act.by)
    posts = (
        *(notice(act, person, text, f"next.{new.number}") for person in people),
        *resumed(act, act.meeting, new),
        *no_room(act, new),
    )
    return Decision(after, done(after, text).answer, posts, (AuditEntry("plan_next", new.id),), plans=new)


def on_move_meeting(act: Act) -> Decision:
    """Move the meeting, and tell everybody once with the old and the new time."""
    zone, words, before = act.organisation.zone, act.words, act.meeting
    reason = act.read.maybe("reason", max_chars=REASON_CHARS)
    after = calling.move(before, act.who, starts_at(act.read, zone), act.now, zone, act.seen)
    text = words.meeting_moved(act.when(before.starts_at), act.when(after.starts_at))
    dates = words.new_deadlines(act.day(_due(act, after)), act.day(calling.readable_from(after, zone)))
    why: Line = (f" {words.proposal_because}: ", Said(reason)) if reason else ()
    line: Line = (text, " ", dates, *why)
    posts = (
        *_everybody(act, line, f"moved.{calling.stamp(after)}.{act.fresh.id()}"),
        *resumed(act, before, after),
        *no_room(act, after),
        *not_agreed_any_more(act, after),
    )
    return done(after, text, *posts, audit=AuditEntry("move_meeting"))


def on_cancel_meeting(act: Act) -> Decision:
    """Cancel the meeting, and tell everybody once why, and those whose proposals now wait."""
    reason = act.read.maybe("reason", max_chars=REASON_CHARS)
    after = calling.cancel(act.meeting, act.who, reason, act.now)
    text = act.words.meeting_cancelled(*act.when(act.meeting.starts_at))
    posts = (*_everybody(act, (text, " ", Said(reason)), "cancelled"), *resumed(act, act.meeting, after))
    return done(after, text, *posts, audit=AuditEntry("cancel_meeting"))


def on_agree_agenda(act: Act) -> Decision:
    """Agree on the agenda as it stands."""
    after = calling.agree(act.meeting, act.who, act.seen)
    return done(after, act.words.you_agree, audit=AuditEntry("agree_agenda", act.seen))


def resumed(act: Act, before: Meeting, after: Meeting) -> tuple[Post, ...]:
    """Tell proposers whose proposals came on a table or went off it."""
    changed = (
        found for key, found in sorted(after.proposals.items()) if found.state is not before.proposals[key].state
    )
    return tuple(about_proposal(act, found, f"table.{found.id}.{found.version}") for found in changed)


def no_room(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell the formandskab that something which comes back has no room on the table."""
    left = resuming.due(after, resuming.day(after, act.organisation.zone))
    if not left or after.stage.is_over:
        return ()
    key = f"no-room.{after.number}.{'.'.join(sorted(each.id for each in left))}"
    return tuple(notice(act, person.id, act.words.no_room, key) for person in after.committee.formandskab)


def not_agreed_any_more(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell those who agreed on the agenda that it is another one now."""
    void = set(calling.agreed(act.meeting)) - set(calling.agreed(after))
    key = f"agenda.{calling.content(after)}"
    return tuple(notice(act, person, act.words.agenda_changed, key) for person in sorted(void - {act.by}))


def _everybody(act: Act, line: Line, key: str) -> tuple[Post, ...]:
    people = (person for person in act.meeting.committee.people if person != act.by)
    return (tell(act, Place.ROOM, line, key), *(tell(act, person, line, key) for person in people))


def _due(act: Act, meeting: Meeting) -> datetime:
    organisation = act.organisation
    # The last day on which a proposal comes in time, not the moment after it.
    closes = proposing.deadline(meeting, organisation.proposals_due_days, organisation.zone)
    return datetime.fromtimestamp(closes.timestamp() - 1, organisation.zone)


def starts_at(read: Reader, zone: tzinfo) -> datetime:
    """Read when a meeting begins.

    Raises:
        Refusal: `unknown_choice` for what is no date or no time of day.
    """
    day, clock = read.day("starts_on"), read.raw("starts_time").strip().replace(".", ":")
    if day is None:
        raise Refusal(Reason.UNKNOWN_CHOICE, "starts_on")
    try:
        time = datetime.strptime(clock, "%H:%M").time()  # noqa: DTZ007
    except ValueError:
        raise Refusal(Reason.UNKNOWN_CHOICE, "starts_time") from None
    return datetime.combine(day, time, zone)


def agreement(view: View) -> tuple[Element, ...]:
    """Show who agrees on the agenda, whose yes was to another one, and the button to agree."""
    meeting, words = view.meeting, view.words
    signing = meeting.committee.formandskab
    if len(signing) < 2 or meeting.committee.is_team:
        return ()
    agreed = calling.agreed(meeting)
    names = [person.name for person in signing if person.id in agreed]
    old = {each.person for each in meeting.agreed} - set(agreed)
    before = [person.name for person in signing if person.id in old]
    body: list[Element] = []
    if names:
        body.append(Mark(Tone.GOOD, (words.agree_on_agenda(words.listing(names)),)))
    if before:
        body.append(Mark(Tone.WARNING, (words.agreed_before(words.listing(before)),)))
    if view.who.in_formandskab and view.who.id not in agreed:
        body.append(Buttons((Button(words.i_agree, "agree_agenda", seen=calling.content(meeting)),)))
    return tuple(body)


def changes(view: View) -> tuple[Element, ...]:
    """Give the forms in which the formandskab moves or cancels the meeting."""
    meeting, words = view.meeting, view.words
    why = TextField("reason", words.reason_label, words.may_stay_empty, long=True, max_chars=REASON_CHARS)
    needed = TextField("reason", words.reason_label, required=True, long=True, max_chars=REASON_CHARS)
    moving = (*_time_fields(view, meeting.starts_at), why)
    return (
        Form(words.move_meeting, "move_meeting", moving, seen=calling.stamp(meeting), folded=True),
        Form(words.cancel_meeting, "cancel_meeting", (needed,), weight=Weight.QUIET, folded=True),
    )


def next_one(view: View) -> tuple[Card, ...]:
    """Show when the next meeting is, or let those who lead plan it, once this one comes to its end."""
    meeting, words = view.meeting, view.words
    planned = calling.next_meeting(meeting)
    if meeting.stage is Stage.PLANNED or (meeting.phase and meeting.phase is not Phase.ANNOUNCEMENT):
        return ()
    if planned:
        text = words.next_meeting_is(*view.when(planned.starts_at))
        return (Card("next-meeting", (words.next_title,), (Paragraph((text,)),)),)
    if not view.who.may_lead:
        return ()
    form = Form(words.plan_next, "plan_next", _time_fields(view, None), folded=True)
    return (Card("next-meeting", (words.next_title,), (form,)),)


def cancelled(view: View) -> tuple[Card, ...]:
    """Say that the meeting was cancelled, and why."""
    meeting, words = view.meeting, view.words
    if meeting.stage is not Stage.CANCELLED:
        return ()
    text = words.meeting_cancelled(*view.when(meeting.starts_at))
    why = Facts(((words.proposal_because, (Said(meeting.cancelled_because),)),))
    return (Card("cancelled", (words.cancelled_title,), (Paragraph((text,)), why)),)


def _time_fields(view: View, at: datetime | None) -> tuple[Field, ...]:
    words = view.words
    local = (at or view.meeting.starts_at).astimezone(view.organisation.zone)
    day = local.date().isoformat() if at else ""
    return (
        DateField("starts_on", words.starts_on_label, value=day, required=True),
        TextField("starts_time", words.starts_time_label, words.starts_time_help, (view.clock(local),), required=True),
    )
