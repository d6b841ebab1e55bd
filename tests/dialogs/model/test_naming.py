"""Who signs where there is no vice-chair: colleagues who are there, named by colleagues, until one has signed."""

import pytest

from dialogs.model import announcing, closing, naming
from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId
from dialogs.model.people import Level, Role, Side
from tests.dialogs.room import Room, refused, someone

LEADER = someone("anne", Side.MANAGEMENT, Role.CHAIR)
STAFF = (LEADER, *(someone(name, Side.EMPLOYEES, reports_to="anne") for name in ("eva", "finn", "gry")))
BESIDE = (someone("ole", Side.EMPLOYEES, Role.OBSERVER), someone("sofie", Side.NONE, Role.SECRETARY))
AWAY = someone("ida", Side.EMPLOYEES)


def staff(*more, level=Level.STAFF_MEETING):
    room = Room(*STAFF, *BESIDE, AWAY, *more, level=level)
    room.arrive("anne", "eva", "finn", "gry", "ole", "sofie")
    return room


def name(room, who, *signers, seen=None):
    stamp = naming.stamp(room.meeting) if seen is None else seen
    room.meeting = naming.name(room.meeting, PersonId(who), [PersonId(each) for each in signers], stamp)


def signing(room):
    return tuple(person.id for person in room.meeting.committee.formandskab)


def test_with_a_vice_chair_nobody_needs_naming():
    room = staff(someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR))
    assert not naming.missing(room.meeting)
    with refused("not_allowed"):
        name(room, "eva", "eva")
    assert not Room().meeting.committee.names_signers


@pytest.mark.parametrize("who", ["eva", "gry", "sofie"])
def test_the_employees_or_the_secretary_name_one_or_more_who_are_there(who):
    room = staff()
    assert naming.missing(room.meeting)
    name(room, who, "gry", "finn", "gry")
    assert room.meeting.signers == ("finn", "gry")
    assert signing(room) == ("anne", "finn", "gry")
    assert not naming.missing(room.meeting)
    name(room, who, "eva")
    assert signing(room) == ("anne", "eva")
    assert Role.SIGNER not in room.meeting.committee.people["gry"].roles


@pytest.mark.parametrize(("who", "code"), [("anne", "not_allowed"), ("ole", "not_allowed"), ("x", "not_a_member")])
def test_neither_the_leader_nor_an_observer_nor_a_stranger_names(who, code):
    with refused(code):
        name(staff(), who, "eva")


def test_one_names_from_inside_while_the_meeting_lasts():
    room = staff()
    with refused("not_present"):
        name(room, "ida", "eva")


@pytest.mark.parametrize("signer", ["anne", "ole", "sofie", "ida", "x"])
def test_only_an_employee_who_is_there_can_be_named(signer):
    room = staff()
    assert [person.id for person in naming.can_be_named(room.meeting)] == ["eva", "finn", "gry"]
    with refused("unknown_choice", "signers"):
        name(room, "eva", "eva", signer)


def test_somebody_is_named_and_not_the_whole_room():
    room = staff(*(someone(f"p{n}", Side.EMPLOYEES) for n in range(6)))
    room.arrive(*(f"p{n}" for n in range(6)))
    with refused("out_of_range", "signers") as caught:
        name(room, "eva")
    assert caught.value.values == {"least": 1, "most": 5}
    with refused("out_of_range", "signers"):
        name(room, "eva", *(f"p{n}" for n in range(6)))
    name(room, "eva", *(f"p{n}" for n in range(5)))


def test_the_second_of_two_who_name_at_once_is_out_of_date():
    room = staff()
    name(room, "eva", "eva")
    with refused("out_of_date"):
        name(room, "finn", "finn", seen="")


def test_in_a_team_its_leader_or_the_secretary_name_one_colleague():
    room = staff(level=Level.TEAM)
    with refused("not_allowed"):
        name(room, "eva", "eva")
    with refused("unknown_choice"):
        name(room, "anne", "anne")
    with refused("out_of_range") as caught:
        name(room, "anne", "eva", "finn")
    assert caught.value.values == {"least": 1, "most": 1}
    name(room, "anne", "eva")
    name(room, "sofie", "finn")
    assert signing(room) == ("anne", "finn")


def test_nothing_is_posted_before_somebody_was_named_and_has_signed():
    room = staff()
    room.start()
    while room.meeting.phase is not Phase.ANNOUNCEMENT:
        room.advance()
    room.draft("Vi prøver")
    room.sign_message("anne")
    assert room.meeting.announcement.posted_at is None
    assert announcing.waiting_for(room.meeting) == ()
    name(room, "eva", "eva")
    assert announcing.waiting_for(room.meeting) == ("eva",)
    room.sign_message("eva")
    assert room.meeting.announcement.posted_at == room.now
    with refused("out_of_date"):
        name(room, "eva", "finn")


def test_who_was_there_can_be_named_after_the_meeting_and_the_minutes_wait_for_them():
    room = staff()
    room.start()
    room.end()
    room.sign_minutes("anne")
    assert room.meeting.sent_out is None
    with refused("unknown_choice"):
        name(room, "eva", "ida")
    name(room, "ida", "finn")
    assert closing.minutes_wait_for(room.meeting) == ("finn",)
    room.sign_minutes("finn")
    assert room.meeting.sent_out
    with refused("out_of_date"):
        name(room, "eva", "eva")


def test_in_a_team_everybody_is_on_one_side_whatever_the_data_say():
    committee = staff(someone("vera", Side.EMPLOYEES, Role.SECRETARY, Role.CHAIR), level=Level.TEAM).meeting.committee
    sides = {person.id: person.side for person in committee.people.values()}
    assert {key for key, side in sides.items() if side is Side.NONE} == {"ole", "sofie"}
    assert set(sides.values()) == {Side.NONE, Side.TEAM}
    assert committee.sides == (Side.TEAM,)
    assert [person.id for person in committee.leaders] == ["anne", "vera"]


def test_in_a_team_that_became_a_committee_nobody_has_a_side_before_somebody_says_which():
    people = Room(someone("anne", Side.TEAM, Role.CHAIR), someone("bo", Side.EMPLOYEES)).meeting.committee.people
    assert {key: person.side for key, person in people.items()} == {"anne": Side.NONE, "bo": Side.EMPLOYEES}
