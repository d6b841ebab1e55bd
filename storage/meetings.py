"""Loading and saving a whole meeting. What did not change is neither read nor written again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, tzinfo
from operator import attrgetter, is_not
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from dialogs.model.agenda import Agenda
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Agreed, Meeting, Plan, Stage
from dialogs.model.people import Person
from dialogs.model.pilots import Proposal
from dialogs.model.signed import Announcement, Minutes
from dialogs.model.timeboxes import Timeline
from storage import meeting_tables as tables
from storage import neighbours, other_meetings
from storage.codec import decode, encode
from storage.committees import add_people, read_committee
from storage.parts import HANDED_IN, PARTS
from storage.statements import Statement
from storage.vault import KeyDestroyed, Vault

T = TypeVar("T")
# Gives an agenda by language, template and release of the content, of which None is the newest.
Templates = Callable[[Connection, str, str, int | None], Agenda]
# Of the meeting and of its committee: proposals, and what other meetings put off, belong to the committee.
Version = tuple[int, int]
Remembered = tuple[Version, Meeting]
# With the transaction in which it was loaded or saved.
Written = tuple[Version, Meeting, object]
# States of meetings that are kept in memory; more are read anew.
MOST_REMEMBERED = 200


class MeetingUnknown(Exception):
    """There is no meeting with this id."""


class MeetingMoved(Exception):
    """The meeting was saved by somebody else in between: nothing was written, decide again."""


@dataclass(frozen=True, slots=True)
class Body:
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
    reminders_off: frozenset[str] = frozenset()
    reminder_days: Mapping[str, int] = field(default_factory=dict)
    moves: int = 0
    # Who was in the committee, once the meeting is over: what becomes of them later does not change what was.
    people: tuple[Person, ...] = ()
    case_numbers: Mapping[str, str] = field(default_factory=dict)
    reminded: Mapping[str, date] = field(default_factory=dict)
    release: int = 0


_BODY = tuple(item.name for item in fields(Body) if item.name != "people")
# What stands in the meeting's own row.
_OWN = attrgetter(*_BODY, "number", "starts_at", "stage")
# What other meetings of the committee look at too.
_SHARED = attrgetter("proposals", "stage", "starts_at", "earlier", "siblings", "followed", "evaluated", "summaries")
_FIND_VERSION = (
    select(tables.meeting.c.version, tables.committee.c.version)
    .select_from(tables.meeting.join(tables.committee, tables.committee.c.id == tables.meeting.c.committee_id))
    .where(tables.meeting.c.id == bindparam("of_id"))
)
_VERSION = Statement(_FIND_VERSION)
_LOCKED_VERSION = Statement(_FIND_VERSION.with_for_update(of=tables.meeting))
_COMMITTEE = (tables.committee.c.id == bindparam("of_id")) & (tables.committee.c.version == bindparam("of_version"))
_COUNT_COMMITTEE = update(tables.committee).where(_COMMITTEE).values(version=tables.committee.c.version + 1)
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

    def __init__(self, vault: Vault, templates: Templates, zone: tzinfo) -> None:
        """Use the keys of `vault`; `templates` gives agendas; days are those of `zone`."""
        self._vault = vault
        self._templates = templates
        self._zone = zone
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
        (version, of_committee), current, loaded_in = self._written.get(before.id, ((0, 0), None, None))
        here = conn.get_transaction()
        if current is not before or loaded_in is not here:
            raise MeetingMoved(before.id)
        where = {"of_id": after.id, "of_version": version, "new_version": version + 1}
        if _differ(_OWN, before, after):
            columns = {"new_starts_at": after.starts_at, "new_stage": str(after.stage)}
            written = _WRITE.run(conn, {**where, **columns, "new_body": encode(_body(after))})
        else:
            written = _COUNT.run(conn, where)
        if written.rowcount != 1:
            raise MeetingMoved(before.id)
        for part in (*PARTS, HANDED_IN):
            was, now = getattr(before, part.name), getattr(after, part.name)
            if was is not now:
                part.save(conn, after.id, was, now, lambda: self._vault.key(after.id, create=True))
        self._save_proposals(conn, before, after)
        new = [person for key, person in after.committee.people.items() if key not in before.committee.people]
        if new or _differ(_SHARED, before, after):
            # Locked after the meeting's row, always in this order.
            count_committee(conn, after.committee.id, of_committee)
            add_people(conn, after.committee.id, new)
            # On another day others may be in the committee: then this state is too old already.
            of_committee += self._day(before) == self._day(after)
        _remember(self._written, after.id, ((version + 1, of_committee), after, here))
        return version + 1, of_committee

    def _day(self, meeting: Meeting) -> date:
        return meeting.starts_at.astimezone(self._zone).date()

    def _save_proposals(self, conn: Connection, before: Meeting, after: Meeting) -> None:
        for key, value in after.proposals.items():
            if before.proposals.get(key) is value:
                continue
            state, body = str(value.state), encode(value)
            if key in before.proposals:
                where = {"of_committee": after.committee.id, "of_id": key}
                conn.execute(_CHANGE_PROPOSAL, {**where, "new_state": state, "new_body": body})
            else:
                row = {"committee_id": after.committee.id, "id": key, "state": state, "body": body}
                conn.execute(insert(tables.proposal), row)

    def _read(self, conn: Connection, meeting_id: MeetingId) -> Meeting:
        row = conn.execute(select(tables.meeting).where(tables.meeting.c.id == meeting_id)).one()
        body = decode(Body, row.body)
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
        done = HANDED_IN.load(conn, meeting_id, key)
        parts["pairs"] = {name: replace(pair, handed_in=name in done) for name, pair in parts["pairs"].items()}
        release = None if row.stage == str(Stage.PLANNED) else body.release
        whole = Meeting(
            id=meeting_id,
            committee=committee,
            number=row.number,
            agenda=self._templates(conn, committee.language, row.template, release),
            starts_at=row.starts_at,
            stage=Stage(row.stage),
            proposals={each.id: each for each in proposals},
            **other_meetings.known(conn, siblings, row.number, parts["items"]),
            members=committee,
            neighbours=neighbours.of(conn, committee.id),
            **{name: getattr(body, name) for name in _BODY},
            **parts,
        )
        people = {person.id: person for person in body.people}
        there = replace(committee, people=people) if people else committee.on(self._day(whole), whole.named)
        return replace(whole, committee=there.signed_by(body.signers))


def _version(conn: Connection, meeting_id: MeetingId, asked: Statement) -> Version:
    found = asked.run(conn, {"of_id": meeting_id}).fetchone()
    if found is None:
        raise MeetingUnknown(meeting_id)
    return int(found[0]), int(found[1])


def _as_new(known: Version, version: Version) -> bool:
    return known[0] >= version[0] and known[1] >= version[1]


def count_committee(conn: Connection, committee_id: CommitteeId, version: int) -> None:
    """Count a committee's version, so that no state remembered of any of its meetings is used any more.

    Raises:
        MeetingMoved: when it is not the version that was read.
    """
    if conn.execute(_COUNT_COMMITTEE, {"of_id": committee_id, "of_version": version}).rowcount != 1:
        raise MeetingMoved(committee_id)


def _differ(of: Callable[[Meeting], tuple[Any, ...]], before: Meeting, after: Meeting) -> bool:
    return any(map(is_not, of(before), of(after)))


def _remember(memory: dict[MeetingId, T], meeting_id: MeetingId, state: T) -> None:
    if len(memory) >= MOST_REMEMBERED:
        memory.clear()
    memory[meeting_id] = state


def _body(meeting: Meeting) -> Body:
    people = meeting.committee.by_name if meeting.stage is Stage.ENDED else ()
    return Body(**{name: getattr(meeting, name) for name in _BODY}, people=people)


def add_meeting(conn: Connection, meeting: Meeting) -> None:
    """Lay down the first meeting of a committee with its plan, its items, and the proposals that the committee has."""
    add_next_meeting(conn, meeting)
    for proposal in meeting.proposals.values():
        row = {"committee_id": meeting.committee.id, "id": proposal.id}
        conn.execute(insert(tables.proposal), {**row, "state": str(proposal.state), "body": encode(proposal)})


def add_next_meeting(conn: Connection, meeting: Meeting) -> None:
    """Lay down another meeting of a committee with its plan and its items; the proposals are the committee's."""
    about = {"id": meeting.id, "committee_id": meeting.committee.id, "template": meeting.agenda.template}
    when = {"number": meeting.number, "starts_at": meeting.starts_at, "stage": str(meeting.stage)}
    conn.execute(insert(tables.meeting), {**about, **when, "version": 1, "body": encode(_body(meeting))})
    for item in meeting.items.values():
        conn.execute(insert(tables.item), {"meeting_id": meeting.id, "id": item.id, "body": encode(item)})
