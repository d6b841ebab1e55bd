"""What all pages of the register share: the wiring, and who looks at what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.clock import Clock
from bot.keeping import Keeping
from bot.reception import Reception
from bot.register.identity import SignInService
from bot.register.one_time import OneTimeLink
from bot.releases import Releases
from bot.turn import Turn
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.organisation import Organisation
from dialogs.wording import Wording, wording
from storage.engine import Store
from storage.meetings import Meetings
from storage.register import Scope
from storage.sessions import Session

HOME = "/register"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the pages need. `wall` is the wall clock; `tryout_link` is there in a try-out only, `service` where the
    settings name one. `keeps` gives for how many days each kind of data is kept (`dialogs.register.Kept`).
    """

    store: Store
    reception: Reception
    keeping: Keeping
    turn: Turn
    releases: Releases
    meetings: Meetings
    wall: Clock
    chance: Callable[[], str]
    address: str
    tryout_link: OneTimeLink | None
    service: SignInService | None = None
    keeps: Mapping[str, int] = field(default_factory=dict)

    @property
    def organisation(self) -> Organisation:
        """Give the organisation as it is now."""
        return self.releases.now()

    def today(self) -> date:
        """Give the local day."""
        return self.reception.now().astimezone(self.organisation.zone).date()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who is signed in and looks at a page, with the committees they may see."""

    session: Session
    scope: Scope
    language: str

    @property
    def words(self) -> Wording:
        """Give the words of the pages around the record."""
        return wording(self.language)

    def sees(self, committee: CommitteeId) -> bool:
        """Say whether this one may see a committee."""
        return self.scope is None or committee in self.scope

    @property
    def signs_as(self) -> PersonId:
        """Give what the trail says of who did something: who they are at the sign-in service, never a name."""
        return self.session.person or PersonId(f"register:{self.session.office}")


def local(desk: Desk, at: datetime) -> datetime:
    """Give a moment as people read it."""
    return at.astimezone(desk.organisation.zone)
