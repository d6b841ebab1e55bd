"""What is said beside the acknowledgement: in what order, and what becomes of it when Slack does not take it."""

import asyncio
from typing import cast

import pytest

from bot.platforms.slack.answers import WORDS_AT_ONCE, Answers
from bot.platforms.slack.client import Api, Done, Refused, Result
from bot.platforms.slack.parse import Heard
from bot.platforms.slack.sender import SlackChat
from bot.platforms.slack.texts import Json
from bot.platforms.slack.tokens import Token
from bot.platforms.slack.words import slack_words
from tests.bot.slack.conftest import Office
from tests.bot.slack.test_way_in import begin
from tests.fakes.slack.server import Failure

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
    answers.open(TOKEN, HEARD, {}, slack_words("da"))
    await slack.opens.wait()
    assert slack.called.count("chat.postEphemeral") == WORDS_AT_ONCE
    slack.may.set()
    await answers.said()
    assert slack.called.count("chat.postEphemeral") == 3 * WORDS_AT_ONCE


REFUSED_JUST_NOW = [
    Failure(status=429, retry_after="30"),
    Failure(status=503),
    Failure(drop=True),
    Failure(error="user_not_in_channel"),
    Failure(error="channel_not_found"),
]


@pytest.mark.parametrize("failure", REFUSED_JUST_NOW)
async def test_an_answer_that_slack_does_not_take_comes_as_a_message(office: Office, failure: Failure):
    await begin(office)
    view = await office.opens("ole", "Skriv bidraget")
    office.slack.fail("chat.postEphemeral", failure)
    await office.submits(view, text="Vi bruger AI til breve", kind="use")
    assert office.whispered("ole") == []
    await office.show()
    assert "Gemt." in office.read(office.direct("ole"))
    assert "Gemt." not in office.read(office.direct("sanne"))


async def test_an_answer_that_comes_as_a_message_comes_once_however_often_it_was_pressed(office: Office):
    place = office.direct("ole")
    await begin(office)
    value = f'["advance","","","{office.fake.id}",""]'
    sent = office.hands.press("UO", place, {"action_id": "press:x:1", "type": "button", "value": value})
    office.slack.fail("chat.postEphemeral", *[Failure(status=429, retry_after="30")] * 2)
    await office.send(sent)
    await office.send(sent)
    await office.show()
    assert office.read(place).count("Svar til dig") == 1


@pytest.mark.parametrize("failure", [*REFUSED_JUST_NOW[:3], Failure(error="expired_trigger_id")])
async def test_who_pressed_for_a_form_that_slack_does_not_open_is_asked_to_press_again(
    office: Office, failure: Failure
):
    await begin(office)
    office.slack.fail("views.open", failure)
    await office.presses("ole", "Skriv bidraget")
    assert office.whispered("ole") == ["Slack kunne ikke vise det lige nu. Tryk igen om lidt."]


async def test_a_press_that_comes_twice_is_told_nothing_of_it(office: Office):
    await begin(office)
    place = office.direct("ole")
    sent = office.hands.press("UO", place, *office.button(place, "Skriv bidraget"))
    for _ in range(2):
        await office.send(sent)
    assert office.whispered("ole") == []


async def test_with_the_database_gone_a_lost_answer_stays_lost_and_harms_nobody(office: Office):
    """The screen shows what was done; there is nowhere to keep the word."""
    answers = Answers(cast(Api, Refusing()), cast(SlackChat, None))
    await office.fake.house.store.close()

    async def later() -> None:
        await office.fake.house.store.write(lambda conn: None)

    answers.whisper(TOKEN, HEARD, "Gemt", later)
    await answers.said()


class Refusing:
    """A Slack that takes nothing."""

    async def call(self, workspace: str, token: str, method: str, body: Json, channel: str = "") -> Result:
        return Refused("user_not_in_channel")


async def test_an_answer_is_said_once_however_often_slack_sends_the_press(office: Office):
    place = office.direct("marianne")
    await begin(office)
    value = f'["next_card","","0","{office.fake.id}",""]'
    sent = office.hands.press("UM", place, {"action_id": "press:x:1", "type": "button", "value": value})
    first = await office.send(sent)
    assert office.whispered("marianne")[-1:] == ["Kortet er på skærmen."]
    told = len(office.whispered("marianne"))
    again = await office.send(sent)
    assert (again.status, again.text) == (first.status, first.text)
    assert len(office.whispered("marianne")) == told
