"""What a team and what each type of item can come to."""

import pytest

from dialogs.model import concluding
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.items import OF_A_TEAM, OF_MED, Confirmation, OutcomeKind
from dialogs.model.meeting import Stage
from dialogs.model.people import Level, Role, Side
from dialogs.model.pilots import PilotState
from tests.dialogs.room import COMMITTEE, Room, refused, someone, worded

DISCUSSED, SENT = OF_A_TEAM


def team() -> Room:
    room = Room(*COMMITTEE, level=Level.TEAM)
    room.proposal("notes")
    room.arrive("anne", "bo", "eva")
    room.start()
    while room.meeting.phase is not Phase.PILOTS:
        room.advance()
    return room


def test_a_team_has_two_outcomes_and_med_five():
    assert OF_A_TEAM == (OutcomeKind.DISCUSSED, OutcomeKind.SENT_TO_MED)
    assert concluding.kinds(team().meeting) == OF_A_TEAM
    assert concluding.kinds(Room().meeting) == OF_MED
    assert len(OF_MED) == 5


@pytest.mark.parametrize("kind", OF_MED)
def test_a_team_agrees_on_nothing(kind):
    with refused("unknown_choice", "outcome"):
        team().word("anne", "notes", worded(kind))


@pytest.mark.parametrize("kind", OF_A_TEAM)
def test_a_committee_does_not_end_like_a_team(kind):
    with refused("unknown_choice", "outcome"):
        Room.in_phase(Phase.PILOTS).word("anne", "notes", worded(kind, to_committee="HovedMED"))


@pytest.mark.parametrize("item_type", [ItemType.GUIDELINE, ItemType.LOCAL_AGREEMENT])
def test_a_team_makes_no_guidelines_and_no_agreements(item_type):
    room = team()
    assert item_type not in concluding.item_types(room.meeting)
    assert item_type in concluding.item_types(Room().meeting)
    with refused("unknown_choice", "item_type"):
        room.word("anne", "notes", worded(DISCUSSED, item_type=item_type))


@pytest.mark.parametrize(("kind", "state"), [(DISCUSSED, PilotState.NOT_SELECTED), (SENT, PilotState.OTHER_LEVEL)])
def test_what_the_leader_of_a_team_words_stands_at_once(kind, state):
    room = team()
    room.word("anne", "notes", worded(kind, to_committee="Lokal-MED", confirmed={Side.MANAGEMENT: Confirmation("bo")}))
    found = room.outcome("notes")
    assert (found.settled, found.agreed, found.chosen) == (True, False, False)
    assert found.confirmed == {Side.TEAM: Confirmation("anne")}
    room.end()
    proposal = room.meeting.proposals["notes"]
    assert (proposal.state, proposal.to_committee) == (state, "Lokal-MED")


def test_a_team_names_the_committee_that_gets_a_proposal():
    with refused("committee_required", "to_committee"):
        team().word("anne", "notes", worded(SENT))


def test_in_a_team_the_leader_alone_words():
    room = team()
    for who in ("bo", "dorte"):
        with refused("not_allowed"):
            room.word(who, "notes", worded(DISCUSSED))
        with refused("not_allowed"):
            room.open_item(who, "Eget punkt")
    with refused("not_allowed"):
        room.word("eva", "notes", worded(DISCUSSED))


def test_in_a_team_whoever_leads_it_may_be_the_one_who_decides():
    room = team()
    room.word("anne", "notes", worded(DISCUSSED, decider="lars"))
    with refused("unknown_choice", "decider"):
        room.word("anne", "notes", worded(DISCUSSED, decider="eva"))


def test_in_a_team_a_reservation_and_what_is_missing_belong_to_the_team():
    room = team()
    room.back()
    room.say_missing("eva", "Vikarerne")
    room.say_missing("anne", "")
    assert [(item.side, item.text) for item in room.meeting.missing.values()] == [(Side.TEAM, "Vikarerne")]


def test_what_is_only_told_selects_no_pilot_and_needs_nobody_who_decides():
    room = Room.in_phase(Phase.PILOTS)
    told = worded(OutcomeKind.AGREEMENT, item_type=ItemType.INFORMATION, decider=None)
    assert told.informs
    assert not worded(OutcomeKind.DEFERRED, item_type=ItemType.INFORMATION).informs
    assert not worded(OutcomeKind.AGREEMENT).informs
    room.word("anne", "notes", told)
    assert not room.outcome("notes").chosen
    room.confirm("anne", "notes")
    room.confirm("bo", "notes")
    room.end()
    assert room.meeting.proposals["notes"].state is PilotState.NOT_SELECTED


def test_three_vice_chairs_any_confirms_and_all_sign_by_name():
    more = (someone("vera", Side.EMPLOYEES, Role.VICE_CHAIR), someone("adam", Side.EMPLOYEES, Role.VICE_CHAIR))
    room = Room(*COMMITTEE, *more)
    assert [person.id for person in room.meeting.committee.formandskab] == ["anne", "adam", "bo", "dorte", "vera"]


def test_a_proposal_on_the_table_of_another_meeting_is_left_alone():
    room = Room.in_phase(Phase.PILOTS)
    room.proposal("other", PilotState.SCREENED)
    room.change("other", state=PilotState.SHORTLISTED)
    before = room.meeting.proposals["other"]
    room.end()
    assert room.meeting.stage is Stage.ENDED
    assert room.meeting.proposals["other"] is before
