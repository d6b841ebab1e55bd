"""The words of pilots that committees chose in signed minutes, by which a new proposal finds the ones it is like."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, delete, func, insert, select

from dialogs.model import alike
from dialogs.model.alike import EarlierPilot
from dialogs.model.ids import CommitteeId, MeetingId, ProposalId
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState, Proposal
from dialogs.register import Decided
from storage import meeting_tables as tables
from storage.codec import decode
from storage.register_tables import pilot_word

# So many that share most words are looked at closer.
MOST_LOOKED_AT = 40
Row = tuple[CommitteeId, ProposalId]


def keep(
    conn: Connection, meeting: MeetingId, committee: CommitteeId, held_on: date, entries: Iterable[Decided]
) -> None:
    """Note the words of the pilots that signed minutes chose; a closed one leaves none (rule 11)."""
    for entry in entries:
        if entry.chosen and entry.is_open and entry.proposal:
            this = (tables.proposal.c.committee_id == committee) & (tables.proposal.c.id == entry.proposal)
            for row in conn.execute(select(tables.proposal.c.body).where(this)):
                keep_one(conn, decode(Proposal, row.body), meeting, held_on)


def keep_one(conn: Connection, found: Proposal, meeting: MeetingId, held_on: date) -> None:
    """Note the words of one pilot. Without a meeting they are what was known before there were any."""
    mine = (pilot_word.c.committee_id == found.committee) & (pilot_word.c.proposal_id == found.id)
    # A later meeting that decides on it again takes the place of the first.
    conn.execute(delete(pilot_word).where(mine))
    about = {"committee_id": found.committee, "proposal_id": found.id, "meeting_id": meeting, "held_on": held_on}
    rows = [{"word": word, **about} for word in sorted(_words(found))]
    if rows:
        conn.execute(insert(pilot_word), rows)


def drop(conn: Connection, meeting: MeetingId) -> None:
    """Forget the words of the pilots that a meeting chose."""
    conn.execute(delete(pilot_word).where(pilot_word.c.meeting_id == meeting))


def recall(conn: Connection, before: Meeting, after: Meeting) -> Meeting:
    """Give a meeting whose proposals name the earlier pilots that they are like, as these stand now.

    Looked up when the words of a proposal changed, and when it is handed in.
    """
    if after.proposals is before.proposals:
        return after
    changed = {
        key: replace(found, similar=_like(conn, found))
        for key, found in after.proposals.items()
        if found.state in {PilotState.DRAFT, PilotState.SUBMITTED} and _is_new(before.proposals.get(key), found)
    }
    return replace(after, proposals={**after.proposals, **changed}) if changed else after


def _is_new(before: Proposal | None, found: Proposal) -> bool:
    return before is None or before.state is not found.state or _words(before) != _words(found)


def _words(found: Proposal) -> frozenset[str]:
    return alike.words(found.short.title, found.short.tool, found.short.core_task)


def _like(conn: Connection, found: Proposal) -> tuple[EarlierPilot, ...]:
    wanted = sorted(_words(found))
    shared = func.count().label("shared")
    who = (pilot_word.c.committee_id, pilot_word.c.proposal_id)
    asked = (
        select(*who, func.max(pilot_word.c.held_on).label("held_on"))
        .where(pilot_word.c.word.in_(wanted))
        .group_by(*who)
        .having(shared > 1)
        .order_by(shared.desc(), func.max(pilot_word.c.held_on).desc(), *who)
        .limit(MOST_LOOKED_AT)
    )
    days: dict[Row, date] = {
        (CommitteeId(row.committee_id), ProposalId(row.proposal_id)): row.held_on for row in conn.execute(asked)
    }
    known = [
        _earlier(other, name, days[other.committee, other.id])
        for other, name in _read(conn, [each for _, each in days])
        if (other.committee, other.id) in days and other.id != found.id
    ]
    return alike.closest(found.short.title, found.short.tool, found.short.core_task, known)


def _read(conn: Connection, ids: list[ProposalId]) -> list[tuple[Proposal, str]]:
    joined = tables.proposal.join(tables.committee, tables.committee.c.id == tables.proposal.c.committee_id)
    asked = select(tables.proposal.c.body, tables.committee.c.name).select_from(joined)
    rows = conn.execute(asked.where(tables.proposal.c.id.in_(ids)))
    return [(decode(Proposal, row.body), row.name) for row in rows]


def _earlier(found: Proposal, committee: str, held_on: date) -> EarlierPilot:
    short = found.short
    return EarlierPilot(
        found.id, short.title, short.tool, short.core_task, committee, str(found.state), held_on, found.because
    )
