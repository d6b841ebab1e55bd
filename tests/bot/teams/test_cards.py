"""Every screen that the flows produce fits Teams, and what people typed is nothing but text there."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.platforms.teams.cards import ADAPTIVE, Frame, adaptive, card_blocks, opener, size
from bot.platforms.teams.forms import NOTHING, Fault, form_card, read_fields
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.lines import isolate, isolated, line_blocks, plain
from bot.platforms.teams.sender import TeamsChat
from bot.ports import Screen
from dialogs.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Element,
    Facts,
    Form,
    Heading,
    Notice,
    Paragraph,
    Said,
    Tone,
    Weight,
)
from dialogs.content import Language
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.screens import Head, head
from tests.conftest import LEFT_OUT
from tests.dialogs.every_card import cards as every_card
from tests.dialogs.every_card import every_meeting, forms
from tests.dialogs.flows.play import controls
from tests.dialogs.flows.stories import STORIES, frames, shown
from tests.fakes.teams.rules import DATED, _validator, own_faults, schema_faults

pytestmark = pytest.mark.no_cover

Json = dict[str, Any]
FRAME = Frame(MeetingId("m" * 16), "da")
CHAT = TeamsChat(None, {})  # type: ignore[arg-type]
HOSTILE = (
    "**fed** _kursiv_ ~~streg~~ `kode`",
    "[link](https://evil.example) ![billede](https://evil.example/x.png)",
    "https://evil.example www.evil.example mailto:a@evil.example",
    '<at>Alle</at> <at id="0">Bo</at> @Alle #kanal',
    "{{DATE(2027-02-14T06:08:39Z,SHORT)}} {{TIME(2027-02-14T06:08:39Z)}} {{{DATE(2027-02-14T06:08:39Z)}}}",
    "${navn} ${if(true, 1, 2)} {{navn}}",
    "<script>alert(1)</script><b>fed</b><img src=x onerror=alert(1)>&lt;&amp;",
    "- punkt\n1. punkt\n# overskrift\n> citat\n| a | b |",
    "\u202etxet\u202c \u2067\u05d0\u2069 \u2069\u2069 \u202a\u202b",
    "\\*ikke\\* \\n \\u0041",
    '", "type": "Image", "url": "https://evil.example',
)
TURNING = "ab\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u05d0\u0661"
# Parts of a card in which a client reads nothing but text: runs, values in fields, titles of choices and buttons.
PLAIN = {"text", "value", "title", "label", "tooltip", "lang"}


def screens(story: str, language: str) -> Iterator[tuple[str, Screen]]:
    """Give every different screen of a story once."""
    known = set()
    for frame, who, cards in shown(story, language):
        if cards not in known:
            known.add(cards)
            view = Head("Lokal-MED Nord", "Fælles viden", "til kl. 10.45")
            yield f"{frame.step} {who}", Screen(FRAME.meeting, PersonId(who) if who else None, language, view, cards)


@pytest.mark.parametrize("story", STORIES)
def test_every_screen_fits_messages_of_teams(story: str):
    for name, screen in screens(story, Language.DA):
        messages = CHAT.pack(screen)
        assert messages, name
        for each in messages:
            assert size(each) <= LIMITS["message_bytes"], (name, size(each))
            assert list(own_faults(each["attachments"][0]["content"])) == [], name


def test_in_a_meeting_a_usual_screen_is_one_message_and_none_is_more_than_three():
    """Before it there can be many proposals, and after it there are minutes to read and to correct."""
    running, others = Counter[int](), Counter[int]()
    for story in STORIES:
        for frame, who, cards in shown(story, "da") if story != "crowded" else ():
            screen = Screen(FRAME.meeting, PersonId(who) if who else None, "da", Head("Lokal-MED Nord"), cards)
            counts = running if frame.meeting.stage is Stage.RUNNING else others
            counts[len(CHAT.pack(screen))] += 1
    assert max(running | others) <= 3
    assert running[1] / running.total() > 0.98


@pytest.mark.parametrize("language", Language)
def test_every_form_fits_a_window_of_teams(language: str):
    known: set[Form] = set()
    for story in STORIES:
        for frame, _, cards in shown(story, language):
            for form in controls(cards):
                if isinstance(form, Form) and form not in known:
                    known.add(form)
                    card = form_card(form, replace(FRAME, language=language), "key")
                    # Only where everybody writes as much as there is room for, a window shows a way to the browser.
                    assert size(card) <= LIMITS["dialog_bytes"] or story == "crowded", (frame.step, form.action)
                    chars = [len(each["title"]) + LIMITS["button_edge_chars"] for each in card["actions"]]
                    assert sum(chars) <= LIMITS["row_chars"], form.label
    assert len(known) > 30


@every_meeting
def test_no_option_holds_the_comma_that_parts_several_answers_nor_is_what_stands_for_none(story: str, language: str):
    for name, form in forms(story, language):
        for field in form.fields:
            if isinstance(field, ChoiceField):
                assert not any("," in option.id or option.id == NOTHING for option in field.options), name


def test_the_official_schema_was_there_to_look_at_all_this():
    if _validator() is None:
        pytest.skip(f"{LEFT_OUT}there is no adaptive-card-1.5.0.schema.json in ../shared/schemas beside the checkout")
    kinds: dict[object, Json] = {}
    cards = [each["attachments"][0]["content"] for _, one in screens("whole", "da") for each in CHAT.pack(one)]
    for card in (*cards, *drawn(everything("Tekst"))):
        for block in blocks(card["body"]):
            kinds.setdefault((block["type"], *sorted(block), str(block.get("actions"))[:30]), block)
    assert len(kinds) >= 10
    for block in kinds.values():
        assert list(schema_faults(adaptive([block], "da"))) == [], block["type"]
    whole = drawn(everything("Tekst"))
    assert [list(schema_faults(card)) for card in (cards[0], cards[-1], *whole)] == [[]] * (2 + len(whole))
    assert list(schema_faults(adaptive([{"type": "TextBlok"}], "da"))) != []


def blocks(body: list[Json]) -> Iterator[Json]:
    for block in body:
        yield from blocks(block["items"]) if "items" in block else [block]


# --- What people typed


def everything(text: str) -> Card:
    """Give a card in which what somebody typed stands wherever it can."""
    said = (Said(text),)
    field = TextField("text", "Tekst", "Hjælp", values=(text,))
    choice = ChoiceField("into", "Valg", (Option("a", text or "-"), Option("", "Intet")), values=("a",))
    many = ChoiceField("many", "Flere", (Option("a", text or "-"),), many=True)
    fields = (field, replace(field, name="texts", many=True), choice, many, DateField("on", "Dag", value="2027-01-04"))
    return Card(
        "everything",
        ("Titel: ", *said),
        (
            Heading(said),
            Paragraph(("Før ", *said, " efter")),
            Bullets((said, said)),
            Facts((("Navn", said), ("Hvem?", said))),
            *(Notice(tone, said) for tone in Tone),
            Buttons((Button("Tryk", "press", "id", "seen", said, Weight.MAIN),)),
            Form("Send", "send", fields, "id", "seen", said),
        ),
    )


def drawn(card: Card) -> list[Json]:
    """Give everything that is drawn of a card: messages, the window of its form, and that window after a fault."""
    screen = Screen(FRAME.meeting, PersonId("bo"), "da", Head("Udvalg"), (card, replace(card, name="f", folded=True)))
    form = next(part for part in card.body if isinstance(part, Form))
    text = form.fields[0]
    assert isinstance(text, TextField)
    fault = Fault("Fejl", "text", {"text": text.values, "texts": text.values, "into": ("a",), "many": ("a",)})
    cards = [form_card(form, FRAME, "key"), form_card(form, FRAME, "key", fault)]
    return [each["attachments"][0]["content"] for each in CHAT.pack(screen)] + cards


def strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, part in value.items():
            if name != "data":
                yield from strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, key)
    elif isinstance(value, str):
        yield key, value


def types(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from [value["type"]] if isinstance(value.get("type"), str) else []
        for name, part in value.items():
            yield from types(part) if name != "data" else ()
    elif isinstance(value, list):
        for part in value:
            yield from types(part)


USUAL = sorted(set(types(drawn(everything("Almindelig tekst")))))


def is_harmless(text: str) -> None:
    """Hold that a text changes nothing but texts, in places that read no markup."""
    for card in drawn(everything(text)):
        assert set(types(card)) <= set(USUAL)
        assert not set(types(card)) & {"TextBlock", "FactSet", "Image", "Media", "Action.OpenUrl"}
        for key, value in strings(card):
            if key == "text":
                assert not DATED.search(value)
            if key not in PLAIN:
                assert not text.strip() or len(text) < 4 or text not in value, key
        assert "msteams" not in card
        assert "entities" not in card
        assert list(own_faults(card)) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_nothing_but_text(text: str):
    is_harmless(text)
    whole = "".join(value for card in drawn(everything(text))[:1] for key, value in strings(card) if key == "text")
    for line in text.split("\n"):
        assert re.sub("[\u2068\u2069]", "", line) in re.sub("[\u2068\u2069]", "", whole)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("{}DATE()TIMEabc*_[]<>\n \u202e\u2067\u2069\u05d0æ"), max_size=80))
@example("{{{{DATE(2027-02-14T06:08:39Z)}}}}")
@example("{" * 50 + "DATE(")
def test_any_text_is_nothing_but_text(text: str):
    is_harmless(text)


@given(
    st.text(
        alphabet=st.sampled_from("ab\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u05d0\u0661"), max_size=40
    )
)
def test_no_text_turns_round_what_stands_beside_it(text: str):
    found = isolated(text)
    depth = 0
    for number, char in enumerate(found):
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        assert depth >= 0
        if found != text:
            # Only the very last sign brings us back out.
            assert depth > 0 or number == len(found) - 1
    assert depth == 0 or found == text
    assert plain((Said(text),)) == isolate(text)


def test_a_text_of_several_lines_stays_together_and_a_long_one_goes_on():
    first, second = line_blocks((Said("En\nTo"),))
    assert second["spacing"] == "None"
    assert "spacing" not in first
    long = line_blocks((Said("å" * 7_000),))
    assert ["".join(run["text"] for run in block["inlines"]) for block in long] == [
        "å" * 3_000,
        "å" * 3_000,
        "å" * 1_000,
    ]
    assert line_blocks((Said(""),))[0]["inlines"] == [{"type": "TextRun", "text": "\u00a0"}]


def test_what_is_read_out_after_a_button_is_short_and_closed():
    card = Card("c", ("T",), (Buttons((Button("Tryk", "press", about=(Said("å" * 3_000),)),)),))
    (told,) = (value for key, value in strings(card_blocks(card, FRAME)) if key == "tooltip")
    assert len(told) <= LIMITS["tooltip_chars"]
    assert (told[0], told[-2:]) == ("\u2068", "…\u2069")


def test_a_card_that_is_folded_opens_with_a_button_and_a_large_one_stands_open():
    card = Card("c", ("Titel",), (Paragraph(("Tekst",)),), folded=True)
    _, row, inside = card_blocks(card, FRAME)
    assert row["actions"][0]["targetElements"] == [inside["id"]]
    assert inside["isVisible"] is False
    large = replace(card, body=(Paragraph((Said("å" * 9_000),)),))
    assert "ActionSet" not in {block["type"] for block in card_blocks(large, FRAME)}


def rows(*elements: Element) -> list[list[str]]:
    """Give what is on each row of buttons of a card."""
    found = card_blocks(Card("c", ("Titel",), elements), FRAME)
    return [[action["title"] for action in block["actions"]] for block in found if block["type"] == "ActionSet"]


def test_buttons_that_follow_one_another_share_a_row_as_far_as_it_takes_them():
    one, two = (Buttons((Button(label, "press"),)) for label in ("Et", "To"))
    form = Form("Skriv", "send", (TextField("text", "Tekst"),))
    assert rows(one, form, two) == [["Et", "Skriv", "To"]]
    assert rows(one, Paragraph(("Tekst",)), two) == [["Et"], ["To"]]
    assert rows(*[one] * 7) == [["Et"] * 6, ["Et"]]
    assert rows(Buttons(tuple(Button("Et", "press", str(n)) for n in range(8)))) == [["Et"] * 6, ["Et"] * 2]


def test_a_row_of_buttons_is_no_wider_than_a_telephone():
    labels = ("Ret forslaget", "Uddyb forslaget", "Skriv sammen med andre", "Tag forslaget tilbage")
    found = rows(Buttons(tuple(Button(label, "press") for label in labels)))
    assert found == [["Ret forslaget", "Uddyb forslaget"], ["Skriv sammen med andre"], ["Tag forslaget tilbage"]]
    assert rows(Buttons((Button("x" * 60, "press"), Button("Nej", "press")))) == [["x" * 60], ["Nej"]]


@every_meeting
def test_no_button_is_wider_than_a_telephone(story: str, language: str):
    most = LIMITS["row_chars"] - LIMITS["button_edge_chars"]
    found = {
        control.label if isinstance(control, Button) else opener(control, replace(FRAME, language=language))
        for _, card in every_card(story, language)
        for control in controls((card,))
    }
    assert [label for label in found if len(label) > most] == []


def test_a_closed_card_shows_how_things_stand():
    card = Card("c", ("Titel",), (Notice(Tone.WARNING, ("Gul",)), Paragraph(("Tekst",))), folded=True)
    _, shown, toggle, inside = card_blocks(card, FRAME)
    assert (shown["style"], toggle["actions"][0]["targetElements"]) == ("warning", [inside["id"]])
    assert ("Gul" in json.dumps(shown), "Gul" in json.dumps(inside)) == (True, False)


def test_buttons_that_read_alike_stand_under_what_they_are_about():
    alike = Buttons(tuple(Button("Tag tilbage", "press", name, about=(Said(name),)) for name in ("Breve", "Notater")))
    _, *found = card_blocks(Card("c", ("Titel",), (alike,)), FRAME)
    texts = [block["inlines"][0]["text"] for block in found[::2]]
    assert texts == ["Breve", "Notater"]
    assert [len(block["actions"]) for block in found[1::2]] == [1, 1]
    different = Buttons((Button("Ja", "press", about=("Breve",)), Button("Nej", "press", about=("Breve",))))
    assert rows(different) == [["Ja", "Nej"]]


@pytest.mark.parametrize(
    ("label", "field", "opens"),
    [
        ("Gem", TextField("a", "A"), "Skriv …"),
        ("Gem mit svar", TextField("a", "A"), "Skriv mit svar"),
        ("Gem valget", ChoiceField("a", "A", (Option("b", "B"),)), "Vælg …"),
        ("Ret", TextField("a", "A"), "Ret"),
    ],
)
def test_what_opens_a_form_does_not_say_that_it_saves(label: str, field: Field, opens: str):
    assert rows(Form(label, "send", (field,))) == [[opens]]


def test_a_word_of_help_is_nearer_to_its_field_than_to_the_one_before():
    fields = (TextField("a", "A"), TextField("b", "B", "Hjælp"))
    first, told, second = form_card(Form("Send", "send", fields), FRAME, "key")["body"]
    assert "spacing" not in first
    assert (told["spacing"], second["spacing"]) == ("Large", "Small")


def test_a_closed_list_that_nobody_chose_from_says_what_to_do():
    options = tuple(Option(str(number), f"Svar {number}") for number in range(9))
    form = Form("Send", "send", (ChoiceField("a", "A", options), ChoiceField("b", "B", options, values=("3",))))
    empty, chosen = form_card(form, FRAME, "key")["body"]
    assert (empty["style"], empty["placeholder"]) == ("compact", "Vælg …")
    assert (chosen["value"], "placeholder" in chosen) == ("3", False)


def test_a_list_that_is_asked_for_again_and_again_opens_however_short_it_is():
    people = (Option("", "Ingen"), Option("bo", "Bo"))
    fields = (ChoiceField("a", "A", people, values=("",)), ChoiceField("b", "B", people, values=("",), closed=True))
    drawn = form_card(Form("Send", "send", fields), FRAME, "key")["body"]
    assert [(each["style"], each["value"]) for each in drawn] == [("expanded", "-"), ("compact", "-")]


def test_what_a_form_is_about_is_a_headline_only_where_it_is_short():
    for text, weight in (("Kort", "Bolder"), ("x" * 161, None)):
        about = form_card(Form("Send", "send", (), about=(Said(text),)), FRAME, "key")["body"][0]
        assert about["inlines"][0].get("weight") == weight


def test_a_text_that_is_to_be_changed_stands_in_its_field_only():
    field = TextField("text", "Tekst", values=("Tempoet stiger",), long=True)
    for about, blocks in (("Tempoet stiger", 1), ("Bekymring", 2)):
        form = Form("Ret teksten", "edit", (field,), about=(Said(about),))
        assert len(form_card(form, FRAME, "key")["body"]) == blocks


# --- What comes back


def test_what_is_filled_in_comes_back_as_the_form_would_give_it():
    data = {
        "mm": "x",
        "once": "k",
        "t.text#0": "Et",
        "t.texts#0": "Et",
        "t.texts#1": "",
        "t.texts#2": "To",
        "c.kind": "use",
        "c.nothing": NOTHING,
        "c.unanswered": "",
        "m.cards": "1,2,15",
        "m.none": "",
        "d.on": "2027-01-04",
        "confirm": {"contact_ok": "yes"},
    }
    assert read_fields(data) == {
        "text": ("Et",),
        "texts": ("Et", "", "To"),
        "kind": ("use",),
        "nothing": ("",),
        "cards": ("1", "2", "15"),
        "on": ("2027-01-04",),
        "contact_ok": ("yes",),
    }


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"t.": "x"},
        {"t.#": "x"},
        {"t.a#b": "x"},
        {"t.a#²": "x"},
        {"x.a": "x"},
        {"t.a#0": 1},
        {"confirm": "yes"},
        {"": "x"},
    ],
)
def test_what_is_no_field_is_left_out(data: Json):
    assert read_fields(data) == {}


def test_the_head_says_which_committee_and_until_when():
    frame = frames("whole")[0]
    screen = Screen(FRAME.meeting, None, "da", head(frame.view("anne")), ())
    (message,) = CHAT.pack(screen)
    assert message["attachments"][0]["contentType"] == ADAPTIVE
    assert frame.meeting.committee.name in json.dumps(message, ensure_ascii=False)
    assert message["attachments"][0]["content"]["refresh"]["action"]["verb"] == "mine"
