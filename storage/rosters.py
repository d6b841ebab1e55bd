"""All committees at once, and what is changed in one of them from outside a meeting."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.model.ids import CommitteeId
from dialogs.model.people import Committee, Person
from storage import meeting_tables as tables
from storage.codec import encode
from storage.committees import add_committee, read_committee

_THIS_PERSON = (tables.person.c.committee_id == bindparam("of_committee")) & (tables.person.c.id == bindparam("of_id"))


def committees(conn: Connection) -> list[Committee]:
    """Give every committee with its people, by name."""
    ids = conn.execute(select(tables.committee.c.id)).scalars().all()
    return sorted((read_committee(conn, CommitteeId(each)) for each in ids), key=lambda each: (each.name, each.id))


def save_committee(conn: Connection, before: Committee | None, after: Committee) -> None:
    """Write what differs between two states of a committee; nothing before makes a new one. Nobody is removed."""
    if before is None:
        add_committee(conn, after)
        return
    if (before.name, before.level, before.language) != (after.name, after.level, after.language):
        row = {"name": after.name, "level": str(after.level), "language": after.language}
        conn.execute(update(tables.committee).where(tables.committee.c.id == after.id).values(row))
    for person in after.people.values():
        if person.id not in before.people:
            conn.execute(insert(tables.person), {"committee_id": after.id, "id": person.id, **_row(person)})
        elif before.people[person.id] != person:
            where = {"of_committee": after.id, "of_id": person.id}
            conn.execute(update(tables.person).where(_THIS_PERSON).values(_row(person)), where)


def _row(person: Person) -> Mapping[str, Any]:
    return {
        "name": person.name,
        "side": str(person.side),
        "roles": {"roles": encode(person.roles)},
        "reports_to": person.reports_to,
    }
