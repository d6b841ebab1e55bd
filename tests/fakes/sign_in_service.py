"""A sign-in service on loopback that is as strict as a real one, and whose tokens a test can spoil."""

from base64 import b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from urllib.parse import unquote_plus

from aiohttp import web
from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT, SECRET = "medmakker", "a secret & more:"
Claims = dict[str, Any]


def new_key(kid: str) -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


@dataclass
class Service:
    """Gives a code for every well-formed question, and a token for every code that comes back as it must."""

    now: Callable[[], datetime]
    key: RSAKey
    address: str = ""
    claims: Claims = field(default_factory=dict)
    # Spoils what is signed, the header, or the whole token.
    spoil: Callable[[Claims], None] = lambda _: None
    header: dict[str, str] = field(default_factory=lambda: {"alg": "RS256", "kid": "first"})
    sign_with: Any = None
    token: Callable[[str], str] = lambda token: token
    asked: list[dict[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    description: dict[str, str] = field(default_factory=dict)
    status: int = 200
    given: dict[str, dict[str, str]] = field(default_factory=dict)

    async def about(self, _: web.Request) -> web.Response:
        body = {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }
        return web.json_response(body | self.description, status=self.status)

    async def keys(self, _: web.Request) -> web.Response:
        return web.json_response(KeySet([self.key]).as_dict(private=False))

    async def authorize(self, request: web.Request) -> web.Response:
        asked = dict(request.query)
        self.asked.append(asked)
        needed = {"response_type": "code", "client_id": CLIENT, "code_challenge_method": "S256"}
        if any(asked.get(name) != value for name, value in needed.items()) or "openid" not in asked["scope"].split():
            self.faults.append("authorize")
            return web.Response(status=400)
        code = f"code-{len(self.asked)}"
        self.given[code] = asked
        raise web.HTTPFound(f"{asked['redirect_uri']}?code={code}&state={asked['state']}&iss={self.address}")

    async def exchange(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        asked = self.given.pop(form.get("code", ""), None)
        kind, _, held = request.headers.get("Authorization", "").partition(" ")
        known = kind == "Basic" and [unquote_plus(each) for each in b64decode(held).decode().split(":")] == [
            CLIENT,
            SECRET,
        ]
        verifier = form.get("code_verifier", "")
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if (
            asked is None
            or not known
            or form.get("grant_type") != "authorization_code"
            or form.get("redirect_uri") != asked["redirect_uri"]
            or challenge != asked["code_challenge"]
            or not 43 <= len(verifier) <= 128
        ):
            self.faults.append("token")
            return web.json_response({"error": "invalid_grant"}, status=400)
        at = int(self.now().timestamp())
        claims: Claims = {
            "iss": self.address, "aud": CLIENT, "sub": "hanne", "nonce": asked["nonce"], "iat": at,
            "exp": at + int(timedelta(minutes=5).total_seconds()), "name": "Hanne Rask", "roles": ["consultant"],
        } | self.claims  # fmt: skip
        self.spoil(claims)
        signed = jwt.encode(self.header, claims, self.sign_with or self.key, algorithms=["RS256", "HS256"])
        return web.json_response({"access_token": "x", "token_type": "Bearer", "id_token": self.token(signed)})


def shared_secret() -> OctKey:
    """Give the client's secret as a key: what a service must never be taken to have signed with."""
    return OctKey.import_key(SECRET.ljust(32, "x"))


@asynccontextmanager
async def serving(now: Callable[[], datetime], key: RSAKey) -> AsyncIterator[Service]:
    """Serve on a free port of this machine until the block ends."""
    service = Service(now, key)
    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", service.about)
    app.router.add_get("/keys", service.keys)
    app.router.add_get("/authorize", service.authorize)
    app.router.add_post("/token", service.exchange)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    service.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield service
    await runner.cleanup()
