"""What people do outside a screen: commands, shortcuts, App Home; and what Slack tells about the installation."""

from collections.abc import Mapping
from typing import Any

from bot.chats import Chats
from bot.platforms.slack.acts import Acts
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.forms import title_of
from bot.platforms.slack.home import home_view, overview_blocks
from bot.platforms.slack.limits import LIMITS
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.sender import NAME
from bot.platforms.slack.setting_up import SettingUp
from bot.platforms.slack.texts import Json, fallback
from bot.platforms.slack.tokens import Token, Tokens
from bot.platforms.slack.words import slack_words
from dialogs import commands, overview
from dialogs.commands import Command, Topic
from dialogs.content import Language
from dialogs.flows.from_message import from_message, nowhere
from dialogs.flows.view import View
from dialogs.model.ids import PersonId
from dialogs.wording import wording

PROPOSE, PROPOSE_MESSAGE = "propose", "propose_message"
REMOVED = frozenset({"app_uninstalled", "tokens_revoked"})
MOVED = frozenset({"member_joined_channel", "member_left_channel"})
# In App Home; what is older is in the minutes.
MOST_MEETINGS = 8


class Visits:
    """Everything that is no press on a screen."""

    def __init__(self, chats: Chats, acts: Acts, answers: Answers, tokens: Tokens, setting_up: SettingUp) -> None:
        """Ask `chats` and say it through `answers`."""
        self._chats, self._acts, self._answers, self._tokens = chats, acts, answers, tokens
        self._setting_up = setting_up

    async def who(self, heard: Heard) -> PersonId | None:
        """Give who did something, or None for whoever we do not know."""
        return await self._chats.who(NAME, heard.account)

    async def command(self, token: Token | None, heard: Heard) -> Json:
        """Answer `/med`, in the language in which it is used."""
        if token is None:
            return _private(slack_words(Language.DA).not_installed)
        asked = commands.read(heard.value, Language.DA)
        person = await self.who(heard)
        views = await self._views(person) if person else []
        if asked.topic is Topic.FOUND:
            self._setting_up.begin(token, heard, asked.language)
            return {}
        if asked.topic is Topic.LANGUAGE:
            return await self._speak(heard, person, asked)
        if asked.topic is Topic.PROPOSAL and (found := from_message(views, asked.rest)):
            self._acts.propose(token, heard, found, asked.language)
            return {}
        words = wording(asked.language)
        cards = (nowhere(words),) if asked.topic is Topic.PROPOSAL else overview.answer(asked, views, words)
        blocks = overview_blocks(cards, views, slack_words(asked.language))[: LIMITS["message_blocks"]]
        return {**_private(title_of(cards[0])), "blocks": blocks}

    async def _speak(self, heard: Heard, person: PersonId | None, asked: Command) -> Json:
        """Change the language of the committee that meets here."""
        here = await self._chats.committee_here(NAME, f"{heard.workspace}/{heard.channel}")
        if person is None or here is None or not asked.rest:
            return _private(wording(asked.language).you_can_write)
        return _private((await self._chats.membership.speak(person, here, asked.rest)).text)

    async def shortcut(self, token: Token | None, heard: Heard) -> None:
        """Begin a proposal, with the text of a message where it was one."""
        if token is None or heard.kind not in {PROPOSE, PROPOSE_MESSAGE}:
            return
        person = await self.who(heard)
        found = from_message(await self._views(person) if person else [], heard.value)
        if found:
            self._acts.propose(token, heard, found, Language.DA)
        else:
            self._answers.whisper(token, heard, wording(Language.DA).no_meeting_to_propose_to)

    async def event(self, token: Token | None, heard: Heard, body: Mapping[str, Any]) -> None:
        """Take in what Slack tells."""
        if heard.kind in REMOVED:
            revoked = (body["event"].get("tokens") or {}).get("bot")
            if heard.kind == "app_uninstalled" or revoked:
                await self._tokens.remove(heard.workspace)
        elif heard.kind == "app_home_opened" and heard.value == "home" and token:
            person = await self.who(heard)
            views = await self._views(person) if person else []
            self._answers.home(token, heard, home_view(views[:MOST_MEETINGS]))
        elif heard.kind in MOVED and token and heard.user:
            if heard.user != token.bot_user:
                await self._setting_up.moved(token, heard, came=heard.kind == "member_joined_channel")
            elif heard.kind == "member_joined_channel":
                await self._setting_up.invite(token, heard)
        elif heard.kind == "message" and token and _is_word(body["event"]):
            self._answers.whisper(token, heard, slack_words("da").hello)

    async def _views(self, person: PersonId) -> list[View]:
        listed = await self._chats.meetings_of(person)
        found = [await self._chats.view(person, each.id) for each in listed[:MOST_MEETINGS]]
        return [view for view in found if view]


def _is_word(told: Mapping[str, Any]) -> bool:
    """Say whether somebody wrote to us directly; what was changed, deleted or sent by an app is none."""
    return told.get("channel_type") == "im" and not told.get("subtype") and not told.get("bot_id")


def _private(text: str) -> Json:
    # As JSON and escaped: Slack reads markup in the answer to a command.
    return {"response_type": "ephemeral", "text": fallback(text)}
