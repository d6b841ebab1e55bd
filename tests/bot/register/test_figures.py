"""Charts: drawn from the figures, readable without seeing them, and with nothing in them that runs."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest

from bot.register.charts import chart
from dialogs.model.agenda import ItemType
from dialogs.model.items import CheckPoint
from dialogs.register import Office
from tests.bot.register.reading import Reader, lay, reading
from tests.fakes.archive import Case
from tests.fakes.house import wire

SVG = "{http://www.w3.org/2000/svg}"
NASTY = '<script>alert(1)</script>"&'
WEEKLY = Case("Ugeplaner", pilot="p1", matter="p1", chosen=True, check_points=(CheckPoint("week 2", date(2027, 2, 1)),))


@pytest.fixture
async def reader(tmp_path: Path) -> AsyncIterator[Reader]:
    fake = wire(tmp_path)
    fake.meeting_clock.at += timedelta(days=80)
    async with reading(fake) as made:
        yield await made.signs_in_as(Office.READER)


def drawn(**series: list[int | None]) -> Tree.Element:
    labels = [f"{n}. kvt." for n in range(1, 1 + max(map(len, series.values())))]
    return Tree.fromstring(chart("Forsøg", "Tallene står i tabellen.", "pilots", labels, series))


def test_a_chart_has_a_name_and_a_description_that_a_screen_reader_finds():
    root = drawn(valgt=[1, 2], igang=[3, None])
    named = {each.get("id"): each.text for each in root}
    ids = (root.get("aria-labelledby") or "").split()
    assert root.get("role") == "img"
    assert [named[each] for each in ids] == ["Forsøg", "Tallene står i tabellen."]


def test_every_value_stands_on_its_bar_and_a_nought_draws_none():
    root = drawn(valgt=[1, 0], igang=[3, 4])
    values = [each.text for each in root.iter(f"{SVG}text") if "value" in (each.get("class") or "")]
    assert sorted(filter(None, values)) == ["1", "3", "4"]


def test_nothing_in_a_chart_runs_or_has_a_style_of_its_own():
    root = Tree.fromstring(chart(NASTY, NASTY, "x", [NASTY, "b"], {NASTY: [1, 2], "y": [2, 1]}))
    tags = {each.tag.removeprefix(SVG) for each in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "rect", "text"}
    names = {name for each in root.iter() for name in each.attrib}
    assert not names & {"style", "onload", "onclick", "href"}
    assert [each.text for each in root][:2] == [NASTY, NASTY]


async def test_the_page_shows_the_same_figures_as_chart_and_as_table(reader: Reader):
    await lay(reader.fake, "lund", WEEKLY, replace(WEEKLY, title="Breve", pilot="p2", matter="p2"))
    page = await reader.get("/register/figures")
    assert page.status == 200
    assert "1. kvt. 2027 2 0 0 0" in page.says
    assert "1. kvt. 2027 72" in page.says
    assert "1. kvt. 2027 0 0 0 2" in page.says
    assert page.text.count("<svg") == 3
    assert "Der er ikke noget at tælle endnu." in page.says
    other = await reader.get("/register/figures?committee=birk")
    assert "<svg" not in other.text


async def test_guidelines_are_listed_with_the_day_on_which_they_are_looked_at(reader: Reader):
    rule = Case(
        "Sådan skriver vi", "Den, der sender ud, har læst.", type=ItemType.GUIDELINE, review_on=date(2027, 2, 1)
    )
    await lay(reader.fake, "lund", rule, replace(rule, title="Uden dato", review_on=None))
    page = await reader.get("/register/guidelines")
    assert "Sådan skriver vi" in page.says
    assert "Lokal-MED Lund · Ses efter: 1. februar 2027" in page.says
    assert (
        "Uden dato Lokal-MED Lund · Mødedato: 12. januar 2027"
        in (await reader.get("/register/guidelines?show=never")).says
    )
    assert "ingen retningslinjer" in (await reader.get("/register/guidelines?show=later")).says


async def test_where_no_guideline_is_due_those_that_come_are_shown_at_once(reader: Reader):
    rule = Case(
        "Sådan skriver vi", "Den, der sender ud, har læst.", type=ItemType.GUIDELINE, review_on=date(2099, 2, 1)
    )
    await lay(reader.fake, "lund", rule)
    page = await reader.get("/register/guidelines")
    assert "Sådan skriver vi" in page.says
    assert '<option value="later" selected>' in page.text
    assert "ingen retningslinjer" in (await reader.get("/register/guidelines?show=due")).says
