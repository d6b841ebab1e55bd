"""Loading and saving a whole meeting. What did not change is neither read nor written again."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import combinations
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.model.agenda import Agenda
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Announcement, Meeting, Minutes, Pair, Plan, Stage
from dialogs.model.pilots import Proposal
from dialogs.model.timeboxes import Timeline
from storage import meeting_tables as tables
from storage.codec import decode, encode
from storage.committees import read_committee
from storage.parts import HANDED_IN, PARTS
from storage.statements import Statement
from storage.vault import KeyDestroyed, Vault

T = TypeVar("T")
Templates = Mapping[tuple[str, str], Agenda]
Remembered = tuple[int, Meeting]
# With the transaction in which it was loaded or saved.
Written = tuple[int, Meeting, object]
# States of meetings that are kept in memory; more are read anew.
MOST_REMEMBERED = 200


class MeetingUnknown(Exception):
    """There is no meeting with this id."""


class MeetingMoved(Exception):
    """The meeting was saved by somebody else in between: nothing was written, decide again."""


@dataclass(frozen=True, slots=True)
class _Body:
    """What stands in the meeting's own row beside its columns."""

    plan: Plan
    started_at: datetime | None
    ended_at: datetime | None
    finished: bool
    led_by: PersonId | None
    card: int
    timeline: Timeline
    announcement: Announcement
    minutes: Minutes
    rung: frozenset[str]


_BODY = tuple(item.name for item in fields(_Body))
_COLUMNS = ("number", "starts_at", "stage")
_FIND_VERSION = select(tables.meeting.c.version).where(tables.meeting.c.id == bindparam("of_id"))
_VERSION = Statement(_FIND_VERSION)
_LOCKED_VERSION = Statement(_FIND_VERSION.with_for_update())
_THIS = (tables.meeting.c.id == bindparam("of_id")) & (tables.meeting.c.version == bindparam("of_version"))
_COUNT_ON = update(tables.meeting).where(_THIS).values(version=bindparam("new_version"))
_COUNT = Statement(_COUNT_ON)
_WRITE = Statement(
    _COUNT_ON.values(starts_at=bindparam("new_starts_at"), stage=bindparam("new_stage"), body=bindparam("new_body"))
)
_PROPOSAL = (tables.proposal.c.committee_id == bindparam("of_committee")) & (tables.proposal.c.id == bindparam("of_id"))
_CHANGE_PROPOSAL = (
    update(tables.proposal).where(_PROPOSAL).values(state=bindparam("new_state"), body=bindparam("new_body"))
)


class Meetings:
    """Reads and writes meetings, and remembers the last state of each by its version.

    A remembered state is used only while the row has the version it was remembered with, and only where it is known to
    be committed (`committed`) or was written in this very transaction: the versions of a transaction that was lost are
    given again, to other states and perhaps by another program. On SQLite the one transaction that SQLAlchemy knows of
    lasts as long as the connection, so there everything must be dropped when one was lost.
    """

    def __init__(self, vault: Vault, templates: Templates) -> None:
        """Use the keys of `vault`; `templates` holds the agendas by language and template."""
        self._vault = vault
        self._templates = templates
        self._written: dict[MeetingId, Written] = {}
        self._committed: dict[MeetingId, Remembered] = {}

    def drop(self, meeting_id: MeetingId | None = None) -> None:
        """Forget what was written to a meeting in a transaction that was lost, or every remembered state."""
        if meeting_id is not None:
            self._written.pop(meeting_id, None)
            return
        self._written, self._committed = {}, {}

    def forget(self, meeting_id: MeetingId) -> None:
        """Remember nothing of a meeting."""
        self._written.pop(meeting_id, None)
        self._committed.pop(meeting_id, None)

    def load(self, conn: Connection, meeting_id: MeetingId) -> Meeting:
        """Give a meeting in order to change it, its row locked where the database locks rows.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        version, here = _version(conn, meeting_id, _LOCKED_VERSION), conn.get_transaction()
        found = self._written.get(meeting_id)
        if found and found[0] == version and found[2] is here:
            return found[1]
        known = self._committed.get(meeting_id)
        state = known[1] if known and known[0] == version else self._read(conn, meeting_id)
        _remember(self._written, meeting_id, (version, state, here))
        return state

    def look(self, conn: Connection, meeting_id: MeetingId) -> Meeting:
        """Give a meeting in order to show it, as it was committed last.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        version = _version(conn, meeting_id, _VERSION)
        known = self._committed.get(meeting_id)
        # A state committed since this look began is newer than the row it saw, and as good to show.
        if known is None or known[0] < version:
            known = (version, self._read(conn, meeting_id))
            _remember(self._committed, meeting_id, known)
        return known[1]

    def committed(self, version: int, meeting: Meeting) -> None:
        """Let others see a state that `save` wrote and that is safely on disk now."""
        known = self._committed.get(meeting.id)
        if known is None or known[0] < version:
            _remember(self._committed, meeting.id, (version, meeting))

    def save(self, conn: Connection, before: Meeting, after: Meeting) -> int:
        """Write what differs between two states of a meeting; `before` is what `load` gave in the same transaction.

        Returns:
            The version of `after`.

        Raises:
            MeetingMoved: when `before` is not what stands there.
        """
        version, current, loaded_in = self._written.get(before.id, (0, None, None))
        here = conn.get_transaction()
        if current is not before or loaded_in is not here:
            raise MeetingMoved(before.id)
        where = {"of_id": after.id, "of_version": version, "new_version": version + 1}
        if any(getattr(before, name) is not getattr(after, name) for name in (*_BODY, *_COLUMNS)):
            columns = {"new_starts_at": after.starts_at, "new_stage": str(after.stage)}
            written = _WRITE.run(conn, {**where, **columns, "new_body": encode(_body(after))})
        else:
            written = _COUNT.run(conn, where)
        if written.rowcount != 1:
            raise MeetingMoved(before.id)
        for part in (*PARTS, HANDED_IN):
            part.save(
                conn,
                after.id,
                getattr(before, part.name),
                getattr(after, part.name),
                lambda: self._vault.key(after.id, create=True),
            )
        self._save_proposals(conn, before, after)
        _remember(self._written, after.id, (version + 1, after, here))
        return version + 1

    def _save_proposals(self, conn: Connection, before: Meeting, after: Meeting) -> None:
        if before.proposals is after.proposals:
            return
        for key, value in after.proposals.items():
            body = {"state": str(value.state), "body": encode(value)}
            if key not in before.proposals:
                row = {"committee_id": after.committee.id, "id": key, **body}
                conn.execute(insert(tables.proposal), row)
            elif before.proposals[key] is not value:
                where = {"of_committee": after.committee.id, "of_id": key}
                conn.execute(_CHANGE_PROPOSAL, {**where, "new_state": body["state"], "new_body": body["body"]})

    def _read(self, conn: Connection, meeting_id: MeetingId) -> Meeting:
        row = conn.execute(select(tables.meeting).where(tables.meeting.c.id == meeting_id)).one()
        committee = read_committee(conn, CommitteeId(row.committee_id))
        body = decode(_Body, row.body)
        try:
            key = self._vault.key(meeting_id)
        except KeyDestroyed:
            # Nothing was sealed yet, or the meeting is closed and what was sealed is gone.
            key = None
        found = conn.execute(select(tables.proposal.c.body).where(tables.proposal.c.committee_id == committee.id))
        proposals = [decode(Proposal, each.body) for each in found]
        parts: dict[str, Any] = {part.name: part.load(conn, meeting_id, key) for part in PARTS}
        done = HANDED_IN.load(conn, meeting_id, key)
        parts["pairs"] = {name: replace(pair, handed_in=name in done) for name, pair in parts["pairs"].items()}
        return Meeting(
            id=meeting_id,
            committee=committee,
            number=row.number,
            agenda=self._templates[committee.language, row.template],
            starts_at=row.starts_at,
            stage=Stage(row.stage),
            proposals={each.id: each for each in proposals},
            paired_before=_paired_before(conn, committee.id, row.number),
            **{name: getattr(body, name) for name in _BODY},
            **parts,
        )


def _version(conn: Connection, meeting_id: MeetingId, asked: Statement) -> int:
    found = asked.run(conn, {"of_id": meeting_id}).fetchone()
    if found is None:
        raise MeetingUnknown(meeting_id)
    return int(found[0])


def _remember(memory: dict[MeetingId, T], meeting_id: MeetingId, state: T) -> None:
    if len(memory) >= MOST_REMEMBERED:
        memory.clear()
    memory[meeting_id] = state


def _paired_before(conn: Connection, committee_id: CommitteeId, number: int) -> frozenset[frozenset[PersonId]]:
    """Give who talked with whom in the committee's last meeting."""
    last = select(tables.meeting.c.id).where(
        tables.meeting.c.committee_id == committee_id, tables.meeting.c.number == number - 1
    )
    found = conn.execute(select(tables.pair.c.body).where(tables.pair.c.meeting_id.in_(last)))
    pairs = [decode(Pair, each.body).members for each in found]
    return frozenset(frozenset(two) for members in pairs for two in combinations(members, 2))


def _body(meeting: Meeting) -> _Body:
    return _Body(**{name: getattr(meeting, name) for name in _BODY})


def add_meeting(conn: Connection, meeting: Meeting) -> None:
    """Lay down a new meeting with its plan, its items, and the proposals that its committee has."""
    conn.execute(
        insert(tables.meeting),
        {
            "id": meeting.id,
            "committee_id": meeting.committee.id,
            "number": meeting.number,
            "template": meeting.agenda.template,
            "starts_at": meeting.starts_at,
            "stage": str(meeting.stage),
            "version": 1,
            "body": encode(_body(meeting)),
        },
    )
    for proposal in meeting.proposals.values():
        row = {"committee_id": meeting.committee.id, "id": proposal.id}
        conn.execute(insert(tables.proposal), {**row, "state": str(proposal.state), "body": encode(proposal)})
    for item in meeting.items.values():
        conn.execute(insert(tables.item), {"meeting_id": meeting.id, "id": item.id, "body": encode(item)})


def meetings(conn: Connection) -> list[tuple[MeetingId, str, str, Stage]]:
    """Give id, name of the committee, language and stage of every meeting, by the committee's name."""
    joined = tables.meeting.join(tables.committee, tables.committee.c.id == tables.meeting.c.committee_id)
    found = select(
        tables.meeting.c.id, tables.committee.c.name, tables.committee.c.language, tables.meeting.c.stage
    ).select_from(joined)
    return sorted(
        ((MeetingId(row.id), row.name, row.language, Stage(row.stage)) for row in conn.execute(found)),
        key=lambda row: (row[1], row[0]),
    )
