"""The record's own elements as HTML. They hold nothing to press."""

from collections.abc import Iterable
from typing import assert_never

from markupsafe import Markup, escape

from bot.patterns import Html
from dialogs.cards import Bullets, Buttons, Element, Facts, Form, Heading, Inline, Line, Notice, Paragraph, Said


def elements_html(elements: Iterable[Element], level: int = 2) -> Markup:
    """Give elements one after the other; `level` is that of their headings."""
    return Markup("").join(_element(each, level) for each in elements)


def line_html(line: Line) -> Markup:
    """Give a line. What somebody wrote cannot turn round the words beside it."""
    return Markup("").join(_inline(part) for part in line)


def _inline(part: Inline) -> Markup:
    return Html('<bdi class="said">{}</bdi>').format(part.text) if isinstance(part, Said) else escape(part)


def _element(element: Element, level: int) -> Markup:
    match element:
        case Heading(text):
            return Html("<h{}>{}</h{}>").format(level, line_html(text), level)
        case Paragraph(text) | Notice(_, text):
            return Html("<p>{}</p>").format(line_html(text))
        case Bullets(items):
            return Html("<ul>{}</ul>").format(
                Markup("").join(Html("<li>{}</li>").format(line_html(item)) for item in items)
            )
        case Facts(rows):
            return facts_html((label, line_html(line)) for label, line in rows)
        case Buttons() | Form():
            return Markup("")
        case _:
            assert_never(element)


def facts_html(rows: Iterable[tuple[str, object]]) -> Markup:
    """Give labels with their values."""
    # A label that asks ends with its own mark and gets no colon.
    fact = Html("<div><dt{}>{}</dt><dd>{}</dd></div>")
    asks = Markup(" data-asks")
    lines = (fact.format(asks if label.endswith("?") else "", label, value) for label, value in rows)
    return Html("<dl>{}</dl>").format(Markup("").join(lines))
