"""After the meeting: the minutes to read, to sign and, once they are out, to object to."""

from datetime import timedelta

from dialogs.cards import Bullets, Buttons, Card, Element, Facts, Form, Heading, Paragraph, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.knowledge import brought
from dialogs.flows.notices import notice
from dialogs.flows.outcomes import outcome_lines
from dialogs.flows.round_up import by_theme, missing_lines
from dialogs.flows.signatures import sign_buttons, signed_as, whose_name
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.model import closing
from dialogs.model.meeting import Stage
from dialogs.model.refusals import Reason, Refusal


def on_sign_minutes(act: Act) -> Decision:
    """Sign the minutes; the last signature sends them out to the members."""
    if not act.organisation.links_may_sign:
        raise Refusal(Reason.SIGN_IN_REQUIRED)
    after = closing.sign_minutes(act.meeting, act.who, act.now, act.seen, whose_name(act))
    entry = AuditEntry("sign_minutes", signed_as(act.seen, after.minutes.signatures[-1]))
    people = after.committee.people
    waiting = [people[person].name for person in closing.minutes_wait_for(after)]
    if waiting:
        return done(after, act.words.signed_waits_for(act.words.listing(waiting)), audit=entry)
    posts = (
        notice(act, person.id, act.words.minutes_are_out, f"minutes-out.{after.minutes.version}")
        for person in people.values()
    )
    return done(after, act.words.minutes_signed, *posts, audit=entry)


def on_object(act: Act) -> Decision:
    """Keep an objection to the minutes."""
    days = act.organisation.objection_days
    after = closing.object_to_minutes(act.meeting, act.who, act.read.text("text"), act.now, days, act.fresh)
    return done(after, act.words.objection_saved, audit=AuditEntry("object"))


def show(view: View) -> tuple[Card, ...]:
    """Show the minutes: to those who lead as a draft, to everybody else once all of the formandskab have signed."""
    meeting, words = view.meeting, view.words
    if meeting.stage is not Stage.ENDED:
        return ()
    waiting = closing.minutes_wait_for(meeting)
    if waiting and not view.who.may_lead:
        return (Card("minutes", (words.minutes_title,), (Paragraph((words.minutes_not_out,)),)),)
    body: list[Element] = []
    buttons = sign_buttons(view, "sign_minutes", words.sign_minutes, str(meeting.minutes.version), waiting)
    if buttons:
        body.append(Buttons(buttons))
    if waiting:
        names = [meeting.committee.people[person].name for person in waiting]
        body.append(Paragraph((words.waits_for(words.listing(names)),)))
    body += _text(view)
    if not waiting and view.who.is_party and _may_still_object(view):
        field = TextField("text", words.objection_label, words.objection_help, required=True, long=True)
        body.append(Form(words.object, "object", (field,), folded=True))
    return (Card("minutes", (words.minutes_title,), tuple(body)),)


def _may_still_object(view: View) -> bool:
    days = timedelta(days=view.organisation.objection_days)
    signatures = view.meeting.minutes.signatures
    return bool(signatures) and view.now <= max(signature.at for signature in signatures) + days


def _text(view: View) -> list[Element]:
    meeting, words = view.meeting, view.words
    people = meeting.committee.people
    came = sorted({people[stay.person].name for stay in meeting.stays.values()})
    began, ended = meeting.started_at or meeting.starts_at, meeting.ended_at or view.now
    body: list[Element] = [
        Facts(
            (
                (words.held_label, (f"{view.day(began)}, {words.from_to(view.clock(began), view.clock(ended))}",)),
                (words.present, (words.listing(came),)),
            )
        )
    ]
    if not meeting.finished:
        body.append(Paragraph((words.unfinished,)))
    body += [*brought(view), *by_theme(view)]
    if missing := missing_lines(view):
        body += [Heading((words.missing_title,)), *missing]
    for item in meeting.in_order():
        body.append(Heading((Said(item.title), f" – {words.closed_item}") if item.closed else (Said(item.title),)))
        if item.outcome and item.outcome.settled:
            body += outcome_lines(view, item.outcome)
        else:
            body.append(Paragraph((words.no_outcome,)))
    objections = tuple((Said(objection.text),) for objection in meeting.minutes.objections)
    if objections:
        body += [Heading((words.objections_title,)), Bullets(objections)]
    return body
