"""Pages besides the meeting itself: each is right for everybody, in the language of its reader."""

import re
from functools import partial

import aiohttp
import pytest
from playwright.async_api import Page, Route, expect

from bot.platforms.browser.app import make_app
from bot.platforms.browser.chrome import chrome
from bot.platforms.browser.plain import plain_response, plain_words
from bot.platforms.browser.serving import OWN_PAGES, Browser
from dialogs.model.agenda import Phase
from dialogs.model.statement import Statement
from tests.bot.browser.accessible import look_for_everybody
from tests.bot.browser.conftest import House
from tests.bot.browser.hands import Mouse
from tests.bot.browser.walking import Walk
from tests.rehearsal.server import Server, Ways

pytestmark = pytest.mark.no_cover

CPR = "010190-1234"


async def look(stage: str, pages: object) -> None:
    """Look at nothing in particular."""


@pytest.mark.parametrize("language", ["da", "en"])
async def test_every_page_besides_the_meeting_is_right_for_everybody(house: House, language: str):
    walk = Walk(house.server, house.ways, Mouse(), look, language)
    await walk.clock("2026-12-09T10:00:00+01:00")
    for who in ("secretary", "member"):
        await walk.open(house.browser, who)
        await walk.press(who, walk.words.i_am_here)
    await walk.press("secretary", walk.words.start_meeting)
    await walk.phase(walk.title(Phase.KNOWLEDGE))
    await links_and_entering(walk, walk.pages["secretary"])
    await the_calendar(walk, walk.pages["member"])
    await the_door(walk, walk.pages["member"])
    await a_form_that_comes_back(walk, walk.pages["member"])
    await pages_of_no_meeting(walk, walk.pages["member"])
    await the_accessibility_statement(walk, walk.pages["member"])


async def links_and_entering(walk: Walk, page: Page) -> None:
    words, own = plain_words(walk.language), walk.ways.people["secretary"]
    await page.get_by_text(words.others).click()
    await look_for_everybody("who has no screen", "secretary", page)
    await page.get_by_role("link", name="Sanne Bruun").click()
    await expect(page.get_by_role("complementary")).to_contain_text("Sanne Bruun")
    await look_for_everybody("entering for somebody who is not there", "secretary", page)
    await page.get_by_role("button", name=walk.words.i_am_here).click()
    await expect(page.get_by_role("textbox", name=walk.words.text_label)).to_be_visible()
    await look_for_everybody("entering for somebody", "secretary", page)
    await page.goto(f"{own}/links")
    await look_for_everybody("links", "secretary", page)
    await page.get_by_role("button", name="Eva Krogh").click()
    await expect(page.get_by_role("status").filter(has_text=words.new_link_is)).to_be_visible()
    await look_for_everybody("a new link", "secretary", page)


async def the_calendar(walk: Walk, page: Page) -> None:
    own = page.url
    await page.goto(f"{walk.ways.people['member']}/calendar")
    await expect(page.get_by_role("heading", level=1)).to_have_text(plain_words(walk.language).calendar)
    await look_for_everybody("the calendar", "member", page)
    await page.goto(own)


async def the_door(walk: Walk, page: Page) -> None:
    words, own = plain_words(walk.language), page.url
    await page.goto(walk.ways.door)
    await expect(page.get_by_role("heading", level=1)).to_have_text(words.join_title)
    await look_for_everybody("the door", "somebody", page)
    await page.get_by_role("radio").first.check()
    await page.get_by_role("button", name=words.join_button).click()
    await expect(page.get_by_role("heading", name=words.waiting_title)).to_be_visible()
    await look_for_everybody("waiting at the door", "somebody", page)
    await page.goto(f"{walk.ways.door}/{'x' * 32}")
    await look_for_everybody("not let in", "somebody", page)
    await page.goto(own)


async def a_form_that_comes_back(walk: Walk, page: Page) -> None:
    await page.route("**/*.js", lambda route: route.abort())
    await page.reload()
    await walk.form("member", walk.words.save_contribution).get_by_role("textbox").first.fill(CPR)
    await walk.button("member", walk.words.save_contribution).click()
    await expect(page.get_by_role("heading", name=chrome(walk.language).fault_title)).to_be_visible()
    await look_for_everybody("refused without a script", "member", page)
    await walk.form("member", walk.words.save_contribution).get_by_role("textbox").first.fill("AI")
    await walk.button("member", walk.words.save_contribution).click()
    await expect(page.get_by_role("status").filter(has_text=walk.words.saved)).to_be_visible()
    await look_for_everybody("saved without a script", "member", page)


async def pages_of_no_meeting(walk: Walk, page: Page) -> None:
    for name, (title, _) in plain_words(walk.language).pages.items():
        give = partial(answer, str(plain_response(walk.language, name, 200).text))
        await page.route("**/plain", give)
        await page.goto(f"{walk.server.address}/plain")
        await expect(page.get_by_role("heading", level=1)).to_have_text(title)
        await look_for_everybody(name, "somebody", page)
        await page.unroute("**/plain", give)


async def the_accessibility_statement(walk: Walk, page: Page) -> None:
    await page.route("**/accessibility", partial(asking_in, walk.language))
    await page.goto(f"{walk.server.address}/accessibility")
    await expect(page.get_by_role("heading", level=1)).to_have_text(walk.words.statement_title)
    await look_for_everybody("the statement", "somebody", page)


async def asking_in(language: str, route: Route) -> None:
    await route.continue_(headers={**route.request.headers, "accept-language": language})


async def answer(body: str, route: Route) -> None:
    await route.fulfill(body=body, content_type="text/html")


# Every address that gives a page. A new one is to be looked at above, or at a stage of the walk, before it stands here.
LOOKED_AT = {
    *("/", "/accessibility", "/room/{token}", "/organisation/{token}", "/join/{token}", "/join/{token}/{ticket}"),
    *(f"{own}{page}" for own in OWN_PAGES for page in ("", "/for/{person}", "/links", "/calendar")),
}
NO_PAGE = re.compile(r"/events$|^/static|\.svg$|\.ics$")


def test_there_is_no_page_that_was_not_looked_at():
    app = make_app(Browser(None, None, None, None, "da", "", Statement()))  # type: ignore[arg-type]
    found = {route.resource.canonical for route in app.router.routes() if route.method == "GET" and route.resource}
    assert {address for address in found if not NO_PAGE.search(address)} == LOOKED_AT


ASKED = {
    "da-DK,da;q=0.9,en;q=0.8": "da",
    "en-GB,en;q=0.9,da;q=0.8": "en",
    "EN": "en",
    "pl-PL,pl;q=0.9,en;q=0.8": "en",
    "pl": "da",
    "*": "da",
    "": "da",
    "end;q=x,,;": "da",
}


async def test_a_link_that_does_not_work_says_so_in_the_language_of_its_reader(served: tuple[Server, Ways]):
    async with aiohttp.ClientSession() as session:
        for asked, given in ASKED.items():
            for address, status, name in (("/p/nothing", 404, "unknown_link"), ("/", 200, "front")):
                url = f"{served[0].address}{address}"
                async with session.get(url, headers={"Accept-Language": asked}) as reply:
                    text = await reply.text()
                    assert reply.status == status
                assert f'<html lang="{given}">' in text, asked
                assert plain_words(given).pages[name][0] in text
