"""After the meeting: the minutes to read, to sign, to object to once they are out, and to approve."""

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Form, Paragraph, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.minutes_lines import minutes_lines
from dialogs.flows.naming import still_to_sign
from dialogs.flows.notices import notice
from dialogs.flows.signatures import hold_proven, sign_buttons, signed_as, whose_name
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.minutes import Record, kept, record
from dialogs.model import closing, minuting, rights
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Meeting, Stage
from dialogs.outbound import Post


def closed_posts(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell those who sign and the secretary that the minutes wait for them, and what to do."""
    posts = []
    for person in after.committee.by_name:
        if rights.signs_for(after, person.id):
            posts.append(notice(act, person.id, act.words.minutes_wait_for_you, "minutes"))
        elif person.may_lead:
            posts.append(notice(act, person.id, act.words.minutes_wait_for_them, "minutes"))
    return tuple(posts)


def _kept(act: Act) -> Meeting:
    # A meeting that was closed by an earlier release has no version yet.
    return kept(act.meeting, act.organisation, act.now)


def _newest(meeting: Meeting) -> str:
    assert meeting.newest is not None  # noqa: S101
    return meeting.newest.document


def on_sign_minutes(act: Act) -> Decision:
    """Sign the minutes; the last signature sends them out to the members."""
    after = closing.sign_minutes(_kept(act), act.who, act.now, act.seen, whose_name(act))
    hold_proven(act)
    signed = signed_as(act.seen, after.minutes.signatures[-1])
    entry = AuditEntry("sign_minutes", signed, text=_newest(after))
    until = closing.objections_until(after, act.organisation.objection_days, act.organisation.zone)
    if until is None:
        waiting = still_to_sign(after, act.words, closing.minutes_wait_for(after))
        return done(after, act.words.signed_waits_for(act.words.listing(waiting)), audit=entry)
    said = act.words.minutes_are_out_again if act.meeting.sent_out else act.words.minutes_are_out
    key = f"minutes-out.{after.minutes.version}"
    posts = (notice(act, person, said(act.words.date(until)), key) for person in after.committee.people)
    return done(after, act.words.minutes_signed, *posts, audit=entry)


def on_object(act: Act) -> Decision:
    """Keep an objection to the minutes, and tell formandskab and secretary that there is one."""
    days, zone = act.organisation.objection_days, act.organisation.zone
    text = act.read.text("text")
    after = closing.object_to_minutes(_kept(act), act.who, text, act.now, act.seen, days, zone, act.fresh)
    key = f"objection.{after.minutes.objections[-1].id}"
    # Whoever objected is told too: who was not told would tell who it was.
    told = (person.id for person in after.committee.people.values() if person.may_lead)
    posts = (notice(act, person, act.words.objection_came, key) for person in told)
    return done(after, act.words.objection_saved, *posts, audit=AuditEntry("object", named=False))


def on_approve_minutes(act: Act) -> Decision:
    """Note that the committee has approved the minutes."""
    after = minuting.approve(_kept(act), act.who, act.now, act.seen)
    hold_proven(act)
    approval = after.newest.approval if after.newest else None
    assert approval is not None  # noqa: S101
    entry = AuditEntry("approve_minutes", act.seen, text=_newest(after))
    return done(after, act.words.approved_now(approval.at_meeting), audit=entry)


def readable(view: View) -> int | None:
    """Give the number of the newest version that this person may read, or None.

    Those who sign and the secretary read drafts, everybody else what was sent out last.
    """
    meeting = view.meeting
    if _drafts(view) or (not meeting.sent_out and not closing.minutes_wait_for(meeting)):
        return meeting.minutes.version
    return meeting.sent_out.number if meeting.sent_out else None


def _drafts(view: View) -> bool:
    return view.who.may_lead or bool(rights.signs_for(view.meeting, view.who.id))


def document(view: View, number: int) -> Record:
    """Give a version as this person may read it: closed items only to the two sides and those who lead."""
    closed_items = view.who.may_lead or view.who.is_party
    return record(view.meeting, view.organisation, view.now, closed_items=closed_items, number=number)


def show(view: View) -> tuple[Card, ...]:
    """Show the minutes: to those who lead as a draft, to everybody else once all of the formandskab have signed."""
    meeting, words = view.meeting, view.words
    if meeting.stage is not Stage.ENDED:
        return _last(view)
    number = readable(view)
    if number is None:
        return (Card("minutes", (words.minutes_title,), (Paragraph((words.minutes_not_out,)),)),)
    body = [*_to_sign(view), *_standing(view, number), *minutes_lines(document(view, number), words), *_object(view)]
    return (Card("minutes", (words.minutes_title,), tuple(body)), *_approve(view))


def _last(view: View) -> tuple[Card, ...]:
    """Remind the formandskab, as the meeting begins, of the minutes of the one before."""
    before = [other for other in view.meeting.siblings if other.number < view.meeting.number]
    held = [other for other in before if other.stage is Stage.ENDED]
    if not held or view.meeting.phase is not Phase.KNOWLEDGE or not view.who.in_formandskab:
        return ()
    last = held[-1]
    line = view.words.last_minutes(last.number, view.day(last.starts_at))
    return (Card("last-minutes", (view.words.minutes_title,), (Paragraph((line,)),)),)


def _to_sign(view: View) -> list[Element]:
    meeting, words = view.meeting, view.words
    waiting = closing.minutes_wait_for(meeting)
    if not _drafts(view) or not waiting or (meeting.newest and meeting.newest.out_at):
        return []
    buttons = sign_buttons(view, "sign_minutes", words.sign_minutes, str(meeting.minutes.version), waiting)
    body: list[Element] = [Buttons(buttons)] if buttons else []
    names = [meeting.committee.people[person].name for person in waiting]
    return [*body, Paragraph((words.waits_for(words.listing(names)),))]


def _standing(view: View, number: int) -> list[Element]:
    """Say what a reader must know about this version before reading it."""
    meeting, words = view.meeting, view.words
    lines = []
    if number < meeting.minutes.version:
        lines.append(words.minutes_are_corrected)
    if minuting.corrected_after_approval(meeting, number):
        lines.append(words.after_approval)
    return [Paragraph((line,)) for line in lines]


def _object(view: View) -> list[Element]:
    words, out = view.words, view.meeting.sent_out
    until = closing.objections_until(view.meeting, view.organisation.objection_days, view.organisation.zone)
    if out is None or until is None or not view.who.is_party:
        return []
    if view.now.astimezone(view.organisation.zone).date() > until:
        return []
    field = TextField("text", words.objection_label, words.objection_help, required=True, long=True)
    form = Form(words.object, "object", (field,), seen=str(out.number), folded=True)
    return [Paragraph((words.object_until(view.date(until)),)), form]


def _approve(view: View) -> tuple[Card, ...]:
    meeting, words = view.meeting, view.words
    newest = meeting.newest
    if newest is None or not newest.out_at or newest.approval or not view.who.in_formandskab:
        return ()
    body: list[Element] = [Paragraph((words.approve_help,))]
    if left := minuting.open_objections(meeting):
        body += [Paragraph((words.open_objections,)), Bullets(tuple((Said(text),) for text in left))]
    body.append(Buttons((Button(words.approve, "approve_minutes", seen=str(newest.number)),)))
    return (Card("approve-minutes", (words.approve,), tuple(body)),)
