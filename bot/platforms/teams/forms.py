"""Forms as Adaptive Cards: the fields of a dialog, and what came back from them.

The id of an input tells what it holds, so that an answer can be read without the form: `t.text#0` is the first of
several texts, `c.kind` one choice, `m.cards` several, `d.end_on` a date.
"""

import dataclasses
from collections.abc import Mapping
from typing import Any, assert_never

from bot.platforms.teams.cards import PRESSED, Frame, adaptive
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.lines import Json, line_blocks, plain
from bot.platforms.teams.words import Words
from dialogs.cards import Form
from dialogs.forms import ChoiceField, DateField, Field, TextField

# An option that stands for nothing needs a value too.
NOTHING = "-"
# A client that nobody here wrote breaks over "key": its own library has that for itself.
KEY, CONFIRM, MORE = "once", "confirm", "more"
EMPTY_LINES = 2
Typed = Mapping[str, tuple[str, ...]]


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """A form that came back: what is wrong in which field, what was typed, and what goes along next time."""

    text: str = ""
    field: str = ""
    typed: Typed = dataclasses.field(default_factory=dict)
    confirm: Mapping[str, str] = dataclasses.field(default_factory=dict)


def form_card(form: Form, frame: Frame, key: str, fault: Fault | None = None, lines: int = EMPTY_LINES) -> Json:
    """Give a form with its fields, refilled with what was typed when it came back.

    Args:
        form: The form to draw.
        frame: Where it is drawn.
        key: Makes sending it a single thing, however often it arrives.
        fault: What is wrong, if anything.
        lines: How many empty lines there are where there may be any number.
    """
    names = {each.name for each in form.fields}
    # A whole text that is to be corrected is no headline.
    is_short = len(plain(form.headline)) <= LIMITS["headline_chars"]
    body = line_blocks(form.headline, **({"weight": "Bolder"} if is_short else {})) if form.headline else []
    if fault and fault.text and fault.field not in names:
        body.append(_error(fault))
    for each in form.fields:
        if fault and fault.text and fault.field == each.name:
            body.append(_error(fault))
        first, *rest = _inputs(_refilled(each, fault), lines, frame.words)
        if each.help:
            # Nearer to its own field than to the one before.
            own, *more = line_blocks((each.help,), isSubtle=True)
            body += [{**own, "spacing": "Large"}, *more]
            first["spacing"] = "Small"
        body += [first, *rest]
    data: Json = {PRESSED: frame.carried(form), KEY: key}
    if fault and fault.confirm:
        data[CONFIRM] = dict(fault.confirm)
    send = {"type": "Action.Submit", "title": form.label, "style": "positive", "data": data}
    add = {"type": "Action.Submit", "title": frame.words.more_lines, "data": {**data, MORE: lines + EMPTY_LINES}}
    has_lines = any(isinstance(each, TextField) and each.many for each in form.fields)
    return adaptive(body, frame.language, [send, add] if has_lines else [send])


def read_fields(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Give what was filled in, as the form would give it anywhere: every value of every field in its order."""
    found: dict[str, list[str]] = {}
    for ident, value in data.items():
        kind, dot, rest = ident.partition(".")
        if not dot or not isinstance(value, str):
            continue
        match kind:
            case "t":
                name, _, number = rest.rpartition("#")
                if name and number.isascii() and number.isdigit():
                    found.setdefault(name, []).append(value)
            case "c" if value:
                found[rest] = ["" if value == NOTHING else value]
            case "m":
                found[rest] = [each for each in value.split(",") if each]
            case "d":
                found[rest] = [value]
    confirm = data.get(CONFIRM)
    if isinstance(confirm, Mapping):
        found |= {str(name): [str(value)] for name, value in confirm.items()}
    return {name: tuple(values) for name, values in found.items() if values}


def _error(fault: Fault) -> Json:
    return {"type": "Container", "style": "attention", "id": "fault", "items": line_blocks((fault.text,))}


def _refilled(each: Field, fault: Fault | None) -> Field:
    if fault is None:
        return each
    typed = fault.typed.get(each.name, ())
    if isinstance(each, DateField):
        return dataclasses.replace(each, value="".join(typed[:1]))
    return dataclasses.replace(each, values=typed)


def _inputs(each: Field, lines: int, words: Words) -> list[Json]:
    match each:
        case TextField():
            # No `maxLength`: a client would cut pasted text without a word. The server says what is too long.
            values = (*(value for value in each.values if value), *[""] * lines) if each.many else (each.value,)
            return [_text(each, number, value) for number, value in enumerate(values)]
        case ChoiceField():
            return [_choices(each, words)]
        case DateField():
            return [{"type": "Input.Date", "id": f"d.{each.name}", "label": each.label, "value": each.value}]
        case _:
            assert_never(each)


def _text(each: TextField, number: int, value: str) -> Json:
    label = f"{each.label} ({number + 1})" if each.many else each.label
    given = {"value": value} if value else {}
    return {"type": "Input.Text", "id": f"t.{each.name}#{number}", "label": label, "isMultiline": each.long, **given}


def _choices(each: ChoiceField, words: Words) -> Json:
    are_few = len(each.options) <= LIMITS["expanded_options"] and not each.closed
    style = "expanded" if each.many or are_few else "compact"
    chosen = [value or NOTHING for value in each.values if value in {option.id for option in each.options}]
    return {
        "type": "Input.ChoiceSet",
        "id": f"{'m' if each.many else 'c'}.{each.name}",
        "label": each.label,
        "style": style,
        "wrap": True,
        "isMultiSelect": each.many,
        "choices": [{"title": option.label, "value": option.id or NOTHING} for option in each.options],
        # A list that nobody chose from yet would be an empty box.
        **({"value": ",".join(chosen)} if chosen else {"placeholder": words.choose} if style == "compact" else {}),
    }
