"""The room's screen: phase, until when, what to do now, what was gathered. Nothing personal, nothing to press."""

from datetime import datetime

from dialogs.cards import Bullets, Card, Element, Heading, Paragraph, Said
from dialogs.flows.calling import cancelled
from dialogs.flows.follow_up import group_in_short
from dialogs.flows.knowledge import brought, card_lines, inventory_lines, shown_cards
from dialogs.flows.on_table import put_off_line
from dialogs.flows.outcomes import outcome_lines
from dialogs.flows.pairs import pair_lines
from dialogs.flows.positions import reservation_lines, trial_in_short
from dialogs.flows.round_up import by_theme, missing_lines
from dialogs.flows.steering import steps
from dialogs.flows.view import View
from dialogs.model import alarms, rounding_up, weighing
from dialogs.model.agenda import Phase
from dialogs.model.items import Item, ReservationState
from dialogs.model.meeting import Stage


def now(view: View) -> tuple[Card, ...]:
    """Show what the room needs now."""
    meeting, words = view.meeting, view.words
    if meeting.stage is Stage.PLANNED:
        at = words.meeting_at(view.day(meeting.starts_at), view.clock(meeting.starts_at))
        return (Card("now", (meeting.committee.name,), (Paragraph((at,)), Paragraph((words.open_your_screen,)))),)
    if meeting.stage is Stage.CANCELLED:
        return cancelled(view)
    if meeting.stage is Stage.ENDED:
        return (Card("now", (words.thanks,), (Paragraph((words.room_after,)),)),)
    if meeting.timeline.paused:
        return (Card("now", (words.break_title,), (Paragraph((words.paused_since(view.clock(_paused_at(view))),)),)),)
    return (*_word(view), *_phase(view))


def _word(view: View) -> tuple[Card, ...]:
    """Give the word that is due five minutes before the end of a phase, and at its end."""
    meeting, words = view.meeting, view.words
    run = meeting.timeline.current
    assert run is not None  # noqa: S101
    until = view.clock(meeting.timeline.until(run, view.now))
    if f"{alarms.OVER}.{run.number}" in meeting.rung:
        return (Card("word", (words.time_is_up(until),)),)
    if f"{alarms.SOON}.{run.number}" in meeting.rung:
        return (Card("word", (words.five_minutes_left(until),)),)
    return ()


def _phase(view: View) -> tuple[Card, ...]:
    match view.meeting.phase:
        case Phase.KNOWLEDGE:
            return _knowledge(view)
        case Phase.PAIRS:
            return _pairs(view)
        case Phase.PILOTS:
            return _pilots(view)
        case _:
            return _announcement(view)


def _paused_at(view: View) -> datetime:
    return view.meeting.timeline.pauses[-1].from_at


def _knowledge(view: View) -> tuple[Card, ...]:
    meeting, words = view.meeting, view.words
    shown = shown_cards(view)
    if not shown:
        rules = Bullets(tuple((rule,) for rule in view.content.ground_rules))
        return (Card("now", (words.ground_rules_title,), (rules,)),)
    title, text, source = shown[-1]
    cards = [Card("now", title, card_lines(text, source, words))]
    if meeting.card >= len(meeting.plan.cards) + len(meeting.plan.own_cards):
        statements = tuple((question.statement,) for question in view.content.quiz)
        cards.append(Card("quiz", (words.quiz_title,), (Paragraph((words.quiz_aloud,)), Bullets(statements))))
        ours: tuple[Element, ...] = inventory_lines(view)
        if meeting.plan.speaker:
            ours = (Heading((words.speaker_label,)), Paragraph((Said(meeting.plan.speaker),)), *ours)
        cards.append(Card("ours", (words.ours_title,), (Paragraph((words.ours_help,)), *ours)))
    return tuple(cards)


def _pairs(view: View) -> tuple[Card, ...]:
    words = view.words
    if rounding_up.handed_in(view.meeting):
        waiting = sum(not pair.handed_in for pair in view.meeting.pairs.values())
        lines = (Paragraph((words.pairs_to_come(waiting),)),) if waiting else ()
        missing = missing_lines(view)
        if missing:
            missing = (Heading((words.missing_title,)), *missing)
        return (Card("now", (words.round_up_title,), (*lines, *by_theme(view), *missing)),)
    talk = Card(
        "now",
        (words.pairs_now,),
        (
            Paragraph((words.pairs_how,)),
            *steps(view),
            Heading((words.pairs_title,)),
            Bullets(tuple((line,) for line in pair_lines(view))),
        ),
    )
    found = brought(view)
    return (talk, Card("brought", (words.brought_title,), found)) if found else (talk,)


def _pilots(view: View) -> tuple[Card, ...]:
    meeting, words = view.meeting, view.words
    if not meeting.items:
        return (Card("now", (words.no_proposals,), (Paragraph((words.instead_of_proposals,)),)),)
    return tuple(_item(view, item) for item in meeting.in_order())


def _item(view: View, item: Item) -> Card:
    words = view.words
    if item.closed:
        return Card(f"item-{item.id}", (words.closed_item,), ())
    body: list[Element] = []
    if not item.opened_at and item.proposal and not item.outcome:
        body.append(Paragraph((words.positions_missing(weighing.missing_positions(view.meeting, item.id)),)))
    settled = item.outcome is not None and item.outcome.settled
    if not settled:
        body += put_off_line(view, item.earlier)
    body += [*outcome_lines(view, item.outcome), *(group_in_short(view, item) if settled else ())]
    found = weighing.reservations_on(view.meeting, item.id)
    if item.outcome is None or (not settled and any(each.state is not ReservationState.RESOLVED for each in found)):
        body += reservation_lines(view, item)
    # A changed text stands with the reservation that changed it.
    if item.outcome is None and not any(each.change for each in found):
        body += trial_in_short(view, item)
    return Card(f"item-{item.id}", (Said(item.title),), tuple(body))


def _announcement(view: View) -> tuple[Card, ...]:
    words, current = view.words, view.meeting.announcement
    standing = words.posted if current.posted_at else words.being_signed
    return (Card("now", (words.message_card_title,), (Paragraph((Said(current.text),)), Paragraph((standing,)))),)
