"""The channel `teams`: everybody sits in Microsoft Teams, and Teams is a strict one of our own on loopback.

Everybody has their own conversation with the bot; the committee meets in a group chat; the organisation has a channel.
Who comes in by the door does so with a telephone, and has the browser's page from then on.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import uuid4

import aiohttp

from tests.fakes.teams.cloud import Cloud
from tests.fakes.teams.rules import ADAPTIVE, answer_faults
from tests.rehearsal.browser import TIMEOUT, Browser
from tests.rehearsal.channel import ORGANISATION, ROOM, Reply, Request, WireFault, control
from tests.rehearsal.controls import Control, Pairs
from tests.rehearsal.pages import Page
from tests.rehearsal.script import Script
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.surroundings import Surroundings
from tests.rehearsal.teams_cards import Json, carried, controls_of, fields_of, filled, inputs_of, lines_of
from tests.rehearsal.wire import Wire

PLACES = {ROOM: "19:committee@thread.v2", ORGANISATION: "19:everybody@thread.tacv2"}
INVOKES = frozenset({"task/fetch", "task/submit", "adaptiveCard/action"})
LINES = 10


@asynccontextmanager
async def teams_around(script: Script, work: Path) -> AsyncIterator[Surroundings]:
    """Have a Teams there, in which nobody has spoken with the bot before."""
    async with Cloud() as cloud:
        accounts = settle_in(cloud, script, work)
        yield Surroundings(cloud.settings(), accounts, lambda ways, server: Teams(cloud, ways, server))


def settle_in(cloud: Cloud, script: Script, work: Path) -> Path:
    """Make the conversations of a committee, and write down who is who in them; gives the file."""
    people = {name: {"account": f"29:{name}", "reference": None} for name in script.people}
    cloud.add(PLACES[ROOM], "groupChat", [{"id": f"29:{name}"} for name in script.people])
    cloud.add(PLACES[ORGANISATION], "channel")
    rooms = {
        name: {"conversation": PLACES[place], "reference": cloud.reference(PLACES[place])}
        for name, place in (("meeting", ROOM), ("organisation", ORGANISATION))
    }
    accounts = work / "accounts.json"
    accounts.write_text(json.dumps({"teams": {"people": people, **rooms}}), encoding="utf-8")
    return accounts


class Teams:
    """Everybody in Teams at once."""

    def __init__(self, cloud: Cloud, ways: Ways, server: Server) -> None:
        """Open `ways` on `server` in `cloud`."""
        self.cloud, self.server = cloud, server
        self.wire = Wire({})
        self._ways, self._meeting = ways, ways.meeting
        # Who has gone to another committee's meeting, and who came in by the door.
        self._elsewhere: dict[str, str] = {}
        self._browser = Browser(ways, server)
        self._at_door: set[str] = set()
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Teams":
        await self.reconnect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._browser.__aexit__(kind, fault, trace)
        await self._open.close()
        if self.cloud.faults and fault is None:
            raise WireFault("Teams was sent what it does not take: " + "; ".join(self.cloud.faults[:5]))

    async def reconnect(self) -> None:
        """Begin anew, without the connections of before."""
        if self._session is not None:
            await self._session.close()
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=TIMEOUT)
        await self._browser.reconnect()

    # --- What people have before them

    async def pages(self) -> dict[str, Page]:
        """Give what stands in everybody's conversation, and in the two that nobody owns."""
        found = {who: self._page(who) for who in (*self._ways.people, ROOM, ORGANISATION) if who not in self._at_door}
        if self._at_door:
            found |= {who: page for who, page in (await self._browser.pages()).items() if who in self._at_door}
        return found

    def _page(self, who: str) -> Page:
        place = self.cloud.conversations.get(PLACES.get(who) or self.cloud.own.get(f"29:{who}", ""))
        messages = list(place.heard().items()) if place else []
        posts = [(ident, activity) for ident, activity in messages if "channelData" in activity]
        screens = [(ident, activity) for ident, activity in messages if "channelData" not in activity]
        wanted = self._elsewhere.get(who, self._meeting)
        named = list(_by_meeting(screens))
        mine = [(ident, activity) for meeting, ident, activity in named if meeting == wanted]
        texts = tuple((ident, _text(activity)) for ident, activity in posts)
        how = {"by": who, "conversation": place.ident if place else ""}
        cards = [(json.dumps(_card(activity)), json.dumps({**how, "message": ident})) for ident, activity in mine]
        return Page(
            html=json.dumps([[_card(activity) for _, activity in mine], texts]),
            pieces=tuple(card for card, _ in cards),
            lines=tuple(line for card, _ in cards for line in lines_of(card)),
            controls=tuple(each for card, message in cards for each in controls_of(card, message)),
            messages=() if who == ORGANISATION else tuple(reversed([text for _, text in texts])),
            posts=texts if who == ORGANISATION else (),
            helped=(),
            meetings=tuple(dict.fromkeys(meeting for meeting, _, _ in named)),
        )

    async def page(self, who: str) -> Page:
        """Give what one person has before them now."""
        await self.control("settle", {})
        return await self._browser.page(who) if who in self._at_door else self._page(who)

    async def page_for(self, by: str, person: str, page: Page) -> Page | None:
        """Open the window in which `by` writes for `person`."""
        if by in self._at_door:
            return await self._browser.page_for(by, person, page)
        more = self._window(by, "window_more")
        first = more and (await self._asked(by, {**more, "name": "task/fetch"}))
        if not first or person not in [
            choice["value"] for each in inputs_of(first) for choice in each.get("choices", ())
        ]:
            return None
        (go_on,) = first["actions"]
        screen = await self._asked(by, {**more, "name": "task/submit", "data": {**go_on["data"], "c.person": person}})
        if screen is None:
            return None
        card = json.dumps(screen)
        controls = controls_of(card, json.dumps({"by": by, "window": True, "person": person}))
        return Page(card, (card,), lines_of(card), controls, (), (), ())

    def _window(self, by: str, action: str) -> Json | None:
        """Find a button that opens a window of the platform's own."""
        place = self.cloud.conversations.get(self.cloud.own.get(f"29:{by}", ""))
        for ident, activity in place.heard().items() if place else ():
            for block in _blocks(_card(activity)):
                for pressed in block.get("actions", ()):
                    if "mm" in pressed.get("data", {}):
                        what, _, _, meeting, _ = carried(pressed["data"])
                        if (what, meeting) == (action, self._elsewhere.get(by, self._meeting)):
                            assert place is not None
                            return {"data": pressed["data"], "conversation": place.ident, "message": ident}
        return None

    async def opened(self, by: str, control: Control) -> Control:
        """Open the window of a form. Buttons that are pressed are given as they are."""
        if by in self._at_door:
            return control
        how = json.loads(control.url)
        if not how["pressed"]["data"].get("opens"):
            return control
        card = await self._asked(by, {**how, "name": _name(how), "data": how["pressed"]["data"]})
        if card is None or not card.get("actions"):
            return control
        while len(card["actions"]) > 1 and _lines_of_one(card) < LINES:
            more = card["actions"][1]["data"]
            values = {each["id"]: each.get("value", "") for each in inputs_of(card)}
            fuller = await self._asked(by, {**how, "name": "task/submit", "data": {**more, **values}})
            assert fuller is not None
            card = fuller
        seen = carried(card["actions"][0]["data"])[2]
        url = json.dumps({**how, "card": card})
        return Control(control.action, control.on, seen, url, control.about, control.card, fields_of(card))

    async def _asked(self, by: str, how: Json) -> Json | None:
        """Ask for a window, and give its card where one is shown."""
        value: Json = {"data": how["data"], "context": {"theme": "default"}}
        request = self._invoke(by, how["name"], value, how.get("conversation", ""), how.get("message", ""))
        reply = await self._answered(request)
        return _window_card(json.loads(reply[0] or b"{}"))

    # --- What people do

    def request(
        self, by: str, person: str, control: Control, sent: Pairs, confirm: Mapping[str, str], *, offered: bool
    ) -> Request:
        """Give what Teams sends when somebody presses a button, or sends a form."""
        if by in self._at_door:
            return self._browser.request(by, person, control, sent, confirm, offered=offered)
        how = json.loads(control.url) if offered else {}
        meeting = self._elsewhere.get(by, self._meeting)
        pressed = json.dumps([control.action, control.on, control.seen, meeting, person], separators=(",", ":"))
        if "card" in how:
            data = {**how["card"]["actions"][0]["data"], **filled(how["card"], sent)}
        elif offered and not how["pressed"]["data"].get("opens"):
            data = how["pressed"]["data"]
        else:
            data = {"mm": pressed, **({"once": uuid4().hex, **filled({"body": []}, sent)} if sent else {})}
        if confirm:
            data = {**data, "confirm": dict(confirm)}
        if "card" in how or sent or how.get("window"):
            value: Json = {"data": data, "context": {"theme": "default"}}
            return self._invoke(by, "task/submit", value, how.get("conversation", ""), how.get("message", ""))
        action = {"type": "Action.Execute", "title": "-", "verb": "press", "data": data}
        value = {"action": action, "trigger": "manual"}
        return self._invoke(by, "adaptiveCard/action", value, how.get("conversation", ""), how.get("message", ""))

    def _invoke(self, by: str, name: str, value: Json, conversation: str, message: str) -> Request:
        place = conversation or self.cloud.own.get(f"29:{by}") or PLACES[ROOM]
        more = {"replyToId": message} if message else {}
        activity = self.cloud.activity(f"29:{by}", place, type="invoke", name=name, value=value, **more)
        body = json.dumps(activity, ensure_ascii=False).encode()
        return Request(by, f"{self.server.address}/api/messages", body, self.cloud.headers(), name)

    async def send(self, request: Request) -> Reply:
        """Send an activity.

        Raises:
            WireFault: when the answer is none that Teams takes.
        """
        if request.by in self._at_door:
            return await self._browser.send(request)
        raw, refused = await self._answered(request)
        return _reply(200, raw, json.loads(raw or b"{}"), refused)

    async def _answered(self, request: Request) -> tuple[bytes, str]:
        async with self._posted(request) as reply:
            raw, refused = await reply.read(), reply.headers.get("Medmakker-Refused", "")
            self.wire.sent(request.by, request.url, request.body, reply.status, raw.decode(errors="replace"))
            if reply.status != 200:
                raise WireFault(f"{reply.status} for {request.opens}\n{self.server.told()}")
        faults = list(answer_faults(200, json.loads(raw or b"{}"), request.opens))
        if faults:
            raise WireFault("\n".join(faults))
        return raw, refused

    async def post(self, request: Request) -> tuple[int, str, bytes]:
        """Send an activity and give status, content type and bytes of the answer, whatever they are."""
        if request.by in self._at_door:
            return await self._browser.post(request)
        async with self._posted(request) as reply:
            raw = await reply.read()
            self.wire.sent(request.by, request.url, request.body, reply.status, raw.decode(errors="replace"))
            return reply.status, reply.content_type, raw

    def _posted(self, request: Request) -> Any:
        return self._open.post(request.url, data=request.body, headers=request.headers, allow_redirects=False)

    async def ask_in(self, who: str, name: str) -> Reply:
        """Come in by the door, with a telephone."""
        self._browser.wire.at, self._browser.wire.step = self.wire.at, self.wire.step
        reply = await self._browser.ask_in(who, name)
        if not reply.refused:
            self._at_door.add(who)
        return reply

    async def go_to(self, who: str, committee: str, page: Page) -> bool:
        """Look at the card of another committee's meeting."""
        if who in self._at_door:
            return await self._browser.go_to(who, committee, page)
        place = self.cloud.conversations[self.cloud.own[f"29:{who}"]]
        screens = [(ident, each) for ident, each in place.heard().items() if "channelData" not in each]
        for meeting, _, activity in _by_meeting(screens):
            if any(committee in line.text for line in lines_of(json.dumps(_card(activity)))[:2]):
                self._elsewhere[who] = meeting
                return True
        return False

    def open_meeting(self, meeting: str) -> None:
        """Look at the card of another meeting of the committee."""
        self._elsewhere, self._meeting = {}, meeting or self._ways.meeting
        self._browser.open_meeting(meeting)

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock that only rehearsals have, and give its answer."""
        return await control(self._open, self.server, what, order)

    @property
    def _open(self) -> aiohttp.ClientSession:
        assert self._session is not None
        return self._session


def _card(activity: Json) -> Json:
    card: Json = activity["attachments"][0]["content"]
    assert activity["attachments"][0]["contentType"] == ADAPTIVE
    return card


def _text(activity: Json) -> str:
    return "\n".join(line.text for line in lines_of(json.dumps(_card(activity))))


def _blocks(card: Json) -> list[Json]:
    found: list[Json] = []
    waiting = list(card["body"])
    while waiting:
        block = waiting.pop(0)
        found.append(block)
        waiting = [*block.get("items", ()), *waiting]
    return found


def _by_meeting(screens: list[tuple[str, Json]]) -> list[tuple[str, str, Json]]:
    """Give which meeting each message shows. One without buttons belongs to the next that has some."""
    found: list[tuple[str, str, Json]] = []
    meeting = ""
    for ident, activity in reversed(screens):
        named = [
            carried(each["data"])[3]
            for block in _blocks(_card(activity))
            for each in block.get("actions", ())
            if "mm" in each.get("data", {})
        ]
        meeting = named[-1] if named else meeting
        found.append((meeting, ident, activity))
    return found[::-1]


def _name(how: Json) -> str:
    return "task/submit" if how.get("window") else "task/fetch"


def _lines_of_one(card: Json) -> int:
    """Give how many lines the shortest field of several lines has."""
    counts = [len(each.values) for each in fields_of(card) if each.many and each.kind in {"text", "textarea"}]
    return min(counts, default=LINES)


def _window_card(body: Json) -> Json | None:
    task = body.get("task") or {}
    return task["value"]["card"]["content"] if task.get("type") == "continue" else None


def _reply(status: int, raw: bytes, body: Json, refused: str) -> Reply:
    """Read the answer as the one who acted does."""
    card = _window_card(body) or (body["value"] if body.get("type") == ADAPTIVE else None)
    if card is not None:
        lines = tuple(line.text for line in lines_of(json.dumps(card)))
        actions = card.get("actions") or [{}]
        confirm = actions[0].get("data", {}).get("confirm", {})
        return Reply(status, raw, lines, lines[0] if lines else "", refused, confirm)
    text = body.get("value") or (body.get("task") or {}).get("value") or ""
    return Reply(status, raw, (text,) if text else (), text, refused)
