"""Committees and the people in them."""

from sqlalchemy import Connection, insert, select

from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.people import Committee, Level, Person, Role, Side
from storage import meeting_tables as tables
from storage.codec import encode


def add_committee(conn: Connection, committee: Committee) -> None:
    """Lay down a new committee with its people."""
    conn.execute(
        insert(tables.committee),
        {
            "id": committee.id,
            "name": committee.name,
            "level": str(committee.level),
            "language": committee.language,
            "may_agree": committee.may_agree,
        },
    )
    rows = [
        {
            "committee_id": committee.id,
            "id": person.id,
            "name": person.name,
            "side": str(person.side),
            "roles": {"roles": encode(person.roles)},
            "reports_to": person.reports_to,
        }
        for person in committee.people.values()
    ]
    if rows:
        conn.execute(insert(tables.person), rows)


def read_committee(conn: Connection, committee_id: CommitteeId) -> Committee:
    """Give a committee with its people."""
    row = conn.execute(select(tables.committee).where(tables.committee.c.id == committee_id)).one()
    people = [
        Person(
            PersonId(each.id),
            each.name,
            Side(each.side),
            frozenset(Role(role) for role in each.roles["roles"]),
            PersonId(each.reports_to) if each.reports_to else None,
        )
        for each in conn.execute(select(tables.person).where(tables.person.c.committee_id == committee_id))
    ]
    return Committee(
        committee_id, row.name, Level(row.level), row.language, {each.id: each for each in people}, row.may_agree
    )
