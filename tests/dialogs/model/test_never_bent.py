"""The rules that are never bent (product.md), each tried where somebody would bend it."""

from copy import copy
from dataclasses import fields, replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.model import announcing, closing, concluding, items, meeting, pilots
from dialogs.model.agenda import Phase
from dialogs.model.items import OF_MED, OutcomeKind, Stance
from dialogs.model.meeting import Kind, Meeting
from dialogs.model.people import Side
from dialogs.model.texts import accept
from tests.dialogs.room import STARTS_AT, Room, refused, worded


@cache
def begun(phase: Phase) -> Room:
    """Give a meeting to copy, so that many courses can be tried from it."""
    return Room.in_phase(phase)


# --- 1. No vote


def test_rule_1_the_state_has_no_room_for_a_count_a_score_or_a_winner():
    held = (
        Meeting,
        items.Item,
        items.Outcome,
        items.Position,
        items.Reservation,
        pilots.Proposal,
        meeting.Contribution,
    )
    names = {field.name for each in held for field in fields(each)}
    words = {word for name in names for word in name.split("_")}
    assert not words & {"vote", "votes", "score", "rank", "winner", "count", "weight", "majority"}


def test_rule_1_seven_supports_decide_nothing_and_none_stop_nothing():
    room = Room.in_phase(Phase.PILOTS)
    for person in room.meeting.here:
        if person.is_party:
            room.position(person.id, "notes", Stance.SUPPORTS)
            room.position(person.id, "rota", Stance.RESERVATION, "Nej")
    room.reveal()
    assert room.meeting.items["notes"].outcome is None
    room.agree("rota", OutcomeKind.AGREEMENT_WITH_REMARKS)
    room.appoint("anne", "rota", "lars eva")
    room.end()
    assert room.meeting.proposals["notes"].state is pilots.PilotState.NOT_SELECTED
    assert room.meeting.proposals["rota"].state is pilots.PilotState.SELECTED


def test_rule_1_items_stand_as_they_were_put_on_the_table_however_many_support_them():
    room = Room.in_phase(Phase.PILOTS)
    before = [item.id for item in room.meeting.in_order()]
    for who in ("eva", "finn", "gry"):
        room.position(who, "rota", Stance.SUPPORTS)
    room.reveal()
    assert [item.id for item in room.meeting.in_order()] == before == ["notes", "rota"]


def test_rule_1_supports_leave_nothing_behind_at_the_reveal():
    room, other = Room.in_phase(Phase.PILOTS), Room.in_phase(Phase.PILOTS)
    for who in ("eva", "finn", "gry"):
        room.position(who, "notes", Stance.SUPPORTS)
        other.position(who, "notes", Stance.CAN_LIVE_WITH)
    for each in (room, other):
        each.reveal()
        each.end()
    assert room.meeting == other.meeting


# --- 2. Outcomes


def test_rule_2_there_are_five_outcomes():
    assert {str(kind) for kind in OF_MED} == {
        "agreement",
        "agreement_with_remarks",
        "no_agreement",
        "deferred",
        "other_level",
    }


@pytest.mark.parametrize("who", [["anne"], ["bo"], ["bo", "dorte"], ["dorte", "bo"], []])
def test_rule_2_one_side_alone_agrees_on_nothing(who):
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded())
    for person in who[:1]:
        room.confirm(person, "notes")
    for person in who[1:]:
        with refused("out_of_date"):
            room.confirm(person, "notes")
    assert not room.outcome("notes").settled
    room.end()
    assert room.meeting.proposals["notes"].state is pilots.PilotState.NOT_SELECTED


def test_rule_2_two_halves_of_two_wordings_are_no_agreement():
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded(text="Vi prøver i to teams."))
    room.confirm("bo", "notes")
    room.word("anne", "notes", worded(text="Vi prøver i alle teams."))
    room.confirm("anne", "notes")
    assert not room.outcome("notes").settled


@given(
    st.lists(st.sampled_from(["word", "anne", "bo", "dorte", "decline", "out", "in", "reserve", "reveal"]), max_size=14)
)
@settings(max_examples=80, deadline=None)
def test_rule_2_whatever_people_do_an_agreement_is_both_sides_yes_to_one_wording_with_nothing_hidden(steps):
    room = copy(begun(Phase.PILOTS))
    said = {}
    acts = {
        "word": lambda: room.word("anne", "notes", worded()),
        "anne": lambda: room.confirm("anne", "notes"),
        "bo": lambda: room.confirm("bo", "notes"),
        "dorte": lambda: room.confirm("dorte", "notes"),
        "decline": lambda: room.decline("bo", "notes", "Nej"),
        "out": lambda: room.leave("bo", "dorte", "eva", "finn", "gry"),
        "in": lambda: room.arrive("bo", "dorte", "eva", "finn", "gry"),
        "reserve": lambda: room.position("eva", "notes", Stance.RESERVATION, "Tempoet"),
        "reveal": lambda: room.reveal("anne", "notes"),
    }
    for step in steps:
        before = room.meeting
        try:
            acts[step]()
        except closing.Refusal:
            room.meeting = before
            continue
        if step in {"anne", "bo", "dorte"}:
            said.setdefault(room.outcome("notes").number, set()).add("management" if step == "anne" else "employees")
        if step == "decline":
            said[room.outcome("notes").number] = set()
        found = room.meeting.items["notes"].outcome
        if found and found.agreed:
            assert said[found.number] == {"management", "employees"}
            if step in {"anne", "bo", "dorte"}:
                assert len(room.meeting.sides_here) == 2
            assert room.meeting.reservations == {}
            assert room.meeting.positions == {} or room.meeting.items["notes"].opened_at


def test_rule_2_disagreement_is_confirmed_by_both_sides_too_and_holds_both_positions():
    room = Room.in_phase(Phase.PILOTS)
    for missing in ("management_position", "employee_position"):
        with refused("both_positions_required"):
            room.word("anne", "notes", worded(OutcomeKind.NO_AGREEMENT, **{missing: ""}))
    room.word("anne", "notes", worded(OutcomeKind.NO_AGREEMENT))
    room.confirm("anne", "notes")
    assert not room.outcome("notes").settled


# --- 3. Item types


def test_rule_3_the_type_is_asked_and_kept():
    room = Room.in_phase(Phase.PILOTS)
    for item_type in list(items.ItemType)[:4]:
        room.word("anne", "notes", worded(item_type=item_type))
        assert room.outcome("notes").item_type is item_type


def test_rule_3_discussed_is_never_written_as_approved():
    with refused("discussed_is_not_approved"):
        Room.in_phase(Phase.PILOTS).word("anne", "notes", worded(text="MED har godkendt forsøget."))
    assert not concluding.says_approved("MED har drøftet forsøget.")


# --- 4. The organisation channel


@given(st.lists(st.sampled_from(["anne", "bo", "dorte", "edit", "draft"]), max_size=12))
@settings(max_examples=80, deadline=None)
def test_rule_4_whatever_people_do_only_a_text_that_all_signed_is_posted(steps):
    room = copy(begun(Phase.ANNOUNCEMENT))
    room.draft("Udkast 0")
    signed: dict[str, set[str]] = {}
    for number, step in enumerate(steps):
        before = room.meeting.announcement
        try:
            if step == "edit":
                room.edit_message("anne", f"Tekst {number}")
            elif step == "draft":
                room.draft(f"Udkast {number}")
            else:
                room.sign_message(step)
                signed.setdefault(before.text, set()).add(step)
        except closing.Refusal:
            assert room.meeting.announcement == before
        found = room.meeting.announcement
        assert found.number != before.number or found.text == before.text, "another text has another number"
        if found.posted_at:
            assert signed[found.text] == {"anne", "bo", "dorte"}
        if before.posted_at:
            assert found == before


def test_rule_4_silence_is_never_consent():
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    room.draft("Tekst")
    room.sign_message("anne")
    room.sign_message("bo")
    room.end()
    room.later(60 * 24 * 365)
    assert room.meeting.announcement.posted_at is None
    assert announcing.waiting_for(room.meeting) == ("dorte",)


# --- 5. Labels


def test_rule_5_the_sides_are_management_and_employees_and_neither_and_a_team_is_one():
    assert [str(side) for side in Side] == ["management", "employees", "none", "team"]


# --- 6. Who wrote what


def deliberation(swap: dict[str, str]) -> Room:
    """Give a whole meeting; `swap` says who takes whose part in what is written."""
    room = Room()
    room.proposal("notes")
    room.proposal("rota")

    def by(who: str) -> str:
        return swap.get(who, who)

    room.answer_inventory(by("eva"), {1: ("Notater",)})
    room.answer_inventory(by("gry"), {2: ("Vagtplan",)})
    room.arrive(*room.meeting.committee.people)
    room.start()
    room.contribute(by("eva"), Kind.USE, "Notater")
    room.contribute(by("gry"), Kind.QUESTION, "Hvem retter?")
    carried = room.contribute(by("eva"), Kind.CONCERN, "Tempoet")
    room.contribute(by("gry"), Kind.CONCERN, "Aldrig sagt højt")
    room.say_word(by("eva"), "Rolig")
    room.say_word(by("gry"), "Spændt")
    room.advance()
    room.repair("sofie", "anne gry", "lars bo", "dorte finn eva")
    room.edit(by("eva"), carried, "Tempoet stiger")
    room.contribute(by("gry"), Kind.CONDITION, "Kun et udkast")
    room.hand_in(by("eva"), concern=["Tempoet stiger"], opportunity=["Ro"])
    room.say_missing(by("eva"), "Borgerne")
    room.say_missing(by("gry"), "Nattevagterne")
    for text in ("Kantinen", "Eleverne", "Vikarerne"):
        room.say_missing("finn", text)
    room.advance()
    room.position(by("eva"), "notes", Stance.RESERVATION, "Ansvaret")
    room.position(by("gry"), "notes", Stance.SUPPORTS)
    room.position(by("gry"), "rota", Stance.RESERVATION, "Vagterne")
    room.reveal()
    room.resolve("anne", room.reservation("Ansvaret"), "Ét team")
    room.keep(by("gry"), room.reservation("Vagterne"))
    room.agree("notes")
    room.end()
    return room


def test_rule_6_the_same_meeting_with_two_authors_swapped_is_the_same_after_the_end():
    assert deliberation({}).meeting == deliberation({"eva": "gry", "gry": "eva"}).meeting


def test_rule_6_not_even_the_order_tells_who_wrote_what():
    one, other = deliberation({}).meeting, deliberation({"eva": "gry", "gry": "eva"}).meeting
    assert repr(one) == repr(other)
    for rows in (one.contributions, one.missing, one.reservations):
        assert list(rows) == sorted(rows), "chance made the ids, so their order tells nothing"


def test_rule_6_the_end_leaves_no_owner_position_answer_or_text_that_was_not_handed_in():
    found = deliberation({}).meeting
    assert (found.owners, found.positions, found.inventory) == ({}, {}, {})
    assert "Aldrig sagt højt" not in repr(found)
    assert "Kun et udkast" not in repr(found)
    assert {item.text for item in found.contributions.values()} == {
        "Notater",
        "Hvem retter?",
        "Rolig",
        "Spændt",
        "Tempoet stiger",
        "Ro",
    }


def test_rule_6_nobody_is_named_beside_a_text_that_is_kept():
    found = deliberation({}).meeting
    for rows in (found.contributions, found.missing, found.reservations):
        for row in rows.values():
            assert not {"eva", "gry"} & {str(getattr(row, field.name)) for field in fields(row)}


def test_rule_6_it_is_not_kept_which_pair_handed_in():
    found = deliberation({}).meeting
    assert len(found.pairs) == 3
    assert {pair.handed_in for pair in found.pairs.values()} == {False}


def test_rule_6_a_meeting_nobody_ended_forgets_as_well():
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.contribute("eva", Kind.CONCERN, "Aldrig sagt højt")
    room.answer_inventory("eva", {1: ("Notater",)})
    after = closing.abandon(room.meeting, room.now)
    assert (after.owners, after.inventory, after.contributions) == ({}, {}, {})


def test_rule_6_until_the_reveal_a_position_is_nobody_elses_business():
    room = Room.in_phase(Phase.PILOTS)
    room.position("eva", "notes", Stance.RESERVATION, "Ansvaret")
    assert room.meeting.reservations == {}
    assert room.meeting.owners == {}
    assert "Ansvaret" not in repr(replace(room.meeting, positions={}))


def test_rule_6_a_withdrawn_text_leaves_no_trace():
    room = Room.in_phase(Phase.KNOWLEDGE)
    before = room.meeting
    room.withdraw("eva", room.contribute("eva", Kind.CONCERN, "Alligevel ikke"))
    assert room.meeting == before


# --- 7. Roles, not names


@pytest.mark.parametrize(
    "number", ["010170-1234", "0101701234", "010170 1234", "٠١٠١٧٠-١٢٣٤", "01\u200b0170-1234", "010170–1234"]
)
def test_rule_7_a_cpr_number_is_refused_in_every_kind_of_field(number):
    for optional in (True, False):
        with refused("contains_cpr", "text"):
            accept(f"Fru Hansen {number} i går", "text", optional=optional, contact_ok=True)


def test_rule_7_a_refusal_never_carries_what_was_typed():
    for text in ("010170-1234", "bo@firma.dk", "a" * 4000):
        with pytest.raises(closing.Refusal) as caught:
            accept(text, "text")
        assert text not in repr(caught.value.args) + repr(caught.value.values)


# --- 11. Closed items


def test_rule_11_a_closed_item_has_a_stated_ground():
    room = Room()
    room.proposal("notes", pilots.PilotState.SCREENED)
    from dialogs.model import proposing

    with refused("ground_required"):
        proposing.shortlist(room.meeting, "anne", "notes", STARTS_AT, closed=True, ground="")


def test_rule_11_no_closed_title_is_signed_into_the_message():
    room = Room()
    room.proposal("secret", closed=True, title="Ny leder")
    room.arrive("anne", "bo", "dorte")
    room.start()
    for _ in range(3):
        room.advance()
    for text in ("Ny leder", "vi drøftede NY LEDER i dag", "Ny\nleder"):
        room.draft(text)
        with refused("names_closed_item", "text"):
            room.sign_message("anne")
        with refused("names_closed_item", "text"):
            room.edit_message("anne", text)
