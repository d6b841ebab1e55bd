"""A house that serves, beside a Slack on this machine in which Marianne, Kasper, Ole, Sanne and Lars are."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.platforms.slack.sender import account_of, conversation_of
from bot.platforms.slack.wiring import SlackSide
from dialogs.model.ids import PersonId
from dialogs.outbound import Place
from storage.chats import Account, Room, keep_account, keep_room
from tests.fakes.house import Fake, settings_in, wire, with_meeting
from tests.fakes.http import Phones, Reply, serving
from tests.fakes.slack.hands import Hands, Sent, typed
from tests.fakes.slack.server import TEAM, TOKEN, Channel, FakeSlack, View, serving_slack
from tests.rehearsal.slack_pages import lines_of

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
USERS = {"marianne": "UM", "kasper": "UK", "ole": "UO", "sanne": "US", "lars": "UL"}


def side(fake: Fake) -> SlackSide:
    """Give the Slack of a house."""
    found = fake.house.edges["slack"]
    assert isinstance(found, SlackSide)
    return found


class Hourglass:
    """The time that triggers are measured by; it stands until it is turned."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class Office:
    """The house, Slack, and everybody's hands."""

    fake: Fake
    slack: FakeSlack
    phones: Phones
    hands: Hands
    time: Hourglass

    async def send(self, sent: Sent) -> Reply:
        """Send something as Slack does, and wait until all that follows was said."""
        reply = await self.phones.post("/slack/events", sent.body, sent.headers)
        await self.answered()
        return reply

    async def answered(self) -> None:
        await side(self.fake).answers.said()

    async def show(self) -> None:
        """Let every screen be brought up to date, and every post go out."""
        await self.fake.house.ticker.deliver()
        await self.fake.house.live.settle()

    def direct(self, who: str) -> Channel:
        channel = self.slack.direct(USERS[who])
        assert channel
        return channel

    def read(self, channel: Channel) -> str:
        return "\n".join(line for each in channel.messages.values() for line in lines_of(each["blocks"]))

    def button(self, channel: Channel | View, label: str) -> tuple[dict[str, Any], str]:
        """Give a button as it stands somewhere, and its block."""
        shown = [channel.json] if isinstance(channel, View) else channel.messages.values()
        for message in shown:
            for block in message["blocks"]:
                for each in block["elements"] if block["type"] == "actions" else ():
                    if each.get("text", {}).get("text") == label:
                        acted = {name: each[name] for name in ("action_id", "type", "text", "value") if name in each}
                        return acted, block["block_id"]
        raise AssertionError(f"{label} is not there")

    async def presses(self, who: str, label: str, where: View | None = None) -> Reply:
        place = where or self.direct(who)
        return await self.send(self.hands.press(USERS[who], place, *self.button(place, label)))

    async def opens(self, who: str, label: str, where: View | None = None) -> View:
        await self.presses(who, label, where)
        view = self.slack.open_view(USERS[who])
        assert view
        return view

    def fill(self, view: View, **values: str) -> None:
        for block in view.json["blocks"]:
            if block.get("block_id", "") in values:
                view.state[block["block_id"]] = typed(block["element"], [values[block["block_id"]]])

    async def submits(self, view: View, **values: str) -> Reply:
        self.fill(view, **values)
        return await self.send(self.hands.submit(view))

    def whispered(self, who: str) -> list[str]:
        """Give what somebody was told so that only they saw it."""
        return ["\n".join(lines_of(body["blocks"])) for user, _, body in self.slack.whispers if user == USERS[who]]


def slack_settings(api_url: str, **more: object) -> Mapping[str, Any]:
    return {"slack_api_url": api_url, "slack_bot_token": TOKEN, "slack_signing_secret": SECRET, **more}


async def move_in(fake: Fake, slack: FakeSlack) -> None:
    """Put people and the committee's channels where they are."""
    for person, user in USERS.items():
        slack.add_user(user, person)
    committee = (await fake.state()).committee.id
    for place, channel in ((Place.ROOM, "C1"), (Place.ORGANISATION, "C2")):
        slack.add_channel(channel, *USERS.values())
        room = Room(committee, place, "slack", conversation_of(TEAM, channel), {"workspace": TEAM, "channel": channel})
        await fake.house.store.write(lambda conn, room=room: keep_room(conn, room))
    for person, user in USERS.items():
        account = Account("slack", account_of(TEAM, user), PersonId(person))
        await fake.house.store.write(lambda conn, account=account: keep_account(conn, account))


@asynccontextmanager
async def opened_office(folder: Path, **more: object) -> AsyncIterator[Office]:
    """Open the house and a Slack beside it; `more` are settings."""
    time = Hourglass()
    slack = FakeSlack(time)
    async with serving_slack(slack) as api_url:
        settings = settings_in(folder, **slack_settings(api_url, **more))
        fake = await with_meeting(wire(folder, settings=settings))
        await move_in(fake, slack)
        async with serving(fake) as phones:
            await fake.house.live.begin()
            await fake.house.live.settle()
            hands = Hands(slack, SECRET, int(fake.wall.now().timestamp()))
            yield Office(fake, slack, phones, hands, time)
    assert slack.faults == []


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with opened_office(tmp_path) as made:
        yield made
