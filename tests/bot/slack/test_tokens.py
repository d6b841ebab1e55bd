"""Tokens of workspaces: unreadable in the database, refreshed once, and gone when they are revoked."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from cryptography.fernet import Fernet

from bot.installations import Installations
from bot.platforms.slack.budgets import Budgets
from bot.platforms.slack.client import Api
from bot.platforms.slack.tokens import App, Token, Tokens
from storage.engine import Store, open_store
from tests.fakes.house import Hand, new_folder, settings_in
from tests.fakes.slack.server import FakeSlack, serving_slack

OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
SECRET_TOKEN = "xoxb-very-secret"
LASTING = Token("T1", SECRET_TOKEN, "UBOT", "B1")


@dataclass
class Shop:
    """Somewhere to keep tokens, and a Slack that refreshes them."""

    store: Store
    slack: FakeSlack
    api: Api
    clock: Hand

    def tokens(self, *keys: str, allowed: tuple[str, ...] = ("T1", "E1"), single: str = "") -> Tokens:
        app = App("client", "secret", allowed)
        return Tokens(self.api, self.clock, app, Installations(self.store, "slack"), keys or (OLD,), single)

    def expiring(self) -> Token:
        ends = (self.clock.at + timedelta(minutes=30)).timestamp()
        return Token("T1", SECRET_TOKEN, "UBOT", "B1", "xoxe-1", ends)

    def refreshable(self, key: str = "xoxe-1", token: str = "xoxb-new") -> None:
        self.slack.codes[key] = {"access_token": token, "refresh_token": "xoxe-2", "expires_in": 43_200}


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    clock = Hand()
    slack = FakeSlack(lambda: 0.0)
    store = open_store(settings_in(new_folder(tmp_path)).database_url)
    async with serving_slack(slack) as url, aiohttp.ClientSession() as session:
        yield Shop(store, slack, Api(session, Budgets(clock), url), clock)
    await store.close()


async def test_a_token_that_was_kept_is_found_by_another_program(shop: Shop):
    assert await shop.tokens().install(LASTING)
    assert await shop.tokens().of("T1") == LASTING
    assert await shop.tokens().of("T2") is None


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_a_token_cannot_be_read_in_the_files_of_the_database(shop: Shop, tmp_path: Path):
    await shop.tokens().install(LASTING)
    files = everything_in(tmp_path)
    assert b"installation" in files
    assert b"UBOT" not in files
    assert SECRET_TOKEN.encode() not in files


async def test_a_key_is_changed_by_putting_the_new_one_in_front(shop: Shop, caplog: pytest.LogCaptureFixture):
    await shop.tokens(OLD).install(LASTING)
    assert await shop.tokens(NEW, OLD).of("T1") == LASTING
    await shop.tokens(NEW, OLD).install(LASTING)
    assert await shop.tokens(NEW).of("T1") == LASTING
    assert await shop.tokens(OLD).of("T1") is None
    assert "put its key back" in caplog.text


async def test_only_workspaces_on_the_list_are_let_in(shop: Shop):
    assert not await shop.tokens(allowed=("T2",)).install(LASTING)
    await shop.tokens().install(LASTING)
    assert await shop.tokens(allowed=("T2",)).of("T1") is None
    assert await shop.tokens(allowed=()).of("T1") is None


async def test_a_token_that_was_revoked_is_gone_at_once(shop: Shop):
    tokens = shop.tokens()
    await tokens.install(LASTING)
    await tokens.remove("T1")
    assert await tokens.of("T1") is None


async def test_what_another_program_removed_is_gone_within_half_a_minute(shop: Shop):
    tokens = shop.tokens()
    await tokens.install(LASTING)
    await shop.tokens().remove("T1")
    shop.clock.later(seconds=31)
    assert await tokens.of("T1") is None


async def test_a_token_is_refreshed_once_however_many_ask(shop: Shop):
    first, second = shop.tokens(), shop.tokens()
    await first.install(shop.expiring())
    shop.refreshable()
    found = await asyncio.gather(*(tokens.of("T1") for tokens in (first, second, first, second) for _ in range(3)))
    assert len(shop.slack.called("oauth.v2.access")) == 1
    assert {token.token for token in found if token} <= {SECRET_TOKEN, "xoxb-new"}
    shop.clock.later(seconds=31)
    for tokens in (first, second):
        token = await tokens.of("T1")
        assert token
        assert (token.token, token.refresh) == ("xoxb-new", "xoxe-2")


class Overtaken(Installations):
    """What is kept, where another server is quicker just before the right to refresh is taken."""

    other: Tokens

    async def claim_refresh(self, workspace: str, now: datetime, until: datetime) -> bool:
        await self.other.of(workspace)
        return await super().claim_refresh(workspace, now, until)


async def test_who_is_overtaken_by_another_server_takes_what_that_got(shop: Shop):
    kept = Overtaken(shop.store, "slack")
    kept.other = shop.tokens()
    tokens = Tokens(shop.api, shop.clock, App("client", "secret", ("T1",)), kept, (OLD,))
    await tokens.install(shop.expiring())
    shop.refreshable()
    found = await tokens.of("T1")
    assert found
    assert (found.token, found.refresh) == ("xoxb-new", "xoxe-2")
    assert len(shop.slack.called("oauth.v2.access")) == 1


async def test_a_token_that_cannot_be_refreshed_is_used_as_long_as_it_lasts(
    shop: Shop, caplog: pytest.LogCaptureFixture
):
    tokens = shop.tokens()
    await tokens.install(shop.expiring())
    token = await tokens.of("T1")
    assert token
    assert token.token == SECRET_TOKEN
    assert "install the app again" in caplog.text


async def test_a_token_that_lasts_is_left_alone(shop: Shop):
    tokens = shop.tokens()
    await tokens.install(LASTING)
    shop.clock.later(days=400)
    assert await tokens.of("T1") == LASTING
    assert shop.slack.calls == []


async def test_the_only_token_is_asked_once_whose_it_is(shop: Shop):
    tokens = shop.tokens(single="xoxb-test")
    for _ in range(3):
        token = await tokens.of("T1")
        assert token
        assert (token.workspace, token.bot_user) == ("T1", "UBOT")
    assert await tokens.of("T2") is None
    assert len(shop.slack.calls) == 1


async def test_the_only_token_when_it_is_wrong_opens_nothing(shop: Shop):
    assert await shop.tokens(single="xoxb-wrong").of("T1") is None


async def test_without_keys_nothing_is_kept_in_the_clear(shop: Shop):
    tokens = Tokens(shop.api, shop.clock, App("c", "s", ("T1",)), Installations(shop.store, "slack"), ())
    with pytest.raises(ValueError, match="MEDMAKKER_SLACK_TOKEN_KEYS"):
        await tokens.install(LASTING)
    assert await tokens.of("T1") is None
