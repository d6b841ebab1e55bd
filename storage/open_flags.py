"""Flags of the check before start that somebody owns in all committees, for the register. Closed items leave none."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Text, select, type_coerce

from dialogs.model.checking import CLEARABLE, open_for
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Stage
from dialogs.model.pilots import Owner, Proposal
from storage.codec import decode
from storage.meeting_tables import committee, item, meeting, proposal
from storage.register import Scope


@dataclass(frozen=True, slots=True)
class Flagged:
    """A proposal with flags that somebody owns, answered or not, and whose it is."""

    committee: CommitteeId
    name: str
    proposal: Proposal


def still_open(conn: Connection, scope: Scope, owner: Owner) -> list[Flagged]:
    """Give the proposals on which something is up to `owner`, by committee and title."""
    return [each for each in _found(conn, scope, owner, '"answer":""') if open_for(each.proposal, owner)]


def flagged(conn: Connection, where: CommitteeId, owner: Owner) -> list[Flagged]:
    """Give the proposals of a committee on which something is or was up to `owner`, by title."""
    return _found(conn, frozenset({where}), owner)


def _found(conn: Connection, scope: Scope, owner: Owner, *marks: str) -> list[Flagged]:
    joined = proposal.join(committee, committee.c.id == proposal.c.committee_id)
    # Most are left out by their text alone: reading all that ever had such a flag takes seconds where there are many.
    held = [f'"owner":{json.dumps(owner)}', *marks]
    named = (type_coerce(proposal.c.body, Text).contains(each, autoescape=True) for each in held)
    states = proposal.c.state.in_(sorted(map(str, CLEARABLE)))
    asked = select(committee.c.id, committee.c.name, proposal.c.body).select_from(joined).where(states, *named)
    if scope is not None:
        asked = asked.where(committee.c.id.in_(sorted(scope)))
    found = [Flagged(row.id, row.name, decode(Proposal, row.body)) for row in conn.execute(asked)]
    closed = _closed(conn, {each.committee for each in found})
    return sorted(
        (each for each in found if (each.committee, each.proposal.id) not in closed),
        key=lambda each: (each.name, each.proposal.title, each.proposal.id),
    )


def meeting_for(conn: Connection, where: CommitteeId) -> MeetingId | None:
    """Give the newest meeting of a committee that was not cancelled: what belongs to the committee is done there."""
    mine = (meeting.c.committee_id == where) & (meeting.c.stage != str(Stage.CANCELLED))
    found = conn.execute(select(meeting.c.id).where(mine).order_by(meeting.c.number.desc()).limit(1)).scalar()
    return MeetingId(found) if found else None


def _closed(conn: Connection, where: Iterable[CommitteeId]) -> set[tuple[str, ItemId | ProposalId | None]]:
    """Give by committee what stands on a closed item of any of its meetings."""
    joined = item.join(meeting, meeting.c.id == item.c.meeting_id)
    shut = type_coerce(item.c.body, Text).contains('"closed":true', autoescape=True)
    asked = select(meeting.c.committee_id, item.c.body).select_from(joined)
    rows = conn.execute(asked.where(meeting.c.committee_id.in_(sorted(where)), shut))
    items = [(row.committee_id, decode(Item, row.body)) for row in rows]
    return {(of, about) for of, each in items if each.closed for about in (each.proposal, each.evaluates)}
