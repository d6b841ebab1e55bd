"""What people read and can use on Adaptive Cards."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from tests.rehearsal.controls import Control, Field
from tests.rehearsal.pages import Line
from tests.rehearsal.texts import as_shown

Json = dict[str, Any]
ISOLATE, END = "\u2068", "\u2069"
# Buttons that open a window of the platform's own; they are no controls of the meeting.
WINDOWS = frozenset({"window_more", "window_own", "window_helps", "window_overview"})


@lru_cache(maxsize=8192)
def lines_of(card: str) -> tuple[Line, ...]:
    """Give the lines of a card, given as JSON. What is folded away counts."""
    return tuple(_lines(json.loads(card)["body"]))


@lru_cache(maxsize=8192)
def controls_of(card: str, how: str) -> tuple[Control, ...]:
    """Give the buttons of a card, given as JSON. `how` tells where they are pressed, as JSON."""
    lines = [line.text for line in lines_of(card)]
    return tuple(_controls(json.loads(card)["body"], "", how, lines))


def carried(data: Json) -> list[str]:
    """Give what a button carries: action, on, seen, meeting and for whom."""
    found = json.loads(data["mm"])
    assert isinstance(found, list)
    return found


def fields_of(card: Json) -> tuple[Field, ...]:
    """Give the fields of a form, inputs of the same name as one field."""
    found: dict[str, Field] = {}
    for each in inputs_of(card):
        name = _name(each["id"])
        before = found.get(name, Field(name, _kind(each)))
        found[name] = replace(before.and_then(*_given(each)), many=name in found)
    return tuple(found.values())


def inputs_of(card: Json) -> list[Json]:
    """Give the inputs of a form in their order."""
    return [each for each in card["body"] if each["type"].startswith("Input.")]


def filled(card: Json, sent: list[tuple[str, str]]) -> Json:
    """Give what a client sends along for the inputs of a form."""
    values: dict[str, list[str]] = {}
    for name, value in sent:
        values.setdefault(name, []).append(value)
    found: Json = {}
    for each in inputs_of(card):
        given = values.get(_name(each["id"]), [])
        if each["type"] == "Input.ChoiceSet":
            found[each["id"]] = ",".join(value or "-" for value in given)
            values.pop(_name(each["id"]), None)
        else:
            found[each["id"]] = given.pop(0) if given else ""
    # What the form does not offer, as it would be sent if it did.
    return {**found, **{f"t.{name}#{n}": value for name, rest in values.items() for n, value in enumerate(rest)}}


def _name(ident: str) -> str:
    return ident.partition(".")[2].partition("#")[0]


def _kind(each: Json) -> str:
    match each["type"]:
        case "Input.Text":
            return "textarea" if each["isMultiline"] else "text"
        case "Input.Date":
            return "date"
        case _:
            return "checkbox" if each["isMultiSelect"] else "radio"


def _given(each: Json) -> tuple[tuple[str, ...], tuple[str, ...]]:
    value = each.get("value", "")
    if each["type"] != "Input.ChoiceSet":
        return (value,), ()
    chosen = value.split(",") if each["isMultiSelect"] and value else [value] if value else []
    options = tuple("" if choice["value"] == "-" else choice["value"] for choice in each["choices"])
    return tuple("" if one == "-" else one for one in chosen), options


def _lines(blocks: list[Json]) -> Iterator[Line]:
    open_: list[str] = []
    for block in blocks:
        if block["type"] == "RichTextBlock":
            text = "".join(run["text"] for run in block["inlines"]).replace(ISOLATE, "").replace(END, "")
            if block.get("spacing") != "None":
                yield from _line(open_)
                open_ = []
            open_.append(text)
            continue
        yield from _line(open_)
        open_ = []
        yield from _lines(block.get("items", []))
        for action in block.get("actions", ()):
            yield from _line([action["title"]])
        if block["type"].startswith("Input."):
            for text in (block["label"], *_given(block)[0]):
                yield from _line([text], in_form=True)
    yield from _line(open_)


def _line(texts: list[str], *, in_form: bool = False) -> Iterator[Line]:
    text = as_shown("\n".join(texts))
    if text:
        yield Line(text, in_form)


def _controls(blocks: list[Json], card: str, how: str, lines: list[str]) -> Iterator[Control]:
    for block in blocks:
        name = block.get("id", "").partition("~")[0] or card
        yield from _controls(block.get("items", []), name, how, lines)
        for action in block.get("actions", ()):
            if "mm" in action.get("data", {}):
                what, on, seen, *_ = carried(action["data"])
                if what not in WINDOWS:
                    url = json.dumps({**json.loads(how), "pressed": action})
                    yield Control(what, on, seen, url, _about(action, lines), name)


def _about(action: Json, lines: list[str]) -> str:
    """Give what a button is about: what people typed in what is read out after its label, or all of it."""
    told = action.get("tooltip", "")
    typed = [piece.partition(END)[0] for piece in told.split(ISOLATE)[1:]]
    about = as_shown(" ".join(typed) or told)
    if not about.endswith("…"):
        return about
    # A long text is cut there; it stands whole on the card.
    start = about[:-1]
    return next((line.removeprefix("• ") for line in lines if line.removeprefix("• ").startswith(start)), about)
