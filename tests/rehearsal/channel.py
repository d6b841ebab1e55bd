"""What the player asks of a channel: what people have before them there, and the ways in which they can act on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol

import aiohttp

from tests.rehearsal.controls import Control, Pairs
from tests.rehearsal.pages import Page
from tests.rehearsal.server import Server
from tests.rehearsal.wire import Wire

ROOM = "room"
ORGANISATION = "organisation"


class WireFault(Exception):
    """The server, or a fake platform that looked at what the server sent, answered as none should."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the one who acted was answered at once.

    Attributes:
        status: of the HTTP answer.
        body: its bytes.
        shown: the lines that the one who acted reads at once.
        text: the sentence among them.
        refused: the refusal's code, or nothing.
        confirm: what goes along when the same is sent again after a warning.
    """

    status: int
    body: bytes
    shown: tuple[str, ...] = ()
    text: str = ""
    refused: str = ""
    confirm: Mapping[str, str] = field(default_factory=dict)

    @property
    def said(self) -> tuple[int, str, str, Mapping[str, str]]:
        """Give what the same request again is answered with too. A screen that comes along is that of now."""
        return self.status, self.text, self.refused, self.confirm


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it goes to the server, so that it can come again byte for byte.

    `opens` tells the channel what the one who sent it had open, such as a dialog.
    """

    by: str
    url: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    opens: str = ""


class Channel(Protocol):
    """Everybody at once on one channel. Each method does only what a person, or the platform, can do."""

    server: Server
    wire: Wire

    async def __aenter__(self) -> "Channel":
        """Open it."""

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""

    async def reconnect(self) -> None:
        """Go on after the server was killed, without the connections of before."""

    async def pages(self) -> dict[str, Page]:
        """Give what everybody has before them: each person, `ROOM` and `ORGANISATION`.

        A page holds the controls that can be seen. A form that opens in a window of its own has no fields there yet.
        `Page.html` stands for the whole: two that are equal show the same.
        """

    async def page(self, who: str) -> Page:
        """Give what one person has before them now; quicker than everybody's."""

    async def page_for(self, by: str, person: str, page: Page) -> Page | None:
        """Give what `by` has before them when acting for `person`, or None where that is not offered."""

    async def opened(self, by: str, control: Control) -> Control:
        """Give a control with its fields as the one who acts sees them, opening a window where it takes one."""

    def request(
        self, by: str, person: str, control: Control, sent: Pairs, confirm: Mapping[str, str], *, offered: bool
    ) -> Request:
        """Give what goes to the server when `by` uses a control (for `person`, where not empty).

        `offered` says that the control stands before them; otherwise this is the request it would have sent.
        """

    async def send(self, request: Request) -> Reply:
        """Send it.

        Raises:
            WireFault: when the answer is none that such a request can have.
        """

    async def post(self, request: Request) -> tuple[int, str, bytes]:
        """Send it and give status, content type and bytes of the answer, whatever they are."""

    async def ask_in(self, who: str, name: str) -> Reply:
        """Choose a name at the door with a telephone of one's own, and wait there."""

    async def go_to(self, who: str, committee: str, page: Page) -> bool:
        """Follow the way to the meeting of another committee. Says whether there was one."""

    def open_meeting(self, meeting: str) -> None:
        """Let everybody open a meeting of the committee, by its id; by none they are back in the first one."""

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock that only rehearsals have, and give its answer."""


async def control(
    session: aiohttp.ClientSession, server: Server, what: str, order: Mapping[str, str]
) -> Mapping[str, Any]:
    """Use the hand on the clock that only rehearsals have, and give its answer.

    Raises:
        WireFault: when it is not there.
    """
    url = f"{server.address}/rehearsal/{what}"
    async with session.post(url, json=order) as reply:
        raw = await reply.text()
        if reply.status >= 300:
            raise WireFault(f"{reply.status} for {url}: {raw}\n{server.told()}")
        answer: dict[str, Any] = await reply.json()
        return answer
