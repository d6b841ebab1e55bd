"""Cards and forms drawn as Slack gets them, with buttons that carry as much as they ever can."""

from collections.abc import Iterator

from bot.platforms.slack.cards import card_blocks, messages, post, reading_blocks
from bot.platforms.slack.forms import Carried, form_view, look_view, title_of
from bot.platforms.slack.words import slack_words
from dialogs.cards import Card, Form

Json = dict[str, object]
# As long as what a button carries can get, and with everything that a form can carry beside it.
LONGEST = "x" * 255


def carry(action: str, on: str, seen: str) -> str:
    return f"{action} {on} {seen}".ljust(255, "x")


def drawn(card: Card, language: str = "da") -> list[Json]:
    return card_blocks(card, carry, slack_words(language))


def drawn_messages(card: Card, language: str = "da") -> list[Json]:
    return messages("Nord", [], [drawn(card, language)])


def drawn_post(card: Card, language: str = "da") -> Json:
    return post(card, carry, slack_words(language))


def drawn_form(form: Form, language: str = "da", **more: object) -> Json:
    carried = Carried(LONGEST, {"contact_ok": "yes"}, "x" * 24)
    return form_view(form, carried, slack_words(language), **more)  # type: ignore[arg-type]


def drawn_reading(card: Card, language: str = "da") -> Json:
    return look_view(title_of(card), reading_blocks(card), slack_words(language), LONGEST)


def strings(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every text in some JSON with the keys and types that lead to it."""
    if isinstance(value, dict):
        kind = str(value.get("type", ""))
        for name, part in value.items():
            yield from strings(part, (*path, kind, name))
    elif isinstance(value, list):
        for part in value:
            yield from strings(part, path)
    elif isinstance(value, str):
        yield path, value
