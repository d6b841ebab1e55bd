"""Somebody at the register: what their browser sends and shows."""

import html
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from io import BytesIO

from aiohttp import CookieJar, FormData
from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap import application
from dialogs.model.ids import MeetingId, PersonId
from dialogs.register import Office
from storage import sessions
from storage.engine import Connection
from storage.sessions import Session
from tests.fakes.archive import Case, a_committee, lay_committee, lay_meeting, over, signed, with_hr
from tests.fakes.house import Fake

DAY = date(2027, 1, 12)
HANNE = PersonId("hanne")
OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Reply:
    """What came back."""

    status: int
    text: str
    headers: Mapping[str, str]
    path: str
    body: bytes = b""

    @property
    def says(self) -> str:
        """Give what a person can read on the page."""
        in_lines = re.sub(r"</?(bdi|a|mark|span)\b[^>]*>", "", self.text)
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", in_lines)))

    def links(self, word: str) -> list[str]:
        """Give the addresses of the links whose text has a word."""
        found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', self.text)
        return [html.unescape(way) for way, text in found if word in re.sub(r"<[^>]+>", "", text)]


class Reader:
    """A browser of its own, with its own cookies."""

    def __init__(self, client: TestClient, fake: Fake, told: list[str]) -> None:
        self.client, self.fake, self.told = client, fake, told

    async def get(self, path: str, headers: Mapping[str, str] | None = None) -> Reply:
        async with self.client.get(path, headers=headers) as got:
            body = await got.read()
            return Reply(got.status, body.decode("utf-8", "replace"), got.headers, got.url.path_qs, body)

    async def post(self, path: str, headers: Mapping[str, str] | None = None, data: object = None) -> Reply:
        async with self.client.post(path, data=data or {}, headers=OURS if headers is None else headers) as got:
            return Reply(got.status, await got.text(), got.headers, got.url.path_qs)

    async def fills(self, page: Reply, action: str = "", **fields: object) -> Reply:
        """Send a form of a page as it stands, but for these fields; the first one, or that with this in its address."""
        ours = html.unescape(page.text)
        found = re.findall(r'<form class="asked" method="post" action="([^"]*)"[^>]*>(.*?)</form>', ours, re.DOTALL)
        way, inside = next(each for each in found if action in each[0] + each[1])
        pattern = r'<input type="(?:text|date|hidden)"[^>]*?name="([^"]*)"[^>]*?value="([^"]*)"'
        typed: dict[str, list[str]] = {}
        for name, value in re.findall(pattern, inside):
            typed.setdefault(name, []).append(value)
        for name, options in re.findall(r'<select id="[^"]*" name="([^"]*)">(.*?)</select>', inside, re.DOTALL):
            typed[name] = (
                re.findall(r'value="([^"]*)" selected', options)[:1] or re.findall(r'value="([^"]*)"', options)[:1]
            )
        for name, value in re.findall(r'<input type="checkbox" name="([^"]*)" value="([^"]*)" checked>', inside):
            typed.setdefault(name, []).append(value)
        for name, text in re.findall(r'<textarea id="[^"]*" name="([^"]*)"[^>]*>(.*?)</textarea>', inside, re.DOTALL):
            typed[name] = [text]
        for name, value in fields.items():
            key = name.replace("__", ".")
            typed[key] = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
        return await self.post(way, data=[(name, value) for name, values in typed.items() for value in values])

    async def sends(self, path: str, body: bytes, name: str = "udvalg.csv") -> Reply:
        """Send a file."""
        form = FormData()
        form.add_field("file", BytesIO(body), filename=name, content_type="application/octet-stream")
        return await self.post(path, data=form)

    @property
    def link(self) -> str:
        """Give the path of the link that the terminal shows now."""
        return "/register/open/" + self.told[-1].split("/open/")[1].split(" ")[0]

    async def signs_in(self) -> "Reader":
        """Sign in as the administrator of the try-out."""
        assert (await self.post(self.link)).status == 200
        return self

    async def signs_in_as(self, office: Office, person: str = "", name: str = "Hanne Rask") -> "Reader":
        """Sign in as anybody, past the door."""
        now, token = self.fake.wall.now(), self.fake.chance()
        who = Session(name, office, now, now, PersonId(person) if person else None)
        await self.fake.house.store.write(lambda conn: sessions.begin(conn, token, who))
        self.client.session.cookie_jar.update_cookies({"medmakker-register": token})
        return self


@asynccontextmanager
async def reading(fake: Fake) -> AsyncIterator[Reader]:
    """Serve a house until the block ends, with one browser."""
    told: list[str] = []
    server = TestServer(application(fake.house, told.append))
    async with TestClient(server, cookie_jar=CookieJar(unsafe=True)) as client:
        yield Reader(client, fake, told)


@asynccontextmanager
async def another(reader: Reader) -> AsyncIterator[Reader]:
    """Give another browser at the same register."""
    async with TestClient(reader.client.server, cookie_jar=CookieJar(unsafe=True)) as client:
        client.server.skip_url_asserts = True
        yield Reader(client, reader.fake, reader.told)


async def lay(fake: Fake, ident: str, *cases: Case, number: int = 1, days: int = 0, hr: str = "") -> MeetingId:
    """Lay a committee down with a meeting whose minutes are signed."""
    committee = a_committee(ident, f"Lokal-MED {ident.title()}")
    if hr:
        committee = with_hr(committee, hr)
    meeting = signed(over(committee, number, DAY + timedelta(days=days), cases))

    def write(conn: Connection) -> None:
        if number == 1:
            lay_committee(conn, committee)
        lay_meeting(conn, meeting)

    await fake.house.store.write(write)
    return meeting.id
