"""Posts on their way to a chat: finds where the recipient is there."""

import logging
from collections.abc import Collection
from typing import Protocol

from bot.clock import Clock
from bot.owing import owe
from bot.ports import Chat, Delivery, GiveUp, Put, RetryLater, Surface
from bot.reception import Reception
from bot.surfaces import Surfaces
from dialogs.flows.reaching import unreached, unreached_place
from dialogs.outbound import Place
from storage.engine import Store

_log = logging.getLogger(__name__)


class Lost(Protocol):
    """Told when somebody or some place cannot be reached on a platform."""

    async def lost(self, platform: str, where: Surface, reason: str) -> None:
        """Tell those who can do something about it."""


class Unreached:
    """Tells those who keep the committee's list that somebody, or a channel, cannot be reached."""

    def __init__(self, store: Store, reception: Reception, wall: Clock, platforms: Collection[str]) -> None:
        """Owe what there is to tell in `store`."""
        self._store, self._reception, self._wall, self._platforms = store, reception, wall, platforms

    async def lost(self, platform: str, where: Surface, reason: str) -> None:
        """Tell it; about the same person or channel only once a meeting."""
        _log.warning("cannot be reached", extra={"platform": platform, "reason": reason, "meeting": where.meeting})
        meeting = await self._reception.meeting(where.meeting)
        words = self._reception.view(meeting, None).words
        if isinstance(where.to, Place):
            posts = unreached_place(meeting, where.to, words)
        else:
            posts = unreached(meeting, [where.to], words)
        await self._store.write(lambda conn: owe(conn, meeting, posts, self._wall.now(), self._platforms))


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
