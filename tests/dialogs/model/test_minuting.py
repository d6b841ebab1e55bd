"""The minutes after the meeting: kept, corrected, signed anew, approved. What was signed never changes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.model import closing, minuting
from dialogs.model.agenda import Phase
from dialogs.model.ids import MeetingId
from dialogs.model.items import Change
from dialogs.model.meeting import Meeting, Sibling, Stage
from dialogs.model.refusals import Refusal
from dialogs.model.signed import Approval, MinutesVersion, Objection, Signature
from tests.dialogs.room import COMMITTEE, DOCUMENT, ZONE, Room, refused

FORMANDSKAB = ("anne", "bo", "dorte")


def ended() -> Room:
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    room.end()
    return room


def out() -> Room:
    room = ended()
    for who in FORMANDSKAB:
        room.later(1).sign_minutes(who)
    return room


def version(room: Room, number: int) -> MinutesVersion:
    return room.meeting.versions[number]


def test_the_minutes_are_kept_as_they_were_when_the_meeting_closed():
    room = ended()
    assert room.meeting.versions == {1: MinutesVersion(1, DOCUMENT, room.now)}
    assert room.meeting.newest == version(room, 1)
    assert room.meeting.sent_out is None
    assert Room().meeting.newest is None


def test_minutes_that_were_signed_before_versions_were_kept_are_out():
    room = out()
    room.meeting = minuting.freeze(replace(room.meeting, versions={}), "gamle", room.later(60).now)
    kept = version(room, 1)
    assert (kept.document, kept.at) == ("gamle", room.now)
    assert kept.signatures == room.meeting.minutes.signatures
    assert kept.out_at == room.meeting.minutes.signatures[-1].at


def test_the_last_signature_sends_out_the_version_with_all_signatures_whatever_their_order():
    room = ended()
    for who in ("bo", "dorte"):
        room.sign_minutes(who)
        assert version(room, 1).out_at is None
        assert version(room, 1).signatures == ()
    room.later(5).sign_minutes("anne")
    assert version(room, 1).out_at == room.now
    assert [signature.person for signature in version(room, 1).signatures] == ["bo", "dorte", "anne"]
    assert room.meeting.sent_out == version(room, 1)


def test_what_is_out_is_not_signed_again_by_somebody_who_came_to_the_formandskab_later():
    room = out()
    people = {**room.meeting.committee.people}
    people["eva"] = replace(people["eva"], roles=people["bo"].roles)
    room.meeting = replace(room.meeting, committee=replace(room.meeting.committee, people=people))
    with refused("out_of_date"):
        room.sign_minutes("eva")


# --- Corrections


def test_a_correction_makes_a_new_version_and_voids_all_signatures():
    room = ended()
    room.sign_minutes("anne")
    room.later(3).correct("sofie", "Rettet", "Slåfejl")
    assert version(room, 2) == MinutesVersion(
        2, "Rettet", room.now, "sofie", "Slåfejl", "items.0", Change("før", "Rettet")
    )
    assert room.meeting.minutes.version == 2
    assert room.meeting.minutes.signatures == ()
    assert closing.minutes_wait_for(room.meeting) == FORMANDSKAB
    assert version(room, 1).document == DOCUMENT


def test_a_correction_needs_a_reason():
    room = ended()
    with refused("reason_required", "why"):
        room.correct("sofie", "Rettet", "")
    assert room.meeting.minutes.version == 1


def test_the_second_of_two_who_correct_at_once_is_out_of_date():
    room = ended()
    room.correct("anne", "Rettet")
    for seen in ("1", "3", ""):
        with refused("out_of_date"):
            room.correct("bo", "Også rettet", seen=seen)
    assert room.meeting.minutes.version == 2


def test_nothing_is_corrected_or_approved_while_the_meeting_lasts():
    room = Room.in_phase(Phase.ANNOUNCEMENT)
    with refused("wrong_phase", "minutes"):
        room.correct("sofie", "Rettet")
    with refused("wrong_phase", "minutes"):
        room.approve("anne")


def test_what_was_sent_out_is_kept_with_its_signatures_when_it_is_corrected():
    room = out()
    before = version(room, 1)
    room.later(60).correct("bo", "Rettet")
    assert version(room, 1) == before
    assert room.meeting.sent_out == before
    for who in FORMANDSKAB:
        room.sign_minutes(who)
    assert room.meeting.sent_out == version(room, 2)
    assert {signature.version for signature in version(room, 2).signatures} == {2}
    assert version(room, 1) == before


def test_while_a_correction_waits_members_object_to_what_is_out_and_afterwards_to_the_new():
    room = out()
    room.correct("bo", "Rettet")
    room.object("eva", "Til den første")
    for who in FORMANDSKAB:
        room.sign_minutes(who)
    with refused("out_of_date"):
        room.object("eva", "Skrevet til den første", seen="1")
    room.object("eva", "Til den anden")
    assert [(found.text, found.version) for found in room.meeting.minutes.objections] == [
        ("Til den første", 1),
        ("Til den anden", 2),
    ]
    assert minuting.open_objections(room.meeting) == ("Til den anden",)


def test_new_minutes_give_new_days_to_object():
    room = out()
    first = closing.objections_until(room.meeting, 14, ZONE)
    room.later(3 * 24 * 60).correct("bo", "Rettet")
    assert closing.objections_until(room.meeting, 14, ZONE) == first
    for who in FORMANDSKAB:
        room.sign_minutes(who)
    last = closing.objections_until(room.meeting, 14, ZONE)
    assert first
    assert last
    assert (last - first).days == 3


# --- Approval


@pytest.mark.parametrize(
    ("others", "number"),
    [
        ({}, 2),
        ({2: Stage.PLANNED}, 2),
        ({2: Stage.CANCELLED, 3: Stage.PLANNED, 4: Stage.PLANNED}, 3),
        ({2: Stage.PLANNED, 5: Stage.RUNNING}, 5),
        ({0: Stage.RUNNING, 2: Stage.ENDED}, 2),
    ],
)
def test_one_of_the_formandskab_notes_that_the_next_meeting_approved_the_minutes(others: dict[int, Stage], number: int):
    room = out()
    siblings = tuple(Sibling(MeetingId(f"m{n}"), n, room.now, stage) for n, stage in others.items())
    room.meeting = replace(room.meeting, siblings=siblings)
    room.object("eva", "En indsigelse hindrer ikke")
    room.later(60).approve("bo")
    assert version(room, 1).approval == Approval("bo", room.now, number)


def test_minutes_are_approved_once():
    room = out()
    room.approve("anne")
    before = room.meeting
    with refused("out_of_date"):
        room.approve("bo")
    assert room.meeting == before


def test_minutes_that_not_all_have_signed_are_not_approved():
    room = ended()
    for who in ("anne", "bo"):
        room.sign_minutes(who)
        with refused("wrong_phase", "minutes"):
            room.approve("anne")
    room.sign_minutes("dorte")
    for seen in ("", "2"):
        with refused("out_of_date"):
            room.approve("anne", seen=seen)
    room.correct("sofie", "Rettet")
    with refused("wrong_phase"):
        room.approve("anne")
    with refused("out_of_date"):
        room.approve("anne", seen="1")


def test_the_secretary_does_not_approve():
    room = out()
    with refused("not_allowed"):
        room.approve("sofie")


def test_a_correction_after_approval_says_so_and_waits_for_signatures_and_approval_again():
    room = out()
    assert not minuting.corrected_after_approval(room.meeting, 1)
    room.approve("anne")
    assert not minuting.corrected_after_approval(room.meeting, 1)
    approved = version(room, 1)
    room.correct("sofie", "Rettet")
    room.correct("sofie", "Rettet igen")
    assert [minuting.corrected_after_approval(room.meeting, number) for number in (1, 2, 3)] == [False, True, True]
    assert version(room, 1) == approved
    assert version(room, 3).approval is None
    for who in FORMANDSKAB:
        room.sign_minutes(who)
    room.approve("dorte")
    assert version(room, 3).approval == Approval("dorte", room.now, 2)


# --- Whatever the order


PEOPLE = st.sampled_from([person.id for person in COMMITTEE])
DEEDS = st.tuples(
    st.sampled_from(["sign", "sign", "sign", "correct", "object", "approve"]),
    st.one_of(st.sampled_from(FORMANDSKAB), PEOPLE),
    st.sampled_from([None, None, None, None, "1", "2", "3", ""]),
)


def does(room: Room, what: str, who: str, seen: str | None, step: int) -> None:
    match what:
        case "sign":
            room.sign_minutes(who, seen)
        case "correct":
            room.correct(who, f"Rettet i trin {step}", seen=seen)
        case "object":
            room.object(who, f"Indsigelse i trin {step}", seen=seen)
        case _:
            room.approve(who, seen)


def hold(before: Meeting, after: Meeting) -> None:
    newest = after.minutes.version
    assert list(after.versions) == list(range(1, newest + 1))
    assert newest - before.minutes.version in {0, 1}
    assert all(signature.version == newest for signature in after.minutes.signatures)
    signers = [signature.person for signature in after.minutes.signatures]
    assert len(set(signers)) == len(signers)
    assert set(signers) <= set(FORMANDSKAB)
    for number, found in after.versions.items():
        is_out = found.out_at is not None
        assert is_out is (len(found.signatures) == len(FORMANDSKAB))
        assert is_out or found.approval is None
        if number < newest:
            assert found == before.versions[number]
        elif number in before.versions:
            assert found.document == before.versions[number].document
    assert after.minutes.objections[: len(before.minutes.objections)] == before.minutes.objections
    assert all(after.versions[each.version].out_at for each in after.minutes.objections)


@given(st.lists(DEEDS, max_size=40))
def test_in_whatever_order_signatures_stand_under_the_newest_and_what_was_kept_never_changes(deeds):
    room = ended()
    for step, (what, who, seen) in enumerate(deeds):
        before = room.later(1).meeting
        try:
            does(room, what, who, seen, step)
        except Refusal:
            assert room.meeting is before
        hold(before, room.meeting)


def test_an_old_signature_and_an_old_objection_belong_to_the_first_version():
    assert Signature("anne", Room().now).version == 1
    assert Objection("o", "Tekst", Room().now).version == 1
