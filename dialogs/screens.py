"""What a person's screen, the room's screen and the head of both hold: pure functions of the meeting."""

from dataclasses import dataclass

from dialogs.cards import Card, Paragraph
from dialogs.flows import (
    announcement,
    archiving,
    attending,
    calling,
    contributions,
    door,
    following_cards,
    knowledge,
    minutes,
    minutes_corrections,
    naming,
    on_table,
    outcomes,
    pairs,
    piloting,
    planning,
    positions,
    proposals,
    reminding,
    room,
    round_up,
    sending,
    steering,
    substitutes,
    summaries,
    undiscussed,
)
from dialogs.flows.view import View
from dialogs.model.meeting import Stage


@dataclass(frozen=True, slots=True)
class Head:
    """The line on top of every screen: which committee, which phase, until when. It never ticks."""

    committee: str
    phase: str = ""
    until: str = ""

    @property
    def title(self) -> str:
        """Give what a page with this head is called."""
        return f"{self.phase} – {self.committee}" if self.phase else self.committee


def head(view: View) -> Head:
    """Give the head of a screen."""
    meeting, words = view.meeting, view.words
    run = meeting.timeline.current
    if run is None:
        ended = meeting.stage.is_over
        over = words.cancelled_title if meeting.stage is Stage.CANCELLED else words.meeting_over
        phase = over if ended else words.before_meeting
        return Head(meeting.committee.name, phase, "" if ended else words.at_clock(view.clock(meeting.starts_at)))
    until = (
        words.on_break if meeting.timeline.paused else words.until(view.clock(meeting.timeline.until(run, view.now)))
    )
    return Head(meeting.committee.name, meeting.agenda.item(run.phase).title, until)


def personal(view: View) -> tuple[Card, ...]:
    """Give everything one person can see and do now, the most important first."""
    course, way_in = steering.lead(view), attending.door(view)
    first, last = (course, ()) if steering.leads_now(view) else ((), course)
    now, later = (way_in, ()) if attending.is_day(view) else ((), way_in)
    stands_in = substitutes.show(view)
    asked, told = (stands_in, ()) if substitutes.waits_for_an_answer(view) else ((), stands_in)
    # What nobody was named for yet waits for an answer; who was named is good to know.
    named, signers = ((), naming.show(view)) if view.meeting.signers else (naming.show(view), ())
    return (
        *calling.cancelled(view),
        *now,
        *door.waiting(view),
        *asked,
        *first,
        *named,
        *contributions.write(view),
        *_pair_work(view),
        *positions.take(view),
        *positions.open_up(view),
        *following_cards.show(view),
        *announcement.show(view),
        *summaries.show(view),
        *minutes.show(view),
        *minutes_corrections.show(view),
        *outcomes.table(view),
        *knowledge.cards(view),
        *knowledge.quiz(view),
        *knowledge.word(view),
        *outcomes.decided(view),
        *sending.to_send(view),
        *proposals.incoming(view),
        *piloting.pilots(view),
        *archiving.show(view),
        *calling.next_one(view),
        *following_cards.to_take(view),
        *planning.plan(view),
        *reminding.choose(view),
        *on_table.on_table(view),
        *proposals.mine(view),
        *undiscussed.led(view),
        *piloting.ideas(view),
        *knowledge.inventory(view),
        *last,
        *later,
        *signers,
        *pairs.seating(view),
        *steering.also(view),
        *told,
        *attending.people(view),
        *door.adding(view),
        *steering.breaks(view),
        about(view),
    )


def _pair_work(view: View) -> tuple[Card, ...]:
    # Before handing in, the talk comes first; afterwards the round-up.
    talk, gathering = pairs.partner(view), (*round_up.gather(view), *round_up.missing(view))
    pair = view.meeting.pair_of(view.who.id)
    if pair and pair.handed_in:
        return (*gathering, *pairs.hand_in(view), *talk)
    return (*talk, *pairs.hand_in(view), *gathering)


def about(view: View) -> Card:
    """Say what this is and what it is not, at first contact and whenever somebody looks."""
    # Once somebody is here it must not stand between them and what there is to do: a chat shows the end of a screen.
    lines, known = tuple(Paragraph((line,)) for line in view.content.first_contact), view.here
    return Card("about", (view.words.about_title,), lines, folded=known or view.meeting.stage.is_over)


def whole_room(view: View) -> tuple[Card, ...]:
    """Give what the room's screen shows. `view.who` is nobody in particular and must not matter."""
    return room.now(view)
