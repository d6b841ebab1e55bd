"""A proposal from idea to shortlist."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.model import drafting, proposing
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh
from dialogs.model.items import OutcomeKind, Stance
from dialogs.model.pilots import Check, Elaboration, Light, PilotState, ShortForm, StopCriterion, ToolStatus
from dialogs.model.sending import ASKED
from tests.dialogs.room import SHORT, STARTS_AT, Room, refused

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
LATER = STARTS_AT + timedelta(days=1)
NOW_IN_TIME = drafting.Moment(STARTS_AT, STARTS_AT.date(), STARTS_AT + timedelta(days=1))


def drafted(state: PilotState = PilotState.DRAFT) -> Room:
    room = Room()
    room.proposal("notes", state)
    return room


def found(room: Room):
    return room.meeting.proposals["notes"]


# --- Drafts


def test_an_idea_is_saved_however_little_is_filled_in():
    room = Room()
    meeting = proposing.propose(room.meeting, "eva", ShortForm(title="Noter"), Fresh("a"))
    (new,) = meeting.proposals.values()
    assert (new.id, new.committee, new.proposer) == (Fresh("a").id(), "nord", "eva")
    assert (new.state, new.title, new.version) == (PilotState.DRAFT, "Noter", 1)
    with refused("empty_text", "title"):
        proposing.propose(room.meeting, "eva", ShortForm(problem="Alt"), Fresh("a"))
    with refused("unknown_choice", "responsible_leader"):
        proposing.propose(room.meeting, "eva", replace(SHORT, responsible_leader="stranger"), Fresh("a"))


def test_a_draft_is_changed_from_the_screen_that_shows_it():
    room = drafted()
    meeting = drafting.revise(room.meeting, "lars", "notes", replace(SHORT, title="Ny"), "1", NOW_IN_TIME)
    assert (meeting.proposals["notes"].title, meeting.proposals["notes"].version) == ("Ny", 2)
    with refused("out_of_date"):
        drafting.revise(meeting, "lars", "notes", SHORT, "1", NOW_IN_TIME)
    with refused("empty_text", "title"):
        drafting.revise(room.meeting, "lars", "notes", ShortForm(), "1", NOW_IN_TIME)
    with refused("unknown_choice", "responsible_leader"):
        drafting.revise(room.meeting, "lars", "notes", replace(SHORT, responsible_leader="x"), "1", NOW_IN_TIME)


ACTS = {
    "revise": lambda meeting, who, on: drafting.revise(meeting, who, on, SHORT, "1", NOW_IN_TIME),
    "elaborate": lambda meeting, who, on: drafting.elaborate(meeting, who, on, Elaboration(), "1", NOW_IN_TIME),
    "submit": lambda meeting, who, on: proposing.submit(meeting, who, on, STARTS_AT, LATER),
    "withdraw": proposing.withdraw,
    "redraft": lambda meeting, who, on: proposing.redraft(meeting, who, on, STARTS_AT, LATER),
    "shortlist": lambda meeting, who, on: proposing.shortlist(meeting, who, on, STARTS_AT),
}
WHERE = {
    "revise": {PilotState.DRAFT, PilotState.SUBMITTED, PilotState.SCREENED, PilotState.SHORTLISTED},
    "elaborate": {PilotState.DRAFT, PilotState.SUBMITTED, PilotState.SCREENED, PilotState.SHORTLISTED},
    "submit": {PilotState.DRAFT},
    "withdraw": {
        PilotState.DRAFT,
        PilotState.SUBMITTED,
        PilotState.SCREENED,
        PilotState.SHORTLISTED,
        PilotState.RETURNED,
        PilotState.DEFERRED,
    },
    "redraft": {PilotState.SUBMITTED, PilotState.RETURNED},
    "shortlist": {PilotState.SCREENED, PilotState.DEFERRED},
}
act = pytest.mark.parametrize("name", list(ACTS))


@act
@pytest.mark.parametrize("state", list(PilotState))
def test_each_step_goes_from_its_own_states_only(name, state):
    room = drafted(state)
    who = "anne" if name == "shortlist" else "lars"
    room.change("notes", version=1)
    if state in WHERE[name]:
        assert ACTS[name](room.meeting, who, "notes").proposals["notes"].version == 2
    else:
        with refused("withdrawn" if state is PilotState.WITHDRAWN else "out_of_date"):
            ACTS[name](room.meeting, who, "notes")


@act
def test_a_proposal_that_is_not_there_is_not_found(name):
    with refused("not_found"):
        ACTS[name](drafted().meeting, "anne", "none")


@pytest.mark.parametrize("name", ["revise", "elaborate", "submit", "withdraw", "redraft"])
def test_nobody_touches_anothers_proposal_not_even_the_chair(name):
    for who in ("anne", "eva", "hans", "sofie"):
        with refused("not_yours"):
            ACTS[name](drafted().meeting, who, "notes")


# --- Elaboration


def test_the_elaboration_is_saved_and_ends_no_sooner_than_it_starts():
    room = drafted()
    more = Elaboration(start_on=date(2027, 1, 4), end_on=date(2027, 1, 4), stop_criteria=(StopCriterion("Fejl", "bo"),))
    meeting = drafting.elaborate(room.meeting, "lars", "notes", more, "1", NOW_IN_TIME)
    assert (meeting.proposals["notes"].more, meeting.proposals["notes"].version) == (more, 2)
    with refused("out_of_date"):
        drafting.elaborate(meeting, "lars", "notes", more, "1", NOW_IN_TIME)
    with refused("out_of_range", "end_on"):
        drafting.elaborate(room.meeting, "lars", "notes", replace(more, end_on=date(2027, 1, 3)), "1", NOW_IN_TIME)
    for alone in (replace(more, start_on=None), replace(more, end_on=None)):
        drafting.elaborate(room.meeting, "lars", "notes", alone, "1", NOW_IN_TIME)


def test_who_says_stop_is_somebody_known():
    stop = (StopCriterion("Fejl"), StopCriterion("Klager", "stranger"))
    with refused("unknown_choice", "stop_criteria"):
        drafting.elaborate(drafted().meeting, "lars", "notes", Elaboration(stop_criteria=stop), "1", NOW_IN_TIME)
    drafting.elaborate(drafted().meeting, "lars", "notes", Elaboration(stop_criteria=stop[:1]), "1", NOW_IN_TIME)


# --- Handing in


@pytest.mark.parametrize("field", ASKED)
def test_every_field_of_the_short_form_is_answered_first(field):
    room = drafted()
    nothing = "" if isinstance(getattr(SHORT, field), str) and field not in {"without_ai", "tool_status"} else None
    room.change("notes", short=replace(found(room).short, **{field: nothing}))
    with refused("empty_text", field):
        proposing.submit(room.meeting, "lars", "notes", STARTS_AT, LATER)


def test_no_is_an_answer_too():
    room = drafted()
    room.change("notes", short=replace(SHORT, voluntary=False))
    meeting = proposing.submit(room.meeting, "lars", "notes", STARTS_AT, LATER)
    assert meeting.proposals["notes"].state is PilotState.SUBMITTED


def test_a_late_proposal_is_accepted_and_marked_late():
    room = drafted()
    for now, late in ((LATER - timedelta(seconds=1), False), (LATER, True), (LATER + timedelta(days=1), True)):
        after = proposing.submit(room.meeting, "lars", "notes", now, LATER).proposals["notes"]
        assert (after.state, after.late, after.submitted_at, after.version) == (PilotState.SUBMITTED, late, now, 2)


@pytest.mark.parametrize(
    ("starts_at", "days", "closes_at"),
    [
        (datetime(2026, 12, 1, 10, tzinfo=COPENHAGEN), 14, datetime(2026, 11, 18, tzinfo=COPENHAGEN)),
        (datetime(2026, 12, 1, 10, tzinfo=COPENHAGEN), 0, datetime(2026, 12, 2, tzinfo=COPENHAGEN)),
        (datetime(2026, 3, 30, 0, 30, tzinfo=COPENHAGEN), 2, datetime(2026, 3, 29, tzinfo=COPENHAGEN)),
        (datetime(2026, 10, 26, 10, tzinfo=COPENHAGEN), 1, datetime(2026, 10, 26, tzinfo=COPENHAGEN)),
    ],
)
def test_the_deadline_is_the_end_of_a_day_in_the_organisations_own_time(starts_at, days, closes_at):
    room = Room()
    room.meeting = replace(room.meeting, starts_at=starts_at.astimezone(STARTS_AT.tzinfo))
    found_at = proposing.deadline(room.meeting, days, COPENHAGEN)
    assert found_at == closes_at
    assert found_at.utcoffset() == closes_at.utcoffset()


# --- The idea bank


def test_an_idea_that_was_not_chosen_becomes_a_draft_of_whoever_takes_it_up_and_stays_where_it_is():
    room = drafted(PilotState.NOT_SELECTED)
    meeting = proposing.take_up(room.meeting, "eva", "notes", Fresh("a"))
    new = meeting.proposals[Fresh("a").id()]
    assert (new.proposer, new.state, new.short, new.check) == ("eva", PilotState.DRAFT, found(room).short, Check())
    assert meeting.proposals["notes"] == found(room)
    with refused("not_a_member"):
        proposing.take_up(room.meeting, "stranger", "notes", Fresh("a"))


@pytest.mark.parametrize("state", [state for state in PilotState if state is not PilotState.NOT_SELECTED])
def test_nothing_else_is_taken_up(state):
    with refused("withdrawn" if state is PilotState.WITHDRAWN else "out_of_date"):
        proposing.take_up(drafted(state).meeting, "eva", "notes", Fresh("a"))


# --- A draft again


def test_what_was_handed_in_is_a_draft_again_before_the_deadline_and_what_was_returned_at_any_time():
    room = drafted(PilotState.SUBMITTED)
    after = proposing.redraft(room.meeting, "lars", "notes", LATER - timedelta(seconds=1), LATER)
    assert after.proposals["notes"].state is PilotState.DRAFT
    with refused("deadline_passed"):
        proposing.redraft(room.meeting, "lars", "notes", LATER, LATER)
    room.change("notes", state=PilotState.RETURNED)
    again = proposing.redraft(room.meeting, "lars", "notes", LATER, LATER).proposals["notes"]
    assert (again.state, again.light) == (PilotState.DRAFT, None)


def test_a_check_from_before_is_looked_at_again_when_the_draft_is_handed_in_again():
    room = drafted()
    room.change("notes", check=Check({"A1": "no", "A2": "no"}, version=2))
    after = proposing.submit(room.meeting, "lars", "notes", STARTS_AT, LATER).proposals["notes"]
    assert (after.check.again, after.check.version, after.check.answers) == ("A1", 3, {"A1": "no", "A2": "no"})


# --- The shortlist


def test_a_checked_proposal_is_put_on_the_table():
    room = drafted(PilotState.SCREENED)
    meeting = proposing.shortlist(room.meeting, "bo", "notes", STARTS_AT, ground="uden betydning")
    item = meeting.items["notes"]
    assert (item.place, item.title, item.proposal, item.closed, item.ground) == (1, "Notes", "notes", False, "")
    assert (meeting.proposals["notes"].state, meeting.proposals["notes"].place) == (PilotState.SHORTLISTED, 1)


def test_a_check_that_lacks_an_answer_keeps_a_proposal_off_the_table():
    room = drafted(PilotState.SCREENED)
    room.change("notes", light=None)
    with refused("out_of_date"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)


@pytest.mark.parametrize("light", [Light.GREEN, Light.YELLOW])
def test_a_yellow_flag_does_not_keep_a_proposal_off_the_table(light):
    room = drafted(PilotState.SCREENED)
    room.change("notes", light=light)
    proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)


@pytest.mark.parametrize("state", [PilotState.SCREENED, PilotState.DEFERRED])
def test_a_red_or_a_late_one_is_not_put_on_the_table(state):
    room = drafted(state)
    room.change("notes", light=Light.RED)
    with refused("red_flag"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)
    room.change("notes", light=Light.GREEN, late=True)
    with refused("deadline_passed"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)


def test_a_proposal_is_put_on_the_table_once():
    room = drafted(PilotState.SHORTLISTED)
    with refused("out_of_date"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)


def test_a_closed_item_has_a_ground():
    room = drafted(PilotState.SCREENED)
    with refused("ground_required", "ground"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT, closed=True)
    item = proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT, closed=True, ground="Forhandling").items[
        "notes"
    ]
    assert (item.closed, item.ground) == (True, "Forhandling")


def test_there_are_at_most_five_on_the_table():
    room = Room()
    for name in "abcde":
        room.proposal(name)
    room.proposal("f", PilotState.SCREENED)
    assert [item.place for item in room.meeting.in_order()] == [1, 2, 3, 4, 5]
    with refused("out_of_range") as caught:
        proposing.shortlist(room.meeting, "anne", "f", STARTS_AT)
    assert caught.value.values == {"least": 1, "most": 5}
    room.withdraw_proposal("lars", "b")
    meeting = proposing.shortlist(room.meeting, "anne", "f", STARTS_AT)
    assert [item.id for item in meeting.in_order()] == ["a", "c", "d", "e", "f"]
    assert meeting.items["f"].place == 6


# --- Withdrawing


def test_a_withdrawn_proposal_leaves_the_table():
    room = Room()
    room.proposal("notes")
    room.proposal("rota")
    room.withdraw_proposal("lars", "notes")
    assert set(room.meeting.items) == {"rota"}
    assert (found(room).state, found(room).place) == (PilotState.WITHDRAWN, 0)
    with refused("withdrawn"):
        room.withdraw_proposal("lars", "notes")
    with refused("withdrawn"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT)


def test_what_was_said_about_a_withdrawn_proposal_goes_with_it():
    room = Room.in_phase(Phase.PILOTS)
    for on in ("notes", "rota"):
        room.position("eva", on, Stance.RESERVATION, f"Tempoet i {on}")
    room.reveal()
    on, other = room.reservation("Tempoet i notes"), room.reservation("Tempoet i rota")
    room.withdraw_proposal("lars", "notes")
    assert set(room.meeting.positions) == {("rota", "eva")}
    assert set(room.meeting.reservations) == set(room.meeting.owners) == {other}
    for verb in (room.keep, room.take_reservation_back):
        with refused("not_found"):
            verb("eva", on)
    with refused("not_found"):
        room.resolve("anne", on, "x")


def test_what_was_decided_in_the_meeting_is_not_withdrawn():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes")
    with refused("out_of_date"):
        room.withdraw_proposal("lars", "notes")
    assert room.outcome("notes").agreed


def test_withdrawing_a_deferred_proposal_leaves_the_record_of_the_meeting_alone():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes", OutcomeKind.DEFERRED)
    room.end()
    items = room.meeting.items
    room.withdraw_proposal("lars", "notes")
    assert found(room).state is PilotState.WITHDRAWN
    assert room.meeting.items == items


def test_everybody_may_be_named_as_the_one_who_says_stop():
    room = drafted()
    more = Elaboration(stop_criteria=tuple(StopCriterion("Fejl", who) for who in room.meeting.committee.people))
    assert drafting.elaborate(room.meeting, "lars", "notes", more, "1", NOW_IN_TIME).proposals["notes"].more == more


def test_a_tool_that_nobody_has_found_yet_needs_no_name():
    room = drafted()
    room.change("notes", short=replace(SHORT, tool_status=ToolStatus.UNKNOWN, tool=""))
    meeting = proposing.submit(room.meeting, "lars", "notes", STARTS_AT, LATER)
    assert meeting.proposals["notes"].state is PilotState.SUBMITTED
