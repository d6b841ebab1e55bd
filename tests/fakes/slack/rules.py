"""What Slack holds blocks, messages and views against. Written from its pages, not from what we send.

docs.slack.dev/reference/block-kit/blocks, /block-elements, /composition-objects; docs.slack.dev/reference/views.
Each rule gives the faults it finds in words, as Slack does in `response_metadata.messages`.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

Json = dict[str, Any]
Faults = Iterator[str]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_CHARS = 13_200
VIEW_BYTES = 250 * 1024
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
STYLES = {"bold", "italic", "strike", "code", "underline"}
INPUTS = {
    *("plain_text_input", "datepicker", "radio_buttons", "checkboxes", "static_select", "multi_static_select"),
    *("conversations_select", "multi_users_select", "users_select", "multi_conversations_select", "number_input"),
}


def message_faults(body: Mapping[str, Any]) -> Faults:
    """Give what is wrong with the text and blocks of a message."""
    blocks, text = body.get("blocks", []), body.get("text", "")
    if not (isinstance(text, str) and text.strip()) and not blocks:
        yield "no_text"
    if len(text) > 40_000:
        yield "msg_too_long"
    if len(blocks) > MESSAGE_BLOCKS:
        yield f"{len(blocks)} blocks in a message"
    if (chars := total(blocks)) > MESSAGE_CHARS:
        yield f"msg_blocks_too_long: {chars}"
    yield from blocks_faults(blocks, allowed={"actions", "context", "divider", "header", "rich_text", "section"})


def view_faults(view: Mapping[str, Any]) -> Faults:
    """Give what is wrong with a modal or the home of the app."""
    kind = view.get("type")
    known = {"type", "blocks", "private_metadata", "callback_id", "external_id"}
    if kind == "modal":
        known |= {"title", "submit", "close", "clear_on_close", "notify_on_close", "submit_disabled"}
        yield from plain(view.get("title"), 24, "title")
        for name in ("submit", "close"):
            if name in view:
                yield from plain(view[name], 24, name)
    elif kind != "home":
        yield f"view of type {kind}"
    yield from unknown(view, known, "view")
    blocks = view.get("blocks", [])
    if not 1 <= len(blocks) <= VIEW_BLOCKS:
        yield f"{len(blocks)} blocks in a view"
    if len(view.get("private_metadata", "")) > 3000:
        yield "private_metadata too long"
    for name in ("callback_id", "external_id"):
        if len(view.get(name, "")) > 255:
            yield f"{name} too long"
    if any(block.get("type") == "input" for block in blocks) and kind == "modal" and "submit" not in view:
        yield "a modal with inputs needs a submit"
    if len(json.dumps(view, ensure_ascii=False).encode()) > VIEW_BYTES:
        yield "view too large"
    allowed = {"actions", "context", "divider", "header", "input", "rich_text", "section"}
    yield from blocks_faults(blocks, allowed=allowed)


def blocks_faults(blocks: object, allowed: set[str]) -> Faults:
    """Give what is wrong with blocks that stand one below the other."""
    if not isinstance(blocks, list):
        yield "blocks are no list"
        return
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(ids)) < len(ids):
        yield f"block_id twice: {ids}"
    for place, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, dict) else None
        if kind not in allowed:
            yield f"blocks[{place}]: type {kind} is not allowed here"
            continue
        if not 0 < len(block.get("block_id", "x")) <= 255:
            yield f"blocks[{place}]: block_id"
        for fault in BLOCKS[kind](block):
            yield f"blocks[{place}] ({kind}): {fault}"


def total(value: object) -> int:
    """Count the characters people read in some blocks."""
    if isinstance(value, dict):
        own = sum(len(part) for key, part in value.items() if key == "text" and isinstance(part, str))
        return own + sum(total(part) for part in value.values() if not isinstance(part, str))
    return sum(map(total, value)) if isinstance(value, list) else 0


def unknown(found: Mapping[str, Any], known: Iterable[str], what: str) -> Faults:
    extra = set(found) - set(known)
    if extra:
        yield f"{what} has unknown {', '.join(sorted(extra))}"


def plain(found: object, most: int, what: str) -> Faults:
    """Hold a text object that must be plain text."""
    if not isinstance(found, dict) or found.get("type") != "plain_text":
        yield f"{what} is no plain_text"
        return
    yield from unknown(found, {"type", "text", "emoji"}, what)
    yield from length(found.get("text"), 1, most, what)


def length(found: object, least: int, most: int, what: str) -> Faults:
    if not isinstance(found, str) or not least <= len(found) <= most:
        yield f"{what} is {len(found) if isinstance(found, str) else type(found).__name__} and not {least} to {most}"


def _header(block: Json) -> Faults:
    yield from unknown(block, {"type", "text", "block_id"}, "header")
    yield from plain(block.get("text"), 150, "text")


def _divider(block: Json) -> Faults:
    yield from unknown(block, {"type", "block_id"}, "divider")


def _section(block: Json) -> Faults:
    yield from unknown(block, {"type", "text", "block_id", "accessory", "fields", "expand"}, "section")
    yield from text_object(block.get("text"), 3000, "text")
    if "accessory" in block:
        yield from element(block["accessory"])


def text_object(found: object, most: int, what: str) -> Faults:
    """Hold a text object of either kind."""
    if isinstance(found, dict) and found.get("type") == "mrkdwn":
        yield from unknown(found, {"type", "text", "verbatim"}, what)
        yield from length(found.get("text"), 1, most, what)
    else:
        yield from plain(found, most, what)


def _context(block: Json) -> Faults:
    yield from unknown(block, {"type", "elements", "block_id"}, "context")
    if not 1 <= len(block.get("elements", [])) <= 10:
        yield "elements"
    for each in block.get("elements", []):
        yield from text_object(each, 3000, "element")


def _actions(block: Json) -> Faults:
    yield from unknown(block, {"type", "elements", "block_id"}, "actions")
    elements = block.get("elements", [])
    if not 1 <= len(elements) <= 25:
        yield f"{len(elements)} elements"
    ids = [each.get("action_id") for each in elements]
    if len(set(ids)) < len(ids):
        yield f"action_id twice: {ids}"
    for each in elements:
        yield from element(each)


def _rich_text(block: Json) -> Faults:
    yield from unknown(block, {"type", "elements", "block_id"}, "rich_text")
    if not block.get("elements"):
        yield "no elements"
    for each in block.get("elements", []):
        yield from _rich(each)


def _rich(found: Json) -> Faults:
    kind = found.get("type")
    if kind == "rich_text_list":
        yield from unknown(found, {"type", "style", "elements", "indent", "border", "offset"}, kind)
        if found.get("style") not in {"bullet", "ordered"}:
            yield "style of a list"
        for each in found.get("elements", []):
            if each.get("type") != "rich_text_section":
                yield "a list holds sections"
            yield from _rich(each)
    elif kind in {"rich_text_section", "rich_text_quote"}:
        yield from unknown(found, {"type", "elements", "border"} if "quote" in kind else {"type", "elements"}, kind)
        if not found.get("elements"):
            yield f"{kind} without elements"
        for each in found.get("elements", []):
            yield from _run(each)
    else:
        yield f"{kind} in rich text"


def _run(found: Json) -> Faults:
    if found.get("type") != "text":
        # Slack knows more; of us nobody may be mentioned, so it would be a fault in any case.
        yield f"{found.get('type')} in a text of ours"
    yield from unknown(found, {"type", "text", "style"}, "text")
    yield from length(found.get("text"), 1, 12_000, "text")
    yield from unknown(found.get("style", {}), STYLES, "style")


def _input(block: Json) -> Faults:
    known = {"type", "block_id", "label", "element", "hint", "optional", "dispatch_action"}
    yield from unknown(block, known, "input")
    yield from plain(block.get("label"), 2000, "label")
    if "hint" in block:
        yield from plain(block["hint"], 2000, "hint")
    if block.get("element", {}).get("type") not in INPUTS:
        yield f"element {block.get('element', {}).get('type')}"
    else:
        yield from element(block["element"])


def element(found: Json) -> Faults:
    """Give what is wrong with an element of a block."""
    kind = str(found.get("type"))
    if kind not in ELEMENTS:
        yield f"element {kind}"
        return
    yield from length(found.get("action_id"), 1, 255, "action_id")
    rule, known = ELEMENTS[kind]
    yield from unknown(found, {"type", "action_id", "focus_on_load", "confirm", *known}, kind)
    if "placeholder" in found:
        yield from plain(found["placeholder"], 150, "placeholder")
    yield from rule(found)


def _button(found: Json) -> Faults:
    yield from plain(found.get("text"), 75, "button")
    if "value" in found:
        yield from length(found["value"], 1, 2000, "value")
    if "accessibility_label" in found:
        yield from length(found["accessibility_label"], 1, 75, "accessibility_label")
    if found.get("style", "primary") not in {"primary", "danger"}:
        yield "style of a button"
    if "url" in found:
        yield from length(found["url"], 1, 3000, "url")


def _text_input(found: Json) -> Faults:
    most = found.get("max_length", 3000)
    if not 1 <= most <= 3000:
        yield f"max_length {most}"
    if "initial_value" in found:
        yield from length(found["initial_value"], 1, most, "initial_value")


def _date(found: Json) -> Faults:
    if "initial_date" in found and not DATE.fullmatch(found["initial_date"]):
        yield "initial_date"


def _one_of(most: int) -> Callable[[Json], Faults]:
    def rule(found: Json) -> Faults:
        yield from _options(found, most)
        if "initial_option" in found and found["initial_option"] not in found.get("options", []):
            yield "initial_option is none of the options"

    return rule


def _some_of(most: int) -> Callable[[Json], Faults]:
    def rule(found: Json) -> Faults:
        yield from _options(found, most)
        chosen = found.get("initial_options")
        if chosen is not None and (not chosen or any(each not in found.get("options", []) for each in chosen)):
            yield "initial_options"

    return rule


def _options(found: Json, most: int) -> Faults:
    options = found.get("options", [])
    if not 1 <= len(options) <= most:
        yield f"{len(options)} options"
    values = [option.get("value") for option in options]
    if len(set(values)) < len(values):
        yield f"the same value twice: {values}"
    for option in options:
        yield from unknown(option, {"text", "value", "description"}, "option")
        yield from plain(option.get("text"), 75, "option")
        yield from length(option.get("value"), 1, 150, "value of an option")
        if "description" in option:
            yield from plain(option["description"], 75, "description")


def _nothing(_: Json) -> Faults:
    yield from ()


BLOCKS: Mapping[str, Callable[[Json], Faults]] = {
    "actions": _actions,
    "context": _context,
    "divider": _divider,
    "header": _header,
    "input": _input,
    "rich_text": _rich_text,
    "section": _section,
}
_CHOICE = ("options", "placeholder")
ELEMENTS: Mapping[str, tuple[Callable[[Json], Faults], tuple[str, ...]]] = {
    "button": (_button, ("text", "value", "style", "accessibility_label", "url")),
    "plain_text_input": (_text_input, ("multiline", "min_length", "max_length", "initial_value", "placeholder")),
    "datepicker": (_date, ("initial_date", "placeholder")),
    "radio_buttons": (_one_of(10), (*_CHOICE, "initial_option")),
    "static_select": (_one_of(100), (*_CHOICE, "initial_option")),
    "checkboxes": (_some_of(10), (*_CHOICE, "initial_options")),
    "multi_static_select": (_some_of(100), (*_CHOICE, "initial_options", "max_selected_items")),
    "conversations_select": (
        _nothing,
        ("placeholder", "filter", "initial_conversation", "default_to_current_conversation"),
    ),
    "multi_users_select": (_nothing, ("placeholder", "initial_users", "max_selected_items")),
    "users_select": (_nothing, ("placeholder", "initial_user")),
}
