"""A whole meeting in a real browser: chair, vice-chair and member at phone width, and the screen of the room."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.bot.browser.hands import Hand
from tests.rehearsal.server import Server, Ways

SET_UP = Path(__file__).with_name("walk.toml")
PHONE = (360, 640)
BIG = (1920, 1080)
ROOM = "room"
PEOPLE = ("chair", "vice", "member")
ARGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
IDEA = {
    "title": "Tale til tekst i besøgsnotater",
    "problem": "Notaterne bliver skrevet sidst på vagten.",
    "core_task": "Dokumentation efter besøg",
    "trial": "Seks medarbejdere taler notatet ind og retter det, før det bliver gemt.",
    "tool": "Talefunktionen i vores journal",
    "participants": "6 assistenter",
    "ai_does": "Skriver et udkast",
    "people_do": "Læser, retter og gemmer",
}
Look = Callable[[str, Mapping[str, Page]], Awaitable[None]]


@asynccontextmanager
async def chromium_open(path: str) -> AsyncIterator[Browser]:
    """Open a browser."""
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=list(ARGS))
        yield opened
        await opened.close()


@dataclass
class Walk:
    """A meeting that is being walked through by one `hand`; `look` is called at each stage."""

    server: Server
    ways: Ways
    hand: Hand
    look: Look
    pages: dict[str, Page] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    async def open(self, browser: Browser, who: str, size: tuple[int, int] = PHONE) -> Page:
        """Open somebody's page, or the room's screen."""
        context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="da-DK")
        page = await context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: self.faults.append(f"{who}: {error}"))
        page.on("console", lambda said: self.faults.append(f"{who}: {said.text}") if said.type == "error" else None)
        ways = {**self.ways.people, ROOM: self.ways.room}
        await page.goto(ways.get(who, who))
        await page.keyboard.press("Tab")
        self.pages[who] = page
        return page

    async def clock(self, at: str) -> None:
        """Move the meeting clock."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(f"{self.server.address}/rehearsal/clock", json={"at": at}) as reply,
        ):
            assert reply.status == 200

    async def settle(self) -> None:
        """Let everything that is owed go out."""
        async with aiohttp.ClientSession() as session, session.post(f"{self.server.address}/rehearsal/settle") as reply:
            assert reply.status == 200

    def form(self, who: str, action: str, about: str = "") -> Locator:
        """Find a form or a button by what it does, and where needed by what stands on its card or in it."""
        found = self.pages[who].locator(f"form[data-action='{action}']")
        if about:
            found = found.filter(has=self.pages[who].locator(".about", has_text=about))
        return found.first

    async def press(self, who: str, action: str, about: str = "") -> None:
        """Press a button and wait for its answer."""
        await self._send(who, self.form(who, action, about))

    async def fill(
        self, who: str, action: str, fields: Mapping[str, str], picks: Mapping[str, str] | None = None, about: str = ""
    ) -> None:
        """Unfold a form where it is folded, fill it in, send it, and wait for its answer."""
        form = self.form(who, action, about)
        fold = form.locator("xpath=parent::details[not(@open)]/summary")
        await expect(form).to_be_attached()
        if await fold.count():
            await self.hand.press(fold)
        for name, value in (picks or {}).items():
            for one in value.split():
                await self.hand.pick(form.locator(f"[name='{name}'][value='{one}'], [name='{name}'] [value='{one}']"))
        for name, value in fields.items():
            await self.hand.type(form.locator(f"[name='{name}']").last, value)
        await self._send(who, form)

    async def _send(self, who: str, form: Locator) -> None:
        page = self.pages[who]
        # A page that is still loading has no script yet and would send the ordinary way.
        await page.wait_for_load_state("load")
        async with page.expect_response("**/act") as answer:
            await self.hand.press(form.locator("button[type=submit]"))
        told = await (await answer.value).json()
        assert not told["refused"], f"{who}: {told}"
        await expect(page.locator("[aria-busy]")).to_have_count(0)

    async def gone(self, who: str, action: str) -> None:
        """Wait until something can no longer be done."""
        await expect(self.pages[who].locator(f"form[data-action='{action}']")).to_have_count(0)

    async def phase(self, name: str) -> None:
        """Wait until every page says the phase."""
        for page in self.pages.values():
            await expect(page.locator("#head h1")).to_have_text(name)

    async def see(self, who: str, text: str) -> None:
        """Wait until a text stands on somebody's screen."""
        await expect(self.pages[who].locator("main").get_by_text(text).first).to_be_attached()

    async def take(self) -> None:
        """Walk from the first idea to the objection."""
        await self._before()
        await self._knowledge()
        await self._pairs()
        await self._pilots()
        await self._message()
        await self._after()
        assert not self.faults

    async def _before(self) -> None:
        await self.look("01 before", self.pages)
        idea = {"without_ai": "partly", "tool_status": "known", "voluntary": "yes", "responsible_leader": "chair"}
        await self.fill("member", "propose", IDEA, idea)
        await self.press("member", "submit_proposal", IDEA["title"])
        await self.look("02 idea sent", self.pages)
        condition = {"condition.1": "Afklar, hvordan oplysninger bliver behandlet"}
        await self.fill("chair", "check", condition, {"light": "yellow"}, IDEA["title"])
        await self.fill("chair", "shortlist", {}, {}, IDEA["title"])
        await self.fill("chair", "plan", {"speaker": "Digitaliseringen viser skrivehjælpen"})
        await self.look("03 planned", self.pages)

    async def _knowledge(self) -> None:
        await self.clock("2026-12-09T10:00:00+01:00")
        for who in PEOPLE:
            await self.press(who, "arrive")
        await self.look("04 arrived", self.pages)
        await self.press("chair", "start")
        await self.phase("Fælles viden om AI")
        await self.look("05 started", self.pages)
        await self.fill("member", "contribute", {"text": "Vi bruger AI til at oversætte breve"})
        await self.fill("member", "contribute", {"text": "Hvem retter fejlene?"}, {"kind": "question"})
        await self.fill("member", "edit", {"text": "Hvem retter de fejl, der kommer?"}, about="Hvem retter fejlene?")
        await self.press("member", "withdraw", "oversætte breve")
        for _ in range(2):
            await self.press("chair", "next_card")
        await self.look("06 cards", self.pages)
        for _ in range(4):
            await self.press("chair", "next_card")
        await self.gone("chair", "next_card")
        await self.press("vice", "answer_quiz")
        await self.fill("member", "say_word", {"word": "Nysgerrig"})
        await self.fill("vice", "contribute", {"text": "Skrivehjælpen til breve"})
        await self.look("07 all cards", self.pages)

    async def _pairs(self) -> None:
        await self.press("chair", "advance")
        await self.phase("Muligheder og udfordringer hos os")
        await self.look("08 pairs", self.pages)
        await self.fill("member", "contribute", {"text": "Mere tid hos borgeren"})
        await self.fill("vice", "contribute", {"text": "Tempoet stiger"}, {"kind": "concern"})
        await expect(self.form("vice", "hand_in").locator("[name=concern]").first).to_have_value("Tempoet stiger")
        await self.fill("vice", "hand_in", {"condition": "Tid til oplæring"})
        await self.gone("member", "hand_in")
        await self.look("09 handed in", self.pages)
        await self.fill("chair", "theme", {"theme": "Tid"}, about="Mere tid hos borgeren")
        await self.fill("chair", "theme", {"theme": "Tid"}, about="Tempoet stiger")
        await self.fill("chair", "say_missing", {"text": "Hvad det koster"})
        await self.press("member", "say_missing")
        await self.see(ROOM, "Hvad det koster")
        await self.look("10 rounded up", self.pages)

    async def _pilots(self) -> None:
        await self.press("chair", "advance")
        await self.phase("Valg af pilotforsøg og følgegruppe")
        await self.look("11 positions", self.pages)
        for who, stance in (("chair", "supports"), ("vice", "reservation"), ("member", "can_live_with")):
            await self._positions(who, stance)
        await self.see(ROOM, "Alle har svaret.")
        await self.look("12 positions given", self.pages)
        await self.press("chair", "reveal")
        await self.see("member", "Fire er for mange at undvære på en gang")
        await self.look("13 revealed", self.pages)
        await self.fill("chair", "resolve", {"change": "To medarbejdere ad gangen retter ti vejledninger."})
        await self.see(ROOM, "To medarbejdere ad gangen")
        await self.look("14 resolved", self.pages)
        await self.fill("chair", "word_outcome", {}, {"outcome": "agreement"}, "Vejledninger")
        await self.fill("vice", "decline_outcome", {"text": "Skriv, hvornår det slutter"}, about="Vejledninger")
        await self.look("15 declined", self.pages)
        text = {"text": "MED er enige om at prøve vejledninger i klart sprog til 19. februar."}
        await self.fill("chair", "word_outcome", text, {"outcome": "agreement"}, "Vejledninger")
        await self.look("16 worded", self.pages)
        await self.fill("chair", "confirm_outcome", {}, about="Vejledninger")
        await self.fill("vice", "confirm_outcome", {"text": "Vi ser på tempoet"}, about="Vejledninger")
        await self.fill("vice", "appoint", {}, {"members": "chair member"}, "Vejledninger")
        await self.see(ROOM, "Følgegruppe")
        await self.look("17 decided", self.pages)

    async def _positions(self, who: str, stance: str) -> None:
        form = self.form(who, "take_positions")
        await self.hand.pick(form.locator(f"input[value='{stance}']").first)
        if stance == "reservation":
            await self.hand.type(form.locator("textarea").first, "Fire er for mange at undvære på en gang")
        await self._send(who, form)

    async def _message(self) -> None:
        await self.press("chair", "advance")
        await self.phase("Besked til organisationen")
        await self.look("18 message", self.pages)
        await self.fill("vice", "edit_announcement", {"text": "Vi prøver vejledninger i klart sprog."})
        await self.press("chair", "preview_announcement")
        preview = self.pages["chair"].locator("#preview")
        await expect(preview).to_contain_text("klart sprog")
        await self.look("19 preview", self.pages)
        await self.hand.press(preview.locator(".close"))
        await expect(preview).to_have_count(0)
        # Nobody signs before the text that was changed stands on the own screen.
        await expect(self.pages["chair"].locator("#card-announcement")).to_contain_text("Vi prøver vejledninger")
        await self.press("chair", "sign_announcement")
        await self.press("vice", "sign_announcement")
        await self.settle()
        await self.see("member", "Vi prøver vejledninger i klart sprog.")
        await self.look("20 posted", self.pages)

    async def _after(self) -> None:
        await self.press("chair", "end")
        await self.phase("Mødet er slut")
        await self.look("21 ended", self.pages)
        await self.press("chair", "sign_minutes")
        await self.press("vice", "sign_minutes")
        await self.settle()
        await self.fill("member", "object", {"text": "Der mangler et ord om pauser"})
        await self.look("22 minutes", self.pages)
