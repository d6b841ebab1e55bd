import re
from dataclasses import replace
from itertools import count
from types import MappingProxyType

import pytest
from markupsafe import Markup

from bot.platforms.browser.cards import card_html, cards_html, fault_target, to_look_at
from bot.platforms.browser.forms import HIDDEN, Fault
from bot.platforms.browser.limits import LIMITS
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
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField
from tests.bot.browser.reading import HOSTILE, Node, read


def options(number: int, label: str = "Støtter") -> tuple[Option, ...]:
    return tuple(Option(f"o{each}", label) for each in range(number))


def fields(text: str) -> tuple[Field, ...]:
    many = tuple(Option(str(number), text) for number in range(9))
    return (
        TextField("short", "Kort", "Hjælp", (text,), required=True),
        TextField("long", "Lang", "Hjælp", (text,), long=True),
        TextField("lines", "Linjer", "Hjælp", (text, "anden"), many=True),
        TextField("paragraphs", "Afsnit", values=(text,), many=True, long=True),
        ChoiceField("radio", "Vælg", many[:3], "Hjælp", ("1",), required=True),
        ChoiceField("box", "Vælg flere", many, "Hjælp", ("1", "2"), many=True),
        ChoiceField("list", "Vælg på listen", many, "Hjælp", ("4",), required=True),
        DateField("due", "Dato", "Hjælp", "2027-01-04", required=True),
    )


def every_element(text: str) -> tuple[Element, ...]:
    said = ("Vores ord, ", Said(text))
    return (
        Heading(said),
        Paragraph(said),
        Bullets((said, said)),
        Facts((("Til", said),)),
        *(Notice(tone, said) for tone in Tone),
        Buttons(tuple(Button("Ret", "edit", "c1", "2", said, weight) for weight in Weight)),
        Form("Gem", "save", fields(text), on="c1", seen="2", about=said, weight=Weight.MAIN),
        Form("Tilføj", "add", fields(text), about=said, folded=True),
    )


def card(*body: Element) -> Card:
    return Card("pair", ("Makkerpar",), body)


def drawn(*body: Element, fault: Fault | None = None) -> Node:
    return read(card_html(card(*body), "/act", fault))


def names(node: Node) -> list[str]:
    return [each.attributes["id"] for each in node.all() if "id" in each.attributes]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_person_typed_comes_out_as_the_text_it_is(text: str):
    page = read(card_html(Card("pair", ("Makkerpar ", Said(text)), every_element(text)), "/act"))
    said = page.all("bdi")
    assert len(said) > 20
    assert {each.text for each in said} == {text}
    shown = [
        page.one("textarea", id="card-pair-9-long").text,
        page.one("input", id="card-pair-9-short").attributes["value"],
    ]
    assert shown == ["\n" + text, text]
    assert {each.text for each in page.one("select", id="card-pair-9-list").all("option")} == {text, "–"}


@pytest.mark.parametrize("text", HOSTILE)
def test_what_was_typed_in_a_form_that_came_back_is_text_too(text: str):
    fault = Fault("save", "c1", "short", text, {"short": (text,), "lines": (text,), "due": (text,)}, {text: text})
    page = drawn(*every_element("før"), fault=fault)
    assert page.one("p", id="card-pair-9-short-error").text == text
    assert page.one("input", id="card-pair-9-due").attributes["value"] == text
    assert [each for each in page.all("input") if each.attributes["name"] == text and each.attributes["value"] == text]


@pytest.mark.parametrize("element", every_element("Lettere breve"), ids=lambda element: type(element).__name__)
def test_every_element_shows_its_words(element: Element):
    assert "Lettere breve" in drawn(element).text


def test_a_card_says_its_name_and_its_title():
    section = read(card_html(Card("pair", ("Du er med ", Said("Bo"))), "/act")).one("section")
    assert section.attributes | {"data-hash": ""} == {
        "class": "card",
        "id": "card-pair",
        "data-card": "pair",
        "data-hash": "",
    }
    assert section.one("h2").text == "Du er med Bo"


def test_cards_stand_in_the_order_they_are_given():
    page = read(cards_html([Card("b", ("Første",)), Card("a", ("Anden",))], "/act"))
    assert [each.attributes["data-card"] for each in page.all("section")] == ["b", "a"]


def test_the_hash_follows_what_is_shown_and_nothing_else():
    def mark(shown: Card, **more: object) -> str:
        found = re.search('data-hash="([0-9a-f]{12})"', card_html(shown, "/act", **more))  # type: ignore[arg-type]
        assert found
        return found[1]

    one = card(*every_element("Lettere breve"))
    numbers = count()
    assert mark(one) == mark(card(*every_element("Lettere breve")))
    assert mark(one) == mark(
        one, fault=Fault("save", "c1", "short", "Skriv noget."), fresh_key=lambda: str(next(numbers))
    )
    assert mark(one) != mark(card(*every_element("Lettere brev")))
    assert mark(one) != mark(replace(one, title=("Andet",)))


def test_no_two_things_have_one_id():
    page = drawn(*every_element("Lettere breve"), *every_element("Lettere breve"))
    assert len(names(page)) == len(set(names(page)))


def test_every_label_help_and_error_belongs_to_a_field():
    page = drawn(*every_element("x"), fault=Fault("save", "c1", "short", "Skriv noget."))
    ids = set(names(page))
    for node in page.all():
        told = [node.attributes.get("for", ""), *node.attributes.get("aria-describedby", "").split()]
        assert {each for each in told if each} <= ids
    labelled = {node.attributes["for"] for node in page.all("label") if "for" in node.attributes}
    for node in page.all("input", "textarea", "select"):
        if node.attributes.get("type") != "hidden":
            has_label = node.attributes["id"] in labelled or "aria-label" in node.attributes or "label" in node.above()
            assert has_label, node.attributes


def test_a_button_is_a_form_of_its_own_that_says_what_it_is_about():
    page = drawn(Buttons((Button("Slet", "delete", "c1", "3", ("muligheden ", Said("Breve")), Weight.QUIET),)))
    form = page.one("form")
    sent = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
    assert sent == {"action": "delete", "on": "c1", "seen": "3", "key": ""}
    assert tuple(sent) == HIDDEN
    said = {name: form.attributes[name] for name in ("method", "action", "data-action", "data-on")}
    assert said == {"method": "post", "action": "/act", "data-action": "delete", "data-on": "c1"}
    assert form.one("button", **{"class": "quiet"}).text == "Slet: muligheden Breve"
    assert form.one("span", **{"class": "about"}).text == ": muligheden Breve"


def test_each_form_gets_a_key_of_its_own_where_there_is_no_script():
    numbers = count(1)
    page = read(card_html(card(*every_element("x")), "/act", fresh_key=lambda: f"k{next(numbers)}"))
    keys = [each.attributes["value"] for each in page.all("input") if each.attributes["name"] == "key"]
    assert keys == [f"k{number}" for number in range(1, len(page.all("form")) + 1)]


def test_the_button_of_a_form_comes_last():
    form = drawn(every_element("x")[-2]).one("form")
    assert form.all("button") == [form.children[-1]]


def test_a_folded_form_says_its_label_outside_and_inside_and_opens_when_it_came_back():
    folded = Form("Skriv en bekymring", "add", (TextField("text", "Bekymring"),), folded=True)
    page = drawn(folded)
    assert page.one("summary").text == page.one("button").text == "Skriv en bekymring"
    assert "open" not in page.one("details").attributes
    assert "open" in drawn(folded, fault=Fault("add", "", "text", "Skriv noget.")).one("details").attributes


def test_no_field_cuts_a_text_off_or_speaks_with_the_words_of_the_browser():
    found = drawn(*every_element("x")).all("input", "textarea", "select")
    assert not [each for each in found if {"maxlength", "required", "pattern"} & set(each.attributes)]


def test_a_field_of_several_texts_has_an_empty_line_at_the_end():
    lines = drawn(Form("Gem", "save", (TextField("stop", "Stop", values=("a", "", "b"), many=True),)))
    assert [each.attributes["value"] for each in lines.all("input") if each.attributes["name"] == "stop"] == [
        "a",
        "b",
        "",
    ]
    assert lines.one("fieldset").attributes["data-many"] == "Stop"


@pytest.mark.parametrize(
    ("number", "many", "tag", "kind"),
    [
        (LIMITS["radio_options"], False, "input", "radio"),
        (LIMITS["radio_options"] + 1, False, "select", None),
        (LIMITS["radio_options"] + 1, True, "input", "checkbox"),
        (1, True, "input", "checkbox"),
    ],
)
def test_a_long_list_of_which_one_is_chosen_opens(number: int, many: bool, tag: str, kind: str | None):
    page = drawn(Form("Gem", "save", (ChoiceField("c", "Vælg", options(number), many=many, values=("o0",)),)))
    chosen = [each for each in page.all(tag) if each.attributes["name"] == "c"]
    assert {each.attributes.get("type") for each in chosen} == {kind}
    assert len([each for each in page.all() if {"checked", "selected"} & set(each.attributes)]) == 1


def test_a_list_that_is_asked_for_again_and_again_opens_however_short_it_is():
    page = drawn(Form("Gem", "save", (ChoiceField("c", "Vælg", options(2), closed=True),)))
    assert [each.attributes["name"] for each in page.all("select")] == ["c"]


def test_a_form_that_came_back_holds_what_was_typed_and_not_what_stood_there_before():
    typed = {"short": ("",), "long": ("nyt",), "lines": ("a", "b", "c"), "box": ("7",), "due": ("2027-02-30",)}
    page = drawn(*every_element("før"), fault=Fault("save", "c1", "long", "For lang.", typed, {"confirmed": "long"}))
    form = page.one("form", id="card-pair-9")
    assert form.one("input", id="card-pair-9-short").attributes["value"] == ""
    assert form.one("textarea", id="card-pair-9-long").text == "\nnyt"
    assert [each.attributes["value"] for each in form.all("input") if each.attributes["name"] == "lines"] == [
        *"abc",
        "",
    ]
    assert [each.attributes["value"] for each in form.all("input") if "checked" in each.attributes] == ["7"]
    assert form.one("input", name="confirmed").attributes["value"] == "long"
    assert form.one("textarea", id="card-pair-9-long").attributes["aria-invalid"] == "true"
    above = form.one("p", id="card-pair-9-long-error")
    assert above.parent is not None
    assert [each.tag for each in above.parent.children] == ["label", "p", "p", "textarea"]
    other = page.one("form", id="card-pair-10")
    assert other.one("input", id="card-pair-10-short").attributes["value"] == "før"


@pytest.mark.parametrize("name", [each.name for each in fields("x")])
def test_an_error_can_be_reached_in_every_kind_of_field(name: str):
    fault = Fault("save", "c1", name, "Ret dette.")
    shown = card(*every_element("x"))
    page = read(card_html(shown, "/act", fault))
    (target,) = [each for each in page.all() if each.attributes.get("id") == fault_target([shown], fault)]
    assert target.tag in {"input", "textarea", "select"}
    assert target.attributes["name"] == name
    assert target.attributes["aria-invalid"] == "true"


@pytest.mark.parametrize(
    ("fault", "target"),
    [
        (Fault("save", "c1", "", "Fasen er slut."), "card-pair-9"),
        (Fault("save", "c1", "unknown", "Fasen er slut."), "card-pair-9"),
        (Fault("edit", "c1", "", "Fasen er slut."), "card-pair-8-0"),
        (Fault("save", "c2", "short", "Fasen er slut."), ""),
    ],
)
def test_an_error_of_no_field_belongs_to_its_form_while_that_is_there(fault: Fault, target: str):
    shown = card(*every_element("x"))
    assert fault_target([Card("other", ("x",)), shown], fault) == target
    texts = [each.text for each in read(card_html(shown, "/act", fault)).all("p")]
    assert ("Fasen er slut." in texts) == bool(target)


def test_a_card_to_look_at_has_nothing_to_press():
    page = read(card_html(to_look_at(card(*every_element("Lettere breve"))), ""))
    assert not page.all("form", "button", "input", "textarea", "select", "details", "a")
    assert "Lettere breve" in page.text


def test_markup_that_somebody_typed_stays_markup_to_nobody():
    sly = Markup("<b>fed</b>")
    assert "<b>" in card_html(card(Paragraph((sly,))), "/act"), "our own words may be markup only if they say so"
    assert "<b>" not in card_html(card(Paragraph((Said(str(sly)),))), "/act")


def test_the_limits_cannot_be_changed_by_accident():
    assert isinstance(LIMITS, MappingProxyType)
    assert all(value > 0 for value in LIMITS.values())


def test_a_label_that_asks_gets_no_colon():
    page = drawn(Facts((("Hvem beslutter?", ("Bo",)), ("Til", ("kl. 10",)))))
    assert ["data-asks" in each.attributes for each in page.all("dt")] == [True, False]


def test_a_notice_of_several_pieces_is_one_text_beside_its_mark():
    (inside,) = drawn(Notice(Tone.WARNING, ("Nej, fordi ", Said("det haster")))).one("p").children
    assert inside.text == "Nej, fordi det haster"


def test_a_folded_card_opens_where_one_of_its_forms_came_back():
    form = Form("Ret", "correct", (TextField("text", "Tekst"),), "1", folded=True)
    card = Card("part", ("Ret: Tempo",), (form,), folded=True)
    faults = (None, Fault("correct", "2", "text", "Skriv noget."), Fault("correct", "1", "text", "Skriv noget."))
    pages = [read(str(card_html(card, "/act", fault))) for fault in faults]
    assert ["open" in page.all("details")[0].attributes for page in pages] == [False, False, True]


def test_a_folded_card_stays_closed_behind_its_title_until_somebody_wants_it():
    card = Card("item-1", ("Notater",), (Paragraph(("Hele forslaget",)),))
    whole, folded = (read(str(card_html(each, "/act"))) for each in (card, replace(card, folded=True)))
    assert not list(whole.all("details"))
    (details,) = folded.all("details")
    assert "open" not in details.attributes
    assert [each.tag for each in details.children] == ["summary", "p"]
