"""What no chat could deliver: it goes out by mail, once, or those who keep the committee's list are told."""

import logging
from collections.abc import Callable, Collection
from typing import Protocol

from bot.clock import Clock
from bot.mailing import DURING_A_MEETING, NO_ADDRESS
from bot.owing import owe
from bot.ports import Surface
from bot.reception import Reception
from dialogs.flows.reaching import mail_refused, unreached, unreached_place
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.outbound import Place, Post
from dialogs.wording import Wording
from storage import addresses, outbox
from storage.chats import MAIL
from storage.engine import Connection, Store
from storage.meetings import MeetingUnknown

_log = logging.getLogger(__name__)


class Lost(Protocol):
    """Told when somebody or some place cannot be reached on a platform."""

    async def lost(self, platform: str, where: Surface, reason: str) -> None:
        """Tell those who can do something about it."""


class Unreached:
    """Finds another way, or tells those who keep the list; about the same person or channel only once a meeting."""

    def __init__(self, store: Store, reception: Reception, wall: Clock, platforms: Collection[str]) -> None:
        """Owe in `store` what there is to tell, by the `platforms` in use."""
        self._store, self._reception, self._wall, self._platforms = store, reception, wall, platforms

    async def lost(self, platform: str, where: Surface, reason: str) -> None:
        """Tell that a screen cannot be shown to somebody, or in a channel."""
        _log.warning("cannot be reached", extra={"platform": platform, "reason": reason, "meeting": where.meeting})
        meeting = await self._reception.meeting(where.meeting)
        await self._store.write(lambda conn: self._tell(conn, meeting, where.to))

    async def instead(self, row: outbox.Claimed, reason: str) -> Callable[[Connection], None]:
        """Send a person's post by mail once, whichever chats gave it up; tell the others where there is no address.

        During a meeting nobody reads mail: then those in the room are told. Mail that was dropped needs no mending.
        """
        meeting = await self._known(row.meeting_id)

        def write(conn: Connection) -> None:
            if meeting is None or (row.platform == MAIL and reason in {DURING_A_MEETING, NO_ADDRESS}):
                return
            if row.platform == MAIL:
                self._owe(conn, meeting, mail_refused(meeting, PersonId(row.recipient), self._words(meeting)))
            elif not self._mailed(conn, meeting, row):
                self._tell(conn, meeting, row.recipient)

        return write

    async def bounced(self, mail: outbox.OutboxId, status: str) -> bool:
        """Note that a mail which the server had taken did not arrive after all, and tell as of one that it refused.

        False while it is not known how the mail went, for whoever asks to come again.
        """
        went = await self._store.read(lambda conn: outbox.find(conn, mail, MAIL))
        if went is None or went.sent_at is None:
            return went is None or not went.waits
        sent_at, person, meeting = went.sent_at, went.recipient, await self._known(went.meeting_id)

        def write(conn: Connection) -> None:
            known = addresses.find(conn, person)
            # One that was kept since got nothing yet that could come back.
            if meeting is not None and known is not None and known.since <= sent_at:
                addresses.note(conn, person, f"bounced_{status}".rstrip("_"))
                self._owe(conn, meeting, mail_refused(meeting, person, self._words(meeting)))

        await self._store.write(write)
        _log.warning("mail came back", extra={"reason": status, "meeting": went.meeting_id})
        return True

    def _mailed(self, conn: Connection, meeting: Meeting, row: outbox.Claimed) -> bool:
        to = row.recipient
        if MAIL not in self._platforms or isinstance(to, Place) or meeting.stage is Stage.RUNNING:
            return False
        if addresses.find(conn, to) is None:
            return False
        now = self._wall.now()
        outbox.owe(conn, [outbox.Owed(row.dedupe_key, row.meeting_id, to, row.card, now, MAIL)], now)
        return True

    def _tell(self, conn: Connection, meeting: Meeting, to: PersonId | Place) -> None:
        words = self._words(meeting)
        if isinstance(to, Place):
            self._owe(conn, meeting, unreached_place(meeting, to, words))
        else:
            self._owe(conn, meeting, unreached(meeting, [to], words))

    def _owe(self, conn: Connection, meeting: Meeting, posts: Collection[Post]) -> None:
        owe(conn, meeting, posts, self._wall.now(), self._platforms)

    def _words(self, meeting: Meeting) -> Wording:
        return self._reception.view(meeting, None).words

    async def _known(self, meeting: MeetingId) -> Meeting | None:
        try:
            return await self._reception.meeting(meeting)
        except MeetingUnknown:
            return None
