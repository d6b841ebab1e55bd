"""Two programs on one database: they see each other's changes, send nothing twice, and lose nothing when one dies."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.content import texts
from bot.ports import Delivery
from bot.relay import LEASE
from bot.transaction import Transaction
from dialogs.cards import Card, Paragraph
from dialogs.content import Language
from dialogs.flows.acting import Decision
from dialogs.inbound import Inbound
from dialogs.model.ids import PersonId
from dialogs.model.meeting import Meeting, Stage
from storage import outbox, own_content
from storage.codec import encode
from storage.engine import StoreGone
from storage.meetings import Meetings
from storage.own_content import Version
from storage.vault import KeyDestroyed
from tests.databases import Kind, on_server
from tests.fakes.house import Chance, Fake, wire, with_meeting
from tests.fakes.http import serving
from tests.postgres import Server, new_server, remove

ROOT = Path(__file__).parents[2]
CARD = Card("notice", ("Besked",), (Paragraph(("Kort besked",)),))


class Post:
    """Delivers for everybody, and remembers what went out."""

    def __init__(self) -> None:
        self.got: list[str] = []

    async def send(self, delivery: Delivery) -> None:
        await asyncio.sleep(0)
        self.got.append(delivery.dedupe_key)


@pytest.fixture
def kind(server: Server) -> Iterator[Kind]:
    with on_server(server) as made:
        yield made


@pytest.fixture
def post() -> Post:
    return Post()


@pytest.fixture
async def two(kind: Kind, tmp_path: Path, post: Post) -> AsyncIterator[tuple[Fake, Fake]]:
    one = await with_meeting(wire(tmp_path, sender=post, owner="one"))
    other = wire(tmp_path, sender=post, owner="other", chance=Chance("other"), tokens=one.tokens)
    # So that presses here and there do not carry the same keys.
    other.keys = 10_000
    yield one, other
    await one.close()
    await other.close()


async def begun(fake: Fake) -> None:
    await fake.all_arrive()
    await fake.start()


async def says(fake: Fake, who: str, text: str, key: str = "") -> str:
    return (await fake.submit(who, "contribute", kind="use", text=text, key=key)).refused


async def test_what_people_do_here_and_there_at_once_is_all_there_on_both(two: tuple[Fake, Fake]):
    await begun(two[0])
    wrote = [says(two[n % 2], who, f"{who} {n}") for n in range(10) for who in ("ole", "amina", "kasper")]
    assert set(await asyncio.gather(*wrote)) == {""}
    for fake in two:
        assert len((await fake.state()).contributions) == 30
        assert len((await fake.state()).owners) == 30
    assert await two[0].state() == await two[1].state()


def saved(fake: Fake, number: int, title: str) -> Version:
    text = texts(Language.DA, None)["knowledge.toml"].replace('"Hvad er AI?"', f'"{title}"')
    return Version(number, "da", "knowledge.toml", text, fake.wall.now(), PersonId("hanne"), "Hanne", "Klarere")


async def test_a_text_that_is_saved_here_is_used_there_after_a_look_and_at_once_where_a_meeting_began_with_it(
    two: tuple[Fake, Fake],
):
    here, there = two

    async def title(fake: Fake) -> str:
        return (await fake.view("bo")).content.cards[0].title

    async def saves(number: int, words: str) -> None:
        await here.house.store.write(lambda conn: own_content.add(conn, saved(here, number, words)))
        await here.house.releases.look(here.house.store, here.house.meetings)

    await saves(1, "Den første")
    assert [await title(fake) for fake in two] == ["Den første", "Hvad er AI?"]
    await there.house.ticker.tick()
    assert await title(there) == "Den første"
    await saves(2, "Den anden")
    await begun(here)
    assert await title(there) == "Den anden"
    await saves(3, "Den tredje")
    await there.house.ticker.tick()
    assert [await title(fake) for fake in two] == ["Den anden", "Den anden"]


async def test_the_same_key_here_and_there_at_once_has_one_effect_and_one_answer(two: tuple[Fake, Fake]):
    await begun(two[0])
    answers = await asyncio.gather(*(says(two[n % 2], "ole", "Breve", key="one key") for n in range(12)))
    assert set(answers) == {""}
    assert len((await two[1].state()).contributions) == 1


async def test_of_two_who_end_the_meeting_here_and_there_one_is_heard(two: tuple[Fake, Fake]):
    await begun(two[0])
    answers = await asyncio.gather(*(fake.end(who) for fake, who in zip(two, ("marianne", "sanne"), strict=True)))
    assert sorted(answer.refused for answer in answers) == ["", "meeting_closed"]


class Broken(Transaction):
    """One whose connection breaks in the end, when the state was saved and remembered already."""

    def _keep(self, conn: Connection, event: Inbound, before: Meeting, decision: Decision, *rest):  # type: ignore[no-untyped-def]
        kept = super()._keep(conn, event, before, decision, *rest)
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")
        return kept


class Forgetful(Meetings):
    """Meetings that were not told of the loss yet."""

    def drop(self, *_: object) -> None:
        pass


async def test_a_state_that_was_lost_is_not_taken_for_another_with_its_version(kind: Kind, tmp_path: Path):
    """One loses its commit, the other gives the same version to another state, and the first goes on from there."""
    one = await with_meeting(wire(tmp_path, make_meetings=Forgetful))
    await begun(one)
    lost = wire(tmp_path, make_meetings=Forgetful, make_transaction=Broken, tokens=one.tokens, chance=Chance("lost"))
    with pytest.raises(StoreGone):
        await says(lost, "ole", "Gik tabt", key="lost")
    assert await says(one, "amina", "Blev til noget") == ""
    # The same memory of meetings, on connections that hold.
    known = lost.house.meetings
    for run in (lost.house.store.write, lost.house.store.read):
        look = known.load if run == lost.house.store.write else known.look
        found = await run(lambda conn, look=look: look(conn, one.id))
        assert [item.text for item in found.contributions.values()] == ["Blev til noget"]
    await one.close()
    await lost.close()


async def test_while_the_server_is_away_people_get_503_and_what_they_send_again_is_kept_once(
    server: Server, tmp_path: Path
):
    ours = new_server(server.bin)
    ours.start()
    with on_server(ours):
        fake = await with_meeting(wire(tmp_path))
        async with serving(fake) as phones:
            for who in ("marianne", "ole"):
                await phones.does(who, "arrive")
            await phones.moves_on("start")
            says_it = {"kind": "use", "text": "Breve"}
            ours.stop(signal.SIGQUIT)
            for _ in range(2):
                assert (await phones.send("ole", "contribute", fields=says_it, key="one key")).status == 503
                assert (await phones.get("/healthz")).status == 503
            ours.start()
            for _ in range(2):
                await phones.does("ole", "contribute", fields=says_it, key="one key")
            assert (await phones.get("/healthz")).status == 200
            assert [item.text for item in (await fake.state()).contributions.values()] == ["Breve"]
    remove(ours)


# --- Looking


async def test_a_page_here_is_told_of_what_happened_there(two: tuple[Fake, Fake]):
    one, other = two
    await begun(one)
    woken = asyncio.Event()
    other.house.watching._pages[one.id].add(woken)
    await other.house.ticker.tick()
    woken.clear()
    await other.house.ticker.tick()
    assert not woken.is_set()
    await says(one, "ole", "Breve")
    await other.house.ticker.tick()
    assert woken.is_set()
    woken.clear()
    delivery = Delivery(PersonId("ole"), one.id, CARD, "key", False)
    await one.house.reception.put(delivery)
    await other.house.ticker.tick()
    assert woken.is_set()


async def test_a_link_revoked_there_opens_nothing_here_after_a_tick(two: tuple[Fake, Fake]):
    one, other = two
    assert one.tokens
    token = one.tokens.people[PersonId("ole")]
    assert await other.house.reception.link(token)
    await one.house.reception.renew(await one.state(), PersonId("ole"))
    await other.house.ticker.tick()
    assert await other.house.reception.link(token) is None


async def test_who_wrote_what_leaves_the_memory_here_when_the_meeting_closes_there(two: tuple[Fake, Fake]):
    one, other = two
    await begun(one)
    await says(other, "ole", "Breve")
    assert other.house.vault.held() == {one.id}
    assert other.house.meetings._committed[one.id][1].owners
    await one.end()
    await other.house.ticker.tick()
    assert other.house.vault.held() == frozenset()
    assert one.id not in other.house.meetings._committed
    assert one.id not in other.house.meetings._written
    with pytest.raises(KeyDestroyed):
        other.house.vault.key(one.id, create=True)
    assert not (await other.state()).owners


async def test_a_tick_of_one_that_knows_no_meeting_asks_for_none(two: tuple[Fake, Fake]):
    await two[1].house.ticker.tick()
    assert two[1].house.watching.watched() == frozenset()


# --- What is owed and what is due


async def test_what_is_owed_goes_out_once_whoever_sends_it(two: tuple[Fake, Fake], post: Post):
    one, other = two
    now = one.wall.now()
    rows = [outbox.Owed(f"card {n}", one.id, PersonId("ole"), encode(CARD), now) for n in range(60)]
    await one.house.store.write(lambda conn: outbox.owe(conn, rows, now))
    dealt = await asyncio.gather(one.relay.drain(), other.relay.drain())
    assert sum(dealt) == 60
    assert all(dealt)
    assert sorted(post.got) == sorted(row.dedupe_key for row in rows)


CHILD = """
import asyncio, os, signal, sys
from datetime import datetime
from bot.relay import Relay
from storage.engine import open_store

url, owner, at, last = sys.argv[1:]

class Clock:
    def now(self):
        return datetime.fromisoformat(at)

class Printer:
    sent = 0

    async def send(self, delivery):
        print(delivery.dedupe_key, int(delivery.tried_before), flush=True)
        self.sent += 1
        if self.sent == int(last):
            os.kill(os.getpid(), signal.SIGKILL)

async def main():
    store = open_store(url)
    await Relay(store, {"browser": Printer()}, Clock(), owner).drain()
    await store.close()

asyncio.run(main())
"""


def sender(url: str, owner: str, at: datetime, *, last: int = 0) -> subprocess.Popen[str]:
    """Start a program that sends whatever is due, and is killed when it has sent as many as `last`."""
    command = (sys.executable, "-c", CHILD, url, owner, at.isoformat(), str(last))
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


async def test_when_one_is_killed_while_it_sends_the_other_sends_the_rest(kind: Kind, tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    now = fake.wall.now()
    rows = [outbox.Owed(f"card{n}", fake.id, PersonId("ole"), encode(CARD), now) for n in range(150)]
    await fake.house.store.write(lambda conn: outbox.owe(conn, rows, now))
    await fake.close()

    def play() -> tuple[list[str], list[str]]:
        url = kind.url(tmp_path)
        # In the middle of a batch, so that it holds some. The other begins when the first has something in hand.
        with sender(url, "one", now, last=47) as one:
            assert one.stdout
            before = [one.stdout.readline()]
            with sender(url, "other", now) as other:
                assert other.stdout
                before += [*one.stdout.readlines(), *other.stdout.readlines()]
        assert one.returncode == -signal.SIGKILL
        with sender(url, "later", now + LEASE + timedelta(seconds=1)) as later:
            assert later.stdout
            return before, later.stdout.readlines()

    before, after = await asyncio.to_thread(play)
    sent = [line.split()[0] for line in before if line.endswith("\n")]
    again = [line.split() for line in after]
    assert len(sent) == len(set(sent)) < 150
    assert {*sent, *(key for key, _ in again)} == {row.dedupe_key for row in rows}
    # Sent again, if at all, is only the one that was being sent; and that is known and said.
    assert [key for key, tried in again if key in sent and tried == "0"] == []
    assert len([key for key, _ in again if key in sent]) <= 1


async def test_what_rings_on_both_at_once_is_done_once(two: tuple[Fake, Fake], post: Post):
    await begun(two[0])
    for fake in two:
        fake.meeting_clock.later(minutes=40)
    await asyncio.gather(*(fake.house.ticker.settle() for _ in range(3) for fake in two))
    assert len(post.got) == len(set(post.got))
    warned = [key for key in post.got if "soon.1" in key]
    assert warned


async def test_a_meeting_that_everybody_left_is_closed_by_whichever_ticks(two: tuple[Fake, Fake]):
    one, other = two
    await begun(one)
    for who in ("marianne", "kasper", "sanne", "amina", "ole", "jytte", "lars", "eva"):
        await one.press(who, "leave")
    other.meeting_clock.at += timedelta(hours=5)
    await other.house.ticker.tick()
    assert (await one.state()).stage is Stage.ENDED
    assert not one.house.vault.exists(one.id)
