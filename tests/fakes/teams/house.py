"""A house that is set up for a Teams of our own, with the people of the demonstration in it."""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap import application
from bot.clock import WallClock
from bot.platforms.teams.app import Options, make_teams
from dialogs.model.ids import PersonId
from dialogs.outbound import Place
from storage.chats import Account, Room, keep_account, keep_room
from tests.fakes.house import EVERYBODY, Fake, wire, with_meeting
from tests.fakes.teams.cloud import APP_ID, SECRET, TENANT, Cloud
from tests.fakes.teams.rules import Json, answer_faults

ROOM, ORGANISATION = "19:committee@thread.v2", "19:everybody@thread.tacv2"


@dataclass
class Answered:
    """What came back to Teams."""

    status: int
    body: Json
    refused: str

    @property
    def card(self) -> Json:
        """Give the card of the window that opened, or the card that took another's place."""
        found = self.body["value"] if "value" in self.body else self.body["task"]["value"]["card"]["content"]
        assert isinstance(found, dict), found
        return found

    @property
    def says(self) -> str:
        return json.dumps(self.body, ensure_ascii=False)


@dataclass
class InTeams:
    """The house, the Teams around it, and what people there do."""

    cloud: Cloud
    fake: Fake
    client: TestClient

    async def post(self, activity: object, headers: Mapping[str, str] | None = None) -> Answered:
        """Send an activity, as it is or as bytes."""
        body = activity if isinstance(activity, bytes) else json.dumps(activity).encode()
        how = self.cloud.headers() if headers is None else headers
        async with self.client.post("/api/messages", data=BytesIO(body), headers=how) as got:
            raw = await got.read()
            is_json = got.content_type == "application/json"
            refused = got.headers.get("Medmakker-Refused", "")
            return Answered(got.status, json.loads(raw) if raw and is_json else {}, refused)

    async def invoke(self, who: str, name: str, value: Json, **more: Any) -> Answered:
        """Send an invoke and hold the answer against what Teams takes."""
        place = more.pop("place", None) or await self.own(who)
        answer = await self.post(self.cloud.activity(f"29:{who}", place, type="invoke", name=name, value=value, **more))
        assert list(answer_faults(answer.status, answer.body, name)) == [], name
        return answer

    async def says(self, who: str, text: str, **more: Any) -> Answered:
        """Write to the bot in one's own conversation."""
        place = await self.own(who)
        return await self.post(self.cloud.activity(f"29:{who}", place, type="message", text=text, **more))

    async def own(self, who: str) -> str:
        """Give somebody's own conversation with the bot, made where there was none."""
        ident = self.cloud.own.setdefault(f"29:{who}", f"a:{who}")
        self.cloud.add(ident, "personal", [{"id": f"29:{who}"}])
        return ident

    async def data(self, who: str, action: str, on: str | None = None) -> Json:
        """Give what the button carries that does this on somebody's screen, once it has been shown."""
        await self.fake.house.live.settle()
        for carried in self.buttons(self.cloud.own[f"29:{who}"]):
            what, about, *_ = json.loads(carried["mm"])
            if what == action and on in {None, about}:
                return carried
        raise AssertionError(f"{who} is not offered {action}")

    def buttons(self, conversation: str) -> list[Json]:
        """Give what every button in a conversation carries."""
        found: list[Json] = []
        waiting: list[Any] = [each for each in self.cloud.conversations[conversation].messages.values()]
        while waiting:
            part = waiting.pop()
            if isinstance(part, dict):
                found += [part["data"]] if "mm" in part.get("data", {}) else []
                waiting += part.values()
            elif isinstance(part, list):
                waiting += part
        return found

    async def presses(self, who: str, action: str, on: str | None = None, **more: Any) -> Answered:
        """Press a button in one's own conversation."""
        pressed = {"type": "Action.Execute", "verb": "press", "title": "-", "data": await self.data(who, action, on)}
        return await self.invoke(who, "adaptiveCard/action", {"action": pressed, "trigger": "manual"}, **more)

    async def opens(self, who: str, action: str, on: str | None = None) -> Answered:
        """Open a window."""
        return await self.invoke(who, "task/fetch", {"data": await self.data(who, action, on), "context": {}})

    async def sends(self, who: str, window: Answered, action: int = 0, **fields: str) -> Answered:
        """Send what is in a window, with some fields filled in."""
        inputs = [each for each in window.card["body"] if each["type"].startswith("Input.")]
        values = {each["id"]: each.get("value", "") for each in inputs}
        typed = {ident: fields[ident.partition(".")[2]] for ident in values if ident.partition(".")[2] in fields}
        assert len(typed) == len(fields), sorted(values)
        data = {**window.card["actions"][action]["data"], **values, **typed}
        return await self.invoke(who, "task/submit", {"data": data, "context": {}})

    def texts(self, conversation: str) -> str:
        """Give everything that stands in a conversation."""
        return json.dumps(list(self.cloud.conversations[conversation].messages.values()), ensure_ascii=False)


@asynccontextmanager
async def in_teams(folder: Path, **other: Any) -> AsyncIterator[InTeams]:
    """Serve a house to a Teams. Everybody of the demonstration has an account there, and the committee its group chat.

    `other` takes the place of what the settings would say.
    """
    async with Cloud() as cloud:
        usual = Options(
            app_id=APP_ID,
            tenants=(TENANT,),
            secret=SECRET,
            certificate=None,
            managed_identity=False,
            development=True,
            login=f"{cloud.address}/login",
            keys=f"{cloud.address}/v1/.well-known/openidconfiguration",
            service=cloud.service,
            rehearsal=True,
        )
        teams = make_teams(replace(usual, **other), WallClock())
        fake = await with_meeting(wire(folder, chats={"teams": teams.chat}))
        fake.house = replace(fake.house, edges={"teams": teams})
        cloud.add(ROOM, "groupChat", [{"id": f"29:{who}"} for who in EVERYBODY])
        cloud.add(ORGANISATION, "channel")
        committee = (await fake.state()).committee.id
        for who in EVERYBODY:
            account = Account("teams", f"29:{who}", PersonId(who))
            await fake.house.store.write(lambda conn, account=account: keep_account(conn, account))
        for place, ident in ((Place.ROOM, ROOM), (Place.ORGANISATION, ORGANISATION)):
            room = Room(committee, place, "teams", ident, cloud.reference(ident))
            await fake.house.store.write(lambda conn, room=room: keep_room(conn, room))
        async with TestClient(TestServer(application(fake.house))) as client:
            yield InTeams(cloud, fake, client)
        assert not cloud.faults, cloud.faults[:3]
