"""Who may do what, asked in one place and always in this order: role, meeting over, presence, phase, version."""

from collections.abc import Collection
from dataclasses import replace

from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import FORMANDSKAB, Person, Role, Side
from dialogs.model.refusals import Reason, Refusal


def in_force(meeting: Meeting, someone: Person) -> Person:
    """Give a person with the roles they have now: who stands in for a chair or a vice-chair has that part too."""
    people = meeting.committee.people
    lent = {role for member in meeting.stood_in_for(someone.id) for role in people[member].roles & FORMANDSKAB}
    return replace(someone, roles=someone.roles | lent) if lent else someone


def person(meeting: Meeting, who: PersonId) -> Person:
    """Give a person of this committee, with the roles they have now.

    Raises:
        Refusal: `not_a_member`.
    """
    found = meeting.committee.people.get(who)
    if found is None:
        raise Refusal(Reason.NOT_A_MEMBER)
    return in_force(meeting, found)


def party(meeting: Meeting, who: PersonId) -> Person:
    """Give a person whose word counts: with a side, and no observer.

    Raises:
        Refusal: `not_a_member`, `not_a_party`.
    """
    found = person(meeting, who)
    if not found.is_party:
        raise Refusal(Reason.NOT_A_PARTY)
    return found


def lead(meeting: Meeting, who: PersonId) -> Person:
    """Give a person who may move the meeting on: formandskab or secretary.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = person(meeting, who)
    if not found.may_lead:
        raise Refusal(Reason.NOT_ALLOWED)
    return found


def formandskab(meeting: Meeting, who: PersonId) -> Person:
    """Give the chair, a vice-chair, who was named to sign where there is none, or who stands in for one of them.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = person(meeting, who)
    if not found.in_formandskab:
        raise Refusal(Reason.NOT_ALLOWED)
    return found


def leading(meeting: Meeting) -> tuple[Person, ...]:
    """Give those in the room who may move the meeting on, by name."""
    return tuple(each for each in (in_force(meeting, someone) for someone in meeting.here) if each.may_lead)


def speaks_for_side(meeting: Meeting, someone: Person) -> bool:
    """Say whether somebody answers for their side: its formandskab, or a substitute when none of that is there.

    A substitute who is there for somebody answers only where that one would.
    """
    if in_force(meeting, someone).in_formandskab:
        return True
    if Role.SUBSTITUTE not in someone.roles or not meeting.is_here(someone.id) or someone.side is Side.NONE:
        return False
    led = any(each.side is someone.side and in_force(meeting, each).in_formandskab for each in meeting.here)
    return not led and not meeting.stood_in_for(someone.id)


def side_speaker(meeting: Meeting, who: PersonId) -> Person:
    """Give somebody who answers for their side.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = person(meeting, who)
    if not speaks_for_side(meeting, found):
        raise Refusal(Reason.NOT_ALLOWED)
    return found


def door(meeting: Meeting, who: PersonId) -> Person:
    """Give somebody who enters for others and lets people in: the secretary, or without one in the room the
    formandskab.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = person(meeting, who)
    if found.is_secretary or (found.in_formandskab and not any(each.is_secretary for each in meeting.here)):
        return found
    raise Refusal(Reason.NOT_ALLOWED)


def signs_for(meeting: Meeting, who: PersonId) -> tuple[PersonId, ...]:
    """Give those whose signature somebody may give now: their own, then of those they stand in for."""
    allowed = (who, *meeting.stood_in_for(who))
    of_formandskab = {each.id for each in meeting.committee.formandskab}
    return tuple(member for member in allowed if member in of_formandskab)


def signature_of(
    meeting: Meeting, who: PersonId, signed: Collection[PersonId], whose: PersonId | None
) -> PersonId | None:
    """Give for whom somebody signs now, None for themselves. With no `whose` it is the first that is not given yet.

    Raises:
        Refusal: `not_allowed`; `out_of_date` when it has been given.
    """
    allowed = [each for each in signs_for(meeting, who) if whose in {None, each}]
    if not allowed:
        raise Refusal(Reason.NOT_ALLOWED)
    left = [each for each in allowed if each not in signed]
    if not left:
        raise Refusal(Reason.OUT_OF_DATE)
    return None if left[0] == who else left[0]


def words(meeting: Meeting, who: PersonId) -> Person:
    """Give a person who may word an outcome: the formandskab, in a team its leader alone.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = formandskab(meeting, who)
    if not may_word(meeting, found):
        raise Refusal(Reason.NOT_ALLOWED)
    return found


def may_word(meeting: Meeting, who: Person) -> bool:
    """Say whether this person words outcomes."""
    return who.in_formandskab and (Role.CHAIR in who.roles or not meeting.committee.is_team)


def not_cancelled(meeting: Meeting) -> None:
    """Hold that the meeting was not cancelled.

    Raises:
        Refusal: `meeting_closed`.
    """
    if meeting.stage is Stage.CANCELLED:
        raise Refusal(Reason.MEETING_CLOSED)


def not_over(meeting: Meeting) -> None:
    """Hold that the meeting is neither ended nor cancelled.

    Raises:
        Refusal: `meeting_closed`.
    """
    if meeting.stage.is_over:
        raise Refusal(Reason.MEETING_CLOSED)


def planned(meeting: Meeting) -> None:
    """Hold that the meeting has not begun.

    Raises:
        Refusal: `meeting_closed`, `wrong_phase`.
    """
    not_over(meeting)
    if meeting.stage is not Stage.PLANNED:
        raise Refusal(Reason.WRONG_PHASE)


def in_room(meeting: Meeting, who: PersonId, *phases: Phase) -> None:
    """Hold that the meeting lasts, that the person is there, and that one of `phases` runs (any, when none is named).

    Raises:
        Refusal: `meeting_closed`, `not_present`, `wrong_phase`.
    """
    not_over(meeting)
    if not meeting.is_here(who):
        raise Refusal(Reason.NOT_PRESENT)
    if meeting.phase is None or (phases and meeting.phase not in phases):
        raise Refusal(Reason.WRONG_PHASE)


def same(now: object, seen: str) -> None:
    """Hold that what somebody acted on is still what they saw. An empty `seen` is a screen that showed no version.

    Raises:
        Refusal: `out_of_date`.
    """
    if str(now) != seen:
        raise Refusal(Reason.OUT_OF_DATE)
