"""Which committees consider which proposals."""

from datetime import date

from sqlalchemy import Connection, select

from dialogs.flows.elsewhere import CONSIDERED, Considering
from dialogs.model.ids import CommitteeId, MeetingId
from dialogs.model.meeting import Stage
from dialogs.model.people import Committee
from dialogs.model.pilots import Proposal
from storage import meeting_tables as tables
from storage.codec import decode
from storage.committees import read_committee


def considering(conn: Connection, but: CommitteeId, today: date) -> list[Considering]:
    """Give what other committees than one consider, each with its next meeting and who leads it on a local day."""
    table = tables.proposal
    states = [str(state) for state in CONSIDERED]
    asked = select(table.c.body).where(table.c.state.in_(states), table.c.committee_id != but)
    found = [decode(Proposal, row.body) for row in conn.execute(asked.order_by(table.c.committee_id, table.c.id))]
    places = {each.committee: _place(conn, each.committee, today) for each in found}
    return [_of(each, *place) for each in found if (place := places[each.committee])]


def _of(found: Proposal, committee: Committee, meeting: MeetingId) -> Considering:
    leading = tuple(person.id for person in committee.formandskab)
    return Considering(committee.id, committee.language, meeting, found, leading)


def _place(conn: Connection, committee: CommitteeId, today: date) -> tuple[Committee, MeetingId] | None:
    """Give a committee as it is now, with its next meeting; None while it has none to come."""
    table = tables.meeting
    coming = [str(stage) for stage in Stage if not stage.is_over]
    asked = select(table.c.id).where(table.c.committee_id == committee, table.c.stage.in_(coming))
    meeting = conn.execute(asked.order_by(table.c.number).limit(1)).scalar()
    return (read_committee(conn, committee).on(today, ()), MeetingId(meeting)) if meeting else None
