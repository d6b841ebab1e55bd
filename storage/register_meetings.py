"""What the register shows of meetings and committees beside their decisions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, literal, select, tuple_

from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.meeting import Stage
from dialogs.model.people import Level
from storage.meeting_tables import committee, meeting
from storage.register import PAGE_ROWS, Scope
from storage.register_tables import record


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting in a list. `signed` is the version of its minutes that was signed last, if any."""

    id: MeetingId
    committee_id: CommitteeId
    committee: str
    number: int
    starts_at: datetime
    stage: Stage
    signed: int | None
    approved_at: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """A committee in a list."""

    id: CommitteeId
    name: str
    level: Level
    language: str


_MEETINGS = select(
    meeting.c.id,
    meeting.c.committee_id,
    committee.c.name,
    meeting.c.number,
    meeting.c.starts_at,
    meeting.c.stage,
    record.c.signed,
    record.c.approved_at,
).select_from(
    meeting.join(committee, committee.c.id == meeting.c.committee_id).outerjoin(
        record, record.c.meeting_id == meeting.c.id
    )
)


def meetings(
    conn: Connection, scope: Scope, only: CommitteeId | None, after: tuple[datetime, MeetingId] | None = None
) -> tuple[list[Held], bool]:
    """Give meetings, the last one first, from after the last that somebody has; and whether there are more."""
    asked = _MEETINGS
    if scope is not None:
        asked = asked.where(meeting.c.committee_id.in_(sorted(scope)))
    if only is not None:
        asked = asked.where(meeting.c.committee_id == only)
    if after is not None:
        asked = asked.where(
            tuple_(meeting.c.starts_at, meeting.c.id) < tuple_(literal(after[0], meeting.c.starts_at.type), after[1])
        )
    rows = conn.execute(asked.order_by(meeting.c.starts_at.desc(), meeting.c.id.desc()).limit(PAGE_ROWS + 1))
    found = [
        Held(
            MeetingId(row.id),
            CommitteeId(row.committee_id),
            row.name,
            row.number,
            row.starts_at,
            Stage(row.stage),
            row.signed,
            row.approved_at,
        )
        for row in rows
    ]
    return found[:PAGE_ROWS], len(found) > PAGE_ROWS


def groups(conn: Connection, scope: Scope) -> list[Group]:
    """Give the committees that somebody may see, by name."""
    asked = select(committee)
    if scope is not None:
        asked = asked.where(committee.c.id.in_(sorted(scope)))
    found = [Group(CommitteeId(row.id), row.name, Level(row.level), row.language) for row in conn.execute(asked)]
    return sorted(found, key=lambda each: (each.name.casefold(), each.id))
