"""What the turn and the relay need of the outside, as Protocols. No platform is named here."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from dialogs.cards import Card
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It surely did not arrive; try again after this long."""

    after: timedelta


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It will never arrive. `reason` is a code, never anything that a person typed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """One post on its way. `tried_before` says that an earlier attempt never told how it ended."""

    to: PersonId | Place
    meeting: MeetingId
    card: Card
    dedupe_key: str
    tried_before: bool


class Sender(Protocol):
    """Something that can deliver a post."""

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        """Deliver, or say why not."""


class Shelf(Protocol):
    """Where messages lie that people come and fetch, and that stay to be read again."""

    async def put(self, delivery: Delivery) -> None:
        """Lay a message down; the same `dedupe_key` for the same recipient changes nothing."""

    async def listing(self, to: PersonId | Place, meeting: MeetingId) -> list[Card]:
        """Give what was laid down for somebody, oldest first."""


class Watchers(Protocol):
    """Those who look at a meeting and want to know when it changed."""

    def changed(self, meeting: MeetingId) -> None:
        """Tell them."""

    def watched(self) -> frozenset[MeetingId]:
        """Give the meetings that somebody looks at."""
