"""Lines of text as HTML: everything is escaped, and what a person typed keeps its direction to itself."""

from typing import assert_never

from markupsafe import Markup, escape

from bot.patterns import Html, together
from dialogs.cards import Inline, Line, Said


def inline_html(part: Inline) -> Markup:
    """Give one piece of a line as HTML."""
    match part:
        case Said():
            # A `bdi` is isolated: a direction mark inside it cannot turn round the words that follow.
            return Html('<bdi class="said">{}</bdi>').format(part.text)
        case str():
            return escape(part)
        case _:
            assert_never(part)


def line_html(line: Line) -> Markup:
    """Give a line as HTML, its pieces side by side."""
    return together(inline_html(part) for part in line)


def about_html(about: Line) -> Markup:
    """Give the words that only screen readers say after a label, or nothing."""
    return Html('<span class="about">: {}</span>').format(line_html(about)) if about else Markup("")
