"""Those present count, not those invited."""

import pytest

from dialogs.model import attending
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Stay
from tests.dialogs.room import STARTS_AT, Room, refused


def test_somebody_arrives_once_until_they_leave():
    room = Room()
    room.arrive("eva")
    with refused("out_of_date"):
        room.arrive("eva")
    room.later(5).leave("eva")
    with refused("not_present"):
        room.leave("eva")
    room.later(5).arrive("eva")
    assert room.meeting.stays == {
        ("eva", 1): Stay("eva", 1, STARTS_AT, room.now.replace(minute=5)),
        ("eva", 2): Stay("eva", 2, room.now),
    }
    assert room.meeting.is_here("eva")
    assert not room.meeting.is_here("bo")


def test_who_is_entered_by_the_secretary_is_marked_as_such():
    meeting = attending.arrive(Room().meeting, "eva", STARTS_AT, entered_by_secretary=True)
    assert meeting.stays["eva", 1].entered_by_secretary
    assert not attending.arrive(Room().meeting, "eva", STARTS_AT).stays["eva", 1].entered_by_secretary


def test_one_persons_leaving_is_not_anothers():
    room = Room()
    room.arrive("eva", "bo")
    room.leave("bo")
    assert room.meeting.is_here("eva")
    assert room.meeting.stays["bo", 1].to_at == STARTS_AT


def test_nobody_comes_to_or_goes_from_a_meeting_that_is_over():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.end()
    with refused("meeting_closed"):
        room.arrive("eva")
    with refused("meeting_closed"):
        room.leave("eva")


def test_a_meeting_is_empty_from_when_the_last_one_left():
    room = Room()
    assert attending.emptied_at(room.meeting) is None
    room.arrive("eva", "bo")
    room.later(5).leave("bo")
    assert attending.emptied_at(room.meeting) is None
    room.later(5).leave("eva")
    emptied = room.now
    assert attending.emptied_at(room.meeting) == emptied
    room.later(5).arrive("bo")
    assert attending.emptied_at(room.meeting) is None


@pytest.mark.parametrize("phase", [Phase.KNOWLEDGE, Phase.PILOTS, Phase.ANNOUNCEMENT])
def test_pairs_change_in_their_own_phase_only(phase):
    room = Room.in_phase(phase)
    pairs = room.meeting.pairs
    room.leave("eva")
    room.arrive("eva")
    assert room.meeting.pairs == pairs


def test_a_latecomer_joins_a_pair_at_once():
    room = Room()
    room.arrive("anne", "bo", "lars", "finn")
    room.start()
    room.advance()
    room.arrive("gry")
    assert len(room.pair_of("gry")) == 3
    assert sorted(len(pair.members) for pair in room.meeting.pairs.values()) == [2, 3]


@pytest.mark.parametrize("who", ["sofie", "hans", "ole"])
def test_who_is_no_party_joins_no_pair(who):
    room = Room.in_phase(Phase.PAIRS)
    assert room.pair_of(who) == set()
    room.leave(who)
    pairs = room.meeting.pairs
    room.arrive(who)
    assert room.meeting.pairs == pairs
