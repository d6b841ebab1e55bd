"""How often Slack may be called: our budgets, and pauses that Slack asked for.

Nothing waits here: who may not call now is told how long to leave it, and comes back.
"""

from datetime import datetime, timedelta

from bot.buckets import NOW, Buckets
from bot.clock import Clock
from bot.platforms.slack.limits import BUDGETS, CHANNEL_BUDGET


class Budgets:
    """What may be called now, for each method in each workspace and for each conversation."""

    def __init__(self, wall: Clock, *, unlimited: bool = False) -> None:
        """Count by `wall`. With `unlimited` only the pauses that Slack asks for count."""
        self._wall, self._unlimited = wall, unlimited
        self.buckets = Buckets()
        self._paused: dict[tuple[str, str], datetime] = {}

    def spend(self, workspace: str, method: str, channel: str = "") -> timedelta:
        """Use one call up and give no time, or give how long to wait and use up nothing."""
        now = self._wall.now()
        paused = max(self._paused.get((workspace, method), now) - now, NOW)
        budgets: dict[tuple[str, str], tuple[int, float]] = {}
        if method in BUDGETS:
            budgets[workspace, method] = BUDGETS[method]
        if channel:
            budgets[workspace, f"#{channel}"] = CHANNEL_BUDGET
        return self.buckets.spend({} if self._unlimited else budgets, now, paused)

    def pause(self, workspace: str, method: str, span: timedelta) -> None:
        """Let a method rest in a workspace, because Slack said so."""
        self._paused[workspace, method] = self._wall.now() + span
