"""When a committee meets: planned anew, moved, cancelled, agreed on; what was put off comes back once and first."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.model import calling, planning, proposing, resuming
from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId
from dialogs.model.items import OutcomeKind
from dialogs.model.meeting import Meeting, Plan, Sibling, Stage
from dialogs.model.pilots import PilotState
from tests.dialogs.room import CARDS, MED_AI, STARTS_AT, Room, refused, worded

ZONE = ZoneInfo("Europe/Copenhagen")
NEXT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
EARLY = STARTS_AT - timedelta(days=30)
DEFERRED = OutcomeKind.DEFERRED


def put_off(room: Room, on: str, resumes_on: date | None = None, text: str = "Baglandet skal høres") -> None:
    room.word("anne", on, worded(DEFERRED, resumes_on=resumes_on, text=text))
    room.confirm("anne", on)
    room.confirm("bo", on)


def plan_next(room: Room, starts_at: datetime = NEXT, who: str = "anne") -> Meeting:
    room.meeting, new = calling.plan_next(room.meeting, PersonId(who), starts_at, room.now, ZONE, room.fresh())
    return new


def held(resumes_on: date | None = None) -> Room:
    """Give a meeting that put off a proposal and an item of its own, and is over."""
    room = Room.in_phase(Phase.PILOTS)
    put_off(room, "notes", resumes_on)
    own = room.open_item("bo", "Rene linjer")
    put_off(room, own, resumes_on, "Vi vil se andres")
    room.end()
    return room


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in meeting.in_order()]


# --- The first meeting


def test_a_committee_gets_its_first_meeting_with_the_cards_of_its_agenda():
    room = Room()
    first = calling.first(room.meeting.committee, MED_AI, NEXT, room.now, room.fresh())
    assert (first.number, first.starts_at, first.stage) == (1, NEXT, Stage.PLANNED)
    assert first.plan.cards == MED_AI.cards
    for at in (room.now, room.now - timedelta(minutes=1)):
        with refused("out_of_range", "starts_on"):
            calling.first(room.meeting.committee, MED_AI, at, room.now, room.fresh())


# --- The next meeting


@pytest.mark.parametrize("who", ["anne", "bo", "dorte", "sofie"])
def test_the_formandskab_or_the_secretary_plan_the_next_meeting_like_this_one(who):
    room = held()
    before = room.meeting
    new = plan_next(room, who=who)
    assert (new.number, new.starts_at, new.stage, new.agenda) == (2, NEXT, Stage.PLANNED, before.agenda)
    assert new.plan == Plan(before.agenda.cards)
    assert new.committee == before.committee
    assert new.siblings == (Sibling(before.id, 1, STARTS_AT, Stage.ENDED),)
    assert room.meeting.siblings == (Sibling(new.id, 2, NEXT, Stage.PLANNED),)
    assert calling.next_meeting(room.meeting) == room.meeting.siblings[0]


@pytest.mark.parametrize("who", ["eva", "hans", "ole"])
def test_nobody_else_plans_it(who):
    with refused("not_allowed"):
        plan_next(held(), who=who)


def test_it_is_planned_once_and_after_this_one_has_begun():
    with refused("wrong_phase"):
        plan_next(Room())
    room = held()
    plan_next(room)
    with refused("out_of_date"):
        plan_next(room)


def test_it_lies_ahead():
    room = held()
    for starts_at in (room.now, room.now - timedelta(days=1)):
        with refused("out_of_range", "starts_on"):
            plan_next(room, starts_at)
    plan_next(room, room.now + timedelta(minutes=1))


def test_a_cancelled_one_has_used_its_number():
    room = held()
    gone = Sibling("m2", 2, NEXT, Stage.CANCELLED)
    room.meeting = replace(room.meeting, siblings=(gone,))
    assert plan_next(room).number == 3


def test_the_next_one_is_the_earliest_that_is_not_over():
    ended, later, soon = (
        Sibling("a", 1, NEXT - timedelta(days=9), Stage.ENDED),
        Sibling("b", 3, NEXT + timedelta(days=1), Stage.PLANNED),
        Sibling("c", 4, NEXT, Stage.RUNNING),
    )
    assert calling.next_meeting(replace(Room().meeting, siblings=(ended, later, soon))) == soon
    assert calling.next_meeting(replace(Room().meeting, siblings=(ended,))) is None


# --- What was put off


def test_it_comes_back_first_with_what_was_said():
    room = held()
    new = plan_next(room)
    assert titles(new) == ["Notes", "Rene linjer"]
    first, own = new.in_order()
    assert first.earlier is not None
    assert (first.earlier.meeting, first.earlier.because, first.place) == (1, "Baglandet skal høres", 1)
    assert own.earlier is not None
    assert own.earlier.because == "Vi vil se andres"
    assert new.earlier == ()
    for meeting in (new, room.meeting):
        assert (meeting.proposals["notes"].state, meeting.proposals["notes"].place) == (PilotState.SHORTLISTED, 1)


@pytest.mark.parametrize(
    ("resumes_on", "back"),
    [(None, True), (date(2027, 1, 31), True), (date(2027, 2, 1), True), (date(2027, 2, 2), False)],
)
def test_it_comes_back_at_its_date_and_not_before(resumes_on, back):
    room = held(resumes_on)
    new = plan_next(room)
    assert bool(new.items) is back
    assert (new.proposals["notes"].state is PilotState.SHORTLISTED) is back
    assert len(new.earlier) == (0 if back else 2)


def test_the_local_day_of_the_meeting_counts():
    late = datetime(2027, 1, 31, 23, 30, tzinfo=UTC)
    assert titles(plan_next(held(date(2027, 2, 1)), late)) == ["Notes", "Rene linjer"]


def test_nothing_comes_back_twice():
    new = plan_next(held())
    assert resuming.settle(new, date(2027, 2, 1)) is new
    assert resuming.due(new, date(2027, 2, 1)) == ()


def test_a_withdrawn_proposal_does_not_come_back():
    room = held()
    room.withdraw_proposal("lars", "notes")
    assert titles(plan_next(room)) == ["Rene linjer"]


def test_what_there_is_no_room_for_stays_put_off():
    room = Room.in_phase(Phase.PILOTS)
    for number in range(6):
        own = room.open_item("bo", f"Punkt {number}")
        put_off(room, own)
    room.end()
    new = plan_next(room)
    assert titles(new) == [f"Punkt {number}" for number in range(5)]
    assert [each.title for each in resuming.due(new, date(2027, 2, 1))] == ["Punkt 5"]
    freed = resuming.send_back(new, new.in_order()[:1])
    assert titles(resuming.settle(freed, date(2027, 2, 1)))[0] == "Punkt 0"


def test_what_is_on_the_table_already_makes_room_in_front_of_it():
    new = plan_next(held(date(2027, 3, 1)))
    new = replace(new, proposals={**new.proposals, "rota": replace(new.proposals["rota"], state=PilotState.SCREENED)})
    listed = proposing.shortlist(new, PersonId("anne"), "rota", NEXT)
    moved = calling.move(listed, PersonId("bo"), NEXT + timedelta(days=40), NEXT, ZONE, calling.stamp(listed))
    assert titles(moved) == ["Notes", "Rene linjer", "Rota"]
    assert [item.place for item in moved.in_order()] == [1, 2, 3]
    assert moved.proposals["rota"].place == 3


# --- Moving


def test_moving_follows_with_what_comes_back():
    new = plan_next(held(date(2027, 2, 15)))
    assert new.items == {}
    later = calling.move(new, PersonId("anne"), NEXT + timedelta(days=14), STARTS_AT, ZONE, calling.stamp(new))
    assert titles(later) == ["Notes", "Rene linjer"]
    back = calling.move(later, PersonId("bo"), NEXT, STARTS_AT, ZONE, calling.stamp(later))
    assert back.items == {}
    assert back.proposals["notes"].state is PilotState.DEFERRED
    assert {each.title for each in back.earlier} == {"Notes", "Rene linjer"}


def test_moving_needs_the_formandskab_a_meeting_to_come_and_another_time_ahead():
    meeting, stamp = Room().meeting, calling.stamp(Room().meeting)
    for who in ("sofie", "eva"):
        with refused("not_allowed"):
            calling.move(meeting, PersonId(who), NEXT, EARLY, ZONE, stamp)
    with refused("unknown_choice", "starts_on"):
        calling.move(meeting, PersonId("anne"), STARTS_AT, EARLY, ZONE, stamp)
    with refused("out_of_range", "starts_on"):
        calling.move(meeting, PersonId("anne"), EARLY, EARLY, ZONE, stamp)
    with refused("out_of_date"):
        calling.move(meeting, PersonId("anne"), NEXT, EARLY, ZONE, "")
    with refused("wrong_phase"):
        calling.move(Room.in_phase(Phase.KNOWLEDGE).meeting, PersonId("anne"), NEXT, EARLY, ZONE, stamp)
    assert calling.move(meeting, PersonId("anne"), NEXT, EARLY, ZONE, stamp).starts_at == NEXT


def test_everybody_can_read_from_the_seventh_day_before():
    meeting = replace(Room().meeting, starts_at=datetime(2026, 11, 1, 7, 0, tzinfo=UTC))
    assert calling.readable_from(meeting, ZONE) == datetime(2026, 10, 25, 0, 0, tzinfo=ZONE)


# --- Cancelling


def test_a_cancelled_meeting_lets_go_of_everything():
    new = plan_next(held())
    room = Room()
    room.meeting = replace(new, proposals={**new.proposals, "rota": replace(new.proposals["rota"], state="screened")})
    room.arrive("anne", "bo")
    room.answer_inventory("bo", {1: ("writing",)})
    room.proposal("plans")
    gone = calling.cancel(room.meeting, PersonId("bo"), "For få kan komme", room.now)
    assert (gone.stage, gone.cancelled_because, gone.items) == (Stage.CANCELLED, "For få kan komme", {})
    assert gone.stage.is_over
    assert gone.proposals["notes"].state is PilotState.DEFERRED
    assert (gone.proposals["plans"].state, gone.proposals["plans"].place) == (PilotState.SCREENED, 0)
    assert {each.title for each in gone.earlier} == {"Notes", "Rene linjer"}
    assert (gone.here, gone.inventory, gone.owners) == ((), {}, {})
    room.meeting = gone
    with refused("meeting_closed"):
        room.arrive("anne")
    with refused("meeting_closed"):
        calling.cancel(gone, PersonId("bo"), "Igen", room.now)


def test_cancelling_needs_the_formandskab_and_a_reason():
    meeting = Room().meeting
    with refused("not_allowed"):
        calling.cancel(meeting, PersonId("sofie"), "x", STARTS_AT)
    with refused("reason_required", "reason"):
        calling.cancel(meeting, PersonId("anne"), "", STARTS_AT)
    with refused("wrong_phase"):
        calling.cancel(Room.in_phase(Phase.KNOWLEDGE).meeting, PersonId("anne"), "x", STARTS_AT)


# --- Agreeing on the agenda


def agree(meeting: Meeting, who: str) -> Meeting:
    return calling.agree(meeting, PersonId(who), calling.content(meeting))


def test_each_of_the_formandskab_agrees_on_exactly_this_agenda():
    meeting = agree(agree(Room().meeting, "anne"), "bo")
    assert calling.agreed(meeting) == ("anne", "bo")
    with refused("out_of_date"):
        agree(meeting, "bo")
    for who in ("sofie", "eva"):
        with refused("not_allowed"):
            agree(meeting, who)
    with refused("wrong_phase"):
        agree(Room.in_phase(Phase.KNOWLEDGE).meeting, "anne")


def test_every_change_of_plan_time_or_table_undoes_it():
    room = Room()
    room.proposal("notes", PilotState.SCREENED)
    room.meeting = agree(room.meeting, "anne")
    stamp = calling.stamp(room.meeting)
    planned = planning.plan(room.meeting, "bo", Plan(CARDS, speaker="Et oplæg"), range(1, 16))
    moved = calling.move(room.meeting, PersonId("bo"), NEXT, EARLY, ZONE, stamp)
    room.proposal("rota")
    for changed in (planned, moved, room.meeting):
        assert calling.agreed(changed) == ()
        with refused("out_of_date"):
            calling.agree(changed, PersonId("bo"), calling.content(Room().meeting))
        assert calling.agreed(agree(changed, "anne")) == ("anne",)
    assert calling.agreed(Room().meeting) == ()


# --- The room's screen


def test_the_rooms_screen_follows_the_committee_from_meeting_to_meeting():
    this = Room().meeting
    both = replace(this, siblings=(Sibling("m2", 2, NEXT, Stage.PLANNED),))
    half_a_day = timedelta(hours=12)
    assert calling.in_room(both, EARLY) == "m1"
    assert calling.in_room(both, NEXT - half_a_day - timedelta(minutes=1)) == "m1"
    assert calling.in_room(both, NEXT - half_a_day) == "m2"
    running = replace(both, stage=Stage.RUNNING)
    assert calling.in_room(running, NEXT) == "m1"
    assert calling.in_room(this, NEXT) == "m1"
