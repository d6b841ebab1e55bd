"""The message to the organisation: edit, see exactly what goes where, sign. The last signature posts it."""

from dialogs import announcement as message
from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Paragraph, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.minutes import readable
from dialogs.flows.naming import still_to_sign
from dialogs.flows.signatures import hold_proven, sign_buttons, signed_as, signers, whose_name
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.model import announcing
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Meeting, Stage
from dialogs.outbound import Answer, Place, Post
from dialogs.wording import Wording


def drafted(act: Act, meeting: Meeting) -> Meeting:
    """Draft the message from what is decided by now."""
    return announcing.draft(meeting, message.draft(meeting, act.words))


def on_edit_announcement(act: Act) -> Decision:
    """Change the message; signatures are void then."""
    signed = bool(act.meeting.announcement.signatures)
    after = announcing.edit(act.meeting, act.who, act.read.text("text"), act.seen)
    text = act.words.saved_signatures_void if signed else act.words.saved
    new = after.announcement
    return done(after, text, audit=AuditEntry("edit_announcement", str(new.number), text=new.text))


def on_preview_announcement(act: Act) -> Decision:
    """Show exactly what will be posted, and where."""
    announcing.may_preview(act.meeting, act.who)
    words, meeting = act.words, act.meeting
    where = Facts(((words.goes_to, (words.organisation_channel,)),))
    card = Card("preview", (words.preview_title,), (where, Paragraph((Said(meeting.announcement.text),))))
    return Decision(meeting, Answer("", card))


def on_sign_announcement(act: Act) -> Decision:
    """Sign the message. The last signature owes the post."""
    after = announcing.sign(act.meeting, act.who, act.now, act.seen, whose_name(act))
    hold_proven(act)
    found = after.announcement
    entry = AuditEntry("sign_announcement", signed_as(act.seen, found.signatures[-1]), text=found.text)
    if after.announcement.posted_at is None:
        waiting = still_to_sign(after, act.words, announcing.waiting_for(after))
        return done(after, act.words.signed_waits_for(act.words.listing(waiting)), audit=entry)
    return done(after, act.words.signed_and_posted, _post(after, act.words), audit=entry)


def _post(meeting: Meeting, words: Wording) -> Post:
    card = Card(
        "announcement", (words.message_title(meeting.committee.name),), (Paragraph((Said(meeting.announcement.text),)),)
    )
    return Post(Place.ORGANISATION, card, f"{meeting.id}/announcement")


def show(view: View) -> tuple[Card, ...]:
    """Show the message, who has signed it, and what this person can do about it."""
    meeting, words = view.meeting, view.words
    current = meeting.announcement
    if not current.number or not (meeting.phase is Phase.ANNOUNCEMENT or meeting.stage is Stage.ENDED):
        return ()
    if current.posted_at and meeting.stage is Stage.ENDED and readable(view) is not None:
        # It stands in the minutes.
        return ()
    signed = signers(view, current.signatures)
    waiting = still_to_sign(meeting, words, announcing.waiting_for(meeting))
    body: list[Element] = []
    may_act = view.who.may_lead and not current.posted_at and (view.here or meeting.stage is Stage.ENDED)
    if may_act:
        body.append(_buttons(view))
    body.append(Paragraph((Said(current.text),)))
    rows = [(words.signed_by, (words.listing(signed) or words.nobody,))]
    if current.posted_at:
        rows.append((words.posted_label, (words.at_clock(view.clock(current.posted_at)),)))
    else:
        rows.append((words.waiting_label, (words.listing(waiting),)))
    body.append(Facts(tuple(rows)))
    if may_act:
        field = TextField("text", words.message_label, words.edit_voids, (current.text,), required=True, long=True)
        body.append(Form(words.edit_message, "edit_announcement", (field,), seen=str(current.number), folded=True))
    return (Card("announcement", (words.message_card_title,), tuple(body)),)


def _buttons(view: View) -> Buttons:
    current, words = view.meeting.announcement, view.words
    buttons = [Button(words.preview, "preview_announcement")]
    waiting = announcing.waiting_for(view.meeting)
    buttons += sign_buttons(view, "sign_announcement", words.sign, str(current.number), waiting)
    return Buttons(tuple(buttons))
