"""What people read in Slack: messages, modals and App Home as lines and controls."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tests.rehearsal.controls import Control, Field
from tests.rehearsal.pages import Line, Page
from tests.rehearsal.texts import as_shown

Json = dict[str, Any]
ISOLATES = str.maketrans("", "", "\u2068\u2069")
KINDS = {
    "plain_text_input": "text",
    "datepicker": "date",
    "radio_buttons": "radio",
    "static_select": "select",
    "checkboxes": "checkbox",
    "multi_static_select": "checkbox",
}


def page_of(screens: Iterable[Json], messages: Iterable[str] = (), posts: Iterable[tuple[str, str]] = ()) -> Page:
    """Give a page that holds these messages one below the other."""
    shown = list(screens)
    pieces = tuple(json.dumps(each["blocks"], ensure_ascii=False) for each in shown)
    messages, posts = tuple(messages), tuple(posts)
    return Page(
        html="\n".join((*pieces, *messages, *(text for _, text in posts))),
        pieces=pieces,
        lines=tuple(Line(text) for each in shown for text in lines_of(each["blocks"])),
        controls=tuple(control for each in shown for control in controls_of(each)),
        messages=messages,
        posts=posts,
        helped=(),
        meetings=tuple(dict.fromkeys(ident for each in shown if (ident := meeting_of(each)))),
    )


def meeting_of(message: Json) -> str:
    """Give the meeting whose screen a message is, or nothing."""
    metadata = message.get("metadata") or {}
    is_screen = metadata.get("event_type") == "medmakker_screen"
    return str(metadata["event_payload"]["meeting"]) if is_screen else ""


def lines_of(blocks: Iterable[Json]) -> Iterator[str]:
    """Give the lines that are read, from the top down."""
    for block in blocks:
        for text in _block(block):
            for line in text.split("\n\n\n"):
                if shown := as_shown(line):
                    yield shown


def _block(block: Json) -> Iterator[str]:
    match block["type"]:
        case "header":
            yield block["text"]["text"]
        case "rich_text":
            for part in block["elements"]:
                runs = part["elements"] if part["type"] == "rich_text_list" else [part]
                for run in runs:
                    yield "".join(each["text"] for each in run["elements"]).translate(ISOLATES)
        case "actions":
            yield from (each["text"]["text"] for each in block["elements"] if "text" in each)
        case "input":
            element = block["element"]
            yield block["label"]["text"]
            yield block.get("hint", {}).get("text", "")
            yield element.get("initial_value") or element.get("initial_date") or ""
            chosen = {json.dumps(each) for each in _chosen(element)}
            for option in element.get("options", ()):
                mark = "● " if json.dumps(option) in chosen and "buttons" in element["type"] else ""
                yield mark + option["text"]["text"]
        case "divider":
            return
        case kind:
            raise AssertionError(f"nobody here reads {kind}")


def _chosen(element: Json) -> list[Json]:
    one = element.get("initial_option")
    return [one] if one else element.get("initial_options", [])


def controls_of(shown: Json) -> Iterator[Control]:
    """Give the buttons on a message or in a modal. What a button is about is in its name for the blind."""
    before: list[str] = []
    for block in shown["blocks"]:
        if block["type"] != "actions":
            before += lines_of([block])
            continue
        for each in block["elements"]:
            kind, _, rest = each["action_id"].partition(":")
            parts = _carried(each.get("value", ""))
            if kind in {"press", "open"} and parts:
                about = _about(each, before)
                acted = {name: each[name] for name in ("action_id", "type", "value", "text")}
                address = json.dumps([shown.get("ts", ""), block["block_id"], acted])
                yield Control(parts[0], parts[1], parts[2], address, about, rest.rpartition(":")[0])


def _carried(value: str) -> list[str]:
    try:
        found = json.loads(value)
    except ValueError:
        return []
    return found if isinstance(found, list) and len(found) == 5 else []


def _about(button: Json, before: list[str]) -> str:
    name = button.get("accessibility_label", "")
    label = button["text"]["text"]
    about = as_shown(name.removeprefix(f"{label}: ")) if name.startswith(f"{label}: ") else ""
    if not about.endswith("…"):
        return about
    # It was cut, so what it is about stands above, in full, perhaps after a word of ours.
    start = one_line(about.removesuffix("…").rstrip())
    whole = next((line for line in reversed(before) if start in one_line(line)), about)
    return whole[max(whole.find(start), 0) :]


def one_line(text: str) -> str:
    return " ".join(text.split())


def fields_of(view: Json) -> tuple[Field, ...]:
    """Give the fields of a modal, inputs of the same name as one."""
    found: dict[str, Field] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        name, _, number = block["block_id"].rpartition("#")
        many = number.isdigit() and bool(name)
        name = name if many else block["block_id"]
        element = block["element"]
        before = found.get(name, Field(name, KINDS[element["type"]], many=many))
        options = [_meant(option) for option in element.get("options", ())]
        found[name] = before.and_then(_values(element), options)
    return tuple(found.values())


def _values(element: Json) -> list[str]:
    match element["type"]:
        case "plain_text_input":
            return [element.get("initial_value") or ""]
        case "datepicker":
            return [element.get("initial_date") or ""]
        case _:
            return [_meant(option) for option in _chosen(element)]


def _meant(option: Json) -> str:
    return "" if option["value"] == "-" else str(option["value"])
