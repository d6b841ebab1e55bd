"""When a meeting wants to be woken, and who wakes it.

Two clocks: `due_at` is by the meeting's, which may run fast or stand still; a claim ends by the wall. The turn that
hears a timer saves a state that no longer asks for it, which removes it, or asks for it later, which moves and frees
it. So a claim only spares the others the work: were two to ring, the second turn would find nothing to do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, tuple_, update

from dialogs.model.ids import MeetingId
from storage.tables import timer


@dataclass(frozen=True, slots=True)
class Timer:
    """A due time by the meeting's own name for it. `due_at` is by the meeting's clock."""

    meeting_id: MeetingId
    name: str
    due_at: datetime


_NOBODY_S = {"owner": None, "lease_ends_at": None}
_FREE = or_(timer.c.lease_ends_at.is_(None), timer.c.lease_ends_at <= bindparam("wall"))
_OF_MEETING = select(timer.c.name, timer.c.due_at).where(timer.c.meeting_id == bindparam("of_meeting"))
_THIS = (timer.c.meeting_id == bindparam("of_meeting")) & (timer.c.name == bindparam("of_name"))
_MOVE = update(timer).where(_THIS).values(due_at=bindparam("new_due_at"), **_NOBODY_S)
_REMOVE = delete(timer).where(_THIS)
_ADD = insert(timer)
_SOME_DUE = (
    select(timer.c.meeting_id, timer.c.name)
    .where(timer.c.due_at <= bindparam("now"), _FREE)
    .order_by(timer.c.due_at)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(timer)
    .where(tuple_(timer.c.meeting_id, timer.c.name).in_(_SOME_DUE))
    .values(owner=bindparam("new_owner"), lease_ends_at=bindparam("new_lease_ends_at"))
    .returning(timer.c.meeting_id, timer.c.name, timer.c.due_at)
)
_GIVE_BACK = update(timer).where(timer.c.owner == bindparam("old_owner")).values(_NOBODY_S)
_RELEASE = update(timer).where(timer.c.owner.is_not(None)).values(_NOBODY_S)
_NEXT_DUE = select(func.min(timer.c.due_at)).where(_FREE)


def set_timers(conn: Connection, meeting_id: MeetingId, timers: Mapping[str, datetime]) -> bool:
    """Make the timers of a meeting exactly these, writing only what differs. Says whether anything did.

    One that is moved is nobody's any more; one that stays as it was stays whose it was.
    """
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


def claim_due(conn: Connection, now: datetime, wall: datetime, owner: str, lease: timedelta, limit: int) -> list[Timer]:
    """Give at most `limit` timers that are due and nobody's, oldest first, to one who rings, for as long as the lease.

    Args:
        conn: a writing connection; ring after its COMMIT, never inside.
        now: the clock of meetings.
        wall: the wall clock.
        owner: a name that nobody else who rings has, and no earlier start of this one.
        lease: longer than ringing one of them takes.
        limit: how many at most.
    """
    claim = {"now": now, "wall": wall, "at_most": limit, "new_owner": owner, "new_lease_ends_at": wall + lease}
    found = [Timer(MeetingId(row.meeting_id), row.name, row.due_at) for row in conn.execute(_CLAIM, claim)]
    # Here and not in SQL, where each database sorts text by its own rules.
    return sorted(found, key=lambda timer: (timer.due_at, timer.meeting_id, timer.name))


def give_back(conn: Connection, owner: str) -> None:
    """Free every timer that somebody still holds; what another took when the lease had ended stays with them."""
    conn.execute(_GIVE_BACK, {"old_owner": owner})


def release(conn: Connection) -> None:
    """Free what an earlier run of the only program that rings had claimed, so that nobody waits for its leases."""
    conn.execute(_RELEASE)


def next_due(conn: Connection, wall: datetime) -> datetime | None:
    """Give when, by the clock of meetings, the next timer is due that nobody holds; None when there is none."""
    return conn.execute(_NEXT_DUE, {"wall": wall}).scalar()
