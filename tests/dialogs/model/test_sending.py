"""A proposal on its way to another committee, and which committee is the right one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from dialogs.model import levels, piloting, sending
from dialogs.model.agenda import Phase
from dialogs.model.ids import CommitteeId, Fresh
from dialogs.model.items import OutcomeKind
from dialogs.model.levels import Neighbour
from dialogs.model.people import Level, Role, Side
from dialogs.model.pilots import Decider, Elaboration, PilotState, ShortForm, ToolStatus
from tests.dialogs.room import COMMITTEE, SHORT, STARTS_AT, Room, committee, refused, someone, worded

MAIN = Neighbour(CommitteeId("main"), "HovedMED", Level.MAIN)
AREA = Neighbour(CommitteeId("area"), "OmrådeMED", Level.AREA)
SOUTH = Neighbour(CommitteeId("south"), "Lokal-MED Syd", Level.LOCAL)
STAFF = Neighbour(CommitteeId("staff"), "Personalemøde Øst", Level.STAFF_MEETING, near=True)
A_TEAM = Neighbour(CommitteeId("team"), "Team Vest", Level.TEAM, near=True)
ALL = (MAIN, AREA, SOUTH, STAFF, A_TEAM)


# --- The right committee


@pytest.mark.parametrize(
    ("decider", "level", "here"),
    [
        (None, Level.LOCAL, True),
        (Decider.OWN_LEADER, Level.LOCAL, True),
        (Decider.LOCAL_LEADER, Level.STAFF_MEETING, True),
        (Decider.AREA_DIRECTOR, Level.LOCAL, False),
        (Decider.AREA_DIRECTOR, Level.AREA, True),
        (Decider.EXECUTIVE_BOARD, Level.AREA, False),
        (Decider.COUNCIL, Level.MAIN, True),
        (Decider.OWN_LEADER, Level.MAIN, False),
        (Decider.OWN_LEADER, Level.TEAM, False),
        (None, Level.TEAM, False),
    ],
)
def test_a_proposal_belongs_where_the_one_who_decides_meets_med(decider, level, here):
    assert levels.belongs(committee(level=level), decider) is here
    if here:
        assert levels.suggested(committee(level=level), decider, ALL) is None


def test_the_only_committee_of_a_level_is_suggested_and_of_several_the_one_that_shares_people():
    local, team = committee(), committee(level=Level.TEAM)
    assert levels.suggested(local, Decider.COUNCIL, ALL) is MAIN
    assert levels.suggested(local, Decider.AREA_DIRECTOR, ALL) is AREA
    assert levels.suggested(local, Decider.AREA_DIRECTOR, (*ALL, replace(AREA, id="b"))) is None
    assert levels.suggested(team, None, ALL) is STAFF
    assert levels.suggested(team, Decider.OWN_LEADER, (SOUTH,)) is SOUTH
    assert levels.suggested(team, None, (SOUTH, replace(STAFF, near=False))) is None
    assert levels.suggested(team, None, (replace(SOUTH, near=True), STAFF)) is None
    assert levels.suggested(team, Decider.COUNCIL, (SOUTH,)) is None


def test_a_committee_is_known_by_its_name_however_it_is_spaced_and_never_by_half_of_it():
    assert levels.named("  hovedmed ", ALL) is MAIN
    assert levels.named("lokal-med\n  SYD", ALL) is SOUTH
    assert levels.named("Lokal-MED", ALL) is None
    assert levels.named("", ALL) is None
    assert levels.named("HovedMED", (MAIN, replace(MAIN, id="other"))) is None


# --- What a meeting sends on


def ended(kind: OutcomeKind, to: str, *, closed: bool = False, team: bool = False, own: bool = False) -> Room:
    """Give a meeting that is over and sent one item on: a proposal, or an item of its own."""
    room = Room(*COMMITTEE, level=Level.TEAM if team else Level.LOCAL)
    on = "" if own else room.proposal("notes", closed=closed)
    room.arrive(*room.meeting.committee.people)
    room.start("anne")
    while room.meeting.phase is not Phase.PILOTS:
        room.advance("anne")
    on = on or room.open_item("anne", "Indkøb")
    room.word("anne", on, worded(kind, to_committee=to))
    if not team:
        room.confirm("anne", on)
        room.confirm("bo", on)
    room.end("anne")
    room.meeting = replace(room.meeting, neighbours=ALL)
    return room


def test_what_is_sent_to_a_committee_that_is_known_arrives_as_a_form_without_what_was_done_with_it_here():
    room = ended(OutcomeKind.OTHER_LEVEL, "hovedmed")
    room.change("notes", more=Elaboration(gains="Tid"))
    after, (sent,) = sending.at_close(room.meeting, Fresh("a"))
    assert after.proposals["notes"].to_committee == "hovedmed"
    new = sent.proposal
    assert (sent.to, sent.origin, {each.id for each in sent.people}) == ("main", "Nord", {"lars"})
    assert (new.id, new.committee, new.proposer) == (Fresh("a").id(0), "main", "lars")
    assert (new.short, new.more, new.came_from) == (
        room.meeting.proposals["notes"].short,
        Elaboration(gains="Tid"),
        "Nord",
    )
    assert (new.light, new.conditions, new.check.answers, new.place) == (None, (), {}, 0)
    assert after.items["notes"].sent_to == "main"
    assert after.proposals["notes"].state is PilotState.OTHER_LEVEL
    assert sending.at_close(after, Fresh("b")) == (after, ())


@pytest.mark.parametrize(
    "room",
    [
        ended(OutcomeKind.OTHER_LEVEL, "Et udvalg, ingen kender"),
        ended(OutcomeKind.OTHER_LEVEL, "Team Vest"),
        ended(OutcomeKind.OTHER_LEVEL, "HovedMED", closed=True),
        ended(OutcomeKind.OTHER_LEVEL, "HovedMED", own=True),
        ended(OutcomeKind.DEFERRED, "HovedMED"),
    ],
    ids=["unknown", "team", "closed", "no proposal", "deferred"],
)
def test_nothing_is_sent_to_an_unknown_committee_or_a_team_nor_what_is_closed_or_no_proposal(room):
    assert sending.at_close(room.meeting, Fresh("a")) == (room.meeting, ())


def test_what_a_team_sends_to_med_is_a_proposal_even_where_it_was_only_an_item():
    _, (sent,) = sending.at_close(
        ended(OutcomeKind.SENT_TO_MED, "Lokal-MED Syd", team=True, own=True).meeting, Fresh("a")
    )
    assert (sent.to, sent.proposal.title, sent.proposal.proposer) == ("south", "Indkøb", "anne")
    assert sent.proposal.short.trial == "Drøftet. Vi prøver det i to teams."
    assert sending.first_open(sent.proposal.short) == "problem"
    _, (whole,) = sending.at_close(ended(OutcomeKind.SENT_TO_MED, "Lokal-MED Syd", team=True).meeting, Fresh("a"))
    assert (whole.proposal.proposer, {each.id for each in whole.people}) == ("lars", {"lars"})


# --- Where nobody knew the committee


def test_one_who_leads_chooses_a_committee_that_is_there_once():
    room = ended(OutcomeKind.OTHER_LEVEL, "Et udvalg, ingen kender")
    for nobody in ("gone", "team", "nord", ""):
        with refused("unknown_choice", "to_committee"):
            sending.choose(room.meeting, "anne", "notes", nobody, Fresh("a"))
    with refused("not_allowed"):
        sending.choose(room.meeting, "sofie", "notes", "main", Fresh("a"))
    with refused("not_found"):
        sending.choose(room.meeting, "anne", "none", "main", Fresh("a"))
    after, sent = sending.choose(room.meeting, "bo", "notes", "main", Fresh("a"))
    assert (sent.to, after.items["notes"].sent_to) == ("main", "main")
    with refused("out_of_date"):
        sending.choose(after, "anne", "notes", "area", Fresh("b"))


# --- Arriving


def sent_on():
    _, (sent,) = sending.at_close(ended(OutcomeKind.OTHER_LEVEL, "HovedMED").meeting, Fresh("a"))
    return sent


def test_who_comes_with_a_proposal_is_a_team_leader_there_unless_they_are_known():
    there = committee((someone("ida", Side.MANAGEMENT, Role.CHAIR), *COMMITTEE[2:]))
    _, (new,) = sending.arrive(there, sent_on(), STARTS_AT, None)
    assert (new.id, new.name, new.side, new.roles) == ("lars", "Lars", Side.NONE, frozenset({Role.TEAM_LEADER}))
    _, nobody = sending.arrive(committee(), sent_on(), STARTS_AT, None)
    assert nobody == []


@pytest.mark.parametrize(("minutes", "late"), [(-1, True), (0, True), (1, False)])
def test_it_is_handed_in_there_and_late_when_the_deadline_there_has_passed(minutes, late):
    closes_at = STARTS_AT + timedelta(minutes=minutes)
    found, _ = sending.arrive(committee(), sent_on(), STARTS_AT, closes_at)
    assert (found.state, found.submitted_at, found.late) == (PilotState.SUBMITTED, STARTS_AT, late)


def test_without_a_meeting_to_come_it_is_not_late_and_without_a_whole_form_it_is_a_draft():
    assert not sending.arrive(committee(), sent_on(), STARTS_AT, None)[0].late
    half = replace(sent_on(), proposal=replace(sent_on().proposal, short=ShortForm(title="Halv")))
    assert sending.arrive(committee(), half, STARTS_AT, None)[0].state is PilotState.DRAFT


def test_a_form_is_whole_when_everything_but_an_unknown_tool_is_answered():
    assert sending.is_whole(SHORT)
    assert not sending.is_whole(replace(SHORT, tool=""))
    assert sending.is_whole(replace(SHORT, tool="", tool_status=ToolStatus.UNKNOWN))
    assert not sending.is_whole(replace(SHORT, voluntary=None))


def test_a_committee_that_is_known_is_called_by_its_own_name_however_it_was_typed():
    room = Room.in_phase(Phase.PILOTS)
    room.meeting = replace(room.meeting, neighbours=ALL)
    room.word("anne", "notes", worded(OutcomeKind.OTHER_LEVEL, to_committee=" hovedmed"))
    assert room.outcome("notes").to_committee == "HovedMED"
    room.word("anne", "notes", worded(OutcomeKind.OTHER_LEVEL, to_committee="Et andet"))
    assert room.outcome("notes").to_committee == "Et andet"
    seen = str(room.meeting.proposals["rota"].version)
    sent = piloting.send_elsewhere(room.meeting, "anne", "rota", "områdemed", "", seen)
    assert sent.proposals["rota"].to_committee == "OmrådeMED"
