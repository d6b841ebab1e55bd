"""The way in from Teams: `POST /api/messages`."""

import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from botbuilder.core import TurnContext
from botbuilder.schema import Activity
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined]

from bot.chats import Chats
from bot.clock import Clock
from bot.platforms.teams.access import Access, Credentials
from bot.platforms.teams.activity_bot import REFUSED, ActivityBot, Replies
from bot.platforms.teams.budgets import Budgets
from bot.platforms.teams.cards import to_bytes
from bot.platforms.teams.connector import Connector, unlimited
from bot.platforms.teams.hosts import may_be_called
from bot.platforms.teams.inside import Inside
from bot.platforms.teams.keys import Keys, KeysUnknown
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.line import Line
from bot.platforms.teams.rooms import Rooms
from bot.platforms.teams.sender import TeamsChat
from bot.platforms.teams.talk import Talk
from bot.platforms.teams.tokens import BadToken, TokenCheck
from bot.platforms.teams.windows import Windows

ROUTE = "/api/messages"
# Tells those who try us out why something was refused; Teams itself does not look at it.
REFUSED_HEADER = "Medmakker-Refused"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Options:
    """What the settings say about Teams. Without an app id it is development, on this machine only."""

    app_id: str
    tenants: tuple[str, ...]
    secret: str
    certificate: Path | None
    managed_identity: bool
    development: bool
    login: str
    keys: str
    service: str
    # Hours pass in seconds there, so what Teams allows by the hour is not held.
    rehearsal: bool = False


@dataclass(frozen=True, slots=True)
class Teams:
    """Everything of this platform that runs."""

    options: Options
    line: Line
    tokens: TokenCheck
    chat: TeamsChat
    language: str = "da"

    def add(self, app: web.Application, chats: Chats, chance: Callable[[], str]) -> None:
        """Add the route, and close the line when the application ends."""
        windows = Windows(chats, chance, self.language)
        inside, talk = Inside(chats, windows, self.language), Talk(chats, windows, self.language)
        rooms = Rooms(chats, windows, self.chat.connector, self.language)
        door = Door(self, ActivityBot(chats, windows, inside, talk, rooms, self.chat))
        app.router.add_post(ROUTE, door.receive)

        async def hang_up(_: web.Application) -> AsyncIterator[None]:
            yield
            await self.line.close()

        app.cleanup_ctx.append(hang_up)


def make_teams(options: Options, wall: Clock) -> Teams:
    """Wire the platform. Nothing is called before the first message."""
    # It would write names of parts it does not know into the log, which anybody can make up.
    logging.getLogger("msrest").setLevel(logging.ERROR)
    line, tenant = Line(), options.tenants[0] if options.tenants else ""
    who = Credentials(options.app_id, tenant, options.secret, options.certificate, options.managed_identity)
    spend = unlimited if options.rehearsal else Budgets(wall).spend
    connector = Connector(line, Access(who, options.login, line, wall), options.development, spend=spend)
    tokens = TokenCheck(options.app_id, frozenset(options.tenants), Keys(options.keys, line, wall), wall)
    home = {"serviceUrl": options.service, "conversation": "", "bot": f"28:{options.app_id}", "tenant": tenant}
    return Teams(options, line, tokens, TeamsChat(connector, home))


class Door:
    """Lets activities in: the token first, then the body, then both held against each other."""

    def __init__(self, teams: Teams, bot: ActivityBot) -> None:
        """Let in to `bot`."""
        self._tokens, self._options, self._bot = teams.tokens, teams.options, bot

    async def receive(self, request: web.Request) -> web.Response:
        """Take an activity and answer it."""
        try:
            claims = None
            if self._options.app_id:
                claims = await self._tokens.claims(request.headers.get("Authorization", ""))
            body = await _read(request)
            if claims:
                self._tokens.hold(claims, body)
            else:
                self._tokens.hold_tenant(body)
            if not may_be_called(str(body.get("serviceUrl", "")), development=self._options.development):
                raise BadToken("strange_host")
        except BadToken as fault:
            _log.warning("an activity was turned away", extra={"reason": fault.reason})
            return web.Response(status=401)
        except KeysUnknown:
            # It may well be Teams, which sends again.
            return web.Response(status=503, headers={"Retry-After": "5"})
        except BadActivity:
            return web.Response(status=400)
        return await self._turn(body)

    async def _turn(self, body: Mapping[str, Any]) -> web.Response:
        replies = Replies()
        try:
            activity = Activity().deserialize(dict(body))
        except (DeserializationError, AttributeError, TypeError, ValueError):
            return web.Response(status=400)
        context = TurnContext(replies, activity)
        await self._bot.on_turn(context)
        refused = context.turn_state.get(REFUSED)
        headers = {REFUSED_HEADER: str(refused)} if refused else {}
        # botbuilder's own faults come as objects that nobody can write down; their status says enough.
        if not isinstance(replies.body, dict):
            return web.Response(status=replies.status, headers=headers)
        return web.Response(
            status=replies.status, body=to_bytes(replies.body), content_type="application/json", headers=headers
        )


class BadActivity(Exception):
    """What came is no activity."""


async def _read(request: web.Request) -> Mapping[str, Any]:
    raw = await request.content.read(LIMITS["activity_bytes"] + 1)
    while len(raw) <= LIMITS["activity_bytes"] and (more := await request.content.read(LIMITS["activity_bytes"])):
        raw += more
    if len(raw) > LIMITS["activity_bytes"]:
        raise BadActivity
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise BadActivity from None
    if not isinstance(body, dict) or not _has_shape(body):
        raise BadActivity
    return body


def _has_shape(body: Mapping[str, Any]) -> bool:
    """Say whether the parts that everything is read from are of the kind they should be."""
    texts = ("type", "channelId", "serviceUrl")
    optional_texts = ("id", "text", "name", "textFormat", "locale", "action")
    objects = ("from", "conversation", "recipient")
    lists = ("membersAdded", "membersRemoved", "entities", "attachments")
    value = body.get("value")
    return (
        all(isinstance(body.get(name), str) for name in texts)
        and all(isinstance(body.get(name, ""), str | None) for name in optional_texts)
        and all(isinstance(body.get(name), dict) for name in objects)
        and all(isinstance(body[name].get("id"), str) for name in objects)
        and isinstance(body.get("channelData", {}), dict | None)
        and all(_are_objects(body.get(name)) for name in lists)
        and (body["type"] != "invoke" or _is_value(value))
    )


def _are_objects(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(each, dict) for each in value))


def _is_value(value: object) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("action", {}), dict):
        return False
    payload = value.get("messagePayload")
    return payload is None or (isinstance(payload, dict) and isinstance(payload.get("body", {}), dict))
