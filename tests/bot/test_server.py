"""A server as a process: what it acknowledged is there after a kill, and it stops when it is told to."""

import asyncio
import json
import logging
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from random import Random

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.bootstrap import build
from bot.clock import FastClock, PushedClock, SetClock, WallClock
from bot.config import SettingsFault
from bot.errors import middleware
from bot.platforms.browser.app import fault_page
from bot.server import _serve
from storage.engine import StoreGone
from tests.fakes.house import EVERYBODY, PARTIES, demonstration, new_folder, settings_in

ROOT = Path(__file__).parents[2]
READY_S = 30
KILLS = 3


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """The product on a port of this machine, to be killed and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = new_folder(folder)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = {
            "PATH": os.defpath,
            "MEDMAKKER_DATABASE_URL": f"sqlite:///{folder / 'medmakker.db'}",
            "MEDMAKKER_KEYS": str(folder / "keys"),
            "MEDMAKKER_PORT": str(self.port),
            "MEDMAKKER_TRYOUT": "true",
        }

    def command(self, *words: str) -> str:
        command = (sys.executable, "-m", "bot", *words)
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    def lay_down(self) -> dict[str, str]:
        script = self.folder / "set-up.toml"
        script.write_text(demonstration(), encoding="utf-8")
        found: dict[str, str] = json.loads(self.command("tryout", str(script), "--json"))["people"]
        return found

    @asynccontextmanager
    async def up(self, session: aiohttp.ClientSession) -> AsyncIterator[asyncio.subprocess.Process]:
        """Start, wait until it is ready, and kill it when the block ends, if it still runs."""
        with (self.folder / "log").open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "serve"), cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        try:
            async with asyncio.timeout(READY_S):
                while not await self.is_ready(session):
                    assert process.returncode is None, self.log
                    await asyncio.sleep(0.05)
            yield process
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()

    async def is_ready(self, session: aiohttp.ClientSession) -> bool:
        return await self.answers(session, self.address)

    @staticmethod
    async def answers(session: aiohttp.ClientSession, address: str) -> bool:
        try:
            async with session.get(f"{address}/healthz") as got:
                return got.status == 200
        except aiohttp.ClientError:
            return False

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8")


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return Server(tmp_path)


async def send(session: aiohttp.ClientSession, link: str, **fields: str) -> dict[str, str]:
    async with session.post(f"{link}/act", data=fields, headers={"Accept": "application/json"}) as got:
        found: dict[str, str] = await got.json()
        return found


class Burst:
    """People who write without a pause, send again under the same key until they are answered, and note what was."""

    def __init__(self) -> None:
        self.acknowledged: list[str] = []
        self.news = asyncio.Event()
        self.sent: set[str] = set()
        self.again = 0
        self.over = False

    async def write(self, session: aiohttp.ClientSession, link: str, who: str) -> None:
        number = 0
        while not self.over:
            number += 1
            text = f"Tekst {number} fra {who}"
            self.sent.add(text)
            while not self.over:
                try:
                    answer = await send(session, link, action="contribute", kind="use", text=text, key=text)
                except aiohttp.ClientError:
                    self.again += 1
                    await asyncio.sleep(0.02)
                    continue
                assert not answer["refused"], answer
                self.acknowledged.append(text)
                self.news.set()
                break

    async def goes_on(self, more: int) -> None:
        """Wait until so many more texts are acknowledged."""
        until = len(self.acknowledged) + more
        async with asyncio.timeout(READY_S):
            while len(self.acknowledged) < until:
                self.news.clear()
                await self.news.wait()


def kept_texts(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as driver:
        assert driver.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [json.loads(row[0])["text"] for row in driver.execute("SELECT body FROM contribution")]


async def test_every_text_that_was_acknowledged_is_there_after_a_kill(server: Server):
    people, luck, burst = server.lay_down(), Random(2027), Burst()
    async with aiohttp.ClientSession() as session:
        writers: list[asyncio.Task[None]] = []
        for kill in range(KILLS):
            async with server.up(session) as process:
                if kill == 0:
                    for who in EVERYBODY:
                        assert not (await send(session, people[who], action="arrive", key="a"))["refused"]
                    began = await send(session, people["marianne"], action="start", seen="planned", key="s")
                    assert not began["refused"], began
                    writers = [asyncio.create_task(burst.write(session, people[who], who)) for who in PARTIES]
                await burst.goes_on(luck.randrange(20, 60))
                process.send_signal(signal.SIGKILL)
                await process.wait()
        async with server.up(session) as process:
            await burst.goes_on(20)
            burst.over = True
            await asyncio.gather(*writers)
            async with session.get(people["ole"]) as page:
                shown = await page.text()
            process.terminate()
            assert await asyncio.wait_for(process.wait(), 20) == 0
    kept = kept_texts(server.folder / "medmakker.db")
    assert burst.again
    assert set(burst.acknowledged) <= set(kept)
    assert len(kept) == len(set(kept)) <= len(burst.sent)
    assert set(kept) <= burst.sent
    assert "Tekst 1 fra ole" in shown
    assert "Tekst" not in server.log
    assert "/p/" not in server.log


async def test_in_production_there_is_no_hand_on_the_clock_and_links_do_not_sign(server: Server):
    people = server.lay_down()
    server.environment["MEDMAKKER_TRYOUT"] = "false"
    async with aiohttp.ClientSession() as session, server.up(session) as process:
        for path in ("clock", "settle"):
            async with session.post(f"{server.address}/rehearsal/{path}", json={"at": "2027-01-01T00:00:00Z"}) as got:
                assert got.status == 404
        for key, (who, action, seen) in enumerate(
            (
                *(("marianne", "arrive", ""), ("sanne", "arrive", "")),
                *(("marianne", "start", "planned"), ("marianne", "end", "knowledge.1")),
            )
        ):
            assert not (await send(session, people[who], action=action, seen=seen, key=f"{key}"))["refused"]
        # Everything else about it is right.
        answer = await send(session, people["marianne"], action="sign_minutes", seen="1", key="m")
        assert answer["refused"] == "sign_in_required"
        process.send_signal(signal.SIGINT)
        assert await asyncio.wait_for(process.wait(), 20) == 0


async def test_a_server_of_this_process_serves_and_stops_by_a_signal(tmp_path: Path):
    port = free_port()
    settings = settings_in(new_folder(tmp_path), port=port, rehearsal=False, clock_speed=12, log_level="WARNING")
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    serving = asyncio.create_task(_serve(settings))
    try:
        async with aiohttp.ClientSession() as session, asyncio.timeout(READY_S):
            while not await Server.answers(session, f"http://127.0.0.1:{port}"):
                assert not serving.done(), serving
        taken = await asyncio.gather(_serve(settings_in(tmp_path / "other", port=port)), return_exceptions=True)
        assert isinstance(taken[0], (SettingsFault, StoreGone)), taken
        signal.raise_signal(signal.SIGTERM)
        await asyncio.wait_for(serving, READY_S)
    finally:
        root.handlers, root.level = handlers, level


async def test_the_clock_of_a_house_is_the_one_that_was_asked_for(tmp_path: Path):
    for name, values, kinds in (
        ("a", {"rehearsal": True}, (SetClock, PushedClock)),
        ("b", {"rehearsal": False, "clock_speed": 12}, (FastClock, WallClock)),
        ("c", {"rehearsal": False, "tryout": False}, (WallClock, WallClock)),
    ):
        house = build(settings_in(new_folder(tmp_path / name), **values))
        assert (type(house.clocks.meeting), type(house.clocks.wall)) == kinds
        await house.store.close()


async def test_a_fault_of_ours_is_a_page_in_words_and_a_line_without_them(caplog: pytest.LogCaptureFixture):
    async def fall(_: web.Request) -> web.Response:
        raise RuntimeError

    async def elsewhere(_: web.Request) -> web.Response:
        raise web.HTTPFound("/somewhere")

    app = web.Application(middlewares=[middleware(lambda _, status: fault_page("da", status))])
    app.router.add_get("/p/{token}", fall)
    app.router.add_get("/elsewhere", elsewhere)
    async with TestClient(TestServer(app)) as client:
        async with client.get("/p/secret") as got:
            assert got.status == 500
            assert "Noget gik galt hos os" in await got.text()
        async with client.get("/elsewhere", allow_redirects=False) as got:
            assert got.status == 302
        async with client.get("/nowhere") as got:
            assert got.status == 404
    assert "request failed" in caplog.text
    assert "secret" not in caplog.text
