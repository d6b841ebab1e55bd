"""A day of HR at the register by keyboard alone. The focus can always be seen, and everything can be reached."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, expect

from dialogs.model.followed import Answer, Course
from dialogs.model.items import CheckPoint
from dialogs.model.pilots import Condition, Due, Owner, PilotState
from dialogs.register import Office
from tests.bot.browser.chromium import chromium_open
from tests.bot.browser.hands import Keyboard, focus_is_kept
from tests.bot.register.reading import HANNE, Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

FLAG = Condition("E3: Drøft stillinger", Owner.HR, Due.START, "E3")
ANSWER = Answer("week 2", date(2027, 1, 27), Course.YELLOW, "Teksterne er for lange")
WEEKLY = Case("Ugeplaner i klart sprog", "MED prøver ugeplaner.", pilot="p1", matter="p1", chosen=True,
              state=PilotState.RUNNING, check_points=(CheckPoint("week 2", date(2027, 1, 26)),), answers=(ANSWER,),
              conditions=(FLAG,))  # fmt: skip
LETTERS = replace(WEEKLY, title="Lettere breve", pilot="p2", matter="p2", answers=(), conditions=())
ROWS = """udvalg;niveau;navn;side;roller
Lokal-MED Ny;lokaludvalg;Ane Holm;ledelse;formand
Lokal-MED Ny;;Bo Lund;medarbejder;næstformand
"""


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    fake.meeting_clock.at += timedelta(days=65)
    async with reading(fake) as made:
        await lay(fake, "aaskolen", WEEKLY, hr=HANNE)
        await lay(fake, "birk", LETTERS, days=1)
        await made.signs_in_as(Office.ADMINISTRATOR, HANNE)
        yield made


class Hands(Keyboard):
    """Whoever comes to a new page begins before everything on it, at the way past the menu."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def press(self, target: Locator) -> None:
        """Press, and come to the page that follows."""
        await self._begin()
        async with self.page.expect_navigation():
            await super().press(target)

    async def unfold(self, target: Locator) -> None:
        await self._begin()
        await super().press(target)

    async def type(self, target: Locator, text: str) -> None:
        await self._begin()
        await super().type(target, text)

    async def pick(self, target: Locator) -> None:
        await self._begin()
        await super().pick(target)

    async def choose(self, target: Locator, file: Path) -> None:
        await self._begin()
        async with self.page.expect_file_chooser() as asked:
            await super().press(target)
        await (await asked.value).set_files(file)

    async def _begin(self) -> None:
        if not await focus_is_kept(self.page):
            await self.page.keyboard.press("Tab")
            await expect(self.page.locator("a.skip")).to_be_focused()


async def test_hr_finds_answers_takes_in_and_leaves_without_a_mouse(reader: Reader, chromium: str, tmp_path: Path):
    file = tmp_path / "udvalg.csv"
    file.write_text(ROWS, encoding="utf-8")
    (held,) = [each for each in reader.client.session.cookie_jar if each.key == "medmakker-register"]
    home = str(reader.client.make_url("/register/"))
    async with chromium_open(chromium) as browser:
        page = await browser.new_page(locale="da")
        await page.context.add_cookies([{"name": held.key, "value": held.value, "url": home}])
        await page.goto(f"{home}decisions")
        hands, main, menu = Hands(page), page.get_by_role("main"), page.get_by_role("navigation")

        # Past the menu, filtered, and one of them opened.
        await hands.unfold(page.locator("a.skip"))
        await expect(main).to_be_focused()
        await hands.unfold(main.locator("summary"))
        await hands.pick(main.get_by_label("Udvalg").locator("option", has_text="Aaskolen"))
        await hands.press(main.get_by_role("button", name="Vis"))
        await expect(main.get_by_role("status")).to_have_text("1 beslutning")
        await hands.press(main.get_by_role("link", name="Ugeplaner i klart sprog"))
        await expect(page.get_by_role("heading", level=1)).to_have_text("Ugeplaner i klart sprog")

        # How a pilot went.
        await hands.press(menu.get_by_role("link", name="Pilotforsøg"))
        await hands.press(main.get_by_role("link", name="Ugeplaner i klart sprog"))
        await expect(main.locator("section").filter(has_text="Forløbet")).to_contain_text("Teksterne er for lange")

        # A flag answered and a case number noted at its meeting.
        await hands.press(main.get_by_role("link", name="Læs hele referatet"))
        await hands.press(main.get_by_role("link", name="Opgaver ved mødet"))
        form = main.locator("details").filter(has_text="Skriv afklaringen")
        await hands.unfold(form.locator("summary"))
        await hands.type(form.get_by_role("textbox"), "Drøftet i TRIO")
        await hands.press(form.get_by_role("button"))
        await expect(main.get_by_role("status")).to_have_text("Gemt. Betingelsen er afklaret.")
        form = main.locator("details").filter(has_text="Sagsnummer")
        await hands.unfold(form.locator("summary"))
        await hands.type(form.get_by_role("textbox"), "27/1234")
        await hands.press(form.get_by_role("button"))
        await expect(main.get_by_role("status")).to_have_text("Sagsnummeret er gemt.")

        # It stands where the pilot's course is read.
        await hands.press(menu.get_by_role("link", name="Pilotforsøg"))
        await hands.press(main.get_by_role("link", name="Ugeplaner i klart sprog"))
        course = main.locator("section").filter(has_text="Forløbet")
        await expect(course).to_contain_text("E3: Drøft stillinger – Drøftet i TRIO (HR)")

        # A committee from a file, looked at first.
        await hands.press(menu.get_by_role("link", name="Udvalg"))
        await hands.press(main.get_by_role("link", name="Hent udvalg fra en fil"))
        await hands.choose(main.get_by_label("Fil", exact=True), file)
        await hands.press(main.get_by_role("button", name="Vis ændringerne"))
        await expect(main).to_contain_text("Intet er gemt endnu.")
        await hands.press(main.get_by_role("button", name="Gem ændringerne"))
        await hands.press(main.get_by_role("link", name="Udvalg"))
        await expect(main.get_by_role("link", name="Lokal-MED Ny")).to_be_visible()

        await hands.press(page.get_by_role("button", name="Log ud"))
        await expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ud")
        await page.goto(f"{home}decisions")
        await expect(main).not_to_contain_text("Ugeplaner")
