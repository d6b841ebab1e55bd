"""Posts on their way to a chat: finds where the recipient is there."""

import logging
from typing import Protocol

from bot.ports import Chat, Delivery, GiveUp, Put, RetryLater, Surface
from bot.reception import Reception
from bot.surfaces import Surfaces

_log = logging.getLogger(__name__)


class Lost(Protocol):
    """Told when somebody or some place cannot be reached on a platform."""

    async def lost(self, platform: str, where: Surface, reason: str) -> None:
        """Tell those who can do something about it."""


class Unreached:
    """Says in the log that somebody cannot be reached."""

    async def lost(self, platform: str, where: Surface, reason: str) -> None:
        """Say it."""
        _log.warning("cannot be reached", extra={"platform": platform, "reason": reason, "meeting": where.meeting})


class ChatPosts:
    """A sender for one chat platform."""

    def __init__(self, platform: str, chat: Chat, reception: Reception, surfaces: Surfaces, lost: Lost) -> None:
        """Send through `chat`."""
        self._platform, self._chat = platform, chat
        self._reception, self._surfaces, self._lost = reception, surfaces, lost

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        """Deliver, or say why not."""
        meeting = await self._reception.meeting(delivery.meeting)
        where = await self._surfaces.find(self._platform, meeting.committee.id, meeting.id, delivery.to)
        if where is None:
            return GiveUp("no_account")
        result = await self._chat.send(where, delivery)
        await self._surfaces.met(self._platform, where, result)
        match result:
            case Put():
                return None
            case GiveUp(reason):
                await self._lost.lost(self._platform, where, reason)
        return result
