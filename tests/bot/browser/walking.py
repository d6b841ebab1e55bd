"""A whole meeting in a real browser: chair, vice-chair and member at phone width, and the screen of the room.

Everything is found as somebody who does not see the page finds it: by its role and its name.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from bot.content import read_content
from bot.platforms.browser.chrome import chrome
from dialogs.model.agenda import Phase
from dialogs.model.items import OutcomeKind, Stance
from dialogs.model.meeting import Kind
from dialogs.model.people import Side
from dialogs.model.screening import Said
from dialogs.wording import Wording, wording
from tests.bot.browser.hands import Hand
from tests.bot.browser.texts import TEXTS, Texts
from tests.rehearsal.server import Server, Ways

PHONE = (360, 640)
BIG = (1920, 1080)
ROOM = "room"
PEOPLE = ("chair", "vice", "member")
# Who follows and does nothing: what they see is looked at as well.
WATCHERS = ("secretary", "observer", "organisation")
NAMES = ("Marianne Toft", "Amina Yusuf")
Look = Callable[[str, Mapping[str, Page]], Awaitable[None]]
Fields = Mapping[str, str | tuple[str, ...]]


def set_up(language: str) -> Path:
    """Give the set-up file of the walk in a language."""
    return Path(__file__).with_name(f"walk_{language}.toml")


@dataclass
class Walk:
    """A meeting that is being walked through by one `hand`; `look` is called at each stage."""

    server: Server
    ways: Ways
    hand: Hand
    look: Look
    language: str = "da"
    scale: float = 1
    pages: dict[str, Page] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @property
    def words(self) -> Wording:
        """Give what stands on the screens of this meeting."""
        return wording(self.language)

    @property
    def texts(self) -> Texts:
        """Give what its people write."""
        return TEXTS[self.language]

    def title(self, phase: Phase) -> str:
        return read_content()[self.language].agendas["med-ai"].item(phase).title

    async def open(self, browser: Browser, who: str, size: tuple[int, int] = PHONE) -> Page:
        """Open somebody's page, the room's screen, or an address."""
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = await browser.new_context(viewport=viewport, locale="da-DK", device_scale_factor=self.scale)
        page = await context.new_page()
        page.set_default_timeout(8000)
        page.on("pageerror", lambda error: self.faults.append(f"{who}: {error}"))
        page.on("console", lambda said: self.faults.append(f"{who}: {said.text}") if said.type == "error" else None)
        ways = {**self.ways.people, ROOM: self.ways.room, "organisation": self.ways.organisation}
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

    def button(self, who: str, label: str, about: str = "") -> Locator:
        """Find a button by all that is said of it; there is only one that is called so."""
        return self.pages[who].get_by_role("button", name=_name(label, about))

    def form(self, who: str, label: str, about: str = "") -> Locator:
        """Find the fields that a button sends, with the button."""
        return self.pages[who].locator("form").filter(has=self.button(who, label, about))

    async def press(self, who: str, label: str, about: str = "") -> None:
        """Press a button and wait for its answer."""
        page = self.pages[who]
        # A page that is still loading has no script yet and would send the ordinary way.
        await page.wait_for_load_state("load")
        async with page.expect_response("**/act") as answer:
            await self.hand.press(self.button(who, label, about))
        told = await (await answer.value).json()
        assert not told["refused"], f"{who}: {told}"
        await expect(page.locator("[aria-busy]")).to_have_count(0)

    async def fill(
        self, who: str, label: str, texts: Mapping[str, str], picks: Fields | None = None, about: str = ""
    ) -> None:
        """Unfold a form where it is folded, fill it in, send it, and wait for its answer.

        `texts` and `picks` go by the labels of the fields; what is picked goes by its own.
        """
        closed = self.pages[who].locator("details:not([open]) > summary")
        fold = closed.filter(has_text=_name(label, about))
        await expect(self.button(who, label, about).or_(fold).first).to_be_attached()
        if await fold.count():
            await self.hand.press(fold)
        form = self.form(who, label, about)
        for field_label, chosen in (picks or {}).items():
            for one in (chosen,) if isinstance(chosen, str) else chosen:
                await self.hand.pick(_choice(form, field_label, one))
        for field_label, text in texts.items():
            await self.hand.type(form.get_by_role("textbox", name=field_label, exact=True), text)
        await self.press(who, label, about)

    async def gone(self, who: str, label: str) -> None:
        """Wait until something can no longer be done."""
        await expect(self.button(who, label)).to_have_count(0)

    async def phase(self, name: str) -> None:
        """Wait until every page of the meeting says the phase."""
        for page in (page for who, page in self.pages.items() if who != "organisation"):
            await expect(page.get_by_role("heading", level=1)).to_have_text(name)

    async def see(self, who: str, text: str) -> None:
        """Wait until a text stands on somebody's screen."""
        await expect(self.pages[who].get_by_role("main").get_by_text(text).first).to_be_attached()

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
        words, texts = self.words, self.texts
        await self.look("01 before", self.pages)
        names = ("problem", "core_task", "trial", "tool", "participants", "ai_does", "people_do")
        idea = {words.field("title"): texts.idea} | {words.field(name): getattr(texts, name) for name in names}
        answers = {"without_ai": "partly", "tool_status": "known", "voluntary": "yes"}
        picks = {words.field(name): words.answer(name, answer) for name, answer in answers.items()}
        await self.fill("member", words.whole_form, idea, picks | {words.field("responsible_leader"): NAMES[0]})
        await self.press("member", words.submit, texts.idea)
        await self.look("02 idea sent", self.pages)
        await self._check()
        await self.press("chair", words.shortlist, texts.idea)
        await self.fill("chair", words.change_plan, {words.speaker_label: texts.speaker})
        await self.look("03 planned", self.pages)

    async def _check(self) -> None:
        """Answer the check before start from its first question to its last; one text is left empty."""
        words, idea = self.words, self.texts.idea
        await self.look("02b check", self.pages)
        for name in ("A1", "A2", "A3", "C1", "D1", "B1", "B2", "B3", "B4", "B4c", "E1"):
            await self.press("chair", words.check_said(Said.NO), f"{name} {idea}")
        for name in ("F1", "F2", "F3"):
            text = {} if name == "F2" else {words.check_answer_label: self.texts.answer}
            await self.fill("chair", words.check_next, text, about=f"{idea}: {self.question(name)}")
        await self.press("chair", words.check_said(Said.YES), f"F4 {idea}")
        for name in ("G1", "G2", "G3"):
            await self.fill("chair", words.check_next, {}, about=f"{idea}: {self.question(name)}")
        await self.press("chair", words.check_said(Said.NO), f"H1 {idea}")
        await self.press("chair", words.check_said(Said.TRANSFORMATION), f"I1 {idea}")
        await self.press("chair", words.check_said(Said.NO), f"J1 {idea}")

    def question(self, name: str) -> str:
        """Give what a question of the check asks."""
        return read_content()[self.language].screening.question(name).text

    async def _knowledge(self) -> None:
        words, texts = self.words, self.texts
        await self.clock("2026-12-09T10:00:00+01:00")
        for who in PEOPLE:
            await self.press(who, words.i_am_here)
        await self.look("04 arrived", self.pages)
        await self.press("chair", words.start_meeting)
        await self.phase(self.title(Phase.KNOWLEDGE))
        await self.look("05 started", self.pages)
        await self.fill("member", words.save_contribution, {words.text_label: texts.use})
        await self.fill(
            "member",
            words.save_contribution,
            {words.text_label: texts.question},
            {words.kind_label: words.kind(Kind.QUESTION)},
        )
        await self.fill("member", words.edit, {words.text_label: texts.asked_better}, about=texts.question)
        await self.press("member", words.withdraw, texts.use)
        for left in (6, 5):
            await self.press("chair", words.next_card(left))
        await self.look("06 cards", self.pages)
        for left in (4, 3, 2, 1):
            await self.press("chair", words.next_card(left))
        await self.gone("chair", words.next_card(1))
        statement = read_content()[self.language].quiz[0].statement
        await self.press("vice", words.true, statement)
        await self.fill("member", words.save_word, {words.word_label: texts.word}, about=words.word_title)
        await self.fill("vice", words.save_contribution, {words.text_label: texts.more})
        await self.look("07 all cards", self.pages)

    async def _advance(self, phase: Phase) -> None:
        await self.press("chair", self.words.to_next_part)
        await self.phase(self.title(phase))

    async def _pairs(self) -> None:
        words, texts = self.words, self.texts
        await self._advance(Phase.PAIRS)
        await self.look("08 pairs", self.pages)
        await self.fill("member", words.save_contribution, {words.text_label: texts.opportunity})
        await self.fill(
            "vice",
            words.save_contribution,
            {words.text_label: texts.concern},
            {words.kind_label: words.kind(Kind.CONCERN)},
        )
        concerns = f"{words.kinds(Kind.CONCERN)} 1"
        first = self.form("vice", words.hand_in).get_by_role("textbox", name=concerns, exact=True)
        await expect(first).to_have_value(texts.concern)
        await self.fill("vice", words.hand_in, {f"{words.kinds(Kind.CONDITION)} 1": texts.training})
        await self.gone("member", words.hand_in)
        await self.look("09 handed in", self.pages)
        for text in (texts.opportunity, texts.concern):
            await self.fill("chair", words.save_theme, {words.theme_label: texts.theme}, about=text)
        await self.fill("chair", words.save_missing, {words.missing_label: texts.missing}, about=words.missing_title)
        await self.press("member", words.save_missing, words.missing_title)
        await self.see(ROOM, texts.missing)
        await self.look("10 rounded up", self.pages)

    async def _pilots(self) -> None:
        words, texts = self.words, self.texts
        await self._advance(Phase.PILOTS)
        await self.look("11 positions", self.pages)
        for who, stance in (("chair", Stance.SUPPORTS), ("vice", Stance.RESERVATION), ("member", Stance.CAN_LIVE_WITH)):
            reason = {words.reservation_label: texts.reservation} if stance is Stance.RESERVATION else {}
            await self.fill(who, words.save_positions, reason, {texts.proposal: words.stance(stance)})
        await self.see(ROOM, words.positions_missing(0))
        await self.look("12 positions given", self.pages)
        await self.press("chair", words.reveal, texts.proposal)
        await self.see("member", texts.reservation)
        await self.look("13 revealed", self.pages)
        await self.fill("chair", words.resolve, {words.change_label: texts.change}, about=texts.reservation)
        await self.see(ROOM, texts.change)
        await self.look("14 resolved", self.pages)
        agreed = {words.outcome_label: words.outcome(OutcomeKind.AGREEMENT)}
        await self.fill("chair", words.word_outcome, {}, agreed, texts.proposal)
        await self.fill("vice", words.decline, {words.reason_label: texts.no}, about=texts.proposal)
        await self.look("15 declined", self.pages)
        text = {words.wording_label: texts.wording}
        await self.fill("chair", words.word_again, text, agreed, texts.proposal)
        await self.look("16 worded", self.pages)
        await self.press("chair", words.confirm, texts.proposal)
        remark = {words.remark_of(words.side(Side.EMPLOYEES)): texts.remark}
        await self.fill("vice", words.confirm, remark, about=texts.proposal)
        await self.fill("vice", words.appoint, {}, {words.members_label: NAMES}, texts.proposal)
        await self.see(ROOM, words.group_title)
        await self.look("17 decided", self.pages)

    async def _message(self) -> None:
        words, texts = self.words, self.texts
        await self._advance(Phase.ANNOUNCEMENT)
        await self.look("18 message", self.pages)
        await self.fill("vice", words.edit_message, {words.message_label: texts.message})
        await self.press("chair", words.preview)
        preview = self.pages["chair"].get_by_role("dialog", name=words.preview_title)
        await expect(preview).to_contain_text(texts.message)
        await self.look("19 preview", self.pages)
        await self.hand.press(preview.get_by_role("button", name=chrome(self.language).close, exact=True))
        await expect(preview).to_have_count(0)
        # Nobody signs before the text that was changed stands on the own screen.
        await self.see("chair", texts.message)
        await self.press("chair", words.sign)
        await self.press("vice", words.sign)
        await self.settle()
        await self.see("member", texts.message)
        await self.look("20 posted", self.pages)

    async def _after(self) -> None:
        words = self.words
        await self.press("chair", words.end_meeting)
        await self.phase(words.meeting_over)
        await self.look("21 ended", self.pages)
        await self.press("chair", words.sign_minutes)
        await self.press("vice", words.sign_minutes)
        await self.settle()
        await self.fill("member", words.object, {words.objection_label: self.texts.objection})
        await self.look("22 minutes", self.pages)


def _name(label: str, about: str) -> re.Pattern[str]:
    # What only screen readers say stands out of the flow, which puts a blank before the colon.
    return re.compile(f"^{re.escape(label)} ?: {re.escape(about)}$" if about else f"^{re.escape(label)}$")


def _choice(form: Locator, label: str, option: str) -> Locator:
    """Find what is chosen by the names of the field and of the choice: among radio buttons or boxes, or in a list."""
    group = form.get_by_role("group", name=label, exact=True).or_(
        form.get_by_role("radiogroup", name=label, exact=True)
    )
    tick = group.get_by_role("radio", name=option, exact=True).or_(
        group.get_by_role("checkbox", name=option, exact=True)
    )
    listed = form.get_by_role("combobox", name=label, exact=True).get_by_role("option", name=option, exact=True)
    return tick.or_(listed)
