"""What is kept for some time only, by kind, and taken out some rows at a time."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, tuple_

from dialogs.register import Kept
from storage.tables import link, look, message, outbox

AT_ONCE = 500


# From when on a row counts as old. What still waits to be sent, and a link that is valid, has no such time.
_SINCE: Mapping[Kept, tuple[Table, ColumnElement[datetime]]] = {
    Kept.MESSAGES: (message, message.c.at),
    Kept.SENT: (outbox, func.coalesce(outbox.c.sent_at, outbox.c.failed_at, type_=outbox.c.sent_at.type)),
    Kept.LINKS: (link, link.c.revoked_at),
    Kept.LOOKS: (look, look.c.at),
}


def old(conn: Connection, kind: Kept, before: datetime) -> int:
    """Give how many rows of a kind are older than they are kept."""
    table, since = _SINCE[kind]
    return conn.execute(select(func.count()).select_from(table).where(since < before)).scalar_one()


def purge(conn: Connection, kind: Kept, before: datetime) -> int:
    """Take out some rows of a kind that are older than they are kept.

    Returns:
        How many. When it is fewer than `AT_ONCE`, no more are left.
    """
    table, since = _SINCE[kind]
    key = tuple(table.primary_key.columns)
    some = select(*key).where(since < before).limit(AT_ONCE)
    return conn.execute(delete(table).where(tuple_(*key).in_(some))).rowcount
