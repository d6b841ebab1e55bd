"""Calls to Slack's Web API: one shared session, our budgets instead of the SDK's retries, faults told apart.

They go past the SDK, which takes as long for a call as the call itself (measured) and whose retries could post twice.
docs.slack.dev/apis/web-api
"""

import json
import logging
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.buckets import NOW
from bot.platforms.slack.budgets import Budgets
from bot.platforms.slack.texts import Json
from bot.ports import GiveUp, RetryLater

_log = logging.getLogger(__name__)
TIMEOUT_S = 10
SOON = timedelta(seconds=5)
# Slack had trouble of its own; whether it did what was asked is not known.
TROUBLE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
BUSY = frozenset({"ratelimited", "rate_limited"})
GONE = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "team_access_not_granted"}
)
"""The token opens nothing any more: the app was removed, or must be installed anew."""


@dataclass(frozen=True, slots=True)
class Done:
    """Slack did it. `body` is its answer."""

    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack did nothing. `error` is its code, such as `channel_not_found`."""

    error: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Whether Slack did it is not known: the connection broke, or Slack had trouble."""


Result = Done | Refused | Unknown | RetryLater


class Api:
    """Slack's methods. Close it at the end."""

    def __init__(self, session: aiohttp.ClientSession, budgets: Budgets, base_url: str) -> None:
        """Call through `session`, at `base_url`, which ends in a stroke."""
        self.budgets = budgets
        self._session, self._base_url = session, base_url
        # For bolt, which opens its socket with it.
        self.web = AsyncWebClient(session=session, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])

    async def call(self, workspace: str, token: str, method: str, body: Json, channel: str = "") -> Result:
        """Call a method once.

        Args:
            workspace: whose budget it is taken from.
            token: the token of the app in it.
            method: such as `chat.postMessage`.
            body: what is sent as JSON.
            channel: the conversation, where the method writes into one.
        """
        wait = self.budgets.spend(workspace, method, channel)
        if wait > NOW:
            return RetryLater(wait, tried=False)
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json; charset=utf-8"}
        return await self._sent(workspace, method, json.dumps(body).encode(), headers)

    async def exchange(self, client_id: str, client_secret: str, body: Mapping[str, str]) -> Result:
        """Exchange a code or a refresh token for a token (`oauth.v2.access`)."""
        known = b64encode(f"{client_id}:{client_secret}".encode()).decode()
        return await self._sent("", "oauth.v2.access", aiohttp.FormData(body), {"Authorization": f"Basic {known}"})

    async def _sent(
        self, workspace: str, method: str, body: bytes | aiohttp.FormData, headers: Mapping[str, str]
    ) -> Result:
        try:
            async with self._session.post(f"{self._base_url}{method}", data=body, headers=headers) as answer:
                return self._read(workspace, method, answer, await answer.read())
        except aiohttp.ClientConnectorError:
            return RetryLater(SOON)
        except (aiohttp.ClientError, TimeoutError) as fault:
            _log.warning("no answer", extra={"method": method, "fault": type(fault).__name__})
            return Unknown()

    def _read(self, workspace: str, method: str, answer: aiohttp.ClientResponse, raw: bytes) -> Result:
        try:
            data = json.loads(raw)
        except ValueError:
            data = None
        # A proxy in between answers with a page of its own.
        body: Json = data if isinstance(data, dict) else {}
        error = str(body.get("error") or "")
        if answer.status == 429 or error in BUSY:
            span = _retry_after(answer.headers.get("Retry-After", ""))
            self.budgets.pause(workspace, method, span)
            return RetryLater(span, tried=False)
        if answer.status == 200 and body.get("ok") is True:
            return Done(body)
        if answer.status >= 500 or error in TROUBLE or not error:
            _log.warning("no answer", extra={"method": method, "status": answer.status})
            return Unknown()
        _log.warning("refused", extra={"method": method, "code": error})
        return Refused(error)


def given_up(_: Refused) -> GiveUp:
    """Give what a refusal comes to for whoever waits: nothing arrives there until somebody does something about it."""
    return GiveUp("unreachable")


def _retry_after(text: str) -> timedelta:
    return timedelta(seconds=int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else SOON
