"""Who may do what, asked in one place and always in this order: role, meeting over, presence, phase, version."""

from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Person
from dialogs.model.refusals import Reason, Refusal


def person(meeting: Meeting, who: PersonId) -> Person:
    """Give a person of this committee.

    Raises:
        Refusal: `not_a_member`.
    """
    found = meeting.committee.people.get(who)
    if found is None:
        raise Refusal(Reason.NOT_A_MEMBER)
    return found


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
    """Give the chair or a vice-chair.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = person(meeting, who)
    if not found.in_formandskab:
        raise Refusal(Reason.NOT_ALLOWED)
    return found


def not_over(meeting: Meeting) -> None:
    """Hold that the meeting is not over.

    Raises:
        Refusal: `meeting_closed`.
    """
    if meeting.stage is Stage.ENDED:
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
