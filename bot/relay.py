"""Delivers what is owed: claims rows under a lease, hands each to the sender, notes how it ended.

Where a repetition could be seen, at most one delivery at a time is under way without a note of how it ended; noting it
and beginning the next is one transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

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


Note = Callable[[Connection], object]


class Undelivered(Protocol):
    """Told what one way could not deliver."""

    async def instead(self, row: outbox.Claimed, reason: str) -> Callable[[Connection], None]:
        """Give what to write in the transaction that gives the post up, so that it is done once."""


class Relay:
    """One of possibly many; the claim makes sure that no two deliver the same row at the same time."""

    def __init__(
        self,
        store: Store,
        senders: Mapping[str, Sender],
        wall: Clock,
        owner: str,
        undelivered: Undelivered | None = None,
        honour_keys: Collection[str] = (),
        slow: Collection[str] = (),
    ) -> None:
        """Deliver through the sender of each platform.

        Args:
            store: the database.
            senders: by the name of their platform.
            wall: the wall clock.
            owner: a name that no other relay has, and no earlier start of this one.
            undelivered: sees to what is given up.
            honour_keys: the platforms on which a repetition of the same key changes nothing.
            slow: the platforms for which nobody else shall wait; they are drained by themselves.
        """
        self._store, self._senders, self._wall, self._owner = store, senders, wall, owner
        self._undelivered, self._honour_keys = undelivered, frozenset(honour_keys)
        self._slow, self._ends = frozenset(slow), False

    async def drain(self) -> int:
        """Deliver everything that is due on quick platforms, and give how many rows were dealt with."""
        return await self._drain(but=self._slow)

    async def drain_slow(self) -> int:
        """Deliver everything that is due on slow platforms, and give how many rows were dealt with."""
        return await self._drain(only=self._slow) if self._slow else 0

    def end(self) -> None:
        """Begin no delivery on slow platforms any more; one that is under way ends."""
        self._ends = True

    async def _drain(self, *, only: frozenset[str] = frozenset(), but: frozenset[str] = frozenset()) -> int:
        dealt = 0
        while not (only and self._ends) and (
            rows := await self._store.write(lambda conn: self._claim(conn, only, but))
        ):
            # No platform waits for another within a batch.
            platforms = sorted({row.platform for row in rows})
            await asyncio.gather(*(self._on(name, [row for row in rows if row.platform == name]) for name in platforms))
            dealt += len(rows)
        return dealt

    def _claim(self, conn: Connection, only: frozenset[str], but: frozenset[str]) -> list[outbox.Claimed]:
        return outbox.claim_due(conn, self._wall.now(), self._owner, LEASE, AT_ONCE, only=only, but=but)

    async def _on(self, platform: str, rows: Sequence[outbox.Claimed]) -> None:
        await (self._together(rows) if platform in self._honour_keys else self._in_turn(rows))

    async def _together(self, rows: Sequence[outbox.Claimed]) -> None:
        """Deliver where a repetition never hurts: all at once, and noted at once."""
        results = await asyncio.gather(*(self._send(row) for row in rows))
        sent = [row.id for row, result in zip(rows, results, strict=True) if result is None]
        notes = [await self._note(row, result) for row, result in zip(rows, results, strict=True) if result is not None]

        def note(conn: Connection) -> None:
            outbox.mark_sent(conn, sent, self._owner, self._wall.now())
            for each in notes:
                each(conn)

        await self._store.write(note)

    async def _in_turn(self, rows: Sequence[outbox.Claimed]) -> None:
        """Deliver where one might arrive twice: never more than one of which it is not noted how it ended."""
        note: Note = _nothing
        for row in rows:
            if self._ends and row.platform in self._slow:
                break
            if await self._store.write(partial(self._next, note, row)):
                note = await self._note(row, await self._send(row))
            else:
                note = _nothing
        await self._store.write(note)

    def _next(self, note: Note, row: outbox.Claimed, conn: Connection) -> bool:
        """Note how the one before ended and that this one begins; say whether it is still ours."""
        note(conn)
        return outbox.start_attempt(conn, row.id, self._owner, self._wall.now())

    async def _send(self, row: outbox.Claimed) -> RetryLater | GiveUp | None:
        tried = row.attempt_started_at is not None
        if tried and row.platform not in self._honour_keys:
            # A chat is asked whether it arrived; where nobody can be asked, it may arrive twice.
            _log.warning("an earlier attempt never told how it ended", extra={"platform": row.platform})
        try:
            delivery = Delivery(row.recipient, row.meeting_id, decode(Card, row.card), row.dedupe_key, tried)
            sender = self._senders.get(row.platform)
            result = await sender.send(delivery) if sender else GiveUp("platform_switched_off")
        except Exception:
            # A sender that fails in a way nobody foresaw must not stop the others' messages.
            _log.exception("delivery failed", extra={"attempts": row.attempts})
            result = RetryLater(timedelta(seconds=min(2**row.attempts, 300)))
        if isinstance(result, RetryLater) and result.tried and row.attempts >= MOST_ATTEMPTS:
            return GiveUp("too_many_attempts")
        return result

    async def _note(self, row: outbox.Claimed, result: RetryLater | GiveUp | None) -> Note:
        """Give what to write about how a delivery ended."""
        owner, now = self._owner, self._wall.now()
        match result:
            case None:
                return lambda conn: outbox.mark_sent(conn, [row.id], owner, now)
            case RetryLater(after, is_try, uncertain):
                return lambda conn: outbox.retry_later(
                    conn, row.id, owner, now + after, tried=is_try, uncertain=uncertain
                )
            case GiveUp(reason):
                _log.error("delivery given up", extra={"reason": reason})
                instead = await self._undelivered.instead(row, reason) if self._undelivered else _nothing

                def give_up(conn: Connection) -> None:
                    if outbox.give_up(conn, row.id, owner, now, reason):
                        instead(conn)

                return give_up


def _nothing(_: Connection) -> None:
    pass
