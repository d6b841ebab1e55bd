"""The channel `slack`: people press and write in a Slack on this machine, and it sends what Slack sends."""

import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

import aiohttp

from tests.fakes.slack.hands import MANY, Hands, Sent, typed
from tests.fakes.slack.rules import Json
from tests.fakes.slack.server import TEAM, TOKEN, Channel, FakeSlack, View, loop_clock, serving_slack
from tests.fakes.slack.weather import SPARED, VIEWS, Weather
from tests.rehearsal.browser import Browser
from tests.rehearsal.channel import ORGANISATION, ROOM, Reply, Request, WireFault, control
from tests.rehearsal.controls import Control, Pairs
from tests.rehearsal.hardship import Hardship
from tests.rehearsal.pages import Page
from tests.rehearsal.script import Script
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.slack_pages import fields_of, lines_of, meeting_of, page_of
from tests.rehearsal.surroundings import Surroundings
from tests.rehearsal.texts import as_shown
from tests.rehearsal.wire import Wire

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TIMEOUT = aiohttp.ClientTimeout(total=20)
MEETING_CHANNEL, ORGANISATION_CHANNEL = "C1", "C2"
# Where a button is in something folded away, its address begins with that of the button it is behind.
FOLDED = '["['
# Longer than a platform asks to be left alone.
PATIENCE_S = 61
WEATHERS: Mapping[Hardship, Callable[[], Weather]] = {
    Hardship.WEATHER: partial(Weather, seed=1, share=8),
    Hardship.STORM: partial(Weather, seed=2, share=25, hangs=2),
    Hardship.NO_ROOM: lambda: Weather(lasting={MEETING_CHANNEL: "is_archived"}),
}


def user_of(person: str) -> str:
    """Give somebody's id in Slack."""
    return "U" + blake2b(person.encode(), digest_size=5).hexdigest().upper()


@asynccontextmanager
async def slack_around(
    script: Script,
    folder: Path,
    channel: "Callable[[Ways, Server, FakeSlack, Mapping[str, str]], SlackChannel] | None" = None,
) -> AsyncIterator[Surroundings]:
    """Serve a Slack in which everybody of a script is, and say how the server finds it."""
    people_in = channel or SlackChannel
    slack = FakeSlack(loop_clock())
    users = {person: user_of(person) for person in script.people}
    for person, user in users.items():
        slack.add_user(user, script.names[person])
    slack.add_channel(MEETING_CHANNEL, *users.values())
    slack.add_channel(ORGANISATION_CHANNEL, *users.values(), "UELSEWHERE")
    places = {
        name: {"conversation": f"{TEAM}/{channel}", "reference": {"workspace": TEAM, "channel": channel}}
        for name, channel in (("meeting", MEETING_CHANNEL), ("organisation", ORGANISATION_CHANNEL))
    }
    people = {person: {"account": f"{TEAM}/{user}", "reference": None} for person, user in users.items()}
    accounts = folder / "accounts.json"
    accounts.write_text(json.dumps({"slack": {"people": people, **places}}), encoding="utf-8")
    async with serving_slack(slack) as api_url:
        settings = {
            "MEDMAKKER_SLACK_API_URL": api_url,
            "MEDMAKKER_SLACK_BOT_TOKEN": TOKEN,
            "MEDMAKKER_SLACK_SIGNING_SECRET": SECRET,
        }

        def befall(hardship: Hardship) -> None:
            slack.weather = WEATHERS.get(hardship, Weather)()

        yield Surroundings(settings, accounts, lambda ways, server: people_in(ways, server, slack, users), befall)


class SlackChannel:
    """Everybody at once in Slack. Who came in by the door has a telephone with a browser."""

    def __init__(self, ways: Ways, server: Server, slack: FakeSlack, users: Mapping[str, str]) -> None:
        """Let everybody in `ways` act in `slack`."""
        self.server = server
        self._slack, self._users = slack, users
        self._hands = Hands(slack, SECRET, 0)
        self._people = tuple(ways.people)
        self._first, self._meeting = ways.meeting, ways.meeting
        # Where somebody went by themselves.
        self._elsewhere: dict[str, str] = {}
        self._phones = Phones(ways, server)
        self.wire: Wire = self._phones.wire
        self._forms: dict[str, View] = {}
        self._known: dict[bytes, tuple[str, ...]] = {}
        self._read: dict[str, tuple[str, ...]] = {}
        self._session: aiohttp.ClientSession | None = None
        # How many faults were waited for, and how far the server's clock on the wall went ahead of ours by that.
        self._weathered = self._waited_s = 0
        self._posted_before: Counter[bytes] = Counter()
        # What the weather leaves alone.
        self._spared = SPARED

    async def __aenter__(self) -> "SlackChannel":
        await self.reconnect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.close()
        await self._phones.__aexit__(kind, fault, trace)
        weather = self._slack.weather
        if weather.share and not weather.struck and fault is None:
            raise WireFault("the weather was fair all the time")
        if self._slack.faults and fault is None:
            raise WireFault("Slack was sent what it does not take: " + "; ".join(self._slack.faults[:5]))

    async def reconnect(self) -> None:
        """Begin anew, without the connections of before."""
        # A server that starts again goes by the clock on the wall again.
        self._waited_s = 0
        if self._session is not None:
            await self._session.close()
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=TIMEOUT)
        await self._phones.reconnect()

    async def pages(self) -> dict[str, Page]:
        """Give everybody's conversation with us, the committee's channel and the organisation's."""
        found = {person: await self._page(person) for person in self._people}
        channels = self._slack.channels
        room = channels[MEETING_CHANNEL]
        found[ROOM] = page_of(self._screens(room, self._meeting), _posts(room).values())
        organisation = _posts(channels[ORGANISATION_CHANNEL])
        found[ORGANISATION] = page_of([], (), organisation.items())
        for who, page in found.items():
            self.wire.asked(who, "slack", 200, page.pieces)
        return found | await self._phones.pages_of_those_inside()

    async def _page(self, person: str) -> Page:
        channel = self._slack.direct(self._users[person]) or Channel("none")
        shown = self._screens(channel, self._elsewhere.get(person, self._meeting))
        everywhere = {ident for each in channel.messages.values() if (ident := meeting_of(each))}
        page = page_of(shown, _posts(channel).values())
        folded = [await self._folded(person, channel, message) for message in shown]
        more = page_of(
            [
                *({"ts": button, "blocks": json.loads(blocks)} for each in folded for button, blocks in each),
                *([self._slack.homes[self._users[person]]] if person in self._elsewhere else []),
            ]
        )
        return Page(
            html=page.html,
            pieces=page.pieces,
            lines=(*page.lines, *more.lines),
            # What can be pressed is folded away only with the texts it belongs to, and stands nowhere else then.
            controls=(*page.controls, *(each for each in more.controls if each.url.startswith(FOLDED))),
            messages=page.messages,
            posts=(),
            helped=(),
            meetings=tuple(sorted(everywhere)),
        )

    async def _folded(self, person: str, channel: Channel, message: Json) -> list[tuple[str, str]]:
        """Read what is folded away. What was read once under the same button is not read again.

        Returns:
            Where each button is behind which it is, and what is there.
        """
        found = []
        for block in message["blocks"]:
            for each in block["elements"] if block["type"] == "actions" else ():
                if not each["action_id"].startswith("read:"):
                    continue
                if each["value"] not in self._read:
                    _, view = await self._pressed(self._users[person], channel, each, block["block_id"])
                    self._read[each["value"]] = (json.dumps(view.json["blocks"]),) if view else ()
                    if view:
                        self._slack.close_view(view)
                button = json.dumps([message["ts"], block["block_id"], each])
                found += [(button, blocks) for blocks in self._read[each["value"]]]
        return found

    def _screens(self, channel: Channel, meeting: str) -> list[Json]:
        return [each for each in channel.messages.values() if meeting_of(each) == meeting]

    async def page(self, who: str) -> Page:
        """Give what one person has before them now."""
        await self.control("settle", {})
        return await (self._phones.page(who) if who in self._phones.inside else self._page(who))

    async def page_for(self, by: str, person: str, page: Page) -> Page | None:
        """Open the home of the app, choose somebody to write for, and give what opens."""
        view = await self._screen_for(by, person)
        return page_of([{**view.json, "ts": view.id}]) if view else None

    async def _home(self, who: str) -> Json | None:
        """Open the home of the app."""
        user = self._users[who]
        told = {"type": "app_home_opened", "user": user, "tab": "home"}
        await self._until_shown(who, lambda: self._hands_now.event(told))
        return self._slack.homes.get(user)

    async def _screen_for(self, by: str, person: str) -> View | None:
        user, home = self._users[by], await self._home(by)
        for block in home["blocks"] if home else ():
            for each in block["elements"] if block["type"] == "actions" else ():
                options = each.get("options", ())
                chosen = [option for option in options if json.loads(option["value"])[3:] == [self._meeting, person]]
                if chosen and home:
                    acted = {"action_id": each["action_id"], "type": each["type"], "selected_option": chosen[0]}
                    _, view = await self._pressed(user, home, acted, block["block_id"])
                    return view
        return None

    async def opened(self, by: str, control: Control) -> Control:
        """Press the button behind which a form is, and give the form."""
        if by in self._phones.inside:
            return await self._phones.opened(by, control)
        user = self._users[by]
        before = self._slack.open_view(user)
        if before and _is_of(before, control):
            # It is still before them: just opened, or with a warning and what they typed.
            return replace(control, url=f"view {before.id}", fields=fields_of(before.json))
        found = await self._reached(by, control.url)
        if found is None or not found[2]["action_id"].startswith("open:"):
            return control
        where, block_id, button = found
        _, view = await self._pressed(user, where, button, block_id)
        if view is None:
            return control
        self._forms[view.id] = view
        return replace(control, url=f"view {view.id}", fields=fields_of(view.json))

    async def _reached(self, by: str, address: str) -> tuple[Channel | View, str, Json] | None:
        """Open what a button is folded away in, where it is, and give what `_button` does."""
        if not address.startswith(FOLDED):
            return self._button(by, address)
        outer, block_id, button = json.loads(address)
        first = self._button(by, outer)
        _, view = await self._pressed(self._users[by], first[0], first[2], first[1]) if first else ({}, None)
        return (view, block_id, button) if view else None

    def _button(self, by: str, address: str) -> tuple[Channel | View, str, Json] | None:
        """Give where a button stands or stood, its block and itself: a message may have changed since it was seen."""
        try:
            stamp, block_id, button = json.loads(address)
        except ValueError:
            return None
        where = self._slack.views.get(stamp) or self._slack.direct(self._users[by])
        return (where, block_id, button) if where else None

    def request(
        self, by: str, person: str, control: Control, sent: Pairs, confirm: Mapping[str, str], *, offered: bool
    ) -> Request:
        """Give a press, or a form that is sent, as Slack sends it."""
        if by in self._phones.inside:
            return self._phones.request(by, person, control, sent, confirm, offered=offered)
        if offered and control.url.startswith("view "):
            view = self._still_open(control.url.removeprefix("view "))
            if view is None or not self._fill(view, sent):
                # Nobody can send it from there; it is refused all the same.
                view = self._forged_view(by, person, control, sent)
            return self._request(by, self._hands_now.submit(view), view.id)
        found = self._button(by, control.url) if offered else None
        if found:
            where, block_id, button = found
            acted = {
                "action_id": button["action_id"],
                "type": "button",
                "value": button["value"],
                "text": button["text"],
            }
            return self._request(by, self._hands_now.press(self._users[by], where, acted, block_id))
        if sent or control.fields:
            return self._request(by, self._hands_now.submit(self._forged_view(by, person, control, sent)))
        value = self._carried(by, control, person)
        acted = {"action_id": "press:forged:0", "type": "button", "value": value}
        channel = self._slack.direct(self._users[by]) or Channel(f"D{self._users[by]}")
        return self._request(by, self._hands_now.press(self._users[by], channel, acted))

    def _still_open(self, ident: str) -> View | None:
        """Give a view, or where it was sent already the same one, opened on another screen before that."""
        first = self._forms.get(ident)
        if ident in self._slack.views or first is None:
            return self._slack.views.get(ident)
        twin = View(f"V{self._slack.number()}", first.user, first.json, first.hash)
        self._slack.views[twin.id] = twin
        return twin

    def _carried(self, by: str, control: Control, person: str) -> str:
        meeting = self._elsewhere.get(by, self._meeting)
        return json.dumps([control.action, control.on, control.seen, meeting, person])

    def _forged_view(self, by: str, person: str, control: Control, sent: Pairs) -> View:
        """Give a form that is not there, as it would be."""
        names = dict.fromkeys(name for name, _ in sent)
        blocks = [
            {"type": "input", "block_id": f"{name}#{n}", "element": {"type": "plain_text_input", "action_id": "value"}}
            for name in names
            for n in range(sum(each == name for each, _ in sent))
        ]
        json_of_view = {
            "type": "modal",
            "callback_id": "form",
            "private_metadata": json.dumps([self._carried(by, control, person), {}, "", ""]),
            "blocks": blocks,
        }
        view = View(f"V{self._slack.number()}", self._users[by], json_of_view, "1.hash")
        self._fill(view, sent)
        return view

    def _fill(self, view: View, sent: Pairs) -> bool:
        """Type and choose what is to be sent. Says whether there was a place for all of it."""
        left: dict[str, list[str]] = {}
        for name, value in sent:
            left.setdefault(name, []).append(value)
        for block in view.json["blocks"]:
            if block["type"] != "input":
                continue
            name, _, number = block["block_id"].rpartition("#")
            name = name if number.isdigit() and name else block["block_id"]
            values = left.get(name, [])
            taken = values if block["element"]["type"] in MANY else values[:1]
            left[name] = values[len(taken) :]
            view.state[block["block_id"]] = typed(block["element"], taken)
        return not any(value for values in left.values() for value in values)

    def _request(self, by: str, sent: Sent, opens: str = "") -> Request:
        return Request(by, f"{self.server.address}/slack/events", sent.body, sent.headers, opens)

    async def send(self, request: Request) -> Reply:
        """Send it, and wait until the one who acted has seen what came of it.

        Raises:
            WireFault: when the answer is none that Slack takes.
        """
        if request.by in self._phones.inside:
            return await self._phones.send(request)
        # A press that did something is not done again because a view did not open.
        self._slack.weather.spared = self._spared | VIEWS
        try:
            return await self._send(request)
        finally:
            self._slack.weather.spared = self._spared

    async def _send(self, request: Request) -> Reply:
        user = self._users[request.by]
        whispers, opened = len(self._slack.whispers), len(self._slack.opened)
        status, headers, raw = await self._posted(request)
        if status != 200:
            raise WireFault(f"{status} for what somebody did in Slack\n{self.server.told()}")
        answer = json.loads(raw) if raw.startswith(b"{") else {}
        is_repeated = request.body in self._known
        view = self._slack.views.get(request.opens)
        lines, confirm = self._taken(view, answer, is_repeated=is_repeated)
        await self._wait()
        told = [list(lines_of(body["blocks"])) for who, _, body in self._slack.whispers[whispers:] if who == user]
        seen = [
            [view.json["title"]["text"], *lines_of(view.json["blocks"])]
            for who, ident in self._slack.opened[opened:]
            if who == user and (view := self._slack.views.get(ident))
        ]
        shown = tuple(dict.fromkeys([*lines, *(line for each in (*told, *seen) for line in each)]))
        # A trigger opens one view, so a repetition opens nothing; what it opened first is still before them.
        shown = self._known.setdefault(request.body, shown)
        refused = headers.get("X-Medmakker-Refused", "")
        return Reply(status, raw, shown, shown[0] if shown else "", refused, confirm)

    def _taken(self, view: View | None, answer: Json, *, is_repeated: bool) -> tuple[list[str], dict[str, str]]:
        """Let Slack do what an answer says about the view that was sent. Gives what is read, and what goes along."""
        match answer.get("response_action"):
            case "errors":
                places = {block["block_id"] for block in view.json["blocks"]} if view else set(answer["errors"])
                if unknown := set(answer["errors"]) - places:
                    raise WireFault(f"errors for blocks that are not there: {unknown}")
                return [as_shown(text) for text in answer["errors"].values()], {}
            case "update":
                new = answer["view"]
                if view and not is_repeated:
                    self._slack.change_view(view, new)
                confirm = json.loads(new["private_metadata"])[1] if new["callback_id"] == "form" else {}
                lines = [new["title"]["text"], *lines_of(new["blocks"])]
                return lines if new["callback_id"] == "look" else lines_of_fault(new), confirm
            case "clear" | None:
                if view and not is_repeated:
                    self._slack.close_view(view, all_of_them=bool(answer))
                return [], {}
            case action:
                raise WireFault(f"response_action {action}")

    async def post(self, request: Request) -> tuple[int, str, bytes]:
        """Send it and give status, content type and bytes of the answer, whatever they are."""
        if request.by in self._phones.inside:
            return await self._phones.post(request)
        status, headers, raw = await self._posted(request)
        return status, headers.get("Content-Type", ""), raw

    async def ask_in(self, who: str, name: str) -> Reply:
        """Scan the code on the room's screen with a telephone, and choose a name there."""
        return await self._phones.ask_in(who, name)

    async def go_to(self, who: str, committee: str, page: Page) -> bool:
        """Look for another committee's meeting at home, and then for its screen in the conversation with us."""
        home = await self._home(who)
        if not any(line.startswith(f"{committee}, ") for line in lines_of(home["blocks"] if home else ())):
            return False
        channel = self._slack.direct(self._users[who]) or Channel("none")
        for message in channel.messages.values():
            meeting = meeting_of(message)
            if meeting and any(line.endswith(committee) for line in list(lines_of(message["blocks"]))[:1]):
                self._elsewhere[who] = meeting
                return True
        return False

    def open_meeting(self, meeting: str) -> None:
        """Let everybody look at the screens of a meeting of the committee."""
        self._meeting, self._elsewhere = meeting or self._first, {}
        self._phones.open_meeting(meeting)

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock that only rehearsals have, and give its answer.

        In bad weather one waits until everything came through, as people do.
        """
        answer = await control(self._open, self.server, what, order)
        done = int(answer.get("done", 0))
        while what == "settle" and self._weathered != self._slack.weather.struck.total():
            self._weathered = self._slack.weather.struck.total()
            await control(self._open, self.server, "wait", {"seconds": str(PATIENCE_S)})
            self._waited_s += PATIENCE_S
            done += int((await control(self._open, self.server, what, order)).get("done", 0))
        return {**answer, "done": done}

    async def _pressed(
        self, user: str, where: Channel | View | Json, button: Json, block_id: str
    ) -> tuple[Json, View | None]:
        opened = len(self._slack.opened)
        acted = {name: value for name, value in button.items() if name not in {"style", "accessibility_label"}}
        who = next(person for person, each in self._users.items() if each == user)
        answer = await self._until_shown(who, lambda: self._hands_now.press(user, where, acted, block_id))
        mine = [ident for each, ident in self._slack.opened[opened:] if each == user]
        return answer, self._slack.views.get(mine[-1]) if mine else None

    async def _until_shown(self, by: str, act: Callable[[], Sent]) -> Json:
        """Do what opens or changes a view; where that failed one does it again, as one is asked to."""
        views = self._views_struck
        answer = await self._sent(by, act())
        while views != self._views_struck:
            views = self._views_struck
            await control(self._open, self.server, "wait", {"seconds": str(PATIENCE_S)})
            self._waited_s += PATIENCE_S
            answer = await self._sent(by, act())
        return answer

    @property
    def _views_struck(self) -> int:
        return sum(self._slack.weather.struck[method] for method in VIEWS)

    async def _sent(self, by: str, sent: Sent) -> Json:
        status, _, raw = await self._posted(self._request(by, sent))
        if status != 200:
            raise WireFault(f"{status} for what somebody did in Slack\n{self.server.told()}")
        await self._wait()
        return json.loads(raw) if raw.startswith(b"{") else {}

    async def _posted(self, request: Request) -> tuple[int, Mapping[str, str], bytes]:
        headers = {**request.headers, **self._retry(request.body)}
        async with self._open.post(request.url, data=request.body, headers=headers) as reply:
            raw = await reply.read()
            told = parse_qs(request.body.decode()).get("payload", [request.body.decode()])[0]
            self.wire.sent(request.by, request.url, told.encode(), reply.status, raw.decode(errors="replace"))
            return reply.status, reply.headers, raw

    def _retry(self, body: bytes) -> Mapping[str, str]:
        """Give what Slack says when it sends something again."""
        times = self._posted_before[body]
        self._posted_before[body] += 1
        return {"X-Slack-Retry-Num": str(times), "X-Slack-Retry-Reason": "http_timeout"} if times else {}

    async def _wait(self) -> None:
        await self.control("answered", {})

    @property
    def _hands_now(self) -> Hands:
        # What is signed is the time on the wall, which the server compares with its own.
        self._hands.now = int(time.time()) + self._waited_s  # noqa: TID251
        return self._hands

    @property
    def _open(self) -> aiohttp.ClientSession:
        assert self._session is not None
        return self._session


class Phones(Browser):
    """The telephones of those who came in by the door."""

    def __init__(self, ways: Ways, server: Server) -> None:
        """Nobody has one yet."""
        super().__init__(ways, server)
        self.inside: set[str] = set()
        self._urls = {}

    def open_meeting(self, meeting: str) -> None:
        """Stay where the door led."""

    async def pages_of_those_inside(self) -> dict[str, Page]:
        """Give the pages of those that were let in."""
        found = await self.pages()
        self.inside = set(found)
        return found


def _posts(channel: Channel) -> dict[str, str]:
    """Give the messages that stay, by their ids."""
    return {
        stamp: "\n".join(lines_of(message["blocks"]))
        for stamp, message in channel.messages.items()
        if not meeting_of(message)
    }


def _is_of(view: View, control: Control) -> bool:
    """Say whether a view is the form behind a button, as it was when the button was seen."""
    if view.json["callback_id"] != "form":
        return False
    pressed, confirm, *_ = json.loads(view.json["private_metadata"])
    action, on, seen, *_ = json.loads(pressed)
    return [action, on] == [control.action, control.on] and (bool(confirm) or seen == control.seen)


def lines_of_fault(view: Json) -> list[str]:
    """Give what a form that came back says above its fields."""
    first = view["blocks"][:1]
    quotes = [part for block in first for part in block.get("elements", ()) if part["type"] == "rich_text_quote"]
    return ["".join(run["text"] for run in part["elements"]) for part in quotes]
