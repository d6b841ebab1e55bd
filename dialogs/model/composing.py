"""What a committee must be like: a chair, vice-chairs, both sides, and nobody in two places that clash."""

from collections import Counter

from dialogs.model.people import Committee, Level, Person, Role, Side
from dialogs.model.refusals import Reason, Refusal

# Roles in which nobody counts for a side.
WITHOUT_A_SIDE = frozenset({Role.OBSERVER, Role.SECRETARY, Role.HR})
APART = (
    (Role.OBSERVER, frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER, Role.SUBSTITUTE})),
    (Role.SUBSTITUTE, frozenset({Role.CHAIR, Role.VICE_CHAIR, Role.MEMBER})),
    (Role.CHAIR, frozenset({Role.VICE_CHAIR})),
)
OWN_SIDE = {Role.CHAIR: Side.MANAGEMENT, Role.VICE_CHAIR: Side.EMPLOYEES}
WITHOUT_VICE_CHAIR = (Level.STAFF_MEETING, Level.TEAM)


def same(name: str) -> str:
    """Give what two spellings of one name have in common: case and blanks do not count."""
    return " ".join(name.casefold().split())


def check(committee: Committee) -> None:
    """Hold that a committee can meet. Those who have left must be out of it already (`Committee.on`).

    Raises:
        Refusal: `name_taken`, `two_places`, `role_required`, each with the name; `both_sides_required` with the side
            that has nobody as its field; `chair_required` unless there is exactly one; `vice_chair_required`.
    """
    people = committee.by_name
    names = Counter(same(person.name) for person in people)
    for person in people:
        if names[same(person.name)] > 1:
            raise Refusal(Reason.NAME_TAKEN, "name", name=person.name)
        _one_place(committee, person)
    _sides(committee)
    chairs = sum(Role.CHAIR in person.roles for person in people)
    if chairs != 1:
        raise Refusal(Reason.CHAIR_REQUIRED, Role.CHAIR)
    if committee.level not in WITHOUT_VICE_CHAIR and not any(Role.VICE_CHAIR in person.roles for person in people):
        raise Refusal(Reason.VICE_CHAIR_REQUIRED, Role.VICE_CHAIR)


def _one_place(committee: Committee, person: Person) -> None:
    for role, others in APART:
        if role in person.roles and person.roles & others:
            raise Refusal(Reason.TWO_PLACES, role, name=person.name)
    if committee.is_team:
        return
    for role, side in OWN_SIDE.items():
        if role in person.roles and person.side is not side:
            raise Refusal(Reason.TWO_PLACES, role, name=person.name)
    if person.side is Side.NONE and not (person.roles and person.roles <= WITHOUT_A_SIDE):
        raise Refusal(Reason.ROLE_REQUIRED, Role.OBSERVER, name=person.name)


def _sides(committee: Committee) -> None:
    parties = Counter(person.side for person in committee.people.values() if person.is_party)
    for side in committee.sides:
        # A team is its leader and at least one colleague, who signs too.
        if parties[side] < (2 if side is Side.TEAM else 1):
            raise Refusal(Reason.BOTH_SIDES_REQUIRED, side)
