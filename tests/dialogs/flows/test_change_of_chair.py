"""People come and go between meetings: who is told, who signs, and who follows a pilot when somebody has left."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dialogs.model.ids import ItemId, PersonId
from dialogs.model.people import Person, Role, Side
from tests.dialogs.flows.play import Play
from tests.dialogs.flows.stories import by_title, frame
from tests.dialogs.flows.test_following import passes, told
from tests.dialogs.room import STARTS_AT, someone

NEW_CHAIR = someone("ida", Side.MANAGEMENT, Role.CHAIR)


@pytest.fixture
def play() -> Play:
    """Give a meeting that is over and signed. It chose "Notater", which starts on 4 January 2027."""
    return frame("minutes out").play()


def leaves(play: Play, *who: str, on: date = date(2027, 1, 10), then: tuple[Person, ...] = ()) -> None:
    """Let people leave the committee, and others come into it; the meeting that is over keeps its own."""
    people = dict((play.meeting.members or play.meeting.committee).people)
    people |= {PersonId(name): replace(people[PersonId(name)], left_on=on) for name in who}
    people |= {person.id: person for person in then}
    play.meeting = replace(play.meeting, members=replace(play.meeting.committee, people=people))


def test_who_leads_the_committee_now_hears_what_waits_and_not_who_led_it_then(play: Play):
    leaves(play, "anne", then=(NEW_CHAIR,))
    passes(play, "2027-02-01")
    assert told(play, "har ikke svaret") == ["bo", "dorte", "ida"]


def test_who_leads_now_hears_of_red_of_stops_and_of_the_evaluation(play: Play):
    on = by_title(play)["Notater"]
    leaves(play, "anne", then=(NEW_CHAIR,))
    passes(play, "2027-01-18")
    play.press("eva", "check_point", on, light="red", fields={"stops": ("2",)})
    assert told(play, "Den, der kan stoppe forsøget, er spurgt") == ["bo", "dorte", "ida"]
    play.press("eva", "evaluate", on, advice="stop")
    assert told(play, "har evalueret forsøget") == ["bo", "dorte", "ida"]


def test_who_left_the_committee_is_asked_no_more_and_a_group_without_a_side_is_appointed_anew(play: Play):
    on = by_title(play)["Notater"]
    leaves(play, "eva")
    passes(play, "2027-01-18")
    assert told(play, "Kom I i gang?") == ["lars"]
    assert told(play, "ikke længere nogen fra begge sider") == ["anne", "bo", "dorte"]
    form = play.control("bo", "appoint", on)
    (members,) = [field for field in form.fields if field.name == "members"]
    assert "eva" not in {option.id for option in members.options}
    assert members.values == ("lars",)
    assert play.send("bo", form, {"members": ("lars",)}).refused == "both_sides_required"
    play.press("bo", "appoint", on, fields={"members": ("lars", "finn")})
    assert play.meeting.items[ItemId(on)].group.members == ("finn", "lars")
    assert play.meeting.proposals[on].followers == ("finn", "lars")
    assert not play.offers("bo", "appoint", on)
    play.press("finn", "check_point", on, light="green")


def test_a_group_that_is_whole_is_not_appointed_again_after_the_meeting(play: Play):
    on = by_title(play)["Notater"]
    assert not play.offers("bo", "appoint", on)
    assert play.tries("bo", "appoint", on, "", {"members": ("lars", "finn"), "mandate": ("Følger",)}).refused


def test_minutes_that_lack_the_signature_of_somebody_who_left_are_told_to_those_who_can_have_another_sign():
    play = frame("posted").play()
    play.now = STARTS_AT + timedelta(days=1)
    leaves(play, "dorte", on=date(2026, 12, 2))
    passes(play, "2026-12-03")
    assert told(play, "Dorte skulle skrive under") == ["anne", "bo", "hans", "sofie"]
    play.press("sofie", "let_sign", "dorte", substitute="eva")
    for who, on in (("anne", ""), ("bo", ""), ("eva", "dorte")):
        play.press(who, "sign_minutes", on)
    assert play.meeting.sent_out
    signed = [(each.person, each.whose) for each in play.meeting.minutes.signatures]
    assert ("eva", "dorte") in signed


def test_the_next_meeting_is_signed_and_summed_up_by_who_leads_it_then(play: Play):
    leaves(play, "anne", then=(NEW_CHAIR,))
    now = play.meeting.present(date(2027, 5, 11))
    assert [person.id for person in now.formandskab] == ["ida", "bo", "dorte"]
