"""`python -m tests.bench.reminders [COUNT]`: due reminders claimed, rendered and delivered to a receiver on loopback.

Beside them the bare loop: claimed and acknowledged in batches of the same size, and nothing else. CPU is ours, not that
of the receiver or the database's server.
"""

import asyncio
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.relay import AT_ONCE, LEASE, Relay
from dialogs.cards import Card, Paragraph
from dialogs.model.ids import PersonId
from storage import outbox
from storage.codec import encode
from tests.bench.crowd import kinds
from tests.databases import KINDS, Kind
from tests.fakes.house import Fake, wire, with_meeting
from tests.fakes.sink import ToSink, session

ROOT = Path(__file__).parents[2]
REMINDERS = 100_000
# One at a time takes long, and a part of them shows as much.
IN_TURN_ONE_OF = 20
OWED_AT_ONCE = 5_000
CARD = Card(
    "reminder",
    ("Læs op til mødet",),
    (
        Paragraph(("Dagsorden og forslag ligger klar til mødet den 9. december 2026 kl. 10.00.",)),
        Paragraph(("Du får beskeden, fordi du er med i udvalget. Formandskabet kan slå den fra.",)),
    ),
)


async def owing(folder: Path, count: int) -> Fake:
    """Give a house that owes reminders to everybody in turn."""
    fake = await with_meeting(wire(folder))
    now, card = fake.wall.now(), encode(CARD)
    for first in range(0, count, OWED_AT_ONCE):
        rows = [
            outbox.Owed(f"reminder/{n}", fake.id, PersonId(f"p{n % 60}"), card, now, "sink")
            for n in range(first, min(first + OWED_AT_ONCE, count))
        ]
        await fake.house.store.write(lambda conn, rows=rows: outbox.owe(conn, rows, now))
    return fake


async def bare(fake: Fake) -> int:
    """Claim and acknowledge."""
    store, now, dealt = fake.house.store, fake.wall.now(), 0
    while rows := await store.write(lambda conn: outbox.claim_due(conn, now, "bare", LEASE, AT_ONCE)):
        ids = [row.id for row in rows]
        await store.write(lambda conn, ids=ids: outbox.mark_sent(conn, ids, "bare", now))
        dealt += len(rows)
    return dealt


def delivering(address: str, *, keys: bool) -> Callable[[Fake], Awaitable[int]]:
    """Give what delivers to the receiver, all of a batch at once where keys are honoured and else one by one."""

    async def deliver(fake: Fake) -> int:
        async with session() as made:
            senders = {"sink": ToSink(made, address)}
            relay = Relay(fake.house.store, senders, fake.wall, "bench", honour_keys={"sink"} if keys else ())
            return await relay.drain()

    return deliver


async def measure(folder: Path, what: Callable[[Fake], Awaitable[int]], count: int) -> tuple[float, float]:
    """Give seconds and seconds of CPU for each reminder."""
    fake = await owing(folder, count)
    began, cpu = time.perf_counter(), time.process_time()
    dealt = await what(fake)
    took, used = time.perf_counter() - began, time.process_time() - cpu
    await fake.close()
    assert dealt == count, dealt
    return took / count, used / count


async def bench(kind: Kind, folder: Path, address: str, count: int) -> None:
    """Measure and report on one database."""
    print(f"--- {kind.name}, {count:,} reminders in batches of {AT_ONCE}", flush=True)
    found = {
        "claimed and acknowledged": await measure(folder / "bare", bare, count),
        "delivered, keys honoured": await measure(folder / "keys", delivering(address, keys=True), count),
        "delivered one by one": await measure(
            folder / "turn", delivering(address, keys=False), max(count // IN_TURN_ONE_OF, 1)
        ),
    }
    wall, cpu = found["claimed and acknowledged"]
    print(f"{'':28}{'each s':>9}{'CPU us':>9}{'ratios':>14}")
    for name, (took, used) in found.items():
        print(f"{name:28}{1 / took:9,.0f}{1e6 * used:9.0f}{took / wall:8.1f}{used / cpu:6.1f}", flush=True)


def main() -> None:
    """Measure on SQLite, and on PostgreSQL where there is a server."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else REMINDERS
    words = (sys.executable, "-m", "tests.fakes.sink")
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as sink:
        assert sink.stdout
        address = sink.stdout.readline().strip()
        try:
            with kinds() as found, tempfile.TemporaryDirectory() as name:
                for kind in found:
                    # The server's kind is in force while it runs, so the file's is asked for by name.
                    KINDS.append(kind)
                    asyncio.run(bench(kind, Path(name) / kind.name, address, count))
                    KINDS.pop()
        finally:
            sink.terminate()


if __name__ == "__main__":
    main()
