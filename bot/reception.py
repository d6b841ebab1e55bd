"""What a platform may ask of the house: who opens this link, how the meeting stands, what messages lie there."""

from collections.abc import Callable

from bot.clock import Clock
from bot.ports import Delivery
from dialogs.cards import Card
from dialogs.flows.view import View
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Side
from dialogs.organisation import Organisation
from dialogs.outbound import Place
from dialogs.wording import wording
from storage import links, mailbox
from storage.codec import decode, encode
from storage.engine import Connection, Store, StoreGone
from storage.links import Link, LinkKind
from storage.meetings import Meetings

__all__ = ["Link", "LinkKind", "Reception", "StoreGone"]

NOBODY = Person(PersonId(""), "", Side.NONE, frozenset())


class Reception:
    """Answers platforms' questions. It changes nothing but links and delivered messages."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        organisation: Organisation,
        clock: Clock,
        wall: Clock,
        chance: Callable[[], str],
    ) -> None:
        """Read from `store`; `clock` is the meeting clock, `chance` gives new text that nobody can guess."""
        self._store, self._meetings, self._organisation = store, meetings, organisation
        self._clock, self._wall, self._chance = clock, wall, chance
        # Only links that were found: a flood of wrong ones must not fill the memory.
        self._links: dict[str, Link] = {}

    async def link(self, token: str) -> Link | None:
        """Give what a link opens, or None when it was never issued or was revoked."""
        known = self._links.get(token)
        if known is None:
            known = await self._store.read(lambda conn: links.find(conn, token))
            if known is not None:
                self._links[token] = known
        return known

    def forget_links(self) -> None:
        """Read every link anew when it is used next: another program may have revoked it."""
        self._links = {}

    async def renew(self, meeting: MeetingId, person: PersonId) -> str:
        """Revoke every link of a person in a meeting and issue a new one; gives its token, which is shown this once."""
        token, now = self._chance(), self._wall.now()
        link = Link(LinkKind.PERSON, now, meeting, None, person)

        def replace(conn: Connection) -> None:
            links.revoke(conn, now, person_id=person, meeting_id=meeting)
            links.issue(conn, token, link)

        await self._store.write(replace)
        self.forget_links()
        return token

    async def meeting(self, meeting: MeetingId) -> Meeting:
        """Give a meeting as it stands.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        return await self._store.read(lambda conn: self._meetings.look(conn, meeting))

    def view(self, meeting: Meeting, who: PersonId | None) -> View:
        """Give one person's look at a meeting, or nobody's in particular for the room."""
        person = meeting.committee.people.get(who, NOBODY) if who else NOBODY
        words = wording(meeting.committee.language)
        return View(meeting, person, self._clock.now(), self._organisation, words)

    async def put(self, delivery: Delivery) -> None:
        """Lay a message down; the same `dedupe_key` for the same recipient changes nothing."""
        now = self._clock.now()
        await self._store.write(
            lambda conn: mailbox.put(
                conn, delivery.to, delivery.meeting, delivery.dedupe_key, now, encode(delivery.card)
            )
        )

    async def listing(self, to: PersonId | Place, meeting: MeetingId) -> list[Card]:
        """Give what was laid down for somebody, oldest first."""
        found = await self._store.read(lambda conn: mailbox.listing(conn, to, meeting))
        return [decode(Card, message.card) for message in found]
