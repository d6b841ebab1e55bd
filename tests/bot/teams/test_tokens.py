"""Whoever is not Teams is turned away with 401, whatever they send, and what is no activity with 400."""

import asyncio
import base64
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest

from bot.platforms.teams.hosts import may_be_called
from bot.platforms.teams.keys import Keys, KeysUnknown
from bot.platforms.teams.line import LineFault
from bot.platforms.teams.tokens import BadToken, TokenCheck
from tests.fakes.teams.cloud import APP_ID, TENANT
from tests.fakes.teams.house import InTeams, in_teams
from tests.fakes.teams.signing import ISSUER, Signing, new_key

HERE = "https://smba.trafficmanager.net/teams/"
METADATA = "https://login.botframework.com/v1/.well-known/openidconfiguration"
SIGNING = Signing(APP_ID)
OTHER_KEY = new_key()
OTHER_TENANT = "00000000-0000-4000-8000-000000000666"


def now() -> datetime:
    """Give the time on the wall, by which tokens are signed; never one that was looked at while tests were gathered."""
    return datetime.now(UTC)  # noqa: TID251


def moment(**span: float) -> int:
    return int((now() + timedelta(**span)).timestamp())


def part(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def unsigned(algorithm: str) -> str:
    return f"{part({'alg': algorithm, 'kid': 'key-1', 'typ': 'JWT'})}.{part(SIGNING.claims(HERE))}."


def signed_by_public_key() -> str:
    """Give a token signed with the public key as if it were a shared secret, by hand: PyJWT would not do it."""
    import hashlib
    import hmac

    from cryptography.hazmat.primitives import serialization

    public = SIGNING.key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    body = f"{part({'alg': 'HS256', 'kid': 'key-1'})}.{part(SIGNING.claims(HERE))}"
    made = hmac.new(public, body.encode(), hashlib.sha256).digest()
    return f"{body}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def changed_after_signing() -> str:
    head, _, sign = SIGNING.token(HERE).split(".")
    return f"{head}.{part(SIGNING.claims(HERE, serviceurl='https://evil.example/'))}.{sign}"


def other(**claims: Any) -> Callable[[], str]:
    return lambda: f"Bearer {SIGNING.token(HERE, **claims)}"


def timed(name: str, **span: float) -> Callable[[], str]:
    """Sign with a time as far from the moment of signing as is said."""
    return lambda: f"Bearer {SIGNING.token(HERE, **{name: moment(**span)})}"


def raw(text: str) -> Callable[[], str]:
    return lambda: text


def by(key: Any, algorithm: str = "RS256", **head: Any) -> Callable[[], str]:
    headers = {name: value for name, value in {"kid": "key-1", **head}.items() if value is not None}
    return lambda: f"Bearer {jwt.encode(SIGNING.claims(HERE), key, algorithm=algorithm, headers=headers)}"


BAD: Mapping[str, Callable[[], str]] = {
    "nothing": raw(""),
    "only the scheme": raw("Bearer"),
    "the scheme and blanks": raw("Bearer    "),
    "another scheme": raw("Basic dXNlcjpwYXNz"),
    "no scheme": lambda: SIGNING.token(HERE),
    "garbage": raw("Bearer garbage"),
    "three garbled parts": raw("Bearer a.b.c"),
    "two parts": raw(f"Bearer {part({'alg': 'RS256', 'kid': 'key-1'})}.{part({})}"),
    "a head that is no JSON": raw("Bearer bm90LWpzb24.e30.c2ln"),
    "a head that is a list": raw(f"Bearer {part(['RS256'])}.{part({})}.c2ln"),
    "letters beyond ASCII": raw("Bearer æøå.æøå.æøå"),
    "far too long": raw("Bearer " + "a" * 7_000),
    "no algorithm": lambda: f"Bearer {unsigned('none')}",
    "no algorithm, in capitals": lambda: f"Bearer {unsigned('NONE')}",
    "an empty signature": lambda: f"Bearer {unsigned('RS256')}",
    "the public key as secret": lambda: f"Bearer {signed_by_public_key()}",
    "RS384": by(SIGNING.key, "RS384"),
    "RS512": by(SIGNING.key, "RS512"),
    "PS256": by(SIGNING.key, "PS256"),
    "another's key under our id": by(OTHER_KEY),
    "an unknown key id": by(SIGNING.key, kid="key-2"),
    "a key id that is a path": by(SIGNING.key, kid="../../../dev/null"),
    "no key id": by(SIGNING.key, kid=None),
    "an empty key id": by(SIGNING.key, kid=""),
    "a key that comes along": by(OTHER_KEY, kid="own", jwk={"kty": "RSA"}),
    "a head that must be understood": by(SIGNING.key, crit=["b64"], b64=True),
    "changed after it was signed": lambda: f"Bearer {changed_after_signing()}",
    "another issuer": other(iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/"),
    "the emulator's issuer": other(iss="https://login.microsoftonline.com/d6d49420-f39b-4df7-a1dc-d59a935871db/v2.0"),
    "no issuer": other(iss=None),
    "another audience": other(aud="00000000-0000-4000-8000-000000000000"),
    "ours among other audiences": other(aud=[APP_ID, "someone"]),
    "the API as audience": other(aud="https://api.botframework.com"),
    "no audience": other(aud=None),
    "no expiry": other(exp=None),
    "an expiry that is text": other(exp="never"),
    "an expiry that is true": other(exp=True),
    "an expiry beyond all time": other(exp=1e300),
    "expired ten minutes ago": timed("exp", minutes=-10),
    "valid only in ten minutes": timed("nbf", minutes=10),
    "issued in ten minutes": timed("iat", minutes=10),
    "no service address": other(serviceurl=None),
    "an empty service address": other(serviceurl=""),
    "a service address that is a list": other(serviceurl=[HERE]),
    "another service address": other(serviceurl="https://smba.trafficmanager.net/emea/"),
}
OTHER_ACTIVITY: Mapping[str, dict[str, Any]] = {
    "another service address": {"serviceUrl": "https://evil.example/"},
    "no service address": {"serviceUrl": ""},
    "another channel": {"channelId": "slack"},
    "the emulator": {"channelId": "emulator"},
    "another tenant": {"channelData": {"tenant": {"id": OTHER_TENANT}}},
    "another tenant in the conversation": {"conversation": {"id": "a:1", "tenantId": OTHER_TENANT}},
    "no tenant": {"channelData": {}, "conversation": {"id": "a:1"}},
}


@dataclass
class FakeLine:
    """Gives metadata and keys, and counts."""

    signing: Signing
    fetched: int = 0
    is_away: bool = False
    jwks_uri: str = "https://login.botframework.com/v1/keys"
    waits: asyncio.Event | None = None

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        if self.waits:
            await self.waits.wait()
        if self.is_away:
            raise LineFault("status 500")
        if url == METADATA:
            return {"jwks_uri": self.jwks_uri}
        self.fetched += 1
        return {"keys": [{"kty": "EC", "kid": "unused"}, self.signing.public()]}


@dataclass
class Hand:
    at: datetime = field(default_factory=now)

    def now(self) -> datetime:
        return self.at


def check(line: FakeLine | None = None, wall: Hand | None = None) -> TokenCheck:
    line, wall = line or FakeLine(SIGNING), wall or Hand()
    return TokenCheck(APP_ID, frozenset({TENANT}), Keys(METADATA, line, wall), wall)  # type: ignore[arg-type]


def activity(**other: Any) -> dict[str, Any]:
    usual = {"channelId": "msteams", "serviceUrl": HERE, "channelData": {"tenant": {"id": TENANT}}}
    return {**usual, "conversation": {"id": "a:1", "tenantId": TENANT}, **other}


def test_there_are_many_kinds():
    assert len(BAD) + len(OTHER_ACTIVITY) >= 50


async def test_a_good_token_is_good():
    tokens = check()
    tokens.hold(await tokens.claims(f"Bearer {SIGNING.token(HERE)}"), activity())
    assert (await tokens.claims(f"bearer {SIGNING.token(HERE, exp=moment(minutes=-2))}")).service_url == HERE


@pytest.mark.parametrize("kind", BAD)
async def test_a_bad_token_is_none(kind: str):
    tokens = check()
    with pytest.raises(BadToken):
        tokens.hold(await tokens.claims(BAD[kind]()), activity())


@pytest.mark.parametrize("kind", OTHER_ACTIVITY)
async def test_a_good_token_does_not_carry_another_activity(kind: str):
    tokens = check()
    claims = await tokens.claims(f"Bearer {SIGNING.token(HERE)}")
    with pytest.raises(BadToken):
        tokens.hold(claims, activity(**OTHER_ACTIVITY[kind]))


async def test_a_key_that_may_not_sign_for_teams_is_none():
    signing = Signing(APP_ID, key=SIGNING.key, endorsements=("slack",))
    tokens = check(FakeLine(signing))
    with pytest.raises(BadToken, match="channel_not_endorsed"):
        tokens.hold(await tokens.claims(f"Bearer {signing.token(HERE)}"), activity())


# --- Keys


async def test_a_new_key_is_fetched_at_once_and_then_not_more_often_than_once_a_minute():
    line, wall = FakeLine(SIGNING), Hand()
    tokens = check(line, wall)
    await tokens.claims(f"Bearer {SIGNING.token(HERE)}")
    assert line.fetched == 1
    line.signing = Signing(APP_ID, "key-2")
    wall.at += timedelta(minutes=2)
    await tokens.claims(f"Bearer {line.signing.token(HERE)}")
    assert line.fetched == 2
    for _ in range(10):
        with pytest.raises(BadToken):
            await tokens.claims(BAD["an unknown key id"]().replace("key-2", "key-9"))
        with pytest.raises(BadToken):
            await tokens.claims(by(SIGNING.key, kid="key-3")())
    assert line.fetched == 2
    wall.at += timedelta(minutes=2)
    with pytest.raises(BadToken):
        await tokens.claims(by(SIGNING.key, kid="key-3")())
    assert line.fetched == 3


async def test_a_key_that_was_taken_away_is_none_after_a_day():
    line, wall = FakeLine(SIGNING), Hand()
    tokens = check(line, wall)
    await tokens.claims(f"Bearer {SIGNING.token(HERE)}")
    line.signing = Signing(APP_ID, "key-2")
    wall.at += timedelta(days=1)
    with pytest.raises(BadToken, match="unknown_key"):
        await tokens.claims(f"Bearer {SIGNING.token(HERE, exp=moment(days=2))}")


async def test_many_at_once_wait_for_one_fetch_and_one_who_goes_away_stops_nobody():
    line = FakeLine(SIGNING, waits=asyncio.Event())
    tokens = check(line)
    asked = [asyncio.create_task(tokens.claims(f"Bearer {SIGNING.token(HERE)}")) for _ in range(20)]
    await asyncio.sleep(0)
    asked[0].cancel()
    assert line.waits
    line.waits.set()
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert [each.service_url for each in found[1:]] == [HERE] * 19  # type: ignore[union-attr]
    assert line.fetched == 1


async def test_without_any_key_nobody_can_tell_and_with_old_ones_a_new_one_is_unknown():
    line, wall = FakeLine(SIGNING, is_away=True), Hand()
    tokens = check(line, wall)
    with pytest.raises(KeysUnknown):
        await tokens.claims(f"Bearer {SIGNING.token(HERE)}")
    line.is_away = False
    await tokens.claims(f"Bearer {SIGNING.token(HERE)}")
    line.is_away = True
    wall.at += timedelta(minutes=2)
    with pytest.raises(BadToken):
        await tokens.claims(by(SIGNING.key, kid="key-3")())
    await tokens.claims(f"Bearer {SIGNING.token(HERE)}")


async def test_keys_at_a_host_that_is_not_the_channels_are_not_fetched():
    line = FakeLine(SIGNING, jwks_uri="https://evil.example/keys")
    with pytest.raises(KeysUnknown):
        await check(line).claims(f"Bearer {SIGNING.token(HERE)}")
    assert line.fetched == 0


# --- Hosts


@pytest.mark.parametrize(
    "address",
    [
        "http://smba.trafficmanager.net/teams/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/smba.trafficmanager.net/",
        "https://smba.trafficmanager.net@evil.example/",
        "https://user:word@smba.trafficmanager.net/",
        "https://smba.trafficmanager.net:8443/",
        "https://smba.trafficmanager.net/?to=evil",
        "http://127.0.0.1:9100/v3/",
        "http://169.254.169.254/metadata/",
        "http://[::1]/",
        "http://localhost/",
        "file:///etc/passwd",
        "//smba.trafficmanager.net/",
        "https://[",
        "",
    ],
)
def test_our_token_goes_nowhere_else(address: str):
    assert not may_be_called(address, development=False)


def test_our_token_goes_to_the_channel_and_in_development_to_this_machine():
    assert may_be_called("https://smba.trafficmanager.net/emea/", development=False)
    assert may_be_called("http://127.0.0.1:9100/", development=True)
    assert not may_be_called("http://192.168.1.4:9100/", development=True)


# --- At the door


@pytest.fixture
async def door(teams: InTeams) -> InTeams:
    teams.cloud.signing.key, teams.cloud.signing.ident = SIGNING.key, SIGNING.ident
    return teams


async def test_at_the_door_every_bad_token_is_answered_with_401(door: InTeams):
    for kind, make in BAD.items():
        said = make()
        whole = door.cloud.activity("29:ole", await door.own("ole"), type="message", text="hej")
        assert (await door.post(whole, {"Authorization": said} if said else {})).status == 401, kind


async def test_at_the_door_the_body_is_only_looked_at_after_the_token(door: InTeams):
    assert (await door.post(b"no json", {"Authorization": "Bearer x"})).status == 401
    assert (await door.post(b"no json")).status == 400


BAD_BODIES = (
    *(b"", b"no json", b"[]", b"1", b'"text"', b"null", b"{}", b"[" * 100_000, b"\xff\xfe", b"{" + b" " * 1_100_000),
)


async def test_what_is_no_activity_is_answered_with_400(door: InTeams):
    for body in BAD_BODIES:
        assert (await door.post(body)).status == 400, body[:20]


async def test_an_activity_without_its_parts_is_none(door: InTeams):
    whole = door.cloud.activity("29:ole", await door.own("ole"), type="message", text="hej")
    for name in ("from", "conversation", "recipient", "type", "channelId", "serviceUrl"):
        for value in (None, 1, [], {}, {"id": 1}, True):
            assert (await door.post({**whole, name: value})).status in {400, 401}, (name, value)


async def test_an_activity_from_another_tenant_is_turned_away(door: InTeams):
    whole = door.cloud.activity("29:ole", await door.own("ole"), type="message", text="hej")
    assert (await door.post(whole)).status == 200
    assert (await door.post({**whole, "channelData": {"tenant": {"id": OTHER_TENANT}}})).status == 401


async def test_while_keys_take_long_the_server_answers_others(door: InTeams):
    waits = asyncio.Event()
    keys = door.fake.house.edges["teams"].tokens.keys  # type: ignore[attr-defined]
    # It does not answer before somebody else was served.
    keys.line = FakeLine(SIGNING, waits=waits)
    keys.metadata = METADATA
    asked = asyncio.create_task(door.post(b"{}"))
    async with door.client.get("/healthz") as reply:
        assert reply.status == 200
    assert not asked.done()
    waits.set()
    assert (await asked).status == 400


async def test_without_keys_the_channel_is_asked_to_send_again(tmp_path: Path):
    async with in_teams(tmp_path, keys="http://127.0.0.1:1/keys") as teams:
        assert (await teams.post(b"{}")).status == 503


def test_the_issuer_is_the_channels():
    assert ISSUER == "https://api.botframework.com"
