"""What is said beside the acknowledgement: in what order, and what becomes of it when Slack does not take it."""

import asyncio
from typing import cast

from bot.platforms.slack.answers import WORDS_AT_ONCE, Answers
from bot.platforms.slack.client import Api, Done, Result
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.sender import SlackChat
from bot.platforms.slack.texts import Json
from bot.platforms.slack.tokens import Token

TOKEN = Token("T1", "xoxb")
HEARD = Heard("T1", "U1", "trigger", "key", channel="D1")


class Held:
    """A Slack that answers nothing until it may."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.may, self.opens = asyncio.Event(), asyncio.Event()

    async def call(self, workspace: str, token: str, method: str, body: Json, channel: str = "") -> Result:
        self.called.append(method)
        if method == "views.open":
            self.opens.set()
        await self.may.wait()
        return Done({})


async def test_a_crowds_words_go_out_a_few_at_a_time_and_hold_up_no_view():
    slack = Held()
    answers = Answers(cast(Api, slack), cast(SlackChat, None))
    for _ in range(3 * WORDS_AT_ONCE):
        answers.whisper(TOKEN, HEARD, "Gemt")
    answers.open(TOKEN, HEARD, {})
    await slack.opens.wait()
    assert slack.called.count("chat.postEphemeral") == WORDS_AT_ONCE
    slack.may.set()
    await answers.said()
    assert slack.called.count("chat.postEphemeral") == 3 * WORDS_AT_ONCE
