"""Cards as HTML: every element of the vocabulary, in the order it stands."""

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import assert_never

from markupsafe import Markup

from bot.patterns import Html, together
from bot.platforms.browser.forms import KEY_SLOT, Fault, FreshKey, button_html, field_id, form_html, no_key
from bot.platforms.browser.lines import line_html
from dialogs.cards import Bullets, Button, Buttons, Card, Element, Facts, Form, Heading, Notice, Paragraph

# A label that asks ends with its own mark and gets no colon.
_FACT = Html("<div><dt{}>{}</dt><dd>{}</dd></div>")


def card_html(card: Card, act: str, fault: Fault | None = None, fresh_key: FreshKey = no_key) -> Markup:
    """Give a card as a section with its name and a short hash of what it shows.

    The hash is the same with and without a fault and keys, so that an update leaves a form alone that came back.

    Args:
        card: The card to draw.
        act: The address that its buttons and forms are sent to.
        fault: What was wrong with a form that came back, if it is one of this card's.
        fresh_key: Gives a key for each form, for browsers without a script.
    """
    plain = _inside(card, act, None, no_key)
    # Drawing is the dear part: a card is drawn a second time only when it is the one that came back.
    inside = _inside(card, act, fault, no_key) if fault and fault_target((card,), fault) else plain
    if fresh_key is not no_key:
        # Only a key is put in, and only where our own frame has a place for one.
        inside = Markup(KEY_SLOT.sub(lambda slot: slot[0] + fresh_key(), inside))  # noqa: S704
    mark = blake2b(plain.encode(), digest_size=6).hexdigest()
    frame = Html('<section class="card" id="card-{name}" data-card="{name}" data-hash="{mark}">{inside}</section>')
    return frame.format(name=card.name, mark=mark, inside=inside)


def cards_html(cards: Iterable[Card], act: str, fault: Fault | None = None, fresh_key: FreshKey = no_key) -> Markup:
    """Give several cards one after the other; the arguments are those of `card_html`."""
    return together(card_html(card, act, fault, fresh_key) for card in cards)


def to_look_at(card: Card) -> Card:
    """Give the card without anything to press or fill in, for pages that only show."""
    return replace(card, body=tuple(element for element in card.body if not isinstance(element, Buttons | Form)))


def fault_target(cards: Iterable[Card], fault: Fault) -> str:
    """Give the id of the field that the fault is about, or of its form, or nothing where the form is gone."""
    for card in cards:
        for number, element in enumerate(card.body):
            ident = _part_id(card, number)
            match element:
                case Form() if fault.is_in(element):
                    names = {each.name for each in element.fields}
                    return field_id(ident, fault.field) if fault.field in names else ident
                case Buttons(buttons):
                    for place, button in enumerate(buttons):
                        if fault.is_in(button):
                            return f"{ident}-{place}"
    return ""


def _part_id(card: Card, number: int) -> str:
    return f"card-{card.name}-{number}"


def _inside(card: Card, act: str, fault: Fault | None, fresh_key: FreshKey) -> Markup:
    title = Html('<h2 id="card-{}-title">{}</h2>').format(card.name, line_html(card.title))
    parts = (_element(part, act, _part_id(card, number), fault, fresh_key) for number, part in enumerate(card.body))
    if card.folded:
        # What was wrong with a form must be seen where it came back.
        is_open = Markup(" open") if fault and fault_target((card,), fault) else ""
        return Html("<details{}><summary>{}</summary>{}</details>").format(is_open, title, together(parts))
    return together([title, *parts])


def _element(element: Element, act: str, ident: str, fault: Fault | None, fresh_key: FreshKey) -> Markup:
    match element:
        case Heading(text):
            return Html("<h3>{}</h3>").format(line_html(text))
        case Paragraph(text):
            return Html("<p>{}</p>").format(line_html(text))
        case Bullets(items):
            points = (Html("<li>{}</li>").format(line_html(item)) for item in items)
            return Html("<ul>{}</ul>").format(together(points))
        case Facts(rows):
            facts = (
                _FACT.format(Markup(" data-asks") if label.endswith("?") else "", label, line_html(value))
                for label, value in rows
            )
            return Html("<dl>{}</dl>").format(together(facts))
        case Notice(tone, text):
            return Html('<p class="notice" data-tone="{}"><span>{}</span></p>').format(tone.value, line_html(text))
        case Buttons(buttons):
            return Html('<div class="buttons">{}</div>').format(_row(buttons, act, ident, fault, fresh_key))
        case Form():
            return form_html(element, act, ident, fault, fresh_key)
        case _:
            assert_never(element)


def _row(buttons: Iterable[Button], act: str, ident: str, fault: Fault | None, fresh_key: FreshKey) -> Markup:
    return together(
        button_html(button, act, f"{ident}-{place}", fault, fresh_key) for place, button in enumerate(buttons)
    )
