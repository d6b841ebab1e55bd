"""Cards as Block Kit: blocks for messages and modals, and screens as the messages they take."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from bot.platforms.slack.forms import opening
from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.texts import (
    Json,
    Part,
    chars_of,
    clip,
    fallback,
    flat,
    is_ours,
    labelled,
    parts,
    plain,
    rich,
    short_digest,
)
from bot.platforms.slack.words import SlackWords
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
    Tone,
    Weight,
)

Carry = Callable[[str, str, str], str]
"""Gives what a button carries: from its action, what it acts on and the version of that."""

PRESS, OPEN, READ = "press", "open", "read"
"""What a button does, as the first part of its `action_id`: press, open a form, read what is folded away."""

# So little text is shown at once, also where a card may stay closed.
SHORT_CHARS = 300


def card_blocks(card: Card, carry: Carry, words: SlackWords) -> list[Json]:
    """Give a card as blocks for a message or a modal. What is folded and long stands behind a button."""
    blocks = title_blocks(card.title)
    if card.folded and reads_alike(card):
        return [*blocks, *_rows([_button(READ, words.unfold, card, 0, carry(READ, card.name, mark_of(card)))])]
    closed = card.folded and sum(part.chars for part in _all_parts(card.body)) > SHORT_CHARS
    text: list[Part] = []
    controls = [_button(READ, words.read, card, 0, carry(READ, card.name, mark_of(card)))] if closed else []
    for number, element in enumerate(card.body, 1):
        if isinstance(element, Buttons | Form):
            blocks += rich(text)
            text = []
            controls += _controls(element, card, number, carry, words)
        elif not closed:
            blocks += _rows(controls)
            controls = []
            if isinstance(element, Heading):
                blocks += rich(text)
                text = list(_parts(element))
            else:
                # A heading stays in one block with what follows it.
                blocks += rich([*text, *_parts(element)])
                text = []
        elif isinstance(element, Notice):
            # How things stand is read on a closed card too.
            blocks += rich(_parts(element))
    return [*blocks, *rich(text), *_rows(controls)]


def reads_alike(card: Card) -> bool:
    """Say whether a card has buttons that only the texts above them tell apart: without those they say nothing."""
    labels = [each.label for part in card.body for each in _pressed(part)]
    return len(set(labels)) < len(labels)


def reading_blocks(card: Card) -> list[Json]:
    """Give everything there is to read on a card; where there is room, each heading with what follows it."""
    groups: list[list[Part]] = [[]]
    for element in card.body:
        if isinstance(element, Heading) and groups[-1]:
            groups.append([])
        groups[-1] += _parts(element)
    airy = [block for group in groups for block in rich(group)]
    return airy if len(airy) <= LIMITS["view_blocks"] else rich(part for group in groups for part in group)


def title_blocks(title: Line) -> list[Json]:
    """Give the title of a card. A header is plain text, so only our own words stand there."""
    text = flat(title)
    if is_ours(title) and 0 < len(text) <= LIMITS["header_chars"]:
        return [{"type": "header", "text": plain(text, LIMITS["header_chars"])}]
    return rich(parts("rich_text_section", title, bold=True))


def messages(text: str, lead: list[Json], cards: Iterable[list[Json]]) -> list[Json]:
    """Give cards as the messages they take; a card goes on in the next message only when it is larger than one.

    Args:
        text: what notices show, as people wrote it.
        lead: blocks that stand before the first card.
        cards: the blocks of each card.
    """
    found, held_chars = [list(lead)], chars_of(lead)
    for blocks in cards:
        alone = [(block, chars_of([block])) for block in blocks]
        card_chars = sum(chars for _, chars in alone)
        whole = [({"type": "divider"}, 0), *alone] if found[-1] else alone
        goes_on = _fits(len(found[-1]) + len(whole), held_chars + card_chars)
        if not goes_on and _fits(len(alone), card_chars):
            found.append([])
            whole, held_chars = alone, 0
        for block, chars in whole:
            if not _fits(len(found[-1]) + 1, held_chars + chars):
                found.append([])
                held_chars = 0
            found[-1].append(block)
            held_chars += chars
    return [{"text": fallback(text), "blocks": blocks} for blocks in found if blocks]


def post(card: Card, carry: Carry, words: SlackWords) -> Json:
    """Give a card that is sent once as one message."""
    title, controls = title_blocks(card.title), list[Json]()
    for number, element in enumerate(card.body, 1):
        if isinstance(element, Buttons | Form):
            controls += _controls(element, card, number, carry, words)
    rows = _rows(controls[: LIMITS["actions"]])
    body, room = list[Json](), LIMITS["message_chars"] - len(words.left_out) - chars_of([*title, *rows])
    for block in reading_blocks(card):
        room -= chars_of([block])
        if room < 0 or len(body) == LIMITS["message_blocks"] - len(title) - len(rows) - 1:
            body += rich(parts("rich_text_section", (words.left_out,)))
            break
        body.append(block)
    body += rows
    first = next((flat(each.text) for each in card.body if isinstance(each, Paragraph | Notice)), "")
    text = f"{flat(card.title)}: {first}" if first else flat(card.title)
    return {"text": fallback(text), "blocks": [*title, *body]}


def mark_of(card: Card) -> str:
    """Give what tells two versions of a card apart."""
    return short_digest(repr(card))


def _fits(blocks: int, chars: int) -> bool:
    return blocks <= LIMITS["message_blocks"] and chars <= LIMITS["message_chars"]


def _all_parts(body: Iterable[Element]) -> Iterator[Part]:
    for element in body:
        yield from _parts(element)


def _parts(element: Element) -> Iterator[Part]:
    match element:
        case Heading(text):
            yield from parts("rich_text_section", text, bold=True)
        case Paragraph(text):
            yield from parts("rich_text_section", text)
        case Bullets(items):
            for item in items:
                yield from parts("bullet", item)
        case Facts(rows):
            for label, value in rows:
                yield from labelled(label if label.endswith("?") else f"{label}:", value)
        case Notice(tone, text):
            yield from parts("rich_text_quote", text, bold=tone in {Tone.STOP, Tone.WARNING})
        case Buttons() | Form():
            return
        case _:
            assert_never(element)


def _pressed(element: Element) -> Iterator[Button | Form]:
    if isinstance(element, Form):
        yield element
    elif isinstance(element, Buttons):
        yield from element.buttons


def _controls(element: Buttons | Form, card: Card, number: int, carry: Carry, words: SlackWords) -> Iterator[Json]:
    match element:
        case Form(_, action, _, on, seen):
            yield _button(OPEN, opening(element, words), card, number, carry(action, on, seen), element)
        case Buttons(buttons):
            for place, each in enumerate(buttons):
                carried = carry(each.action, each.on, each.seen)
                yield _button(PRESS, each.label, card, f"{number}.{place}", carried, each)
        case _:
            assert_never(element)


def _button(
    kind: str, label: str, card: Card, number: int | str, value: str, control: Button | Form | None = None
) -> Json:
    about = flat(control.about) if control else flat(card.title)
    found: Json = {
        "type": "button",
        "action_id": clip(f"{kind}:{card.name}:{number}", LIMITS["id_chars"]),
        "text": plain(label, LIMITS["button_chars"]),
        "value": value,
    }
    if about:
        found["accessibility_label"] = clip(f"{label}: {about}", LIMITS["button_chars"])
    if control and control.weight is Weight.MAIN:
        found["style"] = "primary"
    return found


def _rows(controls: list[Json]) -> list[Json]:
    rows = [controls[at : at + LIMITS["actions"]] for at in range(0, len(controls), LIMITS["actions"])]
    return [{"type": "actions", "elements": row} for row in rows]
