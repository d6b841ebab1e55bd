"""Who is in a committee on a day, and whom a meeting keeps whatever becomes of them."""

from dataclasses import replace
from datetime import date, timedelta

from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId, Ticket
from dialogs.model.meeting import Waiting
from dialogs.model.people import Role, Side
from dialogs.model.pilots import StopCriterion
from dialogs.model.signed import Signature
from tests.dialogs.room import STARTS_AT, Room, committee, someone, worded

DAY = date(2026, 12, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


def test_somebody_is_a_member_until_the_day_they_have_left():
    assert not someone("eva", Side.EMPLOYEES).has_left(DAY)
    assert not replace(someone("eva", Side.EMPLOYEES), left_on=AFTER).has_left(DAY)
    assert replace(someone("eva", Side.EMPLOYEES), left_on=DAY).has_left(DAY)
    assert replace(someone("eva", Side.EMPLOYEES), left_on=BEFORE).has_left(DAY)


def test_a_role_lasts_through_its_last_day_and_the_others_go_on():
    bo = replace(someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR, Role.MEMBER), roles_until={Role.VICE_CHAIR: DAY})
    assert bo.on(DAY) is bo
    assert bo.on(AFTER).roles == {Role.MEMBER}
    assert bo.on(AFTER).on(AFTER) == bo.on(AFTER)


def test_a_committee_holds_those_of_the_day_and_those_it_keeps():
    gone = replace(someone("eva", Side.EMPLOYEES), left_on=DAY)
    ends = replace(someone("anne", Side.MANAGEMENT, Role.CHAIR), roles_until={Role.CHAIR: BEFORE})
    found = committee((gone, ends, someone("bo", Side.EMPLOYEES)))
    assert set(found.on(BEFORE, ()).people) == {"anne", "bo", "eva"}
    assert set(found.on(DAY, ()).people) == {"anne", "bo"}
    assert set(found.on(DAY, {PersonId("eva")}).people) == {"anne", "bo", "eva"}
    assert [each.id for each in found.on(BEFORE, ()).formandskab] == ["anne"]
    assert found.on(DAY, ()).formandskab == ()
    assert found.on(DAY, ()).name == found.name


def test_a_meeting_names_everybody_who_came_waits_decides_signs_or_follows():
    room = Room()
    assert room.meeting.named == frozenset()
    room = Room.in_phase(Phase.PILOTS)
    assert room.meeting.named == set(room.meeting.committee.people)
    empty = replace(room.meeting, stays={}, pairs={}, led_by=None)
    assert empty.named == frozenset()
    assert replace(empty, led_by=PersonId("anne")).named == {"anne"}
    assert replace(empty, waiting={Ticket("t"): Waiting(PersonId("eva"), STARTS_AT)}).named == {"eva"}
    assert replace(empty, substitutes={PersonId("bo"): PersonId("eva")}).named == {"bo", "eva"}
    seated = {who for pair in room.meeting.pairs.values() for who in pair.members}
    assert replace(empty, pairs=room.meeting.pairs).named == seated
    signed = replace(empty.announcement, signatures=(Signature(PersonId("eva"), STARTS_AT, 1, PersonId("bo")),))
    assert replace(empty, announcement=signed).named == {"bo", "eva"}


def test_a_meeting_names_who_decides_and_who_follows_what_was_agreed():
    room = Room.in_phase(Phase.PILOTS)
    room.word("anne", "notes", worded(decider="lars"))
    room.confirm("anne", "notes")
    room.confirm("bo", "notes")
    stop = (StopCriterion("Fejl", PersonId("gry")), StopCriterion("Uro"))
    room.appoint("anne", "notes", "finn anne", stop_criteria=stop)
    only_items = replace(room.meeting, stays={}, pairs={}, led_by=None)
    assert only_items.named == {"lars", "finn", "anne", "gry"}
