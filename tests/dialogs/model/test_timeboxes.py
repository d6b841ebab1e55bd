"""The clock of a meeting."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.model.agenda import Phase
from dialogs.model.timeboxes import Pause, PhaseRun, Timeline
from tests.dialogs.room import MED_AI, STARTS_AT, refused


def at(minutes: float):
    return STARTS_AT + timedelta(minutes=minutes)


def begun(phase: Phase = Phase.KNOWLEDGE) -> Timeline:
    return Timeline().begin(MED_AI, phase, at(0))


def minutes(span: timedelta) -> float:
    return span / timedelta(minutes=1)


def test_before_the_start_no_phase_runs_and_nothing_is_expected():
    empty = Timeline()
    assert empty.current is None
    assert not empty.paused
    assert empty.expected_end(MED_AI, at(0)) is None
    assert empty.held(Phase.PAIRS, at(10)) == timedelta()


def test_a_phase_begins_with_its_planned_minutes():
    assert begun().current == PhaseRun(1, Phase.KNOWLEDGE, at(0), 45)
    assert begun().until(begun().current, at(7)) == at(45)


def test_the_next_phase_ends_the_one_before():
    line = begun().begin(MED_AI, Phase.PAIRS, at(40))
    assert line.runs[0].ended_at == at(40)
    assert line.current == PhaseRun(2, Phase.PAIRS, at(40), 45)


def test_after_the_end_no_phase_runs_and_what_ended_before_keeps_its_time():
    line = begun().begin(MED_AI, Phase.PAIRS, at(40)).end(at(50))
    assert line.current is None
    assert [run.ended_at for run in line.runs] == [at(40), at(50)]
    assert line.end(at(60)) == line


def test_the_expected_end_is_the_rest_of_the_plan_and_moves_on_when_a_phase_runs_over():
    assert begun().expected_end(MED_AI, at(10)) == at(120)
    assert begun().expected_end(MED_AI, at(50)) == at(125)
    assert begun().extend(10).expected_end(MED_AI, at(0)) == at(130)
    assert begun(Phase.ANNOUNCEMENT).expected_end(MED_AI, at(1)) == at(15)


def test_going_back_gives_what_was_left_of_the_time():
    line = begun().begin(MED_AI, Phase.PAIRS, at(30)).begin(MED_AI, Phase.KNOWLEDGE, at(35))
    assert line.current == PhaseRun(3, Phase.KNOWLEDGE, at(35), 15)
    assert line.expected_end(MED_AI, at(35)) == at(35 + 15 + 40 + 15 + 15)
    assert line.held(Phase.KNOWLEDGE, at(40)) == timedelta(minutes=35)
    assert line.held(Phase.PAIRS, at(40)) == timedelta(minutes=5)


def test_going_back_to_a_phase_that_ran_out_gives_five_minutes():
    line = begun().begin(MED_AI, Phase.PAIRS, at(60)).begin(MED_AI, Phase.KNOWLEDGE, at(61))
    assert line.current.minutes == 5
    nearly = begun().begin(MED_AI, Phase.PAIRS, at(39)).begin(MED_AI, Phase.KNOWLEDGE, at(41))
    assert nearly.current.minutes == 6


def test_a_break_pushes_the_timebox_on_and_is_not_held():
    line = begun().pause(at(10))
    assert line.paused
    assert line.until(line.current, at(15)) == at(50)
    line = line.resume(at(20))
    assert not line.paused
    assert line.pauses == (Pause(1, 1, at(10), at(20)),)
    assert line.until(line.current, at(30)) == at(55)
    assert line.held(Phase.KNOWLEDGE, at(30)) == timedelta(minutes=20)
    assert line.pause(at(30)).pauses[1] == Pause(2, 1, at(30))


def test_a_break_belongs_to_the_stretch_in_which_it_began():
    line = begun().pause(at(10)).begin(MED_AI, Phase.PAIRS, at(20))
    assert not line.paused
    assert line.pauses == (Pause(1, 1, at(10), at(20)),)
    assert line.until(line.current, at(25)) == at(65)
    assert line.held(Phase.KNOWLEDGE, at(30)) == timedelta(minutes=10)
    assert line.held(Phase.PAIRS, at(30)) == timedelta(minutes=10)


def test_the_end_ends_a_break_too():
    line = begun().pause(at(10)).end(at(12))
    assert line.pauses[0].to_at == at(12)
    assert line.held(Phase.KNOWLEDGE, at(90)) == timedelta(minutes=10)


def test_what_is_held_is_counted_in_minutes_of_the_clock():
    line = begun().begin(MED_AI, Phase.PAIRS, at(10) + timedelta(seconds=59)).end(at(12) + timedelta(seconds=1))
    assert line.held(Phase.KNOWLEDGE, at(99)) == timedelta(minutes=10)
    assert line.held(Phase.PAIRS, at(99)) == timedelta(minutes=2)


def test_breaks_are_counted_in_minutes_of_the_clock_too():
    line = begun().pause(at(10) + timedelta(seconds=30)).resume(at(15) + timedelta(seconds=10))
    assert line.held(Phase.KNOWLEDGE, at(20)) == timedelta(minutes=15)


def test_a_break_of_a_few_seconds_never_makes_what_is_held_less_than_nothing():
    line = begun().pause(at(0) + timedelta(seconds=10)).end(at(0) + timedelta(seconds=50))
    assert line.held(Phase.KNOWLEDGE, at(1)) == timedelta()
    again = line.begin(MED_AI, Phase.KNOWLEDGE, at(1))
    assert again.current.minutes == 45


def test_there_is_no_break_in_a_break_and_no_end_without_one():
    with refused("out_of_date"):
        begun().pause(at(1)).pause(at(2))
    with refused("out_of_date"):
        begun().resume(at(2))
    with refused("wrong_phase"):
        Timeline().pause(at(1))
    with refused("wrong_phase"):
        begun().end(at(1)).pause(at(2))


@pytest.mark.parametrize("minutes", [1, 60])
def test_a_phase_is_given_from_one_to_sixty_minutes(minutes):
    assert begun().extend(minutes).current.minutes == 45 + minutes


@pytest.mark.parametrize("minutes", [-5, 0, 61])
def test_a_phase_is_not_given_fewer_or_more(minutes):
    with refused("out_of_range", "minutes") as caught:
        begun().extend(minutes)
    assert caught.value.values == {"least": 1, "most": 60}


def test_what_does_not_run_is_not_extended():
    with refused("wrong_phase"):
        Timeline().extend(5)
    with refused("wrong_phase"):
        begun().end(at(1)).extend(0)


def test_extending_leaves_what_ended_before_alone():
    line = begun().begin(MED_AI, Phase.PAIRS, at(40)).extend(5)
    assert [run.minutes for run in line.runs] == [45, 50]


STEPS = st.lists(st.tuples(st.sampled_from(["pause", "resume", "extend", *Phase]), st.integers(0, 1200)), max_size=12)


@given(STEPS)
@settings(max_examples=80)
def test_whatever_happens_the_clock_stays_in_order(steps):
    line, now = begun(), at(0)
    for what, seconds in steps:
        now += timedelta(seconds=seconds)
        before = line.expected_end(MED_AI, now)
        if what == "pause" and not line.paused:
            line = line.pause(now)
        elif what == "resume" and line.paused:
            line = line.resume(now)
        elif what == "extend":
            line = line.extend(7)
            assert before <= line.expected_end(MED_AI, now) <= before + timedelta(minutes=7)
        elif what in list(Phase):
            line = line.begin(MED_AI, Phase(what), now)
            assert not line.paused
        run = line.current
        assert line.until(run, now) >= run.began_at + timedelta(minutes=5)
        assert line.expected_end(MED_AI, now) >= now
    assert [run.number for run in line.runs] == list(range(1, len(line.runs) + 1))
    assert [pause.number for pause in line.pauses] == list(range(1, len(line.pauses) + 1))
    assert all(one.ended_at == two.began_at for one, two in zip(line.runs, line.runs[1:], strict=False))
    held = [line.held(phase, now) for phase in Phase]
    assert min(held) >= timedelta()
    assert all(minutes(span) == int(minutes(span)) for span in held)
    assert sum(held, timedelta()) <= now - at(0) + timedelta(minutes=1)


def test_parts_of_a_second_are_no_part_of_a_minute():
    line = begun().begin(MED_AI, Phase.PAIRS, at(10) + timedelta(microseconds=7)).end(at(12))
    assert line.held(Phase.KNOWLEDGE, at(99)) == timedelta(minutes=10)
    assert line.held(Phase.PAIRS, at(99)) == timedelta(minutes=2)
