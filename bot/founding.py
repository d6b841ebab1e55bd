"""Committees that are set up in the conversation where they meet, whatever chat it is in, and their first meeting.

A platform says where it is and who is there, shows the form it gets, and hands in what people sent. A card in an answer
is for everybody in the conversation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.keeping import Done, Keeping, keep_account, meetings_of, who_is_who, words_of
from bot.owing import owe
from bot.ports import Reference
from dialogs.cards import Card, Form, Paragraph
from dialogs.flows import founding
from dialogs.flows.calling import starts_at
from dialogs.flows.founding import Founded
from dialogs.flows.reading import Reader
from dialogs.flows.roster import Account, Conversation
from dialogs.forms import Option
from dialogs.model import calling, composing, seats
from dialogs.model.ids import CommitteeId, Fresh, PersonId
from dialogs.model.people import Committee
from dialogs.model.refusals import Refusal
from dialogs.outbound import Answer, Place, Post
from dialogs.routing import refused
from dialogs.wording import wording
from storage import chats, rosters
from storage.committees import add_committee, count, read_committee
from storage.engine import Connection
from storage.meetings import add_next_meeting

Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Where:
    """A conversation on a chat platform.

    Attributes:
        platform: its name, and `conversation` the conversation's there, with what it takes to post in it.
        people: who is in it now, without helpers such as this one; who they are here need not be filled in.
        channels: where messages to the organisation may go: by id, what to call it and what it takes to post there.
        committee: the one whose meeting somebody acts in, where it is not the one that meets here.
    """

    platform: str
    conversation: str
    reference: Reference
    people: tuple[Account, ...]
    channels: Mapping[str, tuple[str, Reference]]
    committee: CommitteeId | None = None


class Founding:
    """Sets committees up, and plans their first meeting."""

    def __init__(self, keeping: Keeping) -> None:
        """Write through `keeping`."""
        self._keeping = keeping

    async def begin(self, where: Where, language: str) -> Form | Answer:
        """Give the first form, in `language` until one is chosen; or show the committee that meets here already."""

        def first(conn: Connection) -> Form | Answer:
            there = self._there(conn, where)
            return there or founding.begin(_conversation(conn, where), wording(language), language)

        try:
            return await self._keeping.store.read(first)
        except Refusal as refusal:
            return refused(refusal, wording(language))

    async def go_on(self, where: Where, action: str, on: str, fields: Fields, language: str) -> Form | Answer:
        """Take one form and give the next; after the last one the committee is laid down.

        Sent again, it shows what was laid down.
        """
        fresh, words = self._keeping.fresh(), founding.words_for(on, fields, language)

        def step(conn: Connection) -> Form | Answer | Founded:
            now, zone = self._keeping.clocks.meeting.now(), self._keeping.organisation.zone
            there = self._there(conn, where)
            return there or founding.go_on(_conversation(conn, where), action, on, fields, now, zone, fresh)

        def lay_down(conn: Connection) -> Done:
            # Somebody else may have been first since it was read.
            found = step(conn)
            if isinstance(found, Answer):
                return Done(found)
            assert isinstance(found, Founded)  # noqa: S101
            _lay_down(conn, where, found)
            done = self._meet(conn, found.committee, found.starts_at, fresh) if found.starts_at else Done(Answer())
            return Done(Answer(words.founded_title, self._card(conn, found.committee)), done.changed, done.owes)

        try:
            found = await self._keeping.store.read(step)
        except Refusal as refusal:
            return refused(refusal, words)
        if not isinstance(found, Founded):
            return found
        return await self._keeping.write(lay_down, words, where.conversation)

    async def plan_first(self, by: PersonId, committee: CommitteeId, fields: Fields) -> Answer:
        """Plan the first meeting of a committee that has none yet."""
        fresh, words = self._keeping.fresh(), await self._keeping.words_of(committee)

        def plan(conn: Connection) -> Done:
            # First, so that two who plan at once wait for each other before they look.
            count(conn, committee)
            found = read_committee(conn, committee)
            seats.may_change(self._keeping.now_in(conn, committee), by)
            if meetings_of(conn, committee):
                return Done(Answer(words.first_meeting_is_set, self._card(conn, found)))
            done = self._meet(conn, found, starts_at(Reader(fields), self._keeping.organisation.zone), fresh)
            return Done(Answer(words.saved, self._card(conn, found)), done.changed, done.owes)

        return await self._keeping.write(plan, words)

    async def channel_form(self, where: Where, committee: CommitteeId) -> Form:
        """Give the form in which the channel for messages to the organisation is chosen."""

        def look(conn: Connection) -> Form:
            found = self._keeping.now_in(conn, committee)
            return founding.channel_form(_conversation(conn, where), found, words_of(found))

        return await self._keeping.store.read(look)

    async def choose_channel(self, by: PersonId, where: Where, committee: CommitteeId, fields: Fields) -> Answer:
        """Keep where messages to the organisation go; nothing chosen leaves it as it is."""
        words = await self._keeping.words_of(committee)

        def choose(conn: Connection) -> Done:
            seats.may_change(self._keeping.now_in(conn, committee), by)
            channel = founding.channel_from(Reader(fields), _conversation(conn, where))
            if not channel:
                return Done(Answer(words.organisation_later))
            _keep_channel(conn, where, committee, channel)
            return Done(Answer(words.channel_kept))

        return await self._keeping.write(choose, words)

    def _there(self, conn: Connection, where: Where) -> Answer | None:
        room = chats.room_of(conn, where.platform, where.conversation)
        if room is None:
            return None
        committee = self._keeping.now_in(conn, room.committee)
        words = words_of(committee)
        return Answer(words.already_founded, self._card(conn, committee))

    def _meet(self, conn: Connection, committee: Committee, at: datetime, fresh: Fresh) -> Done:
        """Lay the first meeting down, and tell everybody when it is."""
        organisation, words = self._keeping.organisation, words_of(committee)
        agenda = organisation.content[committee.language].agendas["team-ai" if committee.is_team else "med-ai"]
        meeting = calling.first(committee, agenda, at, self._keeping.clocks.meeting.now(), fresh)
        add_next_meeting(conn, meeting)
        text = words.next_meeting_is(*self._when(meeting.starts_at, committee))
        card = Card("notice", (words.notice_title,), (Paragraph((text,)),))
        people = committee.on(self._keeping.today, ()).people
        posts = (Post(person, card, f"{meeting.id}/first/{person}") for person in people)
        owes = owe(conn, meeting, posts, self._keeping.clocks.wall.now(), self._keeping.platforms)
        return Done(Answer(), (meeting.id,), owes)

    def _when(self, at: datetime, committee: Committee) -> tuple[str, str]:
        local, words = at.astimezone(self._keeping.organisation.zone), words_of(committee)
        return words.date(local.date()), words.time(local)

    def _card(self, conn: Connection, committee: Committee) -> Card:
        words, known = words_of(committee), meetings_of(conn, committee.id)
        begins = words.meeting_at(*self._when(known[0].starts_at, committee)) if known else ""
        rooms = chats.rooms(conn, committee.id, self._keeping.platforms)
        has_channel = any(room.place is Place.ORGANISATION for room in rooms)
        return founding.founded_card(committee, begins, words, has_channel=has_channel)


def _conversation(conn: Connection, where: Where) -> Conversation:
    channels = tuple(Option(key, label) for key, (label, _) in where.channels.items())
    taken = frozenset(map(composing.same, rosters.names(conn)))
    return Conversation(who_is_who(conn, where.platform, where.people), channels, taken)


def _lay_down(conn: Connection, where: Where, found: Founded) -> None:
    platform, committee = where.platform, found.committee.id
    add_committee(conn, found.committee)
    for account, person in found.accounts.items():
        keep_account(conn, platform, account, person)
    chats.keep_room(conn, chats.Room(committee, Place.ROOM, platform, where.conversation, dict(where.reference)))
    if found.channel:
        _keep_channel(conn, where, committee, found.channel)


def _keep_channel(conn: Connection, where: Where, committee: CommitteeId, channel: str) -> None:
    _, reference = where.channels[channel]
    chats.keep_room(conn, chats.Room(committee, Place.ORGANISATION, where.platform, channel, dict(reference)))
