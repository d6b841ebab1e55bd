"""From wording to outcome (rules 1, 2 and 3)."""

from dataclasses import replace
from datetime import date

import pytest

from dialogs.model.agenda import ItemType, Phase
from dialogs.model.concluding import says_approved
from dialogs.model.items import OF_MED, Confirmation, Stance
from dialogs.model.people import Level, Side
from dialogs.model.pilots import StopCriterion
from tests.dialogs.room import COMMITTEE, Room, refused, someone, worded

AGREEMENT, WITH_REMARKS, NO_AGREEMENT, DEFERRED, OTHER_LEVEL = OF_MED
every_kind = pytest.mark.parametrize("kind", OF_MED)
RESERVATION = Stance.RESERVATION


def table() -> Room:
    return Room.in_phase(Phase.PILOTS)


# --- Wording


@every_kind
def test_wording_never_confirms(kind):
    room = table()
    room.word("anne", "notes", worded(kind, confirmed={side: Confirmation("anne") for side in Side}, declined=True))
    found = room.outcome("notes")
    assert (found.number, found.confirmed, found.declined, found.settled) == (1, {}, False, False)
    assert found.asked == (Side.MANAGEMENT, Side.EMPLOYEES)


@every_kind
def test_both_sides_confirm_the_same_wording(kind):
    room = table()
    room.word("bo", "notes", worded(kind))
    room.confirm("bo", "notes", "Med glæde")
    assert not room.outcome("notes").settled
    assert not room.outcome("notes").agreed
    room.confirm("anne", "notes")
    assert room.outcome("notes").settled
    assert room.outcome("notes").agreed == (kind in {AGREEMENT, WITH_REMARKS})
    assert room.outcome("notes").confirmed == {
        Side.EMPLOYEES: Confirmation("bo", "Med glæde"),
        Side.MANAGEMENT: Confirmation("anne", ""),
    }


def test_another_wording_voids_what_was_confirmed_and_the_follow_up_group():
    room = table()
    room.agree("notes")
    room.appoint("anne", "notes", "anne bo")
    room.word("anne", "notes", worded(text="Drøftet på ny."))
    found = room.outcome("notes")
    assert (found.number, found.confirmed, found.settled) == (2, {}, False)
    assert room.meeting.items["notes"].group is None


def test_a_confirmation_from_an_old_screen_does_not_count_for_the_new_wording():
    room = table()
    room.word("anne", "notes", worded())
    room.confirm("bo", "notes")
    room.word("anne", "notes", worded(text="En anden tekst."))
    with refused("out_of_date"):
        room.confirm("anne", "notes", seen="1")
    with refused("out_of_date"):
        room.decline("bo", "notes", "Nej", seen="1")
    room.confirm("anne", "notes", seen="2")
    assert not room.outcome("notes").settled


def test_two_who_word_at_once_do_not_overwrite_each_other():
    room = table()
    room.word("anne", "notes", worded(), seen="0")
    with refused("out_of_date"):
        room.word("bo", "notes", worded(), seen="0")
    with refused("out_of_date"):
        room.word("bo", "notes", worded(), seen="")


def test_a_side_confirms_once():
    room = table()
    room.word("anne", "notes", worded())
    room.confirm("bo", "notes", "a")
    with refused("out_of_date"):
        room.confirm("dorte", "notes", "b")
    with refused("out_of_date"):
        room.decline("dorte", "notes", "Nej")
    room.confirm("anne", "notes")
    for who in ("anne", "bo"):
        with refused("out_of_date"):
            room.confirm(who, "notes")
        with refused("out_of_date"):
            room.decline(who, "notes", "Alligevel ikke")
    assert room.outcome("notes").confirmed[Side.EMPLOYEES].remark == "a"


def test_any_vice_chair_confirms_for_the_employees_and_no_member_does():
    room = table()
    room.word("dorte", "notes", worded())
    room.confirm("dorte", "notes")
    for who in ("lars", "eva", "sofie", "hans"):
        with refused("not_allowed"):
            room.confirm(who, "notes")
    assert not room.outcome("notes").settled


def test_a_declined_wording_needs_another_one():
    room = table()
    room.word("anne", "notes", worded())
    room.confirm("bo", "notes")
    with refused("reason_required", "text"):
        room.decline("anne", "notes", "")
    room.decline("anne", "notes", "For uklart")
    found = room.outcome("notes")
    assert (found.declined, found.confirmed, found.settled) == (True, {}, False)
    assert found.declined_because == "For uklart"
    for who in ("anne", "bo"):
        with refused("out_of_date"):
            room.confirm(who, "notes")
    with refused("out_of_date"):
        room.decline("bo", "notes", "Også uklart")
    room.agree("notes")
    assert room.outcome("notes").agreed
    assert room.outcome("notes").declined_because == ""


def test_without_a_wording_there_is_nothing_to_confirm():
    room = table()
    with refused("not_found"):
        room.confirm("anne", "notes")
    with refused("not_found"):
        room.decline("anne", "notes", "Nej")
    for act in (room.confirm, room.decline):
        with refused("not_found"):
            act("anne", "none", "x")
    with refused("not_found"):
        room.word("anne", "none", worded())


# --- Both sides


def one_sided() -> Room:
    room = table()
    room.leave("bo", "dorte", "eva", "finn", "gry")
    return room


@pytest.mark.parametrize("kind", [AGREEMENT, WITH_REMARKS, NO_AGREEMENT, OTHER_LEVEL])
def test_only_deferring_is_worded_while_a_side_is_missing(kind):
    with refused("one_side_missing"):
        one_sided().word("anne", "notes", worded(kind))


@pytest.mark.parametrize("kind", [AGREEMENT, WITH_REMARKS, NO_AGREEMENT, OTHER_LEVEL])
def test_a_side_that_left_holds_the_outcome_up(kind):
    room = table()
    room.word("anne", "notes", worded(kind))
    room.confirm("bo", "notes")
    room.leave("bo", "dorte", "eva", "finn", "gry")
    with refused("one_side_missing"):
        room.confirm("anne", "notes")
    room.arrive("gry")
    room.confirm("anne", "notes")
    assert room.outcome("notes").settled


def test_an_observer_is_nobodys_side():
    room = one_sided()
    assert room.meeting.is_here("ole")
    with refused("one_side_missing"):
        room.word("anne", "notes", worded())


def test_one_of_the_formandskab_may_defer_while_a_side_is_missing():
    room = one_sided()
    room.word("anne", "notes", worded(DEFERRED, resumes_on=date(2027, 1, 12)))
    assert room.outcome("notes").asked == (Side.MANAGEMENT,)
    room.confirm("anne", "notes")
    assert room.outcome("notes").settled
    assert not room.outcome("notes").agreed


def test_a_side_that_comes_before_it_is_deferred_is_asked_too():
    room = one_sided()
    room.word("anne", "notes", worded(DEFERRED))
    room.arrive("bo")
    room.confirm("anne", "notes")
    assert not room.outcome("notes").settled
    room.confirm("bo", "notes")
    assert room.outcome("notes").settled
    assert room.outcome("notes").asked == (Side.MANAGEMENT, Side.EMPLOYEES)


def test_a_side_that_comes_and_confirms_first_does_not_settle_it_for_the_other():
    room = one_sided()
    room.word("anne", "notes", worded(DEFERRED))
    room.arrive("bo")
    room.confirm("bo", "notes")
    assert not room.outcome("notes").settled
    room.confirm("anne", "notes")
    assert room.outcome("notes").settled


def test_who_was_asked_and_left_holds_deferring_up_until_it_is_worded_again():
    room = table()
    room.word("anne", "notes", worded(DEFERRED))
    room.leave("bo", "dorte", "eva", "finn", "gry")
    room.confirm("anne", "notes")
    assert not room.outcome("notes").settled
    room.word("anne", "notes", worded(DEFERRED))
    room.confirm("anne", "notes")
    assert room.outcome("notes").settled


# --- Positions and reservations


@pytest.mark.parametrize("kind", [AGREEMENT, WITH_REMARKS, NO_AGREEMENT])
def test_positions_that_were_given_are_revealed_before_wording(kind):
    room = table()
    room.position("eva", "notes", Stance.SUPPORTS)
    with refused("wrong_phase"):
        room.word("anne", "notes", worded(kind))
    room.word("anne", "rota", worded(kind))
    room.reveal("anne", "notes")
    room.word("anne", "notes", worded(kind))


@pytest.mark.parametrize("kind", [DEFERRED, OTHER_LEVEL])
def test_what_is_put_off_or_passed_on_needs_no_reveal(kind):
    room = table()
    room.position("eva", "notes", Stance.SUPPORTS)
    room.word("anne", "notes", worded(kind))
    room.confirm("anne", "notes")
    room.confirm("bo", "notes")
    assert room.outcome("notes").settled


@pytest.mark.parametrize("kind", [AGREEMENT, WITH_REMARKS, NO_AGREEMENT])
def test_a_position_given_after_the_wording_is_revealed_before_it_is_confirmed(kind):
    room = table()
    room.word("anne", "notes", worded(kind))
    room.confirm("anne", "notes")
    room.position("eva", "notes", RESERVATION, "Tempoet")
    with refused("wrong_phase"):
        room.confirm("bo", "notes")
    room.reveal()
    if kind is AGREEMENT:
        with refused("reservations_open", "outcome"):
            room.confirm("bo", "notes")
    else:
        room.confirm("bo", "notes")
        assert room.outcome("notes").settled


def test_there_is_no_plain_agreement_while_a_reservation_stands():
    room = table()
    room.position("eva", "notes", RESERVATION, "Tempoet")
    room.position("gry", "rota", RESERVATION, "Vagterne")
    room.reveal()
    on = room.reservation("Tempoet")
    with refused("reservations_open", "outcome"):
        room.word("anne", "notes", worded())
    room.word("anne", "notes", worded(WITH_REMARKS))
    room.resolve("anne", on, "Ét team")
    room.word("anne", "notes", worded())
    room.keep("eva", on)
    for who in ("anne", "bo"):
        with refused("reservations_open", "outcome"):
            room.confirm(who, "notes")
    with refused("reservations_open", "outcome"):
        room.word("anne", "notes", worded())
    room.take_reservation_back("eva", on)
    room.agree("notes")


# --- What an outcome must have


@every_kind
def test_a_wording_has_a_text(kind):
    with refused("empty_text", "text"):
        table().word("anne", "notes", worded(kind, text=""))


def test_no_agreement_holds_both_positions_and_managements_account():
    room = table()
    with refused("account_required", "management_account"):
        room.word("anne", "notes", worded(NO_AGREEMENT, account=""))
    with refused("both_positions_required", "management_position"):
        room.word("anne", "notes", worded(NO_AGREEMENT, management_position=""))
    with refused("both_positions_required", "employee_position"):
        room.word("anne", "notes", worded(NO_AGREEMENT, employee_position=""))
    with refused("both_positions_required", "management_position"):
        room.word("anne", "notes", worded(NO_AGREEMENT, management_position="", employee_position=""))
    room.word("anne", "notes", worded(NO_AGREEMENT))
    found = room.outcome("notes")
    assert (found.management_position, found.employee_position) == ("Vi vil prøve", "Vi vil vente")


def test_another_level_names_the_committee():
    with refused("committee_required", "to_committee"):
        table().word("anne", "notes", worded(OTHER_LEVEL, to_committee=""))


@pytest.mark.parametrize("kind", [AGREEMENT, WITH_REMARKS, NO_AGREEMENT])
def test_a_pilot_has_a_leader_who_decides(kind):
    room = table()
    with refused("decider_required", "decider"):
        room.word("anne", "notes", worded(kind, decider=None))
    own = room.open_item("anne", "Retningslinje")
    room.word("anne", own, worded(kind, decider=None))


@pytest.mark.parametrize("kind", [DEFERRED, OTHER_LEVEL])
def test_what_is_put_off_or_passed_on_is_decided_by_nobody_here(kind):
    room = table()
    room.word("anne", "notes", worded(kind, decider=None))
    with refused("unknown_choice", "decider"):
        room.word("anne", "notes", worded(kind, decider="bo"))


@pytest.mark.parametrize("decider", ["bo", "sofie", "stranger", "ole"])
def test_only_a_leader_decides(decider):
    with refused("unknown_choice", "decider"):
        table().word("anne", "notes", worded(decider=decider))


def test_a_leader_who_is_not_there_may_be_the_one_who_decides():
    room = table()
    room.leave("lars")
    room.word("anne", "notes", worded(decider="lars"))
    assert room.outcome("notes").decider == "lars"


def test_a_local_agreement_needs_the_power_to_make_one():
    agreement = worded(item_type=ItemType.LOCAL_AGREEMENT)
    room = table()
    with refused("no_power_to_agree", "item_type"):
        room.word("anne", "notes", agreement)
    committee = replace(room.meeting.committee, may_agree=True)
    room.meeting = replace(room.meeting, committee=committee)
    room.word("anne", "notes", agreement)


@pytest.mark.parametrize("item_type", [each for each in ItemType if each is not ItemType.LOCAL_AGREEMENT])
def test_other_items_need_no_such_power(item_type):
    table().word("anne", "notes", worded(item_type=item_type))


# --- What is chosen


@every_kind
def test_only_an_agreement_on_a_pilot_chooses_it(kind):
    room = table()
    own = room.open_item("bo", "Retningslinje")
    room.word("anne", "notes", worded(kind))
    room.word("anne", own, worded(kind))
    assert room.outcome("notes").chosen == (kind in {AGREEMENT, WITH_REMARKS})
    assert not room.outcome(own).chosen


def test_a_committee_may_agree_not_to_try_it():
    room = table()
    room.agree("notes", chosen=False)
    assert room.outcome("notes").agreed
    assert not room.outcome("notes").chosen


# --- Items of their own


def test_an_item_of_its_own_stands_last_on_the_table():
    room = table()
    one, other = room.open_item("bo", "Retningslinje"), room.open_item("anne", "Årshjul")
    assert [item.title for item in room.meeting.in_order()] == ["Notes", "Rota", "Retningslinje", "Årshjul"]
    assert [room.meeting.items[on].place for on in (one, other)] == [3, 4]
    assert room.meeting.items[one].proposal is None


def test_the_first_item_on_an_empty_table_has_the_first_place():
    room = Room()
    room.arrive("anne", "bo")
    room.start()
    for _ in range(2):
        room.advance()
    on = room.open_item("anne", "Årshjul")
    assert room.meeting.items[on].place == 1


# --- "Drøftet" is never "godkendt"


@pytest.mark.parametrize(
    "text",
    [
        "MED har godkendt forsøget",
        "MED-udvalget godkendte det",
        "Udvalget vedtog det.",
        "udvalget har vedtaget",
        "MED vedtager",
        "Personalemødet godkender",
        "The committee approved it",
        "the MED committee has adopted",
        "I dag har MED  godkendt",
        "Her: MED\ngodkendte",
    ],
)
@pytest.mark.parametrize("item_type", [ItemType.DISCUSSION, ItemType.INFORMATION])
def test_a_committee_that_discussed_has_not_approved(text, item_type):
    assert says_approved(text)
    with refused("discussed_is_not_approved", "text"):
        table().word("anne", "notes", worded(item_type=item_type, text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Drøftet i MED",
        "Vi begynder med godkendt udstyr",
        "Vi starter med godkendelse hos it",
        "Ledelsen har godkendt",
        "Økonomiudvalget godkendte",
        "HovedMED vedtager",
        "MED har drøftet det godkendte værktøj",
        "",
        "MED godt",
    ],
)
def test_other_words_are_let_be(text):
    assert not says_approved(text)


@pytest.mark.parametrize("item_type", [ItemType.GUIDELINE, ItemType.RECOMMENDATION])
def test_a_guideline_may_be_adopted_in_these_words(item_type):
    table().word("anne", "notes", worded(item_type=item_type, text="MED har vedtaget retningslinjen"))


# --- The follow-up group


def agreed() -> Room:
    room = table()
    room.agree("notes")
    return room


def test_a_follow_up_group_is_appointed_for_a_chosen_pilot():
    room = agreed()
    stop = StopCriterion("Flere fejl", "bo")
    room.appoint("bo", "notes", "lars eva eva lars", "Følger", ["+6 months", "week 2", "uge 2"], [stop])
    group = room.meeting.items["notes"].group
    assert (group.members, group.mandate, group.stop_criteria) == (("eva", "lars"), "Følger", (stop,))
    assert [point.rule for point in group.check_points] == ["week 2", "+6 months"]
    room.appoint("anne", "notes", "anne bo")
    assert room.meeting.items["notes"].group.members == ("anne", "bo")


@pytest.mark.parametrize("members", ["anne lars", "bo eva", "", "anne sofie", "anne ole", "anne hans lars"])
def test_a_follow_up_group_has_somebody_of_each_side(members):
    with refused("both_sides_required", "members"):
        agreed().appoint("anne", "notes", members)


def test_a_follow_up_group_may_hold_others_beside_both_sides():
    room = agreed()
    room.appoint("anne", "notes", "anne bo sofie")
    assert room.meeting.items["notes"].group.members == ("anne", "bo", "sofie")


def test_nobody_unknown_is_appointed():
    room = agreed()
    with refused("unknown_choice", "members"):
        room.appoint("anne", "notes", "anne bo stranger")
    with refused("unknown_choice", "stop_criteria"):
        room.appoint("anne", "notes", "anne bo", stop_criteria=[StopCriterion("Fejl", "stranger")])
    with refused("unknown_choice", "check_points"):
        room.appoint("anne", "notes", "anne bo", check_points=["i morgen"])
    with refused("empty_text", "mandate"):
        room.appoint("anne", "notes", "anne bo", mandate="")
    room.appoint("anne", "notes", "anne bo", stop_criteria=[StopCriterion("Fejl")])


@pytest.mark.parametrize("kind", [NO_AGREEMENT, DEFERRED, OTHER_LEVEL])
def test_what_was_not_agreed_has_no_follow_up_group(kind):
    room = table()
    room.agree("notes", kind)
    with refused("not_selected"):
        room.appoint("anne", "notes", "anne bo")


def test_a_follow_up_group_waits_for_the_agreement():
    room = table()
    with refused("not_selected"):
        room.appoint("anne", "notes", "anne bo")
    room.word("anne", "notes", worded())
    room.confirm("anne", "notes")
    with refused("not_selected"):
        room.appoint("anne", "notes", "anne bo")
    room.agree("notes", chosen=False)
    with refused("not_selected"):
        room.appoint("anne", "notes", "anne bo")
    own = room.open_item("anne", "Retningslinje")
    room.agree(own)
    with refused("not_selected"):
        room.appoint("anne", own, "anne bo")
    with refused("not_found"):
        room.appoint("anne", "none", "anne bo")


def test_in_a_staff_meeting_both_sides_confirm_too():
    people = (*COMMITTEE[:1], someone("bo", Side.EMPLOYEES, *COMMITTEE[2].roles), someone("eva", Side.EMPLOYEES))
    room = Room(*people, level=Level.STAFF_MEETING)
    room.arrive("anne", "bo", "eva")
    room.start()
    room.advance()
    room.advance()
    on = room.open_item("anne", "Retningslinje")
    room.agree(on)
    assert room.outcome(on).agreed


def test_everybody_may_follow_and_everybody_may_stop():
    room = agreed()
    everybody = list(room.meeting.committee.people)
    stops = [StopCriterion(f"Fejl {who}", who) for who in everybody]
    room.appoint("anne", "notes", " ".join(everybody), stop_criteria=stops)
    assert room.meeting.items["notes"].group.members == tuple(sorted(everybody))
