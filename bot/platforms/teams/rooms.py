"""The conversation in which a committee meets: it is set up there, and who comes and goes is asked about."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.chats import Chats, Pressed
from bot.founding import Where
from bot.platforms.teams.cards import Frame
from bot.platforms.teams.connector import Busy, Connector, Refused
from bot.platforms.teams.forms import KEY, MORE, Fault, read_fields
from bot.platforms.teams.parse import PLATFORM, Came
from bot.platforms.teams.windows import MOST_LINES, Shown, Windows, gone
from bot.platforms.teams.words import words_in
from bot.ports import Reference
from dialogs.cards import Card, Form
from dialogs.flows import founding, membership
from dialogs.flows.founding_answers import Step
from dialogs.flows.founding_forms import date_fields
from dialogs.flows.roster import Account
from dialogs.forms import ChoiceField
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.texts import cover_cpr
from dialogs.outbound import Answer
from dialogs.wording import wording

STEPS = tuple(Step)
FOUNDS = frozenset(STEPS)
PLAN_FIRST, CHOOSE_CHANNEL = "plan_first", "choose_channel"
KEPT = frozenset({*membership.ACTIONS, PLAN_FIRST, CHOOSE_CHANNEL})
# So many teams are looked through for channels: each is a call, and a window must open within seconds.
MOST_TEAMS = 40
_NOWHERE = MeetingId("")


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
        if what.action in FOUNDS:
            return self._next(await self.chats.founding.begin(await self._where(where), self.language))
        form = await self._kept_form(where, person, what) if person else None
        if form and what.action == CHOOSE_CHANNEL and not _offers(form):
            return Shown(text=words_in(self.language).no_channels)
        return self.windows.form(form, Frame(what.meeting, self.language)) if form else gone(self.language)

    async def submit(
        self, where: Came, person: PersonId | None, what: Pressed, data: Mapping[str, Any]
    ) -> tuple[Shown, Card | None]:
        """Take a form, and give what is shown next and a card for everybody in the conversation."""
        fields = read_fields(data)
        frame = Frame(what.meeting, self.language)
        if what.action in FOUNDS:
            there = await self._where(where)
            found = await self.chats.founding.go_on(there, what.action, what.on, fields, self.language)
            if isinstance(found, Form) or not found.refused:
                return self._next(found), None if isinstance(found, Form) else found.card
            form = await self._again(there, what)
            return self._refused(form, frame, fields, found, str(data.get(KEY, ""))), None
        form = await self._kept_form(where, person, what) if person else None
        if person is None or form is None:
            return gone(self.language, fields), None
        if MORE in data:
            return self.windows.form(form, frame, Fault(typed=fields), lines=MOST_LINES), None
        answer = await self._keep(where, person, what, fields)
        if answer.refused:
            return self._refused(form, frame, fields, answer, str(data.get(KEY, ""))), None
        return Shown(text=answer.text), answer.card

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

    async def _keep(
        self, where: Came, person: PersonId, what: Pressed, fields: Mapping[str, tuple[str, ...]]
    ) -> Answer:
        if what.action == PLAN_FIRST:
            return await self.chats.founding.plan_first(person, CommitteeId(what.on), fields)
        committee = await self._committee(where, person, what)
        assert committee is not None  # noqa: S101 - its form was there
        if what.action == CHOOSE_CHANNEL:
            return await self.chats.founding.choose_channel(person, await self._where(where), committee, fields)
        people = await self.people(await self._room(where, committee))
        return await self.chats.membership.answer(PLATFORM, person, committee, what.action, what.on, fields, people)

    async def _kept_form(self, where: Came, person: PersonId, what: Pressed) -> Form | None:
        if what.action == PLAN_FIRST:
            words = wording(self.language)
            return Form(words.plan_first, PLAN_FIRST, date_fields(words), what.on)
        committee = await self._committee(where, person, what)
        if committee is None:
            return None
        if what.action == CHOOSE_CHANNEL:
            return await self.chats.founding.channel_form(await self._where(where), committee)
        people = await self.people(await self._room(where, committee))
        return await self.chats.membership.form(PLATFORM, committee, what.action, what.on, people)

    async def _committee(self, where: Came, person: PersonId, what: Pressed) -> CommitteeId | None:
        if what.action == "change_seat":
            return CommitteeId(what.on)
        if what.action == CHOOSE_CHANNEL:
            # It is chosen where the committee meets, and nowhere else.
            here = await self.chats.committee_here(PLATFORM, where.reference["conversation"])
            return here if here == what.on else None
        if what.meeting:
            view = await self.chats.view(person, what.meeting)
            return view.meeting.committee.id if view else None
        return await self.chats.committee_here(PLATFORM, where.reference["conversation"])

    async def _room(self, where: Came, committee: CommitteeId) -> Reference | None:
        return await self.chats.room_of(PLATFORM, committee)

    async def _where(self, where: Came) -> Where:
        people = await self.people(where.reference)
        own = self.connector.channels(where.reference, where.team) if where.team else self._channels_elsewhere(where)
        named = await own
        channels = {ident: (name, {**where.reference, "conversation": ident}) for ident, name in named.items()}
        return Where(PLATFORM, where.reference["conversation"], where.reference, people, channels)

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
            channels = await self.connector.channels(where.reference, team)
        except Refused:
            # We are not there any more.
            return {}
        return {ident: f"{name}: {channel}" for ident, channel in channels.items()}

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
        """Give the form of a step once more: what was answered before it travels in it."""
        before = STEPS[STEPS.index(Step(what.action)) - 1]
        found = (
            await self.chats.founding.begin(there, self.language)
            if before is Step.OPEN
            else await self.chats.founding.go_on(there, before, what.on, {}, self.language)
        )
        return found if isinstance(found, Form) else None

    def _next(self, found: Form | Answer) -> Shown:
        if isinstance(found, Form):
            return self.windows.form(found, Frame(_NOWHERE, self.language))
        return Shown(text=found.text, refused=found.refused)

    def _refused(
        self, form: Form | None, frame: Frame, fields: Mapping[str, tuple[str, ...]], answer: Answer, after: str
    ) -> Shown:
        typed = {name: tuple(map(cover_cpr, values)) for name, values in fields.items()}
        if form is None:
            return replace(gone(self.language, typed, answer.text), refused=answer.refused)
        fault = Fault(answer.text, answer.field, typed, answer.confirm)
        return replace(self.windows.form(form, frame, fault, after=after), refused=answer.refused)


def _offers(form: Form) -> bool:
    """Say whether there is more to choose than to wait."""
    return any(isinstance(each, ChoiceField) and len(each.options) > 1 for each in form.fields)
