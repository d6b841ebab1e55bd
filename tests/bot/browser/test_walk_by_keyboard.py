"""The same meeting by keyboard alone. The focus is never lost, whatever came and went on the screen."""

from collections.abc import Mapping

from playwright.async_api import Page

from tests.bot.browser.conftest import House
from tests.bot.browser.hands import Keyboard, focus_is_kept
from tests.bot.browser.walking import PEOPLE, ROOM, Walk


async def look(stage: str, pages: Mapping[str, Page]) -> None:
    for who, page in pages.items():
        if who != ROOM:
            assert await focus_is_kept(page), (stage, who)


async def test_a_meeting_is_taken_through_by_keyboard_alone(house: House):
    walk = Walk(house.server, house.ways, Keyboard(), look)
    await walk.clock("2026-11-25T09:00:00+01:00")
    for who in (*PEOPLE, ROOM):
        await walk.open(house.browser, who)
    await walk.take()


async def test_a_new_phase_begins_at_its_heading_unless_somebody_is_writing(house: House):
    walk = Walk(house.server, house.ways, Keyboard(), look)
    await walk.clock("2026-12-09T10:00:00+01:00")
    for who in PEOPLE:
        await walk.open(house.browser, who)
        await walk.press(who, "arrive")
    await walk.press("chair", "start")
    await walk.phase("Fælles viden om AI")
    vice, member = walk.pages["vice"], walk.pages["member"]
    await walk.press("vice", "answer_quiz")
    field = member.locator("form[data-action=contribute] textarea")
    await walk.hand.type(field, "Halvt skrevet")
    assert await vice.evaluate("scrollY") > 0
    await walk.press("chair", "advance")
    await walk.phase("Muligheder og udfordringer hos os")
    await vice.wait_for_function("scrollY === 0 && document.activeElement.tagName === 'H1'")
    await member.wait_for_function("document.activeElement.value === 'Halvt skrevet'")
