"""The channel `browser`: pages are fetched and forms are sent as a browser does it."""

import asyncio
import json
import re
from collections.abc import Mapping
from types import TracebackType
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import uuid4

import aiohttp

from tests.rehearsal.channel import ORGANISATION, ROOM, Reply, Request, WireFault, control
from tests.rehearsal.controls import Control, Pairs, body
from tests.rehearsal.pages import Page, read_page
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.wire import Wire

TIMEOUT = aiohttp.ClientTimeout(total=20)


class Browser:
    """Everybody's browser at once."""

    def __init__(self, ways: Ways, server: Server) -> None:
        """Open `ways` on `server`."""
        self._people = ways.people
        self._urls = {**ways.people, ROOM: ways.room, ORGANISATION: ways.organisation}
        self._door = ways.door
        # Where those who wait at the door look whether it has opened.
        self._waits: dict[str, str] = {}
        self.server = server
        self.wire = Wire({urlsplit(url).path.rstrip("/").rpartition("/")[2]: who for who, url in self._urls.items()})
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> "Browser":
        await self.reconnect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._open.close()

    async def reconnect(self) -> None:
        """Begin anew, without the connections of before."""
        if self._session is not None:
            await self._session.close()
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=TIMEOUT)

    async def ask_in(self, who: str, name: str) -> Reply:
        """Choose a name at the door with another telephone than before, and wait there."""
        async with self._open.get(self._door) as page:
            raw = await page.text()
        control = next((each for each in read_page(raw).controls if each.action == "ask_in"), Control("ask_in"))
        # The value that stands nearest before the name is the option it labels.
        chosen = raw[: max(raw.find(f">{name}<"), 0)].rpartition('value="')[2].partition('"')[0]
        sent = body(control, [("person", chosen)], uuid4().hex, {})
        reply = await self.send(Request(who, self._door, sent, self._headers))
        if not reply.refused:
            self._waits[who] = urljoin(self._door, json.loads(reply.body)["waits"])
        return reply

    async def _look_at_the_door(self) -> None:
        """Go in where it has opened: that telephone has the person's own page from then on."""
        for who, url in list(self._waits.items()):
            async with self._open.get(url, allow_redirects=False) as reply:
                if reply.status == 303:
                    self._urls[who] = urljoin(url, reply.headers["Location"])
                    self.wire.names = {**self.wire.names, self._urls[who].rpartition("/")[2]: who}
                if reply.status != 200:
                    del self._waits[who]

    async def go_to(self, who: str, committee: str, page: Page) -> bool:
        """Follow the way to the meeting of another committee. Says whether there was one."""
        found = re.search(rf'data-meeting="{re.escape(committee)}" href="([^"]+)"', page.html)
        if found:
            self._urls[who] = urljoin(self._urls[who], found[1])
        return bool(found)

    def open_meeting(self, meeting: str) -> None:
        """Let everybody open a meeting of the committee, by its id; by none they are back where their link leads."""
        self._urls |= {who: f"{url}/m/{meeting}" if meeting else url for who, url in self._people.items()}

    async def pages(self) -> dict[str, Page]:
        """Fetch what everybody has before them: each person, the room and the organisation's channel."""
        await self._look_at_the_door()
        found = await asyncio.gather(*(self._page(who, url) for who, url in self._urls.items()))
        return dict(zip(self._urls, found, strict=True))

    async def page(self, who: str) -> Page:
        """Fetch what one person has before them now."""
        return await self._page(who, self._urls[who])

    async def page_for(self, by: str, person: str, page: Page) -> Page | None:
        """Fetch the page on which `by` acts for `person`, or give None where none is offered."""
        url = dict(page.helped).get(person)
        return None if url is None else await self._page(by, urljoin(self._urls[by], url))

    async def opened(self, by: str, control: Control) -> Control:
        """Give the control as it is: its fields stand on the page."""
        return control

    def request(
        self, by: str, person: str, control: Control, sent: Pairs, confirm: Mapping[str, str], *, offered: bool
    ) -> Request:
        """Give a form as a browser sends it."""
        url = control.url if offered else f"{self._urls[by]}/for/{person}/act" if person else f"{self._urls[by]}/act"
        return Request(by, urljoin(self._urls[by], url), body(control, sent, uuid4().hex, confirm), self._headers)

    async def send(self, request: Request) -> Reply:
        """Send a form.

        Raises:
            WireFault: when the answer is none that a form can have.
        """
        status, kind, raw = await self.post(request)
        if status >= 500 or kind != "application/json":
            raise WireFault(f"{status} {kind} for a form\n{self.server.told()}")
        return _reply(status, raw)

    async def post(self, request: Request) -> tuple[int, str, bytes]:
        """Send a form and give status, content type and bytes of the answer, whatever they are."""
        url, form, headers = request.url, request.body, request.headers
        async with self._open.post(url, data=form, headers=headers, allow_redirects=False) as reply:
            raw = await reply.read()
            self.wire.sent(request.by, url, form, reply.status, raw.decode(errors="replace"))
            return reply.status, reply.content_type, raw

    @property
    def _headers(self) -> Mapping[str, str]:
        return {
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
            "Origin": self.server.address,
            "Sec-Fetch-Site": "same-origin",
            "Sec-Fetch-Mode": "cors",
        }

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock that only rehearsals have, and give its answer."""
        return await control(self._open, self.server, what, order)

    async def _page(self, who: str, url: str) -> Page:
        async with self._open.get(url, headers={"Accept": "text/html"}) as reply:
            page = read_page(await reply.text())
            self.wire.asked(who, url, reply.status, page.pieces)
            if reply.status != 200:
                raise WireFault(f"{reply.status} for the page of {who}\n{self.server.told()}")
            return page

    @property
    def _open(self) -> aiohttp.ClientSession:
        assert self._session is not None
        return self._session


def _reply(status: int, raw: bytes) -> Reply:
    answer: dict[str, Any] = json.loads(raw)
    refused = answer.get("refused") or ""
    if (status == 200) is bool(refused):
        raise WireFault(f"{status} and refused={refused!r} do not go together")
    text, card = answer.get("text") or "", answer.get("card") or ""
    lines = [line.text for line in read_page(card).lines] if card else []
    return Reply(
        status, raw, tuple(line for line in (text, *lines) if line), text, refused, answer.get("confirm") or {}
    )
