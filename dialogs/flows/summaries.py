"""Summaries between meetings: drafted when they are due, edited, seen as they will go out, signed, posted once."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dialogs import summary as drafts
from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Line, Paragraph, Said
from dialogs.flows import yearly
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.notices import tell
from dialogs.flows.signatures import sign_buttons, signed_as, signers
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.model import announcing, rights, summarizing
from dialogs.model.due_times import Standing, standing
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.summarized import Reported, Summary, SummaryKind
from dialogs.organisation import Organisation
from dialogs.outbound import Answer, Place, Post
from dialogs.wording import Wording


def wanted(meeting: Meeting, now: datetime, organisation: Organisation) -> Mapping[str, datetime]:
    """Give by name of its timer when each summary is drafted."""
    return summarizing.wanted(meeting, organisation.work, now)


def is_one(name: str) -> bool:
    """Say whether a timer is a summary's."""
    return name.startswith(summarizing.PREFIX)


def is_about_all(name: str) -> bool:
    """Say whether a timer is that of a summary about all committees."""
    return name.startswith(f"{summarizing.PREFIX}{SummaryKind.HALF_YEAR}.")


def on_due(act: Act, name: str, pilots: tuple[Reported, ...]) -> Decision:
    """Draft a summary and tell those who sign it; or note that there is nothing to tell, or that it is too late."""
    work = act.organisation.work
    found = next(each for each in summarizing.due(act.meeting, work) if name == f"{summarizing.PREFIX}{each.id}")
    late = standing(summarizing.due_at(found, work), summarizing.worthless_from(found, work), act.now, work)
    if late is Standing.STALE:
        return Decision(summarizing.add(act.meeting, [(found, "")]), audit=(AuditEntry("drop_summary", found.id),))
    if found.kind is SummaryKind.YEAR:
        return yearly.tell_formandskab(act, found)
    text = drafts.of_time(found, act.meeting.committee.name, pilots, act.words)
    after = summarizing.add(act.meeting, [(found, text)])
    return Decision(after, posts=_told(act, after), audit=(AuditEntry("draft_summary", found.id, text=text),))


def of_evaluations(act: Act, after: Meeting) -> Meeting:
    """Lay down a summary for each evaluation that a meeting which ends has concluded on, closed items left out."""
    return summarizing.add(after, _evaluations(act, after))


def _evaluations(act: Act, after: Meeting) -> Iterator[tuple[Summary, str]]:
    for found in after.evaluated:
        pilot = after.proposals.get(found.proposal) if found.proposal else None
        item = next((each for each in after.in_order() if each.evaluates == found.item), None)
        if pilot is None or item is None or item.outcome is None or item.closed or pilot.concluded_in != after.number:
            continue
        new = Summary(f"{SummaryKind.EVALUATION}.{item.id}", SummaryKind.EVALUATION, title=found.title)
        result = act.words.pilot_state(pilot.state)
        yield new, drafts.of_evaluation(found.title, result, item.outcome.text, found.evaluation, act.words)


def told_posts(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell those who sign that summaries wait for them."""
    return _told(act, after)


def _told(act: Act, after: Meeting) -> tuple[Post, ...]:
    new = (each for each in summarizing.waiting(after) if each.id not in act.meeting.summaries)
    return tuple(
        tell(act, person.id, (*_title(each, act.words), " – ", act.words.summary_waits, " ", why), f"summary.{each.id}")
        for each in new
        for why in [act.words.why_evaluation if each.kind is SummaryKind.EVALUATION else act.words.why_summary]
        for person in after.committee.formandskab
    )


def on_edit_summary(act: Act) -> Decision:
    """Change a summary; signatures are void then."""
    signed = act.on in act.meeting.summaries and bool(act.meeting.summaries[act.on].text.signatures)
    after = summarizing.edit(act.meeting, act.who, act.on, act.read.text("text"), act.seen)
    text = act.words.saved_signatures_void if signed else act.words.saved
    return done(after, text, audit=AuditEntry("edit_summary", act.on, text=after.summaries[act.on].text.text))


def on_preview_summary(act: Act) -> Decision:
    """Show exactly what will be posted, and where."""
    rights.lead(act.meeting, act.who)
    found, words = summarizing.find(act.meeting, act.on), act.words
    where = Facts(((words.goes_to, (words.organisation_channel,)),))
    card = Card("preview", (words.preview_title,), (where, *_body(found)))
    return Decision(act.meeting, Answer("", card))


def on_sign_summary(act: Act) -> Decision:
    """Sign a summary. The last signature owes the post."""
    if not act.organisation.links_may_sign:
        raise Refusal(Reason.SIGN_IN_REQUIRED)
    on, _, whose = act.on.partition("/")
    after = summarizing.sign(act.meeting, act.who, on, act.now, act.seen, PersonId(whose) if whose else None)
    found, words, people = after.summaries[on], act.words, after.committee.people
    signed = signed_as(f"{on}.{act.seen}", found.text.signatures[-1])
    entry = AuditEntry("sign_summary", signed, text=found.text.text)
    if found.text.posted_at is None:
        waiting = [people[each].name for each in announcing.unsigned_by(after, found.text)]
        return done(after, words.signed_waits_for(words.listing(waiting)), audit=entry)
    card = Card("summary", _title(found, words), _body(found))
    return done(after, words.signed_and_posted, Post(Place.ORGANISATION, card, f"{after.id}/summary.{on}"), audit=entry)


def show(view: View) -> tuple[Card, ...]:
    """Show those who lead the summaries that are not signed by all."""
    return tuple(_card(view, each) for each in summarizing.waiting(view.meeting)) if view.who.may_lead else ()


def _card(view: View, found: Summary) -> Card:
    words, people, text = view.words, view.meeting.committee.people, found.text
    waiting = announcing.unsigned_by(view.meeting, text)
    seen, title = str(text.number), _title(found, words)
    about: Line = (Said(found.title),) if found.title else title
    buttons = (
        Button(words.preview, "preview_summary", found.id, about=about),
        *sign_buttons(view, "sign_summary", words.sign, seen, waiting, found.id, about),
    )
    rows: tuple[tuple[str, Line], ...] = (
        (words.signed_by, (words.listing(signers(view, text.signatures)) or words.nobody,)),
        (words.waiting_label, (words.listing([people[each].name for each in waiting]),)),
    )
    field = TextField("text", words.message_label, words.edit_voids, (text.text,), required=True, long=True)
    form = Form(words.edit_message, "edit_summary", (field,), found.id, seen, about, folded=True)
    return Card(f"summary-{found.id}", title, (Buttons(buttons), *_body(found), Facts(rows), form))


def _title(found: Summary, words: Wording) -> Line:
    if found.kind is SummaryKind.EVALUATION:
        return (words.evaluation_of(""), Said(found.title))
    return (words.summary_title(found.kind),)


def _body(found: Summary) -> tuple[Element, ...]:
    return (Paragraph((Said(found.text.text),)),)
