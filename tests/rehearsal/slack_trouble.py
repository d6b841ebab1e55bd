"""The channel `slack-in-trouble`: everybody in Slack on a bad day, and the same comes of the meeting all the same.

Calls are answered with 429 and a time to wait, or with 5xx though they were carried out; presses come twice, two at
once and again after the next; events come late, twice and in the wrong order. Who is done first has left Slack for a
while, of which somebody must be told, and has the newest screen again when back.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any

from dialogs.wording import wording
from tests.fakes.slack.server import FakeSlack
from tests.fakes.slack.weather import SPARED, Weather
from tests.rehearsal.channel import Reply, Request, WireFault, control
from tests.rehearsal.hardship import hold_same
from tests.rehearsal.script import Script
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.slack import MEETING_CHANNEL, SlackChannel, slack_around
from tests.rehearsal.surroundings import Surroundings
from tests.rehearsal.teams_trouble import first_done

# Of a hundred calls, so many meet something. Every so many presses come twice, before every so many Slack tells things.
SHARE, TWICE_EVERY, TOLD_EVERY = 8, 3, 5
# Who could not be reached is tried again after an hour.
AWAY_S = 3_700


@asynccontextmanager
async def slack_in_trouble_around(script: Script, folder: Path) -> AsyncIterator[Surroundings]:
    """Have a Slack there on a bad day, another one for every script."""
    async with slack_around(script, folder, partial(TroubledSlack, script)) as around:
        yield around


class TroubledSlack(SlackChannel):
    """Everybody in Slack, and what befalls them."""

    def __init__(self, script: Script, ways: Ways, server: Server, slack: FakeSlack, users: Mapping[str, str]) -> None:
        """Let the day of `script` befall `slack`."""
        super().__init__(ways, server, slack, users)
        self._script, self._presses = script, 0
        self._goes, self._done = first_done(script)
        ends = [step.number for step in script.steps if step.do == "end" and not step.expect.refused]
        self._back_at = ends[0] if ends else len(script.steps)
        self._is_away = False
        # How many calls there were when they went, and when they were back.
        self._left_at = self._came_at = 0
        self._before: tuple[Request, Reply, int] | None = None
        seed = int.from_bytes(blake2b(script.path.stem.encode(), digest_size=4).digest())
        # A word that only one person sees comes as a message where it fails, and nobody can say after which step.
        self._spared = SPARED | {"chat.postEphemeral"}
        slack.weather = Weather(seed=seed, share=SHARE, spared=self._spared)

    async def send(self, request: Request) -> Reply:
        """Send what somebody did as it comes on such a day.

        Raises:
            WireFault: when a repetition is answered otherwise than the first time.
        """
        if request.by in self._phones.inside:
            return await super().send(request)
        self._presses += 1
        if self._presses % TOLD_EVERY == 0:
            await self._tell(request.by)
        if self._presses % TWICE_EVERY:
            reply = await super().send(request)
        else:
            reply, again = await asyncio.gather(super().send(request), super().send(request))
            hold_same(reply, again)
            if self._before and self._before[2] == self._waited_s:
                before, first, _ = self._before
                hold_same(first, await super().send(before))
        # Much later it would come with another signature.
        self._before = (request, reply, self._waited_s)
        return reply

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock that only rehearsals have; in between, people leave Slack and come back."""
        if what == "settle" and not self._is_quiet:
            await self._come_and_go()
        return await super().control(what, order)

    @property
    def _is_quiet(self) -> bool:
        """Say whether nothing else may happen now, since what is refused may change nothing."""
        return any(step.number == self.wire.step and step.expect.refused for step in self._script.steps)

    async def _come_and_go(self) -> None:
        """Have who is done leave Slack, and come back when the meeting is over."""
        user = self._users.get(self._goes, "")
        own, step = self._slack.direct(user), self.wire.step
        if own and self._done < step <= self._back_at and not self._left_at:
            self._is_away, self._left_at = True, len(self._slack.calls)
            self._slack.weather.lasting |= {user: "user_not_found", own.id: "user_not_found"}
        if own and self._is_away and step > self._back_at:
            self._is_away, self._came_at = False, len(self._slack.calls)
            del self._slack.weather.lasting[user], self._slack.weather.lasting[own.id]
            await control(self._open, self.server, "wait", {"seconds": str(AWAY_S)})
            self._waited_s += AWAY_S

    async def _tell(self, by: str) -> None:
        """Have Slack tell late, twice and in the wrong order what was no change, and hold that nobody is asked."""
        user = self._users[by]
        told = [
            {"type": "member_joined_channel", "user": user, "channel": MEETING_CHANNEL},
            {"type": "member_left_channel", "user": user, "channel": MEETING_CHANNEL},
            {"type": "app_home_opened", "user": user, "tab": "home"},
        ]
        self._slack.weather.spared = self._spared | {"conversations.members"}
        sent = [self._request(by, self._hands_now.event(each)) for each in told]
        for each in (*sent, *reversed(sent)):
            status, _, raw = await self._posted(each)
            if status != 200 or raw:
                raise WireFault(f"an event was answered with {status}: {raw!r}")
        await self._wait()
        self._slack.weather.spared = self._spared

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await super().__aexit__(kind, fault, trace)
        if fault is None:
            self._hold_told()

    def _hold_told(self) -> None:
        """Hold that nobody was asked about who never left, and that somebody was told who could not be reached."""
        words = wording(self._script.language)
        said = json.dumps([list(each.messages.values()) for each in self._slack.channels.values()], ensure_ascii=False)
        if '["say_gone"' in said.replace("\\", ""):
            raise WireFault("somebody was asked about a member who never left")
        if not self._came_at:
            return
        if not self._was_for(self._left_at, self._came_at):
            raise WireFault(f"nothing was for {self._goes} while they were away")
        if words.unreached(self._script.names[self._goes]) not in said:
            raise WireFault(f"nobody was told that {self._goes} could not be reached")
        if not self._was_for(self._came_at, len(self._slack.calls)):
            raise WireFault(f"{self._goes} came back and was shown nothing")

    def _was_for(self, start: int, end: int) -> bool:
        """Say whether anything was for the one who was away, between two calls."""
        own = self._slack.direct(self._users[self._goes])
        return any(own and body.get("channel") == own.id for _, body in self._slack.calls[start:end])
