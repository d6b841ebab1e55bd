"""Pilots that run although their committee has not discussed them, for the register."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from dialogs.model.ids import CommitteeId
from dialogs.model.pilots import UNDER_WAY, Proposal
from storage.codec import decode
from storage.meeting_tables import committee, proposal


def undiscussed(conn: Connection, scope: Collection[CommitteeId] | None) -> list[tuple[str, Proposal]]:
    """Give them with the names of their committees, by name and title; all committees without a `scope`."""
    joined = proposal.join(committee, committee.c.id == proposal.c.committee_id)
    running = proposal.c.state.in_([str(each) for each in UNDER_WAY])
    asked = select(committee.c.name, proposal.c.body).select_from(joined).where(running)
    if scope is not None:
        asked = asked.where(committee.c.id.in_(sorted(scope)))
    found = ((row.name, decode(Proposal, row.body)) for row in conn.execute(asked))
    return sorted(
        (each for each in found if each[1].undiscussed_because and not each[1].discussed_in),
        key=lambda each: (each[0], each[1].title, each[1].id),
    )
