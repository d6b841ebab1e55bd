"""Socket Mode: for installations that cannot be reached from outside. What Slack sends comes by a socket we open."""

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler

from bot.platforms.slack.app import Slack


class Socket:
    """The open socket."""

    def __init__(self, slack: Slack, app_token: str) -> None:
        """Listen for `slack`; make it in the event loop that will run it."""
        self._handler = AsyncSocketModeHandler(slack.bolt, app_token)

    async def open(self) -> None:
        """Connect. It connects again by itself when the connection breaks."""
        await self._handler.connect_async()  # type: ignore[no-untyped-call]

    async def close(self) -> None:
        """Disconnect for good."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]
