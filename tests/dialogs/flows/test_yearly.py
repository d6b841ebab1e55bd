"""Once a year the formandskab is told what to look at: counted from the first meeting, moved by nothing, owed once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.flows.alarms import wanted
from dialogs.inbound import TimerRang
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Sibling, Stage
from dialogs.model.people import Level
from dialogs.model.pilots import PilotState, Proposal
from dialogs.model.summarizing import IN_USE
from tests.dialogs.flows.play import Play, read
from tests.dialogs.flows.stories import frame
from tests.dialogs.room import SHORT

FIRST, SECOND = "summary.year.2028-01-01", "summary.year.2029-01-01"
FORMANDSKAB = ["anne", "bo", "dorte"]
# 1 January 2028 is a Saturday.
DUE = datetime(2028, 1, 3, 8, tzinfo=UTC)


def over(state: PilotState | None = PilotState.RUNNING, language: str = "da") -> Play:
    """Give a meeting of December 2026 that is over and signed, a year later, with one proposal in a state."""
    play = frame("minutes out").play()
    play.now = DUE
    if state:
        found = Proposal("p1", play.meeting.committee.id, "lars", state, SHORT)
        play.meeting = replace(play.meeting, proposals={"p1": found})
    else:
        play.meeting = replace(play.meeting, proposals={})
    play.meeting = replace(play.meeting, committee=replace(play.meeting.committee, language=language))
    play.posts.clear()
    play.audit.clear()
    return play


def due(play: Play) -> dict[str, datetime]:
    return {name: at for name, at in wanted(play.meeting, play.now, play.organisation).items() if ".year." in name}


def comes(play: Play, name: str = FIRST) -> list[str]:
    """Let it be due, and give who was told."""
    before = len(play.posts)
    play.happens(None, TimerRang(name))
    return [str(post.to) for post in play.posts[before:]]


def test_a_year_after_the_first_meeting_the_formandskab_is_told_once():
    play = over()
    assert due(play) == {FIRST: DUE}
    assert comes(play) == FORMANDSKAB
    assert comes(play) == []
    assert due(play) == {SECOND: datetime(2029, 1, 1, 8, tzinfo=UTC)}
    assert [each.action for each in play.audit] == ["remind"]


def test_it_says_what_to_look_at_which_rules_come_why_it_comes_and_how_to_stop_it():
    play = over()
    comes(play)
    text = read((play.posts[0].card,))
    for part in ("årshjulet", "oplæring", "Fra 2. december 2027: Fortæl medarbejdernes", "(art. 26, stk. 7).",
                 "set efter 21. november 2026", "Spørg juristen", "fordi du er i formandskabet for",
                 "kan slå den fra under Påmindelser"):  # fmt: skip
        assert part in text, part
    # The law and the day are said once for all of it.
    assert text.count("2026/1744") == text.count("set efter") == 1


def test_in_english_and_in_a_year_without_rules_it_says_that_there_are_none():
    play = over(language="en")
    comes(play)
    assert "From 2 December 2027" in read((play.posts[0].card,))
    play.now = datetime(2029, 1, 1, 8, tzinfo=UTC)
    assert comes(play, SECOND) == FORMANDSKAB
    text = read((play.posts[-1].card,))
    assert "We know of no rules" in text
    assert "Article" not in text


@pytest.mark.parametrize("state", list(PilotState))
def test_who_has_nothing_in_hand_is_left_alone_and_the_year_counts_all_the_same(state: PilotState):
    play = over(state)
    assert comes(play) == (FORMANDSKAB if state in IN_USE else [])
    assert list(due(play)) == [SECOND]
    assert [each.action for each in play.audit] == ["remind" if state in IN_USE else "drop_summary"]


def test_a_meeting_to_come_is_something_in_hand():
    coming = Sibling(MeetingId("next"), 2, datetime(2028, 2, 1, 9, tzinfo=UTC), Stage.PLANNED)
    play = over(None)
    assert comes(play) == []
    # The next meeting carries it then, and this one no more.
    play = over(None)
    play.meeting = replace(play.meeting, siblings=(coming,))
    assert due(play) == {}
    other = replace(play.meeting, id=MeetingId("next"), number=2, starts_at=coming.starts_at, stage=Stage.PLANNED,
                    siblings=(Sibling(play.meeting.id, 1, play.meeting.starts_at, Stage.ENDED),))  # fmt: skip
    play.meeting = other
    assert comes(play) == FORMANDSKAB


def test_what_another_meeting_of_the_committee_told_is_not_told_again():
    play = over()
    play.meeting = replace(play.meeting, summarized=frozenset({"year.2028-01-01"}))
    assert list(due(play)) == [SECOND]


def test_it_can_be_switched_off_and_on_again():
    play = over()
    assert "Årets opfølgning på AI" in read(play.screen("anne"))
    play.press("anne", "choose_reminders", fields={"reminders": ("month", "agenda")})
    assert due(play) == {}
    assert comes(play) == []
    play.press("anne", "choose_reminders", fields={"reminders": ("month", "year", "agenda")})
    assert list(due(play)) == [FIRST]


def test_what_was_missed_for_a_year_is_dropped_with_a_trace_and_not_told_later():
    play = over()
    play.now = datetime(2029, 1, 2, 8, tzinfo=UTC)
    assert comes(play) == []
    assert [each.action for each in play.audit] == ["drop_summary"]
    assert comes(play, SECOND) == FORMANDSKAB


def test_who_has_left_is_not_told_and_a_team_has_none():
    play = over()
    gone = {key: replace(each, left_on=date(2027, 6, 1)) if key == "bo" else each
            for key, each in play.meeting.committee.people.items()}  # fmt: skip
    play.meeting = replace(play.meeting, members=replace(play.meeting.committee, people=gone))
    assert comes(play) == ["anne", "dorte"]
    team = over()
    team.meeting = replace(team.meeting, committee=replace(team.meeting.committee, level=Level.TEAM))
    assert due(team) == {}


def test_before_the_first_meeting_is_over_nothing_is_counted():
    play = Play()
    assert due(play) == {}


@given(held=st.dates(date(2026, 1, 1), date(2034, 12, 31)), years=st.integers(1, 4))
@settings(max_examples=40, deadline=None)
def test_whenever_a_committee_first_met_it_is_told_once_in_each_year_after(held: date, years: int):
    play = over()
    starts_at = datetime(held.year, held.month, held.day, 9, tzinfo=UTC)
    play.meeting = replace(play.meeting, starts_at=starts_at)
    days: list[date] = []
    for _ in range(years):
        ((name, at),) = due(play).items()
        # An hour before it is not due.
        play.now = at - timedelta(hours=1)
        assert comes(play, name) == []
        play.now = at
        assert comes(play, name) == FORMANDSKAB
        days.append(at.date())
    assert 365 <= (days[0] - held).days <= 365 + 31 + 4
    # The first working day of the same month each year.
    assert all(each.day <= 4 and each.month == days[0].month for each in days)
    assert [each.year for each in days] == list(range(days[0].year, days[0].year + years))
