"""Changing who sits where in a committee."""

from datetime import date, timedelta

import pytest

from dialogs.model import composing, seats
from dialogs.model.ids import PersonId
from dialogs.model.people import Committee, Level, Person, Role, Side
from tests.dialogs.room import committee, refused, someone

TODAY = date(2026, 12, 1)
BEFORE = committee()
MEMBER = (Role.MEMBER, Side.EMPLOYEES)


def take(who: str, role: Role, side: Side, before: Committee = BEFORE) -> Committee:
    return seats.take_seat(before, before.people[PersonId(who)], (role, side), TODAY)


def roles(found: Committee, who: str) -> set[Role]:
    return set(found.people[PersonId(who)].roles)


def test_somebody_new_comes_in():
    new = Person(PersonId("ida"), "Ida", Side.NONE, frozenset())
    after = seats.take_seat(BEFORE, new, MEMBER, TODAY)
    assert (after.people[new.id].side, roles(after, "ida")) == (Side.EMPLOYEES, {Role.MEMBER})
    assert len(after.people) == len(BEFORE.people) + 1


def test_a_new_chair_takes_over_and_the_old_one_stays_as_a_member():
    after = take("lars", Role.CHAIR, Side.MANAGEMENT)
    assert roles(after, "lars") == {Role.CHAIR, Role.TEAM_LEADER}
    assert roles(after, "anne") == {Role.MEMBER}
    assert roles(take("anne", Role.CHAIR, Side.MANAGEMENT), "anne") == {Role.CHAIR}


def test_vice_chairs_can_be_several():
    after = take("eva", Role.VICE_CHAIR, Side.EMPLOYEES)
    assert [person.id for person in after.formandskab] == ["anne", "bo", "dorte", "eva"]


def test_what_somebody_is_at_the_workplace_goes_with_their_side():
    steward = someone("ida", Side.EMPLOYEES, Role.MEMBER, Role.SHOP_STEWARD)
    before = committee([*BEFORE.people.values(), steward])
    assert roles(take("ida", Role.SUBSTITUTE, Side.EMPLOYEES, before), "ida") == {Role.SUBSTITUTE, Role.SHOP_STEWARD}
    assert roles(take("ida", Role.MEMBER, Side.MANAGEMENT, before), "ida") == {Role.MEMBER}


def test_who_left_comes_back():
    left = Person(PersonId("ida"), "Ida", Side.EMPLOYEES, frozenset({Role.MEMBER}), left_on=TODAY - timedelta(days=9))
    before = committee([*BEFORE.people.values(), left])
    assert take("ida", *MEMBER, before).people[left.id].left_on is None


def test_there_are_only_the_places_of_the_committee():
    for seat in ((Role.MEMBER, Side.TEAM), (Role.SIGNER, Side.NONE), (Role.CHAIR, Side.EMPLOYEES)):
        with refused("unknown_choice", "seat"):
            take("eva", *seat)
    team = committee(level=Level.TEAM)
    assert roles(take("eva", Role.CHAIR, Side.TEAM, team), "anne") == {Role.MEMBER}
    with refused("unknown_choice", "seat"):
        take("eva", *MEMBER, team)


def test_a_change_that_breaks_a_rule_is_refused():
    with refused("chair_required"):
        take("anne", Role.MEMBER, Side.MANAGEMENT)


def leave(who: str, successor: str = "", before: Committee = BEFORE) -> Committee:
    heir = PersonId(successor) if successor else None
    return seats.leave(before, PersonId(who), heir, TODAY)


def test_who_leaves_is_out_from_today_on_and_stays_on_record():
    after = leave("eva")
    assert after.people[PersonId("eva")].left_on == TODAY
    assert "eva" not in after.on(TODAY, ()).people
    with refused("out_of_date"):
        leave("eva", before=after)
    with refused("out_of_date"):
        leave("nobody")


def test_the_only_chair_leaves_when_somebody_takes_over():
    with refused("chair_required"):
        leave("anne")
    after = leave("anne", "lars")
    assert roles(after, "lars") == {Role.CHAIR, Role.TEAM_LEADER}
    composing.check(after.on(TODAY, ()))


def test_one_of_two_vice_chairs_leaves_and_nobody_takes_over():
    after = leave("dorte", "eva")
    assert roles(after, "eva") == {Role.MEMBER}
    with refused("vice_chair_required"):
        leave("bo", before=after)
    assert roles(leave("bo", "eva", after), "eva") == {Role.VICE_CHAIR}


@pytest.mark.parametrize("successor", ["bo", "anne", "nobody"])
def test_whoever_takes_over_is_another_of_the_same_side(successor: str):
    with refused("unknown_choice", "successor"):
        leave("anne", successor)


def test_who_is_needed_depends_on_the_committee():
    assert seats.needed(BEFORE, PersonId("anne")) is Role.CHAIR
    assert seats.needed(BEFORE, PersonId("bo")) is None
    one = committee([each for each in BEFORE.people.values() if each.id != "dorte"])
    assert seats.needed(one, PersonId("bo")) is Role.VICE_CHAIR
    staff = committee([each for each in BEFORE.people.values() if each.id != "dorte"], Level.STAFF_MEETING)
    assert seats.needed(staff, PersonId("bo")) is None


def test_formandskab_and_secretary_change_the_list():
    for who in ("anne", "bo", "sofie"):
        seats.may_change(BEFORE, PersonId(who))
    for who in ("eva", "hans", "ole"):
        with refused("not_allowed"):
            seats.may_change(BEFORE, PersonId(who))
    with refused("not_a_member"):
        seats.may_change(BEFORE, PersonId("nobody"))
