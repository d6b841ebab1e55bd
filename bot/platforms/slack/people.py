"""Who is in a conversation, and which channels there are to choose from: what Slack has to be asked for."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.founding import Where
from bot.platforms.slack.client import Api, Done
from bot.platforms.slack.sender import NAME, account_of, conversation_of
from bot.platforms.slack.tokens import Token
from bot.ports import Reference
from dialogs.flows.roster import Account

# One more than a committee can be set up with, so that it is known when there are too many.
MOST_PEOPLE = 101
MOST_CHANNELS = 99
MOST_REMEMBERED = 2_000
# As many as Slack gives at once.
MOST_IN_A_PAGE = 1_000


class People:
    """Asks Slack, and remembers names for as long as the program runs."""

    def __init__(self, api: Api) -> None:
        """Ask through `api`."""
        self._api = api
        self._known: dict[str, Account | None] = {}

    async def where(self, workspace: str, token: Token, channel: str) -> Where | None:
        """Give a conversation with who is in it, or None where Slack does not tell."""
        people = await self.in_channel(workspace, token, channel)
        if people is None:
            return None
        reference = {"workspace": workspace, "channel": channel}
        channels = await self._channels(workspace, token, channel)
        return Where(NAME, conversation_of(workspace, channel), reference, people, channels)

    async def in_channel(self, workspace: str, token: Token, channel: str) -> tuple[Account, ...] | None:
        """Give the people in a conversation, without apps, or None where Slack does not tell."""
        body = {"channel": channel, "limit": MOST_PEOPLE + 9}
        result = await self._api.call(workspace, token.token, "conversations.members", body)
        if not isinstance(result, Done):
            return None
        members = [str(each) for each in result.body.get("members", ())][: MOST_PEOPLE + 9]
        found = await asyncio.gather(*(self.account(workspace, token, user) for user in members))
        return tuple(each for each in found if each)[:MOST_PEOPLE]

    async def is_in(self, workspace: str, token: Token, channel: str, user: str) -> bool | None:
        """Say whether somebody is in a conversation now, or None where Slack does not tell."""
        body = {"channel": channel, "limit": MOST_IN_A_PAGE}
        result = await self._api.call(workspace, token.token, "conversations.members", body)
        if not isinstance(result, Done):
            return None
        if user in result.body.get("members", ()):
            return True
        goes_on = (result.body.get("response_metadata") or {}).get("next_cursor")
        return None if goes_on else False

    async def account(self, workspace: str, token: Token, user: str) -> Account | None:
        """Give somebody's account; None for an app, for somebody who left, and where Slack does not tell."""
        ident = account_of(workspace, user)
        if ident not in self._known:
            result = await self._api.call(workspace, token.token, "users.info", {"user": user})
            if not isinstance(result, Done):
                return None
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            self._known[ident] = _account(ident, result.body.get("user") or {})
        return self._known[ident]

    async def _channels(self, workspace: str, token: Token, but: str) -> Mapping[str, tuple[str, Reference]]:
        """Give the channels that we may post in, for we are in them."""
        body = {"types": "public_channel,private_channel", "exclude_archived": True, "limit": MOST_CHANNELS + 1}
        result = await self._api.call(workspace, token.token, "users.conversations", body)
        channels = result.body.get("channels", ()) if isinstance(result, Done) else ()
        return {
            conversation_of(workspace, str(each["id"])): (
                f"#{each.get('name', '')}",
                {"workspace": workspace, "channel": str(each["id"])},
            )
            for each in channels[:MOST_CHANNELS]
            if each.get("id") != but
        }


def _account(ident: str, user: Mapping[str, Any]) -> Account | None:
    if user.get("is_bot") or user.get("deleted") or user.get("id") == "USLACKBOT":
        return None
    profile = user.get("profile") or {}
    name = str(profile.get("real_name") or user.get("real_name") or user.get("name") or "")
    return Account(ident, name, str(profile.get("title") or ""))
