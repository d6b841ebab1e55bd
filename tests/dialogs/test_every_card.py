"""What holds for every card, because a chat puts close together what a page keeps apart."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from dialogs.cards import Bullets, Buttons, Card, Facts, Form, Heading, Line, Notice, Paragraph, Said
from tests.dialogs.every_card import cards, every_meeting
from tests.dialogs.flows.stories import frame, going_on

pytestmark = pytest.mark.no_cover

NEW_SENTENCE = re.compile(r" ?[A-ZÆØÅ]| $")


def lines(card: Card) -> Iterator[Line]:
    yield card.title
    for element in card.body:
        match element:
            case Heading(text) | Paragraph(text) | Notice(_, text):
                yield text
            case Bullets(items):
                yield from items
            case Facts(rows):
                yield from (value for _, value in rows)
            case _:
                pass


@every_meeting
def test_no_two_buttons_of_a_row_read_alike(story: str, language: str):
    for name, card in cards(story, language):
        for row in (element for element in card.body if isinstance(element, Buttons)):
            labels = [button.label for button in row.buttons]
            assert len(set(labels)) == len(labels), name


@every_meeting
def test_no_list_runs_into_another_and_no_heading_says_what_its_button_says(story: str, language: str):
    for name, card in cards(story, language):
        for before, after in pairwise(card.body):
            assert not (isinstance(before, Bullets) and isinstance(after, Bullets)), name
            assert not (isinstance(before, Heading) and isinstance(after, Form) and before.text == (after.label,)), name


@every_meeting
def test_no_sentence_of_ours_goes_on_where_what_somebody_typed_may_end_without_a_stop(story: str, language: str):
    for name, card in cards(story, language):
        for line in lines(card):
            for before, after in pairwise(line):
                run_on = isinstance(before, Said) and isinstance(after, str) and NEW_SENTENCE.match(after)
                assert not run_on, (name, line)


def test_what_medmakker_is_may_stay_closed_once_somebody_is_here():
    def about(cards: tuple[Card, ...]) -> Card:
        return cards[-1]

    assert [about(frame(step).screen("eva")).name for step in ("laid down", "started")] == ["about", "about"]
    assert not about(frame("laid down").screen("eva")).folded
    assert about(frame("started").screen("eva")).folded
    late = going_on("started")
    late.press("eva", "leave")
    assert not about(late.screen("eva")).folded
    assert about(frame("minutes out").screen("ole")).folded
