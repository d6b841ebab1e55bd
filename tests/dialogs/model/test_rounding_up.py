"""The round-up."""

import pytest

from dialogs.model import rounding_up
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Kind
from tests.dialogs.room import Room, refused


def rounded() -> Room:
    room = Room.in_phase(Phase.PAIRS)
    room.repair("sofie", "anne bo", "lars finn", "dorte eva gry")
    room.hand_in("anne", concern=["b", "a"], opportunity=["z"])
    room.hand_in("lars", concern=["c"], condition=["d"])
    return room


def test_what_was_handed_in_stands_by_kind_and_text():
    assert list(rounded().handed_in()) == ["a", "b", "c", "d", "z"]


def test_a_text_is_put_under_a_theme_and_taken_out_again():
    room = rounded()
    on = room.handed_in()["a"]
    room.theme("sofie", on, "Tid")
    assert room.meeting.contributions[on].theme == "Tid"
    room.theme("bo", on, "")
    assert room.meeting.contributions[on].theme == ""


def test_what_was_not_handed_in_has_no_theme():
    room = rounded()
    on = room.contribute("eva", Kind.CONCERN, "Ikke endnu")
    with refused("not_found"):
        room.theme("anne", on, "Tid")
    with refused("not_found"):
        room.merge("anne", on, room.handed_in()["a"])
    with refused("not_found"):
        room.theme("anne", "none", "Tid")


def test_one_text_stands_for_another_until_they_are_taken_apart():
    room = rounded()
    on = room.handed_in()
    room.merge("anne", on["c"], on["a"])
    assert set(room.handed_in()) == {"a", "b", "d", "z"}
    room.merge("anne", on["c"], None)
    assert set(room.handed_in()) == set(on)


def test_what_was_put_together_follows_to_the_next():
    room = rounded()
    on = room.handed_in()
    room.merge("anne", on["c"], on["a"])
    room.merge("anne", on["d"], on["a"])
    room.merge("anne", on["a"], on["b"])
    assert set(room.handed_in()) == {"b", "z"}
    found = room.meeting.contributions
    assert {found[on[text]].merged_into for text in "acd"} == {on["b"]}
    room.merge("anne", on["d"], None)
    assert set(room.handed_in()) == {"b", "d", "z"}


@pytest.mark.parametrize("into", ["a", "c", "none", "draft"])
def test_a_text_never_disappears_behind_one_that_is_not_shown(into):
    room = rounded()
    on = room.handed_in() | {"none": "none", "draft": room.contribute("eva", Kind.CONCERN, "Ikke endnu")}
    room.merge("anne", on["c"], on["a"])
    with refused("unknown_choice", "into"):
        room.merge("anne", on["a"], on[into])
    assert "a" in room.handed_in()


def test_each_side_says_what_is_missing():
    room = rounded()
    room.say_missing("eva", "Borgerne")
    room.say_missing("gry", "Nattevagterne")
    room.say_missing("anne", "")
    found = [(item.side, item.text) for item in room.meeting.missing.values()]
    assert found == [("employees", "Borgerne"), ("employees", "Nattevagterne"), ("management", "")]


def test_a_plain_no_adds_nothing_to_what_the_side_has_said():
    room = rounded()
    room.say_missing("anne", "")
    room.say_missing("lars", "")
    assert [item.text for item in room.meeting.missing.values()] == [""]
    room.say_missing("eva", "Borgerne")
    room.say_missing("gry", "")
    assert [item.text for item in room.meeting.missing.values()] == ["", "Borgerne"]


def test_a_text_takes_the_place_of_the_sides_plain_no():
    room = rounded()
    room.say_missing("anne", "")
    room.say_missing("eva", "")
    room.say_missing("lars", "Økonomien")
    found = [(item.side, item.text) for item in room.meeting.missing.values()]
    assert found == [("employees", ""), ("management", "Økonomien")]


def test_nobody_is_kept_as_the_one_who_said_what_is_missing():
    room = rounded()
    owners = room.meeting.owners
    room.say_missing("eva", "Borgerne")
    assert room.meeting.owners == owners
    assert rounding_up.handed_in(room.meeting)
