"""Reminders around a meeting: who gets which, once, moved and gone with the meeting, and switched off."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from dialogs.flows.alarms import wanted
from dialogs.model.due_times import goes_out
from dialogs.model.ids import PersonId
from dialogs.model.people import Level
from tests.dialogs.flows.play import Play, read
from tests.dialogs.flows.stories import said
from tests.dialogs.room import STARTS_AT

EMPLOYEES = {"bo", "dorte", "eva", "finn", "gry"}


def due(play: Play) -> dict[str, datetime]:
    return {name.removeprefix("remind."): at for name, at in wanted(play.meeting, play.now, play.organisation).items()}


def passes(play: Play, until: datetime) -> None:
    """Let time pass up to a moment, and ring what is due on the way, as the ticker does."""
    while (found := due(play)) and min(found.values()) <= until:
        name = min(found, key=lambda each: (found[each], each))
        play.now = max(play.now, found[name])
        play.rings(f"remind.{name}")
    play.now = max(play.now, until)


def got(play: Play, title: str) -> list[str]:
    """Give who got a message with this title, as often as they did."""
    return sorted(str(post.to) for post in play.posts if post.card.name == "reminder" and title in read((post.card,)))


@pytest.fixture
def play() -> Play:
    play = Play()
    play.now = STARTS_AT - timedelta(days=40)
    return play


def test_before_a_meeting_each_reminder_goes_out_once_at_its_time(play: Play):
    assert {name: (at - STARTS_AT).days for name, at in due(play).items()} == {
        "call_for_proposals": -29,
        "proposal_deadline": -15,
        "agenda": -8,
        "pre_meeting_employee_side": -5,
    }
    passes(play, STARTS_AT)
    everybody = sorted(play.people)
    assert got(play, "Har du et forslag") == everybody
    assert got(play, "Frist for forslag") == everybody
    assert got(play, "Læs op til mødet") == everybody
    assert due(play) == {}
    passes(play, STARTS_AT + timedelta(days=1))
    assert len([post for post in play.posts if post.card.name == "reminder"]) == len({p.dedupe_key for p in play.posts})


def test_a_reminder_says_when_why_and_how_to_stop_it(play: Play):
    passes(play, STARTS_AT)
    (text,) = {read((post.card,)) for post in play.posts if "Frist for forslag" in read((post.card,))}
    assert "Forslag til mødet den 1. december 2026 skal være sendt senest den 17. november 2026." in text
    assert "fordi du er med i Nord, som har møde den 1. december 2026." in text
    assert "slå påmindelser fra" in text


def test_the_pre_meeting_is_for_the_employee_side_alone(play: Play):
    passes(play, STARTS_AT)
    assert set(got(play, "formøde")) == EMPLOYEES


def test_who_leads_hears_of_unchecked_proposals_and_nobody_else(play: Play):
    on = play.propose("lars", said("Notater"), said("Prøves af"))
    play.press("lars", "submit_proposal", on)
    assert "check_before_start" in due(play)
    passes(play, STARTS_AT - timedelta(days=9))
    leading = sorted(p.id for p in play.meeting.committee.people.values() if p.may_lead)
    assert got(play, "mangler et tjek") == leading


def test_what_is_checked_in_time_is_not_chased(play: Play):
    on = play.propose("lars", said("Notater"), said("Prøves af"))
    play.press("lars", "submit_proposal", on)
    play.checks("anne", on)
    assert "check_before_start" not in due(play)


def test_reminders_move_with_the_meeting_and_what_was_sent_is_not_sent_again(play: Play):
    passes(play, STARTS_AT - timedelta(days=20))
    play.press("anne", "move_meeting", starts_on="2027-01-12", starts_time="10.00")
    assert got(play, "Har du et forslag") == sorted(play.people)
    times = due(play)
    assert "call_for_proposals" not in times
    assert times["agenda"] == datetime(2027, 1, 5, 8, tzinfo=UTC)
    passes(play, datetime(2027, 1, 12, 9, tzinfo=UTC))
    assert got(play, "Har du et forslag") == sorted(play.people)
    assert got(play, "Læs op til mødet") == sorted(play.people)


def test_moved_past_its_time_a_reminder_goes_out_at_the_next_working_moment(play: Play):
    play.now = datetime(2026, 11, 21, 19, tzinfo=UTC)
    play.press("anne", "move_meeting", starts_on="2026-11-26", starts_time="10.00")
    assert due(play)["agenda"] == datetime(2026, 11, 23, 7, tzinfo=UTC)
    play.rings("remind.agenda")
    assert got(play, "Læs op") == []
    play.now = datetime(2026, 11, 23, 7, tzinfo=UTC)
    play.rings("remind.agenda")
    assert got(play, "Læs op") == sorted(play.people)


def test_a_cancelled_meeting_reminds_nobody(play: Play):
    play.press("anne", "cancel_meeting", reason="For få")
    assert due(play) == {}
    play.rings("remind.agenda")
    assert got(play, "Læs op") == []


def test_what_means_nothing_any_more_is_dropped_with_a_trace(play: Play):
    play.now = STARTS_AT - timedelta(days=5)
    play.rings("remind.proposal_deadline")
    assert got(play, "Frist") == []
    assert [(entry.action, entry.about) for entry in play.audit] == [("drop_reminder", "proposal_deadline")]
    assert "proposal_deadline" not in due(play)


def test_what_was_dropped_for_one_date_goes_out_for_another_and_what_was_sent_does_not(play: Play):
    play.now = STARTS_AT - timedelta(days=10)
    passes(play, STARTS_AT - timedelta(days=6))
    assert got(play, "Frist") == got(play, "Har du et forslag") == []
    assert {"proposal_deadline", "call_for_proposals"}.isdisjoint(due(play))
    play.press("anne", "move_meeting", starts_on="2027-02-09", starts_time="10.00")
    passes(play, datetime(2027, 2, 9, 9, tzinfo=UTC))
    for title in ("Frist", "Har du et forslag", "Læs op"):
        assert got(play, title) == sorted(play.people), title
    assert len([entry for entry in play.audit if entry.action == "drop_reminder"]) == 2


def test_the_formandskab_switches_reminders_off_for_this_and_the_next_meetings(play: Play):
    on = ("call_for_proposals", "draft_minutes")
    play.press("bo", "choose_reminders", fields={"reminders": on})
    assert set(due(play)) == {"call_for_proposals"}
    play.arrive("anne", "bo")
    play.goes_to("announcement")
    play.press("anne", "end")
    assert set(due(play)) == {"draft_minutes"}
    play.press("anne", "plan_next", starts_on="2027-06-01", starts_time="10.00")
    assert play.planned
    assert "agenda" in play.planned.reminders_off


def test_the_formandskab_moves_a_reminder_for_this_and_the_next_meetings(play: Play):
    before = due(play)
    answer = play.press("bo", "move_reminder", reminder="agenda", days="10")
    assert "10 dage før" in answer.text
    # 21 November 2026, ten days before, is a Saturday: what comes before the meeting moves earlier.
    assert due(play)["agenda"].date() == date(2026, 11, 20)
    assert {name: at for name, at in due(play).items() if name != "agenda"} == {
        name: at for name, at in before.items() if name != "agenda"
    }
    assert "10 dage før" in read(play.screen("anne"))
    play.press("anne", "move_reminder", reminder="draft_minutes", days="1")
    play.arrive("anne", "bo")
    play.goes_to("announcement")
    play.press("anne", "end")
    assert due(play)["draft_minutes"].date() == date(2026, 12, 2)
    play.press("anne", "plan_next", starts_on="2027-06-01", starts_time="10.00")
    assert play.planned
    assert play.planned.reminder_days == {"agenda": 10, "draft_minutes": 1}


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"reminder": "moon", "days": "3"}, "unknown_choice"),
        ({"reminder": "agenda", "days": "0"}, "out_of_range"),
        ({"reminder": "agenda", "days": "61"}, "out_of_range"),
        ({"reminder": "agenda", "days": "-7"}, "out_of_range"),
        ({"reminder": "agenda", "days": "syv"}, "out_of_range"),
    ],
)
def test_a_reminder_is_moved_only_to_a_day_that_makes_sense(play: Play, fields: dict[str, str], refused: str):
    form = play.control("anne", "move_reminder")
    assert play.send("anne", form, {name: (value,) for name, value in fields.items()}).refused == refused


def test_who_moves_a_reminder_has_seen_where_it_was_and_leads_the_committee(play: Play):
    old = play.control("anne", "move_reminder")
    sent = {"reminder": ("agenda",), "days": ("10",)}
    assert play.send("eva", old, sent).refused == "not_allowed"
    assert not play.send("bo", old, sent).refused
    assert play.send("anne", old, sent).refused == "out_of_date"


def test_an_old_form_does_not_switch_back_what_somebody_else_chose(play: Play):
    old = play.control("anne", "choose_reminders")
    play.press("bo", "choose_reminders", fields={"reminders": ()})
    assert due(play) == {}
    assert play.send("anne", old).refused == "out_of_date"
    assert play.send("eva", old).refused == "not_allowed"
    new = play.control("anne", "choose_reminders")
    assert play.send("anne", new, {"reminders": ("moon",)}).refused == "unknown_choice"


def test_after_the_meeting_those_are_reminded_who_have_not_signed(play: Play):
    play.now = STARTS_AT
    play.arrive("anne", "bo", "dorte")
    play.goes_to("announcement")
    play.press("anne", "end")
    play.press("anne", "sign_minutes")
    passes(play, STARTS_AT + timedelta(days=4))
    assert got(play, "Referatet venter på dig") == ["bo", "dorte"]
    play.press("dorte", "sign_minutes")
    passes(play, STARTS_AT + timedelta(days=9))
    assert got(play, "venter stadig") == ["bo"]
    play.press("bo", "sign_minutes")
    assert set(due(play)) == {"summary.month.2027-01-01", "summary.year.2028-01-01"}


@pytest.mark.parametrize(
    ("language", "how_to_stop", "not_said"),
    [
        ("da", "Lederen kan slå påmindelser fra", "formøde|formand"),
        ("en", "The leader can turn reminders", "chair|side"),
    ],
)
def test_a_team_hears_of_its_leader_and_of_no_sides(language: str, how_to_stop: str, not_said: str):
    play = Play(level=Level.TEAM, language=language)
    play.now = STARTS_AT - timedelta(days=40)
    passes(play, STARTS_AT)
    texts = {read((post.card,)) for post in play.posts if post.card.name == "reminder"}
    assert any(how_to_stop in text for text in texts)
    assert not any(re.search(not_said, text, re.IGNORECASE) for text in texts)


def test_a_night_is_over_before_anybody_is_reminded(play: Play):
    due_at = due(play)["agenda"]
    night = due_at.replace(hour=23)
    assert goes_out(due_at, night, play.organisation.work) == (due_at + timedelta(days=1)).replace(hour=7)
    assert PersonId("anne") in play.meeting.committee.people
