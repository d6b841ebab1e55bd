"""The table of states (product.md, "Pilots"): every way there is, who goes it and on which condition, and no other."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.content import read_content
from dialogs.model import appointing, calling, checking, moves, piloting, proposing
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.followed import Advice, Evaluated, Evaluation
from dialogs.model.items import Item, Outcome, OutcomeKind
from dialogs.model.pilots import Check, Condition, Due, Elaboration, Light, Owner, PilotState, StopCriterion
from dialogs.model.refusals import Refusal
from tests.dialogs.room import SHORT, STARTS_AT, Room, refused, worded

RULES = read_content()["da"].screening
TODAY = date(2026, 11, 21)
LATER = STARTS_AT + timedelta(days=1)
S = PilotState
# Written by hand from the table. A cancelled meeting gives what it had back as `screened`.
TABLE = {
    S.DRAFT: {S.SUBMITTED, S.WITHDRAWN},
    S.SUBMITTED: {S.DRAFT, S.SCREENED, S.RETURNED, S.OTHER_LEVEL, S.WITHDRAWN},
    # Running: before MED has discussed it, by the exception that rule 9 knows.
    S.SCREENED: {S.RUNNING, S.SHORTLISTED, S.RETURNED, S.OTHER_LEVEL, S.WITHDRAWN},
    S.SHORTLISTED: {
        *(S.SELECTED, S.NOT_SELECTED, S.DEFERRED, S.OTHER_LEVEL),
        *(S.RETURNED, S.WITHDRAWN, S.SCREENED),
    },
    S.RETURNED: {S.DRAFT, S.WITHDRAWN},
    S.DEFERRED: {S.SHORTLISTED, S.WITHDRAWN},
    S.SELECTED: {S.RUNNING},
    S.RUNNING: {S.PAUSED, S.EVALUATING},
    S.PAUSED: {S.RUNNING, S.EVALUATING},
    S.EVALUATING: {S.ADOPTED, S.ADJUSTED, S.STOPPED},
    S.ADJUSTED: {S.RUNNING},
    **dict.fromkeys((S.NOT_SELECTED, S.OTHER_LEVEL, S.WITHDRAWN, S.ADOPTED, S.STOPPED), frozenset()),
}
OPEN = Condition("C1: Afklar", Owner.DPO, Due.TEST, "C1")
LASTING = Condition("Afklar drift", Owner.DPO, Due.OPERATION, "X1")


def room_with(state: PilotState, **values: object) -> Room:
    room = Room()
    room.proposal("notes", state)
    room.change("notes", version=1, followers=("eva", "lars"), stoppers=("bo",), **values)
    return room


def found(room: Room):
    return room.meeting.proposals["notes"]


@pytest.mark.parametrize("before", S)
@pytest.mark.parametrize("after", S)
def test_a_proposal_goes_the_ways_of_the_table_and_no_other(before, after):
    proposal = found(room_with(before, because="før"))
    if after in TABLE[before]:
        moved = moves.move(proposal, after)
        assert (moved.state, moved.version, moved.because) == (after, 2, "")
    else:
        with pytest.raises(Refusal, match="withdrawn" if before is S.WITHDRAWN else "out_of_date"):
            moves.move(proposal, after)


# --- The formandskab


DEEDS = {
    "give back": lambda room, who, seen="1": piloting.give_back(room.meeting, who, "notes", "Mangler", seen),
    "elsewhere": lambda room, who, seen="1": piloting.send_elsewhere(room.meeting, who, "notes", "HMU", "", seen),
    "start": lambda room, who, seen="1": piloting.start(room.meeting, who, "notes", seen, RULES, TODAY),
    "pause": lambda room, who, seen="1": piloting.pause(room.meeting, who, "notes", "Fejl", seen),
    "go on": lambda room, who, seen="1": piloting.go_on(room.meeting, who, "notes", "Rettet", seen),
    "finish": lambda room, who, seen="1": piloting.finish(room.meeting, who, "notes", seen, TODAY),
}
FROM = {
    "give back": ({S.SUBMITTED, S.SCREENED, S.SHORTLISTED}, {"anne", "bo", "dorte"}),
    "elsewhere": ({S.SUBMITTED, S.SCREENED, S.SHORTLISTED}, {"anne", "bo", "dorte", "hans"}),
    "start": ({S.SELECTED}, {"lars"}),
    "pause": ({S.RUNNING}, {"eva", "lars", "bo"}),
    "go on": ({S.PAUSED}, {"eva", "lars", "bo"}),
    "finish": ({S.RUNNING, S.PAUSED}, {"eva", "lars", "bo"}),
}
every_deed = pytest.mark.parametrize("deed", DEEDS)


@every_deed
@pytest.mark.parametrize("state", S)
def test_each_deed_is_done_in_its_own_states_by_its_own_people_from_a_new_screen(deed, state):
    states, people = FROM[deed]
    room = room_with(state)
    for who in room.meeting.committee.people:
        if state in states and who in people:
            assert DEEDS[deed](room, who).proposals["notes"].state is not state
            with refused("out_of_date"):
                DEEDS[deed](room, who, "0")
        elif state is not S.ADJUSTED:
            with pytest.raises(Refusal):
                DEEDS[deed](room, who)


@every_deed
def test_what_is_not_there_is_not_found_and_a_stranger_is_no_member(deed):
    room = Room()
    with refused("not_found"):
        DEEDS[deed](room, "anne")
    with refused("not_a_member"):
        DEEDS[deed](room, "stranger")


def test_what_is_given_back_has_a_reason_and_goes_off_the_table():
    room = room_with(S.SHORTLISTED)
    assert "notes" in room.meeting.items
    with refused("reason_required", "reason"):
        piloting.give_back(room.meeting, "anne", "notes", "", "1")
    after = piloting.give_back(room.meeting, "anne", "notes", "Skriv, hvem der er med", "1")
    assert "notes" not in after.items
    assert (after.proposals["notes"].because, after.proposals["notes"].place) == ("Skriv, hvem der er med", 0)


def test_what_goes_elsewhere_names_the_committee():
    room = room_with(S.SCREENED)
    with refused("committee_required", "to_committee"):
        piloting.send_elsewhere(room.meeting, "anne", "notes", "", "", "1")
    after = piloting.send_elsewhere(room.meeting, "anne", "notes", "HovedMED", "Hele kommunen", "1").proposals["notes"]
    assert (after.to_committee, after.because) == ("HovedMED", "Hele kommunen")


def test_what_was_decided_is_neither_given_back_nor_sent_elsewhere():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes", OutcomeKind.DEFERRED)
    for deed in (piloting.give_back, lambda *args: piloting.send_elsewhere(*args[:3], "HMU", *args[3:])):
        with refused("out_of_date"):
            deed(room.meeting, "anne", "notes", "Nej", str(found(room).version))


# --- Selected


def test_a_pilot_is_selected_with_a_follow_up_group_of_both_sides_and_keeps_who_follows_and_who_may_stop_it():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes")
    stops = [StopCriterion("Fejl", "bo"), StopCriterion("Klager"), StopCriterion("Syge", "bo")]
    room.appoint("anne", "notes", "lars eva", stop_criteria=stops)
    room.end()
    after = found(room)
    assert (after.state, after.followers, after.stoppers) == (S.SELECTED, ("eva", "lars"), ("bo", "lars"))
    assert after.discussed_in == room.meeting.number


def test_without_a_follow_up_group_it_waits_and_is_selected_when_one_is_appointed_afterwards():
    room = Room.in_phase(Phase.PILOTS)
    room.agree("notes")
    room.agree("rota", chosen=False)
    room.end()
    assert (found(room).state, found(room).place) == (S.SHORTLISTED, 0)
    assert appointing.waits_for_group(room.meeting, "notes")
    assert not appointing.waits_for_group(room.meeting, "rota")
    assert not appointing.waits_for_group(room.meeting, "none")
    with refused("not_allowed"):
        room.appoint("eva", "notes", "lars eva")
    with refused("both_sides_required"):
        room.appoint("anne", "notes", "lars")
    room.appoint("anne", "notes", "lars eva")
    assert found(room).state is S.SELECTED
    with refused("meeting_closed"):
        room.appoint("anne", "notes", "lars finn")


def test_a_wording_that_was_not_confirmed_waits_for_no_group():
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded())
    room.end()
    assert not appointing.waits_for_group(room.meeting, "notes")


# --- Running


@pytest.mark.parametrize("due", Due)
def test_a_yellow_flag_blocks_its_stage_until_it_is_cleared_up(due):
    room = room_with(S.SELECTED, conditions=(replace(OPEN, due=due),))
    if due is Due.OPERATION:
        assert DEEDS["start"](room, "lars").proposals["notes"].state is S.RUNNING
        return
    with refused("flags_open"):
        DEEDS["start"](room, "lars")
    room.meeting = checking.clear(room.meeting, "hans", "notes", "C1", "Aftalen er på plads", "1", TODAY)
    assert DEEDS["start"](room, "lars", "2").proposals["notes"].state is S.RUNNING


def test_a_rule_that_became_active_since_the_check_blocks_the_start_too():
    answers = {question.id: "no" for question in RULES.questions if not question.asked_if} | {"B1": "yes", "B5": "yes"}
    texts = dict.fromkeys(("F1", "F2", "F3", "G1", "G2", "G3"), "ord")
    whole = Check({**answers, **texts, "I1": "transition", "E4": "yes", "F4": "yes", "H2": "yes"})
    cleared = Condition("B5: Bed", Owner.LAWYER, Due.PURCHASE, "B5", "Modtaget", "hans", TODAY)
    room = room_with(S.SELECTED, check=whole, light=Light.YELLOW, conditions=(cleared,))
    assert DEEDS["start"](room, "lars").proposals["notes"].state is S.RUNNING
    with refused("flags_open") as caught:
        piloting.start(room.meeting, "lars", "notes", "1", RULES, date(2027, 12, 2))
    assert caught.value.values == {"count": 4}


def test_a_pilot_that_was_never_chosen_does_not_start():
    for state in (S.DRAFT, S.SUBMITTED, S.SCREENED, S.SHORTLISTED, S.DEFERRED, S.RETURNED):
        with refused("not_selected"):
            DEEDS["start"](room_with(state), "lars")


def test_what_goes_on_with_changes_has_a_new_end_date():
    room = room_with(S.ADJUSTED)
    for end_on in (None, TODAY, TODAY - timedelta(days=1)):
        with refused("out_of_range", "end_on"):
            piloting.start(room.meeting, "lars", "notes", "1", RULES, TODAY, end_on)
    after = piloting.start(room.meeting, "lars", "notes", "1", RULES, TODAY, date(2027, 3, 1)).proposals["notes"]
    assert (after.state, after.more.end_on) == (S.RUNNING, date(2027, 3, 1))


@pytest.mark.parametrize(("deed", "state"), [(piloting.pause, S.RUNNING), (piloting.go_on, S.PAUSED)])
def test_stopping_and_going_on_have_a_reason(deed, state):
    room = room_with(state)
    with refused("reason_required", "reason"):
        deed(room.meeting, "eva", "notes", "", "1")
    assert deed(room.meeting, "eva", "notes", "Fejl", "1").proposals["notes"].because == "Fejl"


def test_from_its_end_date_on_the_responsible_leader_ends_it_too():
    for end_on, allowed in ((TODAY + timedelta(days=1), False), (TODAY, True), (None, False)):
        room = room_with(S.RUNNING, more=Elaboration(end_on=end_on))
        room.change("notes", followers=("eva",))
        if allowed:
            assert DEEDS["finish"](room, "lars").proposals["notes"].state is S.EVALUATING
        else:
            with refused("not_allowed"):
                DEEDS["finish"](room, "lars")


# --- Evaluated


@pytest.mark.parametrize("state", [S.RUNNING, S.PAUSED, S.EVALUATING, S.SELECTED])
@pytest.mark.parametrize(
    ("advice", "to"),
    [
        (Advice.ADOPT, S.ADOPTED),
        (Advice.SCALE, S.ADOPTED),
        (Advice.ADJUST, S.ADJUSTED),
        (Advice.STOP, S.STOPPED),
    ],
)
def test_what_both_sides_agree_on_after_the_evaluation_becomes_of_a_pilot_that_was_under_way(state, advice, to):
    room = evaluated(state, advice)
    room.agree("look", OutcomeKind.AGREEMENT_WITH_REMARKS)
    text = room.outcome("look").text
    room.end()
    assert (found(room).state, found(room).because) == ((state, "") if state is S.SELECTED else (to, text))


@pytest.mark.parametrize(("becomes", "to"), [(Advice.STOP, S.STOPPED), (Advice.ADJUST, S.ADJUSTED), (None, S.ADOPTED)])
def test_the_committee_can_come_to_something_else_than_the_group_recommends(becomes, to):
    room = evaluated(S.EVALUATING, Advice.ADOPT)
    concludes(room, replace(worded(), becomes=becomes))
    assert found(room).state is to


def test_being_told_of_an_evaluation_concludes_nothing():
    room = evaluated(S.EVALUATING, Advice.STOP)
    concludes(room, replace(worded(), item_type=ItemType.INFORMATION))
    assert found(room).state is S.EVALUATING


def test_a_pilot_that_goes_on_with_changes_begins_another_round():
    room = room_with(S.ADJUSTED)
    room.change("notes", over_on=TODAY)
    end_on = TODAY + timedelta(weeks=8)
    after = piloting.start(room.meeting, "lars", "notes", "1", RULES, TODAY, end_on).proposals["notes"]
    assert (after.round, after.prolonged_on, after.over_on, after.more.end_on) == (2, TODAY, None, end_on)


def test_without_agreement_or_without_an_evaluation_a_pilot_stays_what_it_is():
    room = evaluated(S.EVALUATING, Advice.STOP)
    room.agree("look", OutcomeKind.NO_AGREEMENT)
    room.end()
    assert found(room).state is S.EVALUATING
    room = evaluated(S.RUNNING, Advice.STOP)
    room.meeting = replace(room.meeting, evaluated=())
    room.agree("look")
    room.end()
    assert found(room).state is S.RUNNING


def test_what_is_still_to_be_cleared_up_keeps_a_pilot_from_being_adopted_and_from_nothing_else():
    for advice, state in ((Advice.ADOPT, S.EVALUATING), (Advice.STOP, S.STOPPED)):
        room = evaluated(S.EVALUATING, advice)
        room.change("notes", conditions=(LASTING,))
        room.agree("look")
        room.end()
        assert found(room).state is state


def concludes(room: Room, outcome: Outcome) -> None:
    """Let both sides confirm this outcome of an evaluation, and the meeting end."""
    room.word("anne", "look", outcome)
    room.confirm("anne", "look")
    room.confirm("bo", "look")
    room.end()


def evaluated(state: PilotState, advice: Advice) -> Room:
    """Give a meeting in whose third phase the evaluation of a pilot lies on the table."""
    room = Room.in_phase(Phase.PILOTS)
    room.proposal("old", S.SCREENED)
    room.change("notes", state=state, because="")
    items = {"look": Item("look", 1, "Evaluering", evaluates="chosen")}
    evaluation = Evaluated("chosen", 1, "Notes", Evaluation(TODAY, advice), 1, "notes")
    room.meeting = replace(room.meeting, items=items, evaluated=(evaluation,))
    return room


# --- Whatever anybody does


class AnyWay(RuleBasedStateMachine):
    """Two proposals to which everybody does everything, before, in and after a meeting."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room()
        for name in ("notes", "rota"):
            new = proposing.propose(self.room.meeting, "lars", replace(SHORT, title=name), self.room.fresh())
            self.room.meeting = new
        self.told: dict[str, list[PilotState]] = {key: [S.DRAFT] for key in self.room.meeting.proposals}

    # Mostly somebody who may, or too little would happen; often enough anybody at all.
    people = st.sampled_from(("lars", "lars", "anne", "anne", "eva", "bo", "finn", "sofie", "hans"))
    which = st.integers(0, 1)

    @initialize(steps=st.sampled_from((5, 5, 4, 3, 2, 0)), group=st.sampled_from((True, True, False)))
    def begin(self, steps, group):
        """A course begins anywhere on the straight way."""
        for step in range(steps):
            for which in (0, 1):
                match step:
                    case 0:
                        self.tries(self.does(proposing.submit, STARTS_AT, LATER), which, "lars")
                    case 1:
                        self.answers(which, "lars", "no")
                    case 2:
                        self.tries(self.does(proposing.shortlist, STARTS_AT), which, "anne")
                    case 3 if which == 0:
                        self.meets(which, OutcomeKind.AGREEMENT, group=group)
                    case 4:
                        self.clears(which, "hans", "F4")
                        self.deed("start", which, "lars")

    def tries(self, deed, number: int, who: str) -> None:
        key = sorted(self.room.meeting.proposals)[number]
        before = self.room.meeting
        try:
            deed(key, who)
        except Refusal:
            assert self.room.meeting is before
        for name, proposal in self.room.meeting.proposals.items():
            if self.told[name][-1] is not proposal.state:
                self.told[name].append(proposal.state)

    def does(self, function, *rest):
        def deed(key, who):
            self.room.meeting = function(self.room.meeting, who, key, *rest)

        return deed

    @rule(who=people, which=which)
    def submit(self, who, which):
        self.tries(self.does(proposing.submit, STARTS_AT, LATER), which, who)

    @rule(who=people, which=which, late=st.booleans())
    def redraft(self, who, which, late):
        self.tries(self.does(proposing.redraft, LATER if late else STARTS_AT, LATER), which, who)

    @rule(who=people, which=which, feelings=st.sampled_from(("no", "no", "yes")))
    def check(self, who, which, feelings):
        self.answers(which, who, feelings)

    def answers(self, which, who, feelings):
        def deed(key, who):
            while question := checking.asking(RULES, self.room.meeting.proposals[key], TODAY):
                known = RULES.question(question).kind
                said = {"text": "ord", "way": "transition"}.get(known, feelings if question == "A2" else "no")
                seen = str(self.room.meeting.proposals[key].check.version)
                self.room.meeting = checking.answer(self.room.meeting, who, key, question, said, seen, RULES, TODAY)

        self.tries(deed, which, who)

    @rule(who=people, which=which)
    def shortlist(self, who, which):
        self.tries(self.does(proposing.shortlist, STARTS_AT), which, who)

    @rule(who=people, which=which)
    def withdraw(self, who, which):
        self.tries(self.does(proposing.withdraw), which, who)

    @rule(who=people, which=which, deed=st.sampled_from(sorted(DEEDS)))
    def one_of_the_deeds(self, who, which, deed):
        self.deed(deed, which, who)

    def deed(self, deed, which, who):
        def do(key, who):
            seen = str(self.room.meeting.proposals[key].version)
            meeting = self.room.meeting
            made = {
                "give back": lambda: piloting.give_back(meeting, who, key, "Mangler", seen),
                "elsewhere": lambda: piloting.send_elsewhere(meeting, who, key, "HMU", "", seen),
                "start": lambda: piloting.start(meeting, who, key, seen, RULES, TODAY, date(2027, 5, 1)),
                "pause": lambda: piloting.pause(meeting, who, key, "Fejl", seen),
                "go on": lambda: piloting.go_on(meeting, who, key, "Rettet", seen),
                "finish": lambda: piloting.finish(meeting, who, key, seen, TODAY),
            }
            self.room.meeting = made[deed]()

        self.tries(do, which, who)

    @rule(who=people, which=which, question=st.sampled_from(("E4", "F4", "H2")))
    def clear(self, who, which, question):
        self.clears(which, who, question)

    def clears(self, which, who, question):
        def deed(key, who):
            seen = str(self.room.meeting.proposals[key].version)
            self.room.meeting = checking.clear(self.room.meeting, who, key, question, "Aftalt", seen, TODAY)

        self.tries(deed, which, who)

    @rule(which=which, kind=st.sampled_from(sorted(OutcomeKind)), group=st.booleans())
    def meet_and_decide(self, which, kind, group):
        self.meets(which, kind, group=group)

    def meets(self, which, kind, *, group):
        def deed(key, who):
            if self.room.meeting.stage != "planned" or key not in self.room.meeting.items:
                return
            room = self.room
            room.arrive("anne", "bo", "eva", "lars", "sofie")
            room.start()
            while room.meeting.phase is not Phase.PILOTS:
                room.advance()
            if kind not in {OutcomeKind.DISCUSSED, OutcomeKind.SENT_TO_MED}:
                room.agree(key, kind)
            if group and kind in {OutcomeKind.AGREEMENT, OutcomeKind.AGREEMENT_WITH_REMARKS}:
                room.appoint("anne", key, "lars eva")
            room.end()

        self.tries(deed, which, "anne")

    @rule(which=which)
    def appoint_afterwards(self, which):
        if self.room.meeting.stage == "ended":
            self.tries(lambda key, who: self.room.appoint("anne", key, "lars eva"), which, "anne")

    @rule(which=which)
    def cancel(self, which):
        def deed(key, who):
            self.room.meeting = calling.cancel(self.room.meeting, "anne", "Syg", self.room.now)

        self.tries(deed, which, "anne")

    @invariant()
    def it_went_the_ways_of_the_table(self):
        for told in self.told.values():
            for before, after in pairwise(told):
                assert after in TABLE[before], told

    @invariant()
    def nothing_red_was_ever_selected_and_nothing_runs_without_a_group_a_discussion_and_its_flags(self):
        people = self.room.meeting.committee.people
        for proposal in self.room.meeting.proposals.values():
            if proposal.state in {S.SHORTLISTED, S.SELECTED, S.RUNNING, S.PAUSED, S.EVALUATING}:
                assert proposal.light is not Light.RED
            if proposal.state in {S.SELECTED, S.RUNNING, S.PAUSED, S.EVALUATING}:
                assert {people[who].side for who in proposal.followers} == {"management", "employees"}
                assert proposal.discussed_in
            if proposal.state in {S.RUNNING, S.PAUSED, S.EVALUATING}:
                assert not piloting.open_before_start(proposal)
            if proposal.state in {S.RETURNED, S.PAUSED}:
                assert proposal.because


AnyWay.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
test_any_way = AnyWay.TestCase
