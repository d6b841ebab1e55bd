"""Every card and every form that the flows produce, with the step in which it stood first."""

import pytest

from dialogs.cards import Card, Form
from dialogs.content import Language
from tests.dialogs.flows.play import controls
from tests.dialogs.flows.stories import STORIES, frames, shown
from tests.once import shared

# The largest meeting there is differs in its words the least, and takes the longest to draw.
_DRAWN = [(story, lang) for story in STORIES for lang in Language if (story, lang) != ("crowded", Language.EN)]
every_meeting = pytest.mark.parametrize(("story", "language"), _DRAWN)


@shared
def cards(story: str, language: str) -> tuple[tuple[str, Card], ...]:
    """Give every different card of a story, with the step in which it stood first."""
    found: dict[Card, str] = {}
    for frame, _, screen in shown(story, language):
        for card in screen:
            found.setdefault(card, frame.step)
    for post in frames(story, language)[-1].posts:
        found.setdefault(post.card, "posted")
    return tuple((f"{step}: {card.name}", card) for card, step in found.items())


@shared
def forms(story: str, language: str) -> tuple[tuple[str, Form], ...]:
    found: dict[Form, str] = {}
    for name, card in cards(story, language):
        for control in controls((card,)):
            if isinstance(control, Form):
                found.setdefault(control, name)
    return tuple((f"{name}: {form.action}", form) for form, name in found.items())
