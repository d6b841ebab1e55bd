"""The channel `teams-in-trouble`: everybody in Teams on a bad day, and the same comes of the meeting all the same.

Calls to the Connector fail, are carried out though the answer says otherwise, are to come again later; messages are
deleted; presses come twice, two at once and again; people edit, delete and react to what they wrote; Teams tells in
the wrong order that somebody left and came back, of which nobody may be asked. In the middle of the meeting somebody's
conversation is gone, which is made anew, and the meeting's own, which the secretary must be told. And one of those who
are done for the day blocks the bot, which the secretary must be told too.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from dialogs.wording import wording
from tests.fakes.teams.cloud import Cloud
from tests.fakes.teams.weather import LATER_S, NOW_AND_THEN, Weather
from tests.rehearsal.channel import ROOM, Reply, Request, WireFault
from tests.rehearsal.hardship import hold_same
from tests.rehearsal.script import Script
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.surroundings import Surroundings
from tests.rehearsal.teams import PLACES, Teams, settle_in

# Every so many presses come twice at once and later again; before every so many somebody touches an old message, and
# before every so many Teams tells things in the wrong order.
TWICE_EVERY, TOUCHED_EVERY, TOLD_EVERY = 3, 4, 5
TOUCHES: tuple[dict[str, Any], ...] = (
    {"type": "messageUpdate", "text": "hjælp", "channelData": {"eventType": "editMessage"}},
    {"type": "messageDelete", "channelData": {"eventType": "softDeleteMessage"}},
    {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
    {"type": "typing"},
)
# When the meeting goes on for the second time, conversations are gone.
LOST_AT = 2
# After this long nothing that was to come later may be missing.
PATIENCE_S = 20 * LATER_S
BETWEEN_LOOKS_S = 0.2


@asynccontextmanager
async def teams_in_trouble_around(script: Script, work: Path) -> AsyncIterator[Surroundings]:
    """Have a Teams there on a bad day, another one for every script."""
    async with Cloud(weather=Weather(script.path.stem)) as cloud:
        accounts = settle_in(cloud, script, work)
        yield Surroundings(cloud.settings(), accounts, lambda ways, server: TroubledTeams(cloud, ways, server, script))


class TroubledTeams(Teams):
    """Everybody in Teams, and what befalls them."""

    def __init__(self, cloud: Cloud, ways: Ways, server: Server, script: Script) -> None:
        """Let the weather of `cloud` befall a script."""
        super().__init__(cloud, ways, server)
        self._script, self._presses = script, 0
        self._goes, self._done = first_done(script)
        self._before: tuple[Request, Reply] | None = None
        self._loses_at = goes_on(script)
        # Nobody, where everybody else came in by the door; None until it happens.
        self._lost: str | None = None

    @property
    def _weather(self) -> Weather:
        assert self.cloud.weather
        return self.cloud.weather

    async def send(self, request: Request) -> Reply:
        """Send an activity as it comes on such a day.

        Raises:
            WireFault: when a repetition is answered otherwise than the first time.
        """
        if self._loses_at and self.wire.step == self._loses_at and self._lost is None:
            self._lose(request.by)
        if request.by in self._at_door:
            return await super().send(request)
        self._presses += 1
        if self.wire.step > self._done:
            self.cloud.blocked.add(f"29:{self._goes}")
        if self._presses % TOUCHED_EVERY == 0:
            await self._touch(request.by, TOUCHES[self._presses // TOUCHED_EVERY % len(TOUCHES)])
        if self._presses % TOLD_EVERY == 0:
            await self._tell(request.by)
        if self._presses % TWICE_EVERY:
            reply = await super().send(request)
        else:
            reply, again = await asyncio.gather(super().send(request), super().send(request))
            hold_same(reply, again)
            if self._before:
                before, first = self._before
                hold_same(first, await super().send(before))
        self._before = (request, reply)
        return reply

    def _lose(self, by: str) -> None:
        """Have the meeting's conversation gone, and that of the first who does not lead now.

        Everybody's screen changes then. What a must of the script looks for in the room is shown in the room.
        """
        if not self._watches_room:
            self.cloud.conversations[PLACES[ROOM]].is_gone = True
        here = (each for each in self._script.people if each not in {by, self._goes, *self._at_door})
        self._lost = next((each for each in here if f"29:{each}" in self.cloud.own), "")
        if self._lost:
            self.cloud.lose(f"29:{self._lost}")

    @property
    def _watches_room(self) -> bool:
        return any(must.get("recipient") == ROOM for must in self._script.musts)

    async def _touch(self, by: str, what: Mapping[str, Any]) -> None:
        """Have somebody do something with an old message of theirs, which is no word to us."""
        place = self.cloud.own.get(f"29:{by}")
        if place is None:
            return
        before = dict(self.cloud.conversations[place].messages)
        body = json.dumps(self.cloud.activity(f"29:{by}", place, **what)).encode()
        touched = Request(by, f"{self.server.address}/api/messages", body, self.cloud.headers(), str(what["type"]))
        status, _, raw = await self.post(touched)
        if status != 200 or raw or self.cloud.conversations[place].messages != before:
            raise WireFault(f"{what['type']} was answered with {status}: {raw!r}")

    async def _tell(self, by: str) -> None:
        """Have Teams tell twice, and in the wrong order, that somebody left the room and came back."""
        # Nothing is told of a conversation that is gone.
        if self.cloud.conversations[PLACES[ROOM]].is_gone:
            return
        for what in ("membersAdded", "membersRemoved") * 2:
            told = {"type": "conversationUpdate", what: [{"id": f"29:{by}"}]}
            body = json.dumps(self.cloud.activity(f"29:{by}", PLACES[ROOM], **told)).encode()
            sent = Request(by, f"{self.server.address}/api/messages", body, self.cloud.headers(), what)
            status, _, raw = await self.post(sent)
            if status != 200 or raw:
                raise WireFault(f"{what} was answered with {status}: {raw!r}")

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock; what is to come later has come by the time that it has settled.

        Raises:
            WireFault: when it does not come.
        """
        answer = await super().control(what, order)
        async with asyncio.timeout(PATIENCE_S):
            while self._weather.owed or answer.get("is_behind"):
                await asyncio.sleep(BETWEEN_LOOKS_S)
                answer = {**answer, **await super().control("settle", {})}
        return answer

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, fault, trace)
        if fault is None:
            self._hold_told()

    def _hold_told(self) -> None:
        """Hold that there was trouble, and that somebody was told who cannot be reached."""
        missing = [each for each in NOW_AND_THEN if each not in self._weather.met]
        if len(missing) > len(NOW_AND_THEN) // 2:
            raise WireFault(f"a good day: nothing was met by {missing}")
        told = wording(self._script.language).unreached(self._script.names[self._goes]) if self._goes else ""
        said = json.dumps([list(each.messages.values()) for each in self.cloud.conversations.values()])
        if '["say_gone"' in said.replace("\\", ""):
            raise WireFault("somebody was asked about a member who never left")
        self._hold_made_anew(said)
        self._hold_twice_at_most()
        # Nothing may have been for them any more.
        refused = any(status == 403 for *_, status in self.cloud.calls)
        if refused and json.dumps(told)[1:-1] not in said:
            raise WireFault(f"nobody was told that {self._goes} cannot be reached")

    def _hold_made_anew(self, said: str) -> None:
        """Hold that who lost their conversation has another, and that somebody was told of the meeting's own."""
        if not self._loses_at:
            return
        if self._lost is None:
            raise WireFault("nobody lost their conversation")
        if self._lost and not self.cloud.conversations[self.cloud.own.get(f"29:{self._lost}", "")].messages:
            raise WireFault(f"{self._lost} lost their conversation and got no other")
        told = wording(self._script.language).room_unreached
        # Who keeps the list may be the one who had blocked us by then: it stands on their page.
        is_heard = self._done >= self._loses_at
        if is_heard and self.cloud.conversations[PLACES[ROOM]].is_gone and json.dumps(told)[1:-1] not in said:
            raise WireFault("nobody was told that the meeting cannot be shown in its conversation")

    def _hold_twice_at_most(self) -> None:
        """Hold that what arrived unheard stands there at most once more, and that the log says so of each."""
        unheard = 0
        for place in self.cloud.conversations.values():
            unheard += len(place.unheard)
            # Screens change in place; of what else is posted the same may well be said again, of another proposal.
            posts = {
                key: json.dumps(each, sort_keys=True) for key, each in place.messages.items() if "channelData" in each
            }
            stand, came_unheard = Counter(posts.values()), Counter(posts[key] for key in place.unheard if key in posts)
            for text, number in came_unheard.items():
                if number > stand[text] - number:
                    raise WireFault(f"{number} of {stand[text]} that stand there came unheard: {text[:300]}")
        said = self.server.log.read_text(encoding="utf-8").count("uncertain whether a message arrived")
        if said < unheard:
            raise WireFault(f"{unheard} messages arrived unheard, and the log says so of {said}")


def goes_on(script: Script) -> int:
    """Give the number of the step by which the meeting goes on for the second time, or the last there is."""
    found = [step.number for step in script.steps if step.do == "advance" and not step.expect.refused]
    return found[:LOST_AT][-1] if found else 0


def first_done(script: Script) -> tuple[str, int]:
    """Give who is done first of those whom the rest goes on without, and the number of their last step.

    Nobody whom a must of the script looks at, and nobody of the formandskab.
    """
    watched = {str(each.get("recipient", "")) for each in script.musts}
    last = {
        name: max((step.number for step in script.steps if repr(name) in repr(step)), default=0)
        for name in script.people
        if name not in {*watched, *script.formandskab}
    }
    return min(last.items(), key=lambda each: each[1]) if last else ("", len(script.steps))
