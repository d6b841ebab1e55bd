"""What happens to an open page when the server goes, when a link is closed, and when one person has two pages."""

from collections.abc import Mapping

import aiohttp
import pytest
from playwright.async_api import Page, expect

from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.plain import plain_words
from dialogs.model.agenda import Phase
from tests.bot.browser.conftest import House
from tests.bot.browser.hands import Mouse
from tests.bot.browser.walking import Walk
from tests.rehearsal.server import Server, Ways

pytestmark = pytest.mark.no_cover

CHROME, WORDS = chrome("da"), plain_words("da")


async def look(stage: str, pages: Mapping[str, Page]) -> None:
    """Look at nothing in particular."""


async def begun(house: House) -> Walk:
    """Begin the meeting with the chair and one member."""
    walk = Walk(house.server, house.ways, Mouse(), look)
    await walk.clock("2026-12-09T10:00:00+01:00")
    for who in ("chair", "member"):
        await walk.open(house.browser, who)
        await walk.press(who, walk.words.i_am_here)
    await walk.press("chair", walk.words.start_meeting)
    await walk.phase(walk.title(Phase.KNOWLEDGE))
    return walk


async def test_a_text_sent_while_the_server_is_gone_arrives_once_when_it_is_back(house: House):
    walk = await begun(house)
    member = walk.pages["member"]
    form = walk.form("member", walk.words.save_contribution)
    await house.server.kill()
    await expect(member.locator("#connection")).to_have_text(CHROME.connection_lost)
    await form.locator("textarea").fill("Vi bruger AI til breve")
    await form.locator("button").click()
    await expect(member.locator("#notice")).to_have_text(CHROME.waiting)
    await expect(form.locator("textarea")).to_have_value("Vi bruger AI til breve")
    await house.server.start()
    await walk.clock("2026-12-09T10:01:00+01:00")
    own = member.locator("form[data-action=withdraw]")
    await expect(own).to_have_count(1, timeout=20000)
    await expect(form.locator("textarea")).to_have_value("")
    await expect(member.locator("#connection")).to_have_text(CHROME.connection_back)
    await walk.fill("member", walk.words.save_contribution, {walk.words.text_label: "Og til referater"})
    await expect(own).to_have_count(2)


async def test_a_page_that_lost_the_connection_catches_up_with_what_the_others_did(house: House):
    walk = await begun(house)
    member = walk.pages["member"]
    await walk.form("member", walk.words.save_contribution).locator("textarea").fill("Halvt skrevet")
    await member.route("**/events", lambda route: route.abort())
    await member.evaluate("dispatchEvent(new Event('online'))")
    await expect(member.locator("#connection")).to_have_text(CHROME.connection_lost)
    await walk.press("chair", walk.words.to_next_part)
    await expect(member.locator("#head h1")).to_have_text("Fælles viden om AI")
    await member.unroute("**/events")
    await walk.phase(walk.title(Phase.PAIRS))
    await expect(member.locator("textarea").first).to_have_value("Halvt skrevet")


async def test_two_pages_of_one_person_show_the_same_and_do_not_take_each_others_text(house: House):
    walk = await begun(house)
    first = walk.pages["member"]
    second = await first.context.new_page()
    await second.goto(house.ways.people["member"])
    await second.locator("form[data-action=contribute] textarea").fill("Kun på den anden side")
    await walk.fill("member", walk.words.save_contribution, {walk.words.text_label: "Skrevet på den ene side"})
    for page in (first, second):
        await expect(page.locator("#card-write")).to_contain_text("Skrevet på den ene side")
    await expect(second.locator("form[data-action=contribute] textarea")).to_have_value("Kun på den anden side")
    await expect(first.locator("form[data-action=contribute] textarea")).to_have_value("")
    await second.locator("form[data-action=withdraw] button").click()
    for page in (first, second):
        await expect(page.locator("#card-write")).not_to_contain_text("Skrevet på den ene side")


async def test_a_new_link_is_shown_once_and_the_old_page_learns_at_once_that_it_is_closed(house: House):
    walk = await begun(house)
    vice, member = await walk.open(house.browser, "vice"), walk.pages["member"]
    await vice.get_by_role("link", name=WORDS.new_links).click()
    await vice.locator("form[data-on=member] button").click()
    address = await vice.locator("output").inner_text()
    await expect(member.locator("h1")).to_have_text(WORDS.pages["unknown_link"][0])
    await member.goto(address)
    await walk.fill("member", walk.words.save_contribution, {walk.words.text_label: "Med det nye link"})
    await vice.get_by_role("link", name=WORDS.own_page).click()
    await expect(vice.locator("#card-door")).to_be_visible()


async def test_whoever_makes_a_new_link_for_oneself_goes_on_with_it(house: House):
    walk = Walk(house.server, house.ways, Mouse(), look)
    chair = await walk.open(house.browser, "chair")
    await chair.goto(f"{house.ways.people['chair']}/links")
    await chair.locator("form[data-on=chair] button").click()
    await chair.get_by_role("link", name=WORDS.own_page).click()
    await walk.press("chair", walk.words.i_am_here)
    assert chair.url != house.ways.people["chair"]


async def test_nobody_else_makes_new_links(served: tuple[Server, Ways]):
    ways = served[1]
    chair, vice, member = (ways.people[name] for name in ("chair", "vice", "member"))
    order = {"action": "new_link", "on": "member"}
    async with aiohttp.ClientSession() as session:
        for address in (member, ways.room.replace("/room/", "/p/"), ways.room, f"{chair}x"):
            for answer in (session.get(f"{address}/links"), session.post(f"{address}/links", data=order)):
                async with answer as page:
                    assert page.status == 404, address
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://example.com"}):
            async with session.post(f"{chair}/links", data=order, headers=headers) as page:
                assert page.status == 403
        async with session.post(f"{chair}/links", data=order | {"on": "nobody"}) as page:
            assert page.status == 404
        # Whoever holds a link can act by it: a side makes links for its own people only.
        async with session.post(f"{chair}/links", data=order) as page:
            assert page.status == 404
        async with session.get(member) as page:
            assert page.status == 200
            assert WORDS.new_links not in await page.text()
        async with session.post(f"{vice}/links", data=order) as page:
            assert member.rpartition("/")[2] not in await page.text()
        async with session.get(member) as page:
            assert page.status == 404
