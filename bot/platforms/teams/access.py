"""Our own token for the channel: fetched without holding anybody up, kept until shortly before it ends, one at a time.

By secret or certificate from Entra ID (OAuth 2.0 client credentials), or on Azure by a managed identity.
"""

import asyncio
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
import jwt
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from yarl import URL

from bot.clock import Clock
from bot.platforms.teams.line import Line, Reply

SCOPE = "https://api.botframework.com/.default"
RESOURCE = "https://api.botframework.com"
IDENTITY = "http://169.254.169.254/metadata/identity/oauth2/token"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
BEFORE_IT_ENDS = timedelta(minutes=5)
ASSERTED_FOR = timedelta(minutes=5)


class NoAccess(Exception):
    """No token is to be had now. `reason` is a code."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who we are. Exactly one of `secret`, `certificate` and `managed` is set; none of them in development."""

    app_id: str = ""
    tenant: str = ""
    secret: str = ""
    certificate: Path | None = None
    managed: bool = False


@dataclass
class Access:
    """Gives our token."""

    credentials: Credentials
    login: str
    line: Line
    wall: Clock
    _token: str = ""
    _ends_at: datetime | None = None
    _fetching: asyncio.Task[str] | None = field(default=None)

    async def token(self) -> str:
        """Give a token that holds for a while yet, or nothing where development needs none.

        Raises:
            NoAccess: when none is to be had.
        """
        if not self.credentials.app_id:
            return ""
        if self._ends_at is not None and self.wall.now() < self._ends_at - BEFORE_IT_ENDS:
            return self._token
        if self._fetching is None:
            self._fetching = asyncio.get_running_loop().create_task(self._fetch())
            self._fetching.add_done_callback(self._done)
        return await asyncio.shield(self._fetching)

    def drop(self, token: str) -> None:
        """Forget a token that was refused, unless there is a newer one by now."""
        if token == self._token:
            self._ends_at = None

    def _done(self, task: asyncio.Task[str]) -> None:
        self._fetching = None
        if not task.cancelled():
            # Whoever waited has it too; nobody has to have waited.
            task.exception()

    async def _fetch(self) -> str:
        now = self.wall.now()
        try:
            reply = await (self._ask_identity() if self.credentials.managed else self._ask_login(now))
        except (aiohttp.ClientError, TimeoutError) as fault:
            raise NoAccess("login_away") from fault
        token, lasts = reply.body.get("access_token"), reply.body.get("expires_in", 3600)
        if reply.status != 200 or not isinstance(token, str) or not token:
            raise NoAccess(f"login_status_{reply.status}")
        self._token, self._ends_at = token, now + timedelta(seconds=int(lasts))
        return token

    async def _ask_login(self, now: datetime) -> Reply:
        url = f"{self.login}/{self.credentials.tenant}/oauth2/v2.0/token"
        form = {"client_id": self.credentials.app_id, "grant_type": "client_credentials", "scope": SCOPE}
        if self.credentials.certificate:
            form["client_assertion_type"] = ASSERTION
            form["client_assertion"] = assertion(self.credentials, self.credentials.certificate, url, now)
        else:
            form["client_secret"] = self.credentials.secret
        return await self.line.call("POST", url, data=form)

    async def _ask_identity(self) -> Reply:
        query = {"api-version": "2018-02-01", "resource": RESOURCE, "client_id": self.credentials.app_id}
        return await self.line.call("GET", str(URL(IDENTITY).with_query(query)), headers={"Metadata": "true"})


def assertion(who: Credentials, path: Path, audience: str, now: datetime) -> str:
    """Give a statement signed by our certificate's key that we are who we are.

    Raises:
        NoAccess: when the file holds no certificate with an RSA key.
    """
    try:
        pem = path.read_bytes()
        # Looking for faults in the numbers of our own key takes up to 300 ms, in which nobody else would be served.
        key = serialization.load_pem_private_key(pem, None, unsafe_skip_rsa_key_validation=True)
        thumb = x509.load_pem_x509_certificate(pem).fingerprint(hashes.SHA256())
    except (OSError, ValueError, TypeError) as fault:
        raise NoAccess("certificate") from fault
    if not isinstance(key, RSAPrivateKey):
        raise NoAccess("certificate")
    claims = {"aud": audience, "iss": who.app_id, "sub": who.app_id, "jti": secrets.token_hex(16)}
    times = {"nbf": int(now.timestamp()), "exp": int((now + ASSERTED_FOR).timestamp())}
    head = {"x5t#S256": jwt.utils.base64url_encode(thumb).decode()}
    return jwt.encode({**claims, **times}, key, algorithm="PS256", headers=head)
