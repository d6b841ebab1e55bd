"""Slack's way in: one route, bolt behind it, and as bolt's last step our own table of what can come.

Our check of the signature runs over the raw bytes before anything is parsed, so bolt's is off. The table answers when
the turn is over, and its answer goes back with the acknowledgement; bolt is told which token belongs to a workspace by
our own `authorize`, without asking Slack. Bolt's listeners are left out: looking for one costs more than all the rest
that bolt does (measured: 65 µs of CPU a press with one listener, 25 with the table).
"""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.response import BoltResponse

from bot.chats import Pressed
from bot.clock import Clock
from bot.platforms.slack import parse
from bot.platforms.slack.acts import Acts
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.client import Api
from bot.platforms.slack.forms import Carried
from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.parse import Body, Heard
from bot.platforms.slack.replies import NOTHING, Reply
from bot.platforms.slack.setting_up import SettingUp, is_about_a_committee
from bot.platforms.slack.signatures import is_signed
from bot.platforms.slack.tokens import Token, Tokens
from bot.platforms.slack.visits import Visits
from bot.platforms.slack.words import slack_words

PATH = "/slack/events"
REFUSED = "X-Medmakker-Refused"
COMMAND = "command"
TOKEN, HEARD, FAULT, REPLY = "medmakker_token", "medmakker_heard", "medmakker_fault", "medmakker_reply"
STUMBLES = (AttributeError, IndexError, KeyError, TypeError, ValueError)
_log = logging.getLogger(__name__)
Listener = Callable[[Body, AsyncBoltContext], Awaitable[BoltResponse]]


class Table(AsyncMiddleware):
    """What is done with each kind of payload, by its type; a command has none."""

    def __init__(self, rows: Mapping[str, Listener]) -> None:
        """Look in `rows`."""
        self._rows = rows

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Answer it; what is no kind of ours is left to bolt, which has nobody for it."""
        found = self._rows.get(req.body.get("type", COMMAND if "command" in req.body else ""))
        if found is None:
            return await next()
        try:
            return await found(req.body, req.context)
        except parse.Malformed:
            return BoltResponse(status=400, body="")


class Slack:
    """What listens to Slack."""

    def __init__(
        self, api: Api, tokens: Tokens, acts: Acts, visits: Visits, setting_up: SettingUp, answers: Answers
    ) -> None:
        """Wire it: `acts` for what people do in meetings, `setting_up` for committees, `visits` for all else."""
        self._acts, self._visits, self._setting_up, self._answers = acts, visits, setting_up, answers
        # bolt and the SDK would write whole payloads into the log, with what people typed.
        quiet = logging.getLogger("slack_bolt")
        quiet.setLevel(logging.ERROR)
        logging.getLogger("slack_sdk").setLevel(logging.ERROR)

        async def authorize(
            context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
        ) -> AuthorizeResult:
            # Where it is not installed our own table says so; bolt would call an address that came with the request.
            token = context[TOKEN] = await tokens.of(_workspace(context))
            return AuthorizeResult(
                enterprise_id=enterprise_id,
                team_id=team_id,
                bot_token=token.token if token else None,
                bot_id=token.bot if token else None,
                bot_user_id=token.bot_user if token else None,
            )

        self.bolt = AsyncApp(
            logger=quiet,
            client=api.web,
            authorize=authorize,
            request_verification_enabled=False,
            ssl_check_enabled=False,
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        rows: Mapping[str, Listener] = {
            "block_actions": self._pressed,
            "view_submission": self._submitted,
            "event_callback": self._told,
            COMMAND: self._commanded,
            "shortcut": self._shortcut,
            "message_action": self._shortcut,
            "view_closed": self._closed,
            "block_suggestion": self._closed,
        }
        self.bolt.use(Table(rows))
        self.bolt.error(_keep_fault)

    async def receive(self, body: bytes, content_type: str) -> web.Response:
        """Answer a request whose signature was checked.

        Raises:
            HTTPBadRequest: for what Slack does not send.
        """
        try:
            # To bolt what was read already comes as if through its socket.
            request = AsyncBoltRequest(body=parse.read_body(body, content_type), mode="socket_mode")
        except STUMBLES:
            raise web.HTTPBadRequest from None
        try:
            answer = await self.bolt.async_dispatch(request)
            if fault := request.context.get(FAULT):
                raise fault
        except STUMBLES:
            if HEARD in request.context:
                raise
            # Bolt itself stumbled over something that Slack does not send.
            raise web.HTTPBadRequest from None
        reply: Reply = request.context.get(REPLY, NOTHING)
        headers = {REFUSED: reply.refused} if reply.refused else {}
        kind = "application/json" if answer.body.startswith("{") else "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=kind, headers=headers)

    async def _pressed(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        heard = _heard(parse.press, context, body)
        act, token = self._acts.on_press.get(heard.kind), _token(context)
        if token is None:
            return _answered(context, NOTHING)
        person = await self._visits.who(heard)
        what = Pressed.read(heard.value)
        if heard.kind == "open" and what and is_about_a_committee(what):
            self._setting_up.open(token, heard, what)
            return _answered(context, NOTHING)
        if person is None:
            self._answers.whisper(token, heard, slack_words("da").not_known)
            return _answered(context, NOTHING)
        return _answered(context, await act(token, heard, person) if act else NOTHING)

    async def _submitted(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        heard = _heard(parse.submission, context, body)
        person, token = await self._visits.who(heard), _token(context)
        try:
            carried = Carried.read(heard.value)
            what = Pressed.read(carried.pressed)
            if token and what and is_about_a_committee(what):
                return _answered(context, await self._setting_up.submit(token, heard, person, carried, what))
            if person is None or token is None:
                return _answered(context, Reply({"response_action": "clear"}, "not_a_member"))
            return _answered(context, await self._acts.submit(token, heard, person))
        except ValueError as fault:
            raise parse.Malformed(type(fault).__name__) from None

    async def _commanded(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        return _answered(
            context, Reply(await self._visits.command(context[TOKEN], parse.command(_workspace(context), body)))
        )

    async def _shortcut(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        await self._visits.shortcut(_token(context), _heard(parse.shortcut, context, body))
        return _answered(context, NOTHING)

    async def _told(self, body: Body, context: AsyncBoltContext) -> BoltResponse:
        heard = _heard(parse.event, context, body)
        await self._visits.event(_token(context), heard, body)
        return _answered(context, NOTHING)

    async def _closed(self, _: Body, context: AsyncBoltContext) -> BoltResponse:
        return _answered(context, NOTHING)


def add_route(app: web.Application, slack: Slack, secret: str, wall: Clock) -> None:
    """Add the one address that Slack sends to."""

    async def events(request: web.Request) -> web.Response:
        if request.content_length is not None and request.content_length > LIMITS["request_bytes"]:
            raise web.HTTPRequestEntityTooLarge(LIMITS["request_bytes"], request.content_length)
        body = await request.read()
        if not is_signed(secret, request.headers, body, wall.now()):
            return web.json_response({"error": "invalid request"}, status=401)
        return await slack.receive(body, request.headers.get("Content-Type", ""))

    app.router.add_post(PATH, events)


def _heard(read: Callable[[str, Body], Heard], context: AsyncBoltContext, body: Body) -> Heard:
    context[HEARD] = True
    return read(_workspace(context), body)


def _token(context: AsyncBoltContext) -> Token | None:
    found: Token | None = context.get(TOKEN)
    return found


def _workspace(context: AsyncBoltContext) -> str:
    """Give where the app is installed: a workspace, or an organisation with all of its workspaces."""
    wide = context.enterprise_id if context.is_enterprise_install else None
    return wide or context.team_id or ""


async def _keep_fault(error: Exception, context: AsyncBoltContext) -> BoltResponse:
    # What it becomes is said where the request came in. By way of the socket nothing is acknowledged then, and Slack
    # sends it again.
    context[FAULT] = error
    _log.error("not dealt with", extra={"fault": type(error).__name__})
    return BoltResponse(status=503, body="")


def _answered(context: AsyncBoltContext, reply: Reply) -> BoltResponse:
    context[REPLY] = reply
    return BoltResponse(status=200, body=json.dumps(reply.body) if reply.body else "")
