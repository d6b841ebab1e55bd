"""Writes what a file changes, whole or not at all."""

import json
from collections.abc import Callable
from datetime import date, datetime

from bot.committees.changes import Change, changes
from bot.committees.entries import Reading
from bot.committees.sheet import Fault, FileFault
from dialogs.flaws import Flaw
from storage import rosters
from storage.codec import encode
from storage.columns import digest
from storage.engine import Connection


def take_in(
    conn: Connection, reading: Reading, seen: str, today: date, now: datetime, new_id: Callable[[], str]
) -> list[Change]:
    """Write what a file changes, when it still changes what somebody saw: `seen` is the stamp of that.

    Args:
        conn: in a transaction that keeps nothing when this raises.
        reading: the rows of the file.
        seen: the stamp of what was shown.
        today: the local day.
        now: the time on the wall.
        new_id: gives the id of a new committee.

    Raises:
        FileFault: when something is wrong, or the committees changed since; nothing was written.
    """
    found = changes(reading, rosters.committees(conn), today, new_id)
    if stamp(found) != seen:
        raise FileFault([Fault(0, Flaw.CHANGED)])
    for change in found:
        rosters.save_committee(conn, change.before, change.after, now, today)
    return found


def stamp(found: list[Change]) -> str:
    """Give what stands for the committees as they are before a file changes them."""
    before = [encode(change.before) if change.before else None for change in found]
    return digest(json.dumps(before, ensure_ascii=False, sort_keys=True)).hex()
