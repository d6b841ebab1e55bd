"""What can be told of pilots: only open decisions in signed minutes, and what came of them."""

from typing import Any

from sqlalchemy import Connection, and_, exists, select

from dialogs.model.check_points import CONCLUDED
from dialogs.model.followed import Following
from dialogs.model.ids import CommitteeId
from dialogs.model.pilots import Proposal
from dialogs.model.summarized import Reported
from storage.codec import decode
from storage.meeting_tables import committee, following, proposal
from storage.register_tables import decision, record, unanswered

_IT = and_(proposal.c.committee_id == decision.c.committee_id, proposal.c.id == decision.c.proposal_id)
_SAME = and_(following.c.meeting_id == decision.c.meeting_id, following.c.id == decision.c.matter)
_OWED = and_(unanswered.c.meeting_id == decision.c.meeting_id, unanswered.c.matter == decision.c.matter)
_OTHER = decision.alias("other")
# What is decided on its evaluation takes the place of the decision that chose a pilot, which is told of all the same.
_AGAIN = exists().where(
    _OTHER.c.committee_id == decision.c.committee_id,
    _OTHER.c.matter == decision.c.matter,
    _OTHER.c.number > decision.c.number,
    _OTHER.c.chosen,
)
_CHOSEN = (
    select(
        committee.c.name,
        decision.c.committee_id,
        decision.c.title,
        decision.c.held_on,
        proposal.c.body.label("proposal"),
        following.c.body.label("following"),
        unanswered.c.since,
    )
    .select_from(
        decision.join(committee, committee.c.id == decision.c.committee_id)
        .join(proposal, _IT)
        .outerjoin(following, _SAME)
        .outerjoin(unanswered, _OWED)
    )
    .where(decision.c.is_open, decision.c.chosen, ~_AGAIN)
)
_SIGNED = select(record.c.committee_id, record.c.number, record.c.held_on).where(record.c.signed.is_not(None))


def reported(conn: Connection, only: CommitteeId | None) -> tuple[Reported, ...]:
    """Give the pilots of one committee, or of all, by committee and title."""
    chosen, signed = _CHOSEN, _SIGNED
    if only is not None:
        chosen, signed = chosen.where(decision.c.committee_id == only), signed.where(record.c.committee_id == only)
    days = {(row.committee_id, row.number): row.held_on for row in conn.execute(signed)}
    found = [each for row in conn.execute(chosen) if (each := _reported(row, days))]
    # Here and not in SQL, where each database sorts text by its own rules.
    return tuple(sorted(found, key=lambda each: (each.committee, each.title, each.chosen_on)))


def _reported(row: Any, days: dict[Any, Any]) -> Reported | None:
    pilot = decode(Proposal, row.proposal)
    known = decode(Following, row.following) if row.following else None
    concluded_on = days.get((row.committee_id, pilot.concluded_in))
    if pilot.state in CONCLUDED and concluded_on is None:
        # What came of it stands in minutes that are not signed yet.
        return None
    return Reported(
        row.name,
        row.title,
        pilot.state,
        row.held_on,
        concluded_on,
        pilot.because if pilot.state in CONCLUDED else "",
        known.answers[-1] if known and known.answers else None,
        known.evaluation if known and pilot.state in CONCLUDED else None,
        row.since,
    )
