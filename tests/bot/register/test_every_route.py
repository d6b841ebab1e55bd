"""Every route there is, tried by everybody whose it is not: what is added later is tried too."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.bootstrap import application, desk_of
from bot.register.app import add_register
from dialogs.register import Office
from storage.decisions import decision_id
from tests.bot.register.reading import HANNE, Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

WEEKLY = Case("Kameraer", "Vi prøver kameraer.", pilot="p1", chosen=True)
# Those that need nobody to be signed in, and what every office has.
OPEN = re.compile(r"/register(|/|/sign-in.*|/sign-out|/open/.*|/static.*|/\{rest.*)")
LISTS = re.compile(r"/register/(decisions|pilots|waiting|meetings|committees|follow-up|guidelines|figures|\{list.*)$")
CONTENT = re.compile(r"/register/content")
PROTECTION = re.compile(r"/register/(people|retention|looks)")
WORK = re.compile(r"/(work|flags)$")
FILE = re.compile(r"/register/committees/from-file")


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    async with reading(fake) as made:
        await lay(fake, "ours", Case("Ugeplaner", pilot="p0", chosen=True), hr=HANNE)
        await lay(fake, "theirs", WEEKLY, hr="helle")
        yield made


def routes(reader: Reader) -> list[tuple[str, str]]:
    """Give method and pattern of every route of the register."""
    app = web.Application()
    add_register(app, desk_of(reader.fake.house, print))
    found = [(route.method, route.resource.canonical) for route in app.router.routes() if route.resource]
    return sorted({each for each in found if each[0] in {"GET", "POST"} and not OPEN.fullmatch(each[1])})


def of(pattern: str, committee: str) -> str:
    """Give the address of a route about something of a committee."""
    what = {"meetings": f"{committee}-m1", "decisions": str(decision_id(f"{committee}-m1", 0)), "people": "kasper"}  # type: ignore[arg-type]
    kind = pattern.split("/")[2]
    path = pattern.replace("{id}", what.get(kind, committee)).replace("{person}", "kasper")
    path = path.replace("{language}", "da").replace("{file}", "knowledge").replace("{entry}", "1")
    return path.replace("{text}", "minutes").replace("{kind}", "txt").replace("{list}", "decisions")


def test_the_routes_are_found(reader: Reader):
    known = {pattern for _, pattern in routes(reader)}
    assert {"/register/people/{id}/erase", "/register/meetings/{id}/work", "/register/committees/{id}"} <= known
    assert isinstance(application(reader.fake.house, print), web.Application)


async def test_nobody_who_is_not_signed_in_gets_anything(reader: Reader):
    for method, pattern in routes(reader):
        path = of(pattern, "ours")
        reply = await (reader.get(path) if method == "GET" else reader.post(path))
        assert reply.path == "/register/sign-in", path
        assert "Ugeplaner" not in reply.text


async def test_a_consultant_gets_nothing_of_another_committee_by_any_route(reader: Reader):
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    for method, pattern in routes(reader):
        path = of(pattern, "theirs")
        reply = await (reader.get(path) if method == "GET" else reader.post(path, data={"sure": "yes", "key": "k"}))
        assert "ameraer" not in reply.text, path
        if not (method == "GET" and LISTS.match(pattern)) and not CONTENT.match(pattern):
            assert reply.status in {403, 404}, (method, path)


@pytest.mark.parametrize("office", Office)
async def test_each_office_has_its_own_routes_and_no_other(reader: Reader, office: Office):
    await reader.signs_in_as(office, "somebody")
    for method, pattern in routes(reader):
        is_theirs = (
            office is Office.PROTECTION if PROTECTION.match(pattern)
            else office in {Office.ADMINISTRATOR, Office.CONSULTANT} if CONTENT.match(pattern)
            else office is Office.ADMINISTRATOR if FILE.match(pattern) or "{person}" in pattern
            else not WORK.search(pattern) and (office is not Office.CONSULTANT or bool(LISTS.match(pattern)))
        )  # fmt: skip
        path = of(pattern, "ours")
        reply = await (
            reader.get(path) if method == "GET" else reader.post(path, data={"kind": "looks", "number": "0"})
        )
        assert (reply.status != 404) is is_theirs, (method, path, reply.status)


async def test_no_press_counts_that_comes_from_elsewhere(reader: Reader):
    await reader.signs_in_as(Office.PROTECTION, HANNE)
    for method, pattern in routes(reader):
        if method == "POST":
            assert (await reader.post(of(pattern, "ours"), {"Origin": "https://evil.example"})).status == 403, pattern
