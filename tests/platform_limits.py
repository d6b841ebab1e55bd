"""How a card would look as an Adaptive Card, one function for each element, and what that can hold.

These are reference mappings for tests, kept as small as they can be: they show that what the flows produce fits, with
two rules. A form opens as a dialog of its own behind one button. A card that is too large for one message
goes on in a second one; only a single text is ever cut in two, and never below 3,000 characters.

Limits of a bot's message with a card:
learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages; 28 KB is the strictest figure given.
"""

import json
from collections.abc import Iterator
from typing import Any, assert_never

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Heading, Inline, Line, Notice, Paragraph
from dialogs.forms import ChoiceField, DateField, Field, TextField

Json = dict[str, Any]

PIECE_CHARS = 3000
CARD_BYTES = 28 * 1024
CARD_ACTIONS = 6
# An option that stands for nothing needs a value too.
NOTHING = "-"


def text_of(inline: Inline) -> str:
    return inline if isinstance(inline, str) else inline.text


def flat(line: Line) -> str:
    return "".join(map(text_of, line))


def pieces(line: Line) -> Iterator[str]:
    """Give a line in pieces that each fit one text."""
    whole = flat(line)
    for start in range(0, max(len(whole), 1), PIECE_CHARS):
        yield whole[start : start + PIECE_CHARS]


def strings(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in some JSON with the key it stands under."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from strings(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, key)
    elif isinstance(value, str):
        yield key, value


# --- Adaptive Card 1.5


def teams_text(line: Line, **more: object) -> list[Json]:
    """Give a line as text runs, which read no markup."""
    return [
        {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": piece or " ", **more}]}
        for piece in pieces(line)
    ]


def teams_action(button: Button | Form) -> Json:
    data = {"action": button.action, "on": button.on, "seen": button.seen}
    if isinstance(button, Form):
        data["msteams"] = {"type": "task/fetch"}
    return {"type": "Action.Submit", "title": button.label, "data": data}


def teams_body(element: Element) -> list[Json]:
    match element:
        case Heading():
            return teams_text(element.text, weight="Bolder")
        case Paragraph() | Notice():
            return teams_text(element.text)
        case Bullets():
            return [block for item in element.items for block in teams_text(("• ", *item))]
        case Facts():
            return [block for label, line in element.rows for block in teams_text((label, ": ", *line))]
        case Buttons():
            rows = [element.buttons[n : n + CARD_ACTIONS] for n in range(0, len(element.buttons), CARD_ACTIONS)]
            return [{"type": "ActionSet", "actions": [teams_action(button) for button in row]} for row in rows]
        case Form():
            return [{"type": "ActionSet", "actions": [teams_action(element)]}]
        case _:
            assert_never(element)


def teams_card(body: list[Json], actions: list[Json] | None = None) -> Json:
    schema = "http://adaptivecards.io/schemas/adaptive-card.json"
    card = {"type": "AdaptiveCard", "$schema": schema, "version": "1.5", "body": body}
    return {**card, "actions": actions} if actions else card


def teams_messages(card: Card) -> list[Json]:
    """Give a card as the messages it takes."""
    blocks = [*teams_text(card.title, weight="Bolder"), *(block for each in card.body for block in teams_body(each))]
    messages: list[list[Json]] = [[]]
    used = size(teams_card([]))
    for block in blocks:
        length = size(block) + 2
        if used + length > CARD_BYTES:
            messages.append([])
            used = size(teams_card([]))
        messages[-1].append(block)
        used += length
    return [teams_card(body) for body in messages]


def teams_inputs(field: Field) -> list[Json]:
    shared = {"label": field.label, "isRequired": field.required}
    match field:
        case TextField():
            values = (*field.values, "") if field.many else (field.value,)
            text = {"type": "Input.Text", "isMultiline": field.long, "maxLength": field.max_chars}
            return [{**text, "id": f"{field.name}#{n}", "value": value, **shared} for n, value in enumerate(values)]
        case ChoiceField():
            choices = [{"title": option.label, "value": option.id or NOTHING} for option in field.options]
            value = ",".join(value or NOTHING for value in field.values)
            many = {"isMultiSelect": field.many, "choices": choices, "value": value}
            return [{"type": "Input.ChoiceSet", "id": field.name, **many, **shared}]
        case DateField():
            return [{"type": "Input.Date", "id": field.name, "value": field.value, **shared}]
        case _:
            assert_never(field)


def teams_dialog(form: Form) -> Json:
    """Give a form as a dialog of its own."""
    about = teams_text(form.about) if form.about else []
    helps = [(field, teams_text((field.help,), isSubtle=True) if field.help else []) for field in form.fields]
    body = [*about, *(block for field, words in helps for block in (*words, *teams_inputs(field)))]
    data = {"action": form.action, "on": form.on, "seen": form.seen}
    return teams_card(body, [{"type": "Action.Submit", "title": form.label, "data": data}])


def size(card: Json) -> int:
    """Give how many bytes some JSON takes on the wire."""
    return len(json.dumps(card, ensure_ascii=False).encode())
