"""Lists of meetings: a person's in all the committees they are in, and all there are."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from storage import meeting_tables as tables


@dataclass(frozen=True, slots=True)
class Listed:
    """A meeting in a list: which committee's, and when."""

    id: MeetingId
    committee: str
    number: int
    starts_at: datetime
    stage: Stage


def meetings_of(conn: Connection, person: PersonId, only: CommitteeId | None, today: date) -> list[Listed]:
    """Give the meetings of a person in every committee they are in on the local day `today`, or in one of them.

    What lasts stands first, then what comes, soonest first, then what is over, newest first.
    """
    member = (tables.person.c.committee_id == tables.meeting.c.committee_id) & (tables.person.c.id == person)
    still = tables.person.c.left_on.is_(None) | (tables.person.c.left_on > today)
    committee = tables.committee.c.id == tables.meeting.c.committee_id
    joined = tables.meeting.join(tables.committee, committee).join(tables.person, member)
    columns = (tables.meeting.c.id, tables.committee.c.name, tables.meeting.c.number, tables.meeting.c.starts_at)
    found = select(*columns, tables.meeting.c.stage).select_from(joined).where(still)
    if only is not None:
        found = found.where(tables.meeting.c.committee_id == only)
    listed = [
        Listed(MeetingId(row.id), row.name, row.number, row.starts_at, Stage(row.stage)) for row in conn.execute(found)
    ]
    over = sorted((each for each in listed if each.stage.is_over), key=lambda each: each.starts_at, reverse=True)
    rest = (each for each in listed if not each.stage.is_over)
    return [*sorted(rest, key=lambda each: (each.stage is not Stage.RUNNING, each.starts_at, each.id)), *over]


def to_follow(conn: Connection, since: datetime) -> list[MeetingId]:
    """Give the meetings that are still to come, and those that began after `since` and are over."""
    stage, starts_at = tables.meeting.c.stage, tables.meeting.c.starts_at
    over = (stage == str(Stage.ENDED)) & (starts_at > since)
    found = select(tables.meeting.c.id).where((stage == str(Stage.PLANNED)) | over).order_by(tables.meeting.c.id)
    return [MeetingId(row.id) for row in conn.execute(found)]


def meetings(conn: Connection) -> list[tuple[MeetingId, str, str, Stage]]:
    """Give id, name of the committee, language and stage of every meeting, by the committee's name."""
    joined = tables.meeting.join(tables.committee, tables.committee.c.id == tables.meeting.c.committee_id)
    found = select(
        tables.meeting.c.id, tables.committee.c.name, tables.committee.c.language, tables.meeting.c.stage
    ).select_from(joined)
    return sorted(
        ((MeetingId(row.id), row.name, row.language, Stage(row.stage)) for row in conn.execute(found)),
        key=lambda row: (row[1], row[0]),
    )
