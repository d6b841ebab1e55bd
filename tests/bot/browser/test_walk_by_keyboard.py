"""The same meeting by keyboard alone. The focus is never lost, whatever came and went on the screen."""

import re
from collections.abc import Mapping

import pytest
from playwright.async_api import Page

from bot.content import read_content
from dialogs.model.agenda import Phase
from tests.bot.browser.accessible import look_for_everybody
from tests.bot.browser.conftest import House
from tests.bot.browser.hands import Keyboard, focus_is_kept
from tests.bot.browser.walking import PEOPLE, ROOM, WATCHERS, Walk

pytestmark = pytest.mark.no_cover

NAMES = re.compile(
    "Gentænk velfærden|Kommuner i digital forandring|Mere tid til det vigtige|Forhandlingsfællesskabet"
    "|Veje til politisk deltagelse i digitalisering"
)
# Every text on the page, folded away or not, and what the fields are filled with.
TEXTS = """() => {
  const all = document.createNodeIterator(document.body, NodeFilter.SHOW_TEXT), texts = [];
  for (let next; (next = all.nextNode()); ) texts.push(next.data);
  const fields = [...document.querySelectorAll("input:not([type=hidden]), textarea")].map(each => each.value);
  const named = [...document.querySelectorAll("[aria-label]")].map(each => each.getAttribute("aria-label"));
  return [...texts, ...fields, ...named, ...Object.values(document.body.dataset)];
}"""
STATEMENT = read_content()["da"].quiz[-1].statement


async def look(stage: str, pages: Mapping[str, Page]) -> None:
    for who, page in pages.items():
        if who in PEOPLE:
            assert await focus_is_kept(page), (stage, who)


async def look_closely(stage: str, pages: Mapping[str, Page]) -> None:
    await look(stage, pages)
    for who, page in pages.items():
        assert await page.locator("html").get_attribute("lang") == "en"
        if found := danish_in("\n".join(await page.evaluate(TEXTS))):
            raise AssertionError(f"{stage}, {who}: {found}")
        await look_for_everybody(stage, who, page)


def danish_in(text: str) -> list[str]:
    """Give the Danish words in an English text; what a book or an association is called is nobody's language."""
    return re.findall(
        r"(?i)\b(?:\w*[æøå]\w*|og|ikke|til|der|det|skal|kl|af|er|har|du|jeg|vi|ved|møde)\b", NAMES.sub("", text)
    )


@pytest.mark.parametrize("language", ["en", pytest.param("da", marks=pytest.mark.proof)])
async def test_a_meeting_is_taken_through_by_keyboard_alone(house: House, language: str):
    walk = Walk(house.server, house.ways, Keyboard(), look_closely if language == "en" else look, language)
    await walk.clock("2026-11-25T09:00:00+01:00")
    for who in (*PEOPLE, *WATCHERS, ROOM):
        await walk.open(house.browser, who)
    await walk.take()


async def test_a_new_phase_begins_at_its_heading_unless_somebody_is_writing(house: House):
    walk = Walk(house.server, house.ways, Keyboard(), look)
    await walk.clock("2026-12-09T10:00:00+01:00")
    for who in PEOPLE:
        await walk.open(house.browser, who)
        await walk.press(who, walk.words.i_am_here)
    await walk.press("chair", walk.words.start_meeting)
    await walk.phase(walk.title(Phase.KNOWLEDGE))
    vice, member = walk.pages["vice"], walk.pages["member"]
    await walk.press("vice", walk.words.true, STATEMENT)
    field = walk.form("member", walk.words.save_contribution).get_by_role("textbox")
    await walk.hand.type(field, "Halvt skrevet")
    assert await vice.evaluate("scrollY") > 0
    await walk.press("chair", walk.words.to_next_part)
    await walk.phase(walk.title(Phase.PAIRS))
    await vice.wait_for_function("scrollY === 0 && document.activeElement.tagName === 'H1'")
    await member.wait_for_function("document.activeElement.value === 'Halvt skrevet'")
