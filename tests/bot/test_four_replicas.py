"""Four programs deliver twenty thousand reminders and one is killed in the middle of it."""

import asyncio
import signal
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.relay import AT_ONCE, LEASE
from dialogs.cards import Card, Paragraph
from dialogs.model.ids import PersonId
from storage import outbox
from storage.codec import encode
from tests.databases import Kind, on_server
from tests.fakes.house import wire, with_meeting
from tests.fakes.sink import Sink, listening
from tests.postgres import Server

ROOT = Path(__file__).parents[2]
LAST_WORD = 47
CHILD = """
import asyncio, os, signal, sys
from datetime import datetime
from bot.relay import Relay
from storage.engine import open_store
from tests.fakes.sink import ToSink, session

url, address, owner, at, last = sys.argv[1:]

class Clock:
    def now(self):
        return datetime.fromisoformat(at)

class Mortal(ToSink):
    sent = 0

    async def send(self, delivery):
        await super().send(delivery)
        Mortal.sent += 1
        if Mortal.sent == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

async def main():
    store = open_store(url)
    async with session() as made:
        senders = {"keys": Mortal(made, address), "no keys": Mortal(made, address)}
        await Relay(store, senders, Clock(), owner, honour_keys={"keys"}).drain()
    await store.close()

asyncio.run(main())
"""


@pytest.fixture
def kind(server: Server) -> Iterator[Kind]:
    with on_server(server) as made:
        yield made


@pytest.mark.proof
# Where no key is honoured each is noted by itself, and few show the same.
@pytest.mark.parametrize(("platform", "reminders"), [("keys", 20_000), ("no keys", 1_000)])
async def test_none_is_lost_no_key_has_two_effects_and_what_is_uncertain_is_counted(
    kind: Kind, tmp_path: Path, platform: str, reminders: int
):
    fake = await with_meeting(wire(tmp_path))
    now, card = fake.wall.now(), encode(Card("reminder", ("Læs op til mødet",), (Paragraph(("På onsdag",)),)))
    rows = [
        outbox.Owed(f"reminder/{n}", fake.id, PersonId("ole"), card, now, platform=platform) for n in range(reminders)
    ]
    await fake.house.store.write(lambda conn: outbox.owe(conn, rows, now))
    await fake.close()
    sink = Sink()

    async with listening(sink) as address:

        async def program(owner: str, *, later: timedelta = timedelta(), last: int = 0) -> int:
            words = (kind.url(tmp_path), address, owner, (now + later).isoformat(), str(last))
            child = await asyncio.create_subprocess_exec(sys.executable, "-c", CHILD, *words, cwd=ROOT)
            return await child.wait()

        ended = await asyncio.gather(program("killed", last=LAST_WORD), *(program(f"replica {n}") for n in range(3)))
        assert ended == [-signal.SIGKILL, 0, 0, 0]
        left = reminders - len(sink.came)
        # What the dead one held waits for the end of its lease, and nothing else does.
        assert left <= AT_ONCE
        after = timedelta(seconds=1) + LEASE
        assert await asyncio.gather(*(program(f"later {n}", later=after) for n in range(3))) == [0] * 3

    (sent,) = kind.ask(tmp_path, "SELECT count(*) FROM outbox WHERE sent_at IS NOT NULL AND failed_at IS NULL")
    assert sent == (reminders,)
    # Each has one effect where keys are honoured: everything came, and what came again is known by its key.
    assert sink.came.keys() == {row.dedupe_key for row in rows}
    again = {key for key, times in sink.came.items() if times > 1}
    assert max(sink.came.values()) <= 2
    if platform == "keys":
        assert 0 < len(again) <= AT_ONCE
    else:
        # The only one of which nobody knows is the one that was under way; it is counted, whether it arrived or not.
        assert len(again) == 1
        assert sink.uncertain == again
