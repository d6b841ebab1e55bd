"""`python -m tests.bench`: CPU and waits of a durable turn, as ratios to the bare framework and the bare commit."""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientSession, TCPConnector

from tests import postgres

ROUNDS = 5
TURNS = 240
AT_REST_S, AT_REST_CPU_S = 0.5, 0.02
TOGETHER = (1, 16)
ROOT = Path(__file__).parents[2]


@dataclass
class Figures:
    """What one thing took in all rounds: waiting times in seconds, CPU in seconds a turn."""

    waits: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def at(self, share: float) -> float:
        """Give a percentile of the waiting times, in milliseconds."""
        ordered = sorted(self.waits)
        return 1000 * ordered[min(int(share * len(ordered)), len(ordered) - 1)]

    @property
    def cpu_us(self) -> float:
        """Give the median of the rounds, in microseconds a turn."""
        return 1e6 * statistics.median(self.cpu)


class Server:
    """A server process on a port of its own."""

    def __init__(self, command: list[str], port: int, settings: Mapping[str, str]) -> None:
        self.port = port
        self.began = time.perf_counter()
        self.process = subprocess.Popen(command, env={**os.environ, **settings}, cwd=ROOT)

    async def ready(self, session: ClientSession) -> float:
        """Wait until it answers; give how long that took, in seconds."""
        while self.process.poll() is None:
            try:
                async with session.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
                    if answer.status == 200:
                        return time.perf_counter() - self.began
            except OSError:
                await asyncio.sleep(0.01)
        raise SystemExit("the server did not start")

    async def at_rest(self) -> None:
        """Wait until it has done what it still had to do, so that none of that is counted with what comes next."""
        before, now = 0.0, self.cpu_s
        while now - before > AT_REST_CPU_S:
            await asyncio.sleep(AT_REST_S)
            before, now = now, self.cpu_s

    @property
    def cpu_s(self) -> float:
        """Give the CPU seconds that all its threads have used, to the microsecond."""
        threads = Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e9

    @property
    def memory_mb(self) -> float:
        """Give its resident memory."""
        lines = Path(f"/proc/{self.process.pid}/status").read_text().splitlines()
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def form(number: int) -> dict[str, str]:
    return {
        "action": "contribute",
        "on": "",
        "seen": "",
        "key": f"bench-{time.perf_counter_ns()}-{number}",
        "kind": "use",
        "text": f"Oversættelse af breve og beskeder til pårørende, nummer {number}",
    }


async def load(session: ClientSession, urls: list[str], together: int, figures: Figures, server: Server) -> None:
    """Send `TURNS` forms, `together` at a time, each answer awaited before the sender goes on."""
    numbers = iter(range(TURNS))
    before = server.cpu_s

    async def sender() -> None:
        for number in numbers:
            began = time.perf_counter()
            url = urls[number % len(urls)]
            async with session.post(url, data=form(number), headers={"Accept": "application/json"}) as answer:
                body = await answer.read()
                if answer.status != 200:
                    raise SystemExit(f"{answer.status}: {body[:200]!r}")
            figures.waits.append(time.perf_counter() - began)

    await asyncio.gather(*(sender() for _ in range(together)))
    figures.cpu.append((server.cpu_s - before) / TURNS)


async def begin(session: ClientSession, people: Mapping[str, str], names: list[str]) -> list[str]:
    """Bring everybody into the room and begin the meeting; give the addresses to send to."""
    for name in names:
        await session.post(f"{people[name]}/act", data={"action": "arrive"}, headers={"Accept": "application/json"})
    await session.post(f"{people['p0']}/act", data={"action": "start", "seen": "planned"})
    return [f"{people[name]}/act" for name in names]


def set_up() -> str:
    rows = ["starts_at = '2026-12-01T10:00:00+01:00'", "[committee]", "name = 'Bench'", "level = 'local'"]
    for number in range(12):
        side, role = ("management", "chair" if not number else "member") if number < 4 else ("employees", "member")
        rows += ["[[person]]", f"id = 'p{number}'", f"name = 'Person {number}'"]
        rows += [f"side = '{side}'", f"roles = ['{role}']"]
    return "\n".join(rows)


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where there is a server."""
    with tempfile.TemporaryDirectory() as name:
        bench(Path(name), f"sqlite:///{name}/bench.db")
    programs = postgres.binaries()
    if programs is None:
        print(postgres.HOW_TO_GET)
        return
    server = postgres.new_server(programs)
    server.start()
    try:
        with tempfile.TemporaryDirectory() as name:
            bench(Path(name), server.new_database(empty=True))
    finally:
        postgres.remove(server)


def bench(folder: Path, url: str) -> None:
    """Lay down a meeting for every measurement, measure, report."""
    print(f"--- {url.partition(':')[0]}")
    port, echo_port = free_port(), free_port()
    settings = {
        "MEDMAKKER_DATABASE_URL": url,
        "MEDMAKKER_KEYS": str(folder / "keys"),
        "MEDMAKKER_PORT": str(port),
        "MEDMAKKER_TRYOUT": "true",
        "MEDMAKKER_LOG_LEVEL": "ERROR",
    }
    folder.joinpath("set_up.toml").write_text(set_up())
    command = [sys.executable, "-m", "bot"]
    env = {**os.environ, **settings}
    subprocess.run([*command, "migrate"], env=env, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    laid = []
    for _ in range(ROUNDS * len(TOGETHER)):
        lay = [*command, "tryout", str(folder / "set_up.toml"), "--json"]
        found = subprocess.run(lay, env=env, cwd=ROOT, check=True, capture_output=True)
        laid.append(json.loads(found.stdout)["people"])
    commit = bare_commit(folder, url)
    asyncio.run(measure(commit, command, settings, port, echo_port, laid))


async def measure(
    commit: Figures,
    command: list[str],
    settings: Mapping[str, str],
    port: int,
    echo_port: int,
    laid: list[dict[str, str]],
) -> None:
    async with ClientSession(connector=TCPConnector(limit=64)) as session:
        echo = Server([sys.executable, "-m", "tests.bench.echo", str(echo_port)], echo_port, {})
        await echo.ready(session)
        ours = Server([*command, "serve"], port, settings)
        ready_s = await ours.ready(session)
        try:
            rows: dict[int, tuple[Figures, Figures]] = {together: (Figures(), Figures()) for together in TOGETHER}
            for _ in range(ROUNDS):
                for together, (bare, own) in rows.items():
                    people = laid.pop()
                    urls = await begin(session, people, list(people))
                    await load(session, [f"http://127.0.0.1:{echo_port}/act"], together, bare, echo)
                    await load(session, urls, together, own, ours)
            report(rows, commit, ready_s, ours.memory_mb)
        finally:
            ours.stop()
            echo.stop()


def bare_commit(folder: Path, url: str) -> Figures:
    figures = Figures()
    for number in range(ROUNDS):
        where = str(folder / f"bare{number}.db") if url.startswith("sqlite") else url
        found = subprocess.run(
            [sys.executable, "-m", "tests.bench.commit", where, str(TURNS)],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        body = json.loads(found.stdout)
        figures.waits += body["waits"]
        figures.cpu.append(body["cpu_s"] / TURNS)
    return figures


def report(rows: Mapping[int, tuple[Figures, Figures]], commit: Figures, ready_s: float, memory_mb: float) -> None:
    print(f"{ROUNDS} rounds of {TURNS}, in turn; CPU is the median of the rounds, waits are of all rounds together")
    print(f"{'':34}{'CPU us':>9}{'p50 ms':>9}{'p99 ms':>9}")
    print(f"{'bare commit, 3 statements':34}{commit.cpu_us:9.0f}{commit.at(0.5):9.2f}{commit.at(0.99):9.2f}")
    for together, (bare, own) in rows.items():
        print(f"{f'bare form echo, {together} at a time':34}{bare.cpu_us:9.0f}{bare.at(0.5):9.2f}{bare.at(0.99):9.2f}")
        print(f"{f'durable turn, {together} at a time':34}{own.cpu_us:9.0f}{own.at(0.5):9.2f}{own.at(0.99):9.2f}")
        waits = f"{own.at(0.5) / bare.at(0.5):9.1f}{own.at(0.99) / bare.at(0.99):9.1f}"
        print(f"{'  ratio to the echo':34}{own.cpu_us / bare.cpu_us:9.1f}{waits}")
        print(f"{'  ratio to the commit':34}{own.cpu_us / commit.cpu_us:9.1f}")
    print(f"ready after {ready_s:.2f} s, {memory_mb:.0f} MB after the run")


if __name__ == "__main__":
    main()
