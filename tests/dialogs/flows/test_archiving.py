"""Beside the minutes: case numbers, an item closed afterwards, one more reminder; by whom and how often."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogs.cards import Form
from dialogs.inbound import FormSubmitted
from dialogs.minutes import record
from dialogs.model.ids import PersonId
from dialogs.model.people import Person, Role, Side
from dialogs.register import decided
from tests.dialogs.flows.play import Play, controls, read
from tests.dialogs.flows.stories import frame

CLERKS = {"anne", "bo", "dorte", "sofie", "hans"}
NEW = Person(PersonId("helle"), "Helle", Side.NONE, frozenset({Role.HR}))


def ended(step: str = "ended") -> Play:
    return frame(step).play()


def title_of(play: Play, title: str) -> str:
    return next(str(key) for key, item in play.meeting.items.items() if title in item.title)


def card(play: Play, who: str) -> str:
    return read(tuple(each for each in play.screen(who) if each.name == "archive"))


def does(play: Play, who: str, action: str, on: str = "", seen: str = "", **fields: str) -> str:
    named = {name: (value,) for name, value in fields.items()}
    return play.happens(who, FormSubmitted(action, on, seen, named)).refused


# --- Case numbers


def test_formandskab_secretary_and_hr_note_a_case_number_and_take_it_away():
    for who in CLERKS:
        play = ended()
        play.press(who, "note_case", item="meeting", case_number="27/1234")
        item = title_of(play, "Notater")
        play.press(who, "note_case", item=item, case_number="27/1235")
        assert play.meeting.case_numbers == {"meeting": "27/1234", item: "27/1235"}
        assert "27/1235" in card(play, who)
        play.press(who, "note_case", item="meeting", case_number="")
        assert play.meeting.case_numbers == {item: "27/1235"}
        assert [entry.about for entry in play.audit][-1] == "meeting"


def test_nobody_else_is_offered_anything_or_does_it():
    play = ended()
    item = title_of(play, "Notater")
    seen = play.control("anne", "note_case").seen
    for who in set(play.people) - CLERKS:
        assert card(play, who) == "", who
        assert does(play, who, "note_case", seen=seen, item="meeting", case_number="1") == "not_allowed"
        assert does(play, who, "close_item", seen="9", item=item, ground="Sag") == "not_allowed"
        assert does(play, who, "remind_again", "minutes") == "not_allowed"


def test_an_old_screen_overwrites_no_number_and_what_is_not_there_has_none():
    play = ended()
    form = play.control("hans", "note_case")
    play.press("anne", "note_case", item="meeting", case_number="1")
    assert does(play, "hans", "note_case", seen=form.seen, item="meeting", case_number="2") == "out_of_date"
    assert does(play, "hans", "note_case", seen="x", item="nothing", case_number="2") == "unknown_choice"
    assert play.meeting.case_numbers == {"meeting": "1"}


def test_who_became_hr_after_the_meeting_sees_to_it_as_long_as_they_are():
    play = ended()
    today = play.now.astimezone(UTC).date()
    seen = play.control("hans", "note_case").seen
    assert does(play, "helle", "note_case", seen=seen, item="meeting", case_number="7") == "not_a_member"
    gone = (replace(NEW, left_on=today), replace(NEW, roles_until={Role.HR: today - timedelta(days=1)}))
    for clerk in gone:
        play.meeting = replace(play.meeting, clerks=(clerk,))
        assert does(play, "helle", "note_case", seen=seen, item="meeting", case_number="7") == "not_a_member"
    play.meeting = replace(play.meeting, clerks=(NEW,))
    assert does(play, "helle", "note_case", seen=seen, item="meeting", case_number="7") == ""
    assert does(play, "helle", "sign_minutes", seen="1") == "not_a_member"


def test_nobody_is_entered_for_here():
    play = ended()
    form = play.control("sofie", "note_case")
    assert play.send("sofie", form, {"case_number": ("1",)}, whom="anne").refused == "not_allowed"


# --- Closing


def test_what_is_closed_afterwards_leaves_the_open_minutes_and_the_register_and_no_signature():
    play = ended("minutes out")
    item = title_of(play, "Notater")
    before = record(play.meeting, play.organisation, play.now, closed_items=True)
    play.press("hans", "close_item", item=item, ground="Personalesag")
    whole = record(play.meeting, play.organisation, play.now, closed_items=True)
    found = [each for part in whole["items"] for each in part.get("decisions", ())]
    (closed,) = [each for each in found if "Notater" in each["title"]]
    assert not closed["open"]
    assert closed["ground"] == "Personalesag"
    left = record(play.meeting, play.organisation, play.now, closed_items=False)
    assert closed["title"] not in [each["title"] for part in left["items"] for each in part.get("decisions", ())]
    assert whole["minutes_signed"] == before["minutes_signed"] != []
    shown = decided(before, play.meeting.in_order())
    assert {entry.title for entry in shown if not entry.is_open} == {""}
    assert closed["title"] not in str(shown)


def test_a_closed_item_has_no_title_for_hr_and_cannot_be_closed_again():
    play = ended()
    item = title_of(play, "Notater")
    form = play.control("hans", "close_item")
    play.press("hans", "close_item", item=item, ground="Personalesag")
    assert "Notater" not in card(play, "hans")
    assert "Lukket punkt" in card(play, "hans")
    assert "Notater" in card(play, "anne")
    assert does(play, "anne", "close_item", seen=form.seen, item=item, ground="Igen") == "out_of_date"
    other = next(str(key) for key in play.meeting.items if str(key) != item)
    assert does(play, "anne", "close_item", seen=form.seen, item=other, ground="Igen") == "out_of_date"


def test_a_ground_must_be_there_and_the_item_too():
    play = ended()
    form = play.control("anne", "close_item")
    assert isinstance(form, Form)
    item = title_of(play, "Notater")
    assert does(play, "anne", "close_item", seen=form.seen, item=item, ground="  ") == "ground_required"
    assert does(play, "anne", "close_item", seen=form.seen, item="nothing", ground="Sag") == "not_found"


def test_while_a_meeting_lasts_nothing_is_closed_from_beside():
    play = ended("all revealed")
    item = title_of(play, "Notater")
    assert card(play, "anne") == ""
    assert does(play, "anne", "close_item", seen="0", item=item, ground="Sag") == "wrong_phase"


def test_before_the_meeting_an_item_is_closed_for_its_message_and_minutes():
    play = ended("returned")
    item = next(key for key, found in play.meeting.items.items() if not found.closed)
    play.press("anne", "close_item", item=str(item), ground="Personalesag")
    assert play.meeting.items[item].closed
    assert not any(control.action == "note_case" for control in controls(play.screen("anne")))


def test_who_closes_what_the_message_named_is_told_so():
    play = ended("minutes out")
    item = next(item for item in play.meeting.items.values() if "Notater" in item.title)
    told = replace(play.meeting.announcement, text=f"Vi prøver {item.title}.")
    play.meeting = replace(play.meeting, announcement=told)
    answer = play.press("anne", "close_item", item=str(item.id), ground="Personalesag")
    assert "Beskeden, der er sendt, nævner det" in answer.text


# --- Reminding


def test_those_who_have_not_signed_are_reminded_once_a_day_whoever_asks():
    play = ended()
    play.press("anne", "sign_minutes")
    play.posts.clear()
    play.press("hans", "remind_again", "minutes")
    assert {str(post.to) for post in play.posts} == {"bo", "dorte"}
    assert does(play, "anne", "remind_again", "minutes") == "reminded_today"
    play.later(24 * 60)
    play.press("anne", "remind_again", "minutes")
    assert len({post.dedupe_key for post in play.posts}) == len(play.posts) == 4


def test_nobody_is_reminded_of_what_is_done():
    play = ended("minutes out")
    assert not play.offers("anne", "remind_again", "minutes")
    for on in ("minutes", "nothing", title_of(play, "Notater")):
        assert does(play, "anne", "remind_again", on) == "out_of_date"
    assert does(ended("laid down"), "anne", "remind_again", "minutes") == "out_of_date"


def test_a_group_that_owes_an_answer_is_reminded_with_the_day_since_when():
    play = ended("minutes out")
    item = title_of(play, "Notater")
    play.now = datetime(2027, 1, 18, 8, tzinfo=UTC)
    play.posts.clear()
    play.press("hans", "remind_again", item)
    group = play.meeting.items[item].group  # type: ignore[index]
    assert group
    assert {str(post.to) for post in play.posts} == set(group.members)
    assert "Notater" in read((play.posts[0].card,))
    assert play.meeting.reminded == {item: date(2027, 1, 18)}


@pytest.mark.parametrize("language", ["da", "en"])
def test_it_is_said_in_both_languages(language: str):
    play = frame("ended", language=language).play()
    assert card(play, "hans")
