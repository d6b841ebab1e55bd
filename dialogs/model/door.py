"""The door: somebody in the room asks to be let in under their name, and the secretary sees who it is."""

from dataclasses import replace
from datetime import UTC, datetime

from dialogs.model import attending, rights
from dialogs.model.ids import PersonId, Ticket
from dialogs.model.meeting import Meeting, Waiting
from dialogs.model.people import Person
from dialogs.model.refusals import Reason, Refusal

# Everybody of a large committee twice over; more is somebody's game, and would hide who really waits.
MOST_WAITING = 60
MOST_FOR_ONE = 3


def names(meeting: Meeting) -> tuple[Person, ...]:
    """Give those who are not in the room, by name: one of them is who asks."""
    return tuple(person for person in meeting.committee.by_name if not meeting.is_here(person.id))


def ask(meeting: Meeting, ticket: Ticket, who: PersonId, now: datetime) -> Meeting:
    """Ask to be let in. The same browser asks once: another name takes the place of the first.

    Raises:
        Refusal: `meeting_closed`; `unknown_choice` for nobody of the committee; `out_of_date` for somebody who is in
            the room; `out_of_range` when too many wait, or too many under this name.
    """
    rights.not_over(meeting)
    if who not in meeting.committee.people:
        raise Refusal(Reason.UNKNOWN_CHOICE, "person")
    if meeting.is_here(who):
        raise Refusal(Reason.OUT_OF_DATE, "person")
    known = meeting.waiting.get(ticket)
    if known and known.person == who:
        return meeting
    others = {key: other for key, other in meeting.waiting.items() if key != ticket}
    if len(others) >= MOST_WAITING or len(_under(meeting, who)) >= MOST_FOR_ONE:
        raise Refusal(Reason.OUT_OF_RANGE, "person")
    return replace(meeting, waiting={**others, ticket: Waiting(who, now)})


def admit(meeting: Meeting, by: PersonId, ticket: Ticket, now: datetime) -> Meeting:
    """Let one in. Others who wait under the same name wait for nothing any more.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `meeting_closed`; `out_of_date` when that one does not wait any more.
    """
    rights.door(meeting, by)
    rights.not_over(meeting)
    found = meeting.waiting.get(ticket)
    if found is None:
        raise Refusal(Reason.OUT_OF_DATE)
    return attending.arrive(meeting, found.person, now)


def clear(meeting: Meeting) -> tuple[Ticket, ...]:
    """Give those who wait alone under their name, longest first: they can be let in all at once."""
    order = sorted(meeting.waiting.items(), key=lambda each: (each[1].at, each[0]))
    return tuple(ticket for ticket, each in order if len(_under(meeting, each.person)) == 1)


def admit_all(meeting: Meeting, by: PersonId, seen: str, now: datetime) -> tuple[Meeting, tuple[Ticket, ...]]:
    """Let everybody in who waits alone under their name, up to the last one on the screen (`seen`). Gives who came in.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `meeting_closed`; `out_of_date` when nobody of them waits any more.
    """
    rights.door(meeting, by)
    rights.not_over(meeting)
    tickets = tuple(ticket for ticket in clear(meeting) if _moment(meeting.waiting[ticket]) <= seen)
    if not tickets:
        raise Refusal(Reason.OUT_OF_DATE)
    for ticket in tickets:
        meeting = admit(meeting, by, ticket, now)
    return meeting, tickets


def stamp(meeting: Meeting) -> str:
    """Give the version of the list of who waits: whoever asks later is not on it."""
    return max((_moment(each) for each in meeting.waiting.values()), default="")


def _moment(each: Waiting) -> str:
    return each.at.astimezone(UTC).isoformat(timespec="microseconds")


def turn_away(meeting: Meeting, by: PersonId, ticket: Ticket | None) -> Meeting:
    """Turn one away, or everybody.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `meeting_closed`; `out_of_date` when nobody waits, or that one does not.
    """
    rights.door(meeting, by)
    rights.not_over(meeting)
    left = {key: other for key, other in meeting.waiting.items() if ticket not in {None, key}}
    if len(left) == len(meeting.waiting):
        raise Refusal(Reason.OUT_OF_DATE)
    return replace(meeting, waiting=left)


def asked_twice(meeting: Meeting, who: PersonId) -> bool:
    """Say whether more than one browser waits under a name."""
    return len(_under(meeting, who)) > 1


def _under(meeting: Meeting, who: PersonId) -> list[Ticket]:
    return [ticket for ticket, other in meeting.waiting.items() if other.person == who]
