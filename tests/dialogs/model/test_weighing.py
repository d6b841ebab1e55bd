"""Positions: a round, not a ballot."""

import pytest

from dialogs.model import weighing
from dialogs.model.agenda import Phase
from dialogs.model.items import Change, OutcomeKind, Position, Reservation, ReservationState, Stance
from tests.dialogs.room import SHORT, Room, refused, worded

SUPPORTS, CAN_LIVE_WITH, RESERVATION = Stance
OPEN, RESOLVED, KEPT = ReservationState


def weighed() -> Room:
    return Room.in_phase(Phase.PILOTS)


def reserved() -> Room:
    """Give a room in which eva has an open reservation on the notes."""
    room = weighed()
    room.position("eva", "notes", RESERVATION, "Tempoet")
    room.reveal()
    return room


# --- Taking a position


def test_a_position_can_be_changed_and_taken_back_until_the_reveal():
    room = weighed()
    room.position("eva", "notes", RESERVATION, "Tempoet")
    room.position("eva", "rota", SUPPORTS)
    room.position("eva", "notes", CAN_LIVE_WITH)
    assert room.meeting.positions == {
        ("notes", "eva"): Position("notes", "eva", CAN_LIVE_WITH),
        ("rota", "eva"): Position("rota", "eva", SUPPORTS),
    }
    room.meeting = weighing.unsay(room.meeting, "eva", "notes")
    assert set(room.meeting.positions) == {("rota", "eva")}
    with refused("not_found"):
        weighing.unsay(room.meeting, "eva", "notes")
    with refused("not_found"):
        weighing.unsay(room.meeting, "gry", "rota")
    with refused("not_found"):
        weighing.unsay(room.meeting, "eva", "none")


def test_a_reservation_gives_its_reason():
    with refused("reason_required", "text"):
        weighed().position("eva", "notes", RESERVATION, "")


def test_a_reason_without_a_reservation_is_not_kept():
    room = weighed()
    room.position("eva", "notes", SUPPORTS, "Dejligt")
    assert room.meeting.positions["notes", "eva"].text == ""


def test_a_position_is_on_something_that_is_on_the_table():
    with refused("not_found"):
        weighed().position("eva", "none", SUPPORTS)


@pytest.mark.parametrize("who", ["sofie", "hans", "ole"])
def test_who_is_no_party_takes_no_position(who):
    room = weighed()
    with refused("not_a_party"):
        room.position(who, "notes", SUPPORTS)
    with refused("not_a_party"):
        weighing.may_take_position(room.meeting, who)
    weighing.may_take_position(room.meeting, "eva")


def test_it_is_told_how_many_are_missing_in_the_room_and_not_who():
    room = weighed()
    assert weighing.missing_positions(room.meeting, "notes") == 7
    room.position("eva", "notes", SUPPORTS)
    room.position("gry", "rota", SUPPORTS)
    room.leave("finn")
    assert weighing.missing_positions(room.meeting, "notes") == 5


# --- The reveal


def test_positions_are_revealed_together_and_then_stand():
    room = weighed()
    room.position("eva", "notes", RESERVATION, "Tempoet")
    room.position("lars", "notes", SUPPORTS)
    room.reveal("sofie", "notes")
    assert room.meeting.items["notes"].opened_at == room.now
    assert room.meeting.items["rota"].opened_at is None
    with refused("out_of_date"):
        room.position("eva", "notes", SUPPORTS)
    with refused("out_of_date"):
        weighing.unsay(room.meeting, "eva", "notes")
    with refused("out_of_date"):
        room.reveal("anne", "notes")
    (found,) = room.meeting.reservations.values()
    assert found == Reservation(found.id, "notes", "employees", "Tempoet", OPEN)
    assert room.meeting.owners[found.id] == "eva"
    room.position("eva", "rota", SUPPORTS)
    room.reveal("anne")
    with refused("out_of_date"):
        room.reveal("anne")


def test_two_presses_on_reveal_reveal_once():
    room = reserved()
    before = room.meeting
    with refused("out_of_date"):
        room.reveal("bo")
    with refused("out_of_date"):
        room.reveal("bo", "notes")
    assert room.meeting == before


def test_a_reveal_does_not_wait_for_anybody():
    room = weighed()
    room.reveal()
    assert room.meeting.reservations == {}
    assert all(item.opened_at for item in room.meeting.items.values())


def test_what_is_not_on_the_table_is_not_revealed():
    with refused("not_found"):
        weighed().reveal("anne", "none")


def test_an_empty_table_has_nothing_to_reveal():
    room = Room()
    room.arrive("anne", "bo")
    room.start()
    for _ in range(2):
        room.advance()
    with refused("out_of_date"):
        room.reveal()


def test_reservations_stand_by_side_and_text_and_each_is_its_own():
    room = weighed()
    room.position("gry", "notes", RESERVATION, "Ansvaret")
    room.position("eva", "notes", RESERVATION, "Tempoet")
    room.position("lars", "notes", RESERVATION, "Økonomien")
    room.position("finn", "notes", RESERVATION, "Ansvaret")
    room.position("finn", "rota", RESERVATION, "Vagterne")
    room.position("anne", "notes", CAN_LIVE_WITH)
    room.reveal()
    found = weighing.reservations_on(room.meeting, "notes")
    assert [(each.side, each.text) for each in found] == [
        ("employees", "Ansvaret"),
        ("employees", "Ansvaret"),
        ("employees", "Tempoet"),
        ("management", "Økonomien"),
    ]
    assert len({each.id for each in found}) == 4
    assert sorted(room.meeting.owners[each.id] for each in found) == ["eva", "finn", "gry", "lars"]
    assert weighing.reservations_on(room.meeting, "none") == ()


# --- Reservations, one by one


def test_a_reservation_is_met_by_changing_the_trial_and_the_change_is_visible():
    room = reserved()
    on = room.reservation("Tempoet")
    version = room.meeting.proposals["notes"].version
    room.resolve("bo", on, "Ét team taler notatet ind")
    found = room.meeting.reservations[on]
    assert (found.state, found.change) == (RESOLVED, Change(SHORT.trial, "Ét team taler notatet ind"))
    proposal = room.meeting.proposals["notes"]
    assert (proposal.short.trial, proposal.version) == ("Ét team taler notatet ind", version + 1)
    with refused("out_of_date"):
        room.resolve("anne", on, "Noget andet")


def test_the_author_of_a_reservation_may_say_that_it_stands_all_the_same():
    room = reserved()
    on = room.reservation("Tempoet")
    room.resolve("anne", on, "Ét team")
    for who in ("anne", "bo"):
        with refused("out_of_date"):
            room.keep(who, on)
    room.keep("eva", on)
    assert room.meeting.reservations[on].state is KEPT
    assert room.meeting.reservations[on].change == Change(SHORT.trial, "Ét team")
    with refused("out_of_date"):
        room.keep("eva", on)
    room.resolve("anne", on, "Slet ingen teams")
    assert room.meeting.reservations[on].change == Change("Ét team", "Slet ingen teams")


def test_the_formandskab_may_keep_a_reservation_that_nobody_will_meet():
    room = reserved()
    room.keep("bo", room.reservation("Tempoet"))
    assert room.meeting.reservations[room.reservation("Tempoet")].state is KEPT


@pytest.mark.parametrize("who", ["gry", "lars", "sofie", "hans"])
def test_nobody_else_keeps_or_takes_back_anothers_reservation(who):
    room = reserved()
    with refused("not_yours"):
        room.keep(who, room.reservation("Tempoet"))
    with refused("not_yours"):
        room.take_reservation_back(who, room.reservation("Tempoet"))


def test_not_even_the_formandskab_takes_anothers_reservation_back():
    room = reserved()
    with refused("not_yours"):
        room.take_reservation_back("bo", room.reservation("Tempoet"))


def test_who_had_a_reservation_takes_it_back_and_no_trace_stays():
    room = reserved()
    on = room.reservation("Tempoet")
    room.take_reservation_back("eva", on)
    assert room.meeting.reservations == {}
    assert room.meeting.owners == {}
    for act in (room.take_reservation_back, room.keep):
        with refused("not_found"):
            act("eva", on)
    with refused("not_found"):
        room.resolve("anne", on, "x")


def test_taking_one_reservation_back_leaves_the_others():
    room = weighed()
    room.position("eva", "notes", RESERVATION, "Tempoet")
    room.position("gry", "notes", RESERVATION, "Ansvaret")
    room.reveal()
    kept = room.reservation("Ansvaret")
    room.take_reservation_back("eva", room.reservation("Tempoet"))
    assert set(room.meeting.reservations) == set(room.meeting.owners) == {kept}


@pytest.mark.parametrize("verb", ["keep", "take_reservation_back", "resolve"])
def test_reservations_are_met_in_the_room_and_in_their_phase(verb):
    room = reserved()
    on = room.reservation("Tempoet")
    rest = ("x",) if verb == "resolve" else ()
    who = "anne" if verb == "resolve" else "eva"
    room.leave(who)
    with refused("not_present"):
        getattr(room, verb)(who, on, *rest)
    room.arrive(who)
    room.advance("bo")
    with refused("wrong_phase"):
        getattr(room, verb)(who, on, *rest)
    room.end("bo")
    with refused("meeting_closed"):
        getattr(room, verb)(who, on, *rest)


@pytest.mark.parametrize("verb", ["keep", "take_reservation_back", "resolve"])
def test_a_reservation_on_what_is_settled_is_not_touched_any_more(verb):
    room = reserved()
    on = room.reservation("Tempoet")
    room.agree("notes", "agreement_with_remarks")
    before = room.meeting
    with refused("out_of_date"):
        getattr(room, verb)("anne" if verb == "resolve" else "eva", on, *(("x",) if verb == "resolve" else ()))
    assert room.meeting == before


def test_a_reservation_is_still_open_while_a_wording_waits_for_a_side():
    room = reserved()
    room.word("anne", "notes", worded("agreement_with_remarks"))
    room.confirm("bo", "notes")
    room.keep("eva", room.reservation("Tempoet"))


def test_an_item_of_its_own_has_no_trial_to_change():
    room = weighed()
    on = room.open_item("anne", "Retningslinje")
    room.position("eva", on, RESERVATION, "For kort")
    room.reveal()
    with refused("not_found"):
        room.resolve("anne", room.reservation("For kort"), "x")
    room.keep("eva", room.reservation("For kort"))


# --- After the outcome


def test_nobody_takes_a_position_on_what_is_settled():
    room = weighed()
    room.agree("notes")
    with refused("out_of_date"):
        room.position("eva", "notes", RESERVATION, "For sent")
    with refused("out_of_date"):
        weighing.unsay(room.meeting, "eva", "notes")


def test_a_side_that_confirmed_before_the_text_was_changed_is_asked_again():
    room = reserved()
    room.word("anne", "notes", worded(OutcomeKind.AGREEMENT_WITH_REMARKS))
    room.confirm("bo", "notes", "Med bemærkning")
    room.resolve("anne", room.reservation("Tempoet"), "Kun på én afdeling")
    assert room.outcome("notes").confirmed == {}
    room.confirm("bo", "notes")
    room.confirm("anne", "notes")
    assert room.outcome("notes").settled
