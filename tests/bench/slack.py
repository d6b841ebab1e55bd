"""`python -m tests.bench.slack`: a durable turn over a signed press, beside bare aiohttp with HMAC and bolt.

The turn is verified, decided, committed and answered, and the answer said to the one who pressed by a call to Slack.
Beside it stand bolt that only acknowledges, and bolt that says back, by such a call, what it heard.
"""

import asyncio
import json
import random
import sys
import tempfile
import time
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from bot.config import Settings
from bot.database import prepare_database
from bot.demo import lay_down_text
from tests.bench.__main__ import ROUNDS, TOGETHER, Figures, Server, free_port, set_up
from tests.bench.bolt import SECRET
from tests.fakes.slack.hands import Hands, Sent
from tests.fakes.slack.server import TEAM, TOKEN, Channel, FakeSlack, serving_slack

PRESSES = 240
PEOPLE = 12
MEETINGS = 50
NAMES = {
    "bare": "bare aiohttp with HMAC",
    "bolt": "bolt that acknowledges",
    "echo": "bolt that says it back",
    "ours": "durable turn in Slack",
}


def user(meeting: int, person: int) -> str:
    return f"U{meeting:03}{person:02}"


def press(hands: Hands, meeting: str, whose: int, person: int, action: str, number: int) -> Sent:
    """Give a press on a button, with a message around it as large as they are."""
    hands.now = int(time.time())
    on = f"{number % 3 + 1}.true" if action == "answer_quiz" else ""
    value = json.dumps([action, on, "planned" if action == "start" else "", meeting, ""])
    who = user(whose, person)
    button = {"action_id": "press:quiz:1.0", "type": "button", "value": value}
    return hands.press(who, Channel(f"D{who}", user=who), button)


async def load(session: ClientSession, port: int, sent: list[Sent], together: int, found: Figures, cpu: Server) -> None:
    """Send presses, `together` at a time, each answer awaited before the sender goes on."""
    left, before = iter(sent), cpu.cpu_s

    async def sender() -> None:
        for each in left:
            began = time.perf_counter()
            await send(session, port, each)
            found.waits.append(time.perf_counter() - began)

    await asyncio.gather(*(sender() for _ in range(together)))
    found.cpu.append((cpu.cpu_s - before) / len(sent))


async def send(session: ClientSession, port: int, each: Sent) -> None:
    url = f"http://127.0.0.1:{port}/slack/events"
    async with session.post(url, data=each.body, headers=each.headers) as answer:
        if answer.status != 200 or "X-Medmakker-Refused" in answer.headers:
            raise SystemExit(f"{answer.status} {answer.headers}: {(await answer.read())[:200]!r}")


async def crowd(session: ClientSession, port: int, meetings: list[str], hands: Hands) -> Figures:
    """Let every member of every meeting press once, spread over a second."""
    found, chance = Figures(), random.Random(1)

    async def one(sent: Sent) -> None:
        await asyncio.sleep(chance.random())
        began = time.perf_counter()
        await send(session, port, sent)
        found.waits.append(time.perf_counter() - began)

    # Made before: making and signing them must not hold up what is measured.
    everybody = [(meeting, person) for meeting in range(len(meetings)) for person in range(PEOPLE)]
    presses = [press(hands, meetings[each], each, person, "answer_quiz", person) for each, person in everybody]
    await asyncio.gather(*map(one, presses))
    return found


async def main() -> None:
    """Lay meetings down, serve everything, measure in turn, report."""
    with tempfile.TemporaryDirectory() as name:
        slack = FakeSlack(lambda: 0.0)
        async with serving_slack(slack) as api_url:
            await bench(Path(name), slack, api_url)


async def bench(folder: Path, slack: FakeSlack, api_url: str) -> None:
    ports = {name: free_port() for name in NAMES}
    known = {
        "database_url": f"sqlite:///{folder}/bench.db",
        "keys": str(folder / "keys"),
        "port": str(ports["ours"]),
        "tryout": "true",
        # The hand on the clock lets screens stand still, so that what is measured is the turn with its private answer.
        "rehearsal": "true",
        "log_level": "ERROR",
        "slack_api_url": api_url,
        "slack_bot_token": TOKEN,
        "slack_signing_secret": SECRET,
    }
    settings = {f"MEDMAKKER_{name.upper()}": value for name, value in known.items()}
    meetings = await asyncio.to_thread(lay_down, Settings.model_validate(known), slack)
    servers = {
        "bare": Server([sys.executable, "-m", "tests.bench.bolt", "bare", str(ports["bare"])], ports["bare"], {}),
        "bolt": Server([sys.executable, "-m", "tests.bench.bolt", "bolt", str(ports["bolt"])], ports["bolt"], {}),
        "echo": Server(
            [sys.executable, "-m", "tests.bench.bolt", "echo", str(ports["echo"]), api_url, TOKEN], ports["echo"], {}
        ),
        "ours": Server([sys.executable, "-m", "bot", "serve"], ports["ours"], settings),
    }
    hands = Hands(slack, SECRET, 0)
    async with ClientSession(connector=TCPConnector(limit=128)) as session:
        try:
            for server in servers.values():
                await server.ready(session)
            for number, meeting in enumerate(meetings):
                for person in range(PEOPLE):
                    await send(session, ports["ours"], press(hands, meeting, number, person, "arrive", 0))
                await send(session, ports["ours"], press(hands, meeting, number, 0, "start", 0))
            # Everybody is told that their meeting has begun, which takes some seconds.
            await servers["ours"].at_rest()
            rows = {together: {name: Figures() for name in servers} for together in TOGETHER}
            for _ in range(ROUNDS):
                for together, found in rows.items():
                    for name, server in servers.items():
                        sent = [press(hands, meetings[0], 0, n % PEOPLE, "answer_quiz", n) for n in range(PRESSES)]
                        await load(session, ports[name], sent, together, found[name], server)
            at_once = await crowd(session, ports["ours"], meetings, hands)
        finally:
            for server in servers.values():
                server.stop()
    report(rows, at_once)


def lay_down(settings: Settings, slack: FakeSlack) -> list[str]:
    prepare_database(settings)
    found = []
    for number in range(MEETINGS):
        # Everybody is somebody else in each committee.
        text, people = set_up(), {}
        for person in reversed(range(PEOPLE)):
            text = text.replace(f"'p{person}'", f"'m{number}p{person}'")
            slack.add_user(user(number, person), f"Person {person}")
            people[f"m{number}p{person}"] = {"account": f"{TEAM}/{user(number, person)}", "reference": None}
        found.append(lay_down_text(settings, text, json.dumps({"slack": {"people": people}}))["meeting"])
    return found


def report(rows: dict[int, dict[str, Figures]], at_once: Figures) -> None:
    print(f"{ROUNDS} rounds of {PRESSES}, in turn; CPU is the median of the rounds, waits are of all rounds together")
    print(f"{'':34}{'CPU us':>9}{'p50 ms':>9}{'p99 ms':>9}")
    for together, found in rows.items():
        for name, each in found.items():
            what = f"{NAMES[name]}, {together} at a time"
            print(f"{what:40}{each.cpu_us:9.0f}{each.at(0.5):9.2f}{each.at(0.99):9.2f}")
        for name in ("bare", "bolt", "echo"):
            print(f"{f'  ratio to {NAMES[name]}':40}{found['ours'].cpu_us / found[name].cpu_us:9.1f}")
    print(
        f"{MEETINGS} meetings of {PEOPLE} within a second: p50 {at_once.at(0.5):.0f} ms, p99 {at_once.at(0.99):.0f} ms"
    )


if __name__ == "__main__":
    asyncio.run(main())
