"""What Teams can take, as a table of figures with their sources."""

from collections.abc import Mapping
from types import MappingProxyType

LIMITS: Mapping[str, int] = MappingProxyType(
    {
        # A message with its card. 28 KB is the strictest figure that was ever given; newer pages allow about 80 KB
        # (learn.microsoft.com/microsoftteams/platform/bots/how-to/format-your-bot-messages).
        "message_bytes": 28 * 1024,
        # A dialog's card comes back in the answer to an invoke, for which no figure is given: the newer of the two.
        "dialog_bytes": 80 * 1024,
        # What is folded away stays in one piece. Larger than this it is shown, and may go on in a second message.
        "folded_bytes": 14 * 1024,
        # A row of buttons shows so many (learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/
        # cards/cards-reference).
        "actions": 6,
        # So many letters of labels stand side by side on a telephone. Our own choice, from pictures: the renderer
        # cuts off what is wider than the card.
        "row_chars": 38,
        "button_edge_chars": 4,
        # Longer texts go on in a second block, so that one text alone never outgrows a message.
        "block_chars": 3_000,
        # Up to so many options are all in sight; more become a list to open. Our own choice, as in the browser.
        "expanded_options": 7,
        # What is read out after the label of a button. Our own choice: enough to know which text is meant.
        "tooltip_chars": 200,
        # What a form is about is set in bold up to this length. Our own choice.
        "headline_chars": 160,
        # So many people at most see a card of their own in a conversation (learn.microsoft.com/microsoftteams/
        # platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/user-specific-views).
        "refresh_people": 60,
        # What Teams sends us: our own data, a form of some fields, a message with its text.
        "activity_bytes": 1_000_000,
        # The roster of a team comes in pages of at most so many (.../resources/team-chat-member-api-changes).
        "roster_page": 500,
    }
)

# Messages that are posted, changed or deleted in one conversation: so many at once, then so many a minute. Together no
# more than the 1,800 an hour that Teams allows (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
CONVERSATION_BUDGET = (600, 20.0)
# Calls of every kind in one tenant, likewise: no more than 50 in any second (same page).
TENANT_BUDGET = (30, 1_200.0)
