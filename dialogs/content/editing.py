"""What of a content file can be changed in words: its entries, and the texts, days and numbers that each of them holds.

What a file is built of (which questions there are, what an answer leads to, numbers and ids) stays as it is; cards and
prompts can be added. So whatever is saved has the shape that meetings refer to.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dialogs.content.tables import BLANKS

Tree = dict[str, Any]
NEW = "new"


class Kind(StrEnum):
    """What stands in a place: one line, running text, a text whose lines are kept, a list with a line for each, a day
    that may be left out, days or minutes as a number, yes or no, or six of the knowledge cards.
    """

    LINE = "line"
    LONG = "long"
    MAYBE = "maybe"
    KEPT_LINES = "kept_lines"
    LIST = "list"
    DAY = "day"
    NUMBER = "number"
    YES_NO = "yes_no"
    CARDS = "cards"


Shape = Mapping[str, "Kind | Shape"]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is built: the list of its entries, what names each of them, and what can be changed in one.

    Without a list the file's own keys are the entries. `grows` says whether entries can be added.
    """

    shape: Shape
    entries: str = ""
    ident: str = ""
    title: str = ""
    grows: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """One place that can be changed. `name` is its key below the entry's as faults name it: `options[2].label`."""

    name: str
    kind: Kind
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a file: a card, a question, an agenda. `title` is empty where the file's own key says it."""

    id: str
    title: str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one place; `entry` is as it is afterwards, or was before it went."""

    entry: Entry
    slot: str
    before: tuple[str, ...]
    after: tuple[str, ...]


_RULE = {"why": Kind.LONG, "condition": Kind.LINE, "basis": Kind.LONG, "as_of": Kind.DAY}
LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "knowledge.toml": Layout(
            {"title": Kind.LINE, "text": Kind.LONG, "source": Kind.LONG, "as_of": Kind.DAY},
            *("card", "number", "title"),
            grows=True,
        ),
        "quiz.toml": Layout(
            {"statement": Kind.LONG, "answer": Kind.YES_NO, "why": Kind.LONG}, "question", "number", "statement"
        ),
        "prompts.toml": Layout(
            {"heading": Kind.LINE, "text": Kind.LONG, "source": Kind.LONG},
            *("prompt", "number", "text"),
            grows=True,
        ),
        "agendas.toml": Layout(
            {
                "title": Kind.LINE,
                "cards": Kind.CARDS,
                "item": {"title": Kind.LINE, "steps": {"title": Kind.LINE, "minutes": Kind.NUMBER}},
            },
            *("agenda", "template", "title"),
        ),
        "inventory.toml": Layout({"text": Kind.LONG, "options": {"label": Kind.LINE}}, "question", "number", "text"),
        "screening.toml": Layout({"text": Kind.LONG, "help": Kind.MAYBE, "rule": _RULE}, "question", "id", "text"),
        "plan.toml": Layout({"title": Kind.LINE, "text": Kind.LONG, "days": Kind.NUMBER}, "reminder", "id", "title"),
        "meeting.toml": Layout(
            {
                "ground_rules": Kind.LIST,
                "first_contact": Kind.LIST,
                "mandate": Kind.KEPT_LINES,
                "check_points": Kind.LIST,
                "team_ground_rules": Kind.LIST,
                "team_first_contact": Kind.LIST,
            }
        ),
    }
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def entries(file: str, text: str) -> tuple[Entry, ...]:
    """Give the entries of a file whose text is right."""
    layout, tree = LAYOUTS[file], tomllib.loads(text)
    if not layout.entries:
        return tuple(Entry(name, "", tuple(_slots(tree, {name: kind}))) for name, kind in layout.shape.items())
    return tuple(_entry(layout, table) for table in tree[layout.entries])


def find(file: str, text: str, ident: str) -> Entry | None:
    """Give an entry, or an empty one for a new one; None where there is no such entry."""
    layout = LAYOUTS[file]
    if ident == NEW and layout.grows:
        return Entry(NEW, "", tuple(_slots({}, layout.shape)))
    return next((each for each in entries(file, text) if each.id == ident), None)


def put(file: str, text: str, ident: str, values: Mapping[str, object]) -> tuple[str, str]:
    """Give the text of a file with other values in the places of one entry, and the entry's key as faults name it."""
    layout, tree = LAYOUTS[file], tomllib.loads(text)
    if not layout.entries:
        return written(_filled(tree, layout.shape, values)), ""
    tables = tree[layout.entries]
    if ident == NEW:
        tables.append({layout.ident: max(table[layout.ident] for table in tables) + 1})
    place = len(tables) - 1 if ident == NEW else [str(table[layout.ident]) for table in tables].index(ident)
    tables[place] = _filled(tables[place], layout.shape, values)
    for item in tables[place].get("item", ()):
        # The minutes of an item are those of its steps.
        item["minutes"] = sum(step["minutes"] for step in item["steps"])
    return written(tree), f"{layout.entries}[{place + 1}]"


def changes(file: str, before: str, after: str) -> tuple[Change, ...]:
    """Give what differs between two texts of a file, in the order of the later one."""
    old = {each.id: each for each in entries(file, before)}
    new = {each.id: each for each in entries(file, after)}
    found = []
    for ident in dict.fromkeys((*new, *old)):
        was = {slot.name: slot.values for slot in old[ident].slots} if ident in old else {}
        now = {slot.name: slot.values for slot in new[ident].slots} if ident in new else {}
        found += [
            Change(new.get(ident) or old[ident], name, was.get(name, ()), now.get(name, ()))
            for name in dict.fromkeys((*now, *was))
            if was.get(name, ()) != now.get(name, ())
        ]
    return tuple(found)


def written(tree: Mapping[str, Any]) -> str:
    """Give a file with these values."""
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in tree.items())


def _entry(layout: Layout, table: Tree) -> Entry:
    return Entry(str(table[layout.ident]), _line(table[layout.title]), tuple(_slots(table, layout.shape)))


def _slots(table: Tree, shape: Shape, above: str = "") -> Iterator[Slot]:
    for name, kind in shape.items():
        if isinstance(kind, Kind):
            yield Slot(f"{above}{name}", kind, _said(kind, table.get(name)))
        else:
            for place, each in enumerate(table.get(name, ()), 1):
                yield from _slots(each, kind, f"{above}{name}[{place}].")


def _filled(table: Tree, shape: Shape, values: Mapping[str, object], above: str = "") -> Tree:
    made = dict(table)
    for name, kind in shape.items():
        if not isinstance(kind, Kind):
            if name in table:
                made[name] = [
                    _filled(each, kind, values, f"{above}{name}[{place}].") for place, each in enumerate(table[name], 1)
                ]
        elif f"{above}{name}" in values:
            value = values[f"{above}{name}"]
            if value is None:
                made.pop(name, None)
            else:
                made[name] = value
    return made


def _said(kind: Kind, value: Any) -> tuple[str, ...]:
    match value:
        case None:
            return ()
        case bool():
            return ("yes" if value else "no",)
        case list():
            return tuple(_line(str(each)) for each in value)
        case str() if kind is Kind.KEPT_LINES:
            return ("\n".join(line.strip() for line in value.strip().split("\n")),)
        case _:
            return (_line(str(value)),)


def _line(text: str) -> str:
    return BLANKS.sub(" ", text.strip())


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else _value(name)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
        case dict():
            return f"{{ {', '.join(f'{_key(name)} = {_value(each)}' for name, each in value.items())} }}"
        case str():
            # Strings of TOML are those of JSON, but for one sign that JSON leaves as it is.
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case _:
            return str(value)
