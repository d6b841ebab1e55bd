"""Calls to Slack's Web API: one shared session, our budgets instead of the SDK's retries, faults told apart.

docs.slack.dev/apis/web-api
"""

import logging
from base64 import b64encode
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack.budgets import NOW, Budgets
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
        # Retries of the SDK sleep inside the call, and one after a broken connection could post twice.
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
            return RetryLater(wait)
        return await self._sent(workspace, method, self.web.api_call(method, json={**body, "token": token}))

    async def exchange(self, client_id: str, client_secret: str, body: Mapping[str, str]) -> Result:
        """Exchange a code or a refresh token for a token (`oauth.v2.access`)."""
        method, known = "oauth.v2.access", b64encode(f"{client_id}:{client_secret}".encode()).decode()
        headers = {"Authorization": f"Basic {known}"}
        return await self._sent("", method, self.web.api_call(method, data=dict(body), headers=headers))

    async def _sent(self, workspace: str, method: str, call: Awaitable[AsyncSlackResponse]) -> Result:
        try:
            found = await call
        except SlackApiError as fault:
            return self._failed(workspace, method, fault)
        except aiohttp.ClientConnectorError:
            return RetryLater(SOON)
        except (aiohttp.ClientError, TimeoutError, SlackRequestError, AttributeError) as fault:
            # The SDK asks an answer for its fields (AttributeError) also where a proxy answered with plain text.
            _log.warning("no answer", extra={"method": method, "fault": type(fault).__name__})
            return Unknown()
        data = found.data
        return Done(data) if isinstance(data, dict) else Unknown()

    def _failed(self, workspace: str, method: str, fault: SlackApiError) -> Result:
        response = fault.response
        if not isinstance(response, AsyncSlackResponse):
            # What came was no JSON.
            return Unknown()
        status, headers, data = response.status_code, response.headers, response.data
        error = str(data.get("error", "")) if isinstance(data, dict) else ""
        if status == 429 or error in BUSY:
            span = _retry_after(headers)
            self.budgets.pause(workspace, method, span)
            return RetryLater(span)
        if status >= 500 or error in TROUBLE or not error:
            return Unknown()
        _log.warning("refused", extra={"method": method, "code": error})
        return Refused(error)


def given_up(_: Refused) -> GiveUp:
    """Give what a refusal comes to for whoever waits: nothing arrives there until somebody does something about it."""
    return GiveUp("unreachable")


def _retry_after(headers: Mapping[str, Any]) -> timedelta:
    found = next((value for name, value in headers.items() if name.lower() == "retry-after"), "")
    text = str(found[0] if isinstance(found, list) and found else found)
    return timedelta(seconds=int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else SOON
