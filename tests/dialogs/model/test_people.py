"""Who is what in a committee."""

import pytest

from dialogs.model.people import Role, Side
from tests.dialogs.room import committee, someone


@pytest.mark.parametrize(
    ("role", "leads", "signs"),
    [
        (Role.CHAIR, True, True),
        (Role.VICE_CHAIR, True, True),
        (Role.SECRETARY, True, False),
        (Role.MEMBER, False, False),
        (Role.SUBSTITUTE, False, False),
        (Role.OBSERVER, False, False),
        (Role.TEAM_LEADER, False, False),
        (Role.HR, False, False),
    ],
)
def test_roles_give_these_rights(role, leads, signs):
    person = someone("bo", Side.EMPLOYEES, role)
    assert (person.may_lead, person.in_formandskab) == (leads, signs)
    assert person.is_secretary == (role is Role.SECRETARY)


def test_what_counts_is_said_by_a_side_and_not_by_an_observer():
    assert someone("bo", Side.EMPLOYEES).is_party
    assert someone("anne", Side.MANAGEMENT, Role.CHAIR).is_party
    assert not someone("sofie", Side.NONE, Role.SECRETARY).is_party
    assert not someone("ole", Side.EMPLOYEES, Role.OBSERVER, Role.MEMBER).is_party


def test_the_formandskab_is_the_chair_first_and_then_the_vice_chairs_by_name():
    people = (
        someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR),
        someone("sofie", Side.NONE, Role.SECRETARY),
        someone("anders", Side.EMPLOYEES, Role.VICE_CHAIR),
        someone("yrsa", Side.MANAGEMENT, Role.CHAIR),
        someone("eva", Side.EMPLOYEES),
    )
    assert [person.id for person in committee(people).formandskab] == ["yrsa", "anders", "bo"]
    assert [person.id for person in people if person.is_secretary] == ["sofie"]
