"""The state of one meeting: a small aggregate and rows beside it, each a frozen value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dialogs.model.agenda import Agenda, Phase
from dialogs.model.followed import Evaluated, Following
from dialogs.model.ids import (
    ContributionId,
    ItemId,
    MeetingId,
    PairId,
    PersonId,
    ProposalId,
    ReservationId,
    Ticket,
)
from dialogs.model.items import Earlier, Item, Position, Reservation
from dialogs.model.levels import Neighbour
from dialogs.model.people import Committee, Person, Side
from dialogs.model.pilots import Proposal
from dialogs.model.signed import Announcement, Minutes, MinutesVersion
from dialogs.model.summarized import Summary
from dialogs.model.timeboxes import Timeline


class Stage(StrEnum):
    """Whether a meeting is still to come, lasts, or is over."""

    PLANNED = "planned"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        """Say whether nothing can happen in it any more."""
        return self in {Stage.ENDED, Stage.CANCELLED}


class Kind(StrEnum):
    """What a contribution is about. A word is the one word each at the end of the first phase."""

    USE = "use"
    OPPORTUNITY = "opportunity"
    CONCERN = "concern"
    CONDITION = "condition"
    SUGGESTION = "suggestion"
    QUESTION = "question"
    WORD = "word"


HANDED_IN_KINDS = (Kind.OPPORTUNITY, Kind.CONCERN, Kind.CONDITION, Kind.SUGGESTION)


@dataclass(frozen=True, slots=True)
class OwnCard:
    """A knowledge card that the committee wrote itself."""

    title: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What the formandskab chose beforehand. `speaker` is the topic of a local speaker, or nothing."""

    cards: tuple[int, ...]
    own_cards: tuple[OwnCard, ...] = ()
    speaker: str = ""
    channel_posts: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """One person's time in the room, from arrival to departure."""

    person: PersonId
    number: int
    from_at: datetime
    to_at: datetime | None = None
    entered_by_secretary: bool = False
    stands_in_for: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A browser at the door: whose name was chosen on it, and since when it waits."""

    person: PersonId
    at: datetime


@dataclass(frozen=True, slots=True)
class Pair:
    """Two or three who talk together. `handed_in` says that what they agree on has been handed in."""

    id: PairId
    members: tuple[PersonId, ...]
    handed_in: bool = False


@dataclass(frozen=True, slots=True)
class Contribution:
    """A text without its author. `theme` and `merged_into` come from the round-up."""

    id: ContributionId
    kind: Kind
    text: str
    phase: Phase
    handed_in: bool = False
    theme: str = ""
    merged_into: ContributionId | None = None


@dataclass(frozen=True, slots=True)
class InventoryAnswer:
    """One person's answers about AI in use, by question number, without the person."""

    id: ContributionId
    answers: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Missing:
    """What a side says is missing. Nothing in `text` means that nothing is."""

    id: ContributionId
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class Sibling:
    """Another meeting of the same committee."""

    id: MeetingId
    number: int
    starts_at: datetime
    stage: Stage


@dataclass(frozen=True, slots=True)
class Agreed:
    """Somebody of the formandskab agrees on the agenda as `content` stands for it."""

    person: PersonId
    content: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Everything a rule may look at.

    `owners` tells who wrote a contribution, an inventory answer, something missing or a reservation; it lives under the
    meeting's own key and is empty once the meeting is closed. `card` is how many knowledge cards have been shown.
    `rung` holds the names of the timers that have done their work. `substitutes` gives by member who was recorded as
    standing in for them, `waiting` who asks to be let in. `signers` were named to sign where there is no vice-chair;
    the committee's people have that role (`dialogs.model.naming`). `reminders_off` are those of the plan that the
    committee does not want, `reminder_days` how many days from the meeting those are that it moved. `moves` counts how
    often it was moved or cancelled. `siblings` are the committee's other meetings and `earlier` what they put off and
    no other meeting has taken up. `followed` is what is known of the pilots that this meeting chose, `evaluated` what
    the others' came to. `summaries` are the texts to the organisation that stand with this meeting, `summarized` the
    ids of those that stand with others. `neighbours` are the other committees. `members` is the committee with
    everybody who is or was in it; a meeting that is over keeps its own people in `committee`. `case_numbers` are
    those of the meeting and its items in a case system, `reminded` when somebody had people reminded once more
    (`dialogs.model.archiving`). `release` is the number of the content that the meeting began with.
    """

    id: MeetingId
    committee: Committee
    number: int
    agenda: Agenda
    starts_at: datetime
    plan: Plan
    stage: Stage = Stage.PLANNED
    started_at: datetime | None = None
    ended_at: datetime | None = None
    finished: bool = False
    led_by: PersonId | None = None
    card: int = 0
    timeline: Timeline = field(default_factory=Timeline)
    stays: Mapping[tuple[PersonId, int], Stay] = field(default_factory=dict)
    pairs: Mapping[PairId, Pair] = field(default_factory=dict)
    paired_before: frozenset[frozenset[PersonId]] = frozenset()
    contributions: Mapping[ContributionId, Contribution] = field(default_factory=dict)
    inventory: Mapping[ContributionId, InventoryAnswer] = field(default_factory=dict)
    missing: Mapping[ContributionId, Missing] = field(default_factory=dict)
    owners: Mapping[str, PersonId] = field(default_factory=dict)
    positions: Mapping[tuple[ItemId, PersonId], Position] = field(default_factory=dict)
    reservations: Mapping[ReservationId, Reservation] = field(default_factory=dict)
    items: Mapping[ItemId, Item] = field(default_factory=dict)
    proposals: Mapping[ProposalId, Proposal] = field(default_factory=dict)
    announcement: Announcement = field(default_factory=Announcement)
    minutes: Minutes = field(default_factory=Minutes)
    versions: Mapping[int, MinutesVersion] = field(default_factory=dict)
    rung: frozenset[str] = frozenset()
    substitutes: Mapping[PersonId, PersonId] = field(default_factory=dict)
    waiting: Mapping[Ticket, Waiting] = field(default_factory=dict)
    signers: tuple[PersonId, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    cancelled_because: str = ""
    reminders_off: frozenset[str] = frozenset()
    reminder_days: Mapping[str, int] = field(default_factory=dict)
    moves: int = 0
    siblings: tuple[Sibling, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    followed: Mapping[ItemId, Following] = field(default_factory=dict)
    evaluated: tuple[Evaluated, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()
    summaries: Mapping[str, Summary] = field(default_factory=dict)
    summarized: frozenset[str] = frozenset()
    members: Committee | None = field(default=None, compare=False)
    case_numbers: Mapping[str, str] = field(default_factory=dict)
    reminded: Mapping[str, date] = field(default_factory=dict)
    release: int = 0

    def present(self, today: date) -> Committee:
        """Give the committee as it is on a local day, whoever was in it when the meeting was held."""
        return (self.members or self.committee).on(today, ()).signed_by(self.signers)

    @property
    def following(self) -> int:
        """Give the number of the committee's meeting that lasts or comes next after this one, or 0."""
        later = [other for other in self.siblings if other.number > self.number]
        found = [(other.stage is Stage.PLANNED, other.number) for other in later if not other.stage.is_over]
        return min(found)[1] if found else 0

    @property
    def phase(self) -> Phase | None:
        """Give the phase that lasts, or None before the start and after the end."""
        run = self.timeline.current
        return run.phase if run else None

    @property
    def here(self) -> tuple[Person, ...]:
        """Give those who are in the room now, by name."""
        ids = {stay.person for stay in self.stays.values() if stay.to_at is None}
        return tuple(sorted((self.committee.people[i] for i in ids), key=lambda person: (person.name, person.id)))

    def is_here(self, person: PersonId) -> bool:
        """Say whether a person is in the room now."""
        return any(stay.person == person and stay.to_at is None for stay in self.stays.values())

    def stood_in_for(self, substitute: PersonId) -> tuple[PersonId, ...]:
        """Give those whom somebody stands in for now: recorded, not in the room themselves, and the substitute there.

        After the meeting nobody is in the room, and being recorded is enough.
        """
        found = [member for member, other in self.substitutes.items() if other == substitute]
        # Most stand in for nobody: looking through who is in the room would be in vain.
        if not found or not (self.stage.is_over or self.is_here(substitute)):
            return ()
        return tuple(sorted(member for member in found if not self.is_here(member)))

    @property
    def named(self) -> frozenset[PersonId]:
        """Give those whom the meeting names, who belong to it whatever becomes of their membership."""
        found: set[PersonId | None] = {self.led_by, *self.substitutes, *self.substitutes.values()}
        found.update(stay.person for stay in self.stays.values())
        found.update(other.person for other in self.waiting.values())
        found.update(name for pair in self.pairs.values() for name in pair.members)
        texts = (self.announcement, *(summary.text for summary in self.summaries.values()))
        signed = (each for text in texts for each in text.signatures)
        found.update(name for each in signed for name in (each.person, each.substitute_for))
        for item in self.items.values():
            found.add(item.outcome.decider if item.outcome else None)
            if item.group:
                found.update((*item.group.members, *(stop.who for stop in item.group.stop_criteria)))
        return frozenset(name for name in found if name)

    @property
    def sides_here(self) -> tuple[Side, ...]:
        """Give the sides that have at least one person in the room, management first."""
        here = {person.side for person in self.here if person.is_party}
        return tuple(side for side in self.committee.sides if side in here)

    def pair_of(self, person: PersonId) -> Pair | None:
        """Give the pair a person sits in, or None."""
        return next((pair for pair in self.pairs.values() if person in pair.members), None)

    @property
    def newest(self) -> MinutesVersion | None:
        """Give the newest version of the minutes, sent out or not, or None before the end."""
        return self.versions.get(self.minutes.version)

    @property
    def sent_out(self) -> MinutesVersion | None:
        """Give the version of the minutes that was sent out last, or None."""
        out = [version for _, version in sorted(self.versions.items()) if version.out_at]
        return out[-1] if out else None

    def in_order(self) -> tuple[Item, ...]:
        """Give the items of the third phase in the order in which they were put on the table."""
        return tuple(sorted(self.items.values(), key=lambda item: (item.place, item.id)))
