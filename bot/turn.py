"""One inbound event, whole: claimed, decided, committed, answered. It hears and speaks through nobody.

The answer is given only once everything is safely on disk, so whoever got an answer need not send again.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import replace

from bot.clock import Clocks
from bot.transaction import Moment, Taken, Transaction
from dialogs.inbound import Inbound
from dialogs.model.ids import Fresh, MeetingId
from dialogs.outbound import Answer
from storage import inbox
from storage.codec import decode
from storage.engine import Connection, Store, StoreGone
from storage.meetings import MeetingMoved, Meetings
from storage.vault import Vault

MOST_TRIES = 8
_log = logging.getLogger(__name__)


class Turn:
    """Takes events, one transaction each."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        vault: Vault,
        transaction: Transaction,
        clocks: Clocks,
        chance: Callable[[], str],
        *,
        on_change: Callable[[MeetingId], None],
        on_owed: Callable[[], None],
    ) -> None:
        """Wire the turn.

        Args:
            store: the database.
            meetings: is told what was committed.
            vault: the keys of the meetings.
            transaction: decides, and writes what follows.
            clocks: what time it is.
            chance: gives new text that nobody can guess.
            on_change: told which meeting changed, after the commit.
            on_owed: told that something is owed, after the commit.
        """
        self._store, self._meetings, self._vault, self._transaction = store, meetings, vault, transaction
        self._clocks, self._chance = clocks, chance
        self._on_change, self._on_owed = on_change, on_owed
        self._unforgotten: dict[MeetingId, None] = {}
        self._clean = True

    async def take(self, event: Inbound) -> Answer:
        """Deal with one event and give its answer. The same `key` again gives the same answer, said to be repeated, and
        changes nothing.

        Raises:
            MeetingUnknown: when there is no such meeting.
            StoreGone: when the database cannot be reached; nothing was kept, send again.
        """
        moment = Moment(self._clocks.meeting.now(), self._clocks.wall.now(), Fresh(self._chance()))
        try:
            taken = await self._write(lambda conn: self._transaction.run(conn, event, moment), event.meeting)
        except inbox.Repeated:
            return await self._answered(event)
        if taken.state:
            self._meetings.committed(*taken.state)
        if taken.closed:
            await self.forget(event.meeting)
        if taken.state:
            # What belongs to the committee stands on the pages of its other meetings too.
            for changed in (event.meeting, *(sibling.id for sibling in taken.state[1].siblings)):
                self._on_change(changed)
        for changed in taken.elsewhere:
            await self.arrange(changed, anew=True)
            self._on_change(changed)
        if taken.owes:
            self._on_owed()
        return taken.answer

    async def _write(self, fn: Callable[[Connection], Taken], meeting: MeetingId) -> Taken:
        for _ in range(MOST_TRIES):
            try:
                return await self._store.write(fn, meeting)
            except MeetingMoved:
                # Another meeting of the committee changed what belongs to both. Deciding again is safe.
                continue
        raise StoreGone("other meetings of the committee change all the time: send again")

    async def arrange(self, meeting: MeetingId, *, anew: bool = False) -> None:
        """Set the due times of a meeting anew: rules, holidays or time zones may have changed since they were set.

        `anew` writes what the register shows of it too, where another meeting changed how its pilots go.
        """
        await self._store.write(lambda conn: self._transaction.arrange(conn, meeting, anew=anew), meeting)

    async def forget(self, *meetings: MeetingId) -> None:
        """Destroy the keys of closed meetings, and make what was deleted unreadable in the files. Again is harmless.

        They are closed by then, so a disk that refuses fails nobody: the log says it, and `forget_rest` tries again.
        """
        self._unforgotten.update(dict.fromkeys(meetings))
        for meeting in tuple(self._unforgotten):
            try:
                self._vault.destroy(meeting)
                del self._unforgotten[meeting]
            except StoreGone:
                _log.error("the key of a closed meeting is still there: make the folder of keys writable")
        try:
            self._clean = await self._store.scrub()
        except StoreGone:
            self._clean = False
        if not self._clean:
            _log.error("what was deleted may still be readable in the database's files: give its disk room")

    async def forget_rest(self) -> None:
        """Try again what could not be forgotten the last time."""
        if self._unforgotten or not self._clean:
            await self.forget()

    async def _answered(self, event: Inbound) -> Answer:
        """Give the answer that an event got before. What its repetition did was rolled back."""
        stored = await self._store.read(lambda conn: inbox.seen(conn, event.key))
        # Receipts are forgotten when the meeting closes, perhaps just now; then it is too late for the event anyway.
        if stored is None:
            return await self.take(event)
        return replace(decode(Answer, json.loads(stored)), is_repeated=True)
