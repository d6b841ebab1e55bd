"""The trail of what was decided and by whom: written once, never changed, and without a word that anybody typed."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from dialogs.model.ids import MeetingId, PersonId
from storage.tables import audit


@dataclass(frozen=True, slots=True)
class Entry:
    """One change that bears a decision.

    Attributes:
        id: text that chance made.
        meeting_id: where it happened.
        at: when.
        by: who did it, or None when a due time did, or where it would tell whose a text is.
        action: the code of what was done, such as `outcome_worded`.
        about: the id of the thing it was done to.
        digest: stands for the text that was decided, so that a change of it afterwards shows.
    """

    id: str
    meeting_id: MeetingId
    at: datetime
    by: PersonId | None
    action: str
    about: str = ""
    digest: str = ""


_NOTE = insert(audit)
_TRAIL = select(audit).where(audit.c.meeting_id == bindparam("of_meeting"))


def note(conn: Connection, entries: Iterable[Entry]) -> None:
    """Add entries to the trail."""
    rows = [asdict(entry) for entry in entries]
    if rows:
        conn.execute(_NOTE, rows)


def trail(conn: Connection, meeting_id: MeetingId) -> list[Entry]:
    """Give the entries of a meeting, oldest first."""
    found = [Entry(**row) for row in conn.execute(_TRAIL, {"of_meeting": meeting_id}).mappings()]
    # Here and not in SQL, where each database sorts text by its own rules.
    return sorted(found, key=lambda entry: (entry.at, entry.id))
