"""Committees and the people in them."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.people import Committee, Level, Person, Role, Side
from storage import links
from storage import meeting_tables as tables
from storage.codec import decode, encode

_COUNT = update(tables.committee).where(tables.committee.c.id == bindparam("of_id"))
_COUNT = _COUNT.values(version=tables.committee.c.version + 1)


class CommitteeUnknown(Exception):
    """There is no committee with this id."""


def add_committee(conn: Connection, committee: Committee) -> None:
    """Lay down a new committee with its people. All others learn of it."""
    count_all(conn)
    conn.execute(
        insert(tables.committee),
        {
            "id": committee.id,
            "name": committee.name,
            "level": str(committee.level),
            "language": committee.language,
            "may_agree": committee.may_agree,
            "version": 1,
        },
    )
    add_people(conn, committee.id, committee.people.values())


def add_people(conn: Connection, committee_id: CommitteeId, people: Iterable[Person]) -> None:
    """Add new people to a committee. The caller counts the version of the committee up."""
    rows = [_row(committee_id, person) for person in people]
    if rows:
        conn.execute(insert(tables.person), rows)


def read_committee(conn: Connection, committee_id: CommitteeId) -> Committee:
    """Give a committee with everybody who is or was in it."""
    row = conn.execute(select(tables.committee).where(tables.committee.c.id == committee_id)).one()
    found = conn.execute(select(tables.person).where(tables.person.c.committee_id == committee_id))
    people = [_person(each) for each in found]
    return Committee(
        committee_id, row.name, Level(row.level), row.language, {each.id: each for each in people}, row.may_agree
    )


def save_people(
    conn: Connection, committee_id: CommitteeId, people: Iterable[Person], now: datetime, today: date
) -> int:
    """Write these people of a committee: new ones are added, known ones take the new values, others stay as they are.

    Every meeting of the committee that is not over sees it at once. Who is no longer a member on the local day `today`
    loses every way into this committee. `now` is the time on the wall.

    Returns:
        How many people were new or had changed.

    Raises:
        CommitteeUnknown: when there is none with this id.
    """
    # First, so that two who change the same committee wait for each other before they look.
    count(conn, committee_id)
    known = read_committee(conn, committee_id).people
    changed = [person for person in people if known.get(person.id) != person]
    add_people(conn, committee_id, [person for person in changed if person.id not in known])
    for person in changed:
        if person.id in known:
            this = (tables.person.c.committee_id == committee_id) & (tables.person.c.id == person.id)
            conn.execute(update(tables.person).where(this).values(_row(committee_id, person)))
        if person.has_left(today):
            links.revoke_person(conn, now, person.id, committee_id)
    return len(changed)


def count(conn: Connection, committee_id: CommitteeId) -> None:
    """Give a committee its next version, so that no state of a meeting remembered with the one before is used again.

    Raises:
        CommitteeUnknown: when there is none with this id.
    """
    if conn.execute(_COUNT, {"of_id": committee_id}).rowcount != 1:
        raise CommitteeUnknown(committee_id)


def count_all(conn: Connection) -> None:
    """Give every committee its next version: each of them knows what the others are called."""
    conn.execute(update(tables.committee).values(version=tables.committee.c.version + 1))


def _row(committee_id: CommitteeId, person: Person) -> dict[str, Any]:
    return {
        "committee_id": committee_id,
        "id": person.id,
        "name": person.name,
        "side": str(person.side),
        "roles": {"roles": encode(person.roles)},
        "reports_to": person.reports_to,
        "left_on": person.left_on,
        "roles_until": encode(person.roles_until) or None,
    }


def _person(row: Row[Any]) -> Person:
    return Person(
        PersonId(row.id),
        row.name,
        Side(row.side),
        frozenset(Role(role) for role in row.roles["roles"]),
        PersonId(row.reports_to) if row.reports_to else None,
        row.left_on,
        {Role(role): decode(date, last) for role, last in (row.roles_until or {}).items()},
    )
