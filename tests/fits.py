"""How cards and forms look on every chat platform, held against that platform's own rules."""

from collections.abc import Iterator

from bot.chats import Pressed, pressed
from bot.platforms.slack import cards as slack_cards
from bot.platforms.slack.forms import Carried, form_view
from bot.platforms.slack.words import slack_words
from bot.platforms.teams import cards as teams_cards
from bot.platforms.teams.forms import form_card
from dialogs.cards import Card, Form
from dialogs.model.ids import MeetingId
from tests.fakes.slack import rules as slack_rules
from tests.fakes.teams import rules as teams_rules

MEETING = MeetingId("0123456789abcdef01234567")
FRAME = teams_cards.Frame(MEETING, "da")
# The strictest figure that is given for a card.
DIALOG_BYTES = 28 * 1024


def form_faults(form: Form) -> Iterator[str]:
    """Give what is wrong with a form as a dialog of its own."""
    view = form_view(form, Carried(pressed(form, MEETING).text()), slack_words("da"))
    yield from (f"slack {form.action}: {fault}" for fault in slack_rules.view_faults(view))
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    if len(inputs) < len(form.fields):
        yield f"slack {form.action}: {len(form.fields) - len(inputs)} fields are left out"
    dialog = form_card(form, FRAME, "key")
    yield from (f"teams {form.action}: {fault}" for fault in teams_rules.card_faults(dialog))
    if (size := teams_cards.size(dialog)) > DIALOG_BYTES:
        yield f"teams {form.action}: {size} bytes"


def card_faults(card: Card) -> Iterator[str]:
    """Give what is wrong with the messages that a card takes, on a screen and as a post."""
    for message in slack_messages(card):
        yield from (f"slack {card.name}: {fault}" for fault in slack_rules.message_faults(message))
    for message in teams_messages(card):
        raw = teams_cards.to_bytes(message)
        yield from (f"teams {card.name}: {fault}" for fault in teams_rules.message_faults(message, raw))


def slack_messages(card: Card) -> list[slack_rules.Json]:
    """Give a card as messages of a screen."""

    def carry(action: str, on: str, seen: str) -> str:
        return Pressed(action, on, seen, MEETING).text()

    blocks = slack_cards.card_blocks(card, carry, slack_words("da"))
    return slack_cards.messages(card.name, [], [blocks])


def teams_messages(card: Card) -> list[teams_rules.Json]:
    """Give a card as messages of a screen."""
    return teams_cards.packed(teams_cards.screen_groups([card], FRAME), "da", card.name)
