"""What Slack sent, as values: who did what where, and a key that is the same however often it is sent.

The key of a press, a command and a shortcut is its trigger, which belongs to one press. A form that is sent is known
by its view, the version of that view and what stood in it: sent again because the first answer never came, it is the
same; after an answer that changed the view it is another. An event has an id of its own.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yarl import query_to_pairs

from bot.platforms.slack.forms import read_values
from bot.platforms.slack.texts import short_digest

Body = Mapping[str, Any]
_MENTION = re.compile(r"<([!@#]?)([^<>|]*)(?:\|([^<>]*))?>")


class Malformed(ValueError):
    """Slack sent something that it does not send."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who did something, and where.

    Attributes:
        workspace: the workspace that the app is installed in, or the organisation where it is installed for all of it.
        user: the id of the one who did it.
        trigger: what opens one view within three seconds, or nothing.
        key: see above.
        channel: where it happened, if in a conversation.
        view: the view it happened in, if in one.
        kind: the first part of a button's `action_id`, the `callback_id` of a view or shortcut, or a command.
        value: what the button carries; what was typed after a command; the text of a message.
        fields: what stood in a form.
    """

    workspace: str
    user: str
    trigger: str
    key: str
    kind: str = ""
    value: str = ""
    channel: str = ""
    view: Body = field(default_factory=dict)
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def account(self) -> str:
        """Give the account of the one who did it."""
        return f"{self.workspace}/{self.user}"


def read_body(raw: bytes, content_type: str) -> dict[str, Any]:
    """Read what a request holds: JSON, fields, or JSON in the field `payload`.

    Raises:
        Malformed: when it is none of them.
    """
    try:
        text = raw.decode()
        if not content_type.startswith("application/json"):
            # Bolt would read them with Python's own, which takes eight times as long.
            fields = dict(query_to_pairs(text))
            if "payload" not in fields:
                return fields
            text = fields["payload"]
        found = json.loads(text)
    except (ValueError, RecursionError) as fault:
        raise Malformed(type(fault).__name__) from None
    if not isinstance(found, dict):
        raise Malformed(type(found).__name__)
    return found


def press(workspace: str, body: Body) -> Heard:
    """Read a press on a button, or a choice from a list, in a message, a modal or App Home.

    Raises:
        Malformed: when it is none.
    """
    try:
        action = body["actions"][0]
        kind = action["action_id"].partition(":")[0]
        chosen = action.get("selected_option") or {}
        value = str(chosen.get("value") or action.get("value") or "")
        view = body.get("view") or {}
        user = body["user"]["id"]
        trigger = str(body.get("trigger_id", ""))
        key = _key(workspace, user, trigger, action["action_id"], str(action.get("action_ts", "")), value)
        channel = str((body.get("channel") or {}).get("id", ""))
        # The fields of a view matter only where the view itself is drawn anew.
        fields = read_values(view) if kind == "more" else {}
        return Heard(workspace, user, trigger, key, kind, value, channel, view, fields)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as fault:
        raise Malformed(type(fault).__name__) from None


def submission(workspace: str, body: Body) -> Heard:
    """Read a form that was sent.

    Raises:
        Malformed: when it is none.
    """
    try:
        view = body["view"]
        user, fields = body["user"]["id"], read_values(view)
        state = json.dumps([view["private_metadata"], fields], sort_keys=True)
        key = _key(workspace, user, view["id"], view.get("hash", ""), state)
        trigger = str(body.get("trigger_id", ""))
        return Heard(workspace, user, trigger, key, view["callback_id"], view["private_metadata"], "", view, fields)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise Malformed(type(fault).__name__) from None


def command(workspace: str, body: Body) -> Heard:
    """Read a command with what was typed after it.

    Raises:
        Malformed: when it is none.
    """
    try:
        user, trigger = body["user_id"], str(body.get("trigger_id", ""))
        key = _key(workspace, user, trigger, body["command"])
        return Heard(workspace, user, trigger, key, body["command"], body.get("text") or "", body["channel_id"])
    except (AttributeError, KeyError, TypeError) as fault:
        raise Malformed(type(fault).__name__) from None


def shortcut(workspace: str, body: Body) -> Heard:
    """Read a shortcut: a global one, or one on a message, whose text comes along.

    Raises:
        Malformed: when it is none.
    """
    try:
        user, trigger = body["user"]["id"], str(body.get("trigger_id", ""))
        text = readable(str((body.get("message") or {}).get("text") or ""))
        key = _key(workspace, user, trigger, body["callback_id"])
        return Heard(workspace, user, trigger, key, body["callback_id"], text)
    except (AttributeError, KeyError, TypeError) as fault:
        raise Malformed(type(fault).__name__) from None


def event(workspace: str, body: Body) -> Heard:
    """Read an event.

    Raises:
        Malformed: when it is none.
    """
    try:
        told = body["event"]
        user = told.get("user")
        user = user if isinstance(user, str) else ""
        channel = told.get("channel")
        channel = channel if isinstance(channel, str) else ""
        key = _key(workspace, str(body["event_id"]))
        return Heard(workspace, user, "", key, told["type"], str(told.get("tab") or ""), channel)
    except (AttributeError, KeyError, TypeError) as fault:
        raise Malformed(type(fault).__name__) from None


def readable(text: str) -> str:
    """Give the text of a message as people read it: Slack's own marks resolved once, entities decoded once."""

    def named(found: re.Match[str]) -> str:
        kind, what, label = found.groups()
        if kind:
            return f"{'#' if kind == '#' else '@'}{label or what.partition('^')[0]}"
        return str(label or what).removeprefix("mailto:")

    # Slack encodes these three characters and no others.
    return _MENTION.sub(named, text).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _key(workspace: str, user_or_id: str, *rest: str) -> str:
    return f"slack/{workspace}/{user_or_id}/{short_digest(json.dumps(rest))}"
