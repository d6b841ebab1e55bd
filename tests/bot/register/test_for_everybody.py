"""Every page of the register in a real browser: axe-core, 320 pixels, both languages, and by keyboard alone."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from dialogs.model.agenda import ItemType
from dialogs.model.items import CheckPoint
from dialogs.model.pilots import Condition, Due, Owner
from dialogs.register import Office
from storage.decisions import decision_id
from tests.bot.browser.accessible import faults
from tests.bot.browser.chromium import chromium_open
from tests.bot.register.reading import DAY, HANNE, Reader, lay, reading
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over
from tests.fakes.house import wire

pytestmark = pytest.mark.no_cover

WEEKLY = Case("Ugeplaner i klart sprog", "MED er enige om at prøve ugeplaner på 5. årgang.", pilot="p1", chosen=True,
              check_points=(CheckPoint("week 6", date(2027, 2, 23)),))  # fmt: skip
RULES = Case("Sådan skriver vi med AI", "Den, der sender ud, har læst.", type=ItemType.GUIDELINE,
             review_on=date(2027, 3, 1))  # fmt: skip
LONG = Case("Retningslinjeudarbejdelsesproceduren" * 2, "https://" + "a" * 120)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    fake.meeting_clock.at += timedelta(days=40)
    async with reading(fake) as made:
        await lay(fake, "aaskolen", WEEKLY, Case("x", closed=True), RULES, LONG)
        await lay(fake, "birk", replace(WEEKLY, wording="Vi prøver det på biblioteket."), days=14)
        unsigned = over(a_committee("lund", "Lund"), 1, DAY, [WEEKLY])
        await fake.house.store.write(lambda conn: lay_committee(conn, unsigned.committee))
        await fake.house.store.write(lambda conn: lay_meeting(conn, unsigned))
        yield made


async def signed_in(reader: Reader, page: Page) -> None:
    await page.goto(str(reader.client.make_url(reader.link)))
    await page.get_by_role("button").click()
    await expect(page.get_by_role("navigation")).to_be_visible()


@pytest.mark.parametrize("language", ["da", pytest.param("en", marks=pytest.mark.proof)])
async def test_every_page_is_right_for_everybody_at_320_pixels(reader: Reader, chromium: str, language: str):
    paths = (
        "decisions", "decisions?q=vaskemaskine", "decisions?q=prøver&committee=birk&sort=title", "pilots", "waiting",
        "follow-up", "follow-up?show=coming", "guidelines", "guidelines?show=later", "figures", "../accessibility",
        "meetings", "committees", "committees/birk", "meetings/aaskolen-m1", "meetings/lund-m1", "nowhere",
        f"decisions/{decision_id('aaskolen-m1', 0)}", f"decisions/{decision_id('aaskolen-m1', 3)}",  # type: ignore[arg-type]
    )  # fmt: skip
    async with chromium_open(chromium) as browser:
        page = await browser.new_page(locale=language)
        for path in ("sign-in", reader.link.removeprefix("/register/")):
            await page.goto(str(reader.client.make_url(f"/register/{path}")))
            assert await faults(page) == [], path
        await signed_in(reader, page)
        for path in paths:
            await page.goto(str(reader.client.make_url(f"/register/{path}")))
            assert await page.get_attribute("html", "lang") == language
            assert await faults(page) == [], path
        await page.get_by_role("button").click()
        assert await faults(page) == []


@pytest.mark.parametrize("language", [pytest.param("da", marks=pytest.mark.proof), "en"])
async def test_every_page_on_which_work_is_done_is_right_too(reader: Reader, chromium: str, language: str):
    pages = {
        Office.ADMINISTRATOR: ("committees/from-file", "committees/birk/people/kasper", "committees/birk/people/-"),
        Office.CONSULTANT: (
            "meetings/cedric-m1/work",
            "content",
            "content/da/knowledge",
            "content/da/knowledge/1",
            "content/da/agendas/med-ai",
        ),
        Office.PROTECTION: (
            "people?q=kasper",
            "people/kasper",
            "retention",
            "looks",
            "waiting",
            "committees/cedric/flags",
        ),
    }
    flag = Condition("C1: Afklar grundlaget", Owner.DPO, Due.START, "C1")
    await lay(reader.fake, "cedric", replace(WEEKLY, conditions=(flag,)), hr=HANNE)
    await reader.signs_in_as(Office.CONSULTANT, HANNE)
    card = "/register/content/da/knowledge/1"
    await reader.fills(await reader.get(card), because="Vores egne ord", do="save", title="Hvad er AI hos os?")
    async with chromium_open(chromium) as browser:
        page = await browser.new_page(locale=language)
        for office, paths in pages.items():
            await reader.signs_in_as(office, HANNE)
            (held,) = [each for each in reader.client.session.cookie_jar if each.key == "medmakker-register"]
            home = str(reader.client.make_url("/register/"))
            await page.context.add_cookies([{"name": held.key, "value": held.value, "url": home}])
            for path in paths:
                await page.goto(f"{home}{path}")
                for folded in await page.locator("details").all():
                    await folded.evaluate("each => each.open = true")
                assert await faults(page) == [], path
        await page.goto(f"{home}people/kasper")
        await page.get_by_role("button").last.click()
        await expect(page.get_by_role("alert")).to_be_visible()
        assert await faults(page) == []


@pytest.mark.proof
@pytest.mark.parametrize("language", ["da", "en"])
async def test_what_comes_after_a_press_is_right_too(reader: Reader, chromium: str, language: str, tmp_path: Path):
    head = "udvalg;niveau;navn;side;roller"
    rows = {"shown": "Lokal-MED Ny;lokaludvalg;Ane Holm;ledelse;formand", "wrong": "Lokal-MED Ny;;;begge;konge"}
    async with chromium_open(chromium) as browser:
        page = await browser.new_page(locale=language)
        await signed_in(reader, page)
        for name, row in rows.items():
            file = tmp_path / f"{name}.csv"
            file.write_text(f"{head}\n{row}\n", encoding="utf-8")
            await page.goto(str(reader.client.make_url("/register/committees/from-file")))
            await page.locator("input[type=file]").set_input_files(file)
            await page.locator("button.main").click()
            assert await faults(page) == [], name
        card = page.locator("form.asked button")
        for typed, press in (("Nyt", 0), ("ord " * 61, 0), ("Nyt", 1)):
            await page.goto(str(reader.client.make_url("/register/content/da/knowledge/1")))
            await page.locator("#slot-2").fill(typed)
            await page.locator("#because").fill("Klarere")
            await card.nth(press).click()
            assert await faults(page) == [], (typed, press)
        await page.context.clear_cookies()
        for path in ("open/guessed", "decisions", "sign-in/done"):
            await page.goto(str(reader.client.make_url(f"/register/{path}")))
            assert await faults(page) == [], path


async def test_a_search_and_a_look_need_the_keyboard_only_and_no_script(reader: Reader, chromium: str):
    async with chromium_open(chromium) as browser:
        context = await browser.new_context(java_script_enabled=False, locale="da")
        page = await context.new_page()
        await signed_in(reader, page)
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("link", name="Gå til indholdet")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        await expect(page.get_by_role("textbox")).to_be_focused()
        await page.keyboard.type("biblioteket")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_have_text("1 beslutning")
        await page.get_by_role("link", name="Ugeplaner").focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", level=1)).to_have_text("Ugeplaner i klart sprog")
