"""Who asks at the door waits until somebody who may lets them in, and nobody is let in twice."""

from datetime import timedelta

import pytest

from dialogs.model import door
from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId, Ticket
from dialogs.model.meeting import Waiting
from tests.dialogs.room import STARTS_AT, Room, refused


def ask(room: Room, who: str, browser: str = "") -> None:
    room.meeting = door.ask(room.meeting, Ticket(browser or f"of {who}"), PersonId(who), room.now)


def admit(room: Room, by: str, browser: str) -> None:
    room.meeting = door.admit(room.meeting, PersonId(by), Ticket(browser), room.now)


def admit_all(room: Room, by: str, seen: str | None = None) -> tuple[str, ...]:
    stamp = door.stamp(room.meeting) if seen is None else seen
    room.meeting, came = door.admit_all(room.meeting, PersonId(by), stamp, room.now)
    return came


def turn_away(room: Room, by: str, browser: str | None = None) -> None:
    room.meeting = door.turn_away(room.meeting, PersonId(by), Ticket(browser) if browser else None)


def waits(room: Room) -> dict[str, str]:
    return {str(ticket): str(each.person) for ticket, each in room.meeting.waiting.items()}


def test_the_names_are_those_who_are_not_in_the_room_by_name():
    room = Room()
    room.arrive("bo", "sofie")
    assert [each.id for each in door.names(room.meeting)] == [
        *("anne", "dorte", "eva", "finn", "gry", "hans", "lars", "ole"),
    ]


def test_who_asks_waits_and_is_not_in_the_room():
    room = Room()
    ask(room, "eva")
    assert room.meeting.waiting == {"of eva": Waiting("eva", STARTS_AT)}  # type: ignore[comparison-overlap,arg-type]
    assert not room.meeting.is_here("eva")  # type: ignore[arg-type]


def test_asking_twice_is_asking_once_and_the_wait_counts_from_the_first():
    room = Room()
    ask(room, "eva")
    before = room.meeting
    room.later(5)
    ask(room, "eva")
    assert room.meeting is before


def test_another_name_on_the_same_browser_takes_the_place_of_the_first():
    room = Room()
    ask(room, "eva", "phone")
    room.later(5)
    ask(room, "finn", "phone")
    assert room.meeting.waiting == {"phone": Waiting("finn", room.now)}  # type: ignore[comparison-overlap,arg-type]


@pytest.mark.parametrize("who", ["nobody", "", "Eva"])
def test_who_is_not_on_the_list_does_not_wait(who: str):
    with refused("unknown_choice", "person"):
        ask(Room(), who)


def test_who_is_in_the_room_does_not_wait():
    room = Room()
    room.arrive("eva")
    with refused("out_of_date", "person"):
        ask(room, "eva")


def test_only_three_browsers_wait_under_one_name():
    room = Room()
    for number in range(3):
        ask(room, "eva", f"phone {number}")
    with refused("out_of_range", "person"):
        ask(room, "eva", "phone 3")
    ask(room, "eva", "phone 2")
    ask(room, "finn", "phone 2")
    ask(room, "eva", "phone 3")


def test_only_sixty_browsers_wait(monkeypatch: pytest.MonkeyPatch):
    assert door.MOST_WAITING == 60
    assert door.MOST_FOR_ONE == 3
    monkeypatch.setattr(door, "MOST_WAITING", 4)
    room = Room()
    for who in ("anne", "bo", "eva", "finn"):
        ask(room, who)
    with refused("out_of_range", "person"):
        ask(room, "gry")
    ask(room, "gry", "of bo")
    assert "bo" not in waits(room).values()


def test_the_secretary_lets_in_and_the_one_let_in_is_in_the_room():
    room = Room()
    ask(room, "eva")
    ask(room, "finn")
    admit(room, "sofie", "of eva")
    assert room.meeting.is_here("eva")  # type: ignore[arg-type]
    assert not room.meeting.stays["eva", 1].entered_by_secretary  # type: ignore[index]
    assert waits(room) == {"of finn": "finn"}
    with refused("out_of_date"):
        admit(room, "sofie", "of eva")


@pytest.mark.parametrize("by", ["anne", "bo", "dorte"])
def test_without_a_secretary_in_the_room_the_formandskab_lets_in(by: str):
    room = Room()
    ask(room, "eva")
    ask(room, "finn")
    room.arrive("sofie")
    for act in (lambda: admit(room, by, "of eva"), lambda: admit_all(room, by), lambda: turn_away(room, by)):
        with refused("not_allowed"):
            act()
    room.leave("sofie")
    admit(room, by, "of eva")
    assert admit_all(room, by) == ("of finn",)


@pytest.mark.parametrize("by", ["lars", "eva", "ole", "hans"])
def test_nobody_else_opens_the_door(by: str):
    room = Room()
    ask(room, "finn")
    for act in (lambda: admit(room, by, "of finn"), lambda: admit_all(room, by), lambda: turn_away(room, by)):
        with refused("not_allowed"):
            act()
    with refused("not_a_member"):
        admit(room, "nobody", "of finn")


def test_when_two_wait_under_one_name_one_is_chosen_and_the_other_waits_for_nothing():
    room = Room()
    ask(room, "eva", "hers")
    room.later(1)
    ask(room, "eva", "another")
    ask(room, "finn")
    assert door.asked_twice(room.meeting, "eva")  # type: ignore[arg-type]
    assert not door.asked_twice(room.meeting, "finn")  # type: ignore[arg-type]
    assert admit_all(room, "sofie") == ("of finn",)
    assert not room.meeting.is_here("eva")  # type: ignore[arg-type]
    admit(room, "sofie", "hers")
    assert waits(room) == {}


def test_all_at_once_are_those_on_the_screen_longest_first():
    room = Room()
    ask(room, "finn", "b")
    ask(room, "anne", "a")
    room.later(1)
    ask(room, "bo", "0")
    seen = door.stamp(room.meeting)
    room.later(1)
    ask(room, "eva", "late")
    assert admit_all(room, "sofie", seen) == ("a", "b", "0")
    assert waits(room) == {"late": "eva"}
    assert [each.id for each in room.meeting.here] == ["anne", "bo", "finn"]
    with refused("out_of_date"):
        admit_all(room, "sofie", seen)


@pytest.mark.parametrize("seen", ["", "2020-01-01T00:00:00.000000+00:00"])
def test_an_old_screen_lets_nobody_in(seen: str):
    room = Room()
    ask(room, "finn")
    with refused("out_of_date"):
        admit_all(room, "sofie", seen)


def test_an_empty_door_has_no_version():
    assert door.stamp(Room().meeting) == ""


def test_one_is_turned_away_or_all():
    room = Room()
    for who in ("eva", "finn", "gry"):
        ask(room, who)
    turn_away(room, "sofie", "of eva")
    assert waits(room) == {"of finn": "finn", "of gry": "gry"}
    with refused("out_of_date"):
        turn_away(room, "sofie", "of eva")
    turn_away(room, "sofie")
    assert waits(room) == {}
    with refused("out_of_date"):
        turn_away(room, "sofie")
    ask(room, "eva")
    assert waits(room) == {"of eva": "eva"}


def test_who_comes_by_their_own_link_waits_no_more_and_nobody_else_under_that_name():
    room = Room()
    ask(room, "eva")
    ask(room, "eva", "another")
    ask(room, "finn")
    room.arrive("eva")
    assert waits(room) == {"of finn": "finn"}


def test_who_was_let_in_and_left_may_ask_again():
    room = Room()
    ask(room, "eva")
    admit(room, "sofie", "of eva")
    room.leave("eva")
    ask(room, "eva", "of eva")
    admit(room, "sofie", "of eva")
    assert ("eva", 2) in room.meeting.stays


def test_nobody_waits_when_the_meeting_is_over():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.leave("eva")
    ask(room, "eva")
    room.end()
    assert room.meeting.waiting == {}
    with refused("meeting_closed"):
        ask(room, "eva")
    for act in (
        lambda: admit(room, "sofie", "of eva"),
        lambda: admit_all(room, "sofie"),
        lambda: turn_away(room, "sofie"),
    ):
        with refused("meeting_closed"):
            act()


def test_a_latecomer_who_is_let_in_to_the_pairs_sits_in_one():
    room = Room()
    room.arrive("anne", "lars", "bo", "dorte", "sofie")
    room.start("sofie")
    room.advance("sofie")
    ask(room, "eva")
    admit(room, "sofie", "of eva")
    assert "eva" in room.pair_of("eva")
    assert room.now - STARTS_AT == timedelta(0)
