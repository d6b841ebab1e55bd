"""Whatever people press, in any order, with any rubbish: there is an answer, and every screen can be drawn."""

import asyncio
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.platforms.browser.cards import card_html, cards_html
from bot.platforms.browser.pages import header_html, shown_cards_html
from dialogs.cards import Buttons, Card, Form
from dialogs.forms import ChoiceField, DateField, Field
from dialogs.inbound import ButtonPressed, FormSubmitted, Happening, Inbound
from dialogs.minutes import record
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting
from dialogs.outbound import Answer, Place
from dialogs.routing import HANDLERS
from dialogs.screens import head, personal, whole_room
from storage.meetings import Meetings
from tests.fakes.house import EVERYBODY, Fake, wire, with_meeting

pytestmark = [pytest.mark.usefixtures("kind"), pytest.mark.no_cover]
CPR = "0101901234"
RUBBISH = (
    "",
    " \u200b ",
    "Mindre tid ved skærmen",
    "Roligere vagtskifte",
    "x" * 3001,
    "a\x00b\x1bc",
    "\u202eomvendt\u2066",
    "<script>alert(1)</script>&amp;",
    f"Borgeren {CPR} ringede",
    "010190-1234",
    "Skriv til a@b.dk",
    "9" * 5000,
    "-7",
    "0",
    "5",
    "²",
    "١٢",
    "2027-02-29",
    "2027-03-01",
    "9999-12-31",
    "week 6",
    "+6 months",
    "yes",
    "no",
    "true",
    "marianne",
    "sanne",
    "agreement",
    "discussion",
    "\ufffd",
)
NAMES = (
    "text",
    "kind",
    "theme",
    "into",
    "minutes",
    "pair.ole",
    "pair.",
    "stance.",
    "stance.x",
    "q.1",
    "cards",
    "stop.1",
    "contact_ok",
)
SCHEMA = json.loads(files("dialogs").joinpath("minutes.schema.json").read_text(encoding="utf-8"))

DRAWN: set[Card] = set()
Step = tuple[str, str, Happening]


def controls(cards: tuple[Card, ...]) -> list[Any]:
    found: list[Any] = []
    for card in cards:
        for element in card.body:
            if isinstance(element, Form):
                found.append(element)
            elif isinstance(element, Buttons):
                found += element.buttons
    return found


def filled_in(draw: Any, form: Form) -> dict[str, tuple[str, ...]]:
    """Draw what somebody puts into a form: mostly what it asks for, else rubbish in one of its fields."""
    found = {field.name: values(draw, field) for field in form.fields}
    if found and draw(st.integers(0, 3)) == 0:
        spoilt = draw(st.sampled_from(sorted(found)))
        found[spoilt] = tuple(draw(st.lists(st.sampled_from(RUBBISH), max_size=3)))
    return found


def values(draw: Any, field: Field) -> tuple[str, ...]:
    """Draw what a field asks for."""
    if isinstance(field, ChoiceField):
        if not field.options:
            return ()
        ids = st.sampled_from([option.id for option in field.options])
        return tuple(draw(st.lists(ids, min_size=1, max_size=6 if field.many else 1, unique=True)))
    if isinstance(field, DateField):
        return (draw(st.sampled_from(("", "2027-01-11", "2027-03-01"))),)
    kept = field.values or ("",)
    return (*kept, draw(st.sampled_from(RUBBISH[2:4])))[-1 if not field.many else 0 :] if draw(st.booleans()) else kept


def acts(draw: Any, screens: dict[str, list[Any]], seen_before: list[Any]) -> Step:
    """Draw who does what: mostly something on their screen, else something from an old screen or from nowhere."""
    who = draw(st.sampled_from(EVERYBODY))
    by = draw(st.sampled_from((who, who, who, "lars", "nobody")))
    luck = draw(st.integers(0, 9))
    if luck < 7 and screens[who]:
        control = draw(st.sampled_from(screens[who]))
    elif luck < 9 and seen_before:
        control = draw(st.sampled_from(seen_before))
    else:
        action = draw(st.sampled_from((*HANDLERS, "unknown", "")))
        on = draw(st.sampled_from(("", "x", "1.true", "99", *(each.on for each in seen_before[-20:]))))
        stamp = draw(st.sampled_from(("", "0", "1", "knowledge.1", "x")))
        fields = draw(
            st.dictionaries(st.sampled_from(NAMES), st.lists(st.sampled_from(RUBBISH), max_size=3).map(tuple))
        )
        return who, by, FormSubmitted(action, on, stamp, fields) if fields else ButtonPressed(action, on, stamp)
    if not isinstance(control, Form):
        return who, by, ButtonPressed(control.action, control.on, control.seen)
    return who, by, FormSubmitted(control.action, control.on, control.seen, filled_in(draw, control))


async def draw_screens(fake: Fake) -> dict[str, list[Any]]:
    """Draw everybody's screen and the room's as HTML, and give what can be pressed on each."""
    found = {}
    state = await fake.state()
    for who in EVERYBODY:
        view = fake.house.reception.view(state, PersonId(who))
        cards = personal(view)
        assert header_html(head(view))
        draw_new(cards)
        found[who] = controls(cards)
    draw_new(whole_room(fake.house.reception.view(state, None)))
    return found


def draw_new(cards: tuple[Card, ...]) -> None:
    """Draw the cards that were not drawn before: the same card gives the same HTML."""
    new = tuple(card for card in cards if card not in DRAWN)
    assert cards_html(new, "/p/x/act") or not new
    assert shown_cards_html(new) or not new
    DRAWN.update(new)


async def on_disk(fake: Fake) -> Meeting:
    """Give the meeting as somebody reads it who remembers nothing."""
    stranger = Meetings(fake.house.vault, fake.house.releases.agenda, fake.house.organisation.zone)
    return await fake.house.store.read(lambda conn: stranger.look(conn, fake.id))


async def begin(fake: Fake, phases: int | None) -> None:
    """Start the meeting with everybody there and go on by some phases, or leave it as it was planned."""
    if phases is not None:
        await fake.all_arrive()
        await fake.start()
        await fake.advance(phases)


@dataclass
class Course:
    """What happened to a meeting, so that it can happen again: events with their answers, and times that it ticked."""

    phases: int | None = None
    happened: list[tuple[datetime, Inbound | None, Answer | None]] = field(default_factory=list)

    async def again(self, fake: Fake) -> None:
        """Let the same happen to a house with the same chance, and hold that every answer is the same."""
        for at, event, answer in self.happened:
            fake.meeting_clock.at = at
            if event is None:
                await fake.house.ticker.settle()
            else:
                assert await fake.house.turn.take(event) == answer


async def play(fake: Fake, draw: Any, steps: int) -> Course:
    course = Course()
    await with_meeting(fake)
    # Half of the meetings begin properly, so that the later phases are reached often.
    phases = draw(st.integers(0, 3)) if draw(st.booleans()) else None
    await begin(fake, phases)
    course.phases = phases
    old: dict[Any, None] = {}
    for number in range(steps):
        screens = await draw_screens(fake)
        old |= dict.fromkeys(control for found in screens.values() for control in found)
        who, by, what = acts(draw, screens, list(old))
        whom = PersonId(who) if by != who else None
        event = Inbound(f"{number}", fake.id, PersonId(by), what, whom)
        answer = await fake.house.turn.take(event)
        course.happened.append((fake.meeting_clock.at, event, answer))
        assert answer.text or answer.card, what
        if answer.card:
            assert card_html(answer.card, "/p/x/act")
        if draw(st.integers(0, 5)) == 0:
            # A clock that is set right may jump back, too.
            fake.meeting_clock.at += timedelta(minutes=draw(st.sampled_from((1, 7, 45, 400, -3, -90))))
            await fake.house.ticker.settle()
            course.happened.append((fake.meeting_clock.at, None, None))
        assert await on_disk(fake) == await fake.state()
    await look_back(fake)
    return course


async def look_back(fake: Fake) -> None:
    """Hold that the record can be made, the messages read, and that no CPR number was kept."""
    state, organisation, now = await fake.state(), fake.house.organisation, fake.meeting_clock.now()
    for closed_items in (True, False):
        minutes = json.loads(json.dumps(record(state, organisation, now, closed_items=closed_items)))
        if state.ended_at:
            jsonschema.validate(minutes, SCHEMA)
    await fake.house.ticker.settle()
    await draw_screens(fake)
    for to in (*map(PersonId, EVERYBODY), *Place):
        assert list(cards_html(await fake.house.reception.listing(to, fake.id), "")) is not None
    for name in kept_files(fake.folder):
        raw = name.read_bytes()
        assert CPR.encode() not in raw, name
        assert b"010190-1234" not in raw, name


def kept_files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


@settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_nothing_that_people_do_breaks_a_meeting(data: st.DataObject):
    async def one() -> None:
        with tempfile.TemporaryDirectory() as folder:
            fake = wire(Path(folder, "first"))
            try:
                course = await play(fake, data.draw, 25)
                minutes = minutes_of(fake, await fake.state())
            finally:
                await fake.close()
            other = await with_meeting(wire(Path(folder, "again")))
            try:
                await begin(other, course.phases)
                await course.again(other)
                assert minutes_of(other, await other.state()) == minutes
            finally:
                await other.close()

    asyncio.run(one())


def minutes_of(fake: Fake, state: Meeting) -> str:
    """Give the whole record as it is written down."""
    now = fake.meeting_clock.now()
    return json.dumps(record(state, fake.house.organisation, now, closed_items=True), ensure_ascii=False)
