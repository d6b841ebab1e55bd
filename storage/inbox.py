"""What was already dealt with: the key of each event, as a digest, with the answer that was given.

No time finer than a day is kept and no person is named, so that nothing here joins a person to a text.
"""

from datetime import date

from sqlalchemy import Connection, bindparam, delete, select

from dialogs.model.ids import MeetingId
from storage.columns import digest, insert_once
from storage.statements import Statement
from storage.tables import inbox

_SEEN = select(inbox.c.answer).where(inbox.c.key_digest == bindparam("of_key"))
_REMEMBER = Statement(insert_once(inbox))


class Repeated(Exception):
    """An event with this key was dealt with before."""


def seen(conn: Connection, key: str) -> str | None:
    """Give the answer that an event with this key got, letter for letter, or None when it is new."""
    answer: str | None = conn.execute(_SEEN, {"of_key": digest(key)}).scalar()
    return answer


def remember(conn: Connection, key: str, meeting_id: MeetingId, answer: str, received_on: date) -> None:
    """Keep the answer to an event, in the transaction that deals with it; `answer` is JSON text and may be empty.

    Raises:
        Repeated: when the key is there already. What the transaction did must be rolled back: it was done before.
    """
    row = {"key_digest": digest(key), "meeting_id": meeting_id, "answer": answer, "received_on": received_on}
    if not _REMEMBER.run(conn, row).rowcount:
        raise Repeated


def forget(conn: Connection, meeting_id: MeetingId) -> None:
    """Forget every key and every answer of a meeting."""
    conn.execute(delete(inbox).where(inbox.c.meeting_id == meeting_id))


def forget_before(conn: Connection, day: date) -> int:
    """Forget what came before a day, and say how many events that were."""
    return conn.execute(delete(inbox).where(inbox.c.received_on < day)).rowcount
