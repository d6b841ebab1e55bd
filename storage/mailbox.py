"""What was delivered to people who have no chat: their page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select

from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from storage.columns import JsonObject, digest, insert_once
from storage.tables import message


@dataclass(frozen=True, slots=True)
class Message:
    """A card that was delivered. `card` is the neutral card as a JSON object."""

    at: datetime
    card: JsonObject


_PUT = insert_once(message)
_LISTING = (
    select(message.c.at, message.c.card)
    .where(message.c.meeting_id == bindparam("of_meeting"), message.c.recipient == bindparam("of_recipient"))
    .order_by(message.c.at, message.c.key_digest)
)


def put(
    conn: Connection,
    recipient: PersonId | Place,
    meeting_id: MeetingId,
    dedupe_key: str,
    at: datetime,
    card: JsonObject,
) -> None:
    """Deliver a card; delivering the same `dedupe_key` to the same recipient again changes nothing."""
    key_digest = digest(dedupe_key)
    row = {"meeting_id": meeting_id, "recipient": recipient, "key_digest": key_digest, "at": at, "card": card}
    conn.execute(_PUT, row)


def listing(conn: Connection, recipient: PersonId | Place, meeting_id: MeetingId) -> list[Message]:
    """Give what a recipient got in a meeting, oldest first."""
    rows = conn.execute(_LISTING, {"of_meeting": meeting_id, "of_recipient": recipient})
    return [Message(row.at, row.card) for row in rows]


def forget(conn: Connection, meeting_id: MeetingId, recipients: Iterable[PersonId | Place]) -> None:
    """Forget what these recipients got in a meeting."""
    theirs = message.c.recipient.in_(list(recipients))
    conn.execute(delete(message).where(message.c.meeting_id == meeting_id, theirs))
