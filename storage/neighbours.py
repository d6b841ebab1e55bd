"""The other committees of the organisation, and a proposal that one of them is sent."""

from collections.abc import Iterable

from sqlalchemy import Connection, exists, insert, select

from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.levels import Neighbour
from dialogs.model.meeting import Sibling, Stage
from dialogs.model.people import Level, Person
from dialogs.model.pilots import Proposal
from storage import meeting_tables as tables
from storage.codec import encode
from storage.committees import add_people, count
from storage.other_meetings import of_committee


def of(conn: Connection, committee_id: CommitteeId) -> tuple[Neighbour, ...]:
    """Give all committees with anybody in them but one, by name."""
    theirs, ours = tables.person.alias("theirs"), tables.person.alias("ours")
    in_it = theirs.c.committee_id == tables.committee.c.id
    both = (ours.c.id == theirs.c.id) & (ours.c.committee_id == committee_id)
    found = select(
        tables.committee.c.id,
        tables.committee.c.name,
        tables.committee.c.level,
        exists().where(in_it & both).label("near"),
    ).where((tables.committee.c.id != committee_id) & exists().where(in_it))
    rows = (Neighbour(CommitteeId(row.id), row.name, Level(row.level), row.near) for row in conn.execute(found))
    return tuple(sorted(rows, key=lambda each: (each.name, each.id)))


def coming(conn: Connection, committee_id: CommitteeId) -> Sibling | None:
    """Give the meeting of a committee that is planned next, else its last one, or None when there is none."""
    known = of_committee(conn, committee_id, MeetingId(""))
    planned = [each for each in known if each.stage is Stage.PLANNED]
    return min(planned, key=lambda each: (each.starts_at, each.number)) if planned else next(reversed(known), None)


def take_in(conn: Connection, found: Proposal, people: Iterable[Person]) -> None:
    """Write a proposal that a committee was sent, and the people who came with it."""
    count(conn, found.committee)
    add_people(conn, found.committee, people)
    row = {"committee_id": found.committee, "id": found.id, "state": str(found.state), "body": encode(found)}
    conn.execute(insert(tables.proposal), row)
