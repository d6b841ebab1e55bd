"""What Slack can take, as a table of figures with their sources. Other platforms have a table of the same shape.

Blocks, elements and views: docs.slack.dev/reference/block-kit and docs.slack.dev/reference/views. Rates:
docs.slack.dev/apis/web-api/rate-limits.
"""

from collections.abc import Mapping
from types import MappingProxyType

LIMITS: Mapping[str, int] = MappingProxyType(
    {
        "message_blocks": 50,
        # A message with more characters over all its blocks was refused with `msg_blocks_too_long`; no page says so
        # (github.com/slackapi/bolt-js, issue 2509).
        "message_chars": 13_200,
        "view_blocks": 100,
        "view_bytes": 250 * 1024,
        # Our own choice: a rich text has no stated limit, and a section with text holds this much.
        "text_chars": 3_000,
        "header_chars": 150,
        "button_chars": 75,
        "label_chars": 2_000,
        "value_chars": 2_000,
        "id_chars": 255,
        "actions": 25,
        "select_options": 100,
        "radio_options": 10,
        "option_chars": 75,
        "option_value_chars": 150,
        "title_chars": 24,
        "metadata_chars": 3_000,
        "input_chars": 3_000,
        # The text that notices and screen readers show.
        "fallback_chars": 300,
        # A signature is good for five minutes, before and after.
        "signature_s": 300,
        # A view opens within three seconds of the press.
        "trigger_s": 3,
        "request_bytes": 1024 * 1024,
    }
)

BUDGETS: Mapping[str, tuple[int, float]] = MappingProxyType(
    {
        # For each method: how many at once, and how many a minute from then on, in one workspace. Tier 3 is 50 a
        # minute and tier 4 is 100; posting has a limit of its own of one a second in a channel.
        "chat.update": (30, 50.0),
        "chat.delete": (30, 50.0),
        "chat.postMessage": (60, 300.0),
        "chat.postEphemeral": (60, 100.0),
        "conversations.open": (30, 50.0),
        "conversations.history": (30, 50.0),
        "conversations.members": (60, 100.0),
        # A committee is set up with up to a hundred people at once.
        "users.info": (110, 100.0),
        "users.conversations": (20, 50.0),
        "views.publish": (60, 100.0),
        "views.open": (60, 100.0),
        "views.push": (60, 100.0),
        "views.update": (60, 100.0),
    }
)
CHANNEL_BUDGET = (5, 60.0)
"""Messages that are posted or updated in one conversation: so many at once, then so many a minute."""
