"""Refusals come in one order: role, meeting over, presence, phase, version. Every act is tried."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from bot.content import read_content
from dialogs.model import (
    announcing,
    appointing,
    attending,
    checking,
    closing,
    concluding,
    drafting,
    minuting,
    pairing,
    planning,
    proposing,
    rights,
    rounding_up,
    sharing,
    steering,
    weighing,
)
from dialogs.model.agenda import Phase
from dialogs.model.ids import Fresh
from dialogs.model.items import Stance
from dialogs.model.meeting import Kind, Meeting, Plan, Stage
from dialogs.model.pilots import Elaboration
from tests.dialogs.room import CARDS, SHORT, STARTS_AT, ZONE, Room, refused, worded

LEAD, FORMANDSKAB, PARTY, MEMBER = "lead", "formandskab", "party", "member"
MAY = {
    LEAD: {"anne", "bo", "dorte", "sofie"},
    FORMANDSKAB: {"anne", "bo", "dorte"},
    PARTY: {"anne", "lars", "bo", "dorte", "eva", "finn", "gry"},
    MEMBER: {"anne", "lars", "bo", "dorte", "eva", "finn", "gry", "sofie", "hans", "ole"},
}
NO = {LEAD: "not_allowed", FORMANDSKAB: "not_allowed", PARTY: "not_a_party"}
ALL = frozenset(Phase)
K, P, W, A = Phase
NOW = STARTS_AT
NOW_IN_TIME = drafting.Moment(STARTS_AT, STARTS_AT.date(), STARTS_AT)
FRESH = Fresh("x")
RULES = read_content()["da"].screening


@dataclass(frozen=True)
class Deed:
    """Something people do. `phases` are those in which it may be done; `stale` says that it carries a version."""

    name: str
    do: Callable[[Meeting, str], object]
    role: str
    phases: frozenset[Phase] = ALL
    stale: bool = False


IN_ROOM = [
    Deed("advance", lambda m, who: steering.advance(m, who, NOW, FRESH, "old"), LEAD, stale=True),
    Deed("back", lambda m, who: steering.back(m, who, NOW, FRESH, "old"), LEAD, stale=True),
    Deed("extend", lambda m, who: steering.extend(m, who, 0, "old"), LEAD, stale=True),
    Deed("end", lambda m, who: closing.end(m, who, NOW, "old"), LEAD, stale=True),
    Deed("next card", lambda m, who: steering.next_card(m, who, "old"), LEAD, frozenset({K}), stale=True),
    Deed("pause", lambda m, who: steering.pause(m, who, NOW), LEAD),
    Deed("resume", lambda m, who: steering.resume(m, who, NOW), LEAD),
    Deed("take over", steering.take_over, FORMANDSKAB),
    Deed("ask for a break", steering.ask_break, PARTY),
    Deed("contribute", lambda m, who: sharing.contribute(m, who, Kind.USE, "a", FRESH), PARTY, frozenset({K, P})),
    Deed("word", lambda m, who: sharing.say_word(m, who, "a", FRESH), PARTY, frozenset({K})),
    Deed("edit", lambda m, who: sharing.edit(m, who, "none", "a"), PARTY, frozenset({K, P})),
    Deed("withdraw", lambda m, who: sharing.withdraw(m, who, "none"), PARTY, frozenset({K, P})),
    Deed("hand in", lambda m, who: sharing.hand_in(m, who, {}, FRESH), PARTY, frozenset({P})),
    Deed("take back", sharing.take_back, PARTY, frozenset({P})),
    Deed("repair", lambda m, who: pairing.by_hand(m, who, [["x"], ["x"]], FRESH), LEAD, frozenset({P})),
    Deed("theme", lambda m, who: rounding_up.theme(m, who, "none", "a"), LEAD, frozenset({P})),
    Deed("merge", lambda m, who: rounding_up.merge(m, who, "none", None), LEAD, frozenset({P})),
    Deed("missing", lambda m, who: rounding_up.say_missing(m, who, "a", FRESH), PARTY, frozenset({P})),
    Deed("position", lambda m, who: weighing.take_position(m, who, "none", Stance.SUPPORTS, ""), PARTY, frozenset({W})),
    Deed("take position back", lambda m, who: weighing.unsay(m, who, "none"), PARTY, frozenset({W})),
    Deed("reveal", lambda m, who: weighing.reveal(m, who, "none", NOW, FRESH), LEAD, frozenset({W})),
    Deed("resolve", lambda m, who: weighing.resolve(m, who, "none", "a"), FORMANDSKAB, frozenset({W})),
    Deed("open an item", lambda m, who: concluding.open_item(m, who, "a", FRESH), FORMANDSKAB, frozenset({W})),
    Deed("word an outcome", lambda m, who: concluding.word(m, who, "none", worded(), "0"), FORMANDSKAB, frozenset({W})),
    Deed("confirm", lambda m, who: concluding.confirm(m, who, "none", "", "0"), FORMANDSKAB, frozenset({W})),
    Deed("decline", lambda m, who: concluding.decline(m, who, "none", "", "0"), FORMANDSKAB, frozenset({W})),
    Deed("appoint", lambda m, who: appointing.appoint(m, who, "none", [], "", [], []), FORMANDSKAB, frozenset({W})),
    Deed("edit the message", lambda m, who: announcing.edit(m, who, "", "old"), LEAD, frozenset({A}), stale=True),
]
BEFOREHAND = [
    Deed("plan", lambda m, who: planning.plan(m, who, Plan(()), ()), FORMANDSKAB),
    Deed("shortlist", lambda m, who: proposing.shortlist(m, who, "none", STARTS_AT), FORMANDSKAB),
]
WHENEVER = [
    Deed("propose", lambda m, who: proposing.propose(m, who, SHORT, FRESH), MEMBER),
    Deed("revise", lambda m, who: drafting.revise(m, who, "none", SHORT, "1", NOW_IN_TIME), MEMBER),
    Deed("elaborate", lambda m, who: drafting.elaborate(m, who, "none", Elaboration(), "1", NOW_IN_TIME), MEMBER),
    Deed("submit", lambda m, who: proposing.submit(m, who, "none", NOW, NOW), MEMBER),
    Deed("withdraw a proposal", lambda m, who: proposing.withdraw(m, who, "none"), MEMBER),
    Deed("check", lambda m, who: checking.ask_again(m, who, "none", "A1", "0", RULES), MEMBER),
    Deed("arrive", lambda m, who: attending.arrive(m, who, NOW), MEMBER),
    Deed("leave", lambda m, who: attending.leave(m, who, NOW), MEMBER),
    Deed("inventory", lambda m, who: sharing.answer_inventory(m, who, {}, FRESH), MEMBER),
    Deed("sign the message", lambda m, who: announcing.sign(m, who, NOW, "old"), FORMANDSKAB),
    Deed("preview the message", announcing.may_preview, LEAD),
    Deed("sign the minutes", lambda m, who: closing.sign_minutes(m, who, NOW, "old"), FORMANDSKAB),
    Deed("object", lambda m, who: closing.object_to_minutes(m, who, "a", NOW, "old", 14, ZONE, FRESH), PARTY),
    Deed("correct the minutes", lambda m, who: minuting.may_correct(m, who, "old"), LEAD),
    Deed("approve the minutes", lambda m, who: minuting.approve(m, who, NOW, "old"), FORMANDSKAB),
]
in_room = pytest.mark.parametrize("deed", IN_ROOM, ids=lambda deed: deed.name)
every = pytest.mark.parametrize("deed", IN_ROOM + BEFOREHAND + WHENEVER, ids=lambda deed: deed.name)
with_a_role = pytest.mark.parametrize(
    "deed", [deed for deed in IN_ROOM + BEFOREHAND + WHENEVER if deed.role != MEMBER], ids=lambda deed: deed.name
)


def rooms() -> dict[Phase, Room]:
    return {phase: Room.in_phase(phase) for phase in Phase}


ROOMS = rooms()
OVER = Room.in_phase(K)
OVER.end()
PLANNED = Room()


@every
def test_a_stranger_is_no_member_whatever_the_state(deed):
    for meeting in (PLANNED.meeting, ROOMS[W].meeting, OVER.meeting):
        with refused("not_a_member"):
            deed.do(meeting, "stranger")


@with_a_role
def test_the_role_is_asked_before_anything_else(deed):
    for who in MAY[MEMBER] - MAY[deed.role]:
        for meeting in (PLANNED.meeting, OVER.meeting):
            with refused(NO[deed.role]):
                deed.do(meeting, who)


@in_room
def test_all_who_have_the_role_get_further_than_the_role(deed):
    if deed.name == "edit the message":
        return  # It goes on after the meeting: test_announcing.py.
    for who in MAY[deed.role]:
        with refused("meeting_closed"):
            deed.do(OVER.meeting, who)


@in_room
def test_who_is_not_there_is_told_so_before_the_phase(deed):
    for who in MAY[deed.role]:
        with refused("not_present"):
            deed.do(PLANNED.meeting, who)
    for room in ROOMS.values():
        for who in MAY[deed.role]:
            with refused("not_present"):
                deed.do(attending.leave(room.meeting, who, NOW), who)


@in_room
def test_a_meeting_that_has_not_begun_is_in_the_wrong_phase(deed):
    for who in MAY[deed.role]:
        with refused("wrong_phase"):
            deed.do(attending.arrive(PLANNED.meeting, who, NOW), who)


@in_room
def test_the_phase_is_asked_before_the_version_and_what_is_done(deed):
    for phase in ALL - deed.phases:
        for who in MAY[deed.role]:
            with refused("wrong_phase"):
                deed.do(ROOMS[phase].meeting, who)


@pytest.mark.parametrize("deed", [deed for deed in IN_ROOM if deed.stale], ids=lambda deed: deed.name)
def test_an_old_screen_is_out_of_date(deed):
    for phase in deed.phases:
        for who in MAY[deed.role]:
            with refused("out_of_date"):
                deed.do(ROOMS[phase].meeting, who)


@pytest.mark.parametrize("deed", BEFOREHAND, ids=lambda deed: deed.name)
def test_what_is_settled_beforehand_is_not_settled_later(deed):
    with refused("meeting_closed"):
        deed.do(OVER.meeting, "anne")
    with refused("wrong_phase"):
        deed.do(ROOMS[K].meeting, "anne")


def test_a_screen_without_a_version_is_an_old_screen():
    with refused("out_of_date"):
        rights.same(0, "")
    with refused("out_of_date"):
        rights.same("", "0")
    rights.same(3, "3")


# --- Planning


def test_the_formandskab_plans_cards():
    room = Room()
    chosen = Plan((7, 8, 9, 10, 11, 12), speaker="Talegenkendelse", channel_posts=True)
    planned = planning.plan(room.meeting, "bo", chosen, range(1, 16))
    assert (planned.plan, planned.starts_at) == (chosen, STARTS_AT)


@pytest.mark.parametrize("cards", [(), CARDS[:5], (*CARDS, 7), (1, 1, 2, 3, 4, 5), (1, 1, 2, 3, 4, 5, 6)])
def test_a_meeting_has_six_different_cards(cards):
    with refused("six_cards", "cards") as caught:
        planning.plan(Room().meeting, "anne", Plan(cards), range(1, 16))
    assert caught.value.values == {"count": len(set(cards))}


def test_a_card_that_is_not_there_cannot_be_chosen():
    with refused("unknown_choice", "cards"):
        planning.plan(Room().meeting, "anne", Plan((1, 2, 3, 4, 5, 16)), range(1, 16))


def test_a_committee_writes_at_most_three_cards_of_its_own():
    from dialogs.model.meeting import OwnCard

    card = OwnCard("a", "b", "c")
    assert planning.plan(Room().meeting, "anne", Plan(CARDS, (card,) * 3), CARDS).plan.own_cards == (card,) * 3
    with refused("out_of_range", "own_title") as caught:
        planning.plan(Room().meeting, "anne", Plan(CARDS, (card,) * 4), CARDS)
    assert caught.value.values == {"least": 0, "most": 3}


def test_a_refusal_says_its_code_and_keeps_what_the_sentence_needs():
    with refused("wrong_phase") as caught:
        rights.in_room(ROOMS[K].meeting, "anne", Phase.PAIRS, Phase.PILOTS)
    assert str(caught.value) == "wrong_phase"
    assert (caught.value.field, caught.value.values) == ("", {})
    rights.in_room(ROOMS[K].meeting, "anne", Phase.PAIRS, Phase.KNOWLEDGE)


def test_those_in_the_room_are_given_by_name_and_only_those():
    room = Room()
    room.arrive("gry", "anne", "sofie")
    room.leave("gry")
    assert [person.id for person in room.meeting.here] == ["anne", "sofie"]
    assert room.meeting.sides_here == ("management",)
    room.arrive("ole")
    assert room.meeting.sides_here == ("management",), "an observer is nobody's side"
    room.arrive("bo")
    assert room.meeting.sides_here == ("management", "employees")
    assert replace(room.meeting, stays={}).here == ()


# --- Cancelled


def test_nothing_is_done_in_a_meeting_that_was_cancelled():
    cancelled = replace(Room().meeting, stage=Stage.CANCELLED)
    for hold in (rights.not_cancelled, rights.not_over, rights.planned):
        with refused("meeting_closed"):
            hold(cancelled)
    for stage in (Stage.PLANNED, Stage.RUNNING, Stage.ENDED):
        rights.not_cancelled(replace(cancelled, stage=stage))
