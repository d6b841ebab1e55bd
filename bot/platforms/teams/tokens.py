"""Is it really Teams? The token of an activity is checked before anything of the activity is believed.

learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication, "Authenticate requests from
the Bot Connector service to your bot", and stricter where that leaves room: only RS256, an expiry is required, and so
is the service address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt

from bot.clock import Clock
from bot.platforms.teams.keys import Key, Keys

ISSUER = "https://api.botframework.com"
CHANNEL = "msteams"
LEEWAY = timedelta(minutes=5)


class BadToken(Exception):
    """The token is not the channel's, or not for us, or not for this activity. `reason` is a code for the log."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Claims:
    """What a good token says."""

    service_url: str
    endorses: frozenset[str]


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """Checks tokens for one app. With no tenants every tenant is welcome."""

    app_id: str
    tenants: frozenset[str]
    keys: Keys
    wall: Clock

    async def claims(self, authorization: str) -> Claims:
        """Check the token itself.

        Raises:
            BadToken: when it is anything but a good one.
            KeysUnknown: when the channel's keys cannot be fetched.
        """
        scheme, _, token = authorization.partition(" ")
        token = token.strip()
        if scheme.lower() != "bearer" or not token:
            raise BadToken("no_token")
        key = await self.keys.find(_key_id(token))
        if key is None:
            raise BadToken("unknown_key")
        return self._read(token, key)

    def _read(self, token: str, key: Key) -> Claims:
        now = self.wall.now()
        required = ["exp", "iss", "aud"]
        # The times are held against our own clock below.
        options: Any = {"require": required, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
        try:
            found = jwt.decode(
                token, key.public, algorithms=["RS256"], audience=self.app_id, issuer=ISSUER, options=options
            )
        except (jwt.PyJWTError, ValueError, TypeError):
            raise BadToken("not_valid") from None
        if found.get("aud") != self.app_id:
            raise BadToken("several_audiences")
        if _moment(found, "exp") <= now - LEEWAY:
            raise BadToken("expired")
        for name in {"nbf", "iat"} & found.keys():
            if _moment(found, name) > now + LEEWAY:
                raise BadToken("not_yet")
        service_url = found.get("serviceurl", found.get("serviceUrl"))
        if not isinstance(service_url, str) or not service_url:
            raise BadToken("no_service_url")
        return Claims(service_url, key.endorses)

    def hold(self, claims: Claims, activity: Mapping[str, Any]) -> None:
        """Hold an activity against the token that came with it.

        Raises:
            BadToken: when they do not go together, or when it comes from a tenant that is not welcome.
        """
        channel = activity.get("channelId")
        if channel != CHANNEL or channel not in claims.endorses:
            raise BadToken("channel_not_endorsed")
        if activity.get("serviceUrl") != claims.service_url:
            raise BadToken("other_service_url")
        self.hold_tenant(activity)

    def hold_tenant(self, activity: Mapping[str, Any]) -> None:
        """Hold that an activity comes from a tenant that is welcome.

        Raises:
            BadToken: when it does not, or does not say where it comes from.
        """
        if self.tenants and not tenants_of(activity) <= self.tenants:
            raise BadToken("other_tenant")
        if self.tenants and not tenants_of(activity):
            raise BadToken("no_tenant")


def tenants_of(activity: Mapping[str, Any]) -> set[str]:
    """Give every tenant that an activity names as its own."""
    channel_data, conversation = activity.get("channelData"), activity.get("conversation")
    named = channel_data.get("tenant") if isinstance(channel_data, Mapping) else None
    found = [
        named.get("id") if isinstance(named, Mapping) else None,
        conversation.get("tenantId") if isinstance(conversation, Mapping) else None,
    ]
    return {each for each in found if isinstance(each, str) and each}


def _key_id(token: str) -> str:
    """Give the id of the key, once the head of the token is one that we read."""
    try:
        head = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, TypeError):
        raise BadToken("no_jwt") from None
    ident = head.get("kid")
    if head.get("alg") != "RS256" or not isinstance(ident, str) or not ident or "crit" in head:
        raise BadToken("other_algorithm")
    return ident


def _moment(found: Mapping[str, Any], name: str) -> datetime:
    value = found[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadToken("no_time")
    try:
        return datetime.fromtimestamp(value, tz=UTC)
    except (OverflowError, OSError, ValueError):
        raise BadToken("no_time") from None
