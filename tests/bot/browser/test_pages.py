import re
import shutil
import subprocess
from pathlib import Path

import pytest

import bot.platforms.browser.pages as pages
from bot.platforms.browser.forms import Fault
from bot.platforms.browser.pages import (
    STATEMENT,
    Head,
    header_html,
    organisation_page,
    person_page,
    plain_page,
    room_page,
)
from dialogs.cards import Button, Buttons, Card, Form, Notice, Paragraph, Said, Tone
from dialogs.forms import TextField
from tests.bot.browser.reading import CHROME, HOSTILE, Node, read

STATIC = Path(pages.__file__).with_name("static")
HEAD = Head("MED-udvalget, Hjemmeplejen Nord", "Makkerpar", "til kl. 10.45")
PAIR = Card(
    "pair",
    ("Du er i makkerpar med ", Said("Bo")),
    (
        Paragraph(("Tal sammen.",)),
        Form("Gem", "add", (TextField("text", "En mulighed"),), on="opportunity"),
        Buttons((Button("Jeg går nu", "leave"),)),
    ),
)


def person(head: Head = HEAD, *cards: Card, **more: object) -> str:
    shown = cards or (PAIR,)
    return person_page(CHROME, head, shown, home="/p/abc", act="/p/abc/act", events="/p/abc/events", **more)  # type: ignore[arg-type]


def every_page(text: str) -> dict[str, str]:
    head = Head(text, text, text)
    card = Card("pair", (Said(text),), (Paragraph((Said(text),)), *PAIR.body))
    here = Fault("add", "opportunity", "text", text, {"text": (text,)})
    gone = Fault("add", "gone", "text", text, {"text": (text,)})
    notice = Notice(Tone.STOP, (Said(text),))
    return {
        "person": person(head, card, notice=notice, preview=Card("preview", (Said(text),), PAIR.body)),
        "fault": person(head, card, fault=here),
        "fault of a form that is gone": person(head, card, fault=gone),
        "room": room_page(CHROME, head, [card], home="/r/abc", events="/r/abc/events"),
        "organisation": organisation_page(CHROME, head, [card], home="/o/abc", events="/o/abc/events"),
        "plain": plain_page(CHROME, text, text),
    }


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", list(every_page("")))
def test_a_page_is_well_formed_and_says_hostile_text_as_it_is(name: str, text: str):
    page = read(every_page(text)[name])
    assert text in page.text
    ids = [each.attributes["id"] for each in page.all() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    links = [each.attributes["href"] for each in page.all("a")]
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    assert len(page.all("main")) == len(page.all("h1")) == len(page.all("title")) == 1
    assert page.one("html").attributes["lang"] == "da"
    assert page.one("main").attributes["id"] == "screen"


@pytest.mark.parametrize("name", list(every_page("")))
def test_a_page_loads_nothing_from_outside(name: str):
    loaded = [
        each.attributes[name]
        for each in read(every_page("x")[name]).all()
        for name in ("src", "href", "action")
        if name in each.attributes
    ]
    assert loaded
    assert all(re.match("/[a-z]|#", address) for address in loaded), loaded


def test_a_persons_page_says_whose_meeting_which_phase_and_until_when():
    page = read(person())
    assert page.one("title").text == "Makkerpar – MED-udvalget, Hjemmeplejen Nord"
    head = page.one("header", id="head")
    assert [each.text for each in head.children] == ["MED-udvalget, Hjemmeplejen Nord", "Makkerpar", "til kl. 10.45"]
    assert head.attributes["data-title"] == page.one("title").text


def test_a_head_without_a_phase_says_the_committee_once():
    assert read(header_html(Head("Hjemmeplejen Nord"))).text == "Hjemmeplejen Nord"


def test_the_first_thing_on_a_persons_page_leads_to_the_screen():
    first = read(person()).one("body").children[0]
    assert (first.tag, first.attributes["href"], first.text) == ("a", "#screen", CHROME.skip)


def test_the_places_that_are_read_aloud_are_there_before_they_say_anything():
    page = read(person())
    roles = {each.attributes["id"]: each.attributes["role"] for each in page.all("p") if "role" in each.attributes}
    assert roles == {"connection": "status", "notice": "status", "alert": "alert", "live": "status"}
    assert not [each.text for each in page.all("p") if "role" in each.attributes and each.text]


def test_the_script_finds_its_words_and_addresses_on_the_page():
    told = read(person()).one("body").attributes
    assert (told["data-home"], told["data-events"]) == ("/p/abc", "/p/abc/events")
    scripts = "".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    asked = {re.sub("[A-Z]", lambda big: "-" + big[0].lower(), name) for name in re.findall(r"\bsay\.(\w+)", scripts)}
    assert {f"data-{name}" for name in asked} == {name for name in told if name.startswith("data-")}
    assert told["data-add-line"] == "Tilføj linje"


def test_a_form_that_came_back_is_said_at_the_top_with_a_way_to_the_field():
    page = read(person(fault=Fault("add", "opportunity", "text", "Skriv en mulighed.", {"text": (" ",)})))
    link = page.one("section", id="faults").one("a")
    assert link.text == "Skriv en mulighed."
    assert page.one("input", id=link.attributes["href"][1:]).attributes["value"] == " "
    assert page.one("h2", id="faults-title").text == CHROME.fault_title


def test_what_was_typed_in_a_form_that_is_gone_can_still_be_copied():
    page = read(person(fault=Fault("add", "gone", "text", "Fasen er slut.", {"text": ("Lettere breve", " ")})))
    assert [each.text for each in page.one("section", id="faults").all("textarea")] == ["\nLettere breve"]
    assert CHROME.kept in page.text
    assert not page.one("section", id="faults").all("a")


def test_nothing_is_said_to_be_kept_when_nothing_was_typed():
    assert (
        CHROME.kept
        not in read(person(fault=Fault("leave", "gone", "", "Fasen er slut."))).one("section", id="faults").text
    )


def test_a_notice_and_a_preview_are_shown_without_a_script():
    page = read(person(notice=Notice(Tone.GOOD, ("Gemt.",)), preview=Card("preview", ("Sådan bliver det",))))
    assert page.one("div", id="notices").attributes["data-tone"] == "good"
    assert page.one("p", id="notice").text == "Gemt."
    assert page.one("section", id="preview").one("a", href="/p/abc").text == CHROME.close
    assert page.one("noscript").one("a", href="/p/abc").text == CHROME.reload


def test_each_form_of_a_page_gets_a_key_from_the_caller():
    page = read(person(fresh_key=lambda: "k1", preview=Card("preview", ("x",), PAIR.body)))
    assert [each.attributes["value"] for each in page.all("input") if each.attributes["name"] == "key"] == ["k1"] * 4


@pytest.mark.parametrize("name", ["room", "organisation"])
def test_a_page_that_shows_has_nothing_to_press(name: str):
    page = read(every_page("x")[name])
    assert not page.all("form", "button", "input", "textarea", "select", "summary")
    # But for the way to the accessibility statement, at the foot of every page that has a reader at a desk.
    foot = [STATEMENT] if name == "organisation" else []
    assert [each.attributes["href"] for each in page.all("a")] == foot


def test_a_plain_page_says_one_thing_and_needs_no_script():
    page = read(plain_page(CHROME, "Linket bruges ikke længere", "Bed om et nyt link."))
    assert page.one("h1").text == "Linket bruges ikke længere"
    assert page.one("title").text == "Linket bruges ikke længere – Medmakker"
    assert not page.all("script")


def test_what_a_page_asks_for_is_there():
    page = read(person())
    asked = [
        *(each.attributes["href"] for each in page.all("link")),
        *(each.attributes["src"] for each in page.all("script")),
    ]
    assert len(asked) == 3
    assert all(STATIC.joinpath(address.removeprefix("/static/")).is_file() for address in asked)


def test_what_is_served_asks_for_nothing_from_outside():
    for path in STATIC.iterdir():
        assert not re.findall(
            r"(?:url\(|@import|src=|https?://)(?!www\.w3\.org/2000/svg)", path.read_text(encoding="utf-8")
        ), path


def test_the_words_on_a_page_come_from_its_caller():
    bare = read(every_page("x")["fault of a form that is gone"])
    ours = {getattr(CHROME, name) for name in CHROME.__slots__} | {"x", ": ", "–"}
    texts = {each.text.strip() for each in bare.all() if not each.children and each.text.strip()}
    cards = {"Tal sammen.", "En mulighed", "Gem", "Jeg går nu"}
    assert texts <= ours | cards | {"x – x"}


def luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "grounds", "least"),
    [
        *((ink, ("ground", "surface"), 4.5) for ink in ("ink", "faint", "link", "warning", "stop")),
        ("on-main", ("main",), 4.5),
        *((mark, ("ground", "surface"), 3) for mark in ("edge", "focus", "neutral", "good", "warning", "stop", "main")),
    ],
)
def test_colours_can_be_told_apart(scheme: int, ink: str, grounds: tuple[str, ...], least: float):
    sheet = STATIC.joinpath("medmakker.css").read_text(encoding="utf-8")
    colours = dict(
        re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)[scheme])
    )
    assert min(contrast(colours[ink], colours[ground]) for ground in grounds) >= least


@pytest.mark.parametrize("script", sorted(STATIC.glob("*.js")), ids=lambda path: path.name)
def test_a_script_can_be_read(script: Path):
    node = shutil.which("node")
    if not node:
        pytest.skip("Left out: there is no Node. On Debian: apt-get install nodejs")
    command = [node, "--input-type=module", "--check"]
    result = subprocess.run(command, input=script.read_bytes(), capture_output=True, check=False)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("served", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_what_is_served_is_short_enough_to_read(served: Path):
    assert len(served.read_text(encoding="utf-8").splitlines()) <= 300


def test_a_reader_notices_a_page_that_is_not_well_formed():
    for wrong in (
        "<p><b>x</p></b>",
        "<p>x",
        '<p id="a" id="b">x</p>',
        '<p style="a">x</p>',
        "<script>x</script>",
    ):
        with pytest.raises(AssertionError):
            read(wrong)
    assert isinstance(read("<p>x</p>"), Node)
