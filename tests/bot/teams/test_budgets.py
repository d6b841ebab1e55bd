"""Teams is called no more often than it allows."""

from hypothesis import given
from hypothesis import strategies as st

from bot.buckets import NOW
from bot.platforms.teams.budgets import Budgets
from tests.fakes.house import Hand

A_CONVERSATION_IN_AN_HOUR, A_TENANT_IN_A_SECOND = 1_800, 50


def spent(budgets: Budgets, conversation: str, tenant: str = "t") -> int:
    """Call as often as is allowed, and give how often that was."""
    return next(n for n in range(5_000) if budgets.spend(tenant, conversation) > NOW)


@given(st.lists(st.floats(0, 600), max_size=40))
def test_in_any_hour_a_conversation_is_called_no_more_than_teams_allows(pauses: list[float]):
    clock = Hand()
    budgets, begun, called = Budgets(clock), clock.at, []
    for pause in pauses:
        clock.later(seconds=pause)
        # The tenant allows only some at once.
        for _ in range(30):
            count = spent(budgets, "room")
            called.append(((clock.at - begun).total_seconds(), count))
            clock.later(seconds=2)
    for start, _ in called:
        assert sum(n for at, n in called if start <= at < start + 3_600) <= A_CONVERSATION_IN_AN_HOUR


def test_who_changes_a_conversation_every_three_seconds_never_waits():
    clock = Hand()
    budgets = Budgets(clock)
    for _ in range(2_400):
        assert budgets.spend("t", "room") == NOW
        clock.later(seconds=3)


def test_a_tenant_is_called_so_often_in_a_second_whatever_the_conversation_and_another_tenant_on_its_own():
    clock = Hand()
    budgets, calls = Budgets(clock), 0
    for number in range(10):
        calls += spent(budgets, f"room {number}")
        clock.later(seconds=0.1)
    assert A_TENANT_IN_A_SECOND - 5 <= calls <= A_TENANT_IN_A_SECOND
    assert spent(budgets, "", "other tenant") >= 30
