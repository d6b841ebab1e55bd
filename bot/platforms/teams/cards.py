"""Cards as Adaptive Cards 1.5: every element of the vocabulary, in the order it stands, in as few messages as fit.

In a message a press is an Action.Execute (with an Action.Submit for clients that lack it), and a form opens a dialog.
In a client without dialogs it takes the message's place. In a dialog both are an Action.Submit, which the dialog sends
back to us.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, assert_never

from bot.chats import Pressed, pressed
from bot.platforms.teams.limits import LIMITS
from bot.platforms.teams.lines import POP_ISOLATE, Json, line_blocks, plain
from bot.platforms.teams.words import Words, words_in
from dialogs.cards import (
    Bullets,
    Button,
    Buttons,
    Card,
    Element,
    Facts,
    Form,
    Heading,
    Line,
    Notice,
    Paragraph,
    Said,
    Tone,
    Weight,
)
from dialogs.forms import TextField
from dialogs.model.ids import MeetingId, PersonId
from dialogs.overview import OPEN_MEETING
from dialogs.screens import Head
from dialogs.wording import wording

ADAPTIVE = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
# Under this name a button carries what it does; under that one, whether it opens a form. Inputs have other names.
PRESSED = "mm"
OPENS = "opens"
# What an Action.Execute does other than press: show a form in the message's place, and take it.
FORM_VERB, SEND_VERB = "form", "send"
# What buttons do that open a window of ours: what else there is, one's own screen, and somebody's without one.
MORE, OWN, HELPS, OVERVIEW = "window_more", "window_own", "window_helps", "window_overview"
# What comes to a message on its way: its id, and that somebody is to be alerted.
ENVELOPE_BYTES = 200
_STYLES = {Tone.NEUTRAL: "emphasis", Tone.GOOD: "good", Tone.WARNING: "warning", Tone.STOP: "attention"}


@dataclass(frozen=True, slots=True)
class Frame:
    """Where cards are drawn: of which meeting, in which language, for whom, whether in a dialog, or without dialogs."""

    meeting: MeetingId
    language: str
    whom: PersonId | None = None
    in_dialog: bool = False
    without_dialogs: bool = False

    @property
    def words(self) -> Words:
        """Give the few words that only this platform has."""
        return words_in(self.language)

    def carried(self, control: Button | Form) -> str:
        """Give what a button carries."""
        return pressed(control, self.meeting, self.whom).text()


def adaptive(body: Sequence[Json], language: str, actions: Sequence[Json] = ()) -> Json:
    """Give an Adaptive Card."""
    card: Json = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": "1.5", "body": list(body)}
    return {**card, "actions": list(actions)} if actions else card


def message(card: Json, summary: str) -> Json:
    """Give the message that shows a card. `summary` is read out where a card cannot be shown: our own words only."""
    attachment = {"contentType": ADAPTIVE, "content": card}
    return {"type": "message", "summary": summary, "attachments": [attachment]}


def size(value: object) -> int:
    """Give how many bytes some JSON takes on the wire."""
    return len(to_bytes(value))


def to_bytes(value: object) -> bytes:
    """Give some JSON as it is sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def head_blocks(head: Head) -> list[Json]:
    """Give the line on top of a screen."""
    title: Line = (head.phase, " – ", Said(head.committee)) if head.phase else (Said(head.committee),)
    until = line_blocks((head.until,), isSubtle=True) if head.until else []
    return [*line_blocks(title, weight="Bolder", size="Large"), *until]


def card_blocks(card: Card, frame: Frame) -> list[Json]:
    """Give a card: its title and what stands below, folded away where it may be."""
    title = line_blocks(card.title, weight="Bolder", size="Medium")
    whole = _body(card.body, frame)
    # How things stand is read on a closed card too.
    inside = _body([element for element in card.body if not isinstance(element, Notice)], frame)
    if not card.folded or not inside or size(inside) > LIMITS["folded_bytes"]:
        return [*title, *whole]
    shown = _body([element for element in card.body if isinstance(element, Notice)], frame)
    fold = f"{card.name}~fold"
    toggle = {"type": "Action.ToggleVisibility", "title": frame.words.show_or_hide, "targetElements": [fold]}
    about = {"tooltip": _clip(plain(card.title))}
    folded = {"type": "Container", "id": fold, "isVisible": False, "items": inside}
    return [*title, *shown, {"type": "ActionSet", "actions": [{**toggle, **about}]}, folded]


def element_blocks(element: Element, frame: Frame) -> list[Json]:
    """Give one element of a card."""
    match element:
        case Heading(text):
            return line_blocks(text, weight="Bolder")
        case Paragraph(text):
            return line_blocks(text)
        case Bullets(items):
            return _close([line_blocks(("• ", *item)) for item in items])
        case Facts(rows):
            return _close([_fact(label, value) for label, value in rows])
        case Notice(tone, text):
            return [{"type": "Container", "style": _STYLES[tone], "items": line_blocks(text)}]
        case Buttons(buttons) if _read_alike(buttons):
            return [block for one in buttons for block in (*line_blocks(one.about), *button_rows([press(one, frame)]))]
        case Buttons(buttons):
            return list(button_rows([press(button, frame) for button in buttons]))
        case Form():
            return list(button_rows([opening(element, frame)]))
        case _:
            assert_never(element)


def press(button: Button, frame: Frame) -> Json:
    """Give a button that is pressed, or that opens somebody's screen of a meeting."""
    if button.action == OPEN_MEETING:
        return {**window_button(button.label, OWN, replace(frame, meeting=MeetingId(button.on))), **_manner(button)}
    data = {PRESSED: frame.carried(button)}
    plainly = {"type": "Action.Submit", "title": button.label, "data": data, "associatedInputs": "None"}
    if frame.in_dialog:
        return {**plainly, **_manner(button)}
    execute = {"type": "Action.Execute", "verb": "press", "title": button.label, "data": data}
    return {**execute, "associatedInputs": "None", **_manner(button), "fallback": plainly}


def opening(form: Form, frame: Frame) -> Json:
    """Give the button that opens a form."""
    if frame.without_dialogs:
        button = Button(opener(form, frame), form.action, form.on, form.seen, form.about, weight=form.weight)
        return {**press(button, frame), "verb": FORM_VERB}
    data: Json = {PRESSED: frame.carried(form), OPENS: True}
    if not frame.in_dialog:
        data["msteams"] = {"type": "task/fetch"}
    submit = {"type": "Action.Submit", "title": opener(form, frame), "data": data, "associatedInputs": "None"}
    return {**submit, **_manner(form)}


def opener(form: Form, frame: Frame) -> str:
    """Give what the button says that opens a form. "Save" would promise what only the window's own button does."""
    save = wording(frame.language).save
    if not form.label.startswith(save):
        return form.label
    if not any(isinstance(each, TextField) for each in form.fields):
        return frame.words.choose
    return form.label.replace(save, frame.words.write, 1) if form.label != save else f"{frame.words.write} …"


def window_button(title: str, action: str, frame: Frame, on: str = "") -> Json:
    """Give a button that opens a window of ours which belongs to no card."""
    data: Json = {PRESSED: Pressed(action, on, "", frame.meeting, frame.whom).text(), OPENS: True}
    if not frame.in_dialog:
        data["msteams"] = {"type": "task/fetch"}
    return {"type": "Action.Submit", "title": title, "data": data, "associatedInputs": "None"}


def packed(groups: Iterable[tuple[str, Sequence[Json]]], language: str, summary: str, **more: Any) -> list[Json]:
    """Give groups of blocks, each with a name, as messages as full as they may be. A group stays whole where it fits.

    `more` goes into the card of the first message.
    """
    messages: list[list[Json]] = [[]]
    room = LIMITS["message_bytes"] - ENVELOPE_BYTES - size(message({**adaptive([], language), **more}, summary))
    used = 0
    for name, group in groups:
        length = size(group)
        parts = [list(group)] if length <= room else [[block] for block in group]
        for number, part in enumerate(parts):
            block = _container(f"{name}~{number}" if number else name, part, is_first=not number and not messages[-1])
            length = size(block) + 1
            if messages[-1] and used + length > room:
                messages.append([])
                used = 0
            messages[-1].append(block)
            used += length
    cards = [adaptive(body, language) for body in messages if body]
    if cards:
        cards[0] |= more
    return [message(card, summary) for card in cards]


def screen_groups(cards: Iterable[Card], frame: Frame) -> Iterator[tuple[str, list[Json]]]:
    """Give cards as groups of blocks, one for each, under the card's name."""
    for card in cards:
        yield card.name, card_blocks(card, frame)


def _container(name: str, blocks: Sequence[Json], *, is_first: bool) -> Json:
    container: Json = {"type": "Container", "id": name, "items": list(blocks)}
    return container if is_first else {**container, "separator": True, "spacing": "Medium"}


def _close(items: Sequence[list[Json]]) -> list[Json]:
    """Give items one below the other with little room between them."""
    first, rest = items[:1], items[1:]
    return [
        *(block for item in first for block in item),
        *(block for head, *more in rest for block in ({**head, "spacing": "Small"}, *more)),
    ]


def _fact(label: str, value: Line) -> list[Json]:
    first, *rest = line_blocks(value) or [{"type": "RichTextBlock", "inlines": []}]
    # A label that asks ends with its own mark and gets no colon.
    name = {"type": "TextRun", "text": f"{label}{' ' if label.endswith('?') else ': '}", "isSubtle": True}
    return [{**first, "inlines": [name, *first["inlines"]]}, *rest]


def _read_alike(buttons: Sequence[Button]) -> bool:
    """Say whether only what they are about tells buttons apart: then it has to be read without a mouse over them."""
    return len({button.label for button in buttons}) < len(buttons) and all(button.about for button in buttons)


def _body(elements: Iterable[Element], frame: Frame) -> list[Json]:
    return list(_in_rows(block for element in elements for block in element_blocks(element, frame)))


def _in_rows(blocks: Iterable[Json]) -> Iterator[Json]:
    """Put buttons that follow one another into one row, as far as it takes them."""
    row: list[Json] = []
    for block in blocks:
        if "actions" in block:
            row += block["actions"]
            continue
        yield from button_rows(row)
        row = []
        yield block
    yield from button_rows(row)


def button_rows(actions: Sequence[Json]) -> Iterator[Json]:
    """Give buttons in rows of as many as one may have, and as fit beside one another: a row does not go on below."""
    row: list[Json] = []
    for action in actions:
        chars = sum(len(each["title"]) for each in (*row, action))
        if row and (len(row) == LIMITS["actions"] or chars > LIMITS["row_chars"]):
            yield {"type": "ActionSet", "actions": row}
            row = []
        row.append(action)
    if row:
        yield {"type": "ActionSet", "actions": row}


def _manner(control: Button | Form) -> Json:
    style = {"style": "positive"} if control.weight is Weight.MAIN else {}
    return {**style, **({"tooltip": _clip(plain(control.about))} if control.about else {})}


def _clip(text: str) -> str:
    if len(text) <= LIMITS["tooltip_chars"]:
        return text
    return f"{text[: LIMITS['tooltip_chars'] - 2]}…{POP_ISOLATE if POP_ISOLATE in text else ''}"
