"""Posts on their way to a chat: finds where the recipient is there."""

from bot.ports import Chat, Delivery, GiveUp, Put, RetryLater
from bot.reception import Reception
from bot.surfaces import Surfaces


class ChatPosts:
    """A sender for one chat platform."""

    def __init__(self, platform: str, chat: Chat, reception: Reception, surfaces: Surfaces) -> None:
        """Send through `chat`."""
        self._platform, self._chat = platform, chat
        self._reception, self._surfaces = reception, surfaces

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        """Deliver, or say why not."""
        meeting = await self._reception.meeting(delivery.meeting)
        where = await self._surfaces.find(self._platform, meeting.committee.id, meeting.id, delivery.to)
        if where is None:
            return GiveUp("no_account")
        result = await self._chat.send(where, delivery)
        await self._surfaces.met(self._platform, where, result)
        return None if isinstance(result, Put) else result
