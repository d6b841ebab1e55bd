"""Somebody whom nobody had listed is put on the list in the room."""

import pytest

from dialogs.model import joining
from dialogs.model.agenda import Phase
from dialogs.model.people import Person, Role, Side
from tests.dialogs.room import Room, refused

NAMES = ("Ny Nielsen", "Åse O'Hara-Bæk", "J. R. Müller", "Bø", "Zoë d’Or", "Ñañez", "Ngu\u0303")


def add(room: Room, by: str, name: str = "Ny Nielsen", side: Side = Side.EMPLOYEES, role: Role = Role.MEMBER) -> str:
    fresh = room.fresh()
    room.meeting = joining.add(room.meeting, by, name, side, role, fresh)  # type: ignore[arg-type]
    return fresh.id()


@pytest.mark.parametrize("by", ["sofie", "anne", "bo"])
def test_those_who_lead_put_somebody_on_the_list_who_can_then_take_part(by: str):
    room = Room.in_phase(Phase.PAIRS)
    new = add(room, by)
    assert room.meeting.committee.people[new] == Person(new, "Ny Nielsen", Side.EMPLOYEES, frozenset({Role.MEMBER}))
    assert room.meeting.committee.people["eva"].name == "Eva"
    room.arrive(new)
    assert room.pair_of(new)


@pytest.mark.parametrize("by", ["eva", "lars", "hans", "ole"])
def test_nobody_else_does(by: str):
    with refused("not_allowed"):
        add(Room(), by)
    with refused("not_a_member"):
        add(Room(), "nobody")


def test_nobody_is_added_to_a_meeting_that_is_over():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.end()
    with refused("meeting_closed"):
        add(room, "sofie")


@pytest.mark.parametrize("role", [role for role in Role if role not in joining.ROLES])
def test_who_chairs_and_who_keeps_the_minutes_is_not_settled_in_passing(role: Role):
    with refused("unknown_choice", "role"):
        add(Room(), "sofie", role=role)


def test_a_member_and_a_substitute_have_a_side_and_an_observer_need_not():
    for role in (Role.MEMBER, Role.SUBSTITUTE):
        with refused("unknown_choice", "side"):
            add(Room(), "sofie", side=Side.NONE, role=role)
    room = Room()
    new = add(room, "sofie", side=Side.NONE, role=Role.OBSERVER)
    assert not room.meeting.committee.people[new].is_party


@pytest.mark.parametrize("name", ["Eva", "eva", "EVA"])
def test_a_name_that_stands_there_is_not_put_there_again(name: str):
    with refused("out_of_date", "name"):
        add(Room(), "sofie", name)


@pytest.mark.parametrize("name", NAMES)
def test_names_are_written_as_people_write_them(name: str):
    room = Room()
    new = add(room, "sofie", name)
    assert room.meeting.committee.people[new].name == name


@pytest.mark.parametrize(
    "name", ["", "-", "<!channel>", "@Bo", "Bo 2", "*Bo*", "a@b.dk", "Bo\u202eoB", "Bo\nBo", "Bo_"]
)
def test_what_could_mean_something_else_than_a_name_is_none(name: str):
    with refused("unknown_choice", "name"):
        add(Room(), "sofie", name)
