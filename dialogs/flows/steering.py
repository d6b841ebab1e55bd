"""Leading the meeting: one main button for what comes next, the rest close at hand."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from dialogs.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Element,
    Facts,
    Form,
    Heading,
    Line,
    Paragraph,
    Said,
    Tone,
    Weight,
)
from dialogs.cards import Notice as Mark
from dialogs.flows.acting import Act, AuditEntry, Decision
from dialogs.flows.announcement import drafted
from dialogs.flows.calling import no_room, resumed
from dialogs.flows.follow_up import chosen_posts, to_extend
from dialogs.flows.inviting import called
from dialogs.flows.minutes import closed_posts
from dialogs.flows.notices import about_proposal, notice, tell
from dialogs.flows.summaries import of_evaluations, told_posts
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.minutes import kept
from dialogs.model import closing, proposing, rights, sending, steering
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.pilots import Light, PilotState, Proposal
from dialogs.outbound import Answer, Place, Post

# Handed in, and on no table yet.
_WAITS = frozenset({PilotState.SUBMITTED, PilotState.SCREENED})


def on_start(act: Act) -> Decision:
    """Begin the meeting."""
    after = steering.start(act.meeting, act.who, act.now, act.organisation.zone, act.fresh, act.seen)
    # Whatever becomes of the content, this meeting keeps what it began with.
    after = replace(after, release=act.organisation.release)
    begun = _moved(act, after)
    return replace(begun, posts=(*begun.posts, *resumed(act, act.meeting, after), *no_room(act, after)))


def on_next_card(act: Act) -> Decision:
    """Show one more knowledge card."""
    return Decision(steering.next_card(act.meeting, act.who, act.seen), Answer(act.words.card_shown))


def on_advance(act: Act) -> Decision:
    """Go on to the next phase."""
    return _moved(act, steering.advance(act.meeting, act.who, act.now, act.fresh, act.seen))


def on_back(act: Act) -> Decision:
    """Go back one phase."""
    return _moved(act, steering.back(act.meeting, act.who, act.now, act.fresh, act.seen))


def on_extend(act: Act) -> Decision:
    """Give the phase more time and say the new times."""
    after = steering.extend(act.meeting, act.who, act.read.number("minutes"), act.seen)
    return _new_times(act, after)


def on_pause(act: Act) -> Decision:
    """Begin a break."""
    after = steering.pause(act.meeting, act.who, act.now)
    return Decision(after, Answer(act.words.paused_since(act.clock(act.now))))


def on_resume(act: Act) -> Decision:
    """End the break and say the new times."""
    return _new_times(act, steering.resume(act.meeting, act.who, act.now))


def on_ask_break(act: Act) -> Decision:
    """Tell those who lead that a side asks for a break of its own."""
    someone = steering.ask_break(act.meeting, act.who)
    text = act.words.side_asks_break(act.words.side(someone.side))
    key = f"break.{act.fresh.id()}"
    leading = (person for person in rights.leading(act.meeting) if person.id != act.who)
    return Decision(
        act.meeting, Answer(act.words.break_asked), tuple(notice(act, person.id, text, key) for person in leading)
    )


def on_take_over(act: Act) -> Decision:
    """Show somebody else of the formandskab as the one who leads."""
    after = steering.take_over(act.meeting, act.who)
    return Decision(after, Answer(act.words.you_lead))


def on_end(act: Act) -> Decision:
    """End the meeting; the proposers hear what became of their proposals."""
    ended = drafted(act, closing.end(act.meeting, act.who, act.now, act.seen))
    ended = of_evaluations(act, ended)
    after, sends = sending.at_close(kept(ended, act.organisation, act.now), act.fresh)
    posts = closing_posts(act, after)
    return Decision(after, Answer(act.words.meeting_ended), posts, (AuditEntry("end"),), sends=sends)


def closing_posts(act: Act, after: Meeting) -> tuple[Post, ...]:
    """Tell every proposer what became of their proposal, and those who see to the minutes that these wait."""
    posts = (
        about_proposal(
            act, found, f"settled.{found.id}", _why(act, after, found), to_extend(act, after, found, found.proposer)
        )
        for key, found in sorted(after.proposals.items())
        if found.state is not act.meeting.proposals[key].state
    )
    answered = (*posts, *_not_this_time(act, after))
    return (*answered, *chosen_posts(act, after), *closed_posts(act, after), *told_posts(act, after))


def _not_this_time(act: Act, after: Meeting) -> Iterator[Post]:
    """Tell who handed in what this meeting did not have on its table that it waits; everybody gets an answer."""
    for found in proposing.listed(after):
        # What is red comes on no meeting; whoever planned it was asked to tell why.
        if found.state in _WAITS and found.light is not Light.RED and not proposing.is_late(found, _closes_at(act)):
            yield tell(act, found.proposer, (Said(found.title), " – ", act.words.not_this_time), f"waits.{found.id}")


def _closes_at(act: Act) -> datetime:
    return proposing.deadline(act.meeting, act.organisation.proposals_due_days, act.organisation.zone)


def _why(act: Act, after: Meeting, found: Proposal) -> str:
    """Give the committee's own words on a proposal, or that it did not come so far."""
    if agreed := closing.agreed_on(after, found):
        return agreed[1]
    item = next((item for item in after.items.values() if item.proposal == found.id), None)
    settled = item is not None and item.outcome is not None and item.outcome.settled
    return item.outcome.text if settled and item and item.outcome else act.words.no_outcome


def _moved(act: Act, after: Meeting) -> Decision:
    run = after.timeline.current
    assert run is not None  # noqa: S101
    if run.phase is Phase.ANNOUNCEMENT:
        after = drafted(act, after)
    until = act.clock(after.timeline.until(run, act.now))
    text = act.words.phase_begins(after.agenda.item(run.phase).title, until)
    told = (notice(act, Place.ROOM, text, f"phase.{run.number}"),) if after.plan.channel_posts else ()
    return Decision(after, Answer(text), (*told, *called(act, after)))


def _new_times(act: Act, after: Meeting) -> Decision:
    run = after.timeline.current
    expected = after.timeline.expected_end(after.agenda, act.now)
    assert run is not None  # noqa: S101
    assert expected is not None  # noqa: S101
    text = act.words.new_times(act.clock(after.timeline.until(run, act.now)), act.clock(expected))
    return Decision(after, Answer(text))


def lead(view: View) -> tuple[Card, ...]:
    """Show the course of the meeting to those who may lead it."""
    meeting, words = view.meeting, view.words
    if not view.who.may_lead or meeting.stage.is_over or not view.here:
        return ()
    seen = steering.stamp(meeting)
    if meeting.stage is Stage.PLANNED:
        start = Buttons((Button(words.start_meeting, "start", seen=seen, weight=Weight.MAIN),))
        return (Card("lead", (words.lead_title,), (start, *_table_is_empty(view))),)
    return (Card("lead", (words.lead_title,), (_main(view, seen), *_course(view))),)


def _table_is_empty(view: View) -> tuple[Mark, ...]:
    """Say it before the start, when there is still time to put on the table what is ready for it."""
    meeting = view.meeting
    ready = (each.state is PilotState.SCREENED and each.light is not Light.RED for each in meeting.proposals.values())
    return () if meeting.items or not any(ready) else (Mark(Tone.WARNING, (view.words.table_is_empty,)),)


def also(view: View) -> tuple[Card, ...]:
    """Show to those who may lead what is not needed all the time: a break, more time, back, take over, end early."""
    meeting = view.meeting
    if not view.who.may_lead or meeting.phase is None or not view.here:
        return ()
    return (Card("also", (view.words.also,), _more(view, steering.stamp(meeting))),)


def leads_now(view: View) -> bool:
    """Say whether this person is shown as leading, so that the course of the meeting comes first on their screen."""
    return view.meeting.stage is Stage.PLANNED or view.meeting.led_by == view.who.id


def _main(view: View, seen: str) -> Buttons:
    meeting, words = view.meeting, view.words
    if meeting.timeline.paused:
        return Buttons((Button(words.resume, "resume", weight=Weight.MAIN),))
    left = len(meeting.plan.cards) + len(meeting.plan.own_cards) - meeting.card
    following = meeting.agenda.after(meeting.phase) if meeting.phase else None
    if following is None:
        # While the message waits for a signature, signing is the main thing on the screen.
        weight = Weight.MAIN if meeting.announcement.posted_at else Weight.PLAIN
        return Buttons((Button(words.end_meeting, "end", seen=seen, weight=weight),))
    onward = Button(words.to_next_part, "advance", seen=seen, weight=Weight.MAIN)
    if meeting.phase is Phase.KNOWLEDGE and left:
        card = Button(words.next_card(left), "next_card", seen=str(meeting.card), weight=Weight.MAIN)
        return Buttons((card, replace(onward, weight=Weight.PLAIN)))
    return Buttons((onward,))


def _course(view: View) -> tuple[Element, ...]:
    meeting, words = view.meeting, view.words
    leader = meeting.committee.people.get(meeting.led_by) if meeting.led_by else None
    expected = meeting.timeline.expected_end(meeting.agenda, view.now)
    assert expected is not None  # noqa: S101
    rows: list[tuple[str, Line]] = [(words.expected_end, (words.at_clock(view.clock(expected)),))]
    if leader:
        rows.insert(0, (words.led_by, (leader.name,)))
    if meeting.phase and (following := meeting.agenda.after(meeting.phase)):
        rows.insert(0, (words.next_part, (meeting.agenda.item(following).title,)))
    found = steps(view)
    return (Facts(tuple(rows)), *((Heading((words.this_part,)), *found) if found else ()))


def steps(view: View) -> tuple[Element, ...]:
    """Show the stretches that the running phase is planned in, each with the time it should begin."""
    meeting, words = view.meeting, view.words
    run = meeting.timeline.current
    if run is None:
        return ()
    at = run.began_at + meeting.timeline.pause_in(run, view.now)
    lines: list[Line] = []
    for step in meeting.agenda.item(run.phase).steps:
        lines.append((f"{words.at_clock(view.clock(at))}: {step.title}",))
        at += timedelta(minutes=step.minutes)
    return (Bullets(tuple(lines)),) if lines else ()


def _more(view: View, seen: str) -> tuple[Element, ...]:
    meeting, words = view.meeting, view.words
    assert meeting.phase is not None  # noqa: S101
    buttons = []
    if not meeting.timeline.paused:
        buttons.append(Button(words.pause, "pause"))
    if meeting.agenda.before(meeting.phase):
        buttons.append(Button(words.go_back, "back", seen=seen))
    if view.who.in_formandskab and meeting.led_by != view.who.id:
        buttons.append(Button(words.take_over, "take_over"))
    minutes = TextField("minutes", words.minutes_more, values=("5",), required=True)
    extend = Form(words.extend, "extend", (minutes,), seen=seen, folded=True)
    more: list[Element] = [extend]
    if buttons:
        more.append(Buttons(tuple(buttons)))
    if meeting.agenda.after(meeting.phase):
        # It cannot be undone, so one press is not enough.
        asks = (words.end_meeting_now_help,)
        end = Form(words.end_meeting_now, "end", (), seen=seen, about=asks, weight=Weight.QUIET, folded=True)
        more += [Paragraph(asks), end]
    return tuple(more)


def breaks(view: View) -> tuple[Card, ...]:
    """Let anybody of a side ask for a break of its own."""
    meeting, words = view.meeting, view.words
    if not (view.here and view.who.is_party and meeting.phase) or view.who.may_lead or meeting.timeline.paused:
        return ()
    ask = Button(words.ask_break, "ask_break", weight=Weight.QUIET)
    return (Card("break", (words.break_title,), (Buttons((ask,)),)),)
