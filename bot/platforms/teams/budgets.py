"""How often Teams may be called: in each conversation by the hour, and in each tenant by the second."""

from datetime import timedelta

from bot.buckets import Buckets
from bot.clock import Clock
from bot.platforms.teams.limits import CONVERSATION_BUDGET, TENANT_BUDGET


class Budgets:
    """What may be called now."""

    def __init__(self, wall: Clock) -> None:
        """Count by `wall`."""
        self._wall, self._buckets = wall, Buckets()

    def spend(self, tenant: str, conversation: str) -> timedelta:
        """Use one call up and give no time, or give how long to wait and use up nothing.

        `conversation` is where a message is posted or changed, or nothing for any other call.
        """
        budgets = {(tenant, ""): TENANT_BUDGET}
        if conversation:
            budgets[tenant, conversation] = CONVERSATION_BUDGET
        return self._buckets.spend(budgets, self._wall.now())
