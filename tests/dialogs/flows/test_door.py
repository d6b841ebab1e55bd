"""The door on the screen of those who let people in: what takes many at once promises no more than it does."""

import pytest

from dialogs.cards import Buttons, Card, Heading
from tests.dialogs.flows.stories import frame

ALL_IN = {"da": "Luk alle ind", "en": "Let everybody in"}
ALONE_IN = {"da": "Luk ind, hvor navnet står én gang", "en": "Let in where the name stands once"}
by_language = pytest.mark.parametrize("language", ["da", "en"])


def at_door(step: str, language: str, turned: str = "") -> Card:
    play = frame(step, "changing", language).play()
    if turned:
        play.press("sofie", "turn_away", turned)
    return next(card for card in play.screen("sofie") if card.name == "at-door")


def label_of(card: Card, action: str) -> str:
    rows = (each for each in card.body if isinstance(each, Buttons))
    return next(button.label for row in rows for button in row.buttons if button.action == action)


@by_language
def test_letting_many_in_says_whom_it_leaves_out_while_a_name_stands_twice(language: str):
    assert label_of(at_door("four at the door", language), "admit_all") == ALONE_IN[language]
    twice = frame("four at the door", "changing", language).meeting.waiting
    eva = next(ticket for ticket, each in twice.items() if each.person == "eva")
    assert label_of(at_door("four at the door", language, eva), "admit_all") == ALL_IN[language]


@by_language
def test_turning_everybody_away_stands_apart_from_what_is_about_one(language: str):
    *_, one, between, everybody = at_door("four at the door", language).body
    assert isinstance(one, Buttons)
    assert isinstance(between, Heading)
    assert isinstance(everybody, Buttons)
    assert [(button.action, button.on) for button in everybody.buttons] == [("turn_away", "")]
