"""Which meetings wait for something else when a pilot's state changes in another one."""

from dataclasses import replace

from dialogs.model.check_points import touched
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Sibling, Stage
from dialogs.model.pilots import PilotState as S
from tests.dialogs.room import STARTS_AT, Room


def test_the_meeting_that_chose_a_pilot_hears_when_another_changes_its_state():
    room = Room()
    room.proposal("notes")
    room.change("notes", state=S.ADJUSTED, discussed_in=1)
    siblings = tuple(Sibling(MeetingId(f"m{n}"), n, STARTS_AT, Stage.ENDED) for n in (1, 2))
    before = replace(room.meeting, id=MeetingId("m3"), number=3, siblings=siblings)
    for state, heard in ((S.RUNNING, ("m1",)), (S.ADJUSTED, ())):
        changed = replace(before.proposals["notes"], state=state, because="Nyt")
        assert touched(before, replace(before, proposals={"notes": changed})) == heard
    assert touched(before, before) == ()


def test_a_proposal_that_no_meeting_chose_concerns_none():
    room = Room()
    before = room.meeting
    room.proposal("notes")
    assert touched(before, room.meeting) == ()
