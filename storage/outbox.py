"""What we owe: cards that are kept until they are delivered, at least once and by one sender at a time.

`available_at` says when a row may be claimed: first when it is due, after a claim when the sender's lease ends, and
nothing once it is done. So one index finds the work, and nobody has to tidy up after a sender that died. The card goes
as soon as it is done with: the row that stays keeps the same thing from being owed again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, NewType

from sqlalchemy import ColumnElement, Connection, Update, bindparam, delete, select, update

from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from storage.columns import JsonObject, digest, insert_once
from storage.tables import outbox

OutboxId = NewType("OutboxId", bytes)
_PLACES = frozenset(Place)


@dataclass(frozen=True, slots=True)
class Owed:
    """A card that is to be delivered by one platform from `available_at` on. `card` is the neutral card as JSON."""

    dedupe_key: str
    meeting_id: MeetingId
    recipient: PersonId | Place
    card: JsonObject
    available_at: datetime
    platform: str = "browser"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A card that one sender may deliver until its lease ends.

    `attempts` counts this claim too. `attempt_started_at` is set when an earlier sender began and never said how it
    ended, so that the card may have arrived.
    """

    id: OutboxId
    dedupe_key: str
    meeting_id: MeetingId
    recipient: PersonId | Place
    platform: str
    card: JsonObject
    owed_at: datetime
    attempts: int
    attempt_started_at: datetime | None


@dataclass(frozen=True, slots=True)
class Went:
    """How a card that a person was owed went: it waits, was sent, or was given up."""

    meeting_id: MeetingId
    recipient: PersonId
    waits: bool
    sent_at: datetime | None


_OWE = insert_once(outbox)


@cache
def _claim(only: frozenset[str], but: frozenset[str]) -> Update:
    due = select(outbox.c.id).where(outbox.c.available_at <= bindparam("now"))
    if only:
        due = due.where(outbox.c.platform.in_(sorted(only)))
    if but:
        due = due.where(outbox.c.platform.not_in(sorted(but)))
    some = due.order_by(outbox.c.available_at).limit(bindparam("at_most")).with_for_update(skip_locked=True)
    return (
        update(outbox)
        .where(outbox.c.id.in_(some))
        .values(available_at=bindparam("lease_ends_at"), owner=bindparam("new_owner"), attempts=outbox.c.attempts + 1)
        .returning(
            outbox.c.id,
            outbox.c.dedupe_key,
            outbox.c.meeting_id,
            outbox.c.recipient,
            outbox.c.platform,
            outbox.c.card,
            outbox.c.owed_at,
            outbox.c.attempts,
            outbox.c.attempt_started_at,
        )
    )


def _held(owner: str, *ids: OutboxId) -> ColumnElement[bool]:
    """Say which rows a sender still holds: none that another took when the lease had ended, and none that is done."""
    return outbox.c.id.in_(ids) & (outbox.c.owner == owner)


def owe(conn: Connection, rows: Iterable[Owed], now: datetime) -> None:
    """Owe cards; one whose `dedupe_key` was owed on that platform before, delivered or not, changes nothing."""
    new = [
        {
            "id": id_of(row.platform, row.dedupe_key),
            "dedupe_key": row.dedupe_key,
            "meeting_id": row.meeting_id,
            "recipient": row.recipient,
            "platform": row.platform,
            "card": row.card,
            "owed_at": now,
            "available_at": row.available_at,
            "attempts": 0,
        }
        for row in rows
    ]
    if new:
        conn.execute(_OWE, new)


def id_of(platform: str, dedupe_key: str) -> OutboxId:
    """Give the id of what is owed on a platform."""
    return OutboxId(digest(dedupe_key if platform == "browser" else f"{platform}/{dedupe_key}"))


def find(conn: Connection, row: OutboxId, platform: str) -> Went | None:
    """Give how something went that was owed to a person on a platform, or None where nothing like it was."""
    asked = select(outbox.c.meeting_id, outbox.c.recipient, outbox.c.available_at, outbox.c.sent_at)
    found = conn.execute(asked.where(outbox.c.id == row, outbox.c.platform == platform)).first()
    if found is None or found.recipient in _PLACES:
        return None
    return Went(MeetingId(found.meeting_id), PersonId(found.recipient), found.available_at is not None, found.sent_at)


def claim_due(
    conn: Connection,
    now: datetime,
    owner: str,
    lease: timedelta,
    limit: int,
    *,
    only: frozenset[str] = frozenset(),
    but: frozenset[str] = frozenset(),
) -> list[Claimed]:
    """Give at most `limit` cards that are due, oldest first, to one sender, for as long as the lease.

    Args:
        conn: a writing connection; deliver after its COMMIT, never inside.
        now: the wall clock.
        owner: a name that no other sender has, and no earlier start of this one.
        lease: longer than delivering all of them can take.
        limit: how many at most.
        only: the platforms that are asked for, all where there is none.
        but: the platforms that are not.
    """
    claim = {"now": now, "at_most": limit, "lease_ends_at": now + lease, "new_owner": owner}
    rows = conn.execute(_claim(only, but), claim).all()
    return sorted((_claimed(row) for row in rows), key=lambda claimed: claimed.owed_at)


def start_attempt(conn: Connection, row: OutboxId, owner: str, now: datetime) -> bool:
    """Note, before a call that must not be repeated blindly, that it begins; False when the row is no longer held."""
    return conn.execute(update(outbox).where(_held(owner, row)).values(attempt_started_at=now)).rowcount == 1


def mark_sent(conn: Connection, rows: Sequence[OutboxId], owner: str, now: datetime) -> int:
    """Note that cards were delivered, and let their text go. Gives how many of them the sender still held."""
    return conn.execute(update(outbox).where(_held(owner, *rows)).values(sent_at=now, **_done())).rowcount


def retry_later(
    conn: Connection, row: OutboxId, owner: str, at: datetime, *, tried: bool = True, uncertain: bool = False
) -> bool:
    """Put a card back, to be claimed from `at` on; False when it is no longer held.

    Args:
        conn: a writing connection.
        row: the card.
        owner: who held it.
        at: when it may be claimed.
        tried: whether the attempt counts.
        uncertain: whether the card may have arrived, which whoever claims it next is told.
    """
    back: dict[str, Any] = {"available_at": at, "owner": None}
    if not tried:
        back["attempts"] = outbox.c.attempts - 1
    if not uncertain:
        back["attempt_started_at"] = None
    return conn.execute(update(outbox).where(_held(owner, row)).values(back)).rowcount == 1


def give_up(conn: Connection, row: OutboxId, owner: str, now: datetime, fault: str) -> bool:
    """Never try a card again, and let its text go; False when it is no longer held.

    `fault` is a code such as `recipient_gone`, never anything that a person typed.
    """
    failed = update(outbox).where(_held(owner, row)).values(failed_at=now, fault=fault, **_done())
    return conn.execute(failed).rowcount == 1


def release(conn: Connection, now: datetime) -> None:
    """Free what an earlier run of the only program that delivers had claimed, so that nobody waits for its leases."""
    conn.execute(update(outbox).where(outbox.c.owner.is_not(None)).values(available_at=now, owner=None))


def forget(conn: Connection, meeting_id: MeetingId) -> None:
    """Forget the rows of a meeting that went to persons and are done. What waits is kept, so call it again later."""
    done = outbox.c.available_at.is_(None) & outbox.c.recipient.not_in(list(_PLACES))
    conn.execute(delete(outbox).where(outbox.c.meeting_id == meeting_id, done))


def _done() -> dict[str, None]:
    return {"available_at": None, "card": None, "owner": None, "attempt_started_at": None}


def _claimed(row: Any) -> Claimed:
    recipient = Place(row.recipient) if row.recipient in _PLACES else PersonId(row.recipient)
    return Claimed(
        OutboxId(row.id),
        row.dedupe_key,
        MeetingId(row.meeting_id),
        recipient,
        row.platform,
        row.card,
        row.owed_at,
        row.attempts,
        row.attempt_started_at,
    )
