"""What shall ring, and when."""

from dataclasses import replace
from datetime import timedelta

from dialogs.model.agenda import Phase
from dialogs.model.alarms import may_differ, ring, wanted
from dialogs.model.meeting import Kind, Stage
from tests.dialogs.room import Room

FOUR_HOURS = timedelta(hours=4)


def due(room: Room) -> dict[str, float]:
    """Give what shall ring, in minutes from now."""
    times = wanted(room.meeting, room.now, FOUR_HOURS)
    return {name: (at - room.now) / timedelta(minutes=1) for name, at in times.items()}


def test_nothing_rings_before_the_start_or_after_the_end():
    assert due(Room()) == {}
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.end()
    assert due(room) == {}


def test_a_timebox_rings_five_minutes_before_its_end_and_at_its_end():
    room = Room.in_phase(Phase.KNOWLEDGE)
    assert due(room) == {"soon.1": 40, "over.1": 45, "abandoned": 120 + 240}
    room.later(10)
    assert due(room)["over.1"] == 35
    room.advance()
    assert due(room) == {"soon.2": 40, "over.2": 45, "abandoned": 45 + 15 + 15 + 240}


def test_a_timebox_of_five_minutes_has_no_word_before_its_end():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.later(45).advance()
    room.back()
    assert room.meeting.timeline.current.minutes == 5
    assert set(due(room)) == {"over.3", "abandoned"}
    room.extend("anne", 1)
    assert due(room)["soon.3"] == 1


def test_a_break_stops_the_timebox_and_pushes_it_on():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.later(10).pause()
    assert set(due(room)) == {"abandoned"}
    room.later(10).resume()
    assert due(room) == {"soon.1": 30, "over.1": 35, "abandoned": 110 + 240}


def test_what_has_rung_does_not_ring_again_until_the_time_is_extended():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.meeting = ring(ring(room.meeting, "soon.1"), "over.1")
    assert set(due(room)) == {"abandoned"}
    room.extend("anne", 5)
    assert due(room)["over.1"] == 50


def test_a_meeting_everybody_left_is_closed_four_hours_after_the_last_one():
    room = Room.in_phase(Phase.KNOWLEDGE)
    everybody = list(room.meeting.committee.people)
    room.leave(*everybody)
    room.later(30)
    assert due(room)["abandoned"] == 210
    room.arrive("eva")
    assert due(room)["abandoned"] == 90 + 240


def test_a_meeting_that_runs_over_is_closed_after_it_should_have_been_over():
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    room.later(60)
    assert due(room)["abandoned"] == 240


def test_only_a_meeting_that_lasts_is_closed_by_itself():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.meeting = replace(room.meeting, stage=Stage.PLANNED)
    assert set(due(room)) == {"soon.1", "over.1"}


def test_due_times_are_worked_out_again_after_whatever_can_move_them():
    room = Room.in_phase(Phase.KNOWLEDGE)
    for act in (
        lambda: room.extend("anne", 5),
        room.pause,
        room.resume,
        lambda: room.leave("eva"),
        lambda: room.arrive("eva"),
        room.advance,
        room.end,
    ):
        before = room.meeting
        act()
        assert may_differ(before, room.meeting)
    assert may_differ(before, ring(before, "soon.1"))
    assert may_differ(before, replace(before, stage=Stage.ENDED))


def test_a_text_moves_no_due_time():
    room = Room.in_phase(Phase.KNOWLEDGE)
    before = room.meeting
    room.contribute("eva", Kind.USE, "Notater")
    assert not may_differ(before, room.meeting)
