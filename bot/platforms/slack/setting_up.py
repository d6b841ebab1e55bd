"""Setting a committee up in its channel, and keeping its list when people come and go."""

import asyncio
from collections.abc import Mapping

from bot.chats import Chats, Pressed
from bot.conversations import ACTIONS
from bot.founding import Where
from bot.platforms.slack.answers import Answers
from bot.platforms.slack.cards import card_blocks, reading_blocks
from bot.platforms.slack.forms import Carried, form_view, look_view, title_of
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.people import People
from bot.platforms.slack.replies import Reply
from bot.platforms.slack.sender import NAME, conversation_of
from bot.platforms.slack.texts import Json, fallback, parts, rich
from bot.platforms.slack.tokens import Token
from bot.platforms.slack.words import SlackWords, slack_words
from dialogs.cards import Card, Form
from dialogs.content import Language
from dialogs.flows import founding, membership
from dialogs.flows.founding_answers import Step
from dialogs.flows.roster import Account
from dialogs.flows.view import View
from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.outbound import Answer
from dialogs.wording import wording

LISTING = membership.ACTIONS
MOST_CONVERSATIONS = 50
NOWHERE = MeetingId("")
VIEW_PARTS = ("type", "callback_id", "title", "submit", "close", "private_metadata")
PATIENCE_S = 2.0
"""Slack gives up on a form after three seconds."""


def is_about_a_committee(what: Pressed) -> bool:
    """Say whether a press is about a committee as such, and stands in none of its meetings."""
    return not what.meeting and what.action in ACTIONS


class SettingUp:
    """Everything about who is in a committee."""

    def __init__(self, chats: Chats, people: People, answers: Answers) -> None:
        """Ask `people` and say it through `answers`."""
        self._chats, self._people, self._answers = chats, people, answers
        # Who was there when the forms began. After a restart, or on another server, Slack is asked again, which can
        # take longer than a form may.
        self._wheres: dict[str, Where] = {}
        self._asking: dict[str, asyncio.Task[Where | None]] = {}

    async def invite(self, token: Token, heard: Heard) -> None:
        """Offer to set a committee up in a channel that we were invited into, in Danish first."""
        if await self._chats.committee_here(NAME, conversation_of(heard.workspace, heard.channel)) is None:
            card = founding.invitation(wording(Language.DA))
            self._answers.post(token, heard, heard.channel, self._message(card))

    def begin(self, token: Token, heard: Heard, language: str = Language.DA) -> None:
        """Open the first form."""
        self.open(token, heard, Pressed(Step.OPEN, "", "", NOWHERE), language)

    def open(self, token: Token, heard: Heard, what: Pressed, language: str = Language.DA) -> None:
        """Open the form of a button. Slack has to be asked who is there, so a word to wait stands there first."""
        words = slack_words(language)
        waiting = look_view(words.answer_title, rich(parts("rich_text_section", (words.wait,))), words)

        async def first() -> Json:
            where = await self._ask(heard.workspace, token, heard.channel)
            if where is None:
                return look_view(words.answer_title, rich(parts("rich_text_section", (words.invite_me,))), words)
            found = await self._chats.conversations.open(where, what.action, what.on, language)
            return self._next(found, heard.channel, language)

        self._answers.open_and_fill(token, heard, waiting, first)

    async def submit(
        self, token: Token, heard: Heard, person: PersonId | None, carried: Carried, what: Pressed
    ) -> Reply:
        """Take a form, and give the next where there is one."""
        channel, _, language = what.seen.partition("/")
        words, where = slack_words(language), await self._where(heard.workspace, token, channel)
        if where is None:
            return _once_more(heard, words)
        if heard.account not in {each.id for each in where.people}:
            return Reply({"response_action": "clear"}, "not_a_member")
        fields = {**heard.fields, **carried.hidden(heard.fields)}
        found = await self._chats.conversations.take(where, person, what.action, what.on, fields, language)
        if isinstance(found, Form) or not found.refused:
            if isinstance(found, Answer) and found.card:
                self._answers.post(token, heard, channel, self._message(found.card))
            return Reply({"response_action": "update", "view": self._next(found, channel, language)})
        blocks = {block["block_id"] for block in heard.view["blocks"] if "block_id" in block}
        if found.field in blocks and not found.confirm:
            return Reply({"response_action": "errors", "errors": {found.field: found.text}}, found.refused)
        gone = look_view(words.answer_title, rich(parts("rich_text_section", (found.text,))), words)
        return Reply({"response_action": "update", "view": gone}, found.refused)

    async def list_form(self, token: Token, heard: Heard, view: View, what: Pressed) -> Form | None:
        """Give the form behind a question about who is in a committee."""
        committee = view.meeting.committee.id
        people = await self._there(heard.workspace, token, committee)
        return await self._chats.membership.form(NAME, committee, what.action, what.on, people)

    async def list_answer(
        self, token: Token, heard: Heard, person: PersonId, committee: CommitteeId, what: Pressed,
        fields: Mapping[str, tuple[str, ...]],
    ) -> Answer:  # fmt: skip
        """Take the answer to a question about who is in a committee."""
        people = await self._there(heard.workspace, token, committee)
        return await self._chats.membership.answer(NAME, person, committee, what.action, what.on, fields, people)

    async def moved(self, token: Token, heard: Heard, *, came: bool) -> None:
        """Ask about somebody who came into a committee's channel, or left it."""
        # Slack tells late, twice and in any order, so who is there now counts. Where it does not say, we ask.
        if await self._people.is_in(heard.workspace, token, heard.channel, heard.user) is (not came):
            return
        account = await self._people.account(heard.workspace, token, heard.user)
        if account is None:
            return
        here = conversation_of(heard.workspace, heard.channel)
        both = ((account,), ()) if came else ((), (account,))
        for post in await self._chats.membership.changed(NAME, here, *both):
            self._answers.post(token, heard, heard.channel, self._message(post.card))

    async def _there(self, workspace: str, token: Token, committee: CommitteeId) -> tuple[Account, ...]:
        room = await self._chats.room_of(NAME, committee)
        found = await self._people.in_channel(workspace, token, str(room["channel"])) if room else None
        return found or ()

    def _next(self, found: Form | Answer, channel: str, language: str) -> Json:
        words = slack_words(language)
        if isinstance(found, Form):
            carried = Carried(Pressed(found.action, found.on, f"{channel}/{language}", NOWHERE).text())
            title = wording(language).found_title if found.action in set(Step) else ""
            return form_view(found, carried, words, title=title)
        if found.card:
            return look_view(title_of(found.card), reading_blocks(found.card), words)
        return look_view(words.answer_title, rich(parts("rich_text_section", (found.text,))), words)

    def _message(self, card: Card) -> Json:
        def carry(action: str, on: str, seen: str) -> str:
            return Pressed(action, on, seen, NOWHERE).text()

        return {"text": fallback(title_of(card)), "blocks": card_blocks(card, carry, slack_words(Language.DA))}

    async def _where(self, workspace: str, token: Token, channel: str) -> Where | None:
        """Give who is there, or None while Slack has not told: it is asked on, so that the next form finds it."""
        if channel in self._wheres:
            return self._wheres[channel]
        asking = self._asking.get(channel)
        if asking is None:
            asking = self._asking[channel] = asyncio.create_task(self._ask(workspace, token, channel))
            asking.add_done_callback(lambda _: self._asking.pop(channel, None))
        done, _ = await asyncio.wait({asking}, timeout=PATIENCE_S)
        return asking.result() if done else None

    async def _ask(self, workspace: str, token: Token, channel: str) -> Where | None:
        where = await self._people.where(workspace, token, channel)
        if where:
            self._remember(channel, where)
        return where

    def _remember(self, channel: str, where: Where) -> None:
        while len(self._wheres) >= MOST_CONVERSATIONS:
            self._wheres.pop(next(iter(self._wheres)))
        self._wheres[channel] = where


def _once_more(heard: Heard, words: SlackWords) -> Reply:
    """Ask to send a form again; everything that was typed stays in it."""
    block = next((block["block_id"] for block in heard.view["blocks"] if block["type"] == "input"), "")
    if block:
        return Reply({"response_action": "errors", "errors": {block: words.ask_again}}, "not_now")
    again = {name: heard.view[name] for name in VIEW_PARTS if name in heard.view}
    blocks = [*rich(parts("rich_text_quote", (words.ask_again,), bold=True)), *heard.view["blocks"]]
    return Reply({"response_action": "update", "view": {**again, "blocks": blocks}}, "not_now")
