"""Where people get mail: those without a chat between meetings, and when a chat could not deliver."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dialogs.model.ids import PersonId
from storage import links
from storage.tables import mail_address


@dataclass(frozen=True, slots=True)
class Address:
    """An address, since when it is kept, and why the last mail to it did not arrive, as a code, or nothing."""

    person: PersonId
    address: str
    since: datetime
    refused: str = ""


_FIND = select(mail_address).where(mail_address.c.person_id == bindparam("of_person"))


def find(conn: Connection, person: PersonId) -> Address | None:
    """Give a person's address, or None."""
    row = conn.execute(_FIND, {"of_person": person}).first()
    return _address(row) if row else None


def of(conn: Connection, people: Collection[PersonId]) -> list[Address]:
    """Give the addresses of some people, as far as they have one."""
    found = conn.execute(select(mail_address).where(mail_address.c.person_id.in_(list(people))))
    return [_address(row) for row in found]


def keep(conn: Connection, person: PersonId, address: str, now: datetime) -> None:
    """Keep a person's address in the place of the one before; none at all for an empty one.

    The links in mails to the one before open nothing any more.
    """
    links.revoke(conn, now, person_id=person, kind=links.LinkKind.MAIL)
    conn.execute(delete(mail_address).where(mail_address.c.person_id == person))
    if address:
        conn.execute(insert(mail_address).values(person_id=person, address=address, refused="", at=now))


def note(conn: Connection, person: PersonId, refused: str) -> None:
    """Note why mail to a person was refused, or with nothing that it is taken again."""
    theirs = (mail_address.c.person_id == person) & (mail_address.c.refused != refused)
    conn.execute(update(mail_address).where(theirs).values(refused=refused))


def everybody(conn: Connection) -> list[Address]:
    """Give all addresses by person."""
    rows = conn.execute(select(mail_address))
    return sorted((_address(row) for row in rows), key=lambda each: each.person)


def _address(row: Any) -> Address:
    return Address(PersonId(row.person_id), row.address, row.at, row.refused)
