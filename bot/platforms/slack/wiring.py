"""Slack as a whole, from its settings: what speaks, made before the turn, and what listens, made after it."""

from collections.abc import AsyncIterator, Callable, Collection, Sequence
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from bot.chats import Chats
from bot.clock import Clock
from bot.installations import Installations
from bot.platforms.slack import oauth
from bot.platforms.slack.acts import Acts
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.app import Slack, add_route
from bot.platforms.slack.budgets import Budgets
from bot.platforms.slack.client import TIMEOUT_S, Api
from bot.platforms.slack.people import People
from bot.platforms.slack.sender import SlackChat
from bot.platforms.slack.setting_up import SettingUp
from bot.platforms.slack.socket_mode import Socket
from bot.platforms.slack.tokens import App, Tokens
from bot.platforms.slack.visits import Visits


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """What can be set. In a rehearsal Slack is on this machine, and may be called as often as need be."""

    api_url: str
    address: str
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    bot_token: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    token_keys: Sequence[str] = field(default=(), repr=False)
    workspaces: Collection[str] = ()
    rehearsal: bool = False


class SlackSide:
    """Everything of Slack. Make it in the event loop that will serve it."""

    def __init__(self, settings: SlackSettings, installations: Installations, wall: Clock) -> None:
        """Wire what speaks."""
        self._settings, self._wall = settings, wall
        timeout = aiohttp.ClientTimeout(total=TIMEOUT_S)
        self._session = aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar())
        self._api = Api(self._session, Budgets(wall, unlimited=settings.rehearsal), settings.api_url)
        self._app = App(settings.client_id, settings.client_secret, frozenset(settings.workspaces))
        self._tokens = Tokens(self._api, wall, self._app, installations, settings.token_keys, settings.bot_token)
        self.chat = SlackChat(self._api, self._tokens)
        self.answers = Answers(self._api, self.chat)

    def add(self, app: web.Application, chats: Chats, _: Callable[[], str]) -> None:
        """Add what listens: the address for Slack's requests, the ones for installing, and the socket.

        In a rehearsal `/rehearsal/answered` waits until those who acted have been shown what came of it.
        """
        setting_up = SettingUp(chats, People(self._api), self.answers)
        acts = Acts(chats, self.answers, setting_up)
        visits = Visits(chats, acts, self.answers, self._tokens, setting_up)
        slack = Slack(self._api, self._tokens, acts, visits, setting_up, self.answers)
        settings = self._settings
        if settings.signing_secret:
            add_route(app, slack, settings.signing_secret, self._wall)
        if settings.client_id:
            installing = oauth.Installing(self._api, self._tokens, self._app, self._wall, settings.address)
            oauth.add_routes(app, installing)

        async def answered(_: web.Request) -> web.Response:
            await self.answers.said()
            return web.json_response({})

        if settings.rehearsal:
            app.router.add_post("/rehearsal/answered", answered)

        async def beside(_: web.Application) -> AsyncIterator[None]:
            socket = Socket(slack, settings.app_token) if settings.app_token else None
            if socket:
                await socket.open()
            yield
            if socket:
                await socket.close()
            await self.answers.said()
            await self._session.close()

        app.cleanup_ctx.append(beside)
