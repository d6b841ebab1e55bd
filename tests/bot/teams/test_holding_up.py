"""Nothing holds the event loop up for more than 20 ms while the channel's keys or our own token are long in coming.

How long they take is no matter of seconds here: nothing comes before everybody was answered who can be.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.clock import WallClock
from bot.platforms.teams.access import Access, Credentials, NoAccess
from bot.platforms.teams.app import Teams
from bot.platforms.teams.line import Line, Reply
from tests.bot.teams.holding import WatchedLoop
from tests.fakes.house import EVERYBODY
from tests.fakes.teams.cloud import APP_ID, TENANT
from tests.fakes.teams.house import Answered, InTeams, in_teams
from tests.fakes.teams.rules import Json
from tests.fakes.teams.signing import certified, new_key

pytestmark = pytest.mark.no_cover

MOST_S = 0.020
ROUNDS = 3
NOBODY = "http://127.0.0.1:1"


def longest_s(run: Callable[[WatchedLoop], Awaitable[None]]) -> float:
    """Give how long anything held the loop up in the part of `run` that is watched."""
    loop = WatchedLoop()

    async def main() -> None:
        await run(loop)

    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(main())
    return loop.longest_s


def in_a_house(folder: Path, run: Callable[[InTeams, Teams, WatchedLoop], Awaitable[None]]) -> float:
    """Give how long anything held up a house that serves, and in whose Teams everything has been used once."""

    async def inside(loop: WatchedLoop) -> None:
        async with in_teams(folder) as there:
            teams = there.fake.house.edges["teams"]
            assert isinstance(teams, Teams)
            await there.says("ole", "hjælp")
            await there.fake.house.live.settle()
            for _ in range(ROUNDS):
                await run(there, teams, loop)

    return longest_s(inside)


async def come_or_go(there: InTeams, loop: WatchedLoop) -> Json:
    """Give a button for everybody: they come in one round and go in the next."""
    action = ("arrive", "leave")[len(loop.rounds_s) % 2]
    return {"type": "Action.Execute", "verb": "press", "title": "-", "data": await there.data("ole", action)}


async def pressed_by_everybody(there: InTeams, button: Json) -> list[asyncio.Task[Answered]]:
    """Have everybody press, and somebody else be answered meanwhile."""
    value = {"action": button, "trigger": "manual"}
    sent = [asyncio.create_task(there.invoke(who, "adaptiveCard/action", value)) for who in EVERYBODY]
    async with there.client.get("/healthz") as reply:
        assert reply.status == 200
    return sent


async def while_keys_are_fetched(there: InTeams, teams: Teams, loop: WatchedLoop) -> None:
    button, keys = await come_or_go(there, loop), teams.tokens.keys
    there.cloud.keys_gate.shut()
    keys._known, keys._fetched_at, keys._tried_at = {}, None, None
    with loop.watching():
        sent = await pressed_by_everybody(there, button)
        await there.cloud.keys_gate.is_asked.wait()
        assert not any(each.done() for each in sent)
        there.cloud.keys_gate.is_open.set()
        assert {each.status for each in await asyncio.gather(*sent)} == {200}


async def while_our_token_is_fetched(there: InTeams, teams: Teams, loop: WatchedLoop) -> None:
    button = await come_or_go(there, loop)
    there.cloud.login_gate.shut()
    teams.chat.connector.access.drop(there.cloud.given_tokens[-1])
    with loop.watching():
        answers = await asyncio.gather(*await pressed_by_everybody(there, button))
        assert {each.status for each in answers} == {200}
        shown = asyncio.create_task(there.fake.house.live.settle())
        await there.cloud.login_gate.is_asked.wait()
        assert not shown.done()
    there.cloud.login_gate.is_open.set()
    assert await shown


def test_while_the_channels_keys_are_fetched_nobody_is_held_up(tmp_path: Path):
    assert in_a_house(tmp_path, while_keys_are_fetched) < MOST_S


def test_while_our_own_token_is_fetched_nobody_is_held_up(tmp_path: Path):
    assert in_a_house(tmp_path, while_our_token_is_fetched) < MOST_S


async def asked(access: Access, loop: WatchedLoop) -> None:
    """Ask for a token where nobody answers."""
    for _ in range(ROUNDS):
        with loop.watching(), pytest.raises(NoAccess, match="login_away"):
            await access.token()
        # A round ends with what runs now.
        await asyncio.sleep(0)
    await access.line.close()


def test_a_certificate_holds_nobody_up_either(tmp_path: Path):
    path = tmp_path / "teams.pem"
    path.write_bytes(certified(new_key(), datetime(2026, 12, 1, 9, tzinfo=UTC))[1])
    who = Credentials(APP_ID, TENANT, certificate=path)
    assert longest_s(partial(asked, Access(who, NOBODY, Line(), WallClock()))) < MOST_S


class Busy(Line):
    """Works a while before it asks."""

    async def call(self, *args: Any, **more: Any) -> Reply:
        began = time.thread_time()
        while time.thread_time() - began < MOST_S:
            pass
        return await super().call(*args, **more)


def test_what_does_hold_the_loop_up_is_noticed():
    who = Credentials(APP_ID, TENANT, "secret")
    assert longest_s(partial(asked, Access(who, NOBODY, Busy(), WallClock()))) > MOST_S
