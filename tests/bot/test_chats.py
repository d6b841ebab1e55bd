"""Whose account it is, is remembered, and never longer than it is true."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

import pytest

from bot import chats as module
from bot.bootstrap import keeping_of
from bot.chats import Chats
from bot.keeping import Done, Keeping
from dialogs.model.ids import PersonId
from dialogs.outbound import Answer
from dialogs.wording import wording
from storage.chats import Account, drop_account, keep_account
from storage.engine import Connection, Store
from tests.fakes.house import wire

T = TypeVar("T")


class Counting:
    """A store that counts how often it is asked, and can let something happen while it is."""

    def __init__(self, store: Store) -> None:
        self._store, self.reads = store, 0
        self.is_shared = False
        self.meanwhile: Callable[[], None] = lambda: None

    async def read(self, fn: Callable[[Connection], T]) -> T:
        self.reads += 1
        found = await self._store.read(fn)
        self.meanwhile()
        return found

    async def write(self, fn: Callable[[Connection], T], lane: str = "") -> T:
        return await self._store.write(fn, lane)


@dataclass
class Desk:
    chats: Chats
    keeping: Keeping
    store: Counting

    async def belongs(self, account: str, person: str) -> None:
        """Let a list be changed so that the account is that person's."""

        def change(conn: Connection) -> Done:
            keep_account(conn, Account("slack", account, PersonId(person)))
            return Done(Answer())

        await self.keeping.write(change, wording("da"))


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    fake = wire(tmp_path)
    store, keeping = Counting(fake.house.store), keeping_of(fake.house)
    chats = Chats(fake.house.turn, fake.house.reception, cast(Store, store), keeping)
    made = Desk(chats, keeping, store)
    await made.belongs("U1", "ole")
    yield made
    await fake.close()


async def test_an_account_is_looked_up_once(desk: Desk):
    assert [await desk.chats.who("slack", "U1") for _ in range(3)] == ["ole"] * 3
    assert desk.store.reads == 1


async def test_an_account_is_one_of_its_platform(desk: Desk):
    assert await desk.chats.who("slack", "U1") == "ole"
    assert await desk.chats.who("teams", "U1") is None


async def test_an_account_that_was_given_to_somebody_else_is_theirs_at_once(desk: Desk):
    assert await desk.chats.who("slack", "U1") == "ole"
    await desk.belongs("U1", "sanne")
    assert await desk.chats.who("slack", "U1") == "sanne"


async def test_a_list_that_changes_during_the_look_is_looked_at_again(desk: Desk):
    """What was read before the change must not be remembered after it."""

    def moved_on() -> None:
        desk.keeping.changes += 1

    desk.store.meanwhile = moved_on
    await desk.chats.who("slack", "U1")
    desk.store.meanwhile = lambda: None
    await desk.belongs("U1", "sanne")
    assert await desk.chats.who("slack", "U1") == "sanne"
    assert desk.store.reads == 2


async def test_who_is_not_known_is_looked_up_each_time_and_fills_no_memory(desk: Desk):
    assert await desk.chats.who("slack", "U2") is None
    await desk.store.write(lambda conn: keep_account(conn, Account("slack", "U2", PersonId("eva"))))
    assert await desk.chats.who("slack", "U2") == "eva"


async def test_an_account_that_is_forgotten_is_nobodys_at_once(desk: Desk):
    assert await desk.chats.who("slack", "U1") == "ole"
    await desk.chats.forget("slack", "U1")
    assert await desk.chats.who("slack", "U1") is None


async def test_where_other_programs_change_lists_too_nothing_is_remembered(desk: Desk):
    desk.store.is_shared = True
    assert await desk.chats.who("slack", "U1") == "ole"
    await desk.store.write(lambda conn: drop_account(conn, "slack", "U1"))
    assert await desk.chats.who("slack", "U1") is None


async def test_the_memory_is_bounded(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_REMEMBERED", 2)
    for number in range(2, 9):
        await desk.belongs(f"U{number}", f"p{number}")
    for number in range(2, 9):
        await desk.chats.who("slack", f"U{number}")
        assert len(desk.chats._whose) <= 2
