"""`python -m tests.bench.crowd`: many members of many meetings at once, and few and many meetings stored."""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert

from bot.set_up import Tokens, lay_down, make, read_set_up
from dialogs.inbound import ButtonPressed, FormSubmitted, Happening, Inbound
from dialogs.model.ids import PersonId
from storage import meeting_tables as tables
from tests import databases, postgres
from tests.bench.__main__ import set_up
from tests.databases import Files, Kind, on_server
from tests.fakes.house import Fake, wire

MEETINGS, MEMBERS = 50, 12
FEW, MANY = 10, 100_000
ROUNDS, EVENTS = 5, 100
AT_ONCE = 1000


@contextmanager
def kinds() -> Iterator[list[Kind]]:
    """Give SQLite, and PostgreSQL where there is a server."""
    programs = postgres.binaries()
    if programs is None:
        yield [Files()]
        return
    server = postgres.new_server(programs)
    server.start()
    with on_server(server) as served:
        yield [Files(), served]
    postgres.remove(server)


async def meeting(fake: Fake) -> Tokens:
    """Lay a meeting down and begin it with everybody."""
    made = make(read_set_up(set_up()), fake.house.organisation.content, fake.chance)
    now = fake.wall.now()
    fake.tokens = await fake.house.store.write(lambda conn: lay_down(conn, made, now, fake.chance))
    for number in range(MEMBERS):
        await fake.press(f"p{number}", "arrive")
    await fake.press("p0", "start", seen=await fake.stamp())
    return fake.tokens


def says(tokens: Tokens, number: int) -> Inbound:
    what: Happening = FormSubmitted("contribute", fields={"kind": ("use",), "text": (f"Breve og beskeder {number}",)})
    return Inbound(f"says/{tokens.meeting}/{number}", tokens.meeting, PersonId(f"p{number % MEMBERS}"), what)


async def crowd(fake: Fake) -> list[float]:
    """Let every member of every meeting submit once, spread over a second; give the waits in milliseconds."""
    laid = [await meeting(fake) for _ in range(MEETINGS)]
    chance = random.Random(2026)
    events = [says(tokens, number) for tokens in laid for number in range(MEMBERS)]

    async def one(event: Inbound, after_s: float) -> float:
        await asyncio.sleep(after_s)
        began = time.perf_counter()
        answer = await fake.house.turn.take(event)
        assert not answer.refused
        return 1000 * (time.perf_counter() - began)

    return sorted(await asyncio.gather(*(one(event, chance.random()) for event in events)))


def fill(conn: Connection, row: dict[str, object], numbers: range) -> None:
    rows = [{**row, "id": f"old{number}", "number": number, "stage": "ended"} for number in numbers]
    texts = [{"meeting_id": f"old{number}", "id": f"t{number}", "body": {"text": "Breve"}} for number in numbers]
    conn.execute(insert(tables.meeting), rows)
    conn.execute(insert(tables.contribution), texts)


async def beside(fake: Fake, stored: int) -> Tokens:
    """Begin a meeting beside so many stored ones."""
    tokens = await meeting(fake)
    this = tables.meeting.select().where(tables.meeting.c.id == tokens.meeting)
    row = await fake.house.store.read(lambda conn: dict(conn.execute(this).one()._mapping))
    for start in range(0, stored, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, stored))
        await fake.house.store.write(lambda conn, numbers=numbers: fill(conn, row, numbers))
    return tokens


async def cost(fake: Fake, tokens: Tokens, part: int) -> float:
    """Give the median wait of events one after the other, in milliseconds."""
    waits = []
    for number in range(part * EVENTS, (part + 1) * EVENTS):
        # A press that changes nothing but who is there keeps the meeting as small as it was.
        press = ButtonPressed("arrive" if number % 2 else "leave")
        began = time.perf_counter()
        event = Inbound(f"press/{tokens.meeting}/{number}", tokens.meeting, PersonId("p5"), press)
        assert not (await fake.house.turn.take(event)).refused
        waits.append(1000 * (time.perf_counter() - began))
    return statistics.median(waits)


async def measure(folder: Path, name: str) -> None:
    fake = wire(folder / "crowd")
    waits = await crowd(fake)
    await fake.close()
    p50, p99 = waits[len(waits) // 2], waits[int(0.99 * len(waits))]
    print(f"{name}: {MEMBERS} members of each of {MEETINGS} meetings within a second: p50 {p50:.1f}, p99 {p99:.1f} ms")
    stores = {stored: wire(folder / f"stored{stored}") for stored in (FEW, MANY)}
    laid = {stored: await beside(fake, stored) for stored, fake in stores.items()}
    costs: dict[int, list[float]] = {FEW: [], MANY: []}
    for number in range(ROUNDS):
        for stored, fake in stores.items():
            costs[stored].append(await cost(fake, laid[stored], number))
    for fake in stores.values():
        await fake.close()
    few, many = (statistics.median(costs[stored][1:]) for stored in (FEW, MANY))
    print(f"{name}: an event beside {FEW} meetings {few:.2f} ms, beside {MANY:,} {many:.2f} ms: {many / few:.2f}")


def main() -> None:
    with kinds() as all_kinds, tempfile.TemporaryDirectory() as folder:
        # The server's kind is in force while it runs, so the file's is asked for by name.
        for kind in all_kinds:
            asyncio.run(measure_on(kind, Path(folder, kind.name)))


async def measure_on(kind: Kind, folder: Path) -> None:
    databases.KINDS.append(kind)
    try:
        await measure(folder, kind.name)
    finally:
        databases.KINDS.pop()


if __name__ == "__main__":
    main()
