"""The Bot Connector's REST interface, as far as we use it: conversations, messages and rosters.

learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import aiohttp

from bot.buckets import NOW
from bot.platforms.teams.access import Access, NoAccess
from bot.platforms.teams.cards import to_bytes
from bot.platforms.teams.hosts import may_be_called
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.line import Line, Reply
from bot.platforms.teams.lines import Json
from bot.ports import Reference

TRIES = 4
# What is longer than this is left to the outbox, so that nobody else waits behind it.
LONGEST_WAIT_S = 2.0
FIRST_WAIT_S = 0.2
BUSY = frozenset({412, 429, 502, 503, 504})
# Somebody in between did not hear how it ended.
UNHEARD = frozenset({502, 504})
NOT_FOUND, NO_CONVERSATION = 404, "ConversationNotFound"
# Every message whose end was not heard may stand there twice: no more than this of them at once.
MOST_UNHEARD = 2
_log = logging.getLogger(__name__)


class Busy(Exception):
    """Not now. `after` is when to try again, `uncertain` whether it may have been done all the same.

    `tried` is False where the channel was not asked, since it allows no more calls yet.
    """

    def __init__(self, after: timedelta, *, uncertain: bool = False, tried: bool = True) -> None:
        """Keep how long to wait."""
        super().__init__(str(after))
        self.after, self.uncertain, self.tried = after, uncertain, tried


class Refused(Exception):
    """Never. `status` and `code` are what the channel said."""

    def __init__(self, status: int, code: str = "") -> None:
        """Keep what was said."""
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


def unlimited(tenant: str, conversation: str) -> timedelta:
    """Let everything be called at once, as in a rehearsal, where hours pass in seconds."""
    return NOW


def _half_to_whole() -> float:
    return 0.5 + random.random() / 2  # noqa: S311 - apart in time, not secret


@dataclass
class Connector:
    """Calls the channel with our token. `spend` says how long to wait, by tenant and conversation, and counts."""

    line: Line
    access: Access
    development: bool = False
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    jitter: Callable[[], float] = _half_to_whole
    spend: Callable[[str, str], timedelta] = unlimited

    async def post(self, where: Reference, activity: Json) -> str:
        """Post a message and give its id.

        Raises:
            Busy: when the channel asks to wait, or cannot be reached.
            Refused: when it never will.
        """
        return str((await self._call("POST", where, "/activities", activity)).get("id", ""))

    async def update(self, where: Reference, message: str, activity: Json) -> None:
        """Change a message; the faults are those of `post`."""
        await self._call("PUT", where, f"/activities/{quote(message, safe='')}", {**activity, "id": message})

    async def delete(self, where: Reference, message: str) -> None:
        """Take a message away; the faults are those of `post`."""
        await self._call("DELETE", where, f"/activities/{quote(message, safe='')}")

    async def create(self, where: Reference, account: str) -> Reference:
        """Give the conversation with one person, made where there was none; the faults are those of `post`.

        `where` tells the service address, the bot and the tenant; its conversation does not matter.
        """
        wanted = {
            "bot": {"id": where["bot"]},
            "members": [{"id": account}],
            "isGroup": False,
            "tenantId": where["tenant"],
            "channelData": {"tenant": {"id": where["tenant"]}},
        }
        made = await self._request("POST", where, "/v3/conversations", wanted)
        return {**where, "conversation": str(made["id"])}

    async def members(self, where: Reference) -> AsyncIterator[Mapping[str, Any]]:
        """Give everybody in a conversation, page by page; the faults are those of `post`."""
        token = ""
        while True:
            more = f"&continuationToken={quote(token, safe='')}" if token else ""
            page = await self._call("GET", where, f"/pagedmembers?pageSize={LIMITS['roster_page']}{more}")
            for each in page.get("members", ()):
                yield each
            token = page.get("continuationToken") or ""
            if not token:
                return

    async def member(self, where: Reference, account: str) -> Mapping[str, Any] | None:
        """Give somebody who is in a conversation, or in a team by its id; None for who is not.

        Raises:
            Busy: when the channel asks to wait, or cannot be reached.
            Refused: when it does not say.
        """
        try:
            return await self._call("GET", where, f"/members/{quote(account, safe='')}")
        except Refused as fault:
            # A conversation that is not there says nothing of who is in it.
            if fault.status != NOT_FOUND or fault.code == NO_CONVERSATION:
                raise
            return None

    async def team(self, where: Reference, team: str) -> str:
        """Give the name of a team; the faults are those of `post`."""
        found = await self._request("GET", where, f"/v3/teams/{quote(team, safe='')}", None)
        return str(found.get("name") or "")

    async def channels(self, where: Reference, team: str) -> Mapping[str, str]:
        """Give the channels of a team by their ids, the first without a name; the faults are those of `post`."""
        found = await self._request("GET", where, f"/v3/teams/{quote(team, safe='')}/conversations", None)
        return {str(each["id"]): str(each.get("name") or "") for each in found.get("conversations", ())}

    async def _call(self, method: str, where: Reference, path: str, body: Json | None = None) -> Mapping[str, Any]:
        return await self._request(
            method, where, f"/v3/conversations/{quote(where['conversation'], safe='')}{path}", body
        )

    async def _request(self, method: str, where: Reference, path: str, body: Json | None) -> Mapping[str, Any]:
        if not may_be_called(where["serviceUrl"], development=self.development):
            raise Refused(0, "strange_host")
        url, renewed, unheard = where["serviceUrl"].rstrip("/") + path, False, 0
        # Changing, taking away and making a conversation comes to the same when it is done again.
        stays = method == "POST" and path.endswith("/activities")
        for attempt in range(TRIES):
            await self._turn(where, path, uncertain=unheard > 0, tried=attempt > 0)
            wait = FIRST_WAIT_S * 2**attempt * self.jitter()
            try:
                token = await self.access.token()
                reply = await self._once(method, url, token, body)
            except NoAccess as fault:
                _log.error("no token for the channel", extra={"reason": str(fault)})
                raise Busy(timedelta(seconds=30)) from fault
            except (aiohttp.ClientError, TimeoutError) as fault:
                if stays and not isinstance(fault, aiohttp.ClientConnectorError):
                    unheard += 1
                    _say_uncertain(type(fault).__name__)
                raise Busy(timedelta(seconds=5 * self.jitter()), uncertain=unheard > 0) from fault
            if reply.status == 401 and not renewed:
                renewed = True
                self.access.drop(token)
                continue
            if reply.status not in BUSY:
                return _held(reply)
            if stays and reply.status in UNHEARD:
                unheard += 1
                _say_uncertain(str(reply.status))
            wait = max(wait, _seconds(reply.retry_after))
            if wait > LONGEST_WAIT_S or attempt == TRIES - 1 or unheard == MOST_UNHEARD:
                raise Busy(timedelta(seconds=wait), uncertain=unheard > 0)
            await self.sleep(wait)
        raise Refused(401)

    async def _turn(self, where: Reference, path: str, *, uncertain: bool, tried: bool) -> None:
        """Wait until we may call, where that is soon."""
        conversation = str(where["conversation"]) if "/activities" in path else ""
        for _ in range(TRIES):
            wait = self.spend(str(where["tenant"]), conversation)
            if wait == NOW:
                return
            if wait.total_seconds() > LONGEST_WAIT_S:
                break
            await self.sleep(wait.total_seconds())
        raise Busy(wait, uncertain=uncertain, tried=tried)

    async def _once(self, method: str, url: str, token: str, body: Json | None) -> Reply:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if body is None:
            return await self.line.call(method, url, headers=headers)
        return await self.line.call(
            method, url, headers={**headers, "Content-Type": "application/json"}, data=to_bytes(body)
        )


def _say_uncertain(reason: str) -> None:
    # It may have arrived. Nobody can look that up, so it is said here, and then tried again.
    _log.warning("uncertain whether a message arrived", extra={"reason": reason})


def _held(reply: Reply) -> Mapping[str, Any]:
    if 200 <= reply.status < 300:
        return reply.body
    error = reply.body.get("error")
    raise Refused(reply.status, str(error.get("code", ""))[:60] if isinstance(error, Mapping) else "")


def _seconds(said: str) -> float:
    # A date is allowed too; nobody was ever seen to send one.
    return float(said) if said.isascii() and said.replace(".", "", 1).isdigit() else 0.0
