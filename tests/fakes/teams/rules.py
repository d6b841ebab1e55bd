"""What Teams takes. Each rule gives the faults of an activity that a bot sends, or of the answer to an invoke."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

Json = dict[str, Any]

SCHEMA = Path(__file__).parents[4] / "shared/schemas/adaptive-card-1.5.0.schema.json"
ADAPTIVE = "application/vnd.microsoft.card.adaptive"
MESSAGE_BYTES = 28 * 1024
ACTIONS = 6
# The elements that we send. An element of another kind could read markup in what people typed.
ELEMENTS = {
    "Container": {"type", "id", "items", "style", "separator", "spacing", "isVisible"},
    "RichTextBlock": {"type", "inlines", "spacing"},
    "ActionSet": {"type", "actions"},
    "Input.Text": {"type", "id", "spacing", "label", "isMultiline", "value"},
    "Input.ChoiceSet": {
        "type",
        "id",
        "spacing",
        "label",
        "style",
        "wrap",
        "isMultiSelect",
        "choices",
        "value",
        "placeholder",
    },
    "Input.Date": {"type", "id", "spacing", "label", "value"},
}
RUN = {"type", "text", "weight", "size", "isSubtle"}
SHARED = {"type", "title", "data", "style", "tooltip", "associatedInputs"}
ACTION = {
    "Action.Execute": {*SHARED, "verb", "fallback"},
    "Action.Submit": SHARED,
    "Action.ToggleVisibility": {"type", "title", "tooltip", "targetElements"},
}
CARD = {"type", "$schema", "version", "lang", "body", "actions", "refresh"}
# Parts whose values are names of something, and no text.
NAMED = {"type", "style", "weight", "size", "spacing", "version", "$schema", "associatedInputs"}
# These two become a date in a TextRun.
DATED = re.compile(r"\{\{(?:DATE|TIME)\(")


def message_faults(activity: Json, raw: bytes) -> Iterator[str]:
    """Give what is wrong with a message."""
    if len(raw) > MESSAGE_BYTES:
        yield f"a message of {len(raw)} bytes"
    if set(activity) - {"type", "summary", "attachments", "channelData", "id"}:
        yield f"unknown parts of a message: {sorted(activity)}"
    if activity.get("type") != "message":
        yield f"an activity of type {activity.get('type')}"
    if len(activity.get("attachments", ())) != 1:
        yield "not one attachment"
    for each in activity.get("attachments", ()):
        if each.get("contentType") != ADAPTIVE:
            yield f"an attachment of {each.get('contentType')}"
        yield from card_faults(each["content"])


def card_faults(card: Json) -> Iterator[str]:
    """Give what is wrong with a card."""
    yield from own_faults(card)
    yield from schema_faults(card)


def own_faults(card: Json) -> Iterator[str]:
    """Give what is wrong with a card by our own rules, which are stricter than the schema and quick."""
    if set(card) - CARD:
        yield f"unknown parts of a card: {sorted(set(card) - CARD)}"
    if card.get("version") != "1.5" or not card.get("body"):
        yield "no card of version 1.5 with a body"
    idents = list(_idents(card.get("body", ())))
    if len(idents) != len(set(idents)):
        yield f"ids twice: {sorted(each for each in set(idents) if idents.count(each) > 1)}"
    yield from _elements(card.get("body", ()))
    yield from _actions(card.get("actions", ()))


def answer_faults(status: int, body: Json, name: str) -> Iterator[str]:
    """Give what is wrong with the answer to an invoke."""
    if status != 200:
        yield f"{status} for {name}"
    elif name == "adaptiveCard/action":
        if body.get("statusCode") != 200:
            yield f"statusCode {body.get('statusCode')}"
        if body.get("type") == ADAPTIVE:
            yield from card_faults(body["value"])
        elif body.get("type") != "application/vnd.microsoft.activity.message" or not body.get("value"):
            yield f"an answer of {body.get('type')}"
    else:
        task = body.get("task")
        if task is None and (body or name.startswith("composeExtension")):
            yield "an answer that is none"
        elif task and task["type"] == "continue":
            value = task["value"]
            if not value.get("title") or value["card"].get("contentType") != ADAPTIVE:
                yield "a window without title or card"
            yield from card_faults(value["card"]["content"])
        elif task and (task["type"] != "message" or not task.get("value")):
            yield f"a task of {task['type']}"


def _elements(found: Any) -> Iterator[str]:
    for each in found:
        known = ELEMENTS.get(each.get("type"))
        if known is None or set(each) - known:
            yield f"an element {each.get('type')} with {sorted(set(each) - (known or set()))}"
        yield from _elements(each.get("items", ()))
        yield from _actions(each.get("actions", ()))
        for run in each.get("inlines", ()):
            if set(run) - RUN or run.get("type") != "TextRun" or not run.get("text"):
                yield f"a run that is none: {sorted(run)}"
            elif DATED.search(run["text"]):
                yield "a text that becomes a date"
        for choice in each.get("choices", ()):
            if not choice.get("title") or not choice.get("value") or "," in choice["value"]:
                yield f"a choice that is none in {each.get('id')}"


def _actions(found: Any) -> Iterator[str]:
    if len(found) > ACTIONS:
        yield f"{len(found)} actions in a row"
    for each in found:
        known = ACTION.get(each.get("type"))
        if known is None or set(each) - known or not each.get("title"):
            yield f"an action {each.get('type')} with {sorted(set(each) - (known or set()))}"
        # A form inside a message is only shown to who pressed an Action.Execute before.
        needs_fallback = each.get("type") == "Action.Execute" and each.get("verb") != "send"
        if needs_fallback and each.get("fallback", {}).get("type") != "Action.Submit":
            yield "an Action.Execute without a fallback"


def _idents(found: Any) -> Iterator[str]:
    for each in found:
        if each.get("id"):
            yield each["id"]
        yield from _idents(each.get("items", ()))


@cache
def _validator() -> Any:
    if not SCHEMA.exists():
        return None
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(schema)(schema)


def schema_faults(card: Json) -> Iterator[str]:
    """Give what the official schema says. The same shape is looked at once: it takes a third of a second."""
    yield from _shape_faults(json.dumps(_shape(card), sort_keys=True))


@cache
def _shape_faults(shape: str) -> tuple[str, ...]:
    if _validator() is None:
        return ()
    return tuple(fault.message[:300] for fault in _validator().iter_errors(json.loads(shape)))


def _shape(value: Any, key: str = "") -> Any:
    """Give some JSON with every text replaced, and of elements of the same shape only one."""
    if isinstance(value, dict):
        return {} if key == "data" else {name: _shape(part, name) for name, part in value.items()}
    if isinstance(value, list):
        different = {json.dumps(_shape(part, key), sort_keys=True) for part in value}
        return [json.loads(each) for each in sorted(different)]
    keep = not isinstance(value, str) or key in NAMED
    return value if keep else "2026-12-01"
