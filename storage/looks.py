"""Who looked at what in the register: which page, never what stood on it."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, tuple_

from dialogs.model.ids import PersonId
from storage.tables import look

MOST = 100


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked at a page. `what` is its address below the register's, without what was searched for."""

    id: str
    at: datetime
    by: PersonId
    office: str
    what: str


def note(conn: Connection, new: Look) -> None:
    """Note a look."""
    conn.execute(insert(look), asdict(new))


def newest(conn: Connection, after: str = "") -> tuple[list[Look], bool]:
    """Give looks, the last one first, from after the one with this id; and whether there are more."""
    asked = select(look).order_by(look.c.at.desc(), look.c.id.desc()).limit(MOST + 1)
    last = conn.execute(select(look.c.at, look.c.id).where(look.c.id == after)).first() if after else None
    if last:
        before = select(look.c.at, look.c.id).where(look.c.id == after).subquery()
        asked = asked.where(
            tuple_(look.c.at, look.c.id) < tuple_(*(select(each).scalar_subquery() for each in before.c))
        )
    found = [Look(**row) for row in conn.execute(asked).mappings()]
    return found[:MOST], len(found) > MOST
