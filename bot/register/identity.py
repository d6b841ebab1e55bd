"""Who somebody is, proven by the organisation's own sign-in service: OpenID Connect, code flow with PKCE."""

import hmac
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import quote_plus, urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from dialogs.register import Office

# Signed by the service's private key. No shared secret and no unsigned token is ever taken.
ALGORITHMS = ("RS256", "PS256", "ES256", "RS384", "ES384", "RS512", "ES512", "EdDSA")
PATIENCE = ClientTimeout(total=10)
LARGEST_ANSWER_BYTES = 512_000
LEEWAY_S = 60
LONGEST_NAME_CHARS = 80
KEPT_FOR = timedelta(hours=1)
# Whoever has several is what comes first: what narrows goes before what merely reads.
_OFFICES = (Office.ADMINISTRATOR, Office.PROTECTION, Office.CONSULTANT, Office.READER)


class NotProven(Exception):
    """The sign-in service did not prove who this is; the text is a code, never anything that was sent."""


class ServiceGone(Exception):
    """The sign-in service cannot be reached, or gives what no such service gives."""


@dataclass(frozen=True, slots=True)
class Client:
    """What we are to the sign-in service, from the settings."""

    issuer: str
    client_id: str
    secret: str
    roles_claim: str
    person_claim: str
    redirect: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """A sign-in that has begun. All three are chance; `state` also stands in a cookie of that browser."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Proven:
    """Who somebody is, and what they are in the register."""

    name: str
    office: Office
    person: str


class SignInService:
    """Speaks with the sign-in service. Its description and its keys are kept for an hour."""

    def __init__(self, client: Client, now: Callable[[], datetime]) -> None:
        """Be `client` to it; `now` is the wall clock."""
        self._client, self._now = client, now
        self._known: tuple[datetime, Mapping[str, Any], KeySet] | None = None

    async def address(self, attempt: Attempt) -> str:
        """Give where somebody goes to sign in.

        Raises:
            ServiceGone: when the service does not say where.
        """
        about, _ = await self._about()
        challenge = urlsafe_b64encode(sha256(attempt.verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": self._client.redirect,
            "scope": "openid profile",
            "state": attempt.state,
            "nonce": attempt.nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{about['authorization_endpoint']}?{urlencode(asked)}"

    async def prove(self, code: str, attempt: Attempt, issuer: str = "") -> Proven:
        """Give who came back with a code. `issuer` is what came with it, where the service says who it is (RFC 9207).

        Raises:
            NotProven: when anything is not as it must be, or they have no role here.
            ServiceGone: when the service cannot be reached.
        """
        if issuer and issuer != self._client.issuer:
            raise NotProven("another_issuer")
        about, keys = await self._about()
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._client.redirect,
            "code_verifier": attempt.verifier,
        }
        token = await self._token(str(about["token_endpoint"]), form)
        try:
            claims = self._claims(token, keys, attempt.nonce)
        except NotProven:
            # The service may have changed its keys since they were read.
            _, keys = await self._about(anew=True)
            claims = self._claims(token, keys, attempt.nonce)
        return self._proven(claims)

    def _claims(self, token: str, keys: KeySet, nonce: str) -> Mapping[str, Any]:
        try:
            found = jwt.decode(token, keys, algorithms=list(ALGORITHMS))
            jwt.JWTClaimsRegistry(
                now=int(self._now().timestamp()),
                leeway=LEEWAY_S,
                iss={"essential": True, "value": self._client.issuer},
                aud={"essential": True, "value": self._client.client_id},
                sub={"essential": True},
                exp={"essential": True},
                iat={"essential": True},
                nonce={"essential": True},
            ).validate(found.claims)
        except (JoseError, ValueError, TypeError) as fault:
            raise NotProven("token") from fault
        claims: Mapping[str, Any] = found.claims
        if not hmac.compare_digest(str(claims["nonce"]).encode(), nonce.encode()):
            raise NotProven("nonce")
        # Where a token is for several, it must have been given to us.
        others = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if (others or "azp" in claims) and claims.get("azp") != self._client.client_id:
            raise NotProven("party")
        return claims

    def _proven(self, claims: Mapping[str, Any]) -> Proven:
        told = claims.get(self._client.roles_claim, ())
        roles = {str(each) for each in (told if isinstance(told, list) else [told])}
        office = next((each for each in _OFFICES if each in roles), None)
        if office is None:
            raise NotProven("no_role")
        name = "".join(each for each in str(claims.get("name", "")) if each.isprintable())[:LONGEST_NAME_CHARS]
        return Proven(name, office, str(claims.get(self._client.person_claim, "")))

    async def _about(self, *, anew: bool = False) -> tuple[Mapping[str, Any], KeySet]:
        now = self._now()
        if self._known is None or anew or now - self._known[0] >= KEPT_FOR:
            about = await self._fetch(f"{self._client.issuer.rstrip('/')}/.well-known/openid-configuration")
            needed = ("authorization_endpoint", "token_endpoint", "jwks_uri")
            if about.get("issuer") != self._client.issuer or not all(self._is_fit(about.get(name)) for name in needed):
                raise ServiceGone("description")
            try:
                keys = KeySet.import_key_set(dict(await self._fetch(str(about["jwks_uri"]))))  # type: ignore[arg-type]
            except (JoseError, ValueError, TypeError, KeyError) as fault:
                raise ServiceGone("keys") from fault
            self._known = (now, about, keys)
        return self._known[1], self._known[2]

    def _is_fit(self, url: object) -> bool:
        """Say whether an address is as safe as the service's own."""
        kinds = ("https://",) if self._client.issuer.startswith("https://") else ("https://", "http://")
        return isinstance(url, str) and url.startswith(kinds)

    async def _fetch(self, url: str) -> Mapping[str, Any]:
        try:
            async with ClientSession(timeout=PATIENCE) as session, session.get(url, allow_redirects=False) as answer:
                return _object(await answer.content.read(LARGEST_ANSWER_BYTES), answer.status)
        except (ClientError, TimeoutError, OSError, ValueError) as fault:
            raise ServiceGone("unreachable") from fault

    async def _token(self, url: str, form: Mapping[str, str]) -> str:
        # As RFC 6749, 2.3.1, has it: each encoded for a form before both are joined.
        held = f"{quote_plus(self._client.client_id)}:{quote_plus(self._client.secret)}"
        about = {"Authorization": f"Basic {b64encode(held.encode()).decode()}"}
        try:
            async with (
                ClientSession(timeout=PATIENCE) as session,
                session.post(url, data=form, headers=about, allow_redirects=False) as answer,
            ):
                if 400 <= answer.status < 500:
                    raise NotProven("code")
                found = _object(await answer.content.read(LARGEST_ANSWER_BYTES), answer.status)
        except (ClientError, TimeoutError, OSError, ValueError) as fault:
            raise ServiceGone("unreachable") from fault
        return str(found.get("id_token", ""))


def _object(body: bytes, status: int) -> Mapping[str, Any]:
    """Give a JSON object that was answered.

    Raises:
        ValueError: when it is none.
    """
    found = json.loads(body) if status == 200 else None
    if not isinstance(found, dict):
        raise ValueError
    return found
