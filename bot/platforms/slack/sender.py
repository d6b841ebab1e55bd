"""Slack as a chat: screens that stand and are changed in place, and posts that stay.

Every message carries metadata that only apps see: of a screen its meeting and slot, of a post a digest of its key. By
that a message is found again when nobody knows whether it arrived.
"""

from dataclasses import replace
from typing import Any

from bot.chats import Pressed
from bot.platforms.slack.cards import card_blocks, messages, post
from bot.platforms.slack.client import GONE, SOON, Api, Done, Refused, Result, Unknown, given_up
from bot.platforms.slack.texts import Json, parts, rich, short_digest
from bot.platforms.slack.tokens import Tokens
from bot.platforms.slack.words import slack_words
from bot.ports import Delivery, GiveUp, Put, RetryLater, Screen, Surface
from dialogs.cards import Line, Said
from dialogs.screens import Head

NAME = "slack"
SCREEN, POST = "medmakker_screen", "medmakker_post"
LOOK_BACK = 100
# The message that stood there is gone or cannot be changed: a new one takes its place.
NO_MESSAGE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed", "invalid_ts"})
NOT_THERE = frozenset({"message_not_found", "channel_not_found", "invalid_ts"})
Where = tuple[str, str, str]
"""A workspace, our token in it, and a conversation."""


def account_of(workspace: str, user: str) -> str:
    """Give what tells an account apart in all workspaces."""
    return f"{workspace}/{user}"


def conversation_of(workspace: str, channel: str) -> str:
    """Give what tells a conversation apart in all workspaces."""
    return f"{workspace}/{channel}"


class SlackChat:
    """Shows screens and sends posts."""

    def __init__(self, api: Api, tokens: Tokens) -> None:
        """Speak through `api` with `tokens`."""
        self._api, self._tokens = api, tokens
        # What nobody knows the end of. After a start the database says so of posts, and the claim of screens.
        self._uncertain: set[tuple[str, str]] = set()

    def pack(self, screen: Screen) -> list[dict[str, Any]]:
        """Give the messages that show a screen, one for each slot."""
        words = slack_words(screen.language)

        def carry(action: str, on: str, seen: str) -> str:
            return Pressed(action, on, seen, screen.meeting).text()

        drawn = (card_blocks(card, carry, words) for card in screen.cards)
        found = messages(screen.head.title, head_blocks(screen.head), drawn)
        payloads = ({"meeting": screen.meeting, "slot": slot} for slot in range(len(found)))
        return [
            {**message, "metadata": {"event_type": SCREEN, "event_payload": payload}}
            for message, payload in zip(found, payloads, strict=True)
        ]

    async def put(self, where: Surface, message: dict[str, Any], standing: str | None) -> Put | RetryLater | GiveUp:
        """Change the message `standing` into this one; post it anew where there is none, or none any more."""
        place = await self._place(where)
        if not isinstance(place, tuple):
            return place
        if standing:
            workspace, token, channel = place
            body = {"channel": channel, "ts": standing, **message}
            result = await self._api.call(workspace, token, "chat.update", body, channel)
            if isinstance(result, Done):
                return Put(standing, _new_reference(where, place))
            if not (isinstance(result, Refused) and result.error in NO_MESSAGE):
                # The same change again does no harm, so what is unknown is simply done again.
                return await self._ended(workspace, result)
        return await self._post(where, place, message)

    async def remove(self, where: Surface, standing: str) -> RetryLater | GiveUp | None:
        """Take a message away. One that is gone already is no fault."""
        place = await self._place(where)
        if not isinstance(place, tuple):
            return place
        workspace, token, channel = place
        result = await self._api.call(workspace, token, "chat.delete", {"channel": channel, "ts": standing}, channel)
        if isinstance(result, Done) or (isinstance(result, Refused) and result.error in NOT_THERE):
            return None
        return await self._ended(workspace, result)

    async def send(self, where: Surface, delivery: Delivery) -> Put | RetryLater | GiveUp:
        """Post a message that stays. With `tried_before`, look whether it stands already before posting it again."""
        place = await self._place(where)
        if not isinstance(place, tuple):
            return place
        payload = {"meeting": delivery.meeting, "key": short_digest(delivery.dedupe_key)}

        def carry(action: str, on: str, seen: str) -> str:
            return Pressed(action, on, seen, delivery.meeting).text()

        drawn = post(delivery.card, carry, slack_words("da"))
        message = {**drawn, "metadata": {"event_type": POST, "event_payload": payload}}
        return await self._post(where, place, message, tried_before=delivery.tried_before)

    async def conversation(self, workspace: str, token: str, user: str) -> str | RetryLater | GiveUp:
        """Give our conversation with somebody, made where there is none."""
        result = await self._api.call(workspace, token, "conversations.open", {"users": user})
        if isinstance(result, Done):
            return str(result.body["channel"]["id"])
        return await self._ended(workspace, result)

    async def _place(self, where: Surface) -> Where | RetryLater | GiveUp:
        reference = where.reference or {}
        workspace, _, user = where.account.partition("/")
        workspace = str(reference.get("workspace", workspace))
        token = await self._tokens.of(workspace)
        if token is None:
            return GiveUp("not_installed")
        if "channel" in reference:
            return workspace, token.token, str(reference["channel"])
        channel = await self.conversation(workspace, token.token, user)
        return (workspace, token.token, channel) if isinstance(channel, str) else channel

    async def _post(
        self, where: Surface, place: Where, message: Json, *, tried_before: bool = False
    ) -> Put | RetryLater | GiveUp:
        workspace, token, channel = place
        mark = (channel, str(message["metadata"]["event_payload"]))
        if tried_before or mark in self._uncertain:
            found = await self._look_for(place, message["metadata"])
            if isinstance(found, RetryLater):
                return replace(found, uncertain=True)
            if isinstance(found, GiveUp):
                return found
            self._uncertain.discard(mark)
            if found:
                return Put(found, _new_reference(where, place))
        body = {"channel": channel, "unfurl_links": False, "unfurl_media": False, **message}
        result = await self._api.call(workspace, token, "chat.postMessage", body, channel)
        if isinstance(result, Done):
            return Put(str(result.body["ts"]), _new_reference(where, place))
        if isinstance(result, Unknown):
            self._uncertain.add(mark)
            return RetryLater(SOON, uncertain=True)
        return await self._ended(workspace, result)

    async def _look_for(self, place: Where, metadata: Json) -> str | RetryLater | GiveUp | None:
        """Give the message of ours with this metadata, or None when it surely does not stand there."""
        workspace, token, channel = place
        body = {"channel": channel, "limit": LOOK_BACK, "include_all_metadata": True}
        result = await self._api.call(workspace, token, "conversations.history", body)
        if isinstance(result, Refused):
            # Nobody can tell, and twice would be worse than a word to those who can look.
            return GiveUp("uncertain")
        if not isinstance(result, Done):
            return await self._ended(workspace, result)
        return next((str(each["ts"]) for each in result.body["messages"] if each.get("metadata") == metadata), None)

    async def _ended(self, workspace: str, result: Result) -> RetryLater | GiveUp:
        match result:
            case RetryLater():
                return result
            case Refused(error):
                if error in GONE:
                    await self._tokens.remove(workspace)
                return given_up(result)
            case _:
                return RetryLater(SOON)


def head_blocks(head: Head) -> list[Json]:
    """Give the head of a screen: which phase, until when, and whose meeting it is."""
    line: Line = tuple(
        piece
        for piece in (head.phase, " – " if head.phase and head.until else "", head.until, " · ", Said(head.committee))
        if not isinstance(piece, str) or piece
    )
    return rich(parts("rich_text_section", line if head.phase or head.until else line[1:], bold=True))


def _new_reference(where: Surface, place: Where) -> Json | None:
    return None if where.reference else {"workspace": place[0], "channel": place[2]}
