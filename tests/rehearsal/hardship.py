"""What may befall a meeting while it is played: a server that is killed, requests that come again, a full disk.

Whatever befalls it, the same script must come to the same record.
"""

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum

from tests.rehearsal.channel import Channel, Reply, Request, WireFault
from tests.rehearsal.script import Step

# A phase is in its middle after this many steps.
MIDDLE = 3
GONE = 503


class Hardship(StrEnum):
    """What befalls the meeting.

    `kill-phases` kills the server in the middle of every phase, `kill-steps` after the first step of every kind, each
    at once after the answer. `twice` sends every form twice at the same time and a third time after the next one.
    `full-disk` lets every form come first while nothing can be written. Only on `slack`: in `weather` one call to Slack
    in twelve fails in a way that passes, in a `storm` one in four and some are not answered at all, and with `no-room`
    the committee's channel is archived.
    """

    NONE = "none"
    KILL_PHASES = "kill-phases"
    KILL_STEPS = "kill-steps"
    TWICE = "twice"
    FULL_DISK = "full-disk"
    WEATHER = "weather"
    STORM = "storm"
    NO_ROOM = "no-room"


@dataclass
class Kills:
    """Says after which steps the server is killed."""

    hardship: Hardship
    _kinds: set[str] = field(default_factory=set)
    _in_phase: int = 0

    def strike(self, step: Step) -> bool:
        """Say whether the server dies now that this step was answered."""
        if self.hardship is Hardship.KILL_PHASES:
            self._in_phase = 0 if step.do in {"start", "advance", "back", "end"} else self._in_phase + 1
            return self._in_phase == MIDDLE
        if self.hardship is Hardship.KILL_STEPS and step.do not in self._kinds:
            self._kinds.add(step.do)
            return True
        return False


@dataclass
class Postman:
    """Carries requests to the server, and the last one again when asked."""

    channel: Channel
    last: Request | None = None
    last_reply: Reply | None = None

    async def carry(self, request: Request) -> Reply:
        """Carry a request and bring the answer back."""
        self.last, self.last_reply = request, await self._carry(request)
        return self.last_reply

    async def again(self) -> Reply:
        """Carry the last request again, byte for byte."""
        assert self.last is not None
        return await self.channel.send(self.last)

    async def _carry(self, request: Request) -> Reply:
        return await self.channel.send(request)


class Insistent(Postman):
    """Everybody presses twice at once, and the network brings each request a third time after the next one."""

    async def _carry(self, request: Request) -> Reply:
        first, second = await asyncio.gather(self.channel.send(request), self.channel.send(request))
        hold_same(first, second)
        if self.last is not None and self.last_reply is not None:
            hold_same(self.last_reply, await self.again())
        return first


def hold_same(first: Reply, again: Reply) -> None:
    """Hold that the same request again says the same.

    Once the meeting is closed its receipts are gone: a repetition only hears that it is too late.

    Raises:
        WireFault: when it says something else.
    """
    if again.said != first.said and not again.refused:
        raise WireFault(f"a form was answered with {again.text!r} when it came again, and with {first.text!r} first")


class Unlucky(Postman):
    """Every request comes first while the disk is full, and again, byte for byte, when there is room."""

    async def _carry(self, request: Request) -> Reply:
        server = self.channel.server
        server.fill_disk()
        try:
            status, _, raw = await self.channel.post(request)
        finally:
            server.empty_disk()
        # What cannot be told from the form before, as a choice that a chat does not offer, is answered as that was.
        repeats = self.last_reply is not None and (status, raw) == (self.last_reply.status, self.last_reply.body)
        if status != GONE and not repeats:
            raise WireFault(f"{status} for a form while nothing could be written\n{server.told()}")
        return await self.channel.send(request)


def postman_of(hardship: Hardship, channel: Channel) -> Postman:
    """Give the postman who lives with a hardship."""
    match hardship:
        case Hardship.TWICE:
            return Insistent(channel)
        case Hardship.FULL_DISK:
            return Unlucky(channel)
        case _:
            return Postman(channel)
