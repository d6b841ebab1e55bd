"""Delivers what is owed: claims rows under a lease, hands each to the sender, notes how it ended."""

import logging
from collections.abc import Mapping
from datetime import timedelta

from bot.clock import Clock
from bot.ports import Delivery, GiveUp, RetryLater, Sender
from dialogs.cards import Card
from storage import outbox
from storage.codec import decode
from storage.engine import Connection, Store

LEASE = timedelta(seconds=60)
AT_ONCE = 20
MOST_ATTEMPTS = 12
_log = logging.getLogger(__name__)


class Relay:
    """One of possibly many; the claim makes sure that no two deliver the same row at the same time."""

    def __init__(self, store: Store, senders: Mapping[str, Sender], wall: Clock, owner: str) -> None:
        """Deliver through the sender of each platform.

        `owner` is a name that no other relay has, and no earlier start of this one.
        """
        self._store, self._senders, self._wall, self._owner = store, senders, wall, owner

    async def drain(self) -> int:
        """Deliver everything that is due, and give how many rows were dealt with."""
        dealt = 0
        while rows := await self._store.write(
            lambda conn: outbox.claim_due(conn, self._wall.now(), self._owner, LEASE, AT_ONCE)
        ):
            for row in rows:
                await self._deliver(row)
            dealt += len(rows)
        return dealt

    async def _deliver(self, row: outbox.Claimed) -> None:
        tried = row.attempt_started_at is not None
        held = await self._store.write(lambda conn: outbox.start_attempt(conn, row.id, self._owner, self._wall.now()))
        if not held:
            return
        try:
            delivery = Delivery(row.recipient, row.meeting_id, decode(Card, row.card), row.dedupe_key, tried)
            sender = self._senders.get(row.platform)
            result = await sender.send(delivery) if sender else GiveUp("platform_switched_off")
        except Exception:
            # A sender that fails in a way nobody foresaw must not stop the others' messages.
            _log.exception("delivery failed", extra={"attempts": row.attempts})
            result = RetryLater(timedelta(seconds=min(2**row.attempts, 300)))
        if isinstance(result, RetryLater) and result.tried and row.attempts >= MOST_ATTEMPTS:
            result = GiveUp("too_many_attempts")
        await self._store.write(lambda conn: self._note(conn, row, result))

    def _note(self, conn: Connection, row: outbox.Claimed, result: RetryLater | GiveUp | None) -> None:
        now = self._wall.now()
        match result:
            case None:
                outbox.mark_sent(conn, [row.id], self._owner, now)
            case RetryLater(after, tried, uncertain):
                outbox.retry_later(conn, row.id, self._owner, now + after, tried=tried, uncertain=uncertain)
            case GiveUp(reason):
                _log.error("delivery given up", extra={"reason": reason})
                outbox.give_up(conn, row.id, self._owner, now, reason)
