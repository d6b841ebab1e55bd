"""Those who come into a committee's conversation and leave it, whatever chat it is in, and the committee's language."""

from collections.abc import Mapping
from dataclasses import replace

from bot.keeping import NO_MEETING, Done, Keeping, keep_account, meetings_of, who_is_who, words_of
from bot.owing import owe_in
from dialogs.cards import Form
from dialogs.content import Language
from dialogs.flows import membership
from dialogs.flows.reading import Reader
from dialogs.flows.roster import Account
from dialogs.model import seats
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.model.people import Committee
from dialogs.model.refusals import Reason, Refusal
from dialogs.outbound import Answer, Post
from dialogs.wording import Wording
from storage import audit, chats, rosters
from storage.committees import count, read_committee, save_people
from storage.engine import Connection

Fields = Mapping[str, tuple[str, ...]]


class Membership:
    """Asks about those who come and go, and keeps the answers."""

    def __init__(self, keeping: Keeping) -> None:
        """Write through `keeping`."""
        self._keeping = keeping

    async def changed(
        self, platform: str, conversation: str, came: tuple[Account, ...], gone: tuple[Account, ...]
    ) -> tuple[Post, ...]:
        """Ask the secretary, or the formandskab, about those who have come into a conversation and left it.

        Returns:
            The questions that could not be owed, because the committee has no meeting yet: show them in the
            conversation.
        """
        keeping = self._keeping

        def ask(conn: Connection) -> tuple[tuple[Post, ...], bool]:
            room = chats.room_of(conn, platform, conversation)
            if room is None:
                return (), False
            committee = keeping.now_in(conn, room.committee)
            meeting = _following(conn, room.committee)
            news = membership.News(*(who_is_who(conn, platform, accounts) for accounts in (came, gone)))
            posts = membership.asks(committee, meeting, news, _free(conn, platform, committee), words_of(committee))
            if meeting == NO_MEETING:
                return posts, False
            return (), owe_in(conn, committee.id, meeting, posts, keeping.clocks.wall.now(), keeping.platforms)

        left, owes = await keeping.store.write(ask)
        if owes:
            keeping.wake()
        return left

    async def form(
        self, platform: str, committee: CommitteeId, action: str, on: str, people: tuple[Account, ...]
    ) -> Form | None:
        """Give the form behind a question, as it is now, or None when there is nothing to answer any more.

        `people` are those who are in the conversation now.
        """

        def look(conn: Connection) -> Form | None:
            found = self._keeping.now_in(conn, committee)
            free = _free(conn, platform, found)
            return membership.form(found, action, on, who_is_who(conn, platform, people), free, words_of(found))

        return await self._keeping.store.read(look)

    async def answer(
        self,
        platform: str,
        by: PersonId,
        committee: CommitteeId,
        action: str,
        on: str,
        fields: Fields,
        people: tuple[Account, ...],
    ) -> Answer:
        """Take the answer to a question: `action` and `on` are those of its form, `people` who is there now."""
        keeping, words = self._keeping, await self._keeping.words_of(committee)
        fresh, now = keeping.fresh(), keeping.clocks.meeting.now()

        def change(conn: Connection) -> Done:
            # First, so that two who change the list wait for each other before they look.
            count(conn, committee)
            before, there = read_committee(conn, committee), who_is_who(conn, platform, people)
            free = _free(conn, platform, before)
            reply = membership.Reply(by, action, on, Reader(fields), there, free, keeping.today, fresh)
            after = membership.answer(before, reply, words)
            save_people(conn, committee, after.committee.people.values(), keeping.clocks.wall.now(), keeping.today)
            for account, person in after.accounts.items():
                keep_account(conn, platform, account, person)
            audit.note(conn, [audit.Entry(fresh.id(1), _following(conn, committee), now, by, action, on)])
            return Done(Answer(after.text), _open_meetings(conn, committee))

        return await keeping.write(change, words)

    async def speak(self, by: PersonId, committee: CommitteeId, language: str) -> Answer:
        """Change the language of a committee, before or between its meetings."""
        keeping, words = self._keeping, await self._keeping.words_of(committee)

        def change(conn: Connection) -> Done:
            before = read_committee(conn, committee)
            seats.may_change(keeping.now_in(conn, committee), by)
            if language not in set(Language):
                raise Refusal(Reason.UNKNOWN_CHOICE, "language")
            if any(each.stage is Stage.RUNNING for each in meetings_of(conn, committee)):
                return Done(Answer(words.language_later))
            after = replace(before, language=language)
            rosters.save_committee(conn, before, after, keeping.clocks.wall.now(), keeping.today)
            return Done(Answer(_language_set(words_of(after))), _open_meetings(conn, committee))

        return await keeping.write(change, words)


def _free(conn: Connection, platform: str, committee: Committee) -> frozenset[PersonId]:
    """Give those whom an account may be given to: without one here, and in no other committee."""
    taken = {each.person for each in chats.accounts(conn, committee.people, [platform])}
    return frozenset(set(committee.people) - taken - rosters.elsewhere(conn, committee))


def _language_set(words: Wording) -> str:
    return words.language_set


def _open_meetings(conn: Connection, committee: CommitteeId) -> tuple[MeetingId, ...]:
    return tuple(each.id for each in meetings_of(conn, committee) if not each.stage.is_over)


def _following(conn: Connection, committee: CommitteeId) -> MeetingId:
    """Give the meeting that lasts or comes next, else the last one, else none."""
    open_ones = _open_meetings(conn, committee)
    known = [each.id for each in meetings_of(conn, committee)]
    return (*open_ones, *reversed(known), NO_MEETING)[0]
