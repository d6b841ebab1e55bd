"""Slack's Web API as a server on this machine, as strict as the real one, and a memory of what people see.

It holds every call against Slack's rules: token and scope, blocks and views, ids, triggers that live three seconds and
open once, hashes of views. A test can make it fail in every way that Slack does. What no correct program sends is kept
in `faults`; what Slack may answer at any time is not a fault.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.fakes.slack.rules import Json, message_faults, view_faults
from tests.fakes.slack.weather import Failure, Weather

__all__ = ["Failure", "FakeSlack"]

TOKEN = "xoxb-test"
TEAM = "T1"
BOT = "UBOT"
TRIGGER_S = 3.0
SCOPES = {
    "auth.test": "",
    "apps.connections.open": "",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.info": "channels:read",
    "conversations.members": "channels:read",
    "conversations.open": "im:write",
    "oauth.v2.access": "",
    "users.conversations": "channels:read",
    "users.info": "users:read",
    "views.open": "",
    "views.publish": "",
    "views.push": "",
    "views.update": "",
}
GRANTED = frozenset(
    {
        *("channels:history", "channels:read", "chat:write", "commands", "groups:history"),
        *("groups:read", "im:history", "im:write", "users:read"),
    }
)
Clock = Callable[[], float]


@dataclass
class Channel:
    """A conversation. `members` are users; with `user` it is our own one with somebody."""

    id: str
    members: set[str] = field(default_factory=set)
    user: str = ""
    is_archived: bool = False
    messages: dict[str, Json] = field(default_factory=dict)


@dataclass
class View:
    """A view that is open. `below` is the id of the one it was pushed onto."""

    id: str
    user: str
    json: Json
    hash: str
    below: str = ""
    state: dict[str, Any] = field(default_factory=dict)


class FakeSlack:
    """A workspace with its people, conversations and views."""

    def __init__(self, clock: Clock) -> None:
        """Measure the life of triggers by `clock`, in seconds."""
        self._clock = clock
        self.tokens = {TOKEN: TEAM}
        self.scopes = set(GRANTED)
        self.users: dict[str, str] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.homes: dict[str, Json] = {}
        self.whispers: list[tuple[str, str, Json]] = []
        self.opened: list[tuple[str, str]] = []
        self.triggers: dict[str, tuple[str, float]] = {}
        self.failures: dict[str, list[Failure]] = defaultdict(list)
        # Where there is a cursor after the members of a channel, there are more of them than a page holds.
        self.pages_end: dict[str, str] = {}
        self.weather = Weather()
        # Calls that are not answered wait for this.
        self.over = asyncio.Event()
        self.calls: list[tuple[str, Json]] = []
        self.faults: list[str] = []
        self.codes: dict[str, Json] = {}
        self.sockets: list[web.WebSocketResponse] = []
        self.connected, self.heard = asyncio.Event(), asyncio.Event()
        self.acknowledged: dict[str, Json | None] = {}
        self.socket_url = ""
        self._count = 0

    def number(self) -> int:
        self._count += 1
        return self._count

    def add_user(self, user: str, name: str) -> None:
        self.users[user] = name

    def add_channel(self, channel: str, *members: str) -> Channel:
        self.channels[channel] = Channel(channel, {BOT, *members})
        return self.channels[channel]

    def trigger(self, user: str) -> str:
        """Make what opens one view for somebody, for three seconds."""
        ident = f"{self.number()}.1.abcdef"
        self.triggers[ident] = (user, self._clock() + TRIGGER_S)
        return ident

    def fail(self, method: str, *failures: Failure) -> None:
        """Let the next calls of a method fail, one after the other."""
        self.failures[method] += failures

    def called(self, method: str) -> list[Json]:
        return [body for name, body in self.calls if name == method]

    def direct(self, user: str) -> Channel | None:
        """Give our own conversation with somebody."""
        return next((each for each in self.channels.values() if each.user == user), None)

    def open_view(self, user: str) -> View | None:
        """Give the view on top for somebody."""
        below = {each.below for each in self.views.values()}
        mine = [each for each in self.views.values() if each.user == user and each.id not in below]
        return mine[-1] if mine else None

    def close_view(self, view: View, *, all_of_them: bool = False) -> None:
        """Close a view, and with it all below it."""
        self.views.pop(view.id, None)
        if all_of_them and view.below in self.views:
            self.close_view(self.views[view.below], all_of_them=True)

    def change_view(self, view: View, new: Json) -> None:
        """Put another view in the place of one; what was typed in blocks that stay is kept."""
        faults = list(view_faults(new))
        if faults:
            self.faults += [f"a view in an answer: {fault}" for fault in faults]
            return
        kept = {block.get("block_id") for block in new["blocks"]}
        view.json, view.hash = _with_ids(new), f"{self.number()}.hash"
        view.state = {block: value for block, value in view.state.items() if block in kept}

    # --- Socket Mode

    async def link(self, request: web.Request) -> web.WebSocketResponse:
        """Hold the socket that the program opened, and keep what it acknowledges."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        await socket.send_json({"type": "hello", "num_connections": 1})
        self.connected.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT and message.data.startswith("{"):
                answer = json.loads(message.data)
                self.acknowledged[answer["envelope_id"]] = answer.get("payload")
                self.heard.set()
        return socket

    async def deliver(self, kind: str, payload: Json) -> str:
        """Send something through the socket, and give its envelope's id."""
        envelope = f"envelope-{self.number()}"
        body = {"type": kind, "envelope_id": envelope, "accepts_response_payload": True, "payload": payload}
        await self.sockets[-1].send_json(body)
        return envelope

    # --- the web API

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the Web API."""
        method = request.match_info["method"]
        body = await _body(request)
        self.calls.append((method, body))
        failure = self.failures[method].pop(0) if self.failures[method] else self.weather.strikes(method, body)
        if failure and not failure.done:
            return await self._fail(request, failure)
        answer = self._answer(method, body, request.headers.get("Authorization", ""))
        if failure:
            return await self._fail(request, failure)
        return web.json_response(answer)

    async def _fail(self, request: web.Request, failure: Failure) -> web.StreamResponse:
        if failure.hang:
            await self.over.wait()
        if failure.drop or failure.hang:
            if request.transport:
                request.transport.abort()
            return web.Response(status=500)
        if failure.status:
            headers = {"Retry-After": failure.retry_after} if failure.retry_after else {}
            if failure.status == 429:
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            return web.Response(status=failure.status, text="<html>bad gateway</html>", content_type="text/html")
        return web.json_response({"ok": False, "error": failure.error})

    def _answer(self, method: str, body: Json, authorization: str) -> Json:
        if method not in SCOPES:
            return self._wrong(method, "unknown_method")
        if method == "oauth.v2.access":
            return self._exchanged(body, authorization)
        if method == "apps.connections.open":
            return {"ok": True, "url": self.socket_url}
        team = self.tokens.get(authorization.removeprefix("Bearer "))
        if team is None:
            return {"ok": False, "error": "invalid_auth"}
        scope = SCOPES[method]
        if scope and scope not in self.scopes:
            return self._wrong(method, "missing_scope")
        found: Json = getattr(self, "_" + method.replace(".", "_").lower())(body)
        return {"ok": "error" not in found, **found}

    def _wrong(self, method: str, error: str, *messages: str) -> Json:
        """Refuse what no correct program sends."""
        self.faults.append(f"{method}: {error} {'; '.join(messages)}")
        return {"ok": False, "error": error, "response_metadata": {"messages": list(messages)}}

    def _exchanged(self, body: Json, authorization: str) -> Json:
        if not authorization.startswith("Basic "):
            return self._wrong("oauth.v2.access", "bad_client_secret")
        key = str(body.get("code") or body.get("refresh_token"))
        if key not in self.codes:
            return {"ok": False, "error": "invalid_code" if "code" in body else "invalid_refresh_token"}
        # A code and a refresh token are good for one use.
        return {"ok": True, **self.codes.pop(key)}

    def _auth_test(self, _: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT, "bot_id": "B1", "is_enterprise_install": False}

    def _conversations_open(self, body: Json) -> Json:
        user = str(body.get("users", ""))
        if user not in self.users:
            return {"error": "user_not_found"}
        if self.direct(user) is None:
            ident = f"D{user}"
            self.channels[ident] = Channel(ident, {BOT, user}, user)
        channel = self.direct(user)
        assert channel
        return {"channel": {"id": channel.id}}

    def _conversations_history(self, body: Json) -> Json:
        channel = self.channels.get(str(body.get("channel")))
        if channel is None:
            return {"error": "channel_not_found"}
        if BOT not in channel.members:
            return {"error": "not_in_channel"}
        newest = list(reversed(channel.messages.values()))[: int(body.get("limit", 100))]
        return {"messages": newest, "has_more": len(channel.messages) > len(newest)}

    def _conversations_info(self, body: Json) -> Json:
        channel = self.channels.get(str(body.get("channel")))
        if channel is None:
            return {"error": "channel_not_found"}
        return {"channel": {"id": channel.id, "is_archived": channel.is_archived, "is_member": BOT in channel.members}}

    def _conversations_members(self, body: Json) -> Json:
        channel = self.channels.get(str(body.get("channel")))
        if channel is None:
            return {"error": "channel_not_found"}
        cursor = self.pages_end.get(channel.id, "")
        return {"members": sorted(channel.members), "response_metadata": {"next_cursor": cursor}}

    def _users_conversations(self, body: Json) -> Json:
        if body.get("types") != "public_channel,private_channel":
            return self._wrong("users.conversations", "invalid_types")
        ours = [
            each for each in self.channels.values() if BOT in each.members and not each.user and not each.is_archived
        ]
        return {"channels": [{"id": each.id, "name": f"kanal-{each.id.lower()}"} for each in ours]}

    def _users_info(self, body: Json) -> Json:
        user = str(body.get("user"))
        if user not in self.users and user != BOT:
            return {"error": "user_not_found"}
        profile = {"real_name": self.users.get(user, "Medmakker")}
        return {"user": {"id": user, "is_bot": user == BOT, "deleted": False, "profile": profile}}

    def _writable(self, body: Json) -> Channel | str:
        channel = self.channels.get(str(body.get("channel")))
        if channel is None:
            return "channel_not_found"
        if channel.is_archived:
            return "is_archived"
        return channel if BOT in channel.members else "not_in_channel"

    def _chat_postmessage(self, body: Json) -> Json:
        channel = self._writable(body)
        if isinstance(channel, str):
            return {"error": channel}
        if faults := self._message_faults(body):
            return self._wrong("chat.postMessage", "invalid_blocks", *faults)
        stamp = f"17000{self.number():05}.{self.number():06}"
        channel.messages[stamp] = self._message(stamp, body)
        return {"channel": channel.id, "ts": stamp}

    def _chat_update(self, body: Json) -> Json:
        channel = self._writable(body)
        if isinstance(channel, str):
            return {"error": channel}
        if body.get("ts") not in channel.messages:
            return {"error": "message_not_found"}
        if faults := self._message_faults(body):
            return self._wrong("chat.update", "invalid_blocks", *faults)
        channel.messages[body["ts"]] = self._message(body["ts"], body)
        return {"channel": channel.id, "ts": body["ts"]}

    def _message_faults(self, body: Json) -> list[str]:
        known = {"channel", "text", "blocks", "metadata", "unfurl_links", "unfurl_media", "ts", "user"}
        extra = [f"unknown argument {name}" for name in body if name not in known]
        return [*extra, *message_faults(body)]

    def _message(self, stamp: str, body: Json) -> Json:
        found = {"type": "message", "ts": stamp, "bot_id": "B1", "user": BOT, "text": body.get("text", "")}
        return {**found, "blocks": _numbered(body.get("blocks", [])), "metadata": body.get("metadata")}

    def _chat_delete(self, body: Json) -> Json:
        channel = self._writable(body)
        if isinstance(channel, str):
            return {"error": channel}
        if channel.messages.pop(str(body.get("ts")), None) is None:
            return {"error": "message_not_found"}
        return {"ts": body["ts"]}

    def _chat_postephemeral(self, body: Json) -> Json:
        channel = self._writable(body)
        if isinstance(channel, str):
            return {"error": channel}
        user = str(body.get("user"))
        if user not in channel.members:
            return {"error": "user_not_in_channel"}
        if faults := self._message_faults(body):
            return self._wrong("chat.postEphemeral", "invalid_blocks", *faults)
        self.whispers.append((user, channel.id, body))
        return {"message_ts": f"17000{self.number():05}.000000"}

    def _views_open(self, body: Json) -> Json:
        return self._open(body, "")

    def _views_push(self, body: Json) -> Json:
        user = self.triggers.get(str(body.get("trigger_id")), ("", 0.0))[0]
        below = self.open_view(user)
        if below is None:
            return self._wrong("views.push", "no_view_open")
        if below.below and self.views[below.below].below:
            return self._wrong("views.push", "push_limit_reached")
        return self._open(body, below.id)

    def _open(self, body: Json, below: str) -> Json:
        user, ends = self.triggers.pop(str(body.get("trigger_id")), ("", 0.0))
        if not user:
            return {"error": "invalid_trigger_id"}
        if self._clock() > ends:
            return {"error": "expired_trigger_id"}
        view = body.get("view")
        if not isinstance(view, dict) or view.get("type") != "modal":
            return self._wrong("views.open", "invalid_arguments", "view")
        if faults := list(view_faults(view)):
            return self._wrong("views.open", "invalid_arguments", *faults)
        if not below:
            for each in [each for each in self.views.values() if each.user == user]:
                del self.views[each.id]
        made = View(f"V{self.number()}", user, _with_ids(view), f"{self.number()}.hash", below)
        self.views[made.id] = made
        self.opened.append((user, made.id))
        return {"view": {"id": made.id, "hash": made.hash}}

    def _views_update(self, body: Json) -> Json:
        view = self.views.get(str(body.get("view_id")))
        if view is None:
            return {"error": "not_found"}
        if body.get("hash") and body["hash"] != view.hash:
            return {"error": "hash_conflict"}
        if faults := list(view_faults(body["view"])):
            return self._wrong("views.update", "invalid_arguments", *faults)
        self.change_view(view, body["view"])
        return {"view": {"id": view.id, "hash": view.hash}}

    def _views_publish(self, body: Json) -> Json:
        if body.get("user_id") not in self.users:
            return {"error": "user_not_found"}
        if faults := list(view_faults(body["view"])):
            return self._wrong("views.publish", "invalid_arguments", *faults)
        self.homes[body["user_id"]] = _with_ids(body["view"])
        return {"view": {"id": f"V{self.number()}", "hash": f"{self.number()}.hash"}}


def _with_ids(view: Json) -> Json:
    return {**view, "blocks": _numbered(view["blocks"])}


def _numbered(blocks: list[Json]) -> list[Json]:
    """Give blocks with an id each, as Slack does where the program gave none."""
    return [{"block_id": f"b{place}", **block} for place, block in enumerate(blocks)]


async def _body(request: web.Request) -> Json:
    """Give what was sent, however Slack's own library sends it: query, form and JSON together."""
    found: Json = dict(request.query)
    if request.content_type == "application/json":
        text = await request.text()
        found |= json.loads(text) if text else {}
    elif request.method == "POST":
        found |= dict(await request.post())
    return found


@asynccontextmanager
async def serving_slack(slack: FakeSlack) -> AsyncIterator[str]:
    """Serve on a free port of this machine, and give where the Web API is."""
    app = web.Application(client_max_size=4 * 1024 * 1024)
    app.router.add_route("*", "/api/{method}", slack.handle)
    app.router.add_get("/link", slack.link)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    assert site._server
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
    slack.socket_url = f"ws://127.0.0.1:{port}/link?ticket=1"
    try:
        yield f"http://127.0.0.1:{port}/api/"
    finally:
        slack.over.set()
        for socket in slack.sockets:
            await socket.close()
        await runner.cleanup()


def loop_clock() -> Clock:
    """Give the clock of the running event loop."""
    return asyncio.get_running_loop().time
