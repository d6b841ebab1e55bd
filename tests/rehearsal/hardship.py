"""What may befall a meeting while it is played: a server that is killed, requests that come again, a full disk.

Whatever befalls it, the same script must come to the same record.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.rehearsal.browser import Browser, Reply, WireFault
from tests.rehearsal.script import Step
from tests.rehearsal.server import Server, Ways

# A phase is in its middle after this many steps.
MIDDLE = 3
GONE = 503


class Hardship(StrEnum):
    """What befalls the meeting.

    `kill-phases` kills the server in the middle of every phase, `kill-steps` after the first step of every kind, each
    at once after the answer. `twice` sends every form twice at the same time and a third time after the next one.
    `full-disk` lets every form come first while nothing can be written.
    """

    NONE = "none"
    KILL_PHASES = "kill-phases"
    KILL_STEPS = "kill-steps"
    TWICE = "twice"
    FULL_DISK = "full-disk"


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


class Insistent(Browser):
    """Everybody presses twice at once, and the network brings each form a third time after the next one."""

    async def send(self, by: str, url: str, body: bytes) -> Reply:
        """Send a form twice at the same time, then the one before it once more.

        Raises:
            WireFault: when a repetition is answered otherwise than the first time.
        """
        late, known = self.last, self.last_reply
        self.last = self.sent(by, url, body)
        first, second = await asyncio.gather(self.send_again(), self.send_again())
        _hold_same(first, second)
        if late is not None and known is not None:
            now, self.last = self.last, late
            _hold_same(known, await self.send_again())
            self.last = now
        self.last_reply = first
        return first


def _hold_same(first: Reply, again: Reply) -> None:
    # Once the meeting is closed its receipts are gone: a repetition only hears that it is too late.
    if again != first and not again.refused:
        raise WireFault(f"a form was answered with {again.text!r} when it came again, and with {first.text!r} first")


class Unlucky(Browser):
    """Every form comes first while the disk is full, and again, byte for byte, when there is room."""

    async def send(self, by: str, url: str, body: bytes) -> Reply:
        """Send a form in vain, then again.

        Raises:
            WireFault: when it was not answered with 503 while nothing could be written.
        """
        self.server.fill_disk()
        try:
            status, _, _ = await self.post(self.sent(by, url, body))
        finally:
            self.server.empty_disk()
        if status != GONE:
            raise WireFault(f"{status} for a form while nothing could be written\n{self.server.told()}")
        return await super().send(by, url, body)


def browser_of(hardship: Hardship) -> Callable[[Ways, Server], Browser]:
    """Give the kind of browser that lives with a hardship."""
    match hardship:
        case Hardship.TWICE:
            return Insistent
        case Hardship.FULL_DISK:
            return Unlucky
        case _:
            return Browser
