"""The end of a meeting, and what follows it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dialogs.model import closing
from dialogs.model.agenda import Phase
from dialogs.model.items import OF_MED, OutcomeKind, ReservationState, Stance
from dialogs.model.meeting import Kind, Stage
from dialogs.model.people import Side
from dialogs.model.pilots import PilotState
from tests.dialogs.room import ZONE, Room, refused, someone, worded

FOUR_HOURS = timedelta(hours=4)


@pytest.mark.parametrize("phase", list(Phase))
def test_a_meeting_is_ended_in_whatever_phase_it_is(phase):
    room = Room.in_phase(phase)
    room.later(10).end("sofie")
    meeting = room.meeting
    assert (meeting.stage, meeting.ended_at, meeting.finished, meeting.led_by) == (Stage.ENDED, room.now, True, None)
    assert meeting.phase is None
    assert meeting.here == ()
    assert {stay.to_at for stay in meeting.stays.values()} == {room.now}


def test_two_presses_on_end_end_once():
    room = Room.in_phase(Phase.KNOWLEDGE)
    with refused("out_of_date"):
        room.end("bo", seen="pairs.1")
    room.end("anne")
    before = room.meeting
    with refused("meeting_closed"):
        room.end("bo", seen="knowledge.1")
    assert room.meeting == before


def test_who_left_before_keeps_the_time_they_left():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.leave("eva")
    left = room.now
    room.later(10).end()
    assert room.meeting.stays["eva", 1].to_at == left
    assert room.meeting.stays["bo", 1].to_at == room.now


# --- Nobody ends it


def test_a_meeting_everybody_left_was_over_when_the_last_one_went_and_is_unfinished():
    room = Room.in_phase(Phase.PAIRS)
    room.pause()
    everybody = list(room.meeting.committee.people)
    room.leave(*everybody[1:])
    room.later(7).leave("anne")
    gone = room.now
    assert closing.abandoned_at(room.meeting, gone, FOUR_HOURS) == gone + FOUR_HOURS
    room.later(240)
    after = closing.abandon(room.meeting, room.now)
    assert (after.stage, after.ended_at, after.finished) == (Stage.ENDED, gone, False)
    assert [run.ended_at for run in after.timeline.runs][-1] == gone
    assert [pause.to_at for pause in after.timeline.pauses] == [gone]


def test_a_meeting_that_somebody_never_left_is_closed_when_it_should_long_have_been_over():
    room = Room.in_phase(Phase.KNOWLEDGE)
    expected = room.now + timedelta(hours=2)
    assert closing.abandoned_at(room.meeting, expected, FOUR_HOURS) == expected + FOUR_HOURS
    room.later(360)
    after = closing.abandon(room.meeting, room.now)
    assert (after.ended_at, after.finished) == (room.now, False)
    assert {stay.to_at for stay in after.stays.values()} == {room.now}


def test_only_a_meeting_that_lasts_is_abandoned():
    room = Room()
    room.arrive("eva")
    room.leave("eva")
    assert closing.abandoned_at(room.meeting, room.now, FOUR_HOURS) is None
    room = Room.in_phase(Phase.KNOWLEDGE)
    assert closing.abandoned_at(room.meeting, None, FOUR_HOURS) is None
    room.end()
    assert closing.abandoned_at(room.meeting, room.now, FOUR_HOURS) is None


# --- What becomes of proposals


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (OutcomeKind.AGREEMENT, PilotState.SELECTED),
        (OutcomeKind.AGREEMENT_WITH_REMARKS, PilotState.SELECTED),
        (OutcomeKind.NO_AGREEMENT, PilotState.NOT_SELECTED),
        (OutcomeKind.DEFERRED, PilotState.DEFERRED),
        (OutcomeKind.OTHER_LEVEL, PilotState.OTHER_LEVEL),
    ],
)
def test_an_outcome_takes_effect_when_the_meeting_closes(kind, state):
    room = Room.in_phase(Phase.PILOTS)
    version = room.meeting.proposals["notes"].version
    room.agree("notes", kind)
    assert room.meeting.proposals["notes"].state is PilotState.SHORTLISTED
    if state is PilotState.SELECTED:
        room.appoint("anne", "notes", "lars eva")
    room.end()
    found = room.meeting.proposals["notes"]
    assert (found.state, found.place, found.version) == (state, 0, version + 1)
    assert found.because == ("" if state is PilotState.SELECTED else room.outcome("notes").text)
    assert found.to_committee == ("HovedMED" if kind is OutcomeKind.OTHER_LEVEL else "")
    assert room.meeting.proposals["rota"].state is PilotState.NOT_SELECTED, "not reached"
    assert room.meeting.proposals["rota"].to_committee == ""
    assert room.meeting.proposals["rota"].resumes_on is None


def test_an_agreement_not_to_try_it_selects_nothing():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes", chosen=False)
    room.end()
    assert room.meeting.proposals["notes"].state is PilotState.NOT_SELECTED


@pytest.mark.parametrize("kind", OF_MED)
def test_what_one_side_alone_confirmed_takes_no_effect(kind):
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded(kind, resumes_on=date(2027, 1, 12)))
    room.confirm("anne", "notes")
    room.end()
    found = room.meeting.proposals["notes"]
    assert (found.state, found.resumes_on, found.to_committee) == (PilotState.NOT_SELECTED, None, "")


def test_a_deferred_proposal_says_when_it_resumes():
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded(OutcomeKind.DEFERRED, resumes_on=date(2027, 1, 12)))
    room.confirm("anne", "notes")
    room.confirm("bo", "notes")
    room.end()
    assert room.meeting.proposals["notes"].resumes_on == date(2027, 1, 12)


@pytest.mark.parametrize("state", [state for state in PilotState if state is not PilotState.SHORTLISTED])
def test_a_proposal_that_is_not_on_the_table_stays_as_it_is(state):
    room = Room.in_phase(Phase.PILOTS)
    room.proposal("other", state)
    before = room.meeting.proposals["other"]
    room.end()
    assert room.meeting.proposals["other"] == before


def test_a_reservation_nobody_met_is_kept_and_one_that_was_met_is_not():
    room = Room.in_phase(Phase.PILOTS)
    for who, text in (("eva", "Tempoet"), ("gry", "Ansvaret"), ("lars", "Prisen")):
        room.position(who, "notes", Stance.RESERVATION, text)
    room.reveal()
    room.resolve("anne", room.reservation("Tempoet"), "Ét team")
    room.keep("gry", room.reservation("Ansvaret"))
    room.end()
    states = {found.text: found.state for found in room.meeting.reservations.values()}
    assert states == {
        "Tempoet": ReservationState.RESOLVED,
        "Ansvaret": ReservationState.KEPT,
        "Prisen": ReservationState.KEPT,
    }


def test_why_a_wording_was_declined_is_no_part_of_the_record():
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded())
    room.decline("bo", "notes", "Eva er imod")
    room.agree("rota")
    room.end()
    assert room.outcome("notes").declined_because == ""
    assert room.outcome("notes").declined
    assert room.outcome("rota").agreed


# --- The minutes


def ended() -> Room:
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    room.end()
    return room


def test_minutes_are_signed_by_all_of_the_formandskab_each_once():
    room = ended()
    assert closing.minutes_wait_for(room.meeting) == ("anne", "bo", "dorte")
    for who in ("dorte", "anne"):
        room.sign_minutes(who)
        with refused("out_of_date"):
            room.sign_minutes(who)
    assert closing.minutes_wait_for(room.meeting) == ("bo",)
    room.sign_minutes("bo")
    assert closing.minutes_wait_for(room.meeting) == ()
    assert [signature.person for signature in room.meeting.minutes.signatures] == ["dorte", "anne", "bo"]
    assert {signature.version for signature in room.meeting.minutes.signatures} == {1}
    assert {signature.at for signature in room.meeting.minutes.signatures} == {room.now}


def test_other_minutes_than_those_that_were_read_are_not_signed():
    room = ended()
    for seen in ("0", "2", ""):
        with refused("out_of_date"):
            room.sign_minutes("anne", seen=seen)
    room.meeting = replace(room.meeting, minutes=replace(room.meeting.minutes, version=2))
    with refused("out_of_date"):
        room.sign_minutes("anne", seen="1")


def test_a_meeting_that_lasts_has_no_minutes_to_sign_or_to_object_to():
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    with refused("wrong_phase", "minutes"):
        room.sign_minutes("anne")
    with refused("wrong_phase", "minutes"):
        room.object("eva", "Jeg var der")
    assert closing.objections_until(room.meeting, 14, ZONE) is None


def test_members_object_until_the_end_of_the_last_day_after_the_last_signature():
    room = ended()
    for who in ("anne", "bo"):
        room.sign_minutes(who)
    with refused("wrong_phase"):
        room.object("eva", "For tidligt")
    room.later(60)
    room.sign_minutes("dorte")
    last = date(2026, 12, 15)
    assert closing.objections_until(room.meeting, 14, ZONE) == last
    room.now = datetime(2026, 12, 15, 23, 59, 59, tzinfo=ZONE)
    room.object("eva", "Punkt 3 mangler")
    room.object("lars", "Også punkt 2")
    assert [(found.text, found.at, found.version) for found in room.meeting.minutes.objections] == [
        ("Punkt 3 mangler", room.now, 1),
        ("Også punkt 2", room.now, 1),
    ]
    assert len({found.id for found in room.meeting.minutes.objections}) == 2
    room.now += timedelta(seconds=1)
    with refused("deadline_passed", "text"):
        room.object("eva", "For sent")
    room.object("eva", "En uge mere", days=21)


def test_days_are_counted_on_the_calendar_across_the_change_of_the_clock():
    room = ended()
    # Late on 21 March in Denmark. The clocks change on the 28th.
    room.now = datetime(2027, 3, 21, 23, 30, tzinfo=ZONE)
    for who in ("anne", "bo", "dorte"):
        room.sign_minutes(who)
    assert closing.objections_until(room.meeting, 14, ZONE) == date(2027, 4, 4)
    room.now = datetime(2027, 4, 4, 23, 59, tzinfo=ZONE)
    room.object("eva", "Endnu ikke for sent")
    room.now = datetime(2027, 4, 5, 0, 0, tzinfo=ZONE)
    with refused("deadline_passed"):
        room.object("eva", "For sent")


def test_nobody_objects_from_a_screen_that_showed_other_minutes():
    room = ended()
    for who in ("anne", "bo", "dorte"):
        room.sign_minutes(who)
    for seen in ("", "0", "2"):
        with refused("out_of_date"):
            room.object("eva", "Punkt 3 mangler", seen=seen)


def test_an_objection_does_not_say_whose_it_is():
    room = ended()
    for who in ("anne", "bo", "dorte"):
        room.sign_minutes(who)
    room.object("gry", "Punkt 3 mangler")
    assert "gry" not in repr(room.meeting.minutes)
    assert room.meeting.owners == {}


def test_what_was_not_handed_in_or_was_put_together_is_no_part_of_the_record():
    room = Room.in_phase(Phase.KNOWLEDGE)
    for kind in (Kind.USE, Kind.QUESTION, Kind.CONCERN, Kind.CONDITION):
        room.contribute("eva", kind, f"{kind} af eva")
    room.say_word("eva", "Rolig")
    room.advance()
    room.repair("sofie", "anne finn", "lars bo", "dorte eva gry")
    room.contribute("gry", Kind.CONCERN, "Udkast")
    room.hand_in("eva", concern=["concern af eva", "Helt ny"])
    room.hand_in("anne", concern=["Næsten helt ny"])
    on = room.handed_in()
    room.merge("anne", on["Næsten helt ny"], on["Helt ny"])
    room.end()
    assert {item.text for item in room.meeting.contributions.values()} == {
        "use af eva",
        "question af eva",
        "Rolig",
        "concern af eva",
        "Helt ny",
    }


def test_minutes_that_nobody_has_to_sign_are_not_out_either():
    people = [someone("finn", Side.MANAGEMENT), someone("eva", Side.EMPLOYEES)]
    room = Room(*people)
    room.meeting = closing.close(room.meeting, room.now, finished=True)
    with refused("wrong_phase"):
        room.object("eva", "Jeg sagde noget andet")
