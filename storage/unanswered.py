"""What follow-up groups owe an answer to though their formandskab has been told: the register shows it then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from dialogs.model.check_points import Unanswered
from dialogs.model.ids import MeetingId
from storage.meeting_tables import committee
from storage.register import MOST_WAITING, Scope
from storage.register_tables import decision, unanswered


@dataclass(frozen=True, slots=True)
class Owed:
    """A decision on whose pilot a group owes an answer: under which rule it was asked, and since when."""

    decision: int
    title: str
    language: str
    committee: str
    rule: str
    since: date


def keep(conn: Connection, meeting_id: MeetingId, found: Iterable[Unanswered]) -> None:
    """Make what is unanswered about a meeting's pilots exactly this."""
    mine = unanswered.c.meeting_id == meeting_id
    before = {Unanswered(row.matter, row.rule, row.since) for row in conn.execute(select(unanswered).where(mine))}
    now = set(found)
    if before == now:
        return
    conn.execute(delete(unanswered).where(mine))
    rows = [{"meeting_id": meeting_id, "matter": each.matter, "rule": each.rule, "since": each.since} for each in now]
    if rows:
        conn.execute(insert(unanswered), rows)


def listed(conn: Connection, scope: Scope) -> list[Owed]:
    """Give what is unanswered about open decisions of signed minutes, what waits longest first."""
    same = (decision.c.meeting_id == unanswered.c.meeting_id) & (decision.c.matter == unanswered.c.matter)
    joined = unanswered.join(decision, same).join(committee, committee.c.id == decision.c.committee_id)
    asked = select(
        decision.c.id, decision.c.title, committee.c.language, committee.c.name, unanswered.c.rule, unanswered.c.since
    ).select_from(joined)
    if scope is not None:
        asked = asked.where(decision.c.committee_id.in_(sorted(scope)))
    asked = asked.where(decision.c.is_open).order_by(unanswered.c.since, decision.c.id).limit(MOST_WAITING)
    return [Owed(row.id, row.title, row.language, row.name, row.rule, row.since) for row in conn.execute(asked)]
