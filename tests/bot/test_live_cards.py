"""Screens that stand in chats: changed in place, never posted twice, and never slower than the platform asks for."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.owing import owe
from bot.ports import Delivery, GiveUp, Put, RetryLater, Screen, Surface
from dialogs.cards import Card, Said
from dialogs.model.ids import PersonId
from dialogs.outbound import Place, Post
from storage.chats import Account, Room, accounts, claim, keep_account, keep_room, standing
from tests.databases import on_postgresql
from tests.fakes.house import EVERYBODY, Fake, wire, with_meeting

pytestmark = pytest.mark.usefixtures("kind")

SECOND = timedelta(seconds=1)
ROOM = {"id": "19:nord"}


@dataclass
class FakeChat:
    """A chat where messages of one card each stand, by id. It does what it was told with the next calls."""

    results: list[RetryLater | GiveUp] = field(default_factory=list)
    messages: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    calls: list[tuple[str, str]] = field(default_factory=list)
    sent: list[tuple[Surface, Delivery]] = field(default_factory=list)

    def pack(self, screen: Screen) -> list[dict[str, Any]]:
        names = [card.name for card in screen.cards]
        lines = [str(screen.head), *(str(card) for card in screen.cards)]
        # A long screen takes two messages.
        return [{"text": lines[:4]}, {"text": lines[4:], "more": True}] if len(names) > 3 else [{"text": lines}]

    async def put(self, where: Surface, message: dict[str, Any], standing: str | None) -> Put | RetryLater | GiveUp:
        self.calls.append((where.to, "change" if standing else "post"))
        if self.results:
            return self.results.pop(0)
        ident = standing or f"message {len(self.messages)}"
        self.messages[ident] = (where.to, message)
        return Put(ident, where.reference or {"made for": where.account})

    async def remove(self, where: Surface, standing: str) -> RetryLater | GiveUp | None:
        self.calls.append((where.to, "remove"))
        del self.messages[standing]
        return None

    async def send(self, where: Surface, delivery: Delivery) -> Put | RetryLater | GiveUp:
        self.sent.append((where, delivery))
        return self.results.pop(0) if self.results else Put("sent", {"made for": where.account})

    def of(self, to: str) -> str:
        return str([message for whose, message in self.messages.values() if whose == to])


class SlowChat(FakeChat):
    """A chat that answers when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.called, self.answers = asyncio.Event(), asyncio.Event()
        self.answers.set()

    async def put(self, where: Surface, message: dict[str, Any], standing: str | None) -> Put | RetryLater | GiveUp:
        if not self.answers.is_set():
            self.called.set()
            await self.answers.wait()
        return await super().put(where, message, standing)


async def following(tmp_path: Path, chat: FakeChat) -> Fake:
    """Give a house where Ole and the room are in a chat."""
    fake = await with_meeting(wire(tmp_path, chats={"chat": chat}))
    committee = (await fake.state()).committee.id
    await fake.house.store.write(lambda conn: keep_account(conn, Account("chat", "U1", PersonId("ole"))))
    room = Room(committee, Place.ROOM, "chat", "19:nord", ROOM)
    await fake.house.store.write(lambda conn: keep_room(conn, room))
    await fake.house.live.begin()
    return fake


async def test_everybody_in_the_chat_and_the_room_get_their_screen_once(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    assert await fake.house.live.tick() == len(chat.messages) >= 2
    assert {whose for whose, _ in chat.messages.values()} == {"ole", Place.ROOM}
    fake.house.live.changed(fake.id)
    assert await fake.house.live.settle() == 0
    await fake.close()


async def test_what_changed_is_changed_in_place(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    await fake.house.live.settle()
    before = dict(chat.messages)
    await fake.press("ole", "arrive")
    assert await fake.house.live.settle() > 0
    assert chat.messages.keys() == before.keys()
    assert chat.messages != before
    await fake.close()


async def test_a_conversation_is_changed_at_most_once_in_three_seconds_and_then_to_the_newest(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    await fake.house.live.tick()
    chat.calls.clear()
    await fake.press("ole", "arrive")
    assert await fake.house.live.tick() == 0
    await fake.press("kasper", "arrive")
    fake.wall.at += 3 * SECOND
    assert await fake.house.live.tick() > 0
    assert sum(whose == Place.ROOM for whose, _ in chat.calls) <= 1
    await fake.close()


async def test_who_settles_waits_for_the_screen_that_a_tick_has_in_hand(tmp_path: Path):
    """Else a rehearsal looks, and kills, while what stands there is still the screen of before."""
    chat = SlowChat()
    fake = await following(tmp_path, chat)
    await fake.house.live.settle()
    before = chat.of("ole")
    await fake.press("ole", "arrive")
    fake.wall.at += 3 * SECOND
    chat.answers.clear()
    tick = asyncio.create_task(fake.house.live.tick())
    await chat.called.wait()
    settled = asyncio.create_task(fake.house.live.settle())
    # Whatever settling can do without the tick, it has done when the store has answered what is asked after it.
    for _ in range(20):
        await fake.state()
    assert not settled.done()
    assert chat.of("ole") == before
    chat.answers.set()
    await settled
    assert tick.done()
    assert chat.of("ole") != before
    await fake.close()


async def test_what_hangs_on_the_time_alone_is_shown_when_the_time_has_come(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    fake.meeting_clock.at -= timedelta(days=60)
    await fake.house.live.settle()
    before = chat.of("ole")
    fake.meeting_clock.at += timedelta(days=54)
    fake.wall.at += 3 * SECOND
    await fake.house.live.tick()
    assert chat.of("ole") != before
    await fake.close()


async def test_a_restart_changes_what_stands_and_posts_nothing_anew(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    await fake.house.live.settle()
    await fake.close()
    chat.calls.clear()
    again = wire(tmp_path, chats={"chat": chat}, tokens=fake.tokens)
    await again.house.live.begin()
    assert await again.house.live.settle() == len(chat.messages)
    assert {how for _, how in chat.calls} == {"change"}
    await again.close()


async def test_a_platform_that_asks_to_wait_is_left_alone_until_then_also_by_a_rehearsal(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    chat.results = [RetryLater(timedelta(seconds=30))] * 2
    await fake.house.live.settle()
    assert not chat.messages
    chat.calls.clear()
    await fake.house.live.settle()
    assert not chat.calls
    # So that a rehearsal can tell that it is not over yet.
    assert fake.house.live.is_behind
    fake.wall.at += 30 * SECOND
    await fake.house.live.tick()
    assert {whose for whose, _ in chat.messages.values()} == {"ole", Place.ROOM}
    assert not fake.house.live.is_behind
    await fake.close()


async def test_who_cannot_be_reached_is_not_asked_again_at_every_change(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    chat.results = [GiveUp("unreachable")] * 2
    await fake.house.live.settle()
    chat.calls.clear()
    await fake.press("ole", "arrive")
    await fake.house.live.settle()
    assert not chat.calls
    await fake.close()


async def test_the_secretary_is_told_once_whom_and_which_channel_no_message_reaches(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    chat.results = [GiveUp("unreachable")] * 2
    await fake.house.live.settle()
    fake.wall.at += timedelta(hours=1)
    chat.results = [GiveUp("unreachable")] * 2
    await fake.press("ole", "arrive")
    await fake.house.live.settle()
    await fake.relay.drain()
    told = {who: await fake.house.reception.listing(PersonId(who), fake.id) for who in EVERYBODY}
    keepers = {who for who, cards in told.items() if any(card.name == "unreached" for card in cards)}
    assert keepers == {"lars"}
    assert "Ole" in str(told["lars"])
    assert "udvalgets kanal" in str(told["lars"])
    assert [card.name for card in told["lars"]].count("unreached") == 2
    await fake.close()


async def test_a_screen_that_got_shorter_leaves_no_old_message(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    await fake.house.live.settle()
    assert sum(whose == "ole" for whose, _ in chat.messages.values()) == 2
    chat.pack = lambda screen: [{"text": str(screen.head)}]  # type: ignore[method-assign]
    fake.house.live.changed(fake.id)
    await fake.house.live.settle()
    assert sum(whose == "ole" for whose, _ in chat.messages.values()) == 1
    await fake.close()


async def test_nothing_that_somebody_wrote_stands_beside_who_wrote_it_in_what_is_kept(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    for who in ("marianne", "kasper", "ole"):
        await fake.press(who, "arrive")
    await fake.press("marianne", "start", seen=await fake.stamp())
    await fake.submit("ole", "contribute", kind="use", text="Vi bruger AI til breve")
    await fake.house.live.settle()
    assert str(Said("Vi bruger AI til breve")) in chat.of("ole")
    assert b"Vi bruger AI til breve" not in (await shown_rows(fake)).encode()
    await fake.close()


async def shown_rows(fake: Fake) -> str:
    return str(await fake.house.store.read(lambda conn: standing(conn, fake.id)))


async def test_posts_go_by_every_way_that_leads_to_the_recipient_and_the_conversation_is_remembered(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    meeting, now = await fake.state(), fake.wall.now()
    posts = [Post(to, Card("word", ("Besked",)), f"key {to}") for to in (PersonId("ole"), PersonId("eva"), Place.ROOM)]
    for _ in range(2):
        await fake.house.store.write(lambda conn: owe(conn, meeting, posts, now, {"chat"}))
    await fake.relay.drain()
    assert {(where.to, where.account) for where, _ in chat.sent} == {("ole", "U1"), (Place.ROOM, "")}
    assert len(chat.sent) == 2
    assert len(await fake.house.reception.listing(PersonId("ole"), fake.id)) == 1
    (account,) = await fake.house.store.read(lambda conn: accounts(conn, [PersonId("ole")], {"chat"}))
    assert account.reference == {"made for": "U1"}
    await fake.close()


async def test_a_post_that_a_chat_refuses_for_now_still_stands_on_the_page_once(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    chat.results = [RetryLater(5 * SECOND)]
    meeting, now = await fake.state(), fake.wall.now()
    post = Post(PersonId("ole"), Card("word", ("Besked",)), "key")
    await fake.house.store.write(lambda conn: owe(conn, meeting, [post], now, {"chat"}))
    await fake.relay.drain()
    fake.wall.at += 5 * SECOND
    await fake.relay.drain()
    assert [delivery.dedupe_key for _, delivery in chat.sent] == ["key", "key"]
    assert len(await fake.house.reception.listing(PersonId("ole"), fake.id)) == 1
    await fake.close()


@on_postgresql
async def test_two_servers_post_a_screen_once_between_them(tmp_path: Path):
    chat = FakeChat()
    one = await following(tmp_path, chat)
    other = wire(tmp_path, chats={"chat": chat}, tokens=one.tokens, owner="the other")
    await other.house.live.begin()
    await asyncio.gather(one.house.live.settle(), other.house.live.settle())
    assert [how for _, how in chat.calls].count("post") == len(chat.messages) == 3
    await other.close()
    await one.close()


async def test_a_screen_that_a_stopped_server_began_to_post_is_posted_in_the_end(tmp_path: Path):
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    await fake.house.store.write(lambda conn: claim(conn, fake.id, Place.ROOM, "chat", 0))
    for _ in range(2):
        await fake.house.live.tick()
        fake.wall.at += 60 * SECOND
    assert {whose for whose, _ in chat.messages.values()} == {"ole", Place.ROOM}
    await fake.close()


async def test_how_a_meeting_looked_is_forgotten_when_it_is_long_over(tmp_path: Path):
    """A server runs for years, and every meeting leaves so many screens."""
    chat = FakeChat()
    fake = await following(tmp_path, chat)
    await fake.house.live.settle()
    assert fake.house.live._kept
    await fake.all_arrive()
    await fake.start()
    await fake.press("marianne", "end", seen=await fake.stamp())
    assert (await fake.state()).stage.is_over
    await fake.house.live.settle()
    chat.calls.clear()
    fake.meeting_clock.at += timedelta(days=59)
    await fake.house.live.settle()
    assert fake.house.live._kept
    assert not chat.calls
    fake.meeting_clock.at += timedelta(days=2)
    await fake.house.live.settle()
    assert not fake.house.live._kept
    await fake.close()
