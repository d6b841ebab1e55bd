"""The secretary writes for somebody in the room who has no device; without a secretary, anybody of the formandskab
does.
"""

from dialogs.flows.view import View
from dialogs.model import rights
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Role, Side
from dialogs.model.refusals import Refusal


def may_enter_for(meeting: Meeting, who: Person) -> bool:
    """Say whether somebody may enter for others now, and let people in."""
    try:
        rights.door(meeting, who.id)
    except Refusal:
        return False
    return True


def can_be_entered(view: View) -> tuple[Person, ...]:
    """Give those this person may enter for, by name."""
    if not may_enter_for(view.meeting, view.who):
        return ()
    people = view.meeting.committee.people.values()
    return tuple(sorted((person for person in people if person.id != view.who.id), key=lambda person: person.name))


def may_renew(view: View) -> tuple[Person, ...]:
    """Give those for whom this person may make a new personal link, by name.

    The secretary may for everybody. Of the formandskab each only for the own side: whoever holds a link can act by it.
    Who stands in for one of them does not.
    """
    own = view.meeting.committee.people.get(view.who.id, view.who)
    people = sorted(view.meeting.committee.people.values(), key=lambda person: (person.name, person.id))
    if view.who.is_secretary:
        return tuple(people)
    return tuple(person for person in people if own.in_formandskab and _same_side(person, own))


def _same_side(one: Person, other: Person) -> bool:
    # In a team the leader is a side alone: nobody acts by a link that only their leader has seen.
    return one.side is other.side and (
        one.side is not Side.TEAM or (Role.CHAIR in one.roles) is (Role.CHAIR in other.roles)
    )
