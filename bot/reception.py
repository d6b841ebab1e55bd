"""What a platform may ask of the house: who opens this link, how the meeting stands, what messages lie there."""

from collections.abc import Callable
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.ports import Delivery
from dialogs.cards import Card
from dialogs.flows.reaching import new_link, unmailed
from dialogs.flows.view import View
from dialogs.model import rights
from dialogs.model.ids import CommitteeId, MeetingId, PersonId, Ticket
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person, Side
from dialogs.organisation import Organisation
from dialogs.outbound import Place
from dialogs.wording import wording
from storage import addresses, links, mailbox, outbox
from storage.chats import MAIL
from storage.codec import decode, encode
from storage.columns import digest
from storage.engine import Connection, Store, StoreGone
from storage.links import Link, LinkKind
from storage.listing import Listed, meetings_of
from storage.meetings import Meetings

__all__ = ["Link", "LinkKind", "Listed", "Reception", "StoreGone"]

# The page of a link that has expired says it too.
MAIL_LINK_LASTS = timedelta(days=14)
# So long somebody is told that it has expired, and how to get a new one.
EXPIRED_IS_KNOWN_FOR = timedelta(days=90)
NOBODY = Person(PersonId(""), "", Side.NONE, frozenset())


class Reception:
    """Answers platforms' questions. It changes nothing but links and delivered messages."""

    def __init__(
        self,
        store: Store,
        meetings: Meetings,
        organisation: Callable[[], Organisation],
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
        """Give what a link opens, or None when it was never issued, was revoked or has expired."""
        known = await self._known(token)
        return None if known is None or known.is_over(self._wall.now()) else known

    async def expired(self, token: str) -> Link | None:
        """Give what a link opened that has expired and was not revoked, or None."""
        known = await self._known(token)
        return known if known is not None and known.is_over(self._wall.now()) else None

    async def _known(self, token: str) -> Link | None:
        known = self._links.get(token)
        if known is None:
            known = await self._store.read(lambda conn: links.find(conn, token))
            if known is not None:
                self._links[token] = known
        return known

    async def opened(self, link: Link, meeting_id: MeetingId | None = None) -> View | None:
        """Give a person's look at one of the meetings that their link opens, or None when it does not open this one.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        which = meeting_id or link.meeting_id
        if which is None or link.person_id is None:
            return None
        meeting = await self.meeting(which)
        is_open = link.committee_id in {None, meeting.committee.id} and link.person_id in meeting.committee.people
        return self.view(meeting, link.person_id) if is_open else None

    async def meetings_of(self, link: Link) -> list[Listed]:
        """Give the meetings that a person's link opens."""
        return await self.meetings_of_person(link.person_id, link.committee_id) if link.person_id else []

    async def meetings_of_person(self, person: PersonId, only: CommitteeId | None) -> list[Listed]:
        """Give the meetings of a person in all their committees, or in one: what lasts, what comes, what is over."""
        today = self._clock.now().astimezone(self._organisation().zone).date()
        return await self._store.read(lambda conn: meetings_of(conn, person, only, today))

    async def door_of(self, room: str) -> str | None:
        """Give the token of the door beside a room's screen, or None where it has none."""
        token = links.door_of(room)
        return token if await self.link(token) else None

    async def calendar_of(self, token: str, link: Link) -> str:
        """Give the token of the calendar that goes with a person's link, and make it valid. It is closed with it."""
        calendar = links.calendar_of(token)
        if await self.link(calendar) is None:
            opens = Link(LinkKind.CALENDAR, self._wall.now(), link.meeting_id, link.committee_id, link.person_id)
            await self._store.write(lambda conn: links.issue_once(conn, calendar, opens))
        return calendar

    def ticket(self, held: str) -> Ticket:
        """Give what stands for a thing that a browser holds, without telling it."""
        return Ticket(digest(held).hex())

    def forget_links(self) -> None:
        """Read every link anew when it is used next: another program may have revoked it."""
        self._links = {}

    async def renew(self, meeting: Meeting, person: PersonId) -> str:
        """Close every way of a person into a committee and make a new one; gives its token, which is shown this once.

        It opens this committee's meetings and no other's: who may renew here may not act for somebody elsewhere.
        """
        token, now = self._chance(), self._wall.now()
        link = Link(LinkKind.PERSON, now, meeting.id, meeting.committee.id, person)

        def replace(conn: Connection) -> None:
            links.revoke_person(conn, now, person, meeting.committee.id)
            links.issue(conn, token, link)

        await self._store.write(replace)
        self.forget_links()
        return token

    async def mail_link(self, meeting: Meeting, person: PersonId) -> tuple[str, datetime]:
        """Make a link to a meeting for somebody's mail; gives its token and when it expires.

        It opens this committee's meetings, makes no other links, and is closed with the person's own.
        """
        token, now = self._chance(), self._wall.now()
        until = now + MAIL_LINK_LASTS
        link = Link(LinkKind.MAIL, now, meeting.id, meeting.committee.id, person, until)

        def make(conn: Connection) -> None:
            links.forget_expired(conn, now - EXPIRED_IS_KNOWN_FOR)
            links.issue(conn, token, link)

        await self._store.write(make)
        return token, until

    async def mail_new_link(self, link: Link) -> None:
        """Owe a mail with a new link to the person whose link has expired, at most once a day."""
        if link.person_id is None or link.meeting_id is None:
            return
        view = self.view(await self.meeting(link.meeting_id), link.person_id)
        now, card = self._wall.now(), new_link(view)
        key = f"{view.meeting.id}/new-link/{link.person_id}/{now.date()}"
        owed = outbox.Owed(key, view.meeting.id, link.person_id, encode(card), now, MAIL)
        await self._store.write(lambda conn: outbox.owe(conn, [owed], now))

    async def meeting(self, meeting: MeetingId) -> Meeting:
        """Give a meeting as it stands.

        Raises:
            MeetingUnknown: when there is none with this id.
        """
        return await self._store.read(lambda conn: self._meetings.look(conn, meeting))

    def now(self) -> datetime:
        """Give the time by the meeting clock."""
        return self._clock.now()

    def view(self, meeting: Meeting, who: PersonId | None) -> View:
        """Give one person's look at a meeting, or nobody's in particular for the room."""
        person = rights.in_force(meeting, meeting.committee.people.get(who, NOBODY) if who else NOBODY)
        words = wording(meeting.committee.language, team=meeting.committee.is_team)
        return View(meeting, person, self._clock.now(), self._organisation(), words)

    async def unmailed(self, view: View) -> tuple[Card, ...]:
        """Show those who keep the list whose mail is refused."""
        people = view.meeting.committee.people.keys()
        known = await self._store.read(lambda conn: addresses.of(conn, people))
        return unmailed(view, {each.person for each in known if each.refused})

    async def put(self, delivery: Delivery) -> None:
        """Lay a message down; the same `dedupe_key` for the same recipient changes nothing."""
        now = self._clock.now()
        # In the order in which they were owed, so that no raw file tells anything by another one.
        await self._store.write(
            lambda conn: mailbox.put(
                conn, delivery.to, delivery.meeting, delivery.dedupe_key, now, encode(delivery.card)
            ),
            "shelf",
        )

    async def listing(self, to: PersonId | Place, meeting: MeetingId) -> list[Card]:
        """Give what was laid down for somebody, oldest first."""
        found = await self._store.read(lambda conn: mailbox.listing(conn, to, meeting))
        return [decode(Card, message.card) for message in found]
