"""The script in a real browser."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.platforms.browser.cards import card_html
from bot.platforms.browser.pages import Head
from dialogs.cards import Bullets, Button, Buttons, Card, Form, Paragraph, Weight
from dialogs.forms import ChoiceField, Option, TextField
from tests.bot.browser.reading import CHROME
from tests.bot.browser.serving import SAVED, Server

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.no_cover]

HEAD = Head("MED-udvalget", "Makkerpar", "til kl. 10.45")
OPPORTUNITY = Form("Gem mulighed", "add", (TextField("text", "Mulighed", long=True),), on="opportunity", seen="1")
CONCERN = Form("Skriv en bekymring", "add", (TextField("text", "Bekymring", long=True),), on="concern", folded=True)
PAIR = Card("pair", ("Du er i makkerpar med Bo",), (OPPORTUNITY, CONCERN))
LEAD = Card("lead", ("Styr mødet",), (Buttons((Button("Videre", "advance", weight=Weight.MAIN),)),))
MESSAGE = Form("Gem", "save", (TextField("text", "Besked", values=("Gammel",), long=True),), on="message", seen="1")
EDIT = Card("edit", ("Beskeden",), (MESSAGE,))
FIELD = "#card-pair-0-text"


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        started = await playwright.chromium.launch(executable_path=chromium, args=args)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="module")
async def server(unused_tcp_port: int) -> AsyncIterator[Server]:
    made = Server([PAIR, LEAD], HEAD)
    async with made.serving(unused_tcp_port):
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, server: Server) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 640})
    opened = await context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    await opened.goto(server.address)
    await opened.wait_for_function("document.body.dataset.events")
    yield opened
    await context.close()
    assert not faults


async def send(page: Page, text: str) -> None:
    await page.fill(FIELD, text)
    await page.click("text=Gem mulighed")


async def test_the_main_action_is_in_sight_on_a_small_phone(page: Page):
    await expect(page.get_by_role("button", name="Gem mulighed")).to_be_in_viewport(ratio=1)


async def test_what_is_sent_has_a_key_and_leaves_an_empty_field(page: Page, server: Server):
    await send(page, "Lettere breve")
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    await expect(page.locator(FIELD)).to_have_value("")
    (got,) = server.got
    assert (got["action"], got["on"], got["seen"], got["text"]) == ("add", "opportunity", "1", "Lettere breve")
    assert len(got["key"]) >= 32


async def test_two_presses_in_a_row_are_sent_once(page: Page, server: Server):
    server.let_answer.clear()
    await page.fill(FIELD, "Lettere breve")
    await page.get_by_role("button", name="Gem mulighed").dblclick()
    server.let_answer.set()
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    assert len(server.got) == 1


async def test_a_refusal_keeps_the_text_and_goes_to_the_field(page: Page, server: Server):
    server.answers = [SAVED | {"text": "Skriv uden CPR-nummer.", "refused": "cpr", "field": "text"}]
    await send(page, "010190-1234")
    await expect(page.locator(FIELD)).to_be_focused()
    await expect(page.locator(FIELD)).to_have_value("010190-1234")
    await expect(page.locator(FIELD)).to_have_attribute("aria-describedby", "card-pair-0-text-error")
    await expect(page.locator("#notice a")).to_have_attribute("href", FIELD)
    await send(page, "Uden nummer")
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    await expect(page.locator(".error")).to_have_count(0)
    assert server.got[0]["key"] != server.got[1]["key"]


async def test_pressing_again_confirms_unless_the_text_was_changed(page: Page, server: Server):
    warning = SAVED | {"text": "Der står et telefonnummer.", "refused": "contact", "confirm": {"confirmed": "contact"}}
    server.answers = [warning, warning]
    await send(page, "Ring 12345678")
    await expect(page.locator("#alert")).to_have_text("Der står et telefonnummer.")
    await send(page, "Ring 87654321")
    await expect(page.locator("[data-confirm]")).to_have_count(1)
    server.show(replace(PAIR, title=("Nu med Carl",)), LEAD)
    await expect(page.locator("#card-pair h2")).to_have_text("Nu med Carl")
    await page.click("text=Gem mulighed")
    await expect(page.locator(FIELD)).to_have_value("")
    assert ["confirmed" in got for got in server.got] == [False, False, True]


async def test_an_update_keeps_what_is_typed_open_and_marked(page: Page, server: Server):
    await page.click("summary")
    await page.fill("#card-pair-1-text", "Tempoet stiger")
    await page.evaluate(
        "document.activeElement.setSelectionRange(2, 5); window.lead = document.querySelector('#card-lead')"
    )
    server.show(replace(PAIR, title=("Nu med Carl",)), LEAD)
    await expect(page.locator("#card-pair h2")).to_have_text("Nu med Carl")
    await expect(page.locator("#card-pair-1-text")).to_be_focused()
    await expect(page.locator("#card-pair-1-text")).to_have_value("Tempoet stiger")
    marked = "[document.activeElement.selectionStart, document.activeElement.selectionEnd]"
    assert await page.evaluate(marked) == [2, 5]
    assert await page.evaluate("window.lead === document.querySelector('#card-lead')")


async def test_cards_come_and_go_and_the_new_phase_is_said(page: Page, server: Server):
    server.show(LEAD, Card("now", ("Opsamling",), (Paragraph(("Lyt.",)),)), head=replace(HEAD, phase="Opsamling"))
    await expect(page.locator("#live")).to_have_text("Opsamling, til kl. 10.45")
    await expect(page.locator("main > [data-card]")).to_have_count(2)
    assert await page.evaluate("[...document.querySelectorAll('[data-card]')].map(e => e.dataset.card)") == [
        "lead",
        "now",
    ]
    assert await page.title() == "Opsamling – MED-udvalget"


async def test_a_text_whose_card_goes_can_still_be_copied_even_after_a_reload(page: Page, server: Server):
    await page.fill(FIELD, "Halvt skrevet")
    server.show(LEAD)
    await expect(page.locator(".kept textarea")).to_have_value("Halvt skrevet")
    await expect(page.locator("#card-lead h2")).to_be_focused()
    await page.reload()
    await expect(page.locator(".kept textarea")).to_have_value("Halvt skrevet")
    await page.click(".kept button")
    await expect(page.locator(".kept")).to_have_count(0)


async def test_what_is_typed_survives_a_reload(page: Page):
    await page.fill(FIELD, "Halvt skrevet")
    await page.reload()
    await expect(page.locator(FIELD)).to_have_value("Halvt skrevet")


async def test_anothers_change_is_shown_and_not_written_over(page: Page, server: Server):
    server.show(EDIT)
    await page.fill("#card-edit-0-text", "Min tekst")
    theirs = replace(MESSAGE, seen="2", fields=(TextField("text", "Besked", values=("Deres",), long=True),))
    for title in ("Første gang", "Anden gang"):
        server.show(Card("edit", (title,), (theirs,)))
        await expect(page.locator("h2")).to_have_text(title)
        await expect(page.locator("#card-edit .said")).to_have_text("Deres")
    server.answers = [SAVED | {"text": "Teksten er ændret imens.", "refused": "stale"}]
    await page.click("#card-edit button[type=submit]")
    await expect(page.locator("#alert")).to_have_text("Teksten er ændret imens.")
    await page.click("#card-edit button[type=submit]")
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    assert [(got["seen"], got["text"]) for got in server.got] == [("1", "Min tekst"), ("2", "Min tekst")]


async def test_ones_own_change_that_comes_back_before_its_answer_is_no_surprise(page: Page, server: Server):
    server.show(EDIT)
    await page.fill("#card-edit-0-text", "Ny")
    server.let_answer.clear()
    async with page.expect_request("**/act"):
        await page.click("#card-edit button[type=submit]")
    server.show(
        Card(
            "edit",
            ("Beskeden nu",),
            (replace(MESSAGE, seen="2", fields=(TextField("text", "Besked", values=("Ny",)),)),),
        )
    )
    server.let_answer.set()
    await expect(page.locator("h2")).to_have_text("Beskeden nu")
    await expect(page.locator("[name=text]")).to_have_value("Ny")
    await expect(page.locator("#card-edit")).not_to_contain_text(CHROME.changed)


async def test_a_form_that_goes_because_it_was_sent_leaves_no_text_behind(page: Page, server: Server):
    server.let_answer.clear()
    async with page.expect_request("**/act"):
        await send(page, "Lettere breve")
    async with page.expect_event("console"):
        await page.evaluate("new EventSource('/p/events').addEventListener('screen', () => console.log('seen'))")
        server.show(LEAD)
    server.let_answer.set()
    await expect(page.locator("#card-pair")).to_have_count(0)
    await expect(page.locator(".kept")).to_have_count(0)


async def test_a_line_that_was_added_stays_with_its_text(page: Page, server: Server):
    stop = TextField("stop", "Stop", values=("Flere klager",), many=True)
    support = ChoiceField("answer", "Svar", (Option("yes", "Støtter"), Option("no", "Forbehold")))
    server.show(Card("stop", ("Før",), (Form("Gem", "save", (stop, support)),)))
    await page.click(f"text={CHROME.add_line}")
    await page.keyboard.type("Mere tid")
    await page.check("text=Forbehold")
    server.show(Card("stop", ("Efter",), (Form("Gem", "save", (stop, support)),)))
    await expect(page.locator("h2")).to_have_text("Efter")
    lines = await page.evaluate("[...document.querySelectorAll('[name=stop]')].map(each => each.value)")
    assert lines == ["Flere klager", "", "Mere tid"]
    await expect(page.locator("[value=no]")).to_be_checked()


async def test_a_preview_takes_the_focus_and_gives_it_back(page: Page, server: Server):
    shown = Card("preview", ("Sådan bliver det",), (Buttons((Button("Send", "post"),)),))
    server.answers = [SAVED | {"text": "", "card": card_html(shown, "/p/act")}] * 2
    await page.click("text=Videre")
    await expect(page.locator("#preview h2")).to_be_focused()
    await page.click(f"#preview >> text={CHROME.close}")
    await expect(page.get_by_role("button", name="Videre")).to_be_focused()
    await page.click("text=Videre")
    await page.click("#preview >> text=Send")
    await expect(page.locator("#preview")).to_have_count(0)
    assert [got["action"] for got in server.got] == ["advance", "advance", "post"]


async def test_what_could_not_be_sent_waits_over_a_reload_and_goes_once_with_the_same_key(page: Page, server: Server):
    server.is_down = True
    await send(page, "Lettere breve")
    await expect(page.locator("#notice")).to_have_text(CHROME.waiting)
    await page.reload()
    await expect(page.locator("form[aria-busy]")).to_have_count(1)
    server.is_down = False
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    await expect(page.locator(FIELD)).to_have_value("")
    assert len(server.got) >= 2
    assert len({got["key"] for got in server.got}) == 1


async def test_a_lost_connection_shows_and_catches_up(page: Page, server: Server):
    await expect(page.locator("#connection")).to_have_text("")
    await server.heard.wait()
    server.cards = [LEAD]
    server.hang_up()
    await expect(page.locator("#connection")).to_have_text(CHROME.connection_lost)
    await expect(page.locator("#connection")).to_have_text(CHROME.connection_back, timeout=15000)
    await expect(page.locator("#card-pair")).to_have_count(0)


async def test_a_folded_form_that_was_sent_closes_and_what_opens_it_has_the_focus(page: Page):
    await page.click("summary")
    await page.fill("#card-pair-1-text", "Tempoet stiger")
    await page.press("details button[type=submit]", "Enter")
    await expect(page.locator("details[open]")).to_have_count(0)
    await expect(page.locator("summary")).to_be_focused()


async def test_a_new_phase_begins_at_the_top_with_its_heading_and_takes_old_sentences_away(page: Page, server: Server):
    await page.set_viewport_size({"width": 360, "height": 200})
    await page.press("text=Videre", "Enter")
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    assert await page.evaluate("scrollY") > 0
    for until in ("til kl. 11.00", "til kl. 11.05"):
        server.show(PAIR, LEAD, head=replace(HEAD, phase="Opsamling", until=until))
        await expect(page.locator(".until")).to_have_text(until)
        await expect(page.locator("h1")).to_be_focused()
    assert await page.evaluate("scrollY") == 0
    await expect(page.locator("#notice")).to_have_text("")


async def test_a_new_phase_leaves_the_one_who_writes_where_they_are(page: Page, server: Server):
    await page.set_viewport_size({"width": 360, "height": 200})
    await page.fill(FIELD, "Halvt skrevet")
    before = await page.evaluate("scrollY")
    server.show(PAIR, LEAD, head=replace(HEAD, phase="Opsamling"))
    await expect(page.locator("h1")).to_have_text("Opsamling")
    await expect(page.locator(FIELD)).to_be_focused()
    assert before > 0
    assert await page.evaluate("scrollY") == before


async def test_a_line_from_the_partner_comes_beside_the_one_being_written(page: Page, server: Server):
    def together(*texts: str) -> Card:
        lines = TextField("concern", "Bekymringer", values=texts, many=True, long=True)
        return Card("hand-in", ("Aflever",), (Form("Aflever", "hand_in", (lines,)),))

    server.show(together())
    await page.fill("[name=concern]", "Min egen")
    for theirs in (("Makkerens",), ("Makkerens", "En til"), ()):
        server.show(together(*theirs))
        await page.wait_for_function(
            "many => [...document.querySelectorAll('[name=concern]')].filter(e => e.defaultValue).length === many",
            arg=len(theirs),
        )
        lines = await page.evaluate("[...document.querySelectorAll('[name=concern]')].map(each => each.value)")
        assert sorted(filter(None, lines)) == sorted([*theirs, "Min egen"])


async def test_a_message_that_comes_is_said_at_once(page: Page, server: Server):
    server.show(PAIR, LEAD, Card("messages", ("Beskeder",), (Bullets((("Bo er kommet.",),)),)))
    await expect(page.locator("#notice")).to_have_text("Bo er kommet.")


async def test_a_press_waits_for_its_screen_so_that_another_does_not_act_on_the_old_one(page: Page, server: Server):
    button = page.get_by_role("button", name="Videre")
    await button.click()
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    await expect(page.locator("#card-lead form")).to_have_attribute("aria-busy", "true")
    await button.click()
    server.show(LEAD)
    await expect(page.locator("#card-pair")).to_have_count(0)
    await expect(page.locator("[aria-busy]")).to_have_count(0)
    assert len(server.got) == 1


async def test_a_button_does_not_change_under_the_finger(page: Page, server: Server):
    await page.get_by_role("button", name="Videre").hover()
    await page.mouse.down()
    async with page.expect_event("console"):
        await page.evaluate("new EventSource('/p/events').addEventListener('screen', () => console.log('seen'))")
        server.show(PAIR, replace(LEAD, title=("Styr mødet nu",)))
    await expect(page.locator("#card-lead h2")).to_have_text("Styr mødet")
    await page.mouse.up()
    await expect(page.locator("#notice")).to_have_text("Gemt.")
    await expect(page.locator("#card-lead h2")).to_have_text("Styr mødet nu")
    assert [got["action"] for got in server.got] == ["advance"]


SEEN = "each => { const { top, bottom } = each.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; }"
TALL = Card("tall", ("Nyt kort",), tuple(Paragraph((f"Linje {number}",)) for number in range(30)))


@pytest.mark.parametrize("name", ["Gem mulighed", "Videre"])
async def test_what_has_the_focus_stays_in_sight_when_a_card_comes_above_it(page: Page, server: Server, name: str):
    button = page.get_by_role("button", name=name)
    await button.focus()
    server.show(TALL, PAIR, LEAD)
    await expect(page.locator("#card-tall")).to_be_attached()
    await expect(button).to_be_focused()
    assert await button.evaluate(SEEN)
    server.show(PAIR, LEAD)
    await expect(page.locator("#card-tall")).to_have_count(0)
    assert await button.evaluate(SEEN)


@pytest.mark.parametrize("from_below", [100, 4])
async def test_what_has_the_focus_is_not_pushed_under_the_button_that_sticks(
    page: Page, server: Server, from_below: int
):
    server.show(TALL, PAIR, LEAD)
    await expect(page.locator("#card-tall")).to_be_attached()
    field = page.locator(FIELD)
    await field.focus()
    await field.evaluate(f"each => scrollBy(0, each.getBoundingClientRect().bottom - innerHeight + {from_below})")
    server.show(TALL, Card("more", ("Endnu et",)), PAIR, LEAD)
    await expect(page.locator("#card-more")).to_be_attached()
    assert await field.evaluate("each => innerHeight - each.getBoundingClientRect().bottom") >= 90


async def test_what_has_the_focus_stays_in_sight_when_a_form_above_it_is_sent_and_closes(page: Page, server: Server):
    many = tuple(TextField(f"text{number}", f"Linje {number}", long=True) for number in range(12))
    server.show(Card("tall", ("Lang",), (replace(CONCERN, fields=many), *TALL.body)), LEAD)
    await page.click("summary")
    server.let_answer.clear()
    await page.fill("details textarea >> nth=0", "Tempoet stiger")
    await page.get_by_role("button", name=CONCERN.label).press("Enter")
    button = page.get_by_role("button", name="Videre")
    await button.focus()
    server.let_answer.set()
    await expect(page.locator("details[open]")).to_have_count(0)
    assert await button.evaluate(SEEN)


async def test_a_long_sentence_at_the_top_does_not_cover_what_has_the_focus(page: Page, server: Server):
    server.show(TALL, PAIR, replace(TALL, name="more"))
    server.answers = [SAVED | {"text": "Det er for meget på én gang. " * 8, "refused": "too_much"}]
    button = page.get_by_role("button", name="Gem mulighed")
    await button.focus()
    await button.evaluate("each => scrollBy(0, each.getBoundingClientRect().top - 50)")
    await page.keyboard.press("Enter")
    await expect(page.locator("#alert")).to_contain_text("Det er for meget")
    notice, pressed = await page.locator("#notices").bounding_box(), await button.bounding_box()
    assert notice
    assert pressed
    assert notice["y"] + notice["height"] <= pressed["y"]


async def test_a_card_that_is_new_itself_takes_the_focus_along_and_keeps_it_in_sight(page: Page, server: Server):
    await page.locator(FIELD).focus()
    server.show(TALL, replace(PAIR, title=("Nu med Carl",)), LEAD)
    await expect(page.locator("#card-pair h2")).to_have_text("Nu med Carl")
    await expect(page.locator(FIELD)).to_be_focused()
    assert await page.locator(FIELD).evaluate(SEEN)


async def test_somebody_who_scrolled_away_from_what_has_the_focus_is_left_where_they_read(page: Page, server: Server):
    server.show(TALL, PAIR, LEAD)
    await expect(page.locator("#card-tall")).to_be_attached()
    await page.get_by_role("button", name="Videre").focus()
    await page.evaluate("scrollTo(0, 0)")
    server.show(TALL, PAIR, Card("more", ("Endnu et",)), LEAD)
    await expect(page.locator("#card-more")).to_be_attached()
    assert await page.evaluate("scrollY") == 0
