"""Every card that the flows produce fits Teams, in both languages, in the largest meeting there is."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from dialogs.cards import Form
from dialogs.content import Language
from dialogs.forms import ChoiceField, TextField
from tests import platform_limits as limits
from tests.conftest import LEFT_OUT
from tests.dialogs.every_card import cards, every_meeting, forms
from tests.dialogs.flows.stories import STORIES
from tests.platform_limits import Json, teams_dialog, teams_messages

SCHEMAS = Path(__file__).parents[3] / "shared/schemas"
# Filled to the last character, these are too large for the card of a dialog. There they open as a dialog that shows a
# page of ours, which is what the browser shows anyway.
MAY_OPEN_AS_A_PAGE = {
    *("propose", "revise", "elaborate", "answer_inventory", "hand_in", "take_positions"),
    *("word_outcome", "word_own_item", "appoint"),
}
SEVERAL = 3


# --- Teams


@every_meeting
def test_every_card_fits_messages_of_teams(story: str, language: str):
    for name, card in cards(story, language):
        for message in teams_messages(card):
            assert limits.size(message) <= limits.CARD_BYTES, name
            assert message["body"], name


@every_meeting
def test_every_form_fits_a_dialog_of_teams_or_opens_as_a_page(story: str, language: str):
    for name, form in forms(story, language):
        dialog = teams_dialog(form)
        ids = [block["id"] for block in dialog["body"] if "id" in block]
        assert len(set(ids)) == len(ids), name
        if limits.size(dialog) > limits.CARD_BYTES:
            assert form.action in MAY_OPEN_AS_A_PAGE, (name, limits.size(dialog))
            assert story == "crowded", name


def test_which_forms_can_outgrow_a_dialog_is_known():
    sizes = [(form.action, limits.size(teams_dialog(brimful(form)))) for _, form in forms("whole", "da")]
    assert {action for action, size in sizes if size > limits.CARD_BYTES} == MAY_OPEN_AS_A_PAGE


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


@every_meeting
def test_no_option_holds_the_comma_that_parts_several_answers(story: str, language: str):
    for name, form in forms(story, language):
        for field in form.fields:
            if isinstance(field, ChoiceField):
                assert not any("," in option.id or option.id == limits.NOTHING for option in field.options), name


@pytest.mark.parametrize("language", Language)
def test_a_form_with_everyday_texts_is_always_small_enough_for_a_dialog(language: str):
    """What makes a form too large is what people wrote, not what we ask."""
    sizes = [(form.action, limits.size(teams_dialog(form))) for _, form in forms("whole", language)]
    assert [(action, size) for action, size in sizes if size > limits.CARD_BYTES] == []


# --- The shape of the JSON


@cache
def validator(name: str) -> jsonschema.protocols.Validator:
    path = SCHEMAS / name
    if not path.exists():
        pytest.skip(f"{LEFT_OUT}there is no {name} beside the checkout, in ../shared/schemas")
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def shape(value: object, key: str = "") -> object:
    """Give some JSON with every text that people or we wrote replaced, so that each shape is checked once."""
    if isinstance(value, dict):
        return {name: shape(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [shape(part, key) for part in value]
    keep = not isinstance(value, str) or key in {"type", "style", "weight", "version", "$schema"}
    return value if keep else "2026-12-01"


def shapes(found: Iterator[Json]) -> list[Json]:
    texts = {json.dumps(shape(each), sort_keys=True) for each in found}
    return [json.loads(text) for text in sorted(texts)]


def teams_json() -> Iterator[Json]:
    for story in STORIES:
        for _, card in cards(story, "da"):
            yield from (block for message in teams_messages(card) for block in message["body"])
        for _, form in forms(story, "da"):
            dialog = teams_dialog(form)
            yield from dialog["body"]
            yield {"type": "ActionSet", "actions": dialog["actions"]}


def one_of_each(found: list[Json]) -> list[Json]:
    """Give the shortest block of each kind and element, and the longest."""
    kinds: dict[tuple[object, ...], list[Json]] = {}
    for block in sorted(found, key=lambda block: len(str(block))):
        key = (block["type"], block.get("element", {}).get("type"), tuple(sorted(block)), block.get("isMultiSelect"))
        kinds.setdefault(key, []).append(block)
    return [block for same in kinds.values() for block in (same[0], same[-1])]


def test_the_json_for_teams_is_what_teams_reads():
    check = validator("adaptive-card-1.5.0.schema.json")
    blocks = one_of_each(shapes(teams_json()))
    assert len(blocks) > 6
    for block in blocks:
        assert [fault.message[:200] for fault in check.iter_errors(limits.teams_card([block]))] == [], block["type"]


def test_json_that_is_wrong_is_noticed():
    assert not validator("adaptive-card-1.5.0.schema.json").is_valid(limits.teams_card([{"type": "TextBlok"}]))
