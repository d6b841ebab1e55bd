"""Installing in several workspaces (OAuth): the way to Slack's page of consent and the way back.

docs.slack.dev/authentication/installing-with-oauth. The state is signed, good for ten minutes and for one browser: it
stands in a cookie too, so that nobody can be sent back with somebody else's consent.
"""

import hmac
import secrets
from datetime import UTC
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from bot.clock import Clock
from bot.platforms.slack.client import Api, Done
from bot.platforms.slack.tokens import App, Token, Tokens, renewed
from bot.platforms.slack.words import slack_words

INSTALL, BACK = "/slack/install", "/slack/oauth_redirect"
COOKIE = "medmakker_slack_state"
GOOD_FOR_S = 600
CONSENT = "https://slack.com/oauth/v2/authorize"
SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "groups:history",
    "groups:read",
    "im:history",
    "im:write",
    "users:read",
)


class Installing:
    """The two routes."""

    def __init__(self, api: Api, tokens: Tokens, app: App, wall: Clock, address: str) -> None:
        """Send people back to `address`, which Slack reaches by https."""
        self._api, self._tokens, self._app, self._wall, self._address = api, tokens, app, wall, address

    async def install(self, _: web.Request) -> web.Response:
        """Send somebody to Slack's page of consent."""
        state = self._state(secrets.token_urlsafe(18), int(self._wall.now().timestamp()))
        asked = {
            "client_id": self._app.client_id,
            "scope": ",".join(SCOPES),
            "state": state,
            "redirect_uri": f"{self._address}{BACK}",
        }
        answer = web.Response(status=302, headers={"Location": f"{CONSENT}?{urlencode(asked)}"})
        is_https = self._address.startswith("https://")
        answer.set_cookie(COOKIE, state, max_age=GOOD_FOR_S, path=BACK, httponly=True, secure=is_https, samesite="Lax")
        return answer

    async def back(self, request: web.Request) -> web.Response:
        """Keep the token that Slack gives for the code that somebody came back with."""
        words = slack_words("da")
        state, code = request.query.get("state", ""), request.query.get("code", "")
        same = hmac.compare_digest(state.encode(), request.cookies.get(COOKIE, "").encode())
        if not (code and same and self._is_ours(state)):
            return _said(words.not_finished, 400)
        body = {"code": code, "redirect_uri": f"{self._address}{BACK}"}
        result = await self._api.exchange(self._app.client_id, self._app.client_secret, body)
        token = self._token(dict(result.body)) if isinstance(result, Done) else None
        if token is None:
            return _said(words.not_finished, 400)
        if not await self._tokens.install(token):
            return _said(words.not_allowed, 403)
        answer = _said(words.installed, 200)
        answer.del_cookie(COOKIE, path=BACK)
        return answer

    def _token(self, body: dict[str, Any]) -> Token | None:
        team, enterprise = body.get("team") or {}, body.get("enterprise") or {}
        wide = body.get("is_enterprise_install")
        workspace = str((enterprise if wide else team).get("id") or "")
        blank = Token(workspace, "", str(body.get("bot_user_id") or ""))
        try:
            return renewed(blank, body, self._wall.now().astimezone(UTC)) if workspace else None
        except ValueError:
            return None

    def _state(self, chance: str, at: int) -> str:
        signed = hmac.new(self._app.client_secret.encode(), f"{chance}.{at}".encode(), sha256).hexdigest()
        return f"{chance}.{at}.{signed}"

    def _is_ours(self, state: str) -> bool:
        chance, _, rest = state.partition(".")
        at = rest.partition(".")[0]
        if not (at.isascii() and at.isdigit() and len(at) <= 12):
            return False
        good = 0 <= self._wall.now().timestamp() - int(at) <= GOOD_FOR_S
        return good and hmac.compare_digest(self._state(chance, int(at)).encode(), state.encode())


def add_routes(app: web.Application, installing: Installing) -> None:
    """Add the routes by which the app is installed."""
    app.router.add_get(INSTALL, installing.install)
    app.router.add_get(BACK, installing.back)


def _said(text: str, status: int) -> web.Response:
    return web.Response(text=text, status=status, content_type="text/plain", charset="utf-8")
