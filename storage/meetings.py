"""Loading and saving a whole meeting. What did not change is neither read nor written again."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.model.agenda import Agenda
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Agreed, Announcement, Meeting, Minutes, Plan, Stage
from dialogs.model.people import Person
from dialogs.model.pilots import Proposal
from dialogs.model.timeboxes import Timeline
from storage import meeting_tables as tables
from storage import other_meetings
from storage.codec import decode, encode
from storage.committees import add_people, read_committee
from storage.parts import PARTS
from storage.vault import KeyDestroyed, Vault

Templates = Mapping[tuple[str, str], Agenda]
# Of the meeting and of its committee: proposals, and what other meetings put off, belong to the committee.
Version = tuple[int, int]
Remembered = tuple[Version, Meeting]
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
    substitutes: Mapping[PersonId, PersonId] = field(default_factory=dict)
    signers: tuple[PersonId, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    cancelled_because: str = ""
    # Who was in the committee, once the meeting is over: what becomes of them later does not change what was.
    people: tuple[Person, ...] = ()


_BODY = tuple(item.name for item in fields(_Body) if item.name != "people")
_COLUMNS = ("number", "starts_at", "stage")
# What other meetings of the committee look at too.
_SHARED = ("proposals", "stage", "starts_at", "earlier", "siblings")
_VERSION = (
    select(tables.meeting.c.version, tables.committee.c.version)
    .select_from(tables.meeting.join(tables.committee, tables.committee.c.id == tables.meeting.c.committee_id))
    .where(tables.meeting.c.id == bindparam("of_id"))
    .with_for_update(of=tables.meeting)
)
_COMMITTEE = (tables.committee.c.id == bindparam("of_id")) & (tables.committee.c.version == bindparam("of_version"))
_COUNT_COMMITTEE = update(tables.committee).where(_COMMITTEE).values(version=tables.committee.c.version + 1)
_THIS = (tables.meeting.c.id == bindparam("of_id")) & (tables.meeting.c.version == bindparam("of_version"))
_COUNT = update(tables.meeting).where(_THIS).values(version=tables.meeting.c.version + 1)
_WRITE = _COUNT.values(starts_at=bindparam("new_starts_at"), stage=bindparam("new_stage"), body=bindparam("new_body"))
_PROPOSAL = (tables.proposal.c.committee_id == bindparam("of_committee")) & (tables.proposal.c.id == bindparam("of_id"))
_CHANGE_PROPOSAL = (
    update(tables.proposal).where(_PROPOSAL).values(state=bindparam("new_state"), body=bindparam("new_body"))
)


class Meetings:
    """Reads and writes meetings, and remembers the last state of each by its version.

    A remembered state is used only while its rows have the versions it was remembered with. What a transaction wrote is
    shown to others only once it is committed (`committed`). Drop everything when a transaction was lost: versions may
    then be given again to other states.
    """

    def __init__(self, vault: Vault, templates: Templates, zone: tzinfo) -> None:
        """Use the keys of `vault`; `templates` holds the agendas by language and template; days are those of `zone`."""
        self._vault = vault
        self._templates = templates
        self._zone = zone
        self._written: dict[MeetingId, Remembered] = {}
        self._committed: dict[MeetingId, Remembered] = {}

    def drop(self, meeting_id: MeetingId | None = None) -> None:
        """Forget what was written to a meeting in a transaction that was lost, or every remembered state."""
        if meeting_id is not None:
            self._written.pop(meeting_id, None)
            return
        self._written, self._committed = {}, {}

    def load(self, conn: Connection, meeting_id: MeetingId) -> Meeting:
        """Give a meeting in order to change it, its row locked where the database locks rows.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        version = _version(conn, meeting_id)
        known = self._written.get(meeting_id)
        if known is None or known[0] != version:
            known = (version, self._read(conn, meeting_id))
            _remember(self._written, meeting_id, known)
        return known[1]

    def look(self, conn: Connection, meeting_id: MeetingId) -> Meeting:
        """Give a meeting in order to show it, as it was committed last.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        version = _version(conn, meeting_id)
        known = self._committed.get(meeting_id)
        # A state committed since this look began is newer than the row it saw, and as good to show.
        if known is None or not _as_new(known[0], version):
            known = (version, self._read(conn, meeting_id))
            _remember(self._committed, meeting_id, known)
        return known[1]

    def committed(self, version: Version, meeting: Meeting) -> None:
        """Let others see a state that `save` wrote and that is safely on disk now."""
        known = self._committed.get(meeting.id)
        if known is None or not _as_new(known[0], version):
            _remember(self._committed, meeting.id, (version, meeting))

    def save(self, conn: Connection, before: Meeting, after: Meeting) -> Version:
        """Write what differs between two states of a meeting; `before` is what `load` gave in the same transaction.

        Returns:
            The versions of `after` and of its committee.

        Raises:
            MeetingMoved: when `before` is not what stands there.
        """
        (version, of_committee), current = self._written.get(before.id, ((0, 0), None))
        if current is not before:
            raise MeetingMoved(before.id)
        where = {"of_id": after.id, "of_version": version}
        if any(getattr(before, name) is not getattr(after, name) for name in (*_BODY, *_COLUMNS)):
            columns = {"new_starts_at": after.starts_at, "new_stage": str(after.stage)}
            written = conn.execute(_WRITE, {**where, **columns, "new_body": encode(_body(after))})
        else:
            written = conn.execute(_COUNT, where)
        if written.rowcount != 1:
            raise MeetingMoved(before.id)
        for part in PARTS:
            part.save(
                conn,
                after.id,
                getattr(before, part.name),
                getattr(after, part.name),
                lambda: self._vault.key(after.id, create=True),
            )
        self._save_proposals(conn, before, after)
        new = [person for key, person in after.committee.people.items() if key not in before.committee.people]
        if new or any(getattr(before, name) is not getattr(after, name) for name in _SHARED):
            # Locked after the meeting's row, always in this order.
            count_committee(conn, after.committee.id, of_committee)
            add_people(conn, after.committee.id, new)
            # On another day others may be in the committee: then this state is too old already.
            of_committee += self._day(before) == self._day(after)
        _remember(self._written, after.id, ((version + 1, of_committee), after))
        return version + 1, of_committee

    def _day(self, meeting: Meeting) -> date:
        return meeting.starts_at.astimezone(self._zone).date()

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
        body = decode(_Body, row.body)
        committee = read_committee(conn, CommitteeId(row.committee_id))
        try:
            key = self._vault.key(meeting_id)
        except KeyDestroyed:
            # Nothing was sealed yet, or the meeting is closed and what was sealed is gone.
            key = None
        found = conn.execute(select(tables.proposal.c.body).where(tables.proposal.c.committee_id == committee.id))
        proposals = [decode(Proposal, each.body) for each in found]
        siblings = other_meetings.of_committee(conn, committee.id, meeting_id)
        parts: dict[str, Any] = {part.name: part.load(conn, meeting_id, key) for part in PARTS}
        whole = Meeting(
            id=meeting_id,
            committee=committee,
            number=row.number,
            agenda=self._templates[committee.language, row.template],
            starts_at=row.starts_at,
            stage=Stage(row.stage),
            proposals={each.id: each for each in proposals},
            paired_before=other_meetings.paired_before(conn, siblings, row.number),
            siblings=siblings,
            earlier=other_meetings.put_off(conn, siblings, parts["items"]),
            **{name: getattr(body, name) for name in _BODY},
            **parts,
        )
        people = {person.id: person for person in body.people}
        there = replace(committee, people=people) if people else committee.on(self._day(whole), whole.named)
        return replace(whole, committee=there.signed_by(body.signers))


def _version(conn: Connection, meeting_id: MeetingId) -> Version:
    found = conn.execute(_VERSION, {"of_id": meeting_id}).first()
    if found is None:
        raise MeetingUnknown(meeting_id)
    return found[0], found[1]


def _as_new(known: Version, version: Version) -> bool:
    return known[0] >= version[0] and known[1] >= version[1]


def count_committee(conn: Connection, committee_id: CommitteeId, version: int) -> None:
    """Count a committee's version, so that no state remembered of any of its meetings is used any more.

    Raises:
        MeetingMoved: when it is not the version that was read.
    """
    if conn.execute(_COUNT_COMMITTEE, {"of_id": committee_id, "of_version": version}).rowcount != 1:
        raise MeetingMoved(committee_id)


def _remember(memory: dict[MeetingId, Remembered], meeting_id: MeetingId, state: Remembered) -> None:
    if len(memory) >= MOST_REMEMBERED:
        memory.clear()
    memory[meeting_id] = state


def _body(meeting: Meeting) -> _Body:
    people = meeting.committee.by_name if meeting.stage is Stage.ENDED else ()
    return _Body(**{name: getattr(meeting, name) for name in _BODY}, people=people)


def add_meeting(conn: Connection, meeting: Meeting) -> None:
    """Lay down the first meeting of a committee with its plan, its items, and the proposals that the committee has."""
    add_next_meeting(conn, meeting)
    for proposal in meeting.proposals.values():
        row = {"committee_id": meeting.committee.id, "id": proposal.id}
        conn.execute(insert(tables.proposal), {**row, "state": str(proposal.state), "body": encode(proposal)})


def add_next_meeting(conn: Connection, meeting: Meeting) -> None:
    """Lay down another meeting of a committee with its plan and its items; the proposals are the committee's."""
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
