"""`python -m tests.bench.teams`: a durable turn over a signed activity, beside bare aiohttp and two libraries' echoes.

The turn is verified, decided, committed and answered: by a message that is posted through the Connector, as the echoes
do, and once more as an invoke, which is answered at once. The libraries are fetched into a folder of their own.
"""

import asyncio
import itertools
import json
import secrets
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession, TCPConnector, web

from bot.config import Settings
from bot.database import prepare_database
from bot.demo import lay_down_text
from tests.bench.__main__ import ROUNDS, TOGETHER, Figures, Server, free_port, set_up
from tests.fakes.teams.cloud import APP_ID, BOT, SECRET, TENANT
from tests.fakes.teams.signing import Signing

LIBRARIES = ("botbuilder-integration-aiohttp==4.17.1", "microsoft-agents-hosting-aiohttp==1.9.0")
BOTS = Path(__file__).with_name("bots.py")
TURNS, PEOPLE = 240, 12
NAMES = {
    "bare": "bare aiohttp with the token's check",
    "botbuilder": "botbuilder echo",
    "agents": "Agents SDK echo",
    "ours": "durable turn, answered by a message",
    "invoke": "durable turn, answered at once",
}
Json = dict[str, object]


@dataclass
class Channel:
    """The channel as quick as it can be: keys, a token, and a place for messages."""

    signing: Signing = field(default_factory=lambda: Signing(APP_ID))
    address: str = ""
    posted: int = 0

    async def metadata(self, _: web.Request) -> web.Response:
        return web.json_response({"issuer": "https://api.botframework.com", "jwks_uri": f"{self.address}/keys"})

    async def keys(self, _: web.Request) -> web.Response:
        return web.json_response({"keys": [self.signing.public()]})

    async def token(self, _: web.Request) -> web.Response:
        return web.json_response({"token_type": "Bearer", "expires_in": 3599, "access_token": "token"})

    async def post(self, request: web.Request) -> web.Response:
        await request.read()
        self.posted += 1
        return web.json_response({"id": str(self.posted)}, status=201)

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[None]:
        app = web.Application()
        app.router.add_get("/metadata", self.metadata)
        app.router.add_get("/keys", self.keys)
        app.router.add_post("/login/{tenant}/oauth2/v2.0/token", self.token)
        app.router.add_post("/teams/v3/{rest:.*}", self.post)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield
        await runner.cleanup()

    def activity(self, person: int, pressed: str, *, invoke: bool) -> Json:
        """Give somebody's press, as a message of a client without Action.Execute or as an invoke."""
        data = {"mm": pressed}
        action = {"type": "Action.Execute", "verb": "press", "title": "-", "data": data}
        kind: Json = {"type": "message", "value": data}
        if invoke:
            value = {"action": action, "trigger": "manual"}
            kind = {"type": "invoke", "name": "adaptiveCard/action", "value": value}
        return {
            "id": f"f:{secrets.token_hex(8)}",
            "channelId": "msteams",
            "serviceUrl": f"{self.address}/teams/",
            "timestamp": "2026-12-01T09:00:00.000Z",
            "from": {"id": f"29:p{person}", "name": f"Person {person}", "aadObjectId": f"p{person}"},
            "conversation": {"id": f"a:p{person}", "conversationType": "personal", "tenantId": TENANT},
            "recipient": {"id": BOT, "name": "Medmakker"},
            "channelData": {"tenant": {"id": TENANT}},
            **kind,
        }


@dataclass
class Rates(Figures):
    """Also how many were answered in a second, round by round."""

    rates: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return sorted(self.rates)[len(self.rates) // 2]


async def load(
    session: ClientSession, server: Server, bodies: list[bytes], headers: dict[str, str], together: int, found: Rates
) -> None:
    """Send activities, `together` at a time, each answer awaited before the sender goes on."""
    left, before, began_all = iter(bodies), server.cpu_s, time.perf_counter()

    async def sender() -> None:
        for body in left:
            began = time.perf_counter()
            await send(session, server, body, headers)
            found.waits.append(time.perf_counter() - began)

    await asyncio.gather(*(sender() for _ in range(together)))
    found.rates.append(len(bodies) / (time.perf_counter() - began_all))
    found.cpu.append((server.cpu_s - before) / len(bodies))


async def send(session: ClientSession, server: Server, body: bytes, headers: dict[str, str]) -> None:
    url = f"http://127.0.0.1:{server.port}/api/messages"
    async with session.post(url, data=body, headers=headers) as answer:
        if answer.status not in {200, 201, 202} or "Medmakker-Refused" in answer.headers:
            raise SystemExit(f"{answer.status} {answer.headers}: {(await answer.read())[:200]!r}")


def fetch(folder: Path) -> Path:
    """Fetch both libraries into a folder, and give its Python."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    quietly = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    subprocess.run([python, *quietly, *LIBRARIES], check=True, stderr=subprocess.DEVNULL)
    return python


async def main() -> None:
    """Fetch, lay a meeting down, serve everything, measure in turn, report."""
    with tempfile.TemporaryDirectory() as name:
        channel, folder = Channel(), Path(name)
        async with channel.serving():
            await bench(folder, channel, await asyncio.to_thread(fetch, folder / "libraries"))


async def bench(folder: Path, channel: Channel, python: Path) -> None:
    ports = {name: free_port() for name in ("bare", "botbuilder", "agents", "ours")}
    known = {
        "database_url": f"sqlite:///{folder}/bench.db",
        "keys": str(folder / "keys"),
        "port": str(ports["ours"]),
        "tryout": "true",
        # The hand on the clock lets screens stand still, so that what is measured is the turn with its answer.
        "rehearsal": "true",
        "log_level": "ERROR",
        "teams_app_id": APP_ID,
        "teams_tenants": TENANT,
        "teams_secret": SECRET,
        "teams_development": "true",
        "teams_login": f"{channel.address}/login",
        "teams_keys": f"{channel.address}/metadata",
        "teams_service": f"{channel.address}/teams/",
    }
    settings = {f"MEDMAKKER_{name.upper()}": value for name, value in known.items()}
    meeting = await asyncio.to_thread(lay_down, Settings.model_validate(known))
    more = [APP_ID, TENANT, f"{channel.address}/keys", f"{channel.address}/metadata"]
    servers = {
        name: Server([str(python), str(BOTS), name, str(ports[name]), *more], ports[name], {})
        for name in ("bare", "botbuilder", "agents")
    }
    servers["ours"] = servers["invoke"] = Server([sys.executable, "-m", "bot", "serve"], ports["ours"], settings)
    headers = {"Authorization": f"Bearer {channel.signing.token(f'{channel.address}/teams/')}"}
    headers["Content-Type"] = "application/json; charset=utf-8"
    numbers = itertools.count()

    def body(person: int, action: str, *, invoke: bool = False) -> bytes:
        on = f"{next(numbers) % 3 + 1}.true" if action == "answer_quiz" else ""
        pressed = json.dumps([action, on, "planned" if action == "start" else "", meeting, ""])
        return json.dumps(channel.activity(person, pressed, invoke=invoke)).encode()

    rows = {together: {name: Rates() for name in servers} for together in TOGETHER}
    async with ClientSession(connector=TCPConnector(limit=128)) as session:
        try:
            for server in servers.values():
                await server.ready(session)
            for person in range(PEOPLE):
                await send(session, servers["ours"], body(person, "arrive"), headers)
            await send(session, servers["ours"], body(0, "start"), headers)
            for _ in range(ROUNDS):
                for together, found in rows.items():
                    for name, server in servers.items():
                        bodies = [body(n % PEOPLE, "answer_quiz", invoke=name == "invoke") for n in range(TURNS)]
                        before = channel.posted
                        await load(session, server, bodies, headers, together, found[name])
                        if name not in {"bare", "invoke"} and channel.posted - before < TURNS:
                            raise SystemExit(f"{name} posted only {channel.posted - before} answers")
        finally:
            for server in servers.values():
                server.stop()
    report(rows)


def lay_down(settings: Settings) -> str:
    prepare_database(settings)
    people = {f"p{n}": {"account": f"29:p{n}", "reference": None} for n in range(PEOPLE)}
    return str(lay_down_text(settings, set_up(), json.dumps({"teams": {"people": people}}))["meeting"])


def report(rows: dict[int, dict[str, Rates]]) -> None:
    print(f"{ROUNDS} rounds of {TURNS}, in turn; CPU and rate are the medians of the rounds, waits are of all together")
    print(f"{'':55}{'CPU us':>9}{'a second':>10}{'p50 ms':>9}{'p99 ms':>9}")
    for together, found in rows.items():
        for name, each in found.items():
            what = f"{NAMES[name]}, {together} at a time"
            print(f"{what:55}{each.cpu_us:9.0f}{each.rate:10.0f}{each.at(0.5):9.2f}{each.at(0.99):9.2f}")
        for name in ("bare", "botbuilder", "agents"):
            ratio = found["ours"].rate / found[name].rate
            print(f"{f'  throughput of ours to {NAMES[name]}':55}{ratio:9.2f}")


if __name__ == "__main__":
    asyncio.run(main())
