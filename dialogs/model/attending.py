"""Arriving and leaving. Those present count, not those invited."""

from dataclasses import replace
from datetime import datetime

from dialogs.model import pairing, rights, standing_in
from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stay
from dialogs.model.refusals import Reason, Refusal


def arrive(meeting: Meeting, who: PersonId, now: datetime, *, entered_by_secretary: bool = False) -> Meeting:
    """Let somebody into the room; a latecomer to the pair discussion joins a pair at once.

    Raises:
        Refusal: `not_a_member`, `meeting_closed`, `out_of_date` when they are there already.
    """
    rights.person(meeting, who)
    rights.not_over(meeting)
    if meeting.is_here(who):
        raise Refusal(Reason.OUT_OF_DATE)
    number = 1 + sum(stay.person == who for stay in meeting.stays.values())
    stay = Stay(who, number, now, entered_by_secretary=entered_by_secretary)
    # Whoever else waits at the door under this name is somebody else.
    waiting = {ticket: other for ticket, other in meeting.waiting.items() if other.person != who}
    after = standing_in.marked(replace(meeting, stays={**meeting.stays, (who, number): stay}, waiting=waiting))
    return pairing.settle(after) if after.phase is Phase.PAIRS else after


def leave(meeting: Meeting, who: PersonId, now: datetime) -> Meeting:
    """Let somebody go. The one who would be left alone in a pair joins another and takes along what the pair had.

    Raises:
        Refusal: `not_a_member`, `meeting_closed`, `not_present`.
    """
    rights.person(meeting, who)
    rights.not_over(meeting)
    here = next((stay for stay in meeting.stays.values() if stay.person == who and stay.to_at is None), None)
    if here is None:
        raise Refusal(Reason.NOT_PRESENT)
    after = standing_in.marked(replace(meeting, stays={**meeting.stays, (who, here.number): replace(here, to_at=now)}))
    return pairing.settle(pairing.part(after, who)) if after.phase is Phase.PAIRS else after


def emptied_at(meeting: Meeting) -> datetime | None:
    """Give when the last person left, or None while somebody is there or nobody ever came."""
    if meeting.here or not meeting.stays:
        return None
    return max(stay.to_at for stay in meeting.stays.values() if stay.to_at)
