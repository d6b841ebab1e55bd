"""One door for every form about committees and their lists, as a platform goes through it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.conversations import ACTIONS, Conversations
from bot.founding import Where
from bot.keeping import Keeping
from dialogs.cards import Form
from dialogs.flows.roster import Account
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.outbound import Answer
from dialogs.wording import wording
from storage import chats, links, rosters
from storage.links import Link, LinkKind
from tests.dialogs.flows.play import controls, filled_in
from tests.fakes.house import Fake, wire

PEOPLE = tuple(Account(f"U{name}", name) for name in ("Anne", "Bo", "Sofie"))
WHERE = Where("slack", "C1", {"channel": "C1"}, PEOPLE, {"C9": ("alle", {"channel": "C9"})})
IDA = Account("UIda", "Ida")
WITH_IDA = replace(WHERE, people=(*PEOPLE, IDA))
FORMS = (
    {"committee": "Nord", "level": "local"},
    {"management": "Anne", "employees": "Bo", "none": "Sofie"},
    {"chair": "Anne", "vice_chair": "Bo", "secretary": "Sofie"},
    {},
)


class Chat:
    def __init__(self, fake: Fake) -> None:
        house = fake.house
        self.fake = fake
        self.door = Conversations(
            Keeping(
                house.store,
                house.releases.now,
                house.clocks,
                fake.chance,
                platforms=frozenset({"slack"}),
                on_change=fake.changed.append,
                on_owed=lambda: fake.owed.append(True),
                forget_links=house.reception.forget_links,
            )
        )

    async def who(self, name: str) -> PersonId | None:
        return await self.fake.house.store.read(lambda conn: chats.who(conn, "slack", f"U{name}"))

    async def opens(self, action: str, on: str = "", where: Where = WHERE) -> Form:
        form = await self.door.open(where, action, on, "da")
        assert isinstance(form, Form), form
        assert form.action in ACTIONS
        return form

    async def sends(self, form: Form, by: str = "", where: Where = WHERE, **fields: str) -> Form | Answer:
        keys = {each.name: each.key for each in where.people}
        sent = {**filled_in(form), **{name: (keys.get(value, value),) for name, value in fields.items()}}
        who = await self.who(by) if by else None
        return await self.door.take(where, who, form.action, form.on, sent, "da")

    async def founds(self) -> CommitteeId:
        form: Form | Answer = await self.opens("found")
        for fields in FORMS:
            assert isinstance(form, Form)
            form = await self.sends(form, **fields)
        assert isinstance(form, Answer)
        assert form.card
        assert {control.action for control in controls((form.card,))} <= ACTIONS
        (committee,) = await self.fake.house.store.read(rosters.committees)
        return committee.id


@pytest.fixture
async def chat(tmp_path: Path) -> AsyncIterator[Chat]:
    fake = wire(tmp_path)
    yield Chat(fake)
    await fake.close()


async def test_from_the_first_form_to_the_first_meeting_and_its_channel(chat: Chat):
    of = await chat.founds()
    planned = await chat.sends(await chat.opens("plan_first", of), "Bo", starts_on="2027-02-01", starts_time="9.00")
    chosen = await chat.sends(await chat.opens("choose_channel", of), "Sofie", channel="C9")
    assert isinstance(planned, Answer)
    assert isinstance(chosen, Answer)
    assert (planned.refused, chosen.refused) == ("", "")
    (meeting,) = chat.fake.changed
    assert (await chat.fake.house.reception.meeting(meeting)).committee.id == of


async def test_who_comes_and_who_goes(chat: Chat):
    of = await chat.founds()
    came = await chat.sends(
        await chat.opens("seat_newcomer", IDA.key, WITH_IDA), "Sofie", WITH_IDA, seat="member.employees"
    )
    assert isinstance(came, Answer)
    assert came.text == wording("da").list_changed
    ida = await chat.who("Ida")
    assert ida
    changed = await chat.sends(await chat.opens("change_seat", of), "Bo", person=ida, seat="vice_chair.employees")
    assert isinstance(changed, Answer)
    bo = await chat.who("Bo")
    assert bo
    gone = await chat.sends(await chat.opens("say_gone", bo), "Ida", left="yes")
    assert isinstance(gone, Answer)
    assert (changed.refused, gone.refused) == ("", "")
    (committee,) = await chat.fake.house.store.read(rosters.committees)
    assert committee.people[bo].left_on is not None


async def test_who_is_said_to_have_left_comes_in_no_more_and_their_calendar_answers_no_more(chat: Chat):
    of, bo = await chat.founds(), await chat.who("Bo")
    assert bo
    reception, made = chat.fake.house.reception, chat.fake.wall.now()
    own = Link(LinkKind.PERSON, made, None, of, bo)
    await chat.fake.house.store.write(lambda conn: links.issue(conn, "own", own))
    calendar = await reception.calendar_of("own", own)
    for token in ("own", calendar):
        assert await reception.link(token)
    ida = await chat.sends(
        await chat.opens("seat_newcomer", IDA.key, WITH_IDA), "Sofie", WITH_IDA, seat="vice_chair.employees"
    )
    gone = await chat.sends(await chat.opens("say_gone", bo), "Sofie", left="yes")
    assert isinstance(ida, Answer)
    assert isinstance(gone, Answer)
    assert (ida.refused, gone.refused) == ("", "")
    for token in ("own", calendar):
        assert await reception.link(token) is None


async def test_a_channel_is_chosen_only_where_the_committee_meets(chat: Chat):
    of = await chat.founds()
    form, elsewhere = await chat.opens("choose_channel", of), replace(WHERE, conversation="C2")
    opened = await chat.door.open(elsewhere, "choose_channel", of, "da")
    taken = await chat.sends(form, "Sofie", elsewhere, channel="C9")
    for answer in (opened, taken):
        assert isinstance(answer, Answer)
        assert answer.refused == "not_found"


async def test_a_form_in_which_nothing_was_filled_in_is_refused_at_its_field(chat: Chat):
    of = await chat.founds()
    for action in ("plan_first", "change_seat"):
        answer = await chat.door.take(WHERE, await chat.who("Sofie"), action, of, {}, "da")
        assert isinstance(answer, Answer)
        assert answer.refused
        assert answer.field


async def test_strangers_change_nothing(chat: Chat):
    of = await chat.founds()
    for action in ("plan_first", "choose_channel", "change_seat"):
        answer = await chat.sends(await chat.opens(action, of))
        assert isinstance(answer, Answer)
        assert answer.refused == "not_a_member"


@pytest.mark.parametrize("action", sorted(ACTIONS - {"found"}))
async def test_what_is_about_nothing_there_is_a_refusal_in_words_and_no_fault(chat: Chat, action: str):
    for on in ("", "nobody", "{}", "💥", "x" * 4000):
        opened = await chat.door.open(WHERE, action, on, "en")
        assert isinstance(opened, Answer)
        assert opened.refused == "not_found"
        taken = await chat.door.take(WHERE, None, action, on, {"left": ("yes",)}, "en")
        assert isinstance(taken, Answer)
        assert taken.refused
    assert await chat.fake.house.store.read(rosters.committees) == []


async def test_a_question_that_was_answered_says_so(chat: Chat):
    await chat.founds()
    opened = await chat.door.open(WHERE, "seat_newcomer", IDA.key, "da")
    assert isinstance(opened, Answer)
    assert opened.refused == "not_found"
