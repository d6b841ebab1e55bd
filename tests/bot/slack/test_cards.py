"""Every card that the flows produce fits Slack, in both languages, and text that people typed does nothing there."""

import html
import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.cards import reads_alike
from bot.platforms.slack.forms import look_view, opening
from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.texts import isolated
from bot.platforms.slack.words import slack_words
from dialogs.cards import Bullets, Button, Buttons, Card, Facts, Form, Heading, Notice, Paragraph, Said, Tone, Weight
from dialogs.content import Language
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField
from dialogs.model.meeting import HANDED_IN_KINDS
from tests.bot.slack.drawing import (
    Json,
    drawn,
    drawn_form,
    drawn_messages,
    drawn_post,
    drawn_reading,
    strings,
)
from tests.conftest import LEFT_OUT
from tests.dialogs.every_card import cards, every_meeting, forms
from tests.dialogs.flows.play import controls
from tests.dialogs.flows.stories import STORIES, going_on
from tests.fakes.slack.rules import message_faults, view_faults

pytestmark = pytest.mark.no_cover

SCHEMA = Path(__file__).parents[4] / "shared/schemas/slack-blocks.schema.json"
SEVERAL = 3


@every_meeting
def test_every_card_fits_messages(story: str, language: str):
    for name, card in cards(story, language):
        for message in drawn_messages(card, language):
            assert list(message_faults(message)) == [], name


@every_meeting
def test_every_card_can_be_read_whole_in_a_modal_and_in_one_message(story: str, language: str):
    for name, card in cards(story, language):
        assert list(view_faults(drawn_reading(card, language))) == [], name
        assert list(message_faults(drawn_post(card, language))) == [], name


@every_meeting
def test_every_form_fits_a_modal(story: str, language: str):
    for name, form in forms(story, language):
        assert list(view_faults(drawn_form(form, language))) == [], name


@every_meeting
def test_every_form_says_what_it_is_above_and_on_its_button(story: str, language: str):
    for name, form in forms(story, language):
        said = (form.label, opening(form, slack_words(language)))
        assert [text for text in said if len(text) > LIMITS["title_chars"]] == [], name


@pytest.mark.parametrize("language", Language)
def test_every_form_fits_a_modal_even_when_it_is_full_and_came_back(language: str):
    for name, form in forms("whole", language):
        full = brimful(form)
        assert list(view_faults(drawn_form(full, language))) == [], name
        typed = {each.name: each.values for each in full.fields if not isinstance(each, DateField)}
        again = drawn_form(form, language, typed=typed, fault="Det gik ikke. " * 200)
        assert list(view_faults(again)) == [], name


def test_a_form_of_which_a_field_would_be_left_out_is_filled_in_elsewhere():
    texts = tuple(f"Tegn {number}" for number in range(96))
    many, last = TextField("signs", "Tegn", values=texts, many=True), TextField("cost", "Hvad koster det?")
    fits = drawn_form(Form("Gem", "save", (many, last)))
    assert list(view_faults(fits)) == []
    assert "Hvad koster det?" in json.dumps(fits)
    # One more is not given where it would push another out.
    typed = {"signs": (*texts, "97", "98"), "cost": ("12.000 kr.",)}
    assert drawn_form(Form("Gem", "save", (many, last)), typed=typed, longer="signs") == drawn_form(
        Form("Gem", "save", (many, last)), typed=typed
    )
    elsewhere = drawn_form(Form("Gem", "save", (many, last, TextField("more", "Mere"))))
    assert list(view_faults(elsewhere)) == []
    assert "submit" not in elsewhere
    assert "på din egen side" in json.dumps(elsewhere, ensure_ascii=False)


def brimful(form: Form) -> Form:
    """Give a form whose every text holds as much as it can, in letters that take two bytes."""
    return replace(
        form,
        fields=tuple(
            replace(field, values=("å" * field.max_chars,) * (SEVERAL if field.many else 1))
            if isinstance(field, TextField)
            else field
            for field in form.fields
        ),
    )


def test_with_very_many_texts_a_list_to_put_together_holds_a_hundred():
    play = going_on("seated")
    for who in ("anne", "bo", "dorte"):
        texts = {kind: tuple(f"{who} {kind} {n}" for n in range(15)) for kind in HANDED_IN_KINDS}
        play.press(who, "hand_in", fields=texts)
    merging = [control for control in controls(play.screen("anne")) if control.action == "merge"]
    assert len(merging) == 180
    assert [fault for form in merging for fault in view_faults(drawn_form(form))] == []
    for card in play.screen("anne"):
        assert [fault for message in drawn_messages(card) for fault in message_faults(message)] == []


@every_meeting
def test_no_option_has_the_value_that_stands_for_none(story: str, language: str):
    for name, form in forms(story, language):
        for field in form.fields:
            if isinstance(field, ChoiceField):
                assert not any(option.id == "-" for option in field.options), name


@every_meeting
def test_every_button_of_a_card_is_on_slack_too(story: str, language: str):
    for name, card in cards(story, language):
        shown = drawn(replace(card, folded=card.folded and not reads_alike(card)), language)
        buttons = [each for block in shown if block["type"] == "actions" for each in block["elements"]]
        said = [each["text"]["text"] for each in buttons if not each["action_id"].startswith("read:")]
        words = slack_words(language)
        found = controls((card,))
        assert said == [opening(each, words) if isinstance(each, Form) else each.label for each in found], name


@every_meeting
def test_nothing_there_is_to_read_is_left_out(story: str, language: str):
    for name, card in cards(story, language):
        view = drawn_reading(card, language)
        read = "".join(text for path, text in strings(view) if path[-2:] == ("text", "text"))
        if slack_words(language).left_out in read:
            # Minutes in which every text is as long as it can be are larger than any modal.
            assert story == "crowded"
            assert card.name == "minutes"
            continue
        for element in card.body:
            for line in lines_of(element):
                assert "".join(map(str, line)) in read, (name, line)


def lines_of(element: object) -> list[list[str]]:
    match element:
        case Heading(text) | Paragraph(text) | Notice(_, text):
            lines = [text]
        case Bullets(items):
            lines = list(items)
        case Facts(rows):
            lines = [value for _, value in rows]
        case _:
            lines = []
    return [[each if isinstance(each, str) else each.text for each in line] for line in lines]


# --- What a person typed


CONTROLS = ["<!channel>", "<!here|x>", "<@U1>", "<#C1|a>", "<!subteam^S1>", "<!date^1^{date}^https://x|x>"]
MARKUP = ["<https://evil.example|klik her>", "https://evil.example", "*fed*", "_kursiv_", "`kode`", "> citat", "~x~"]
TURNING = ["\u202e", "\u2067", "\u2069\u2069", "\u05d0", "\u0627\u0644", "\u2066", "\u200f"]
hostile = st.one_of(
    st.sampled_from([*CONTROLS, *MARKUP, ":smile:", "&lt;!channel&gt;", "&amp;", "\ud7ff", "\x00", "\n", "'\"\\"]),
    st.text(min_size=1, max_size=40),
    st.lists(st.sampled_from([*CONTROLS, *TURNING, "abc", "\n", " "]), min_size=1, max_size=8).map("".join),
)


def everywhere(text: str) -> Card:
    """Give a card with a typed text in every place there is for one."""
    said = (Said(text),)
    fields = (
        TextField("text", "Tekst", values=(text,), long=True),
        TextField("many", "Flere", values=(text, text), many=True),
        ChoiceField("one", "En", (Option("", "Ingen"), Option("a", text)), values=("a",)),
        ChoiceField("some", "Nogle", tuple(Option(f"o{n}", text) for n in range(12)), values=("o1",), many=True),
        DateField("day", "Dag", value="2027-01-04"),
    )
    return Card(
        "card",
        said,
        (
            Heading(("Punkt: ", *said)),
            Paragraph(said),
            Bullets((said, ("x ", *said))),
            Facts((("Hvem", said), ("Hvad?", ("to ", *said)))),
            Notice(Tone.STOP, said),
            Buttons((Button("Gem", "save", "id", about=said, weight=Weight.MAIN),)),
            Form("Ret en meget lang tekst om noget", "edit", fields, "id", about=said),
        ),
    )


def typed_into(card: Card) -> list[Json]:
    form = next(element for element in card.body if isinstance(element, Form))
    folded = replace(card, folded=True)
    return [
        *drawn_messages(card),
        *drawn_messages(folded),
        drawn_post(card),
        drawn_form(form),
        drawn_form(form, typed={"text": ("x",)}, fault="Prøv igen"),
        drawn_reading(card),
    ]


@given(hostile)
def test_text_that_people_typed_can_mention_nobody_link_nothing_and_format_nothing(text: str):
    for found in typed_into(everywhere(text)):
        # Slack reads markup in the fallback and in objects of the type `mrkdwn`, and nowhere else.
        assert "mrkdwn" not in json.dumps(found)
        for path, value in strings(found):
            if path == ("", "text"):
                assert not {"<", ">"} & set(value)
                assert html.unescape(value.replace("&amp;", "").replace("&lt;", "").replace("&gt;", "")).count("&") == 0
            elif path[-1] == "text":
                assert path[-2] in {"text", "plain_text"}
        for block in of_type(found, "plain_text"):
            assert block["emoji"] is False
        assert {each["type"] for each in elements_of_rich_text(found)} <= {"text"}


@given(hostile)
def test_cards_with_any_text_are_what_slack_takes(text: str):
    for found in typed_into(everywhere(text)):
        faults = view_faults(found) if found.get("type") == "modal" else message_faults(found)
        assert list(faults) == []


@given(st.lists(st.sampled_from([*TURNING, "abc", "def"]), max_size=10).map("".join))
def test_a_text_that_turns_round_ends_with_itself(text: str):
    depth = 0
    for number, char in enumerate(found := isolated(text), 1):
        depth += (char in "\u2066\u2067\u2068") - (char == "\u2069")
        assert depth > 0 or number == len(found) or found == text
    assert depth == 0 or found == text
    assert not found.strip("\u2068\u2069") or isolated("abc") == "abc"


def of_type(value: object, kind: str) -> list[Json]:
    if isinstance(value, list):
        return [found for part in value for found in of_type(part, kind)]
    if isinstance(value, dict):
        below = [found for part in value.values() for found in of_type(part, kind)]
        return [value, *below] if value.get("type") == kind else below
    return []


def elements_of_rich_text(value: object) -> list[Json]:
    runs = [*of_type(value, "rich_text_section"), *of_type(value, "rich_text_quote")]
    return [element for run in runs for element in run["elements"]]


def test_a_mention_that_somebody_typed_is_a_text_like_any_other():
    (message,) = drawn_messages(Card("x", ("Titel",), (Paragraph((Said("<!channel> & <@U1>"),)),)))
    assert message["blocks"][1]["elements"][0]["elements"] == [{"type": "text", "text": "<!channel> & <@U1>"}]


def test_the_line_that_notices_show_is_escaped():
    found = drawn_post(Card("x", ("Nyt",), (Paragraph((Said("<!channel> & co."),)),)))
    assert found["text"] == "Nyt: &lt;!channel&gt; &amp; co."


def test_a_title_that_somebody_typed_is_no_header():
    ours, typed = (drawn(Card("x", (title,), (Paragraph(("Tekst",)),)))[0] for title in ("Referat", Said("Noter")))
    assert (ours["type"], typed["type"]) == ("header", "rich_text")


def test_a_long_card_that_may_stay_closed_shows_how_things_stand_and_a_button_to_read_it():
    body = (Notice(Tone.GOOD, ("Enighed",)), Paragraph(("Lang tekst. " * 100,)), Button("Gem", "save"))
    card = Card("item-1", ("Punkt",), (*body[:2], Buttons(body[2:])), folded=True)
    blocks = drawn(card)
    assert "Lang tekst" not in json.dumps(blocks)
    assert "Enighed" in json.dumps(blocks)
    assert [each["text"]["text"] for each in blocks[-1]["elements"]] == ["Læs", "Gem"]
    assert "Lang tekst" in json.dumps(drawn(replace(card, folded=False)))


def test_buttons_that_say_nothing_without_their_texts_are_folded_away_with_them():
    said = [Paragraph((Said(text),)) for text in ("Lettere breve", "Tempoet")]
    first, second = (Form("Ret", "correct", (TextField("text", "Tekst"),), on) for on in ("1", "2"))
    card = Card("part", ("Ret: Tempo",), (said[0], first, said[1], second), folded=True)
    title, row = drawn(card)
    assert "Ret: Tempo" in json.dumps(title)
    assert [each["text"]["text"] for each in row["elements"]] == ["Åbn"]
    assert "Lettere breve" in json.dumps(drawn(replace(card, body=card.body[:2])))


@every_meeting
def test_what_is_folded_away_with_its_buttons_fits_a_modal_whole(story: str, language: str):
    for name, card in cards(story, language):
        if card.folded and reads_alike(card):
            unfolded = look_view("Part", drawn(replace(card, title=(), folded=False), language), slack_words(language))
            assert list(view_faults(unfolded)) == [], name
            assert slack_words(language).left_out not in json.dumps(unfolded, ensure_ascii=False), name


# --- The shape of the JSON


@cache
def validator(kind: str) -> jsonschema.protocols.Validator:
    if not SCHEMA.exists():
        pytest.skip(f"{LEFT_OUT}there is no {SCHEMA.name} beside the checkout, in ../shared/schemas")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    schema["$ref"] = f"#/definitions/{kind}"
    return jsonschema.validators.validator_for(schema)(schema)


def shape(value: object, key: str = "") -> object:
    """Give some JSON with every text that people or we wrote replaced, so that each shape is checked once."""
    if isinstance(value, dict):
        return {name: shape(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [shape(part, key) for part in value]
    return value if not isinstance(value, str) or key in {"type", "style"} else "2026-12-01"


def kinds_of_blocks() -> list[Json]:
    """Give the shortest block of each kind and element, and the longest."""
    found: dict[tuple[object, ...], dict[str, Json]] = {}
    for story in STORIES:
        drawings = [message for _, card in cards(story, "da") for message in drawn_messages(card)]
        drawings += [drawn_form(form) for _, form in forms(story, "da")]
        for block in (block for drawing in drawings for block in drawing["blocks"]):
            key = (block["type"], block.get("element", {}).get("type"), tuple(sorted(block)))
            found.setdefault(key, {})[json.dumps(shape(block), sort_keys=True)] = block
    ends = [sorted(same, key=len) for same in found.values()]
    return [json.loads(text) for same in ends for text in (same[0], same[-1])]


def test_the_json_is_what_slacks_own_types_describe():
    blocks = kinds_of_blocks()
    assert len(blocks) > 8
    for block in blocks:
        faults = [fault.message[:200] for fault in validator("Message").iter_errors({"blocks": [block]})]
        assert faults == [], block["type"]


def test_a_modal_is_what_slacks_own_types_describe():
    form = next(element for element in everywhere("Tekst").body if isinstance(element, Form))
    for view in (drawn_form(form), drawn_reading(everywhere("Tekst"))):
        assert [fault.message[:200] for fault in validator("Modal").iter_errors(view)] == []


def test_json_that_is_wrong_is_noticed():
    bad = {"type": "section", "text": {"type": "plain", "text": "x"}}
    assert not validator("Message").is_valid({"blocks": [bad]})


TEXT, CHOICE = TextField("text", "Tekst"), ChoiceField("one", "En", (Option("a", "A"),))


@pytest.mark.parametrize(
    ("label", "field", "title"),
    [
        ("Gem", TEXT, "Skriv"),
        ("Gem tema", TEXT, "Skriv tema"),
        ("Ret", TEXT, "Ret"),
        ("Gem", CHOICE, "Vælg"),
        ("Gem valget", CHOICE, "Vælg"),
    ],
)
def test_a_form_is_called_what_the_button_says_that_opens_it(label: str, field: Field, title: str):
    form = Form(label, "write", (field,))
    view = drawn_form(form)
    assert (text_of(view["title"]), text_of(view["submit"])) == (title, label)
    (row,) = drawn(Card("card", ("Titel",), (form,)))[1:]
    assert [text_of(each["text"]) for each in row["elements"]] == [title]


def test_what_helps_with_several_texts_is_said_once():
    view = drawn_form(Form("Ret", "write", (TextField("signs", "Tegn", "To til fire.", many=True),)))
    assert [path[-2:] for path, text in strings(view) if text == "To til fire."] == [("plain_text", "text")]


def test_a_text_that_is_to_be_changed_stands_in_its_field_only():
    field = TextField("text", "Tekst", values=("Tempoet stiger",), long=True)
    for about, said in (("Tempoet stiger", 1), ("Bekymring", 2)):
        view = drawn_form(Form("Ret teksten", "edit", (field,), about=(Said(about),)))
        assert len([text for _, text in strings(view["blocks"]) if text in {about, "Tempoet stiger"}]) == said


def test_a_title_that_is_too_long_stands_whole_inside_and_is_not_begun_above():
    label = "Send tilbage til den, der stillede forslaget"
    form = drawn_form(Form(label, "write", (TextField("text", "Tekst"),)))
    look = drawn_reading(Card("own", ("Tjek før start: ", Said("Breve i klart sprog")), (Paragraph(("Tekst",)),)))
    for view, whole in ((form, label), (look, "Tjek før start: Breve i klart sprog")):
        assert text_of(view["title"]) == "Medmakker"
        assert [text for _, text in strings(view["blocks"])].count(whole) == 1


def text_of(part: object) -> object:
    assert isinstance(part, dict)
    return part["text"]


def test_a_list_that_is_asked_for_again_and_again_opens_however_short_it_is():
    people = (Option("", "Ingen"), Option("bo", "Bo"))
    fields = (ChoiceField("a", "A", people), ChoiceField("b", "B", people, closed=True))
    blocks = drawn_form(Form("Gem", "save", fields))["blocks"]
    assert [each["element"]["type"] for each in blocks] == ["radio_buttons", "static_select"]
