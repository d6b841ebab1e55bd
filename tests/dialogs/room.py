"""A small language for meetings in tests: a `Room` keeps meeting and clock, and its verbs are what people do."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialogs.model import (
    announcing,
    appointing,
    attending,
    closing,
    concluding,
    minuting,
    pairing,
    proposing,
    rounding_up,
    sharing,
    steering,
    weighing,
)
from dialogs.model.agenda import Agenda, AgendaItem, ItemType, Phase
from dialogs.model.ids import CommitteeId, ContributionId, Fresh, ItemId, MeetingId, PersonId, ProposalId, ReservationId
from dialogs.model.items import Change, Outcome, OutcomeKind, Stance
from dialogs.model.meeting import Kind, Meeting, Plan
from dialogs.model.people import Committee, Level, Person, Role, Side
from dialogs.model.pilots import (
    Elaboration,
    Light,
    PilotState,
    Proposal,
    ShortForm,
    StopCriterion,
    ToolStatus,
    WithoutAi,
)
from dialogs.model.refusals import Refusal

STARTS_AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Copenhagen")
# What stands in the first version of the minutes: the rules do not look into it.
DOCUMENT = "{}"
CARDS = (1, 2, 3, 4, 5, 6)
MED_AI = Agenda(
    template="med-ai",
    title="AI",
    items=(
        AgendaItem(Phase.KNOWLEDGE, "Fælles viden", ItemType.DISCUSSION, 45, ()),
        AgendaItem(Phase.PAIRS, "Makkerpar", ItemType.DISCUSSION, 45, ()),
        AgendaItem(Phase.PILOTS, "Pilotforsøg", None, 15, ()),
        AgendaItem(Phase.ANNOUNCEMENT, "Kommunikation", ItemType.INFORMATION, 15, ()),
    ),
    cards=CARDS,
)
SHORT = ShortForm(
    title="Oplæsning af notater",
    problem="Notater tager tid fra borgerne",
    core_task="Dokumentation",
    trial="To teams taler notatet ind",
    without_ai=WithoutAi.PARTLY,
    tool_status=ToolStatus.COMING,
    tool="Tale til tekst",
    participants="Otte medarbejdere",
    voluntary=True,
    ai_does="Skriver et udkast",
    people_do="Læser og retter",
    responsible_leader=PersonId("lars"),
)


def someone(name: str, side: Side, *roles: Role, reports_to: str | None = None) -> Person:
    """Give a person whose id and name are one word."""
    leader = PersonId(reports_to) if reports_to else None
    return Person(PersonId(name), name.title(), side, frozenset(roles or {Role.MEMBER}), leader)


# Two leaders, five employees of whom two are vice-chairs, a secretary and HR without a side, an observer with one.
COMMITTEE = (
    someone("anne", Side.MANAGEMENT, Role.CHAIR),
    someone("lars", Side.MANAGEMENT, Role.MEMBER, Role.TEAM_LEADER, reports_to="anne"),
    someone("bo", Side.EMPLOYEES, Role.VICE_CHAIR),
    someone("dorte", Side.EMPLOYEES, Role.VICE_CHAIR, reports_to="lars"),
    someone("eva", Side.EMPLOYEES, reports_to="lars"),
    someone("finn", Side.EMPLOYEES),
    someone("gry", Side.EMPLOYEES),
    someone("sofie", Side.NONE, Role.SECRETARY),
    someone("hans", Side.NONE, Role.HR),
    someone("ole", Side.EMPLOYEES, Role.OBSERVER),
)
PARTIES = ("anne", "lars", "bo", "dorte", "eva", "finn", "gry")


def committee(
    people: Sequence[Person] = COMMITTEE, level: Level = Level.LOCAL, *, may_agree: bool = False
) -> Committee:
    """Give a committee of these people."""
    return Committee(CommitteeId("nord"), "Nord", level, "da", {person.id: person for person in people}, may_agree)


@contextmanager
def refused(code: str, field: str | None = None) -> Iterator[pytest.ExceptionInfo[Refusal]]:
    """Hold that what is done here is refused for this reason, and about this field when one is named."""
    with pytest.raises(Refusal) as caught:
        yield caught
    assert caught.value.code == code
    if field is not None:
        assert caught.value.field == field


class Room:
    """A meeting in which things happen. What is refused leaves it as it was.

    Verbs take who does it first. `seen` is the version on that person's screen; left out, the screen is fresh.
    """

    def __init__(
        self, *people: Person, level: Level = Level.LOCAL, may_agree: bool = False, agenda: Agenda = MED_AI
    ) -> None:
        self.now = STARTS_AT
        self.events = 0
        self.meeting = Meeting(
            id=MeetingId("m1"),
            committee=committee(people or COMMITTEE, level, may_agree=may_agree),
            number=1,
            agenda=agenda,
            starts_at=STARTS_AT,
            plan=Plan(CARDS),
        )

    @classmethod
    def in_phase(cls, phase: Phase, *people: Person, level: Level = Level.LOCAL) -> "Room":
        """Give a meeting of this phase in which everybody is there, each phase having lasted a minute."""
        room = cls(*people, level=level)
        if not people:
            room.proposal("notes")
            room.proposal("rota")
        room.arrive(*room.meeting.committee.people)
        leader = next(person.id for person in room.meeting.committee.people.values() if person.may_lead)
        room.start(leader)
        while room.meeting.phase is not phase:
            room.later(1)
            room.advance(leader)
        return room

    def fresh(self) -> Fresh:
        """Give new chance for a new event."""
        self.events += 1
        return Fresh(f"event {self.events}")

    def later(self, minutes: float) -> "Room":
        """Let time go by."""
        self.now += timedelta(minutes=minutes)
        return self

    def _stamp(self, seen: str | None) -> str:
        return steering.stamp(self.meeting) if seen is None else seen

    # --- Coming, going, moving on

    def arrive(self, *who: str) -> None:
        for each in who:
            self.meeting = attending.arrive(self.meeting, PersonId(each), self.now)

    def leave(self, *who: str) -> None:
        for each in who:
            self.meeting = attending.leave(self.meeting, PersonId(each), self.now)

    def start(self, who: str = "anne", seen: str | None = None) -> None:
        self.meeting = steering.start(self.meeting, PersonId(who), self.now, UTC, self.fresh(), self._stamp(seen))

    def advance(self, who: str = "anne", seen: str | None = None) -> None:
        self.meeting = steering.advance(self.meeting, PersonId(who), self.now, self.fresh(), self._stamp(seen))

    def back(self, who: str = "anne", seen: str | None = None) -> None:
        self.meeting = steering.back(self.meeting, PersonId(who), self.now, self.fresh(), self._stamp(seen))

    def extend(self, who: str, minutes: int, seen: str | None = None) -> None:
        self.meeting = steering.extend(self.meeting, PersonId(who), minutes, self._stamp(seen))

    def pause(self, who: str = "anne") -> None:
        self.meeting = steering.pause(self.meeting, PersonId(who), self.now)

    def resume(self, who: str = "anne") -> None:
        self.meeting = steering.resume(self.meeting, PersonId(who), self.now)

    def end(self, who: str = "anne", seen: str | None = None) -> None:
        ended = closing.end(self.meeting, PersonId(who), self.now, self._stamp(seen))
        self.meeting = minuting.freeze(ended, DOCUMENT, self.now)

    # --- The first two phases

    def contribute(self, who: str, kind: Kind, text: str) -> ContributionId:
        fresh = self.fresh()
        self.meeting = sharing.contribute(self.meeting, PersonId(who), kind, text, fresh)
        return ContributionId(fresh.id())

    def say_word(self, who: str, text: str) -> None:
        self.meeting = sharing.say_word(self.meeting, PersonId(who), text, self.fresh())

    def edit(self, who: str, on: ContributionId, text: str) -> None:
        self.meeting = sharing.edit(self.meeting, PersonId(who), on, text)

    def withdraw(self, who: str, on: ContributionId) -> None:
        self.meeting = sharing.withdraw(self.meeting, PersonId(who), on)

    def answer_inventory(self, who: str, answers: Mapping[int, tuple[str, ...]]) -> None:
        self.meeting = sharing.answer_inventory(self.meeting, PersonId(who), answers, self.fresh())

    def repair(self, who: str, *groups: str) -> None:
        """Seat pairs by hand, each written as "anne bo"."""
        named = [[PersonId(each) for each in group.split()] for group in groups]
        self.meeting = pairing.by_hand(self.meeting, PersonId(who), named, self.fresh())

    def hand_in(self, who: str, **texts: Sequence[str]) -> None:
        """Hand in texts by kind, as in `hand_in("eva", concern=["Tempoet"])`."""
        wanted = {Kind(kind): group for kind, group in texts.items()}
        self.meeting = sharing.hand_in(self.meeting, PersonId(who), wanted, self.fresh())

    def take_back(self, who: str) -> None:
        self.meeting = sharing.take_back(self.meeting, PersonId(who))

    def theme(self, who: str, on: ContributionId, name: str) -> None:
        self.meeting = rounding_up.theme(self.meeting, PersonId(who), on, name)

    def merge(self, who: str, on: ContributionId, into: ContributionId | None) -> None:
        self.meeting = rounding_up.merge(self.meeting, PersonId(who), on, into)

    def say_missing(self, who: str, text: str) -> None:
        self.meeting = rounding_up.say_missing(self.meeting, PersonId(who), text, self.fresh())

    def handed_in(self) -> dict[str, ContributionId]:
        """Give what is handed in and shown, by text."""
        return {item.text: item.id for item in rounding_up.handed_in(self.meeting)}

    def pair_of(self, who: str) -> set[str]:
        """Give who sits with somebody, themselves included."""
        pair = self.meeting.pair_of(PersonId(who))
        return set(pair.members) if pair else set()

    # --- Proposals

    def proposal(
        self,
        on: str,
        state: PilotState = PilotState.SHORTLISTED,
        *,
        by: str = "lars",
        closed: bool = False,
        title: str = "",
    ) -> ProposalId:
        """Lay down a proposal; one in state `screened` or later is green, one on the shortlist is put there."""
        short = replace(SHORT, title=title or on.title())
        shortlisted = state is PilotState.SHORTLISTED
        screened = PilotState.SCREENED if shortlisted else state
        light = None if state in {PilotState.DRAFT, PilotState.SUBMITTED} else Light.GREEN
        new = Proposal(ProposalId(on), self.meeting.committee.id, PersonId(by), screened, short, light=light)
        self.meeting = replace(self.meeting, proposals={**self.meeting.proposals, new.id: new})
        if shortlisted:
            ground = "Forhandling" if closed else ""
            self.meeting = proposing.shortlist(
                self.meeting, PersonId("anne"), new.id, STARTS_AT, closed=closed, ground=ground
            )
        return new.id

    def change(self, on: str, **values: object) -> None:
        """Give a proposal other values, whatever the rules say."""
        found = replace(self.meeting.proposals[ProposalId(on)], **values)  # type: ignore[arg-type]
        self.meeting = replace(self.meeting, proposals={**self.meeting.proposals, found.id: found})

    def withdraw_proposal(self, who: str, on: str) -> None:
        self.meeting = proposing.withdraw(self.meeting, PersonId(who), ProposalId(on))

    # --- Positions and outcomes

    def position(self, who: str, on: str, stance: Stance, text: str = "") -> None:
        self.meeting = weighing.take_position(self.meeting, PersonId(who), ItemId(on), stance, text)

    def reveal(self, who: str = "anne", on: str | None = None) -> None:
        item = None if on is None else ItemId(on)
        self.meeting = weighing.reveal(self.meeting, PersonId(who), item, self.now, self.fresh())

    def reservation(self, text: str) -> ReservationId:
        """Give the reservation with this reason."""
        return next(found.id for found in self.meeting.reservations.values() if found.text == text)

    def resolve(self, who: str, on: ReservationId, change: str) -> None:
        self.meeting = weighing.resolve(self.meeting, PersonId(who), on, change)

    def keep(self, who: str, on: ReservationId) -> None:
        self.meeting = weighing.keep(self.meeting, PersonId(who), on)

    def take_reservation_back(self, who: str, on: ReservationId) -> None:
        self.meeting = weighing.take_back(self.meeting, PersonId(who), on)

    def open_item(self, who: str, title: str) -> str:
        fresh = self.fresh()
        self.meeting = concluding.open_item(self.meeting, PersonId(who), title, fresh)
        return fresh.id()

    def word(self, who: str, on: str, outcome: Outcome, seen: str | None = None) -> None:
        self.meeting = concluding.word(self.meeting, PersonId(who), ItemId(on), outcome, self._number(on, seen))

    def confirm(self, who: str, on: str, remark: str = "", seen: str | None = None) -> None:
        self.meeting = concluding.confirm(self.meeting, PersonId(who), ItemId(on), remark, self._number(on, seen))

    def decline(self, who: str, on: str, reason: str, seen: str | None = None) -> None:
        self.meeting = concluding.decline(self.meeting, PersonId(who), ItemId(on), reason, self._number(on, seen))

    def outcome(self, on: str) -> Outcome:
        """Give the outcome of an item that has one."""
        found = self.meeting.items[ItemId(on)].outcome
        assert found is not None
        return found

    def agree(self, on: str, kind: OutcomeKind = OutcomeKind.AGREEMENT, *, chosen: bool = True) -> None:
        """Let the chair word an outcome and both sides confirm it."""
        self.word("anne", on, worded(kind, chosen=chosen))
        self.confirm("anne", on)
        self.confirm("bo", on)

    def _number(self, on: str, seen: str | None) -> str:
        found = self.meeting.items.get(ItemId(on))
        number = found.outcome.number if found and found.outcome else 0
        return str(number) if seen is None else seen

    def appoint(
        self,
        who: str,
        on: str,
        members: str,
        mandate: str = "Følger forsøget",
        check_points: Sequence[str] = ("week 2",),
        stop_criteria: Sequence[StopCriterion] = (),
    ) -> None:
        named = [PersonId(each) for each in members.split()]
        self.meeting = appointing.appoint(
            self.meeting, PersonId(who), ItemId(on), named, mandate, check_points, stop_criteria
        )

    def starts_on(self, on: str, more: Elaboration) -> None:
        """Give a proposal its elaboration."""
        self.change(on, more=more)

    # --- The message and the minutes

    def draft(self, text: str) -> None:
        self.meeting = announcing.draft(self.meeting, text)

    def edit_message(self, who: str, text: str, seen: str | None = None) -> None:
        number = str(self.meeting.announcement.number) if seen is None else seen
        self.meeting = announcing.edit(self.meeting, PersonId(who), text, number)

    def sign_message(self, who: str, seen: str | None = None) -> None:
        number = str(self.meeting.announcement.number) if seen is None else seen
        self.meeting = announcing.sign(self.meeting, PersonId(who), self.now, number)

    def sign_minutes(self, who: str, seen: str | None = None) -> None:
        version = str(self.meeting.minutes.version) if seen is None else seen
        self.meeting = closing.sign_minutes(self.meeting, PersonId(who), self.now, version)

    def object(self, who: str, text: str, days: int = 14, seen: str | None = None) -> None:
        out = self.meeting.sent_out
        number = str(out.number if out else 1) if seen is None else seen
        self.meeting = closing.object_to_minutes(
            self.meeting, PersonId(who), text, self.now, number, days, ZONE, self.fresh()
        )

    def correct(self, who: str, document: str, why: str = "Det var forkert", seen: str | None = None) -> None:
        """Put another document in the place of the newest."""
        number = str(self.meeting.minutes.version) if seen is None else seen
        change = Change("før", document)
        self.meeting = minuting.correct(self.meeting, PersonId(who), document, "items.0", change, why, self.now, number)

    def approve(self, who: str, seen: str | None = None) -> None:
        number = str(self.meeting.minutes.version) if seen is None else seen
        self.meeting = minuting.approve(self.meeting, PersonId(who), self.now, number)


def worded(kind: OutcomeKind = OutcomeKind.AGREEMENT, **values: object) -> Outcome:
    """Give a wording that has all that its kind must have, with some values changed."""
    whole: dict[str, object] = {
        "number": 0,
        "kind": kind,
        "item_type": ItemType.DISCUSSION,
        "text": "Drøftet. Vi prøver det i to teams.",
        "decider": PersonId("anne"),
        "chosen": True,
    }
    if kind is OutcomeKind.NO_AGREEMENT:
        whole |= {
            "management_position": "Vi vil prøve",
            "employee_position": "Vi vil vente",
            "account": "Vi går videre",
        }
    if kind is OutcomeKind.OTHER_LEVEL:
        whole |= {"to_committee": "HovedMED"}
    return Outcome(**{**whole, **values})  # type: ignore[arg-type]
