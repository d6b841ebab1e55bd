"""What setting committees up and changing their lists have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.clock import Clocks
from dialogs.flows.roster import Account
from dialogs.model.ids import CommitteeId, Fresh, MeetingId, PersonId
from dialogs.model.meeting import Sibling
from dialogs.model.people import Committee
from dialogs.model.refusals import Refusal
from dialogs.organisation import Organisation
from dialogs.outbound import Answer
from dialogs.routing import refused
from dialogs.wording import Wording, wording
from storage import chats, other_meetings
from storage.committees import read_committee
from storage.engine import Connection, Store

NO_MEETING = MeetingId("")


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a change: the answer, which meetings look different now, and whether something is owed."""

    answer: Answer
    changed: tuple[MeetingId, ...] = ()
    owes: bool = False


class Keeping:
    """Runs changes to committees, and tells those who must know when one is kept."""

    def __init__(
        self,
        store: Store,
        organisation: Callable[[], Organisation],
        clocks: Clocks,
        chance: Callable[[], str],
        *,
        platforms: frozenset[str],
        on_change: Callable[[MeetingId], None],
        on_owed: Callable[[], None],
        forget_links: Callable[[], None],
    ) -> None:
        """Write to `store`; the rest is as in `bot.turn.Turn`.

        `forget_links` is called after every change: it may have closed links that are remembered.
        """
        self.store, self._organisation, self.clocks, self.platforms = store, organisation, clocks, platforms
        self._chance, self._on_change, self._on_owed = chance, on_change, on_owed
        self._forget_links = forget_links
        self.changes = 0
        """How many changes were kept: what was looked up before may be out of date when it differs."""

    @property
    def organisation(self) -> Organisation:
        """Give the organisation as it is now."""
        return self._organisation()

    @property
    def today(self) -> date:
        """Give the local day."""
        return self.clocks.meeting.now().astimezone(self.organisation.zone).date()

    def fresh(self) -> Fresh:
        """Give chance for one change."""
        return Fresh(self._chance())

    async def write(self, change: Callable[[Connection], Done], words: Wording, lane: str = "") -> Answer:
        """Run a change in a transaction of its own; a refusal keeps nothing and is worded. Those of a lane wait for
        each other.

        Raises:
            StoreGone: when the database cannot be reached; nothing was kept, let it be sent again.
        """
        try:
            done = await self.store.write(change, lane)
        except Refusal as refusal:
            return refused(refusal, words)
        self.changes += 1
        self._forget_links()
        for meeting in done.changed:
            self._on_change(meeting)
        if done.owes:
            self.wake()
        return done.answer

    def wake(self) -> None:
        """Tell that something is owed."""
        self._on_owed()

    async def words_of(self, committee: CommitteeId) -> Wording:
        """Give the words of a committee."""
        return words_of(await self.store.read(lambda conn: read_committee(conn, committee)))

    def now_in(self, conn: Connection, committee: CommitteeId) -> Committee:
        """Give a committee with those who are in it today."""
        return read_committee(conn, committee).on(self.today, ())


def words_of(committee: Committee) -> Wording:
    """Give the words of a committee."""
    return wording(committee.language, team=committee.is_team)


def meetings_of(conn: Connection, committee: CommitteeId) -> tuple[Sibling, ...]:
    """Give all meetings of a committee, by number."""
    return other_meetings.of_committee(conn, committee, NO_MEETING)


def who_is_who(conn: Connection, platform: str, people: Iterable[Account]) -> tuple[Account, ...]:
    """Give accounts with who they are here, as far as we know them."""
    there = tuple(people)
    known = chats.owners(conn, platform, (each.id for each in there))
    return tuple(replace(each, person=known.get(each.id)) for each in there)


def keep_account(conn: Connection, platform: str, account: str, person: PersonId) -> None:
    """Note whose an account is; one that is known keeps its conversation with us."""
    if chats.who(conn, platform, account) != person:
        chats.keep_account(conn, chats.Account(platform, account, person))
