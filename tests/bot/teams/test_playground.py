"""A committee in a client that nobody here wrote: it is set up, proposes, meets, and sees what there is for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer, unused_port

from bot.bootstrap import application, keeping_of
from bot.chats import Chats
from bot.clock import WallClock
from bot.platforms.teams.app import Options, make_teams
from bot.platforms.teams.parse import PLATFORM
from dialogs.model.ids import CommitteeId, MeetingId
from tests.bot.browser.chromium import chromium_open
from tests.bot.teams.playground import WAIT_MS, Client, playground
from tests.fakes.house import Fake, wire

pytestmark = pytest.mark.no_cover

NAME = "Lokal-MED Syd"
BEGINS = datetime(2026, 12, 10, 9, tzinfo=UTC)
# Who sits before the browser there.
ALEX = "user-id-0"


@asynccontextmanager
async def house_beside(folder: Path, port: int, connector: str) -> AsyncIterator[Fake]:
    """Serve a house without any committee, to a Teams that gives no tokens."""
    nobody = "http://127.0.0.1:1"
    known = {"app_id": "", "tenants": (), "secret": "", "certificate": None, "managed_identity": False}
    teams = make_teams(Options(**known, development=True, login=nobody, keys=nobody, service=connector), WallClock())  # type: ignore[arg-type]
    fake = wire(folder, chats={"teams": teams.chat})
    fake.house = replace(fake.house, edges={"teams": teams})
    async with TestServer(application(fake.house, lambda _: None), port=port):
        yield fake


async def test_a_committee_in_the_agents_playground(tmp_path: Path, chromium: str):
    port, there = unused_port(), unused_port()
    folder = tmp_path / "playground"
    folder.mkdir()
    async with (
        house_beside(tmp_path, port, f"http://localhost:{there}/_connector") as fake,
        playground(folder, there, f"http://127.0.0.1:{port}/api/messages") as address,
        chromium_open(chromium) as browser,
    ):
        page = await browser.new_page()
        page.set_default_timeout(WAIT_MS)
        alex = Client(page)
        await page.goto(address)
        await sets_up(alex)
        meeting = await planned(fake)
        await alex.goes_to("Personal Chat")
        await fake.house.live.settle()
        await proposes(alex)
        fake.meeting_clock.at = BEGINS
        await contributes(alex, fake)
        state = await fake.house.reception.meeting(meeting)
        assert [each.title for each in state.proposals.values()] == ["Lettere breve"]
        assert [each.text for each in state.contributions.values()] == ["Breve i klart sprog"]
        await alex.says("overblik")
        await alex.reads(NAME)


async def sets_up(alex: Client) -> None:
    """Set a committee up in the group chat: its leader before the screen, two colleagues beside them."""
    await alex.goes_to("Group Chat")
    await alex.reads("Sæt udvalget op")
    await alex.mentions_and_says("formularer")
    await alex.has_cards(2)
    await alex.presses("Sæt udvalget op")
    await alex.fills("Udvalgets navn", NAME)
    await alex.ticks("Lokaludvalg")
    await alex.presses("Videre")
    await alex.reads("Trin 2 af 4")
    for name, place in (("Alex Wilber", 0), ("Megan Bowen", 1), ("Adele Vance", 1)):
        await alex.ticks(name, place)
    await alex.presses("Videre")
    await alex.reads("Trin 3 af 4")
    await alex.ticks("Alex Wilber")
    await alex.ticks("Megan Bowen")
    await alex.presses("Videre")
    await alex.reads("Trin 4 af 4")
    await alex.presses("Sæt udvalget op")
    await alex.reads(NAME)


async def planned(fake: Fake) -> MeetingId:
    """Plan the first meeting: the calendar there cannot be turned to just any month."""
    chats = Chats(fake.house.turn, fake.house.reception, fake.house.store, keeping_of(fake.house))
    who = await chats.who(PLATFORM, ALEX)
    assert who
    query = "SELECT id FROM committee"
    committee = await fake.house.store.read(lambda conn: conn.exec_driver_sql(query).scalar_one())
    when = {"starts_on": ("2026-12-10",), "starts_time": ("10.00",)}
    assert not (await chats.founding.plan_first(who, CommitteeId(committee), when)).refused
    (meeting,) = await chats.meetings_of(who)
    return meeting.id


async def proposes(alex: Client) -> None:
    dialog = await alex.opens_extension("propose")
    await dialog.get_by_role("textbox").first.fill("Lettere breve")
    await dialog.get_by_role("button", name="Skriv et nyt forslag").click()
    await alex.is_told("Kladden er gemt.")


async def contributes(alex: Client, fake: Fake) -> None:
    """Come, begin the meeting, and write something where no window opens."""
    for button in ("Jeg er her", "Begynd mødet"):
        await fake.house.live.settle()
        await alex.presses_anywhere(button)
    await fake.house.live.settle()
    await alex.says("formularer")
    await alex.reads("Hvis der ikke åbner et vindue")
    await alex.card.get_by_role("button", name="Skriv bidraget").first.click()
    await alex.fills("Skriv her", "Breve i klart sprog")
    await alex.presses("Gem bidraget")
    await alex.reads("Gemt.")
