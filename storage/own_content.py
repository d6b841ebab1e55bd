"""The municipality's own content as it was saved in the register, version by version. None is ever changed.

All versions are numbered through, so that one number says what the whole content was: of each file the newest version
up to it. A version without a text leaves the file as it lies in the folders.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update

from dialogs.model.ids import PersonId
from dialogs.model.meeting import Plan, Stage
from storage.codec import decode
from storage.meeting_tables import committee, meeting
from storage.meetings import Body
from storage.tables import own_content


@dataclass(frozen=True, slots=True)
class Version:
    """One file as somebody saved it. `by` is who they are at the sign-in service, `by_name` what they were called."""

    number: int
    language: str
    file: str
    text: str | None
    at: datetime
    by: PersonId
    by_name: str
    why: str


def newest(conn: Connection) -> int:
    """Give the number of the newest version, 0 where there is none."""
    return int(conn.execute(select(func.coalesce(func.max(own_content.c.number), 0))).scalar_one())


def since(conn: Connection, number: int) -> list[Version]:
    """Give the versions after a number, oldest first."""
    found = select(own_content).where(own_content.c.number > number).order_by(own_content.c.number)
    return [Version(**row) for row in conn.execute(found).mappings()]


def add(conn: Connection, version: Version) -> None:
    """Keep a version. Whoever calls this holds the end of the trail, so that no two take the same number."""
    conn.execute(insert(own_content), asdict(version))


def chosen_cards(conn: Connection, language: str) -> frozenset[int]:
    """Give the knowledge cards that meetings have chosen which have not begun."""
    joined = meeting.join(committee, committee.c.id == meeting.c.committee_id)
    planned = (meeting.c.stage == str(Stage.PLANNED)) & (committee.c.language == language)
    plans: Iterable[Plan] = (
        decode(Body, row.body).plan for row in conn.execute(select(meeting.c.body).select_from(joined).where(planned))
    )
    return frozenset(card for plan in plans for card in plan.cards)


def rename(conn: Connection, who: PersonId, new: PersonId, name: str) -> None:
    """Let another id and name stand where somebody saved versions."""
    theirs = own_content.c.by == who
    conn.execute(update(own_content).where(theirs).values(by=new, by_name=name))
