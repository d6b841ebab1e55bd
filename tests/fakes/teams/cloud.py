"""The channel: keys, login and Connector as one server on loopback. It keeps what stands in every conversation."""

import asyncio
import itertools
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from tests.fakes.teams.rules import Json, message_faults
from tests.fakes.teams.signing import Signing
from tests.fakes.teams.weather import Trouble, Weather

APP_ID, TENANT, SECRET = "3f1c7a52-0000-4000-8000-00000000a1b2", "9d0e2f11-0000-4000-8000-00000000c3d4", "word-of-ours"
BOT = f"28:{APP_ID}"
SCOPE = "https://api.botframework.com/.default"


@dataclass
class Conversation:
    """A conversation: who is in it, and what stands there by message id, in the order it was posted."""

    ident: str
    kind: str
    members: list[Json] = field(default_factory=list)
    messages: dict[str, Json] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    # What stands there though the bot was told that it had failed: nobody knows its id.
    unheard: set[str] = field(default_factory=set)
    is_gone: bool = False

    def heard(self) -> dict[str, Json]:
        """Give what stands there, and was answered as it was done."""
        return {ident: each for ident, each in self.messages.items() if ident not in self.unheard}


@dataclass
class Gate:
    """Behind it somebody takes long to answer: nobody comes through while it is shut."""

    is_asked: asyncio.Event = field(default_factory=asyncio.Event)
    is_open: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.is_open.set()

    def shut(self) -> None:
        self.is_asked.clear()
        self.is_open.clear()

    async def pass_through(self) -> None:
        self.is_asked.set()
        await self.is_open.wait()


@dataclass
class Cloud:
    """Teams on loopback."""

    signing: Signing = field(default_factory=lambda: Signing(APP_ID))
    conversations: dict[str, Conversation] = field(default_factory=dict)
    # Conversations with one person, by the account.
    own: dict[str, str] = field(default_factory=dict)
    # The channels of each team, as Teams tells them: the first has no name.
    teams: dict[str, list[Json]] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    weather: Weather | None = None
    calls: list[tuple[str, str, int]] = field(default_factory=list)
    given_tokens: list[str] = field(default_factory=list)
    key_fetches: int = 0
    keys_gate: Gate = field(default_factory=Gate)
    login_gate: Gate = field(default_factory=Gate)
    address: str = ""
    _numbers: Any = field(default_factory=lambda: itertools.count(1_700_000_000_000))
    _runner: web.AppRunner | None = None

    async def __aenter__(self) -> "Cloud":
        app = web.Application(client_max_size=1_000_000)
        app.router.add_get("/v1/.well-known/openidconfiguration", self._metadata)
        app.router.add_get("/v1/keys", self._keys)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self._token)
        base = "/teams/v3/conversations"
        app.router.add_post(base, self._create)
        app.router.add_post(f"{base}/{{conversation}}/activities", self._post)
        app.router.add_put(f"{base}/{{conversation}}/activities/{{message}}", self._put)
        app.router.add_delete(f"{base}/{{conversation}}/activities/{{message}}", self._delete)
        app.router.add_get(f"{base}/{{conversation}}/pagedmembers", self._members)
        app.router.add_get(f"{base}/{{conversation}}/members/{{account}}", self._member)
        app.router.add_get("/teams/v3/teams/{team}", self._team)
        app.router.add_get("/teams/v3/teams/{team}/conversations", self._channels)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def service(self) -> str:
        return f"{self.address}/teams/"

    def settings(self) -> dict[str, str]:
        """Give the settings of a server that speaks with this Teams."""
        return {
            "MEDMAKKER_TEAMS_APP_ID": APP_ID,
            "MEDMAKKER_TEAMS_TENANTS": TENANT,
            "MEDMAKKER_TEAMS_SECRET": SECRET,
            "MEDMAKKER_TEAMS_DEVELOPMENT": "true",
            "MEDMAKKER_TEAMS_LOGIN": f"{self.address}/login",
            "MEDMAKKER_TEAMS_KEYS": f"{self.address}/v1/.well-known/openidconfiguration",
            "MEDMAKKER_TEAMS_SERVICE": self.service,
        }

    def reference(self, conversation: str) -> Json:
        """Give how a bot keeps a conversation."""
        return {"serviceUrl": self.service, "conversation": conversation, "bot": BOT, "tenant": TENANT}

    def add(self, ident: str, kind: str, members: list[Json] | None = None) -> Conversation:
        """Add a conversation: `groupChat`, `channel` or `personal`."""
        return self.conversations.setdefault(ident, Conversation(ident, kind, members or []))

    def lose(self, account: str) -> None:
        """Have the conversation with somebody gone, with all that stood there; a new one can be made."""
        self.conversations[self.own.pop(account)].is_gone = True

    def activity(self, account: str, conversation: str, **more: Any) -> Json:
        """Give an activity as Teams sends it."""
        place = self.conversations[conversation]
        return {
            "id": f"f:{secrets.token_hex(8)}",
            "channelId": "msteams",
            "serviceUrl": self.service,
            "timestamp": "2026-12-01T09:00:00.000Z",
            "from": {"id": account, "name": account, "aadObjectId": account.removeprefix("29:")},
            "conversation": {"id": conversation, "conversationType": place.kind, "tenantId": TENANT},
            "recipient": {"id": BOT, "name": "Medmakker"},
            "channelData": {"tenant": {"id": TENANT}},
            **more,
        }

    def headers(self) -> dict[str, str]:
        """Give the headers of an activity."""
        token = self.signing.token(self.service)
        return {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}

    # --- Keys and login

    async def _metadata(self, _: web.Request) -> web.Response:
        keys = f"{self.address}/v1/keys"
        return web.json_response({"issuer": "https://api.botframework.com", "jwks_uri": keys})

    async def _keys(self, _: web.Request) -> web.Response:
        self.key_fetches += 1
        await self.keys_gate.pass_through()
        return web.json_response({"keys": [self.signing.public()]})

    async def _token(self, request: web.Request) -> web.Response:
        form = dict(await request.post())
        await self.login_gate.pass_through()
        wanted = {"grant_type": "client_credentials", "client_id": APP_ID, "client_secret": SECRET, "scope": SCOPE}
        if request.match_info["tenant"] != TENANT or form != wanted:
            self.faults.append(f"a login that is wrong: {sorted(form)}")
            return web.json_response({"error": "invalid_client"}, status=401)
        self.given_tokens.append(secrets.token_urlsafe(24))
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": self.given_tokens[-1]})

    # --- Connector

    def _refusal(self, request: web.Request) -> web.Response | None:
        """Give what is answered where a call cannot be taken."""
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.given_tokens[-1:]:
            return self._no(request, 401, "Unauthorized")
        waiting = self._waiting(request, is_done=False)
        return self._no(request, waiting.status, waiting.code or "Trouble", waiting.headers) if waiting else None

    def _waiting(self, request: web.Request, *, is_done: bool) -> Trouble | None:
        """Take the next trouble that waits for such a call, of those that are carried out or of the others."""
        fitting = (each for each in self.troubles if each.only in {"", request.method} and each.is_done is is_done)
        found = next(fitting, None)
        if found:
            self.troubles.remove(found)
        return found

    def _befallen(self, request: web.Request, place: Conversation, activity: Json) -> web.Response | None:
        """Give what is answered where something befalls a call, and do what befalls the message meanwhile."""
        trouble = self._waiting(request, is_done=True)
        if trouble is None and self.weather:
            trouble = self.weather(request.method, place.ident, activity)
        if trouble is None:
            return None
        ident = request.match_info.get("message", "")
        if trouble.is_deleted and place.messages.pop(ident, None):
            place.deleted.add(ident)
        if trouble.is_done and ident in place.messages:
            place.messages[ident] = activity
        if trouble.is_done and request.method == "POST":
            unheard = str(next(self._numbers))
            place.messages[unheard] = activity
            place.unheard.add(unheard)
        return self._no(request, trouble.status, trouble.code or "Trouble", trouble.headers)

    def _no(
        self, request: web.Request, status: int, code: str, headers: Mapping[str, str] | None = None
    ) -> web.Response:
        self.calls.append((request.method, request.path, status))
        body = {"error": {"code": code, "message": code}}
        return web.json_response(body, status=status, headers=headers)

    def _yes(self, request: web.Request, body: Json, status: int = 200) -> web.Response:
        self.calls.append((request.method, request.path, status))
        return web.json_response(body, status=status)

    def _place(self, request: web.Request) -> Conversation | None:
        place = self.conversations.get(unquote(request.match_info["conversation"]))
        return None if place is None or place.is_gone else place

    async def _create(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        asked = await request.json()
        people = [each["id"] for each in asked.get("members", ())]
        whole = {"bot", "members", "isGroup", "tenantId", "channelData"}
        if set(asked) != whole or asked["bot"] != {"id": BOT} or len(people) != 1 or asked["tenantId"] != TENANT:
            self.faults.append(f"a conversation that cannot be made: {sorted(asked)}")
            return self._no(request, 400, "BadSyntax")
        if people[0] in self.blocked:
            return self._no(request, 403, "BotNotInConversationRoster")
        fresh = f"a:{people[0].removeprefix('29:')}"
        while fresh in self.conversations and self.conversations[fresh].is_gone:
            fresh += "~"
        ident = self.own.setdefault(people[0], fresh)
        self.add(ident, "personal", [{"id": people[0]}])
        return self._yes(request, {"id": ident}, 201)

    async def _taken(self, request: web.Request) -> tuple[Conversation, Json] | web.Response:
        if refusal := self._refusal(request):
            return refusal
        place = self._place(request)
        if place is None:
            return self._no(request, 404, "ConversationNotFound")
        if place.kind == "personal" and place.members[0]["id"] in self.blocked:
            return self._no(request, 403, "MessageWritesBlocked")
        raw = await request.read()
        if request.content_type != "application/json":
            self.faults.append(f"a message as {request.content_type}")
        activity = json.loads(raw)
        self.faults += message_faults(activity, raw)
        return self._befallen(request, place, activity) or (place, activity)

    async def _post(self, request: web.Request) -> web.Response:
        taken = await self._taken(request)
        if isinstance(taken, web.Response):
            return taken
        place, activity = taken
        ident = str(next(self._numbers))
        place.messages[ident] = activity
        return self._yes(request, {"id": ident}, 201)

    async def _put(self, request: web.Request) -> web.Response:
        taken = await self._taken(request)
        if isinstance(taken, web.Response):
            return taken
        place, activity = taken
        ident = request.match_info["message"]
        if ident not in place.messages:
            # Where somebody's conversation was made anew, nobody was told what else stood in the one before.
            known = place.deleted.union(*(each.messages for each in self.conversations.values() if each.is_gone))
            if ident not in known:
                self.faults.append(f"a message {ident} that never was")
            return self._no(request, 404, "ActivityNotFoundInConversation")
        if ident in place.unheard:
            self.faults.append("a message was changed whose id nobody was told")
        if activity.get("id") != ident:
            self.faults.append("a message with another id than its path")
        place.messages[ident] = activity
        return self._yes(request, {"id": ident})

    async def _delete(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        place, ident = self._place(request), request.match_info["message"]
        if place is None or ident not in place.messages:
            return self._no(request, 404, "ActivityNotFoundInConversation")
        del place.messages[ident]
        place.deleted.add(ident)
        return self._yes(request, {})

    async def _channels(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        found = self.teams.get(unquote(request.match_info["team"]))
        if found is None:
            return self._no(request, 404, "TeamNotFound")
        return self._yes(request, {"conversations": found})

    async def _team(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        team = unquote(request.match_info["team"])
        if team not in self.teams:
            return self._no(request, 404, "TeamNotFound")
        return self._yes(request, {"id": team, "name": f"Holdet {team[3:8]}", "aadGroupId": "0"})

    async def _member(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        place, account = self._place(request), unquote(request.match_info["account"])
        if place is None:
            return self._no(request, 404, "ConversationNotFound")
        found = next((each for each in place.members if each["id"] == account), None)
        return self._yes(request, found) if found else self._no(request, 404, "MemberNotFoundInConversation")

    async def _members(self, request: web.Request) -> web.Response:
        if refusal := self._refusal(request):
            return refusal
        place = self._place(request)
        if place is None:
            return self._no(request, 404, "ConversationNotFound")
        size, start = int(request.query["pageSize"]), int(request.query.get("continuationToken", "0"))
        if not 50 <= size <= 500:
            self.faults.append(f"pages of {size}")
        page: Json = {"members": place.members[start : start + size]}
        if start + size < len(place.members):
            page["continuationToken"] = str(start + size)
        return self._yes(request, page)
