"""Names for things. Every id is text that chance made, so that no id tells when or by whom."""

from dataclasses import dataclass
from hashlib import blake2b
from typing import NewType

PersonId = NewType("PersonId", str)
CommitteeId = NewType("CommitteeId", str)
MeetingId = NewType("MeetingId", str)
ProposalId = NewType("ProposalId", str)
ContributionId = NewType("ContributionId", str)
PairId = NewType("PairId", str)
ReservationId = NewType("ReservationId", str)
ItemId = NewType("ItemId", str)
# The digest of what a browser that waits at the door holds; who reads it cannot come in by it.
Ticket = NewType("Ticket", str)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A source of new ids and of the seed for pairs, handed in so that rules stay pure.

    `seed` is text that chance made, used for one event and never stored.
    """

    seed: str

    def id(self, number: int = 0) -> str:
        """Give the `number`-th new id of this event: 24 hexadecimal digits that cannot be linked to each other."""
        return blake2b(f"{self.seed}/{number}".encode(), digest_size=12).hexdigest()
