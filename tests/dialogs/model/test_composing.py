"""What a committee must be like, wherever its people come from."""

import pytest

from dialogs.model import composing
from dialogs.model.people import Level, Person, Role, Side
from tests.dialogs.room import COMMITTEE, committee, refused, someone

ANNE = someone("anne", Side.MANAGEMENT, Role.CHAIR)
BO = someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR)
EVA = someone("eva", Side.EMPLOYEES)


def check(*people: Person, level: Level = Level.LOCAL) -> None:
    composing.check(committee(people, level))


def test_a_chair_and_a_vice_chair_are_enough():
    check(ANNE, BO)
    check(*COMMITTEE)


def test_two_of_one_name_are_refused_whatever_case_and_blanks():
    other = Person(EVA.id, " BO ", Side.EMPLOYEES, frozenset({Role.MEMBER}))
    with refused("name_taken", "name"):
        check(ANNE, BO, other)


@pytest.mark.parametrize(
    ("roles", "field"),
    [
        ((Role.OBSERVER, Role.MEMBER), "observer"),
        ((Role.OBSERVER, Role.SUBSTITUTE), "observer"),
        ((Role.SUBSTITUTE, Role.MEMBER), "substitute"),
        ((Role.SUBSTITUTE, Role.VICE_CHAIR), "substitute"),
        ((Role.CHAIR, Role.VICE_CHAIR), "chair"),
        ((Role.CHAIR,), "chair"),
    ],
)
@pytest.mark.parametrize("level", [Level.LOCAL, Level.STAFF_MEETING])
def test_places_that_clash_are_refused_with_the_name(roles: tuple[Role, ...], field: str, level: Level):
    with refused("two_places", field) as caught:
        check(ANNE, BO, someone("eva", Side.EMPLOYEES, *roles), level=level)
    assert caught.value.values == {"name": "Eva"}


def test_a_leader_is_no_vice_chair():
    with refused("two_places", "vice_chair"):
        check(ANNE, BO, someone("lars", Side.MANAGEMENT, Role.VICE_CHAIR))


def test_neither_side_is_for_secretary_observer_and_hr():
    check(ANNE, BO, *(someone(role, Side.NONE, role) for role in composing.WITHOUT_A_SIDE))
    for roles in ((Role.MEMBER,), (Role.SHOP_STEWARD,), (Role.HR, Role.MEMBER)):
        with refused("role_required", "observer"):
            check(ANNE, BO, someone("eva", Side.NONE, *roles))


def test_exactly_one_is_chair():
    with refused("chair_required", "chair"):
        check(someone("lars", Side.MANAGEMENT), BO)
    with refused("chair_required", "chair"):
        check(ANNE, someone("lars", Side.MANAGEMENT, Role.CHAIR), BO)


def test_a_vice_chair_is_needed_but_in_staff_meetings_and_teams():
    with refused("vice_chair_required", "vice_chair"):
        check(ANNE, EVA)
    check(ANNE, EVA, level=Level.STAFF_MEETING)
    check(ANNE, EVA, level=Level.TEAM)


def test_both_sides_have_somebody_who_counts():
    with refused("both_sides_required", "management"):
        check(BO, level=Level.STAFF_MEETING)
    with refused("both_sides_required", "employees"):
        check(ANNE, someone("ole", Side.EMPLOYEES, Role.OBSERVER), level=Level.STAFF_MEETING)
    with refused("both_sides_required", "team"):
        check(ANNE, level=Level.TEAM)
