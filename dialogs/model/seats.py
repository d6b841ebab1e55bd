"""Changing who sits where in a committee: somebody comes, leaves, or takes another place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dialogs.model import composing
from dialogs.model.ids import PersonId
from dialogs.model.people import Committee, Person, Role, Side
from dialogs.model.refusals import Reason, Refusal

Seat = tuple[Role, Side]

_IN_COMMITTEE = (
    (Role.MEMBER, Side.MANAGEMENT),
    (Role.MEMBER, Side.EMPLOYEES),
    (Role.SUBSTITUTE, Side.MANAGEMENT),
    (Role.SUBSTITUTE, Side.EMPLOYEES),
    (Role.CHAIR, Side.MANAGEMENT),
    (Role.VICE_CHAIR, Side.EMPLOYEES),
    (Role.SECRETARY, Side.NONE),
    (Role.OBSERVER, Side.NONE),
    (Role.HR, Side.NONE),
)
_IN_TEAM = (
    (Role.MEMBER, Side.TEAM),
    (Role.CHAIR, Side.TEAM),
    (Role.SECRETARY, Side.NONE),
    (Role.OBSERVER, Side.NONE),
)
_ROLES_OF_SEATS = frozenset(role for role, _ in _IN_COMMITTEE)
# Whose absence the committee cannot do without.
NEEDED = (Role.CHAIR, Role.VICE_CHAIR)


def seats(committee: Committee) -> tuple[Seat, ...]:
    """Give the places there are in a committee."""
    return _IN_TEAM if committee.is_team else _IN_COMMITTEE


def may_change(committee: Committee, who: PersonId) -> None:
    """Hold that somebody may change the list: formandskab and secretary.

    Raises:
        Refusal: `not_a_member`, `not_allowed`.
    """
    found = committee.people.get(who)
    if found is None:
        raise Refusal(Reason.NOT_A_MEMBER)
    if not found.may_lead:
        raise Refusal(Reason.NOT_ALLOWED)


def needed(committee: Committee, who: PersonId) -> Role | None:
    """Give the role in which somebody is the only one, and which the committee must have; None where there is none."""
    for role in NEEDED:
        have = [person.id for person in committee.people.values() if role in person.roles]
        if have == [who] and (role is Role.CHAIR or committee.level not in composing.WITHOUT_VICE_CHAIR):
            return role
    return None


def take_seat(committee: Committee, person: Person, seat: Seat, today: date) -> Committee:
    """Give somebody a place; a new chair takes over from the one there is, who stays as a member.

    Raises:
        Refusal: `unknown_choice` for a place there is not in this committee; what `composing.check` raises.
    """
    role, side = seat
    if seat not in seats(committee):
        raise Refusal(Reason.UNKNOWN_CHOICE, "seat")
    # What somebody is at the workplace goes with their side.
    beside = person.roles - _ROLES_OF_SEATS if person.side is side else frozenset()
    people = dict(committee.people)
    if role is Role.CHAIR:
        people |= {key: _steps_down(each) for key, each in people.items() if Role.CHAIR in each.roles}
    people[person.id] = replace(person, side=side, roles=beside | {role}, left_on=None, roles_until={})
    return _checked(committee, people, today)


def leave(committee: Committee, who: PersonId, successor: PersonId | None, today: date) -> Committee:
    """Let somebody be out of the committee from this local day on. `successor` takes over the role it cannot lack.

    Raises:
        Refusal: `out_of_date` for somebody who is not in it; `unknown_choice` for a successor of another side; what
            `composing.check` raises.
    """
    there = committee.on(today, ())
    if who not in there.people:
        raise Refusal(Reason.OUT_OF_DATE)
    people = dict(committee.people)
    role = needed(there, who)
    if role and successor:
        heir = there.people.get(successor)
        if heir is None or heir.id == who or heir.side is not there.people[who].side:
            raise Refusal(Reason.UNKNOWN_CHOICE, "successor")
        people[heir.id] = replace(people[heir.id], roles=people[heir.id].roles - _ROLES_OF_SEATS | {role})
    people[who] = replace(people[who], left_on=today)
    return _checked(committee, people, today)


def _steps_down(person: Person) -> Person:
    return replace(person, roles=person.roles - {Role.CHAIR} | {Role.MEMBER})


def _checked(committee: Committee, people: Mapping[PersonId, Person], today: date) -> Committee:
    after = replace(committee, people=people)
    composing.check(after.on(today, ()))
    return after
