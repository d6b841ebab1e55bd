"""Signing in by the organisation's own service: only what it proves is believed."""

import logging
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import CookieJar
from aiohttp.test_utils import TestClient, TestServer, unused_port
from joserfc.jwk import RSAKey

from bot.bootstrap import application
from bot.config import Settings
from bot.logs import Discreet
from dialogs.register import Office
from tests.bot.register.reading import HANNE, Reader, Reply, lay
from tests.fakes import sign_in_service
from tests.fakes.archive import Case
from tests.fakes.house import settings_in, wire
from tests.fakes.sign_in_service import CLIENT, SECRET, Service, new_key

KEY = new_key("first")


@dataclass
class Town:
    """A register and the sign-in service of its organisation."""

    service: Service
    reader: Reader

    async def signs_in(self) -> Reply:
        return await self.reader.get("/register/sign-in/start")


def settings_for(folder: Path, issuer: str, port: int) -> Settings:
    oidc = {"oidc_issuer": issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
    return settings_in(folder, base_url=f"http://127.0.0.1:{port}", **oidc)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    port = unused_port()
    clock: list[Callable[[], Any]] = []
    async with sign_in_service.serving(lambda: clock[0](), KEY) as service:
        fake = wire(tmp_path, settings=settings_for(tmp_path, service.address, port))
        clock.append(fake.wall.now)
        server = TestServer(application(fake.house, lambda _: None), port=port)
        async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
            await lay(fake, "ours", Case("Ugeplaner"), hr=HANNE)
            await lay(fake, "theirs", Case("Kameraer"))
            yield Town(service, Reader(client, fake, []))


def refused(reply: Reply) -> bool:
    return reply.status == 403 and "Du kunne ikke logges ind" in reply.says


async def test_a_consultant_comes_in_and_sees_the_committees_they_serve(town: Town):
    page = await town.signs_in()
    assert (page.path, page.status) == ("/register/decisions", 200)
    assert "Hanne Rask, HR-konsulent" in page.says
    assert "Ugeplaner" in page.says
    assert "Kameraer" not in page.says
    assert town.service.faults == []


@pytest.mark.parametrize(
    ("roles", "office"),
    [
        (["reader"], Office.READER),
        ("administrator", Office.ADMINISTRATOR),
        (["reader", "consultant"], Office.CONSULTANT),
        (["x", "protection", "reader"], Office.PROTECTION),
    ],
)
async def test_what_somebody_is_follows_from_their_roles(town: Town, roles: object, office: Office):
    town.service.claims = {"roles": roles}
    assert (await town.signs_in()).status == 200
    rows = await town.reader.fake.house.store.read(
        lambda conn: conn.exec_driver_sql("SELECT role FROM register_session").scalars().all()
    )
    assert rows == [office]


async def test_who_has_no_role_here_does_not_come_in(town: Town):
    for roles in [[], None, "", ["Reader"], {"reader": True}, 7]:
        town.service.claims = {"roles": roles}
        assert refused(await town.signs_in()), roles
    assert (await town.reader.get("/register/decisions")).path == "/register/sign-in"


def spoiled(**claims: object) -> Callable[[dict[str, Any]], None]:
    def spoil(found: dict[str, Any]) -> None:
        for name, value in claims.items():
            if value is None:
                del found[name]
            else:
                found[name] = value

    return spoil


WRONG: list[dict[str, object]] = [
    {"nonce": "another"}, {"nonce": None}, {"iss": "https://evil.example"}, {"iss": None}, {"aud": "another"},
    {"aud": None}, {"aud": [CLIENT, "another"]}, {"azp": "another"}, {"exp": 1}, {"exp": None},
    {"iat": None}, {"sub": None},
    {"iat": 99_999_999_999}, {"nbf": 99_999_999_999},
]  # fmt: skip


async def test_a_token_that_says_something_wrong_is_refused(town: Town):
    for claims in WRONG:
        town.service.spoil = spoiled(**claims)
        assert refused(await town.signs_in()), claims
    town.service.spoil = spoiled()
    assert (await town.signs_in()).status == 200


def unsigned(token: str) -> str:
    # Its head says that no algorithm was used.
    return f"eyJhbGciOiJub25lIn0.{token.split('.')[1]}."


def changed(token: str) -> str:
    head, body, signature = token.split(".")
    return f"{head}.{body}.{signature[:-8]}AAAAAAAA"


async def test_a_token_that_the_service_did_not_sign_is_refused(town: Town):
    spoils: list[Callable[[str], str]] = [unsigned, changed, lambda _: "", lambda _: "a.b.c", lambda _: "ø" * 9]
    for token in spoils:
        town.service.token = token
        assert refused(await town.signs_in()), token


async def test_a_token_signed_with_the_shared_secret_is_refused(town: Town):
    town.service.header, town.service.sign_with = {"alg": "HS256"}, sign_in_service.shared_secret()
    assert refused(await town.signs_in())


async def test_a_token_signed_with_another_key_is_refused_and_a_new_key_of_the_service_is_not(town: Town):
    assert (await town.signs_in()).status == 200
    other: RSAKey = new_key("second")
    town.service.sign_with, town.service.header = other, {"alg": "RS256", "kid": "second"}
    assert refused(await town.signs_in())
    town.service.key = other
    assert (await town.signs_in()).status == 200


async def way_back(town: Town) -> str:
    """Begin to sign in, and give the address that the service sends the browser back to."""
    client = town.reader.client
    async with client.get("/register/sign-in/start", allow_redirects=False) as begun:
        where = begun.headers["Location"]
    async with client.session.get(where, allow_redirects=False) as asked:
        back = urlsplit(asked.headers["Location"])
        return f"{back.path}?{back.query}"


async def test_the_way_back_works_once(town: Town):
    back = await way_back(town)
    assert (await town.reader.get(back)).status == 200
    assert refused(await town.reader.get(back))


async def test_the_way_back_works_in_the_browser_that_began_only(town: Town):
    back = await way_back(town)
    town.reader.client.session.cookie_jar.clear()
    assert refused(await town.reader.get(back))
    # Another sign-in that this browser began does not help it.
    await way_back(town)
    assert refused(await town.reader.get(back))


@pytest.mark.parametrize(
    "spoil", ["state=x&code=code-1", "code=code-1", "", "state=%00&code=%00", "error=access_denied"]
)
async def test_a_way_back_that_was_made_up_is_refused(town: Town, spoil: str):
    await way_back(town)
    assert refused(await town.reader.get(f"/register/sign-in/done?{spoil}"))


async def test_a_way_back_with_no_code_another_code_or_another_service_is_refused(town: Town):
    for change in ({"code": ""}, {"code": "code-99"}, {"iss": "https://evil.example"}):
        query = {name: values[0] for name, values in parse_qs(urlsplit(await way_back(town)).query).items()}
        told = "&".join(f"{name}={value}" for name, value in {**query, **change}.items())
        assert refused(await town.reader.get(f"/register/sign-in/done?{told}")), change


async def test_a_sign_in_that_takes_more_than_ten_minutes_begins_again(town: Town):
    back = await way_back(town)
    town.reader.fake.wall.later(minutes=10)
    assert refused(await town.reader.get(back))


async def test_a_new_session_begins_with_every_sign_in(town: Town):
    jar, held = town.reader.client.session.cookie_jar, list[str]()
    for _ in range(2):
        await town.signs_in()
        (now,) = [each.value for each in jar if each.key == "medmakker-register"]
        held.append(now)
    assert len({*held}) == 2
    # The one before is still its own, until it is signed out or too old.
    assert all(len(each) >= 32 for each in held)


@pytest.mark.parametrize(
    ("description", "status"),
    [
        ({}, 500),
        ({}, 302),
        ({"issuer": "https://evil.example"}, 200),
        ({"token_endpoint": ""}, 200),
        ({"jwks_uri": "x"}, 200),
    ],
)
async def test_a_service_that_is_none_is_said(town: Town, description: dict[str, str], status: int):
    town.service.description, town.service.status = description, status
    page = await town.signs_in()
    assert page.status == 503
    assert "Registeret kan ikke læses lige nu" in page.says


async def test_nothing_that_proves_anything_is_logged(town: Town, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.INFO)
    back = await way_back(town)
    town.service.spoil = spoiled(nonce="another")
    await town.reader.get(back)
    logging.getLogger("aiohttp.access").info("GET %s", back)
    for record in caplog.records:
        Discreet().filter(record)
    said = "\n".join(record.getMessage() for record in caplog.records)
    for word in ("code-1", parse_qs(urlsplit(back).query)["state"][0], "Hanne", SECRET):
        assert word not in said


async def test_the_page_for_signing_in_leads_there_by_a_link(town: Town):
    page = await town.reader.get("/register/sign-in")
    assert page.links("Log ind") == ["/register/sign-in/start"]


def test_settings_that_are_half_are_refused(tmp_path: Path):
    for values, said in (
        ({"oidc_issuer": "http://127.0.0.1:1"}, "OIDC_CLIENT_ID"),
        (
            {
                "oidc_issuer": "http://x",
                "oidc_client_id": "a",
                "oidc_client_secret": "b",
                "tryout": False,
                "rehearsal": False,
            },
            "https",
        ),
    ):
        with pytest.raises(ValueError, match=said):
            settings_in(tmp_path, **values)
    kept = settings_for(tmp_path, "http://127.0.0.1:1", 80)
    assert SECRET not in repr(kept)
