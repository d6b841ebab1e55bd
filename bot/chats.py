"""What a chat platform may ask of the house, and how it hands in what people pressed and sent there."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversations import Conversations
from bot.keeping import Keeping
from bot.ports import Reference
from bot.reception import Listed, Reception
from bot.turn import Turn
from dialogs.cards import Button, Card, Form
from dialogs.flows.reaching import late_answer
from dialogs.flows.standing_in import can_be_entered
from dialogs.flows.view import View
from dialogs.inbound import ButtonPressed, FormSubmitted, Inbound, Proof
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.outbound import Answer, Place
from dialogs.screens import personal
from storage import chats, installations
from storage.codec import encode
from storage.engine import Store
from storage.installations import Installed
from storage.outbox import Owed, owe

__all__ = ["Chats", "Pressed"]

PARTS = 5
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button in a chat carries: what it does, on what, how that looked, in which meeting, and for whom.

    `whom` is set where somebody enters for a person without a screen. All but `action` and `meeting` may be empty.
    """

    action: str
    on: str
    seen: str
    meeting: MeetingId
    whom: PersonId | None = None

    def text(self) -> str:
        """Give it as text for the platform to send back: about 150 characters."""
        parts = [self.action, self.on, self.seen, self.meeting, self.whom or ""]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))

    @staticmethod
    def read(text: str) -> "Pressed | None":
        """Read what came back, or give None for what is none: anybody can send anything."""
        try:
            parts = json.loads(text)
        except (ValueError, RecursionError):
            return None
        if not isinstance(parts, list) or len(parts) != PARTS or not all(isinstance(part, str) for part in parts):
            return None
        action, on, seen, meeting, whom = parts
        return Pressed(action, on, seen, MeetingId(meeting), PersonId(whom) if whom else None)


def pressed(control: Button | Form, meeting: MeetingId, whom: PersonId | None = None) -> Pressed:
    """Give what a control carries."""
    return Pressed(control.action, control.on, control.seen, meeting, whom)


def form_in(cards: tuple[Card, ...], what: Pressed) -> Form | None:
    """Give the form on some cards that does this on that, as it stands there now."""
    forms = [part for card in cards for part in card.body if isinstance(part, Form)]
    return next((form for form in forms if (form.action, form.on) == (what.action, what.on)), None)


class Chats:
    """Answers chat platforms. Who may do what is for the rules to say; who may look is said here."""

    def __init__(self, turn: Turn, reception: Reception, store: Store, keeping: Keeping) -> None:
        """Look through `reception` and hand in to `turn`; lists of committees are kept through `keeping`."""
        self._turn, self._reception, self._store = turn, reception, store
        self.conversations = Conversations(keeping)
        self.founding, self.membership = self.conversations.founding, self.conversations.membership
        self._keeping, self._seen = keeping, keeping.changes
        self._whose: dict[tuple[str, str], PersonId] = {}

    async def who(self, platform: str, account: str) -> PersonId | None:
        """Give whose account it is, or None when nobody we know has it.

        It is remembered until a list changes; where other programs change lists too, it is looked up each time.
        """
        if self._seen != self._keeping.changes or len(self._whose) >= MOST_REMEMBERED:
            self._seen, self._whose = self._keeping.changes, {}
        # What was looked up before a list changed lands in what is thrown away.
        known = self._whose
        person = known.get((platform, account))
        if person is None:
            person = await self._store.read(lambda conn: chats.who(conn, platform, account))
            if person is not None and not self._store.is_shared:
                known[platform, account] = person
        return person

    async def meetings_of(self, person: PersonId) -> list[Listed]:
        """Give the meetings of a person in all their committees: what lasts, what comes, what is over."""
        return await self._reception.meetings_of_person(person, None)

    async def committee_here(self, platform: str, conversation: str) -> CommitteeId | None:
        """Give the committee that meets in a conversation, or None."""
        room = await self._store.read(lambda conn: chats.room_of(conn, platform, conversation))
        return room.committee if room else None

    async def places(self, platform: str) -> list[str]:
        """Give the larger places on a platform that have us, such as teams, by ids that the platform chose."""
        return sorted(await self._store.read(lambda conn: installations.workspaces(conn, platform)))

    async def note_place(self, platform: str, place: str, *, gone: bool) -> None:
        """Note that a larger place has us, or has us no more. It needs no token of its own."""
        now = self._keeping.clocks.wall.now()
        if gone:
            await self._store.write(lambda conn: installations.remove(conn, platform, place))
        elif place not in await self.places(platform):
            await self._store.write(lambda conn: installations.keep(conn, platform, place, Installed(b"", now)))

    async def room_of(self, platform: str, committee: CommitteeId) -> Reference | None:
        """Give the conversation where a committee meets, or None where it has none there."""
        found = await self._store.read(lambda conn: chats.rooms(conn, committee, [platform]))
        return next((room.reference for room in found if room.place is Place.ROOM), None)

    async def view(self, person: PersonId, meeting: MeetingId, whom: PersonId | None = None) -> View | None:
        """Give a person's look at a meeting, or that of somebody they may enter for; None where it is not theirs.

        Raises:
            MeetingUnknown: when there is no such meeting.
        """
        found = await self._reception.meeting(meeting)
        if person not in found.committee.people:
            return None
        own = self._reception.view(found, person)
        if whom is None or whom == person:
            return own
        if whom not in {each.id for each in can_be_entered(own)}:
            return None
        return self._reception.view(found, whom)

    async def unmailed(self, view: View) -> tuple[Card, ...]:
        """Show those who keep the list whose mail is refused."""
        return await self._reception.unmailed(view)

    async def form(self, person: PersonId, what: Pressed) -> Form | None:
        """Give the form behind a button as it stands on the person's screen now, or None when it is gone."""
        view = await self.view(person, what.meeting, what.whom)
        return form_in(personal(view), what) if view else None

    async def take(
        self, key: str, person: PersonId, what: Pressed, fields: Mapping[str, tuple[str, ...]] | None = None
    ) -> Answer:
        """Hand in what a person pressed, or sent with a form. The same `key` again gives the same answer.

        Raises:
            MeetingUnknown: when there is no such meeting.
            StoreGone: when the database cannot be reached; nothing was kept, let it be sent again.
        """
        happened = (
            ButtonPressed(what.action, what.on, what.seen)
            if fields is None
            else FormSubmitted(what.action, what.on, what.seen, fields)
        )
        # The platform has proven whose account it is.
        return await self._turn.take(Inbound(key, what.meeting, person, happened, what.whom, Proof.PERSON))

    async def say_later(self, platform: str, key: str, person: PersonId, meeting: MeetingId, text: str) -> None:
        """Send somebody the answer to what they did, the event `key`, that their chat did not take at once.

        Raises:
            StoreGone: when the database cannot be reached.
        """
        found = await self._reception.meeting(meeting)
        if person not in found.committee.people:
            return
        card, now = late_answer(text, self._reception.view(found, person).words), self._keeping.clocks.wall.now()
        owed = Owed(f"late/{key}", meeting, person, encode(card), now, platform)
        await self._store.write(lambda conn: owe(conn, [owed], now))
        self._keeping.wake()

    async def found_reference(self, platform: str, account: str, reference: Reference) -> None:
        """Note the conversation with somebody that we know."""
        await self._store.write(lambda conn: chats.keep_reference(conn, platform, account, reference))

    async def forget(self, platform: str, account: str) -> None:
        """Forget an account: the person took us away, or left."""
        await self._store.write(lambda conn: chats.drop_account(conn, platform, account))
        self._whose = {}
