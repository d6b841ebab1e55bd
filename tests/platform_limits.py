"""How a card would look in Block Kit and as an Adaptive Card, one function for each element, and what these can hold.

These are reference mappings for tests, kept as small as they can be: they show that what the flows produce fits, with
two rules. A form opens as a modal or a dialog of its own behind one button. A card that is too large for one message
goes on in a second one; only a single text is ever cut in two, and never below 3,000 characters.

Limits of Block Kit: docs.slack.dev/reference/block-kit; the total of a message is what `msg_blocks_too_long` was seen
to mean (github.com/slackapi/bolt-js, issue 2509). Limits of a bot's message with a card:
learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages; 28 KB is the strictest figure given.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Heading, Inline, Line, Notice, Paragraph
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField

Json = dict[str, Any]

MESSAGE_BLOCKS = 50
MODAL_BLOCKS = 100
MESSAGE_CHARS = 13_200
SECTION_CHARS = 3000
HEADER_CHARS = 150
BUTTON_CHARS = 75
VALUE_CHARS = 2000
OPTION_CHARS = 75
OPTION_VALUE_CHARS = 150
SELECT_OPTIONS = 100
RADIO_OPTIONS = 10
ACTIONS = 25
MODAL_TITLE_CHARS = 24
LABEL_CHARS = 2000
ID_CHARS = 255
METADATA_CHARS = 3000
INPUT_CHARS = 3000
VIEW_BYTES = 250 * 1024
CARD_BYTES = 28 * 1024
CARD_ACTIONS = 6
# An option that stands for nothing needs a value too.
NOTHING = "-"


def clip(text: str, chars: int) -> str:
    return text if len(text) <= chars else text[: chars - 1] + "…"


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def text_of(inline: Inline) -> str:
    return inline if isinstance(inline, str) else inline.text


def flat(line: Line) -> str:
    return "".join(map(text_of, line))


def pieces(line: Line) -> Iterator[str]:
    """Give a line in pieces that each fit one section."""
    whole = flat(line)
    for start in range(0, max(len(whole), 1), SECTION_CHARS):
        yield whole[start : start + SECTION_CHARS]


# --- Block Kit


def rich(line: Line, *, bold: bool = False, bullet: bool = False) -> list[Json]:
    """Give a line as rich text, which reads no markup at all."""
    style = {"style": {"bold": True}} if bold else {}
    found = []
    for piece in pieces(line):
        section = {"type": "rich_text_section", "elements": [{"type": "text", "text": piece or " ", **style}]}
        listed = {"type": "rich_text_list", "style": "bullet", "elements": [section]}
        found.append({"type": "rich_text", "elements": [listed if bullet else section]})
    return found


def slack_button(button: Button | Form) -> Json:
    value = json.dumps([button.action, button.on, button.seen])
    return {
        "type": "button",
        "text": plain(button.label),
        "value": value,
        "action_id": f"{button.action}:{button.on}",
        **({"style": "primary"} if button.weight == "main" else {}),
    }


def slack_blocks(element: Element) -> list[Json]:
    match element:
        case Heading():
            return rich(element.text, bold=True)
        case Paragraph() | Notice():
            return rich(element.text)
        case Bullets():
            return [block for item in element.items for block in rich(item, bullet=True)]
        case Facts():
            return [block for label, line in element.rows for block in (*rich((label,), bold=True), *rich(line))]
        case Buttons():
            rows = [element.buttons[n : n + ACTIONS] for n in range(0, len(element.buttons), ACTIONS)]
            return [{"type": "actions", "elements": [slack_button(button) for button in row]} for row in rows]
        case Form():
            return [{"type": "actions", "elements": [slack_button(element)]}]
        case _:
            assert_never(element)


def slack_messages(card: Card) -> list[Json]:
    """Give a card as the messages it takes."""
    title = flat(card.title)
    head = [{"type": "header", "text": plain(title)}] if len(title) <= HEADER_CHARS else rich(card.title, bold=True)
    blocks = [*head, *(block for element in card.body for block in slack_blocks(element))]
    messages: list[list[Json]] = [[]]
    for block in blocks:
        full = len(messages[-1]) == MESSAGE_BLOCKS or chars((*messages[-1], block)) > MESSAGE_CHARS
        if full:
            messages.append([])
        messages[-1].append(block)
    return [{"text": clip(title, HEADER_CHARS), "blocks": found} for found in messages]


def slack_option(option: Option) -> Json:
    return {"text": plain(option.label), "value": option.id or NOTHING}


def slack_inputs(field: Field) -> list[Json]:
    match field:
        case TextField():
            values = (*field.values, "") if field.many else (field.value,)
            return [_input(field, f"{field.name}#{n}", _text_input(field, value)) for n, value in enumerate(values)]
        case ChoiceField():
            options = [slack_option(option) for option in field.options]
            chosen = [option for option in options if option["value"] in {value or NOTHING for value in field.values}]
            kind = "radio_buttons" if len(options) <= RADIO_OPTIONS else "static_select"
            element: Json = {"type": kind, "options": options, **({"initial_option": chosen[0]} if chosen else {})}
            if field.many:
                kind = "checkboxes" if len(options) <= RADIO_OPTIONS else "multi_static_select"
                element = {"type": kind, "options": options, **({"initial_options": chosen} if chosen else {})}
            return [_input(field, field.name, element)]
        case DateField():
            initial = {"initial_date": field.value} if field.value else {}
            return [_input(field, field.name, {"type": "datepicker", **initial})]
        case _:
            assert_never(field)


def _text_input(field: TextField, value: str) -> Json:
    initial = {"initial_value": value} if value else {}
    return {"type": "plain_text_input", "multiline": field.long, "max_length": field.max_chars, **initial}


def _input(field: Field, block_id: str, element: Json) -> Json:
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(field.label),
        "element": {**element, "action_id": "value"},
        "optional": not field.required,
        **({"hint": plain(field.help)} if field.help else {}),
    }


def slack_modal(form: Form) -> Json:
    """Give a form as a modal of its own."""
    about = rich(form.about) if form.about else []
    title = clip(form.label, MODAL_TITLE_CHARS)
    return {
        "type": "modal",
        "callback_id": form.action,
        "title": plain(title),
        "submit": plain(title),
        "private_metadata": json.dumps([form.on, form.seen]),
        "blocks": [*about, *(block for field in form.fields for block in slack_inputs(field))],
    }


def chars(blocks: Iterable[Json]) -> int:
    """Count the characters that people read in some blocks."""
    return sum(len(value) for block in blocks for key, value in strings(block) if key == "text")


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
