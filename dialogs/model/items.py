"""What a committee takes a stand on in the third phase: items, reservations and outcomes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice
from dialogs.model.ids import CommitteeId, ItemId, PersonId, ProposalId, ReservationId
from dialogs.model.people import Side
from dialogs.model.pilots import StopCriterion


class Stance(StrEnum):
    """A position in the round. It is not a ballot and is never counted."""

    SUPPORTS = "supports"
    CAN_LIVE_WITH = "can_live_with"
    RESERVATION = "reservation"


class ReservationState(StrEnum):
    """What became of a reservation after the reveal."""

    OPEN = "open"
    RESOLVED = "resolved"
    KEPT = "kept"


class OutcomeKind(StrEnum):
    """The five outcomes there are in MED (rule 2), and the two of an ordinary team."""

    AGREEMENT = "agreement"
    AGREEMENT_WITH_REMARKS = "agreement_with_remarks"
    NO_AGREEMENT = "no_agreement"
    DEFERRED = "deferred"
    OTHER_LEVEL = "other_level"
    DISCUSSED = "discussed"
    SENT_TO_MED = "sent_to_med"


OF_A_TEAM = (OutcomeKind.DISCUSSED, OutcomeKind.SENT_TO_MED)
OF_MED = tuple(kind for kind in OutcomeKind if kind not in OF_A_TEAM)
# What goes to another committee, which must be named.
ELSEWHERE = frozenset({OutcomeKind.OTHER_LEVEL, OutcomeKind.SENT_TO_MED})
AGREEMENTS = frozenset({OutcomeKind.AGREEMENT, OutcomeKind.AGREEMENT_WITH_REMARKS})


def goes_on(kind: OutcomeKind, item_type: ItemType) -> bool:
    """Say whether what came out goes on to the committee named with it: sent there, or recommended to it.

    The form names one beforehand, so that one may stand with an outcome that stays here.
    """
    return kind in ELSEWHERE or (kind in AGREEMENTS and item_type is ItemType.RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class Position:
    """One person's position on one item, hidden until all are revealed. `text` is the reason of a reservation."""

    item: ItemId
    person: PersonId
    stance: Stance
    text: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """How the text of a trial was changed to meet a reservation."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation after the reveal. Who holds it is known only while the meeting lasts; the record keeps the side."""

    id: ReservationId
    item: ItemId
    side: Side
    text: str
    state: ReservationState = ReservationState.OPEN
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Guideline:
    """What a guideline needs beside its text."""

    valid_from: date | None
    notice_months: int | None
    review_on: date | None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One side's yes to a wording, with that side's remark."""

    by: PersonId
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A wording that is put to both sides. A new wording has a new `number` and no confirmations.

    `becomes` is what shall become of a pilot that was evaluated; None is what its follow-up group recommends.
    """

    number: int
    kind: OutcomeKind
    item_type: ItemType
    text: str
    decider: PersonId | None = None
    chosen: bool = False
    management_position: str = ""
    employee_position: str = ""
    account: str = ""
    to_committee: str = ""
    resumes_on: date | None = None
    guideline: Guideline | None = None
    confirmed: Mapping[Side, Confirmation] = field(default_factory=dict)
    asked: tuple[Side, ...] = ()
    declined: bool = False
    declined_because: str = ""
    becomes: Advice | None = None

    @property
    def settled(self) -> bool:
        """Say whether every side that was asked has confirmed this wording."""
        return bool(self.asked) and not self.declined and all(side in self.confirmed for side in self.asked)

    @property
    def goes_on(self) -> bool:
        """Say whether this goes on to the committee named in it."""
        return bool(self.to_committee) and goes_on(self.kind, self.item_type)

    @property
    def informs(self) -> bool:
        """Say whether both sides only confirm that they were told: there is nothing to agree on."""
        return self.item_type is ItemType.INFORMATION and self.kind in AGREEMENTS

    @property
    def agreed(self) -> bool:
        """Say whether this is a settled agreement of either kind."""
        return self.settled and self.kind in AGREEMENTS


@dataclass(frozen=True, slots=True)
class CheckPoint:
    """When the follow-up group is asked, as a rule such as "week 2"; `on` is None without a start date."""

    rule: str
    on: date | None


@dataclass(frozen=True, slots=True)
class FollowUpGroup:
    """Who follows a pilot, with which mandate, when they are asked and what makes it stop."""

    members: tuple[PersonId, ...]
    mandate: str
    check_points: tuple[CheckPoint, ...]
    stop_criteria: tuple[StopCriterion, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An item that an earlier meeting put off: in which meeting, with which words, and until when.

    Without `resumes_on` it comes back in the next meeting. It keeps its id from meeting to meeting.
    """

    id: ItemId
    meeting: int
    title: str
    because: str
    resumes_on: date | None = None
    proposal: ProposalId | None = None
    closed: bool = False
    ground: str = ""
    evaluates: ItemId | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """What a side says about an item before the meeting. `number` counts how often it was written."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One thing on the table in the third phase: a shortlisted proposal or an item of its own.

    `opened_at` is when positions were revealed, or None. `earlier` is there when an earlier meeting put it off.
    `evaluates` is the item with which an earlier meeting chose a pilot, where this one is about its evaluation;
    `sent_to` the committee that it was sent to. `comments` is what each side says about it before the meeting.
    """

    id: ItemId
    place: int
    title: str
    proposal: ProposalId | None = None
    closed: bool = False
    ground: str = ""
    opened_at: datetime | None = None
    outcome: Outcome | None = None
    group: FollowUpGroup | None = None
    earlier: Earlier | None = None
    evaluates: ItemId | None = None
    sent_to: CommitteeId | None = None
    comments: Mapping[Side, Comment] = field(default_factory=dict)

    def put_off(self, number: int) -> Earlier | None:
        """Give what meeting `number` put off of this item, or None when it did something else."""
        outcome = self.outcome
        if outcome is None or not outcome.settled or outcome.kind is not OutcomeKind.DEFERRED:
            return None
        return Earlier(
            self.id,
            number,
            self.title,
            outcome.text,
            outcome.resumes_on,
            self.proposal,
            self.closed,
            self.ground,
            self.evaluates,
        )

    @classmethod
    def resumed(cls, earlier: Earlier) -> "Item":
        """Give an item that comes back, first on the table."""
        kept = (earlier.proposal, earlier.closed, earlier.ground)
        return cls(earlier.id, 0, earlier.title, *kept, earlier=earlier, evaluates=earlier.evaluates)
