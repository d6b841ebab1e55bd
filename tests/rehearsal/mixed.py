"""The channels `mixed` and `half-teams`: one meeting whose people sit in chats and before a browser, in turn.

The room's screen and the organisation's channel are the browser's here; what chats show in theirs is held
against it as text.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.rehearsal.browser import Browser
from tests.rehearsal.channel import ORGANISATION, ROOM, Channel, Reply, Request, WireFault
from tests.rehearsal.controls import Control, Pairs
from tests.rehearsal.pages import Page
from tests.rehearsal.script import Script
from tests.rehearsal.server import Server, Ways
from tests.rehearsal.slack import slack_around
from tests.rehearsal.surroundings import Surroundings
from tests.rehearsal.teams import teams_around
from tests.rehearsal.wire import Wire

AROUND = {"teams": teams_around, "slack": slack_around}


@asynccontextmanager
async def seated(names: Sequence[str], script: Script, work: Path) -> AsyncIterator[Surroundings]:
    """Have the chats of `names` there, and people in each of them and before browsers in turn."""
    places = (*names, "browser")
    seats = {person: places[number % len(places)] for number, person in enumerate(script.people)}
    async with AsyncExitStack() as stack:
        found: dict[str, Surroundings] = {}
        for name in names:
            folder = work / name
            folder.mkdir()
            theirs = replace(script, people=tuple(person for person, seat in seats.items() if seat == name))
            found[name] = await stack.enter_async_context(AROUND[name](theirs, folder))
        accounts = work / "accounts.json"
        laid = [json.loads(each.accounts.read_text("utf-8")) for each in found.values() if each.accounts]
        accounts.write_text(json.dumps({name: rest for each in laid for name, rest in each.items()}), "utf-8")
        settings = {key: value for each in found.values() for key, value in each.settings.items()}

        def channel(ways: Ways, server: Server) -> Mixed:
            chats = {
                name: each.channel(replace(ways, people=_only(ways.people, seats, name)), server)
                for name, each in found.items()
            }
            return Mixed(seats, {**chats, "browser": Browser(ways, server)}, server)

        yield Surroundings(settings, accounts, channel)


def _only(people: Mapping[str, str], seats: Mapping[str, str], name: str) -> dict[str, str]:
    return {person: way for person, way in people.items() if seats.get(person) == name}


class Mixed:
    """Everybody at once, each where they sit."""

    def __init__(self, seats: Mapping[str, str], channels: Mapping[str, Channel], server: Server) -> None:
        """Let the people of `seats` act in `channels`. Who is in none of them has a browser."""
        self.server, self._seats, self._channels = server, seats, channels
        self.wire = Wire({})

    def _of(self, who: str) -> Channel:
        return self._channels[self._seats.get(who, "browser")]

    async def __aenter__(self) -> "Mixed":
        for channel in self._channels.values():
            await channel.__aenter__()
            channel.wire = self.wire
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for channel in self._channels.values():
            await channel.__aexit__(kind, fault, trace)

    async def reconnect(self) -> None:
        """Go on after the server was killed."""
        await asyncio.gather(*(channel.reconnect() for channel in self._channels.values()))

    async def pages(self) -> dict[str, Page]:
        """Give what everybody has before them where they sit.

        Raises:
            WireFault: when a chat's channel of the organisation does not hold what the browser's does.
        """
        found = dict(
            zip(self._channels, await asyncio.gather(*(c.pages() for c in self._channels.values())), strict=True)
        )
        posted = {name: len(pages[ORGANISATION].posts) for name, pages in found.items()}
        if len(set(posted.values())) > 1:
            raise WireFault(f"the organisation was posted to differently: {posted}")
        everybody = {who for pages in found.values() for who in pages} - {ROOM, ORGANISATION}
        own = {who: pages[who] for who in everybody if who in (pages := found[self._seats.get(who, "browser")])}
        return {**own, ROOM: found["browser"][ROOM], ORGANISATION: found["browser"][ORGANISATION]}

    async def page(self, who: str) -> Page:
        """Give what one person has before them where they sit."""
        return await self._of(who).page(who)

    async def page_for(self, by: str, person: str, page: Page) -> Page | None:
        """Give what `by` has before them when acting for `person`."""
        return await self._of(by).page_for(by, person, page)

    async def opened(self, by: str, control: Control) -> Control:
        """Give a control with its fields."""
        return await self._of(by).opened(by, control)

    def request(
        self, by: str, person: str, control: Control, sent: Pairs, confirm: Mapping[str, str], *, offered: bool
    ) -> Request:
        """Give what goes to the server when `by` uses a control."""
        return self._of(by).request(by, person, control, sent, confirm, offered=offered)

    async def send(self, request: Request) -> Reply:
        """Send it."""
        return await self._of(request.by).send(request)

    async def post(self, request: Request) -> tuple[int, str, bytes]:
        """Send it, whatever the answer."""
        return await self._of(request.by).post(request)

    async def ask_in(self, who: str, name: str) -> Reply:
        """Choose a name at the door."""
        return await self._of(who).ask_in(who, name)

    async def go_to(self, who: str, committee: str, page: Page) -> bool:
        """Follow the way to the meeting of another committee."""
        return await self._of(who).go_to(who, committee, page)

    def open_meeting(self, meeting: str) -> None:
        """Let everybody open a meeting of the committee."""
        for channel in self._channels.values():
            channel.open_meeting(meeting)

    async def control(self, what: str, order: Mapping[str, str]) -> Mapping[str, Any]:
        """Use the hand on the clock."""
        return await self._channels["browser"].control(what, order)
