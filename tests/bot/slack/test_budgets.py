"""Slack is never called more often than it allows."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.buckets import MOST_BUCKETS, NOW
from bot.platforms.slack.budgets import Budgets
from bot.platforms.slack.limits import BUDGETS, CHANNEL_BUDGET
from tests.fakes.house import Hand


def spent(budgets: Budgets, method: str, channel: str = "", workspace: str = "T1", times: int = 1000) -> int:
    """Call as often as is allowed, and give how often that was."""
    return next(n for n in range(times) if budgets.spend(workspace, method, channel) > NOW)


@pytest.mark.parametrize("method", BUDGETS)
def test_each_method_has_a_budget_in_each_workspace(method: str):
    budgets = Budgets(Hand())
    size, _ = BUDGETS[method]
    assert spent(budgets, method) == size
    assert budgets.spend("T2", method) == NOW


def test_a_conversation_has_a_budget_of_its_own():
    budgets = Budgets(Hand())
    assert spent(budgets, "chat.postMessage", "C1") == CHANNEL_BUDGET[0]
    assert budgets.spend("T1", "chat.postMessage", "C2") == NOW
    assert budgets.spend("T1", "chat.update", "C1") > NOW


@given(st.lists(st.floats(0, 90), max_size=60))
def test_over_any_time_a_method_is_called_no_more_than_its_budget_allows(pauses: list[float]):
    clock = Hand()
    budgets, (size, per_minute) = Budgets(clock), BUDGETS["chat.update"]
    begun, calls = clock.at, 0
    for pause in pauses:
        clock.later(seconds=pause)
        calls += spent(budgets, "chat.update")
    minutes = (clock.at - begun).total_seconds() / 60
    assert calls <= size + per_minute * minutes + 1e-6


def test_who_waits_as_long_as_told_may_call():
    clock = Hand()
    budgets = Budgets(clock)
    spent(budgets, "chat.update", "C1")
    wait = budgets.spend("T1", "chat.update", "C1")
    clock.at += wait + timedelta(milliseconds=1)
    assert budgets.spend("T1", "chat.update", "C1") == NOW


def test_however_many_wait_each_is_told_a_time_at_which_there_is_a_call_for_it():
    """A post that is refused twelve times is given up, so a crowd must not come back all at once."""
    clock = Hand()
    budgets = Budgets(clock)
    begun = clock.at
    turns = sorted(begun + budgets.spend("T1", "chat.update", f"C{n}") for n in range(500))
    tries = 0
    for turn in turns:
        clock.at = max(clock.at, turn + timedelta(milliseconds=1))
        tries += budgets.spend("T1", "chat.update") > NOW if turn > begun else 0
    assert tries <= 5
    size, per_minute = BUDGETS["chat.update"]
    assert (turns[-1] - begun).total_seconds() / 60 <= (500 - size) / per_minute + 0.1


def test_a_pause_that_slack_asked_for_holds_for_that_method_and_workspace_alone():
    clock = Hand()
    budgets = Budgets(clock, unlimited=True)
    budgets.pause("T1", "chat.update", timedelta(seconds=30))
    assert budgets.spend("T1", "chat.update") == timedelta(seconds=30)
    assert budgets.spend("T1", "chat.postMessage") == budgets.spend("T2", "chat.update") == NOW
    clock.later(seconds=30)
    assert budgets.spend("T1", "chat.update") == NOW


def test_a_clock_that_is_set_back_takes_nothing_away():
    clock = Hand()
    budgets = Budgets(clock)
    assert budgets.spend("T1", "chat.update") == NOW
    clock.later(hours=-2)
    assert spent(budgets, "chat.update") == BUDGETS["chat.update"][0] - 1


def test_conversations_that_rest_are_forgotten():
    clock = Hand()
    budgets = Budgets(clock)
    for number in range(MOST_BUCKETS + 10):
        budgets.spend("T1", "unlisted", f"C{number}")
        clock.later(seconds=10)
    assert len(budgets.buckets) < MOST_BUCKETS
