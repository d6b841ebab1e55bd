"""Wording an outcome, confirming it side by side, or declining it with a reason."""

from dialogs.cards import Bullets, Card, Element, Facts, Form, Heading, Line, Said, Tone, Weight
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.commenting import comments
from dialogs.flows.follow_up import group_elements, task_card
from dialogs.flows.following_cards import evaluation_lines
from dialogs.flows.minutes import readable
from dialogs.flows.on_table import put_off_line
from dialogs.flows.outcome_form import outcome_fields, outcome_from
from dialogs.flows.positions import proposal_lines, reservation_lines
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.minutes_texts import TextOf
from dialogs.model import concluding, rights
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.ids import ItemId
from dialogs.model.items import AGREEMENTS, Item, Outcome
from dialogs.model.meeting import Stage
from dialogs.model.people import Side

TITLE_CHARS = 80


def on_word_outcome(act: Act) -> Decision:
    """Put a wording to both sides."""
    after = concluding.word(act.meeting, act.who, ItemId(act.on), outcome_from(act.read), act.seen)
    return done(after, act.words.worded, audit=AuditEntry("word_outcome", act.on))


def on_word_own_item(act: Act) -> Decision:
    """Put an item of its own on the table, with its wording."""
    title = act.read.text("title", max_chars=TITLE_CHARS)
    opened = concluding.open_item(act.meeting, act.who, title, act.fresh)
    on = ItemId(act.fresh.id())
    after = concluding.word(opened, act.who, on, outcome_from(act.read), "0")
    return done(after, act.words.worded, audit=AuditEntry("word_outcome", on))


def on_confirm_outcome(act: Act) -> Decision:
    """Confirm a wording for one's side."""
    on = ItemId(act.on)
    after = concluding.confirm(act.meeting, act.who, on, act.read.maybe("text"), act.seen)
    outcome = after.items[on].outcome
    text = act.words.outcome_settled if outcome and outcome.settled else act.words.confirmed
    return done(after, text, audit=AuditEntry("confirm_outcome", act.on))


def on_decline_outcome(act: Act) -> Decision:
    """Decline a wording for one's side; the others see that it needs a new one."""
    after = concluding.decline(act.meeting, act.who, ItemId(act.on), act.read.maybe("text"), act.seen)
    return done(after, act.words.declined, audit=AuditEntry("decline_outcome", act.on))


def table(view: View) -> tuple[Card, ...]:
    """Show one card for each item: the proposal, its reservations, its outcome, and what one can do about it."""
    meeting = view.meeting
    if meeting.phase is not Phase.PILOTS or not view.here:
        return ()
    found = (card for item in meeting.in_order() for card in (_item(view, item), *task_card(view, item)))
    return (*found, *_own_item(view))


def decided(view: View) -> tuple[Card, ...]:
    """Show what was decided, once the phase is over and until this person can read it in the minutes."""
    meeting = view.meeting
    over = meeting.stage is Stage.ENDED
    # A correction stands in the minutes alone; two wordings of one outcome on a screen would be one too many.
    if (over and readable(view) is not None) or not (over or meeting.phase is Phase.ANNOUNCEMENT):
        return ()
    found = (item for item in meeting.in_order() if item.outcome and item.outcome.settled)
    # After the meeting the task stands beside what its group follows.
    return tuple(card for item in found for card in (_decided(view, item), *(() if over else task_card(view, item))))


def _decided(view: View, item: Item) -> Card:
    body = (*outcome_lines(view, item.outcome), *_conditions(view, item), *group_elements(view, item))
    return Card(f"item-{item.id}", (Said(item.title),), body)


def _conditions(view: View, item: Item) -> tuple[Element, ...]:
    """Show with what was chosen what must be in place, who sees to it and before what."""
    words, proposal = view.words, view.meeting.proposals.get(item.proposal) if item.proposal else None
    if proposal is None or not proposal.conditions or not (item.outcome and item.outcome.chosen):
        return ()
    lines = tuple(
        (Said(each.matter), f" ({words.owner(each.owner)}, {words.due(each.due)})") for each in proposal.conditions
    )
    return (Heading((words.conditions_label,)), Bullets(lines))


def _item(view: View, item: Item) -> Card:
    body = [
        *put_off_line(view, item.earlier),
        *evaluation_lines(view, item),
        *comments(view, item),
        *outcome_lines(view, item.outcome),
        *_answers(view, item),
        *reservation_lines(view, item),
        *group_elements(view, item),
        *proposal_lines(view, item),
    ]
    if rights.may_word(view.meeting, view.who):
        seen = str(item.outcome.number if item.outcome else 0)
        label = view.words.word_again if item.outcome else view.words.word_outcome
        fields = outcome_fields(view, item)
        body.append(Form(label, "word_outcome", fields, item.id, seen, (Said(item.title),), folded=True))
    return Card(f"item-{item.id}", (Said(item.title),), tuple(body))


def outcome_lines(view: View, outcome: Outcome | None) -> tuple[Element, ...]:
    """Show a wording with all that belongs to it, and who has confirmed it."""
    words = view.words
    if outcome is None:
        return ()
    people = view.meeting.committee.people
    rows: list[tuple[str, Line]] = [
        (words.outcome_label, (words.informed if outcome.informs else words.outcome(outcome.kind),)),
        (words.item_type_label, (words.item_type(outcome.item_type),)),
        (words.wording_label, (Said(outcome.text),)),
    ]
    if outcome.becomes:
        rows.append((words.becomes_label, (words.advice(outcome.becomes),)))
    if outcome.decider:
        rows.append((words.decider_label, (people[outcome.decider].name,)))
    for label, text in (
        (words.position_of(words.side(Side.MANAGEMENT)), outcome.management_position),
        (words.position_of(words.side(Side.EMPLOYEES)), outcome.employee_position),
        (words.account_label, outcome.account),
        (words.text_of(TextOf.TO_COMMITTEE), outcome.to_committee if outcome.goes_on else ""),
    ):
        if text:
            rows.append((label, (Said(text),)))
    if outcome.resumes_on:
        rows.append((words.resumes_on_label, (view.date(outcome.resumes_on),)))
    rows += [
        (words.remark_of(words.side(side)), (Said(confirmation.remark),))
        for side, confirmation in sorted(outcome.confirmed.items())
        if confirmation.remark
    ]
    return (Facts((*rows, *_guideline_rows(view, outcome))), *_binding(view, outcome), _standing(view, outcome))


def _guideline_rows(view: View, outcome: Outcome) -> tuple[tuple[str, Line], ...]:
    words, found = view.words, outcome.guideline
    if found is None:
        return ()
    rows: tuple[tuple[str, Line], ...] = ()
    if found.valid_from:
        rows = (*rows, (words.valid_from_label, (view.date(found.valid_from),)))
    if found.notice_months is not None:
        rows = (*rows, (words.notice_label, (words.months(found.notice_months),)))
    if found.review_on:
        rows = (*rows, (words.review_on_label, (view.date(found.review_on),)))
    return rows


def _binding(view: View, outcome: Outcome) -> tuple[Element, ...]:
    if outcome.item_type is not ItemType.GUIDELINE or outcome.kind not in AGREEMENTS:
        return ()
    return (Mark(Tone.NEUTRAL, (view.words.guideline_binds,)),)


def _standing(view: View, outcome: Outcome) -> Mark:
    words = view.words
    if outcome.settled:
        return Mark(Tone.GOOD, (words.outcome_settled,))
    if outcome.declined:
        return Mark(
            Tone.WARNING, (words.outcome_declined, f" {words.proposal_because}: ", Said(outcome.declined_because))
        )
    waiting = [words.side(side) for side in outcome.asked if side not in outcome.confirmed]
    return Mark(Tone.NEUTRAL, (words.waits_for(words.listing(waiting)),))


def _answers(view: View, item: Item) -> tuple[Element, ...]:
    outcome, words = item.outcome, view.words
    if outcome is None or outcome.settled or outcome.declined or not rights.speaks_for_side(view.meeting, view.who):
        return ()
    if view.who.side in outcome.confirmed:
        return ()
    seen, about = str(outcome.number), (Said(item.title),)
    side = words.side(view.who.side)
    remark = TextField("text", words.remark_of(side), help=words.remark_help, long=True)
    reason = TextField("text", words.reason_label, required=True, long=True)
    label = words.confirm_told if outcome.informs else words.confirm
    return (
        Form(label, "confirm_outcome", (remark,), item.id, seen, about, Weight.MAIN),
        Form(words.decline, "decline_outcome", (reason,), item.id, seen, about, folded=True),
    )


def _own_item(view: View) -> tuple[Card, ...]:
    if not rights.may_word(view.meeting, view.who):
        return ()
    title = TextField("title", view.words.own_item_title, required=True, max_chars=TITLE_CHARS)
    form = Form(view.words.own_item, "word_own_item", (title, *outcome_fields(view, None)), folded=True)
    return (Card("own-item", (view.words.own_item,), (form,)),)
