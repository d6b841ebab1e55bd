"""Moving a meeting on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.model import steering
from dialogs.model.agenda import Phase
from dialogs.model.meeting import OwnCard, Stage
from dialogs.model.people import Level
from tests.dialogs.room import STARTS_AT, Room, refused


def started() -> Room:
    room = Room()
    room.arrive(*room.meeting.committee.people)
    room.start()
    return room


# --- Start


def test_the_start_begins_the_first_phase_and_shows_who_leads():
    room = started()
    assert room.meeting.stage is Stage.RUNNING
    assert room.meeting.phase is Phase.KNOWLEDGE
    assert (room.meeting.started_at, room.meeting.led_by) == (STARTS_AT, "anne")
    assert room.meeting.pairs == {}


def test_who_presses_start_second_is_out_of_date_even_from_a_fresh_screen():
    room = started()
    with refused("out_of_date"):
        room.start("bo", seen="planned")
    with refused("out_of_date"):
        room.start("bo")
    with refused("out_of_date"):
        room.start("bo", seen="")


def test_somebody_who_is_not_there_starts_nothing():
    room = Room()
    room.arrive("anne")
    with refused("not_present"):
        room.start("bo")
    with refused("out_of_date"):
        room.start("anne", seen="")


def test_a_meeting_that_is_over_is_not_started_again():
    room = started()
    room.end()
    with refused("meeting_closed"):
        room.start()


# --- Phases


def test_phases_are_gone_through_in_order_and_the_last_is_ended_not_left():
    room = started()
    seen = [room.meeting.phase]
    for _ in range(3):
        room.advance("sofie")
        seen.append(room.meeting.phase)
    assert seen == list(Phase)
    with refused("wrong_phase"):
        room.advance()


def test_two_presses_on_go_on_move_one_phase_only():
    room = started()
    old = steering.stamp(room.meeting)
    room.advance("anne", seen=old)
    with refused("out_of_date"):
        room.advance("bo", seen=old)
    assert room.meeting.phase is Phase.PAIRS


def test_a_phase_come_back_to_is_another_stretch():
    room = started()
    first = steering.stamp(room.meeting)
    room.advance()
    room.back()
    assert room.meeting.phase is Phase.KNOWLEDGE
    assert steering.stamp(room.meeting) != first
    with refused("out_of_date"):
        room.advance(seen=first)


def test_there_is_nothing_before_the_first_phase():
    with refused("no_earlier_phase"):
        started().back()


def test_the_stamp_names_the_stage_while_no_phase_runs():
    room = Room()
    assert steering.stamp(room.meeting) == "planned"
    room = started()
    assert steering.stamp(room.meeting) == "knowledge.1"
    room.end()
    assert steering.stamp(room.meeting) == "ended"


def test_pairs_are_made_when_their_phase_begins():
    room = started()
    room.advance()
    assert sorted(person for pair in room.meeting.pairs.values() for person in pair.members) == sorted(
        ["anne", "lars", "bo", "dorte", "eva", "finn", "gry"]
    )
    pairs = room.meeting.pairs
    room.advance()
    assert room.meeting.pairs == pairs
    room.back()
    assert room.meeting.pairs == pairs, "coming back disturbs nobody"


# --- Cards


def test_cards_are_shown_one_at_a_time_until_all_are_shown():
    room = started()
    own = OwnCard("a", "b", "c")
    room.meeting = replace(room.meeting, plan=replace(room.meeting.plan, own_cards=(own,)))
    for number in range(7):
        room.meeting = steering.next_card(room.meeting, "anne", str(number))
    assert room.meeting.card == 7
    with refused("out_of_range"):
        steering.next_card(room.meeting, "anne", "7")


def test_two_presses_on_next_card_show_one_card_only():
    room = started()
    room.meeting = steering.next_card(room.meeting, "anne", "0")
    with refused("out_of_date"):
        steering.next_card(room.meeting, "bo", "0")
    assert room.meeting.card == 1


# --- Time


def test_more_time_lets_the_words_about_the_end_be_said_again():
    room = started()
    room.meeting = replace(room.meeting, rung=frozenset({"soon.1", "over.1", "soon.11", "abandoned"}))
    room.extend("sofie", 10)
    assert room.meeting.timeline.current.minutes == 55
    assert room.meeting.rung == {"soon.11", "abandoned"}


def test_more_time_is_given_once_from_one_screen_of_one_stretch():
    room = started()
    room.advance()
    with refused("out_of_date"):
        room.extend("anne", 10, seen="knowledge.1")
    with refused("out_of_range", "minutes"):
        room.extend("anne", 61)


def test_a_break_is_begun_and_ended_once():
    room = started()
    with refused("out_of_date"):
        room.resume()
    room.later(10).pause("sofie")
    with refused("out_of_date"):
        room.pause("bo")
    room.later(5).resume("bo")
    with refused("out_of_date"):
        room.resume("anne")
    assert room.meeting.timeline.pause_in(room.meeting.timeline.current, room.now) == timedelta(minutes=5)


def test_either_side_may_ask_for_a_break_but_not_in_one():
    room = started()
    before = room.meeting
    assert steering.ask_break(room.meeting, "eva").id == "eva"
    assert room.meeting == before, "asking decides nothing"
    room.pause()
    with refused("out_of_date"):
        steering.ask_break(room.meeting, "eva")


# --- Who leads


def test_any_of_the_formandskab_takes_over_and_the_other_may_go_on_all_the_same():
    room = started()
    room.meeting = steering.take_over(room.meeting, "dorte")
    assert room.meeting.led_by == "dorte"
    with refused("out_of_date"):
        steering.take_over(room.meeting, "dorte")
    room.advance("anne")
    assert room.meeting.led_by == "dorte"


def test_the_secretary_does_not_take_over():
    with refused("not_allowed"):
        steering.take_over(started().meeting, "sofie")


@pytest.mark.parametrize("level", list(Level))
def test_one_person_is_enough_to_start_and_go_through_it_all(level):
    room = Room(level=level)
    room.arrive("bo")
    room.start("bo")
    for _ in range(3):
        room.advance("bo")
    room.end("bo")
    assert room.meeting.finished
