"""Moving a meeting on: start, next card, phases, breaks, who leads."""

from dataclasses import replace
from datetime import datetime, tzinfo

from dialogs.model import pairing, resuming, rights
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh, PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Person
from dialogs.model.refusals import Reason, Refusal


def stamp(meeting: Meeting) -> str:
    """Give the version that a control of the meeting's course carries: which stretch of which phase it was shown in."""
    run = meeting.timeline.current
    return f"{run.phase}.{run.number}" if run else str(meeting.stage)


def start(meeting: Meeting, who: PersonId, now: datetime, zone: tzinfo, fresh: Fresh, seen: str) -> Meeting:
    """Begin the meeting with its first phase. What an earlier meeting put off until now is on the table.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `out_of_date` when somebody was first, `not_present`.
    """
    rights.lead(meeting, who)
    rights.not_over(meeting)
    if meeting.stage is not Stage.PLANNED:
        raise Refusal(Reason.OUT_OF_DATE)
    if not meeting.is_here(who):
        raise Refusal(Reason.NOT_PRESENT)
    rights.same(stamp(meeting), seen)
    settled = resuming.settle(meeting, resuming.day(meeting, zone))
    running = replace(settled, stage=Stage.RUNNING, started_at=now, led_by=who)
    return _begin(running, meeting.agenda.items[0].phase, now, fresh)


def next_card(meeting: Meeting, who: PersonId, seen: str) -> Meeting:
    """Show one more knowledge card: ours first, then the committee's own.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`, `out_of_date`; `out_of_range` when all have been shown.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who, Phase.KNOWLEDGE)
    rights.same(meeting.card, seen)
    if meeting.card >= len(meeting.plan.cards) + len(meeting.plan.own_cards):
        raise Refusal(Reason.OUT_OF_RANGE)
    return replace(meeting, card=meeting.card + 1)


def advance(meeting: Meeting, who: PersonId, now: datetime, fresh: Fresh, seen: str) -> Meeting:
    """Go on to the next phase, early or late.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase` (also in the last phase, which is ended, not left),
            `out_of_date`.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who)
    rights.same(stamp(meeting), seen)
    assert meeting.phase is not None  # noqa: S101
    following = meeting.agenda.after(meeting.phase)
    if following is None:
        raise Refusal(Reason.WRONG_PHASE)
    return _begin(meeting, following, now, fresh)


def back(meeting: Meeting, who: PersonId, now: datetime, fresh: Fresh, seen: str) -> Meeting:
    """Go back one phase. What was written there can be changed again.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`, `out_of_date`, `no_earlier_phase`.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who)
    rights.same(stamp(meeting), seen)
    assert meeting.phase is not None  # noqa: S101
    earlier = meeting.agenda.before(meeting.phase)
    if earlier is None:
        raise Refusal(Reason.NO_EARLIER_PHASE)
    return _begin(meeting, earlier, now, fresh)


def extend(meeting: Meeting, who: PersonId, minutes: int, seen: str) -> Meeting:
    """Give the phase `minutes` more.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`, `out_of_date`, `out_of_range`.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who)
    rights.same(stamp(meeting), seen)
    # The words that were said about the old end are said again about the new one.
    run = meeting.timeline.current
    assert run is not None  # noqa: S101
    kept = frozenset(name for name in meeting.rung if not name.endswith(f".{run.number}"))
    return replace(meeting, timeline=meeting.timeline.extend(minutes), rung=kept)


def pause(meeting: Meeting, who: PersonId, now: datetime) -> Meeting:
    """Begin a break.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`, `out_of_date`.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who)
    return replace(meeting, timeline=meeting.timeline.pause(now))


def resume(meeting: Meeting, who: PersonId, now: datetime) -> Meeting:
    """End the break.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`, `out_of_date`.
    """
    rights.lead(meeting, who)
    rights.in_room(meeting, who)
    return replace(meeting, timeline=meeting.timeline.resume(now))


def ask_break(meeting: Meeting, who: PersonId) -> Person:
    """Ask for a break of one's own side: gives the one who asks, those who lead decide.

    Raises:
        Refusal: `not_a_party`, `meeting_closed`, `not_present`, `wrong_phase`; `out_of_date` when a break lasts.
    """
    someone = rights.party(meeting, who)
    rights.in_room(meeting, who)
    if meeting.timeline.paused:
        raise Refusal(Reason.OUT_OF_DATE)
    return someone


def take_over(meeting: Meeting, who: PersonId) -> Meeting:
    """Show somebody else of the formandskab as the one who leads.

    Raises:
        Refusal: `not_allowed`, `not_present`, `wrong_phase`; `out_of_date` when they lead already.
    """
    rights.formandskab(meeting, who)
    rights.in_room(meeting, who)
    if meeting.led_by == who:
        raise Refusal(Reason.OUT_OF_DATE)
    return replace(meeting, led_by=who)


def _begin(meeting: Meeting, phase: Phase, now: datetime, fresh: Fresh) -> Meeting:
    after = replace(meeting, timeline=meeting.timeline.begin(meeting.agenda, phase, now))
    return pairing.refresh(after, fresh) if phase is Phase.PAIRS else after
