"""Where the people and the rooms of a meeting are on chat platforms."""

from collections.abc import Collection
from datetime import datetime

from bot.ports import GiveUp, Put, RetryLater, Surface
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.outbound import Place
from storage import chats
from storage.engine import Connection, Store

CLAIMED = chats.CLAIMED
__all__ = ["CLAIMED", "Surfaces"]


class Surfaces:
    """Finds surfaces, and remembers which messages stand on them."""

    def __init__(self, store: Store, platforms: Collection[str]) -> None:
        """Read from `store` what concerns the chats that are in use."""
        self._store, self._platforms = store, platforms
        self.are_shared = store.is_shared

    async def of_committee(
        self, committee: CommitteeId, people: Collection[PersonId], meeting: MeetingId
    ) -> list[tuple[str, Surface]]:
        """Give each platform and surface on which a meeting is followed: its people's own, and the room's."""

        def find(conn: Connection) -> list[tuple[str, Surface]]:
            own = [
                (each.platform, Surface(meeting, each.person, each.account, each.reference))
                for each in chats.accounts(conn, people, self._platforms)
            ]
            return own + [
                (each.platform, Surface(meeting, each.place, "", each.reference))
                for each in chats.rooms(conn, committee, self._platforms)
                if each.place is Place.ROOM
            ]

        return await self._store.read(find)

    async def find(
        self, platform: str, committee: CommitteeId, meeting: MeetingId, to: PersonId | Place
    ) -> Surface | None:
        """Give where a message to somebody goes on a platform, or None when they are not there any more."""

        def look(conn: Connection) -> Surface | None:
            if isinstance(to, Place):
                rooms = [each for each in chats.rooms(conn, committee, [platform]) if each.place is to]
                return Surface(meeting, to, "", rooms[0].reference) if rooms else None
            own = chats.accounts(conn, [to], [platform])
            return Surface(meeting, to, own[0].account, own[0].reference) if own else None

        return await self._store.read(look)

    async def standing(self, meeting: MeetingId) -> dict[tuple[str, str], dict[int, str]]:
        """Give the messages that show a meeting: by recipient and platform, then by slot."""
        return await self._store.read(lambda conn: chats.standing(conn, meeting))

    async def claim(self, platform: str, where: Surface, slot: int) -> bool:
        """Note, before a message is posted in a slot for the first time, that it will be; False when another did."""
        return await self._store.write(lambda conn: chats.claim(conn, where.meeting, where.to, platform, slot))

    async def stands(self, platform: str, where: Surface, slot: int, result: Put | None) -> None:
        """Remember which message shows a slot; None where none does any more."""

        def write(conn: Connection) -> None:
            chats.stand(conn, where.meeting, where.to, platform, slot, result.message if result else None)

        await self._store.write(write)
        if result:
            await self.met(platform, where, result)

    async def met(self, platform: str, where: Surface, result: Put | RetryLater | GiveUp) -> None:
        """Remember the conversation with somebody, where it was made only now."""
        if isinstance(result, Put) and result.reference is not None and where.account:
            reference = result.reference
            await self._store.write(lambda conn: chats.keep_reference(conn, platform, where.account, reference))

    async def to_show(self, since: datetime) -> list[MeetingId]:
        """Give the meetings whose screens have to be shown anew after a start."""
        return await self._store.read(lambda conn: chats.to_show(conn, since))
