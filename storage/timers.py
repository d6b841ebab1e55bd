"""When a meeting wants to be woken.

The turn that hears a timer saves a state that no longer asks for it, which removes it. So no timer has to be claimed: a
second turn for the same timer finds nothing to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from dialogs.model.ids import MeetingId
from storage.tables import timer


@dataclass(frozen=True, slots=True)
class Timer:
    """A due time by the meeting's own name for it. `due_at` is by the meeting's clock."""

    meeting_id: MeetingId
    name: str
    due_at: datetime


_OF_MEETING = select(timer.c.name, timer.c.due_at).where(timer.c.meeting_id == bindparam("of_meeting"))
_THIS = (timer.c.meeting_id == bindparam("of_meeting")) & (timer.c.name == bindparam("of_name"))
_MOVE = update(timer).where(_THIS).values(due_at=bindparam("new_due_at"))
_REMOVE = delete(timer).where(_THIS)
_ADD = insert(timer)
_DUE = select(timer).where(timer.c.due_at <= bindparam("now")).order_by(timer.c.due_at).limit(bindparam("at_most"))
_NEXT_DUE = select(func.min(timer.c.due_at))


def set_timers(conn: Connection, meeting_id: MeetingId, timers: Mapping[str, datetime]) -> bool:
    """Make the timers of a meeting exactly these, writing only what differs. Says whether anything did."""
    found = conn.execute(_OF_MEETING, {"of_meeting": meeting_id}).all()
    before = {row.name: row.due_at for row in found}
    removed = [{"of_meeting": meeting_id, "of_name": name} for name in before if name not in timers]
    moved = [
        {"of_meeting": meeting_id, "of_name": name, "new_due_at": due_at}
        for name, due_at in timers.items()
        if name in before and before[name] != due_at
    ]
    added = [
        {"meeting_id": meeting_id, "name": name, "due_at": due_at}
        for name, due_at in timers.items()
        if name not in before
    ]
    for statement, rows in ((_REMOVE, removed), (_MOVE, moved), (_ADD, added)):
        if rows:
            conn.execute(statement, rows)
    return bool(removed or moved or added)


def due(conn: Connection, now: datetime, limit: int) -> list[Timer]:
    """Give at most `limit` timers that are due, oldest first. Who else asks may get the same ones."""
    rows = conn.execute(_DUE, {"now": now, "at_most": limit})
    found = [Timer(MeetingId(row.meeting_id), row.name, row.due_at) for row in rows]
    # Here and not in SQL, where each database sorts text by its own rules.
    return sorted(found, key=lambda timer: (timer.due_at, timer.meeting_id, timer.name))


def next_due(conn: Connection) -> datetime | None:
    """Give when the next timer is due, or None when there is none."""
    return conn.execute(_NEXT_DUE).scalar()
