"""A day of an HR consultant at the register, in a real browser and in Danish."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.async_api import Page, expect
from pypdf import PdfReader

from dialogs.model.agenda import ItemType
from dialogs.model.followed import Advice, Answer, Course, Evaluation
from dialogs.model.items import CheckPoint
from dialogs.model.pilots import PilotState
from tests.bot.browser.chromium import chromium_open
from tests.bot.register.reading import Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

pytestmark = pytest.mark.proof

POINTS = (CheckPoint("week 2", date(2027, 1, 26)), CheckPoint("week 6", date(2027, 2, 23)))
ANSWER = Answer("week 2", date(2027, 1, 27), Course.YELLOW, "Teksterne er for lange")
WEEKLY = Case("Ugeplaner i klart sprog", "MED er enige om at prøve ugeplaner på 5. årgang.", pilot="p1", matter="p1",
              chosen=True, state=PilotState.RUNNING, check_points=POINTS, answers=(ANSWER,),
              evaluation=Evaluation(date(2027, 2, 1), Advice.ADJUST, staff="Mere ro om mandagen"))  # fmt: skip
LETTERS = replace(WEEKLY, title="Lettere breve", wording="Vi prøver breve.", answers=(), evaluation=None)
RULES = Case("Sådan skriver vi med AI", "Den, der sender ud, har læst.", type=ItemType.GUIDELINE,
             review_on=date(2027, 2, 1))  # fmt: skip
SECRET = Case("Lydmåling i 7. b", "Ikke hos os", closed=True)


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    fake.meeting_clock.at += timedelta(days=65)
    async with reading(fake) as made:
        await lay(fake, "aaskolen", WEEKLY, SECRET, RULES)
        await lay(fake, "birk", LETTERS, days=1)
        yield made


async def taken(page: Page, name: str) -> bytes:
    async with page.expect_download() as found:
        await page.get_by_role("link", name=name, exact=True).first.click()
    return Path(await (await found.value).path()).read_bytes()  # noqa: ASYNC240


async def follow(page: Page, name: str) -> None:
    await page.get_by_role("navigation").get_by_role("link", name=name).click()
    await expect(page.get_by_role("heading", level=1)).to_have_text(name)


async def test_from_what_waits_to_the_record_in_the_case_system(reader: Reader, chromium: str):
    async with chromium_open(chromium) as browser:
        page = await browser.new_page(locale="da", accept_downloads=True)
        await page.goto(str(reader.client.make_url(reader.link)))
        await page.get_by_role("button", name="Log ind").click()

        await follow(page, "Det venter")
        waits = page.get_by_role("listitem").filter(has_text="Intet møde har behandlet det endnu")
        await expect(waits).to_contain_text("Lokal-MED Aaskolen")
        await expect(page.get_by_role("main")).not_to_contain_text("Lydmåling")
        await waits.get_by_role("link").click()

        course = page.locator("section").filter(has_text="Forløbet")
        await expect(course).to_contain_text("Gul: noget skal justeres – Teksterne er for lange")
        await expect(course).to_contain_text("anbefaler: Ret til, og prøv lidt længere")
        await expect(page.get_by_role("main")).to_contain_text("Mere ro om mandagen")
        dossier = Document(BytesIO(await taken(page, "DOCX")))
        assert dossier.paragraphs[0].text == "Forsøgsmappe: Ugeplaner i klart sprog"

        await follow(page, "Opfølgning")
        await expect(page.get_by_role("listitem").filter(has_text="Lettere breve")).to_contain_text(
            "har ikke svaret endnu"
        )
        await page.get_by_label("Vis opfølgning, der er").select_option(label="Besvaret")
        await page.get_by_role("button", name="Vis").click()
        await expect(page.get_by_role("main")).to_contain_text("Gul")

        await follow(page, "Retningslinjer")
        await expect(page.get_by_role("listitem").filter(has_text="Sådan skriver vi med AI")).to_contain_text(
            "1. februar 2027"
        )
        await follow(page, "I tal")
        await expect(page.get_by_role("img", name="Pilotforsøg efter kvartal")).to_be_visible()

        await follow(page, "Beslutninger")
        await page.get_by_label("Søg i ordene").fill("prøve årgang")
        await page.get_by_role("button", name="Vis").click()
        await expect(page.get_by_role("status")).to_have_text("1 beslutning")
        sheet = load_workbook(BytesIO(await taken(page, "XLSX"))).active
        assert sheet
        assert [cell.value for cell in sheet[2]][3] == "Ugeplaner i klart sprog"

        await page.get_by_role("link", name="Ugeplaner").click()
        await page.get_by_role("link", name="Læs hele referatet").click()
        printed = await page.pdf()
        text = " ".join("".join(each.extract_text() for each in PdfReader(BytesIO(printed)).pages).split())
        for part in ("Referat af møde", "Ugeplaner i klart sprog", "Marianne Toft", "Lukket punkt"):
            assert part in text, part
        for part in ("Log ud", "Hent referatet", "Tilgængelighed", "Pilotforsøg Opfølgning", "Lydmåling"):
            assert part not in text, part
        assert (await taken(page, "Hent til arkiv (ZIP)"))[:2] == b"PK"

        await follow(page, "Tekster til møderne")
        await page.get_by_role("link", name="Videnskort").first.click()
        await page.get_by_role("link", name="Kort 12: Små forsøg").click()
        await page.get_by_label("Titel").fill("Begynd i det små")
        await page.get_by_role("button", name="Se, hvordan det bliver").click()
        await expect(page.get_by_role("status")).to_contain_text("Begynd i det små")
        await page.get_by_label("Hvorfor retter du?").fill("Kortere")
        await page.get_by_role("button", name="Gem som ny udgave").click()
        await expect(page.get_by_role("main")).to_contain_text("Udgave 1 (gælder nu)")

        await page.get_by_role("button", name="Log ud").click()
        await expect(page.get_by_role("heading", level=1)).to_have_text("Du er logget ud")
