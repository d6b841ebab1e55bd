"""What Teams sent, as something that happened. The token was checked before anything here is read."""

import html
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from botbuilder.core import TurnContext
from botbuilder.schema import Activity

from bot.chats import Pressed
from bot.platforms.teams.cards import PRESSED
from bot.platforms.teams.forms import KEY
from bot.platforms.teams.tokens import tenants_of
from bot.ports import Reference

PLATFORM = "teams"
PERSONAL = "personal"
KEY_CHARS = 100
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Came:
    """Who sent an activity, and where it can be answered."""

    account: str
    name: str
    ident: str
    is_personal: bool
    reference: Reference
    team: str = ""

    def key(self, data: Mapping[str, Any]) -> str:
        """Give what is the same when the same thing arrives again.

        A window that we opened has a key of its own. What is pressed in a message has the activity's id.
        """
        given = data.get(KEY)
        stem = given if isinstance(given, str) and 0 < len(given) <= KEY_CHARS else self.ident[:KEY_CHARS]
        content = repr(sorted((name, str(value)) for name, value in data.items()))
        stem = f"{stem or secrets.token_urlsafe(12)}/{blake2b(content.encode(), digest_size=12).hexdigest()}"
        return f"teams/{blake2b(self.account.encode(), digest_size=12).hexdigest()}/{stem}"


def came(activity: Activity) -> Came:
    """Read who sent an activity and where."""
    sender, place = activity.from_property, activity.conversation
    raw = {"channelData": activity.channel_data, "conversation": dict(place.additional_properties) if place else {}}
    # In a channel the id goes on with the message that is answered; we speak to the channel.
    conversation = (place.id if place else "") or ""
    return Came(
        account=(sender.id if sender else "") or "",
        name=(sender.name if sender else "") or "",
        ident=activity.id or "",
        is_personal=bool(place and place.conversation_type == PERSONAL),
        reference={
            "serviceUrl": activity.service_url,
            "conversation": conversation.partition(";")[0],
            "bot": (activity.recipient.id if activity.recipient else "") or "",
            "tenant": next(iter(sorted(tenants_of(raw))), ""),
        },
        team=_team(activity.channel_data),
    )


def _team(channel_data: object) -> str:
    """Give the id of the team whose channel it is, or nothing."""
    team = channel_data.get("team") if isinstance(channel_data, Mapping) else None
    return str(team.get("id") or "") if isinstance(team, Mapping) else ""


def pressed_in(data: object) -> tuple[Pressed, Mapping[str, Any]] | None:
    """Give what a button carried, with everything that came along; None for what is no button of ours."""
    if not isinstance(data, Mapping):
        return None
    what = Pressed.read(str(data.get(PRESSED, "")))
    return (what, data) if what else None


def command(activity: Activity) -> str:
    """Give what somebody wrote to us, without our own name in front of it."""
    TurnContext.remove_recipient_mention(activity)
    return (activity.text or "").replace("\xa0", " ").strip()


def message_text(payload: object) -> str:
    """Give the text of a message that somebody chose, as they read it: without markup, entities decoded once."""
    body = getattr(payload, "body", None)
    content = getattr(body, "content", None) or ""
    if getattr(body, "content_type", None) == "text":
        return str(content).strip()
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", str(content)))).replace("\xa0", " ").strip()
