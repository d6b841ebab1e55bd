"""The room's screen is read from ten metres, however much there is on it."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.content import read_content
from bot.platforms.browser.code import code_html
from bot.platforms.browser.plain import plain_words
from dialogs.cards import Bullets, Card, Facts, Heading, Paragraph, Said
from dialogs.screens import Head
from tests.bot.browser.accessible import ZOOMED, look_for_everybody
from tests.bot.browser.chromium import chromium_open
from tests.bot.browser.serving import Server
from tests.bot.browser.ten_metres import ALONE, LETTERS, read_all

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.no_cover]

SIZES = ((1280, 720), (1920, 1080), (1024, 768))
HEAD = Head("Lokal-MED Hjemmeplejen Lindely", "Muligheder og udfordringer hos os", "til kl. 11.30")
SAID = (
    "Mere tid hos borgeren, når notatet er skrevet på vejen",
    "Tempoet stiger, hvis alle tror, at det går hurtigere",
    "Nye kolleger kan finde svaret selv",
    "Hvem har ansvaret, når der står noget forkert?",
    "Tid til oplæring i arbejdstiden",
    "Vi skal vide, hvem der kan se det, vi skriver",
)
THEMES = ("Tid", "Faglighed", "Tryghed", "Oplæring", "Data", "Borgeren")
ROUND_UP = Card(
    "now",
    ("Opsamling",),
    tuple(
        part
        for theme in THEMES
        for part in (Heading((Said(theme),)), *(Paragraph(("Mulighed: ", Said(text))) for text in SAID))
    ),
)
TRIAL = "Fire medarbejdere lader AI skrive et kort udkast til ti vejledninger og retter dem, før de bliver hængt op."
PILOTS = tuple(
    Card(
        f"item-{number}",
        (Said(f"Vejledninger i klart sprog {number}"),),
        (Paragraph(("3 mangler at svare.",)), Facts((("Hvad vil I prøve af?", (Said(TRIAL),)),))),
    )
    for number in (1, 2, 3)
)
BREAK = Card("now", ("Pause",), (Paragraph(("Pause siden kl. 10.51.",)),))
LONGEST = max(read_content()["da"].cards, key=lambda card: len(card.text + card.source))
KNOWLEDGE = Card("now", (LONGEST.title,), (Paragraph((LONGEST.text,)), Paragraph((f"Kilde: {LONGEST.source}",))))
PAIRS = Card(
    "now",
    ("Tal sammen i makkerpar",),
    (
        Paragraph(("Vælg tre spørgsmål, og tal om dem i to runder. Aflever så det, I alle kan stå inde for.",)),
        Bullets(tuple((f"Par {number}: Kasper Lindegaard og Amina Yusuf",) for number in range(1, 13))),
    ),
)
USUAL = {"break": (BREAK,), "knowledge": (KNOWLEDGE,)}
MUCH = {"round-up": (ROUND_UP,), "pilots": PILOTS, "pairs": (PAIRS,), "one long word": (Card("now", ("X" * 900,)),)}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with chromium_open(chromium) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def server(unused_tcp_port: int) -> AsyncIterator[Server]:
    made = Server([BREAK], HEAD)
    async with made.serving(unused_tcp_port):
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, server: Server) -> AsyncIterator[Page]:
    opened = await browser.new_page()
    await opened.clock.install()
    yield opened
    await opened.close()


async def show(page: Page, server: Server, cards: tuple[Card, ...], size: tuple[int, int]) -> None:
    server.cards = list(cards)
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    await page.goto(server.address.replace("/p", "/room"))
    await page.wait_for_function("document.body.dataset.fit !== undefined")


@pytest.mark.parametrize("cards", (USUAL | MUCH).values(), ids=(USUAL | MUCH).keys())
async def test_every_word_comes_in_letters_that_are_read_from_ten_metres(
    page: Page, server: Server, cards: tuple[Card, ...]
):
    for size in SIZES:
        await show(page, server, cards, size)
        assert await page.evaluate(LETTERS) == [], size
        assert await read_all(page) == [], size


@pytest.mark.parametrize("size", ["small", "medium", "large"])
async def test_the_way_in_hides_no_word(page: Page, server: Server, size: str):
    server.code = code_html(size, "/code.svg", plain_words("da"))
    for cards in (USUAL["knowledge"], MUCH["pairs"]):
        for window in SIZES:
            await show(page, server, cards, window)
            assert await page.evaluate(LETTERS) == [], window
            assert await read_all(page) == [], window


@pytest.mark.parametrize("language", ["da", "en"])
async def test_no_heading_stands_alone_on_a_page(page: Page, server: Server, language: str):
    server.code = code_html("medium", "/code.svg", plain_words(language))
    for each in read_content()[language].cards:
        now = Card("now", (each.title,), (Paragraph((each.text,)), Paragraph((each.source,))))
        for size in SIZES:
            await show(page, server, (now, *PILOTS), size)
            assert await page.evaluate(ALONE) == [], size
            assert await read_all(page) == [], size


@pytest.mark.parametrize("cards", USUAL.values(), ids=USUAL.keys())
async def test_what_is_usual_stands_on_one_page(page: Page, server: Server, cards: tuple[Card, ...]):
    await show(page, server, cards, SIZES[1])
    await expect(page.locator("#pages")).to_have_count(0)


async def test_a_short_word_has_letters_of_a_two_hundredth_of_the_way(page: Page, server: Server):
    await show(page, server, (BREAK,), SIZES[1])
    font = await page.locator("main p").evaluate("each => parseFloat(getComputedStyle(each).fontSize)")
    assert font * 0.7 / 1080 * 809 >= 10_000 / 200


async def test_pages_turn_by_themselves_until_a_key_is_pressed_and_then_with_each_press(page: Page, server: Server):
    await show(page, server, (ROUND_UP,), SIZES[1])
    line = page.locator("#pages")
    await expect(line).to_have_text(re.compile(r"^Side 1 af (\d+) skifter selv\.$"))
    count = int((await line.inner_text()).split()[3])
    assert count > 2
    await page.clock.fast_forward(20_000)
    await expect(line).to_have_text(f"Side 2 af {count} skifter selv.")
    await page.keyboard.press(" ")
    await expect(line).to_have_text(f"Side 2 af {count} bliver stående.")
    await page.clock.fast_forward(60_000)
    await expect(line).to_have_text(f"Side 2 af {count} bliver stående.")
    for number in (*range(3, count + 1), 1, 2):
        await page.mouse.click(5, 5)
        await expect(line).to_have_text(f"Side {number} af {count} bliver stående.")


async def test_pages_are_gone_when_what_there_is_fits_again(page: Page, server: Server):
    await show(page, server, (ROUND_UP,), SIZES[1])
    await page.keyboard.press(" ")
    await expect(page.locator("#pages")).to_contain_text("bliver stående")
    server.show(BREAK)
    await expect(page.locator("#pages")).to_have_count(0)
    assert await read_all(page) == []
    server.show(ROUND_UP)
    await expect(page.locator("#pages")).to_contain_text("Side 1 af")
    await expect(page.locator("#pages")).to_contain_text("skifter selv")


async def test_in_a_small_window_it_is_a_page_like_the_others(page: Page, server: Server):
    await show(page, server, (ROUND_UP,), SIZES[1])
    await expect(page.locator("#pages")).to_have_count(1)
    await page.set_viewport_size(ZOOMED)
    await expect(page.locator("#pages")).to_have_count(0)
    assert await page.locator("main p").first.evaluate("each => getComputedStyle(each).fontSize") == "16px"
    await look_for_everybody("small window", "room", page)
    await page.set_viewport_size({"width": 1920, "height": 1080})
    await expect(page.locator("#pages")).to_have_count(1)
