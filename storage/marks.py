"""How meetings stand, in few figures: whether anything changed, and whether the tables answer at all."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, select

from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Stage
from storage.meeting_tables import committee, meeting
from storage.tables import message


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells that a meeting, or what was delivered in it, changed."""

    version: int
    committee_version: int
    stage: Stage
    messages: int


_DELIVERED = select(func.count()).where(message.c.meeting_id == meeting.c.id).correlate(meeting).scalar_subquery()
_MARKS = select(
    meeting.c.id,
    meeting.c.version,
    committee.c.version.label("committee_version"),
    meeting.c.stage,
    _DELIVERED.label("messages"),
).join_from(meeting, committee, committee.c.id == meeting.c.committee_id)
_MARKS_OF = _MARKS.where(meeting.c.id.in_(bindparam("ids", expanding=True)))


def marks(conn: Connection, ids: Collection[MeetingId]) -> dict[MeetingId, Mark]:
    """Give the marks of some meetings; one that is not there is left out."""
    found = conn.execute(_MARKS_OF, {"ids": list(ids)})
    return {
        MeetingId(row.id): Mark(row.version, row.committee_version, Stage(row.stage), row.messages) for row in found
    }


def answers(conn: Connection) -> None:
    """Look whether the tables are there; quick however many meetings there are."""
    conn.execute(select(meeting.c.id).limit(1)).first()
