"""What one event does to the database, whole: read, decided, written. It all belongs to one transaction."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot import trail
from bot.owing import owe, tell_others
from bot.passing_on import pass_on
from dialogs.flows import summaries
from dialogs.flows.acting import Decision
from dialogs.flows.alarms import wanted
from dialogs.inbound import ButtonPressed, Inbound, Proof, TimerRang
from dialogs.model import alarms, check_points, summarizing
from dialogs.model.ids import Fresh, MeetingId
from dialogs.model.meeting import Meeting
from dialogs.organisation import Organisation
from dialogs.outbound import Answer
from dialogs.routing import decide
from storage import audit, decisions, inbox, links, signing_codes, timers, unanswered
from storage.codec import encode
from storage.columns import json_text
from storage.engine import Connection
from storage.links import Link, LinkKind
from storage.meetings import Meetings, Version, add_next_meeting
from storage.pilot_words import recall
from storage.reporting import reported

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Moment:
    """When an event is dealt with, by the meeting clock and by the wall, and what chance gives it."""

    now: datetime
    wall: datetime
    fresh: Fresh


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of an event, once it is committed."""

    answer: Answer
    state: tuple[Version, Meeting] | None = None
    owes: bool = False
    closed: bool = False
    elsewhere: tuple[MeetingId, ...] = ()


class Transaction:
    """Decides events. It remembers nothing from one to the next."""

    def __init__(self, meetings: Meetings, organisation: Callable[[], Organisation], platforms: frozenset[str]) -> None:
        """Read and write `meetings`, by the content and settings of now; `platforms` are the chats in use."""
        self._meetings, self._organisation, self._platforms = meetings, organisation, platforms

    def run(self, conn: Connection, event: Inbound, moment: Moment) -> Taken:
        """Deal with an event.

        Raises:
            Repeated: when it was dealt with before; everything must be rolled back.
            MeetingMoved: when another meeting changed what belongs to both; decide again.
            MeetingUnknown: when there is no such meeting.
        """
        # The key is claimed by keeping the answer, last of all: a repetition fails there and is undone as a whole. The
        # meeting's row is locked first of all, so that no two ever wait for each other.
        whole = False
        try:
            before = self._meetings.load(conn, event.meeting)
            taken = self._decide(conn, event, before, moment)
            whole = True
        finally:
            if not whole:
                # What was remembered in this transaction is rolled back with it.
                self._meetings.drop(event.meeting)
        return taken

    def arrange(self, conn: Connection, meeting: MeetingId, *, anew: bool) -> None:
        """Set the due times of a meeting anew, and with `anew` what the register shows of it."""
        found = self._meetings.load(conn, meeting)
        # As if all were still to come: what is late finds that out when it rings.
        timers.set_timers(conn, meeting, wanted(found, LONG_AGO, self._organisation()))
        unanswered.keep(conn, meeting, check_points.unanswered(found))
        if anew:
            decisions.fill(conn, meeting)

    def _decide(self, conn: Connection, event: Inbound, before: Meeting, moment: Moment) -> Taken:
        event = _with_pilots(conn, _proven(conn, event, moment.wall), before)
        # Once for the whole event: another server's new content may come in at any time.
        organisation = self._organisation()
        decision = decide(before, event, moment.now, moment.fresh, organisation)
        after = recall(conn, before, decision.meeting)
        decision = decision if after is decision.meeting else replace(decision, meeting=after)
        state = (self._meetings.save(conn, before, after), after) if after is not before else None
        owes, told = self._keep(conn, event, before, decision, moment, organisation)
        elsewhere = (*told, *check_points.touched(before, after), *summarizing.handed_on(before, after))
        return Taken(decision.answer, state, owes, _closes(before, after), elsewhere)

    def _keep(
        self,
        conn: Connection,
        event: Inbound,
        before: Meeting,
        decision: Decision,
        moment: Moment,
        organisation: Organisation,
    ) -> tuple[bool, tuple[MeetingId, ...]]:
        """Write what belongs to a decision beside the state; says whether something is owed, and who else was told."""
        after, now, wall = decision.meeting, moment.now, moment.wall
        rang = isinstance(event.what, TimerRang)
        if decisions.may_differ(before, after):
            decisions.fill(conn, event.meeting)
        if rang or alarms.may_differ(before, after):
            timers.set_timers(conn, event.meeting, wanted(after, now, organisation))
            if after.stage.is_over:
                unanswered.keep(conn, event.meeting, check_points.unanswered(after))
        if decision.plans:
            add_next_meeting(conn, decision.plans)
            timers.set_timers(conn, decision.plans.id, wanted(decision.plans, now, organisation))
        for ticket, person in decision.admitted.items():
            # What the browser at the door holds becomes its own way in; nobody else's is touched.
            way_in = Link(LinkKind.PERSON, wall, event.meeting, after.committee.id, person)
            links.issue_for(conn, bytes.fromhex(ticket), way_in)
        owes = owe(conn, after, decision.posts, wall, self._platforms)
        today = now.astimezone(organisation.zone).date()
        owes |= tell_others(conn, before, after, today, wall, self._platforms)
        # Before the trail, which is locked last: who holds it must not wait for another committee.
        told, owes_there = pass_on(conn, decision.sends, now, wall, organisation, self._platforms)
        audit.note(conn, trail.entries(event, decision.audit, after, now, moment.fresh))
        if _closes(before, after):
            # Receipts of what people wrote go with the rest of the traces.
            inbox.forget(conn, event.meeting)
        if not rang:
            inbox.remember(conn, event.key, event.meeting, json_text(encode(decision.answer)), wall.date())
        return owes or owes_there, told


def _closes(before: Meeting, after: Meeting) -> bool:
    return after.stage.is_over and not before.stage.is_over


def purpose_of(event: Inbound) -> str:
    """Give what stands for the one thing that a code was asked for."""
    what = event.what
    assert isinstance(what, ButtonPressed)  # noqa: S101
    return json.dumps([event.meeting, what.action, what.on, what.seen])


def _proven(conn: Connection, event: Inbound, wall: datetime) -> Inbound:
    """Use a code up in the transaction of what it is for: both are kept, or neither is."""
    if event.code is None:
        return event
    assert event.by is not None  # noqa: S101
    is_right = signing_codes.take(conn, event.by, purpose_of(event), event.code, wall)
    return replace(event, proof=Proof.PERSON if is_right else Proof.WRONG_CODE)


def _with_pilots(conn: Connection, event: Inbound, meeting: Meeting) -> Inbound:
    """Give a timer with the pilots that its summary is about: the committee's own, or for a half-year everybody's."""
    if not isinstance(event.what, TimerRang) or not summaries.is_one(event.what.name):
        return event
    only = None if summaries.is_about_all(event.what.name) else meeting.committee.id
    return replace(event, what=replace(event.what, pilots=reported(conn, only)))
