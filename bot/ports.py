"""What the turn and the relay need of the outside, as Protocols. No platform is named here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from dialogs.cards import Card
from dialogs.model.ids import MeetingId, PersonId
from dialogs.outbound import Place
from dialogs.screens import Head

Reference = Mapping[str, Any]
"""A chat platform's own JSON for a conversation: whatever it needs to post there."""


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It did not arrive; try again after this long.

    Attributes:
        tried: False where it only waits for its turn: the platform allows so many calls, or asked to be left alone.
        uncertain: whether it may have arrived all the same, so that one has to look before it is sent again.
    """

    after: timedelta
    tried: bool = True
    uncertain: bool = False


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


@dataclass(frozen=True, slots=True)
class Surface:
    """Somewhere on a chat platform: somebody's own conversation with us, or one of the committee's.

    `account` is who they are on the platform, and nothing for a committee's. `reference` is None where the conversation
    was not made yet: whoever makes it gives it back in `Put`.
    """

    meeting: MeetingId
    to: PersonId | Place
    account: str = ""
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Screen:
    """What is to be seen on a surface. `who` is None where it is the room's."""

    meeting: MeetingId
    who: PersonId | None
    language: str
    head: Head
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Put:
    """A message stands. `reference` is where, when that was not known before."""

    message: str
    reference: Reference | None = None


class Chat(Protocol):
    """A chat platform, as the relay and the live screens use it."""

    def pack(self, screen: Screen) -> list[dict[str, Any]]:
        """Give the messages that show a screen, one for each slot, in the platform's own JSON."""

    async def put(self, where: Surface, message: dict[str, Any], standing: str | None) -> Put | RetryLater | GiveUp:
        """Change the message `standing` into this one; post it anew where there is none, or none any more."""

    async def remove(self, where: Surface, standing: str) -> RetryLater | GiveUp | None:
        """Take a message away. One that is gone already is no fault."""

    async def send(self, where: Surface, delivery: Delivery) -> Put | RetryLater | GiveUp:
        """Post a message that stays. With `tried_before`, look whether it stands already before posting it again."""


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
