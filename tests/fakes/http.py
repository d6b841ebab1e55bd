"""People at their browsers: what a phone sends over HTTP, against a house that serves."""

import json
import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlencode

from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap import application
from tests.fakes.house import Fake

FORM = "application/x-www-form-urlencoded"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
Fields = Mapping[str, str | Sequence[str]]


@dataclass
class Reply:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def json(self) -> dict[str, str]:
        found: dict[str, str] = json.loads(self.text)
        return found

    @property
    def says(self) -> str:
        """Give the words that a person can read on a page."""
        return re.sub(r"<[^>]+>", " ", self.text)


class Phones:
    """Everybody's phone. Keys count up, so that the same presses carry the same keys in every run."""

    def __init__(self, client: TestClient, fake: Fake) -> None:
        self.client, self.fake, self.sent = client, fake, 0

    def path(self, who: str) -> str:
        assert self.fake.tokens
        whom = {"room": self.fake.tokens.room, "organisation": self.fake.tokens.organisation}
        if who in whom:
            return f"/{who}/{whom[who]}"
        return f"/p/{self.fake.tokens.people[who]}"  # type: ignore[index]

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        async with self.client.get(path, headers=headers) as got:
            return Reply(got.status, await got.text(), got.headers)

    async def page(self, who: str) -> Reply:
        return await self.get(self.path(who))

    async def post(
        self, path: str, body: bytes | str, headers: Mapping[str, str] | None = None, *, content_type: str = FORM
    ) -> Reply:
        wanted = {"Content-Type": content_type, **OWN_PAGE, **(headers or {})}
        data = BytesIO(body.encode() if isinstance(body, str) else body)
        async with self.client.post(path, data=data, headers=wanted) as got:
            return Reply(got.status, await got.text(errors="replace"), got.headers)

    async def send(
        self,
        who: str,
        action: str,
        on: str = "",
        seen: str = "",
        fields: Fields | None = None,
        *,
        key: str | None = None,
        script: bool = True,
    ) -> Reply:
        """Press or send a form, with our script's header or as a browser without it."""
        self.sent += 1
        key = f"key {self.sent}" if key is None else key
        body = urlencode({"action": action, "on": on, "seen": seen, "key": key, **(fields or {})}, doseq=True)
        accept = {"Accept": "application/json"} if script else {"Accept": "text/html"}
        return await self.post(f"{self.path(who)}/act", body, accept)

    async def does(
        self,
        who: str,
        action: str,
        on: str = "",
        seen: str = "",
        fields: Fields | None = None,
        *,
        key: str | None = None,
    ) -> Reply:
        """Do something that must be taken."""
        reply = await self.send(who, action, on, seen, fields, key=key)
        assert reply.status == 200, (who, action, reply.text)
        return reply

    async def moves_on(self, action: str = "advance", who: str = "marianne") -> None:
        await self.does(who, action, seen=await self.fake.stamp())


@asynccontextmanager
async def serving(fake: Fake) -> AsyncIterator[Phones]:
    """Serve a house on a free port of this machine until the block ends; that closes its database too."""
    async with TestClient(TestServer(application(fake.house))) as client:
        yield Phones(client, fake)
