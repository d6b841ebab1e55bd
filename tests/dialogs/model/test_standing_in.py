"""A substitute is there for one absent member, and may what that one may, until that one comes."""

from datetime import timedelta

import pytest

from dialogs.model import announcing, closing, rights, signing, standing_in, steering
from dialogs.model.agenda import Phase
from dialogs.model.items import OutcomeKind
from dialogs.model.people import Role, Side
from dialogs.model.signed import Signature
from tests.dialogs.flows.stories_people import PEOPLE
from tests.dialogs.room import PARTIES, Room, refused, someone, worded

HERE = ("lars", "eva", "sofie", "stine", "tom")


def stand_in(room: Room, by: str, substitute: str, member: str) -> None:
    room.meeting = standing_in.stand_in(room.meeting, by, substitute, member)  # type: ignore[arg-type]


def let_sign(room: Room, by: str, substitute: str, member: str) -> None:
    room.meeting = signing.let_sign(room.meeting, by, substitute, member)  # type: ignore[arg-type]


def in_phase(phase: Phase, *here: str) -> Room:
    """Give a meeting of this phase in which only these are there, each phase having lasted a minute."""
    room = Room(*PEOPLE)
    room.proposal("notes")
    room.arrive("sofie")
    room.arrive(*(who for who in here if who != "sofie"))
    room.start("sofie")
    while room.meeting.phase is not phase:
        room.later(1).advance("sofie")
    return room


def roles(room: Room, who: str) -> set[str]:
    return {str(role) for role in rights.person(room.meeting, who).roles}  # type: ignore[arg-type]


# --- For whom


@pytest.mark.parametrize("by", ["stine", "sofie", "anne", "bo"])
def test_the_substitute_the_secretary_and_the_formandskab_say_for_whom(by: str):
    room = Room(*PEOPLE)
    stand_in(room, by, "stine", "finn")
    assert room.meeting.substitutes == {"finn": "stine"}


@pytest.mark.parametrize("by", ["lars", "eva", "hans", "ole", "ulla", "finn"])
def test_nobody_else_says_for_whom(by: str):
    with refused("not_allowed"):
        stand_in(Room(*PEOPLE), by, "stine", "finn")


def test_a_member_makes_nobody_of_themselves_a_substitute():
    with refused("not_allowed", "substitute"):
        stand_in(Room(*PEOPLE), "eva", "eva", "bo")


@pytest.mark.parametrize("member", ["anne", "stine", "ulla", "sofie", "hans", "ole", "nobody", ""])
def test_a_substitute_is_there_for_a_member_of_the_own_side_only(member: str):
    with refused("unknown_choice", "member"):
        stand_in(Room(*PEOPLE), "sofie", "stine", member)


@pytest.mark.parametrize("substitute", ["eva", "ole", "nobody", "sofie"])
def test_only_a_substitute_stands_in(substitute: str):
    with refused("unknown_choice", "substitute"):
        stand_in(Room(*PEOPLE), "anne", substitute, "bo")


def test_a_stranger_stands_in_for_nobody():
    with refused("not_a_member"):
        stand_in(Room(*PEOPLE), "nobody", "stine", "bo")


def test_nobody_stands_in_for_somebody_in_the_room():
    room = Room(*PEOPLE)
    room.arrive("bo")
    with refused("out_of_date", "member"):
        stand_in(room, "sofie", "stine", "bo")


def test_one_is_enough_while_that_one_is_there():
    room = Room(*PEOPLE)
    room.arrive("stine", "ulla")
    stand_in(room, "stine", "stine", "bo")
    stand_in(room, "sofie", "stine", "bo")
    with refused("out_of_date", "member"):
        stand_in(room, "ulla", "ulla", "bo")
    room.leave("stine")
    stand_in(room, "ulla", "ulla", "bo")
    assert room.meeting.substitutes == {"bo": "ulla"}


def test_a_substitute_is_there_for_one_and_may_correct_whom():
    room = Room(*PEOPLE)
    room.arrive("stine")
    stand_in(room, "stine", "stine", "finn")
    stand_in(room, "stine", "stine", "bo")
    assert room.meeting.substitutes == {"bo": "stine"}
    assert room.meeting.stays["stine", 1].stands_in_for == "bo"


def test_nothing_is_said_about_the_room_when_the_meeting_is_over():
    room = in_phase(Phase.KNOWLEDGE, *HERE)
    room.end("sofie")
    with refused("meeting_closed"):
        stand_in(room, "stine", "stine", "bo")


# --- What the stay says


def test_a_stay_says_for_whom_it_was_and_keeps_it_when_that_one_comes():
    room = Room(*PEOPLE)
    stand_in(room, "sofie", "stine", "bo")
    assert room.meeting.stays == {}
    room.arrive("stine")
    assert room.meeting.stays["stine", 1].stands_in_for == "bo"
    room.later(5).arrive("bo")
    room.leave("stine")
    room.later(5).arrive("stine")
    assert room.meeting.stays["stine", 1].stands_in_for == "bo"
    assert room.meeting.stays["stine", 2].stands_in_for is None
    room.leave("bo")
    assert room.meeting.stays["stine", 2].stands_in_for == "bo"
    assert room.meeting.stays["bo", 1].stands_in_for is None


def test_a_substitute_takes_part_before_it_is_said_for_whom():
    room = in_phase(Phase.PAIRS, *HERE)
    assert room.pair_of("stine")
    assert room.meeting.stays["stine", 1].stands_in_for is None


# --- What a substitute may


def test_who_stands_in_has_the_part_of_the_absent_one_and_nothing_more():
    room = Room(*PEOPLE, someone("sven", Side.EMPLOYEES, Role.VICE_CHAIR, Role.SHOP_STEWARD, Role.SECRETARY))
    room.arrive("stine")
    assert roles(room, "stine") == {"substitute"}
    stand_in(room, "stine", "stine", "sven")
    assert roles(room, "stine") == {"substitute", "vice_chair"}
    assert room.meeting.committee.people["stine"].roles == {Role.SUBSTITUTE}
    stand_in(room, "stine", "stine", "finn")
    assert roles(room, "stine") == {"substitute"}


def test_the_part_goes_with_the_one_who_comes_and_comes_back_when_they_leave():
    room = Room(*PEOPLE)
    stand_in(room, "tom", "tom", "anne")
    assert "chair" not in roles(room, "tom")
    room.arrive("tom")
    assert "chair" in roles(room, "tom")
    room.arrive("anne")
    assert "chair" not in roles(room, "tom")
    room.leave("anne")
    assert "chair" in roles(room, "tom")
    room.leave("tom")
    assert "chair" not in roles(room, "tom")


def test_who_stands_in_for_the_chair_leads_words_confirms_and_appoints():
    room = in_phase(Phase.PILOTS, *HERE, "bo")
    for refused_before in (lambda: room.word("tom", "notes", worded()), lambda: room.back("tom")):
        with refused("not_allowed"):
            refused_before()
    stand_in(room, "tom", "tom", "anne")
    room.meeting = steering.take_over(room.meeting, "tom")  # type: ignore[arg-type]
    assert room.meeting.led_by == "tom"
    room.word("tom", "notes", worded(decider="lars"))
    room.confirm("tom", "notes")
    room.confirm("bo", "notes")
    room.appoint("tom", "notes", "lars eva")
    assert room.outcome("notes").agreed
    assert room.outcome("notes").confirmed[Side.MANAGEMENT].by == "tom"
    room.arrive("anne")
    with refused("not_allowed"):
        room.appoint("tom", "notes", "lars eva")


def test_a_substitute_of_an_ordinary_member_answers_for_nobody():
    room = in_phase(Phase.PILOTS, *HERE, "anne")
    stand_in(room, "stine", "stine", "finn")
    room.word("anne", "notes", worded())
    with refused("not_allowed"):
        room.confirm("stine", "notes")


def test_a_substitute_who_is_there_for_nobody_yet_answers_when_no_chair_of_the_side_is():
    room = in_phase(Phase.PILOTS, *HERE, "anne")
    room.word("anne", "notes", worded())
    with refused("not_allowed"):
        room.confirm("eva", "notes")
    with refused("not_allowed"):
        room.confirm("tom", "notes")
    room.arrive("dorte")
    with refused("not_allowed"):
        room.confirm("stine", "notes")
    room.leave("dorte")
    room.decline("stine", "notes", "Vi venter")
    room.word("anne", "notes", worded())
    room.confirm("stine", "notes")
    assert room.outcome("notes").confirmed[Side.EMPLOYEES].by == "stine"
    with refused("not_allowed"):
        room.word("stine", "notes", worded())


def test_a_substitute_outside_the_room_answers_for_nobody():
    room = in_phase(Phase.PILOTS, "lars", "eva", "anne")
    room.word("anne", "notes", worded())
    with refused("not_allowed"):
        room.confirm("stine", "notes")


def test_where_one_stands_in_for_the_vice_chair_the_other_substitute_answers_not():
    room = in_phase(Phase.PILOTS, *HERE, "anne", "ulla")
    stand_in(room, "stine", "stine", "bo")
    room.word("anne", "notes", worded())
    with refused("not_allowed"):
        room.confirm("ulla", "notes")
    room.confirm("stine", "notes")


def test_a_substitute_without_a_side_answers_for_no_side():
    ben = someone("ben", Side.NONE, Role.SUBSTITUTE)
    room = Room(*PEOPLE, ben)
    room.arrive("ben", "sofie")
    assert not rights.speaks_for_side(room.meeting, ben)


def test_those_who_lead_are_the_ones_in_the_room_substitutes_too():
    room = Room(*PEOPLE)
    room.arrive(*HERE)
    assert [each.id for each in rights.leading(room.meeting)] == ["sofie"]
    stand_in(room, "sofie", "tom", "anne")
    stand_in(room, "sofie", "stine", "finn")
    assert [each.id for each in rights.leading(room.meeting)] == ["sofie", "tom"]


# --- Signing


def message(*here: str) -> Room:
    room = in_phase(Phase.ANNOUNCEMENT, *here)
    room.draft("Vi prøver det.")
    return room


def signed(signatures: tuple[Signature, ...]) -> list[tuple[str, str | None]]:
    return [(each.person, each.substitute_for) for each in signatures]


def test_a_substitute_in_the_room_signs_the_message_for_the_absent_one():
    room = message(*HERE, "bo", "dorte")
    with refused("not_allowed"):
        room.sign_message("tom")
    stand_in(room, "tom", "tom", "anne")
    room.sign_message("tom")
    with refused("out_of_date"):
        room.sign_message("tom")
    assert announcing.waiting_for(room.meeting) == ("bo", "dorte")
    room.sign_message("bo")
    room.sign_message("dorte")
    assert room.meeting.announcement.posted_at == room.now
    assert signed(room.meeting.announcement.signatures) == [("tom", "anne"), ("bo", None), ("dorte", None)]


def test_what_was_signed_for_somebody_they_do_not_sign_again():
    room = message(*HERE, "bo", "dorte")
    stand_in(room, "tom", "tom", "anne")
    room.sign_message("tom")
    room.arrive("anne")
    with refused("out_of_date"):
        room.sign_message("anne")


def test_nobody_signs_in_a_name_that_is_not_theirs_to_give():
    room = message(*HERE, "bo", "dorte")
    stand_in(room, "tom", "tom", "anne")
    for who, whose in (("tom", "bo"), ("bo", "anne"), ("tom", "tom"), ("tom", "nobody"), ("bo", "dorte")):
        with refused("not_allowed"):
            room.meeting = announcing.sign(room.meeting, who, room.now, "1", whose)  # type: ignore[arg-type]
    room.meeting = announcing.sign(room.meeting, "tom", room.now, "1", "anne")  # type: ignore[arg-type]


def over(*here: str) -> Room:
    room = message(*here)
    room.end("sofie")
    return room


def test_who_came_in_somebodys_place_signs_the_minutes_for_them():
    room = message(*HERE, "bo", "dorte")
    stand_in(room, "tom", "tom", "anne")
    room.leave("tom")
    room.end("sofie")
    room.sign_minutes("tom")
    assert signed(room.meeting.minutes.signatures) == [("tom", "anne")]
    assert closing.minutes_wait_for(room.meeting) == ("bo", "dorte")


def test_who_was_there_at_the_end_signs_for_themselves():
    room = message(*HERE, "bo", "dorte")
    stand_in(room, "tom", "tom", "anne")
    room.arrive("anne")
    room.end("sofie")
    assert room.meeting.substitutes == {}
    with refused("not_allowed"):
        room.sign_minutes("tom")
    room.sign_minutes("anne")


def test_who_was_named_and_never_came_signs_for_nobody():
    room = message("lars", "eva", "bo")
    stand_in(room, "sofie", "tom", "anne")
    room.end("sofie")
    assert room.meeting.substitutes == {}
    with refused("not_allowed"):
        room.sign_message("tom")


@pytest.mark.parametrize("by", ["anne", "sofie", "hans"])
def test_who_is_away_names_who_signs_or_the_secretary_and_hr_record_it(by: str):
    room = over("lars", "eva", "bo")
    let_sign(room, by, "lars", "anne")
    assert room.meeting.substitutes == {"anne": "lars"}
    room.sign_message("lars")
    room.sign_minutes("lars")
    assert signed(room.meeting.announcement.signatures) == [("lars", "anne")]
    assert signed(room.meeting.minutes.signatures) == [("lars", "anne")]


@pytest.mark.parametrize("by", ["bo", "dorte", "lars", "eva", "tom", "ole"])
def test_nobody_else_says_who_signs_for_somebody(by: str):
    room = over(*HERE, "bo")
    with refused("not_allowed"):
        let_sign(room, by, "lars", "anne")


def test_a_member_has_nobody_sign_for_them():
    with refused("not_allowed", "member"):
        let_sign(over(*HERE), "eva", "finn", "eva")
    with refused("unknown_choice", "member"):
        let_sign(over(*HERE), "hans", "finn", "eva")
    with refused("not_a_member"):
        let_sign(over(*HERE), "nobody", "lars", "anne")


@pytest.mark.parametrize("substitute", ["bo", "sofie", "hans", "nobody", "", "anne"])
def test_another_of_the_same_side_signs(substitute: str):
    with refused("unknown_choice", "substitute"):
        let_sign(over(*HERE), "anne", substitute, "anne")


def test_an_observer_signs_for_nobody():
    with refused("unknown_choice", "substitute"):
        let_sign(over(*HERE), "bo", "ole", "bo")


def test_nobody_is_named_when_nothing_is_left_to_sign():
    room = over(*HERE, "anne")
    room.sign_message("anne")
    let_sign(room, "anne", "lars", "anne")
    room.sign_minutes("anne")
    with refused("out_of_date", "member"):
        let_sign(room, "anne", "lars", "anne")


def test_minutes_alone_can_be_left_to_sign_where_nothing_was_written_to_the_organisation():
    room = in_phase(Phase.KNOWLEDGE, *HERE, "anne")
    room.end("sofie")
    room.sign_minutes("anne")
    assert not signing.still_to_sign(room.meeting, "anne")  # type: ignore[arg-type]
    assert signing.still_to_sign(room.meeting, "bo")  # type: ignore[arg-type]


def test_a_vice_chair_recorded_for_another_signs_once_for_each():
    room = over(*HERE, "anne", "bo")
    let_sign(room, "dorte", "bo", "dorte")
    room.sign_minutes("bo")
    room.sign_minutes("bo")
    with refused("out_of_date"):
        room.sign_minutes("bo")
    assert signed(room.meeting.minutes.signatures) == [("bo", None), ("bo", "dorte")]
    assert closing.minutes_wait_for(room.meeting) == ("anne",)


def test_two_vice_chairs_do_not_become_one():
    room = over(*HERE, "bo", "dorte", "anne")
    for who in ("bo", "dorte", "anne"):
        room.sign_message(who)
    assert room.meeting.announcement.posted_at
    assert all(each.substitute_for is None for each in room.meeting.announcement.signatures)


def test_an_edit_voids_what_was_signed_for_another_too():
    room = message(*HERE, "bo", "dorte")
    stand_in(room, "tom", "tom", "anne")
    room.sign_message("tom")
    room.edit_message("sofie", "Vi prøver det i marts.")
    assert room.meeting.announcement.signatures == ()
    assert announcing.waiting_for(room.meeting) == ("anne", "bo", "dorte")


def test_the_one_signed_for_is_whose_signature_it_is():
    room = Room()
    assert Signature("tom", room.now, 1, "anne").whose == "anne"  # type: ignore[arg-type]
    assert Signature("tom", room.now).whose == "tom"  # type: ignore[arg-type]


# --- The facilitator is lost


@pytest.mark.parametrize("who", ["bo", "dorte"])
def test_anybody_of_the_formandskab_takes_over_when_the_one_who_leads_is_gone(who: str):
    room = Room.in_phase(Phase.KNOWLEDGE)
    room.leave("anne")
    assert room.meeting.led_by == "anne"
    room.advance("sofie")
    room.meeting = steering.take_over(room.meeting, who)  # type: ignore[arg-type]
    assert room.meeting.led_by == who
    room.advance(who)
    with refused("out_of_date"):
        steering.take_over(room.meeting, who)  # type: ignore[arg-type]


def test_the_meeting_goes_on_when_everybody_who_leads_left_and_one_comes_back():
    room = Room.in_phase(Phase.PAIRS)
    room.leave("anne", "bo", "dorte", "sofie")
    for who in PARTIES:
        with refused("not_present" if who in {"anne", "bo", "dorte"} else "not_allowed"):
            room.advance(who)
    room.later(30).arrive("dorte")
    room.advance("dorte")
    assert room.meeting.phase is Phase.PILOTS
    assert room.now - room.meeting.started_at >= timedelta(minutes=30)  # type: ignore[operator]


def test_deferring_while_a_side_is_missing_is_settled_by_the_substitute_alone():
    room = in_phase(Phase.PILOTS, "tom", "lars")
    stand_in(room, "tom", "tom", "anne")
    room.word("tom", "notes", worded(OutcomeKind.DEFERRED, decider=None))
    room.confirm("tom", "notes")
    assert room.outcome("notes").settled
