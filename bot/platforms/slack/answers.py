"""What the one who acted sees at once: views that open, a short word that only they see.

Slack wants its acknowledgement within three seconds, and a view opened within three seconds of the press. So the first
is given when the turn is over, and calls to Slack are made beside it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.platforms.slack.client import Api, Done, Refused, Result, Unknown
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.sender import SlackChat
from bot.platforms.slack.texts import Json, fallback, parts, rich
from bot.platforms.slack.tokens import Token
from bot.platforms.slack.words import SlackWords
from bot.ports import RetryLater
from bot.reception import StoreGone

WORDS_AT_ONCE = 8
Later = Callable[[], Awaitable[None]]
_log = logging.getLogger(__name__)


class Answers:
    """Says things beside the acknowledgement."""

    def __init__(self, api: Api, chat: SlackChat) -> None:
        """Speak through `api`."""
        self._api, self._chat = api, chat
        self._under_way: set[asyncio.Task[object]] = set()
        self._conversations: dict[str, str] = {}
        # Words can wait a moment; acknowledgements and views that open cannot.
        self._words = asyncio.Semaphore(WORDS_AT_ONCE)

    def open(self, token: Token, heard: Heard, view: Json, words: SlackWords) -> None:
        """Open a view: on top of the one in which the button stood, else by itself."""
        self._begin(self._open(token, heard, view, words))

    def update(
        self, token: Token, heard: Heard, view_id: str, view: Json, seen: str = "", later: Later | None = None
    ) -> None:
        """Change a view that is open. With `seen` only when it is still that version; `later` as in `whisper`."""
        body: Json = {"view_id": view_id, "view": view, **({"hash": seen} if seen else {})}
        self._begin(self._update(token, heard, body, later))

    def open_and_fill(self, token: Token, heard: Heard, waiting: Json, fill: Callable[[], Awaitable[Json]]) -> None:
        """Open a view that says to wait, and change it into what `fill` gives once it is known."""
        self._begin(self._open_and_fill(token, heard, waiting, fill))

    def post(self, token: Token, heard: Heard, channel: str, message: Json) -> None:
        """Post a message that everybody in a conversation sees. Nothing is lost where it does not arrive."""
        self._begin(self._call(token, heard, "chat.postMessage", {"channel": channel, **message}))

    def home(self, token: Token, heard: Heard, view: Json) -> None:
        """Show somebody's home of the app."""
        self._begin(self._call(token, heard, "views.publish", {"user_id": heard.user, "view": view}))

    def whisper(self, token: Token, heard: Heard, text: str, later: Later | None = None) -> None:
        """Say a short word that only they see, where they acted. `later` is done where Slack does not take it now."""
        if text:
            self._begin(self._whisper(token, heard, text, later))

    async def said(self) -> None:
        """Wait until all that was begun is over."""
        while self._under_way:
            await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _whisper(self, token: Token, heard: Heard, text: str, later: Later | None) -> None:
        channel, result = heard.channel or await self._own(token, heard), None
        if channel:
            blocks = rich(parts("rich_text_section", (text,)))
            body = {"channel": channel, "user": heard.user, "text": fallback(text), "blocks": blocks}
            async with self._words:
                result = await self._call(token, heard, "chat.postEphemeral", body)
        await self._or(later, result)

    async def _update(self, token: Token, heard: Heard, body: Json, later: Later | None) -> None:
        await self._or(later, await self._call(token, heard, "views.update", body))

    async def _or(self, later: Later | None, result: Result | None) -> None:
        if later and not isinstance(result, Done):
            try:
                await later()
            except StoreGone as fault:
                _log.warning("not said", extra={"fault": type(fault).__name__})

    async def _open(self, token: Token, heard: Heard, view: Json, words: SlackWords) -> None:
        method = "views.push" if heard.view.get("type") == "modal" else "views.open"
        result = await self._call(token, heard, method, {"trigger_id": heard.trigger, "view": view})
        # A trigger that opened something already came twice; what it opened is before them.
        if isinstance(result, RetryLater | Unknown) or result == Refused("expired_trigger_id"):
            await self._whisper(token, heard, words.press_again, None)

    async def _open_and_fill(
        self, token: Token, heard: Heard, waiting: Json, fill: Callable[[], Awaitable[Json]]
    ) -> None:
        body = {"trigger_id": heard.trigger, "view": waiting}
        result = await self._api.call(heard.workspace, token.token, "views.open", body)
        if isinstance(result, Done):
            view_id = str(result.body["view"]["id"])
            await self._call(token, heard, "views.update", {"view_id": view_id, "view": await fill()})

    async def _own(self, token: Token, heard: Heard) -> str:
        known = self._conversations.get(heard.account)
        if known is None:
            found = await self._chat.conversation(heard.workspace, token.token, heard.user)
            if not isinstance(found, str):
                return ""
            known = self._conversations[heard.account] = found
        return known

    async def _call(self, token: Token, heard: Heard, method: str, body: Json) -> Result:
        result = await self._api.call(heard.workspace, token.token, method, body)
        if not isinstance(result, Done):
            code = result.error if isinstance(result, Refused) else type(result).__name__
            _log.warning("not shown", extra={"method": method, "code": code})
        return result

    def _begin(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
