"""A meeting from the first idea to the minutes, by mouse, with what each screen must hold at each stage."""

from collections.abc import Mapping
from itertools import pairwise

import pytest
from playwright.async_api import Locator, Page

from tests.bot.browser.accessible import look_for_everybody
from tests.bot.browser.conftest import House
from tests.bot.browser.hands import Mouse
from tests.bot.browser.ten_metres import LETTERS, read_all
from tests.bot.browser.texts import TEXTS
from tests.bot.browser.walking import BIG, PEOPLE, ROOM, WATCHERS, Walk

# The main button of the first card, at the top of the page: "hidden" where something covers it or it is out of sight.
MAIN = """() => {
  scrollTo(0, 0);
  const button = document.querySelector("main > .card:first-child .main");
  if (!button) return "none";
  const { x, y, width, height, bottom } = button.getBoundingClientRect();
  const isOnTop = button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  return bottom <= innerHeight && isOnTop ? "seen" : "hidden";
}"""
LEVELS = "() => [...document.querySelectorAll('h1, h2, h3')].map(each => Number(each.tagName[1]))"
PRESSABLE = "button, a, input, textarea, select, summary, form"


async def look(stage: str, pages: Mapping[str, Page]) -> None:
    for who, page in pages.items():
        levels = await page.evaluate(LEVELS)
        assert levels[0] == 1, (stage, who)
        assert all(below - above <= 1 for above, below in pairwise(levels)), (stage, who, levels)
        if who == ROOM:
            await look_at_the_room(stage, page)
        else:
            assert await page.evaluate(MAIN) != "hidden", (stage, who)
            await look_for_everybody(stage, who, page)


async def look_at_the_room(stage: str, page: Page) -> None:
    assert await page.locator(PRESSABLE).count() == 0, stage
    for width, height in ((1280, 720), BIG):
        await page.set_viewport_size({"width": width, "height": height})
        await page.wait_for_function("document.documentElement.scrollHeight <= innerHeight")
        assert await page.evaluate(LETTERS) == [], stage
        assert await read_all(page) == [], stage
    text = await page.get_by_role("main").inner_text()
    is_shown = any(each.reservation in text for each in TEXTS.values())
    if "11" <= stage[:2] <= "12":
        assert not is_shown, "a position stood on the room's screen before it was revealed"
    if stage.startswith("13"):
        assert is_shown
    await look_for_everybody(stage, ROOM, page)


# The same meeting goes by keyboard alone in every run; by mouse it is taken through with the proof.
@pytest.mark.proof
@pytest.mark.parametrize("language", ["da", "en"])
async def test_a_meeting_is_taken_through_by_mouse(house: House, language: str):
    # Enlarged four times, as somebody does who sees little, every pixel of a page is sixteen of the screen.
    walk = Walk(house.server, house.ways, Mouse(), look, language, scale=4 if language == "en" else 1)
    await walk.clock("2026-11-25T09:00:00+01:00")
    for who in (*PEOPLE, *WATCHERS):
        await walk.open(house.browser, who)
    await walk.open(house.browser, ROOM, BIG)
    await walk.take()


async def test_from_the_link_to_the_first_contribution_there_are_three_taps(house: House):
    walk = Walk(house.server, house.ways, Mouse(), look)
    await walk.clock("2026-12-09T10:00:00+01:00")
    chair = await walk.open(house.browser, "chair")
    await walk.press("chair", walk.words.i_am_here)
    await walk.press("chair", walk.words.start_meeting)
    await chair.wait_for_function("document.title.startsWith('Fælles viden')")
    member = await walk.open(house.browser, "member")
    taps = 0

    async def tap(found: Locator) -> None:
        nonlocal taps
        taps += 1
        await found.wait_for()
        await member.wait_for_function("document.documentElement.scrollTop === 0")
        box = await found.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640
        await member.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    await tap(walk.button("member", walk.words.i_am_here))
    await tap(walk.form("member", walk.words.save_contribution).get_by_role("textbox"))
    await member.keyboard.insert_text("Vi bruger AI til breve")
    await tap(walk.button("member", walk.words.save_contribution))
    await walk.see("member", "Vi bruger AI til breve")
    assert taps == 3
