"""One inbound event, whole: claimed, decided, committed, answered. It hears and speaks through nobody.

The answer is given only once everything is safely on disk, so whoever got an answer need not send again.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.clock import Clock
from bot.owing import owe, tell_others
from bot.passing_on import pass_on
from dialogs.flows import summaries
from dialogs.flows.acting import AuditEntry, Decision
from dialogs.flows.alarms import wanted
from dialogs.inbound import ButtonPressed, Inbound, Proof, TimerRang
from dialogs.model import alarms, check_points, summarizing
from dialogs.model.ids import Fresh, MeetingId
from dialogs.model.meeting import Meeting
from dialogs.organisation import Organisation
from dialogs.outbound import Answer
from dialogs.routing import decide
from storage import audit, decisions, inbox, links, signing_codes, timers, unanswered
from storage.codec import decode, encode
from storage.columns import digest
from storage.engine import Connection, Store, StoreGone
from storage.links import Link, LinkKind
from storage.meetings import MeetingMoved, Meetings, Version, add_next_meeting
from storage.pilot_words import recall
from storage.reporting import reported
from storage.vault import Vault

MOST_TRIES = 8
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The meeting clock for rules and due times, the wall clock for leases."""

    meeting: Clock
    wall: Clock


@dataclass(frozen=True, slots=True)
class _Taken:
    """What came of an event, once it is committed."""

    answer: Answer
    state: tuple[Version, Meeting] | None = None
    owes: bool = False
    closed: bool = False
    elsewhere: tuple[MeetingId, ...] = ()


class Turn:
    """Takes events, one transaction each."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        vault: Vault,
        organisation: Callable[[], Organisation],
        clocks: Clocks,
        chance: Callable[[], str],
        *,
        platforms: frozenset[str] = frozenset(),
        on_change: Callable[[MeetingId], None],
        on_owed: Callable[[], None],
    ) -> None:
        """Wire the turn.

        Args:
            store: the database.
            meetings: reads and writes the state.
            vault: the keys of the meetings.
            organisation: gives content and settings as they are now.
            clocks: what time it is.
            chance: gives new text that nobody can guess.
            platforms: the chats that are in use.
            on_change: told which meeting changed, after the commit.
            on_owed: told that something is owed, after the commit.
        """
        self._store, self._meetings, self._vault = store, meetings, vault
        self._organisation, self._clocks, self._chance = organisation, clocks, chance
        self._platforms, self._on_change, self._on_owed = platforms, on_change, on_owed
        self._unforgotten: dict[MeetingId, None] = {}
        self._clean = True

    async def take(self, event: Inbound) -> Answer:
        """Deal with one event and give its answer. The same `key` again gives the same answer and changes nothing.

        Raises:
            MeetingUnknown: when there is no such meeting.
            StoreGone: when the database cannot be reached; nothing was kept, send again.
        """
        now, wall, fresh = self._clocks.meeting.now(), self._clocks.wall.now(), Fresh(self._chance())
        try:
            taken = await self._write(lambda conn: self._transact(conn, event, now, wall, fresh), event.meeting)
        except inbox.Repeated:
            return await self._answered(event)
        if taken.state:
            self._meetings.committed(*taken.state)
        if taken.closed:
            await self.forget(event.meeting)
        if taken.state:
            # What belongs to the committee stands on the pages of its other meetings too.
            for changed in (event.meeting, *(sibling.id for sibling in taken.state[1].siblings)):
                self._on_change(changed)
        for changed in taken.elsewhere:
            await self.arrange(changed, anew=True)
            self._on_change(changed)
        if taken.owes:
            self._on_owed()
        return taken.answer

    async def _write(self, fn: Callable[[Connection], _Taken], meeting: MeetingId) -> _Taken:
        for _ in range(MOST_TRIES):
            try:
                return await self._store.write(fn, meeting)
            except MeetingMoved:
                # Another meeting of the committee changed what belongs to both. Deciding again is safe.
                continue
        raise StoreGone("other meetings of the committee change all the time: send again")

    async def arrange(self, meeting: MeetingId, *, anew: bool = False) -> None:
        """Set the due times of a meeting anew: rules, holidays or time zones may have changed since they were set.

        `anew` writes what the register shows of it too, where another meeting changed how its pilots go.
        """

        def work(conn: Connection) -> None:
            found = self._meetings.load(conn, meeting)
            # As if all were still to come: what is late finds that out when it rings.
            timers.set_timers(conn, meeting, wanted(found, LONG_AGO, self._organisation()))
            unanswered.keep(conn, meeting, check_points.unanswered(found))
            if anew:
                decisions.fill(conn, meeting)

        await self._store.write(work, meeting)

    async def forget(self, *meetings: MeetingId) -> None:
        """Destroy the keys of closed meetings, and make what was deleted unreadable in the files. Again is harmless.

        They are closed by then, so a disk that refuses fails nobody: the log says it, and `forget_rest` tries again.
        """
        self._unforgotten.update(dict.fromkeys(meetings))
        for meeting in tuple(self._unforgotten):
            try:
                self._vault.destroy(meeting)
                del self._unforgotten[meeting]
            except StoreGone:
                _log.error("the key of a closed meeting is still there: make the folder of keys writable")
        try:
            self._clean = await self._store.scrub()
        except StoreGone:
            self._clean = False
        if not self._clean:
            _log.error("what was deleted may still be readable in the database's files: give its disk room")

    async def forget_rest(self) -> None:
        """Try again what could not be forgotten the last time."""
        if self._unforgotten or not self._clean:
            await self.forget()

    async def _answered(self, event: Inbound) -> Answer:
        """Give the answer that an event got before. What its repetition did was rolled back."""
        stored = await self._store.read(lambda conn: inbox.seen(conn, event.key))
        # Receipts are forgotten when the meeting closes, perhaps just now; then it is too late for the event anyway.
        return decode(Answer, json.loads(stored)) if stored is not None else await self.take(event)

    def _transact(self, conn: Connection, event: Inbound, now: datetime, wall: datetime, fresh: Fresh) -> _Taken:
        # The key is claimed by keeping the answer, last of all: a repetition fails there and is undone as a whole. The
        # meeting's row is locked first of all, so that no two ever wait for each other.
        whole = False
        try:
            before = self._meetings.load(conn, event.meeting)
            if event.code is not None:
                event = replace(event, proof=_proof(conn, event, wall))
            event = _with_pilots(conn, event, before)
            decision = decide(before, event, now, fresh, self._organisation())
            state = None
            found = recall(conn, before, decision.meeting)
            decision = decision if found is decision.meeting else replace(decision, meeting=found)
            if decision.meeting is not before:
                state = (self._meetings.save(conn, before, decision.meeting), decision.meeting)
            if decisions.may_differ(before, decision.meeting):
                decisions.fill(conn, event.meeting)
            if decision.plans:
                add_next_meeting(conn, decision.plans)
            # Before the trail, which is locked last: who holds it must not wait for another committee.
            passed = pass_on(conn, decision.sends, now, wall, self._organisation(), self._platforms)
            owes, closed = self._keep(conn, event, before, decision, now, wall, fresh)
            whole = True
        finally:
            if not whole:
                # What was remembered in this transaction is rolled back with it.
                self._meetings.drop(event.meeting)
        elsewhere = (
            *passed[0],
            *check_points.touched(before, decision.meeting),
            *summarizing.handed_on(before, decision.meeting),
        )
        return _Taken(decision.answer, state, owes or passed[1], closed, elsewhere)

    def _keep(
        self,
        conn: Connection,
        event: Inbound,
        before: Meeting,
        decision: Decision,
        now: datetime,
        wall: datetime,
        fresh: Fresh,
    ) -> tuple[bool, bool]:
        """Write what belongs to a decision beside the state. Says whether something is owed and the meeting closed."""
        after, meeting = decision.meeting, event.meeting
        rang = isinstance(event.what, TimerRang)
        if rang or alarms.may_differ(before, after):
            timers.set_timers(conn, meeting, wanted(after, now, self._organisation()))
            if after.stage.is_over:
                unanswered.keep(conn, meeting, check_points.unanswered(after))
        if decision.plans:
            timers.set_timers(conn, decision.plans.id, wanted(decision.plans, now, self._organisation()))
        owes = owe(conn, after, decision.posts, wall, self._platforms)
        today = now.astimezone(self._organisation().zone).date()
        owes = tell_others(conn, before, after, today, wall, self._platforms) or owes
        for ticket, person in decision.admitted.items():
            # What the browser at the door holds becomes its own way in; nobody else's is touched.
            way_in = Link(LinkKind.PERSON, wall, meeting, after.committee.id, person)
            links.issue_for(conn, bytes.fromhex(ticket), way_in)
        audit.note(conn, [_entry(event, note, after, now, fresh, n) for n, note in enumerate(decision.audit)])
        closed = after.stage.is_over and not before.stage.is_over
        if closed:
            # Receipts of what people wrote go with the rest of the traces.
            inbox.forget(conn, meeting)
        if not rang:
            answer = json.dumps(encode(decision.answer), ensure_ascii=False)
            inbox.remember(conn, event.key, meeting, answer, wall.date())
        return owes, closed


def purpose_of(event: Inbound) -> str:
    """Give what stands for the one thing that a code was asked for."""
    what = event.what
    assert isinstance(what, ButtonPressed)  # noqa: S101
    return json.dumps([event.meeting, what.action, what.on, what.seen])


def _proof(conn: Connection, event: Inbound, wall: datetime) -> Proof:
    """Use the code up in the transaction of what it is for: both are kept, or neither is."""
    assert event.by is not None  # noqa: S101
    assert event.code is not None  # noqa: S101
    is_right = signing_codes.take(conn, event.by, purpose_of(event), event.code, wall)
    return Proof.PERSON if is_right else Proof.WRONG_CODE


def _with_pilots(conn: Connection, event: Inbound, meeting: Meeting) -> Inbound:
    """Give a timer with the pilots that its summary is about: the committee's own, or for a half-year everybody's."""
    if not isinstance(event.what, TimerRang) or not summaries.is_one(event.what.name):
        return event
    only = None if summaries.is_about_all(event.what.name) else meeting.committee.id
    return replace(event, what=replace(event.what, pilots=reported(conn, only)))


def _entry(event: Inbound, note: AuditEntry, after: Meeting, now: datetime, fresh: Fresh, number: int) -> audit.Entry:
    return audit.Entry(
        id=Fresh(f"audit/{fresh.id(number)}").id(),
        meeting_id=event.meeting,
        at=now,
        by=event.by if note.named else None,
        action=note.action,
        about=note.about,
        digest=_digest(after, note),
        # Of the seed, which is not kept: from no id that is kept can it be worked out.
        salt=bytes.fromhex(Fresh(f"salt/{fresh.seed}").id(number)),
    )


def _digest(after: Meeting, note: AuditEntry) -> str:
    """Stand for the text that was decided on: the item's, the message's or the minutes'."""
    if after.newest and note.action.endswith("_minutes"):
        return digest(after.newest.document).hex()
    item = next((item for item in after.items.values() if item.id == note.about), None)
    body = encode(item) if item else encode(after.announcement) if "announcement" in note.action else note.about
    return digest(json.dumps(body, ensure_ascii=False, sort_keys=True)).hex()
