"""The tokens by which we speak in a workspace: from the settings for one, or from installing in several.

Tokens of installations are kept encrypted (Fernet; the first key encrypts, all of them decrypt, so a key is changed by
putting the new one in front). A token that can be refreshed is refreshed when less than two hours of it are left, by
one program at a time, since a refresh token is good for one use.
"""

import asyncio
import json
import logging
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from bot.clock import Clock
from bot.installations import Installations, Installed
from bot.platforms.slack.client import Api, Done, Refused

_log = logging.getLogger(__name__)
REFRESH_BEFORE = timedelta(hours=2)
REFRESH_LEASE = timedelta(seconds=30)
# Another program may have installed, refreshed or removed it meanwhile.
REMEMBERED = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Token:
    """What opens one workspace, or with `workspace` an organisation's id all of its workspaces."""

    workspace: str
    token: str
    bot_user: str = ""
    bot: str = ""
    refresh: str = ""
    expires_at: float = 0.0


@dataclass(frozen=True, slots=True)
class App:
    """What Slack knows the app by. `allowed` are the workspaces it may be installed in; empty allows none."""

    client_id: str = ""
    client_secret: str = ""
    allowed: Collection[str] = ()


class Tokens:
    """Finds the token of a workspace, with few looks at the database and none at Slack."""

    def __init__(
        self,
        api: Api,
        wall: Clock,
        app: App,
        installations: Installations,
        keys: Sequence[str],
        single: str = "",
    ) -> None:
        """Wire it.

        Args:
            api: calls Slack.
            wall: what time it is.
            app: what Slack knows the app by.
            installations: where installations are kept.
            keys: the Fernet keys; the first encrypts.
            single: the token of the only workspace; with it nothing is looked up.
        """
        self._api, self._wall, self._app, self._installations = api, wall, app, installations
        self._fernet = MultiFernet([Fernet(key) for key in keys]) if keys else None
        self._single = single
        self._known: dict[str, tuple[datetime, Token | None]] = {}
        self._refreshing: dict[str, asyncio.Lock] = {}

    async def of(self, workspace: str) -> Token | None:
        """Give the token of a workspace, or None where the app is not installed or not allowed."""
        if self._single:
            return await self._only(workspace)
        if workspace not in self._app.allowed:
            return None
        known = self._known.get(workspace)
        if known is None or known[0] <= self._wall.now():
            known = await self._look(workspace)
        _, token = known
        if token and token.refresh and self._is_old(token):
            return await self._refreshed(workspace, token)
        return token

    async def install(self, token: Token) -> bool:
        """Keep a new installation; False where the workspace is not on the list of those allowed."""
        if token.workspace not in self._app.allowed:
            return False
        await self._keep(token)
        return True

    async def remove(self, workspace: str) -> None:
        """Forget a workspace at once: the app was removed there, or its token revoked."""
        self._known.pop(workspace, None)
        if not self._single:
            await self._installations.remove(workspace)

    async def _only(self, workspace: str) -> Token | None:
        # The workspace of the one token is whichever answers for it; Slack is asked once.
        if "" not in self._known:
            result = await self._api.call("", self._single, "auth.test", {})
            if not isinstance(result, Done):
                return None
            body = result.body
            own = str(body.get("enterprise_id") or "") if body.get("is_enterprise_install") else str(body["team_id"])
            found = Token(own, self._single, str(body.get("user_id", "")), str(body.get("bot_id", "")))
            self._known[""] = (self._wall.now(), found)
        token = self._known[""][1]
        return token if token and workspace in {"", token.workspace} else None

    async def _look(self, workspace: str) -> tuple[datetime, Token | None]:
        found = await self._installations.find(workspace)
        token = self._opened(found.tokens) if found else None
        known = (self._wall.now() + REMEMBERED, token)
        self._known[workspace] = known
        return known

    def _is_old(self, token: Token) -> bool:
        return (
            bool(token.expires_at) and self._wall.now().timestamp() > token.expires_at - REFRESH_BEFORE.total_seconds()
        )

    async def _refreshed(self, workspace: str, old: Token) -> Token:
        lock = self._refreshing.setdefault(workspace, asyncio.Lock())
        if lock.locked():
            # Somebody is at it, and the old one is good for a while yet.
            return old
        async with lock:
            now = self._wall.now()
            if not await self._installations.claim_refresh(workspace, now, now + REFRESH_LEASE):
                return old
            # Looked at only now that nobody else is at it: another server may have been done just before.
            _, newest = await self._look(workspace)
            if newest and newest.refresh != old.refresh:
                return newest
            result = await self._api.exchange(
                self._app.client_id,
                self._app.client_secret,
                {"grant_type": "refresh_token", "refresh_token": old.refresh},
            )
            if isinstance(result, Refused):
                _log.error("a token could not be refreshed: install the app again", extra={"code": result.error})
            if not isinstance(result, Done):
                return old
            new = renewed(old, result.body, now)
            await self._keep(new)
            return new

    async def _keep(self, token: Token) -> None:
        if self._fernet is None:
            raise ValueError("tokens cannot be kept: set MEDMAKKER_SLACK_TOKEN_KEYS")
        sealed = self._fernet.encrypt(json.dumps(asdict(token)).encode())
        now = self._wall.now()
        await self._installations.keep(token.workspace, Installed(sealed, now))
        self._known[token.workspace] = (now + REMEMBERED, token)

    def _opened(self, sealed: bytes) -> Token | None:
        if self._fernet is None:
            return None
        try:
            return Token(**json.loads(self._fernet.decrypt(sealed)))
        except InvalidToken:
            _log.error("a token cannot be decrypted: put its key back into MEDMAKKER_SLACK_TOKEN_KEYS")
            return None


def renewed(token: Token, body: object, now: datetime) -> Token:
    """Give a token with what an answer of `oauth.v2.access` says about it.

    Raises:
        ValueError: when there is no bot token in it.
    """
    match body:
        case {"access_token": str(new), "refresh_token": str(refresh), "expires_in": int(seconds)}:
            ends = now.astimezone(UTC) + timedelta(seconds=seconds)
            return replace(token, token=new, refresh=refresh, expires_at=ends.timestamp())
        case {"access_token": str(new)}:
            return replace(token, token=new)
        case _:
            raise ValueError("Slack gave no token")
