"""What people do outside a screen: commands, shortcuts, App Home; and what Slack tells about the installation."""

from collections.abc import Mapping
from typing import Any

from bot.chats import Chats
from bot.platforms.slack.acts import Acts, proposing
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.home import home_view
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.sender import NAME
from bot.platforms.slack.texts import Json, fallback
from bot.platforms.slack.tokens import Token, Tokens
from bot.platforms.slack.words import slack_words
from dialogs.cards import Form
from dialogs.flows.view import View
from dialogs.model.ids import PersonId

PROPOSE_WORDS = frozenset({"forslag", "foreslå", "proposal", "propose"})
PROPOSE, PROPOSE_MESSAGE = "propose", "propose_message"
REMOVED = frozenset({"app_uninstalled", "tokens_revoked"})
# In App Home; what is older is in the minutes.
MOST_MEETINGS = 8


class Visits:
    """Everything that is no press on a screen."""

    def __init__(self, chats: Chats, acts: Acts, answers: Answers, tokens: Tokens) -> None:
        """Ask `chats` and say it through `answers`."""
        self._chats, self._acts, self._answers, self._tokens = chats, acts, answers, tokens

    async def who(self, heard: Heard) -> PersonId | None:
        """Give who did something, or None for whoever we do not know."""
        return await self._chats.who(NAME, heard.account)

    async def command(self, token: Token, heard: Heard) -> Json:
        """Answer `/med`, in the language in which it is used."""
        word, _, text = heard.value.strip().partition(" ")
        words = slack_words("en" if word.lower() in {"proposal", "propose", "help"} else "da")
        if word.lower() not in PROPOSE_WORDS:
            return _private(words.help)
        if await self._propose(token, heard, text.strip()):
            return {}
        return _private(words.no_proposal)

    async def shortcut(self, token: Token, heard: Heard) -> None:
        """Begin a proposal, with the text of a message where it was one."""
        text = heard.value if heard.kind == PROPOSE_MESSAGE else ""
        if heard.kind in {PROPOSE, PROPOSE_MESSAGE} and not await self._propose(token, heard, text):
            self._answers.whisper(token, heard, slack_words("da").no_proposal)

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
        elif heard.kind == "message" and token and _is_word(body["event"]):
            self._answers.whisper(token, heard, slack_words("da").hello)

    async def _propose(self, token: Token, heard: Heard, text: str) -> bool:
        person = await self.who(heard)
        for view in await self._views(person) if person else []:
            form: Form | None = proposing(view)
            if form:
                self._acts.propose(token, heard, view, form, text)
                return True
        return False

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
