"""Takes proposals to other committees, in the transaction in which they were sent."""

from collections.abc import Collection, Iterable
from datetime import datetime

from bot.owing import owe_in
from dialogs.flows.sending import arrived
from dialogs.model import proposing, sending
from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Stage
from dialogs.model.sending import Sent
from dialogs.organisation import Organisation
from storage import neighbours
from storage.committees import read_committee
from storage.engine import Connection


def pass_on(
    conn: Connection,
    sends: Iterable[Sent],
    now: datetime,
    wall: datetime,
    organisation: Organisation,
    platforms: Collection[str],
) -> tuple[tuple[MeetingId, ...], bool]:
    """Let proposals arrive where they were sent, and owe it to those there to be told.

    Returns:
        The meetings whose screens show it, and whether anything is owed.
    """
    shown, owes = [], False
    for sent in sends:
        there, coming = read_committee(conn, sent.to), neighbours.coming(conn, sent.to)
        planned = coming is not None and coming.stage is Stage.PLANNED
        days, zone = organisation.proposals_due_days, organisation.zone
        closes_at = proposing.closes_at(coming.starts_at, days, zone) if coming and planned else None
        found, people = sending.arrive(there, sent, now, closes_at)
        neighbours.take_in(conn, found, people)
        if coming:
            shown.append(coming.id)
            owes |= owe_in(conn, sent.to, coming.id, arrived(there, coming.id, found), wall, platforms)
    return tuple(shown), owes
