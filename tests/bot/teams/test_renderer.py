"""Every card is drawn by Microsoft's own renderer without a word of complaint, and holds no link and no picture."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from bot.platforms.teams.cards import Frame
from bot.platforms.teams.forms import form_card
from bot.platforms.teams.sender import TeamsChat
from bot.ports import Screen
from dialogs.cards import Form
from dialogs.content import Language
from dialogs.model.ids import MeetingId, PersonId
from dialogs.screens import head
from tests.bot.teams.npm import fetched
from tests.bot.teams.test_cards import HOSTILE, drawn, everything
from tests.dialogs.flows.play import controls
from tests.dialogs.flows.stories import STORIES, shown

pytestmark = pytest.mark.proof
Json = dict[str, Any]
RENDERER = "adaptivecards@3.0.6"
LOOK = """
cards => cards.map(json => {
    const told = [], context = new AdaptiveCards.SerializationContext(AdaptiveCards.Versions.v1_5);
    const card = new AdaptiveCards.AdaptiveCard();
    card.parse(json, context);
    for (let n = 0; n < context.eventCount; n++) told.push(context.getEventAt(n).message);
    for (const each of card.validateProperties().validationEvents) told.push(each.message);
    const element = card.render();
    if (!element) told.push("not drawn");
    else if (element.querySelector("a, img, script, iframe")) told.push("a link or a picture");
    return told.length ? [told.join("; "), JSON.stringify(json).slice(0, 300)] : null;
}).filter(each => each)
"""


@pytest.fixture(scope="session")
def renderer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fetched(RENDERER, tmp_path_factory.mktemp("renderer")) / "dist/adaptivecards.min.js"


def cards(story: str, language: str) -> Iterator[Json]:
    known: set[object] = set()
    meeting = MeetingId("m" * 16)
    for frame, who, screen in shown(story, language):
        if screen in known:
            continue
        known.add(screen)
        whole = Screen(meeting, PersonId(who) if who else None, language, head(frame.view(who)), screen)
        yield from (each["attachments"][0]["content"] for each in TeamsChat(None, {}).pack(whole))  # type: ignore[arg-type]
        for form in controls(screen):
            if isinstance(form, Form) and form not in known:
                known.add(form)
                yield form_card(form, Frame(meeting, language), "key")


def test_every_card_is_drawn_without_complaint(renderer: Path, chromium: str):
    found = [card for story in STORIES if story != "crowded" for lang in Language for card in cards(story, lang)]
    hostile = [card for text in HOSTILE for card in drawn(everything(text))]
    assert len(found) > 1_000
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content("<html><body></body></html>")
        page.add_script_tag(path=renderer)
        for start in range(0, len(found), 100):
            assert page.evaluate(LOOK, found[start : start + 100]) == []
        assert page.evaluate(LOOK, hostile) == []
        bad = [{**found[0], "body": [{"type": "TextBlok"}]}, {**found[0], "body": [{"type": "Input.Text"}]}]
        assert len(page.evaluate(LOOK, bad)) == 2
        shown_text = page.evaluate(
            "json => { const it = new AdaptiveCards.AdaptiveCard(); it.parse(json); return it.render().innerText }",
            hostile[0],
        )
        browser.close()
    assert json.dumps(HOSTILE[0], ensure_ascii=False)[1:-1] in shown_text
