"""All committees at once, and what is changed in one of them from outside a meeting."""

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.people import Committee
from storage import meeting_tables as tables
from storage.committees import add_committee, count_all, read_committee, save_people


def committees(conn: Connection) -> list[Committee]:
    """Give every committee with its people, by name."""
    ids = conn.execute(select(tables.committee.c.id)).scalars().all()
    return sorted((read_committee(conn, CommitteeId(each)) for each in ids), key=lambda each: (each.name, each.id))


def names(conn: Connection) -> list[str]:
    """Give the names of all committees."""
    return list(conn.execute(select(tables.committee.c.name)).scalars())


def is_there(conn: Connection, committee: CommitteeId) -> bool:
    """Say whether there is such a committee."""
    return conn.execute(select(tables.committee.c.id).where(tables.committee.c.id == committee)).first() is not None


def elsewhere(conn: Connection, committee: Committee) -> set[PersonId]:
    """Give which people of a committee are, or were, in another one too."""
    theirs = tables.person.c.id.in_(list(committee.people)) & (tables.person.c.committee_id != committee.id)
    return {PersonId(each) for each in conn.execute(select(tables.person.c.id).where(theirs)).scalars()}


def around(conn: Connection, person: PersonId) -> list[Committee]:
    """Give the committees in which a person is or was, with everybody in them."""
    ids = conn.execute(select(tables.person.c.committee_id).where(tables.person.c.id == person)).scalars()
    return [read_committee(conn, CommitteeId(each)) for each in sorted(ids)]


def open_meetings(conn: Connection, committees: Iterable[CommitteeId]) -> list[MeetingId]:
    """Give the meetings of committees that are not over."""
    meeting = tables.meeting
    stages = [str(each) for each in Stage if not each.is_over]
    mine = meeting.c.committee_id.in_(sorted(committees)) & meeting.c.stage.in_(stages)
    return [MeetingId(each) for each in conn.execute(select(meeting.c.id).where(mine)).scalars()]


def save_committee(conn: Connection, before: Committee | None, after: Committee, now: datetime, today: date) -> None:
    """Write what differs between two states of a committee; nothing before makes a new one. Nobody is removed.

    Meetings see it at once, and who has left on the local day `today` loses every way in. `now` is the time on the
    wall.
    """
    if before is None:
        add_committee(conn, after)
    elif before != after:
        if (before.name, before.level) != (after.name, after.level):
            count_all(conn)
        row = {"name": after.name, "level": str(after.level), "language": after.language}
        conn.execute(update(tables.committee).where(tables.committee.c.id == after.id).values(row))
        save_people(conn, after.id, after.people.values(), now, today)
