"""Reading a page: what stands there for people, and what they can use."""

from bot.platforms.browser.cards import card_html
from dialogs.cards import Button, Buttons, Card, Facts, Form, Paragraph, Said
from dialogs.forms import ChoiceField, DateField, Option, TextField
from tests.rehearsal.controls import Wish, body, fill, find
from tests.rehearsal.pages import read_page

FIELDS = (
    TextField("one", "Én linje", values=("før",)),
    TextField("long", "Flere linjer", values=("\nførst\n\nsidst",), long=True),
    TextField("many", "Så mange I vil", values=("a", "b"), many=True, long=True),
    DateField("day", "Dag", value="2027-01-04"),
    ChoiceField("pick", "Vælg", (Option("x", "Kryds"), Option("y", "Bolle")), values=("y",)),
    ChoiceField("ticks", "Flere", (Option("1", "Et"), Option("2", "To"), Option("3", "Tre")), values=("3",), many=True),
    ChoiceField("list", "Liste", tuple(Option(str(n), f"Nummer {n}") for n in range(9)), values=("4",)),
    ChoiceField("unset", "Tom liste", tuple(Option(str(n), f"Nummer {n}") for n in range(9))),
)
ABOUT = (Said("Tavlen <b>& alt det</b>"),)
CARD = Card(
    "item-7",
    (Said("Tavlen"),),
    (
        Paragraph(("Bekymring: ", Said("Den er\nrød"))),
        Facts((("Til", ("kl. 10.45",)),)),
        Form("Gem", "save", FIELDS, "7", "v3", ABOUT, folded=True),
        Buttons((Button("Tag tilbage", "drop", "7", "v3", ABOUT),)),
    ),
)


def page(card: Card = CARD) -> str:
    return f"<html><head><title>Nej</title></head><body>{card_html(card, '/p/x/act')}</body></html>"


def test_lines_are_what_people_read():
    lines = [line.text for line in read_page(page()).lines]
    assert lines[:3] == ["Tavlen", "Bekymring: Den er\nrød", "Til: kl. 10.45"]
    assert lines[-1] == "Tag tilbage: Tavlen <b>& alt det</b>"
    assert "● Bolle" in lines
    assert "Kryds" in lines
    assert "først\n\nsidst" in lines
    assert "2027-01-04" in lines
    assert "Nej" not in lines


def test_lines_of_a_form_are_told_from_the_rest():
    in_form = [line.text for line in read_page(page()).lines if line.in_form]
    assert "Én linje" in in_form
    assert "Bekymring: Den er\nrød" not in in_form
    assert "Tag tilbage: Tavlen <b>& alt det</b>" not in in_form


def test_controls_carry_what_the_page_says():
    save, drop = read_page(page()).controls
    assert (save.action, save.on, save.seen, save.url, save.card) == ("save", "7", "v3", "/p/x/act", "item-7")
    assert save.about == "Tavlen <b>& alt det</b>"
    assert (drop.action, drop.fields) == ("drop", ())


def test_a_form_left_alone_sends_what_stands_there():
    save = read_page(page()).controls[0]
    assert fill(save, Wish("save")) == (
        [
            ("one", "før"),
            ("long", "\nførst\n\nsidst"),
            ("many", "a"),
            ("many", "b"),
            ("many", ""),
            ("day", "2027-01-04"),
            ("pick", "y"),
            ("ticks", "3"),
            ("list", "4"),
            ("unset", ""),
        ],
        [],
    )


def test_lines_are_added_ticks_changed_and_fields_emptied():
    save = read_page(page()).controls[0]
    fills = {"many": ["c", "d", "e", "f"], "ticks": ["2", "1"], "pick": ["x"]}
    wish = Wish("save", fills=fills, empties=("one", "list"))
    sent, unoffered = fill(save, wish)
    assert unoffered == []
    assert [value for name, value in sent if name == "many"] == ["c", "d", "e", "f"]
    assert [value for name, value in sent if name == "ticks"] == ["1", "2"]
    assert [value for name, value in sent if name in {"pick", "one", "list"}] == ["", "x", ""]


def test_what_a_form_does_not_offer_is_sent_and_told():
    save = read_page(page()).controls[0]
    sent, unoffered = fill(save, Wish("save", fills={"pick": ["z"], "one": ["a", "b"], "new": ["n"], "gone": [""]}))
    assert unoffered == ["one", "pick", "new"]
    assert {("pick", "z"), ("one", "a"), ("one", "b"), ("new", "n")} <= set(sent)
    assert "gone" not in dict(sent)


def test_what_a_choice_does_not_offer_is_typed_beside_it():
    save = read_page(page()).controls[0]
    sent, unoffered = fill(save, Wish("save", fills={"ticks": ["2", "9"]}, spill={"ticks": "many"}))
    assert unoffered == []
    assert [value for name, value in sent if name == "ticks"] == ["2"]
    assert [value for name, value in sent if name == "many"] == ["9", "", ""]


def test_a_control_is_found_by_id_and_else_by_its_words():
    other = Card("item-8", (), (Buttons((Button("Væk", "drop", "8", about=ABOUT),)),))
    controls = read_page(page() + page(other)).controls
    words = "Tavlen <b>& alt det</b>"
    assert find(controls, Wish("drop", on="8", text=words)).on == "8"
    assert find(controls, Wish("drop", text=words)).on == "7"
    assert find(controls, Wish("drop", text=words, card="item-8")).on == "8"
    assert find(controls, Wish("drop", on="9", text=words)) is None
    assert find(controls, Wish("drop")) is None
    assert find(controls, Wish("save")).on == "7"


def test_a_body_is_what_a_browser_sends():
    save = read_page(page()).controls[0]
    sent = body(save, [("text", "æ & b\nc")], "k1", {"contact_ok": "yes"})
    assert sent == b"action=save&on=7&seen=v3&key=k1&text=%C3%A6+%26+b%0Ac&contact_ok=yes"


def test_pages_that_differ_only_in_keys_are_the_same():
    keys = iter(range(99))
    one, other = (str(card_html(CARD, "/p/x/act", fresh_key=lambda: f"k{next(keys)}")) for _ in range(2))
    assert one != other
    assert read_page(one) == read_page(other)


def test_messages_posts_and_ways_to_others_are_found():
    html = (
        '<section class="card" data-card="messages"><h2>Beskeder</h2><ul><li>Ny</li><li>Gammel</li></ul></section>'
        '<section class="card" data-card="post-1"><h2>Nyt</h2><p>Vi prøver</p></section>'
        '<aside><ul><li><a data-for="bo" href="/p/x/for/bo"><bdi>Bo</bdi></a></li></ul></aside>'
    )
    found = read_page(html)
    assert found.messages == ("Ny", "Gammel")
    assert found.posts == (("post-1", "Nyt\nVi prøver"),)
    assert found.helped == (("bo", "/p/x/for/bo"),)
    assert [line.text for line in found.lines] == ["Bo"]
