"""Values go into the database and come back as they were; rows of an older release come back too."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NewType

import pytest

from dialogs.cards import Bullets, Button, Buttons, Card, Facts, Form, Heading, Notice, Paragraph, Said, Tone
from dialogs.forms import ChoiceField, DateField, Option, TextField
from dialogs.model.form_answers import DataKind, Effect, Involved
from dialogs.model.pilots import Elaboration, ShortForm, WithoutAi
from dialogs.outbound import Answer
from storage.codec import decode, encode

Name = NewType("Name", str)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Leaf:
    name: Name
    colour: Colour = Colour.RED
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Other:
    name: str


@dataclass(frozen=True, slots=True)
class Tree:
    at: datetime
    leaf: Leaf | None
    either: Leaf | Other | str
    leaves: tuple[Leaf, ...] = ()
    two: tuple[str, tuple[int, ...]] = ("", ())
    names: frozenset[Name] = frozenset()
    by_colour: Mapping[Colour, int] = field(default_factory=dict)
    by_number: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    yes: bool = False


AT = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
TREE = Tree(
    at=AT,
    leaf=Leaf(Name("æ\u202e"), Colour.BLUE, date(2027, 1, 4)),
    either=Other("x"),
    leaves=(Leaf(Name("a")), Leaf(Name("b"))),
    two=("til", (1, 2)),
    names=frozenset({Name("b"), Name("a")}),
    by_colour={Colour.BLUE: 3},
    by_number={1: ("a",), 2: ()},
    yes=True,
)


@pytest.mark.parametrize("either", [Other("x"), Leaf(Name("x")), "plain"])
def test_what_goes_in_comes_out(either: Leaf | Other | str):
    tree = Tree(AT, None, either)
    assert decode(Tree, encode(tree)) == tree
    assert decode(Tree, encode(TREE)) == TREE


def test_a_tuple_of_different_things_keeps_each_as_what_it_is():
    found = decode(Tree, encode(TREE)).two
    assert found == ("til", (1, 2))
    with pytest.raises(ValueError, match="zip"):
        decode(Tree, {**encode(TREE), "two": ["til"]})


def test_enums_keys_and_numbers_have_their_own_types_again():
    found = decode(Tree, encode(TREE))
    assert all(isinstance(colour, Colour) for colour in found.by_colour)
    assert all(isinstance(number, int) for number in found.by_number)
    assert found.yes is True


def test_sets_are_written_in_an_order_that_tells_nothing():
    assert encode(frozenset({"b", "a", "c"})) == ["a", "b", "c"]


def test_what_an_old_row_does_not_have_takes_its_default():
    old = {"is": "Tree", "at": AT.isoformat(), "leaf": None, "either": "x"}
    assert decode(Tree, old) == Tree(AT, None, "x")


def test_what_a_newer_release_added_is_left_alone():
    assert decode(Other, {"is": "Other", "name": "x", "added": 1}) == Other("x")


def test_a_missing_field_without_default_is_named():
    with pytest.raises(KeyError, match="name"):
        decode(Other, {"is": "Other"})


def test_a_proposal_from_before_anything_was_ticked_has_its_texts_and_no_ticks():
    short = {"is": "ShortForm", "title": "Breve", "problem": "Svære breve", "without_ai": "partly", "voluntary": None}
    more = {
        "is": "Elaboration",
        "decided_by": None,
        "effects": "Mere ro",
        "data_types": "Ingen",
        "training": "To timer",
    }
    assert decode(ShortForm, short) == ShortForm("Breve", "Svære breve", without_ai=WithoutAi.PARTLY)
    assert decode(Elaboration, more) == Elaboration(effects="Mere ro", data_types="Ingen", training="To timer")


def test_what_is_ticked_in_a_proposal_comes_back():
    kinds = (DataKind.EMPLOYEES, DataKind.CPR)
    more = Elaboration(involved=Involved.MED, effect_pace=Effect.WORSE, new_work_hours="2.5", data_kinds=kinds)
    assert decode(Elaboration, encode(more)) == more


def test_an_unknown_name_of_a_kind_is_told():
    with pytest.raises(ValueError, match="green"):
        decode(Leaf, {"is": "Leaf", "name": "x", "colour": "green"})


@pytest.mark.parametrize("value", [1.5, {1, 2}, object(), b"x"])
def test_what_no_state_has_is_refused(value: object):
    with pytest.raises(TypeError, match="has no form in the database"):
        encode(value)


CARD = Card(
    "all",
    ("Titel ", Said("<b>")),
    (
        Heading(("a", Said("b"))),
        Paragraph((Said("c"),)),
        Bullets((("d",), (Said("e"), "f"))),
        Facts((("Til", ("kl. ", Said("g"))), ("Fra", ("h",)))),
        Notice(Tone.WARNING, ("i",)),
        Buttons((Button("j", "advance", about=(Said("k"),)),)),
        Form(
            "l",
            "plan",
            (
                TextField("m", "n", values=("o", "p"), many=True),
                ChoiceField("q", "r", (Option("s", "t"),), values=("s",)),
                DateField("u", "v", value="2027-01-04"),
            ),
        ),
    ),
)


def test_every_element_of_a_card_comes_back():
    assert decode(Card, encode(CARD)) == CARD
    answer = Answer("x", CARD, "refused", "field", {"contact_ok": "yes"})
    assert decode(Answer, encode(answer)) == answer


def test_what_a_person_said_stays_what_a_person_said():
    found = decode(Card, encode(CARD)).body[3]
    assert isinstance(found, Facts)
    assert found.rows[0][1][1] == Said("g")
