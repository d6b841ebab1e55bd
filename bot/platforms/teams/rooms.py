"""The conversation in which a committee meets: it is set up there, and who comes and goes is asked about."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.chats import Chats, Pressed
from bot.founding import Where
from bot.platforms.teams.cards import Frame
from bot.platforms.teams.connector import Busy, Connector, Refused
from bot.platforms.teams.forms import KEY, Fault, read_fields
from bot.platforms.teams.parse import PLATFORM, Came
from bot.platforms.teams.windows import Shown, Windows, gone
from bot.platforms.teams.words import words_in
from bot.ports import Reference
from dialogs.cards import Card, Form
from dialogs.flows import founding, membership
from dialogs.flows.founding_answers import Step
from dialogs.flows.roster import Account
from dialogs.forms import ChoiceField
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.texts import cover_cpr
from dialogs.outbound import Answer
from dialogs.wording import wording

STEPS = tuple(Step)
FOUNDS = frozenset(STEPS)
CHOOSE_CHANNEL = "choose_channel"
# So many teams are looked through for channels: each is a call, and a window must open within seconds.
MOST_TEAMS = 40


@dataclass(frozen=True, slots=True)
class Rooms:
    """Opens and takes the forms that belong to a conversation. What is for everybody there is posted there."""

    chats: Chats
    windows: Windows
    connector: Connector
    language: str

    def invitation(self) -> Card:
        """Give the card that offers to set a committee up."""
        return founding.invitation(wording(self.language))

    async def open(self, where: Came, person: PersonId | None, what: Pressed) -> Shown:
        """Open a form."""
        if person is None and what.action not in FOUNDS:
            return gone(self.language)
        there = await self._where(where, person, what)
        found = await self.chats.conversations.open(there, what.action, what.on, self.language)
        if isinstance(found, Form) and what.action == CHOOSE_CHANNEL and not _offers(found):
            return Shown(text=words_in(self.language).no_channels)
        return self._next(found, what.meeting)

    async def submit(
        self, where: Came, person: PersonId | None, what: Pressed, data: Mapping[str, Any]
    ) -> tuple[Shown, Card | None]:
        """Take a form, and give what is shown next and a card for everybody in the conversation."""
        fields = read_fields(data)
        if person is None and what.action not in FOUNDS:
            return gone(self.language, fields), None
        there = await self._where(where, person, what)
        found = await self.chats.conversations.take(there, person, what.action, what.on, fields, self.language)
        if isinstance(found, Form) or not found.refused:
            return self._next(found, what.meeting), None if isinstance(found, Form) else found.card
        form = await self._again(there, what)
        return self._refused(form, Frame(what.meeting, self.language), fields, found, str(data.get(KEY, ""))), None

    async def came_and_went(self, where: Came, came: Sequence[Account], left: Sequence[Account]) -> list[Card]:
        """Have somebody asked about those who came and left; gives the questions that nobody but all can be asked."""
        here = where.reference["conversation"]
        if await self.chats.committee_here(PLATFORM, here) is None:
            return []
        # Teams may tell twice and in the wrong order, so who is there now counts.
        there = await asyncio.gather(*(self._now(where, each, each) for each in came))
        still = await asyncio.gather(*(self._now(where, each, None) for each in left))
        away = tuple(each for each, found in zip(left, still, strict=True) if found is None)
        asked = await self.chats.membership.changed(PLATFORM, here, tuple(filter(None, there)), away)
        return list({post.card.name: post.card for post in asked}.values())

    async def _now(self, where: Came, who: Account, told: Account | None) -> Account | None:
        """Give somebody who is here now, None for who is not, and what was told where Teams does not say."""
        try:
            found = await self.connector.member(where.reference, who.id)
        except (Busy, Refused):
            return told
        # What tells of it has no names.
        return Account(who.id, str(found.get("name") or who.name)) if found else None

    async def _where(self, where: Came, person: PersonId | None, what: Pressed) -> Where:
        """Give the conversation in which somebody acts, with the people of the one where the committee meets."""
        here, committee = where.reference, None
        if what.action in FOUNDS or what.action == CHOOSE_CHANNEL:
            people = await self.people(here)
            named = await (self._channels(here, where.team) if where.team else self._channels_elsewhere(where))
            channels = {ident: (name, {**here, "conversation": ident}) for ident, name in named.items()}
            return Where(PLATFORM, here["conversation"], here, people, channels)
        if person and what.meeting and (view := await self.chats.view(person, what.meeting)):
            committee = view.meeting.committee.id
        room = await self.chats.room_of(PLATFORM, committee) if committee else here
        people = await self.people(room) if what.action in membership.ACTIONS else ()
        return Where(PLATFORM, here["conversation"], here, people, {}, committee)

    async def _channels_elsewhere(self, where: Came) -> Mapping[str, str]:
        """Give the channels of the teams that have us and in which the one who asks is a member now.

        A chat belongs to no team, and nobody shall post where they could not go themselves.
        """
        tenant = where.reference["tenant"]
        found = await self.chats.places(PLATFORM)
        teams = [team for each, _, team in (place.partition("/") for place in found) if each == tenant][:MOST_TEAMS]
        named = await asyncio.gather(*(self._channels_of(where, team) for team in teams))
        return {ident: name for each in named for ident, name in each.items()}

    async def _channels_of(self, where: Came, team: str) -> Mapping[str, str]:
        try:
            if not await self.connector.member({**where.reference, "conversation": team}, where.account):
                return {}
            name = await self.connector.team(where.reference, team)
            channels = await self._channels(where.reference, team)
        except Refused:
            # We are not there any more.
            return {}
        return {ident: f"{name}: {channel}" for ident, channel in channels.items()}

    async def _channels(self, reference: Reference, team: str) -> Mapping[str, str]:
        found = await self.connector.channels(reference, team)
        return {ident: name or words_in(self.language).first_channel for ident, name in found.items()}

    async def noticed(self, where: Came, *, gone: bool = False) -> None:
        """Remember that a team has us, or has us no more."""
        if where.team:
            place = f"{where.reference['tenant']}/{where.team}"
            await self.chats.note_place(PLATFORM, place, gone=gone)

    async def people(self, reference: Reference | None) -> tuple[Account, ...]:
        """Give everybody in a conversation but ourselves."""
        if reference is None:
            return ()
        found = [each async for each in self.connector.members(reference)]
        return tuple(
            Account(str(each["id"]), str(each.get("name") or ""), str(each.get("jobTitle") or ""))
            for each in found
            if each.get("id") and not str(each["id"]).startswith("28:")
        )

    async def _again(self, there: Where, what: Pressed) -> Form | None:
        """Give a form once more; of a step, what was answered before it travels in it."""
        step = STEPS[max(STEPS.index(Step(what.action)) - 1, 0)] if what.action in FOUNDS else what.action
        found = (
            await self.chats.founding.go_on(there, step, what.on, {}, self.language)
            if step in STEPS[1:]
            else await self.chats.conversations.open(there, step, what.on, self.language)
        )
        return found if isinstance(found, Form) else None

    def _next(self, found: Form | Answer, meeting: MeetingId) -> Shown:
        if isinstance(found, Form):
            return self._titled(found, self.windows.form(found, Frame(meeting, self.language)))
        return Shown(text=found.text, refused=found.refused)

    def _refused(
        self, form: Form | None, frame: Frame, fields: Mapping[str, tuple[str, ...]], answer: Answer, after: str
    ) -> Shown:
        typed = {name: tuple(map(cover_cpr, values)) for name, values in fields.items()}
        if form is None:
            return replace(gone(self.language, typed, answer.text), refused=answer.refused)
        fault = Fault(answer.text, answer.field, typed, answer.confirm)
        return replace(self._titled(form, self.windows.form(form, frame, fault, after=after)), refused=answer.refused)

    def _titled(self, form: Form, shown: Shown) -> Shown:
        """Call every step of setting a committee up by what they are steps of, not by "go on"."""
        return replace(shown, title=wording(self.language).found_title) if form.action in FOUNDS else shown


def _offers(form: Form) -> bool:
    """Say whether there is more to choose than to wait."""
    return any(isinstance(each, ChoiceField) and len(each.options) > 1 for each in form.fields)
