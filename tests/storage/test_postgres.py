"""A server: what it must promise, what its faults become, and that several programs may write at once."""

import asyncio
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, Text, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import migrate
from storage.engine import Store, StoreGone, StoreUnfit, look, open_store
from storage.postgres_store import WRITERS
from tests.databases import Kind, on_server
from tests.postgres import Server, binaries, new_server, remove

KEPT = Table("kept", MetaData(), Column("name", Text, primary_key=True), Column("words", Text, nullable=False))
NAMES = select(KEPT.c.name).order_by(KEPT.c.name)


def add(name: str, words: str | None = "") -> Callable[[Connection], object]:
    return lambda conn: conn.execute(insert(KEPT).values(name=name, words=words))


def names(conn: Connection) -> list[str]:
    return list(conn.execute(NAMES).scalars())


def shown(name: str) -> Callable[[Connection], object]:
    return lambda conn: conn.exec_driver_sql(f"SHOW {name}").scalar_one()


def fails_with(code: str) -> Callable[[Connection], object]:
    return lambda conn: conn.exec_driver_sql(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}'; END $$")


@pytest.fixture
def kind(server: Server) -> Iterator[Kind]:
    with on_server(server) as made:
        yield made


@pytest.fixture
async def kept(store: Store) -> None:
    await store.write(KEPT.create)


@pytest.fixture
def url(kind: Kind, tmp_path: Path) -> str:
    return kind.url(tmp_path)


# --- What a server must promise


async def test_writers_and_readers_have_their_settings(store: Store):
    assert await store.write(shown("transaction_isolation")) == "read committed"
    assert await store.write(shown("transaction_read_only")) == "off"
    assert await store.read(shown("transaction_isolation")) == "repeatable read"
    assert await store.read(shown("transaction_read_only")) == "on"
    assert await store.write(shown("lock_timeout")) == "10s"


@pytest.mark.parametrize("value", ["off", "local"])
async def test_a_database_that_may_lose_what_it_acknowledged_is_refused(
    server: Server, url: str, tmp_path: Path, value: str
):
    name = url.partition("@/")[2].partition("?")[0]
    server.ask(url, f"ALTER DATABASE {name} SET synchronous_commit = {value}")
    store = open_store(url)
    for call in (store.write, store.read):
        with pytest.raises(StoreUnfit, match=f"synchronous_commit = {value}.*turn it on"):
            await call(shown("fsync"))
    for ask in (migrate.is_current, migrate.upgrade, lambda url: look(url, shown("fsync"))):
        with pytest.raises(StoreUnfit, match="synchronous_commit"):
            await asyncio.to_thread(ask, url)
    await store.close()


def test_a_server_that_may_lose_what_it_wrote_is_refused(server: Server):
    programs = binaries()
    assert programs
    for setting in ("fsync=off", "full_page_writes=off"):
        careless = new_server(programs, setting)
        careless.start()
        try:
            with pytest.raises(StoreUnfit, match=setting.replace("=", " = ")):
                migrate.upgrade(careless.url("postgres"))
        finally:
            remove(careless)


# --- What its faults become


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("postgresql://bot:hemmelig@127.0.0.1:1/medmakker", StoreGone),
        ("postgresql://bot:hemmelig@nowhere.invalid/medmakker", StoreGone),
        ("postgresql://bot:hemmelig@127.0.0.1/medmakker?sslmode=sometimes", StoreUnfit),
        ("postgresql://bot:hemmelig@127.0.0.1:port/medmakker", StoreUnfit),
    ],
)
async def test_an_address_that_leads_nowhere_is_told_without_its_password(url: str, fault: type[Exception]):
    async def ask() -> None:
        store = open_store(url)
        try:
            await store.write(names)
        finally:
            await store.close()

    with pytest.raises(fault) as caught:
        await ask()
    assert "hemmelig" not in "".join(traceback.format_exception(caught.value))


async def test_a_database_that_is_not_there_is_gone(server: Server):
    store = open_store(server.url("nobody_made_this"))
    with pytest.raises(StoreGone, match="3D000"):
        await store.write(names)
    await store.close()


@pytest.mark.parametrize("code", ["08006", "25006", "53100", "53300", "55P03", "57P01", "57P03", "58030", "XX001"])
async def test_faults_of_the_server_mean_that_it_is_gone_and_caches_are_dropped(store: Store, code: str):
    lost: list[str] = []
    store.on_lost(lambda: lost.append("lost"))
    with pytest.raises(StoreGone, match=code):
        await store.write(fails_with(code))
    assert lost == ["lost"]
    with pytest.raises(StoreGone, match=code):
        await store.read(fails_with(code))


async def test_a_connection_that_is_ended_is_replaced(store: Store, kept: None):
    def ended(conn: Connection) -> None:
        add("lost")(conn)
        conn.exec_driver_sql("SELECT pg_terminate_backend(pg_backend_pid())")

    for _ in range(2 * WRITERS):
        with pytest.raises(StoreGone):
            await store.write(ended)
    await store.write(add("a"))
    assert await store.read(names) == ["a"]


async def test_while_the_server_is_away_everybody_is_told_and_afterwards_it_works_by_itself(server: Server):
    ours = new_server(server.bin)
    ours.start()
    store = open_store(ours.url("postgres"))
    await store.write(KEPT.create)
    await asyncio.gather(*(store.write(add(f"{n}")) for n in range(9)), *(store.read(names) for _ in range(9)))
    ours.stop()
    for _ in range(3):
        for call in (store.write(add("away")), store.read(names), store.scrub()):
            with pytest.raises(StoreGone, match="check that it runs"):
                await call
    ours.start()
    await store.write(add("back"))
    assert await store.read(names) == [*(f"{n}" for n in range(9)), "back"]
    await store.close()
    remove(ours)


async def test_nothing_that_was_typed_stands_in_a_fault(store: Store, kept: None):
    await store.write(add("Borgeren ringede"))
    for fn in (add("Borgeren ringede"), add("Borgeren ringede igen", None)):
        with pytest.raises(IntegrityError) as caught:
            await store.write(fn)
        assert "Borgeren" not in "".join(traceback.format_exception(caught.value))


async def test_a_fault_that_is_passed_over_in_silence_keeps_nothing_and_is_told(store: Store, kept: None):
    """PostgreSQL keeps nothing once a statement has failed, and answers COMMIT as if it had."""

    def silent(conn: Connection) -> None:
        add("a")(conn)
        with suppress(DBAPIError):
            conn.exec_driver_sql("SELECT nowhere")

    with pytest.raises(StoreGone, match="kept nothing"):
        await store.write(silent)
    for end in (Connection.commit, Connection.rollback):
        with pytest.raises(StoreGone, match="kept nothing"):
            await store.write(end)
    await store.write(add("b"))
    assert await store.read(names) == ["b"]


@pytest.mark.parametrize("code", ["40P01", "40001"])
async def test_a_deadlock_is_tried_again_a_few_times(store: Store, kept: None, code: str):
    tries: list[int] = []

    def clashes(times: int) -> Callable[[Connection], None]:
        def run(conn: Connection) -> None:
            tries.append(times)
            add(f"{times}/{len(tries)}")(conn)
            if len(tries) <= times:
                fails_with(code)(conn)

        return run

    await store.write(clashes(2))
    assert await store.read(names) == ["2/3"]
    tries.clear()
    with pytest.raises(StoreGone, match=code):
        await store.write(clashes(99))
    assert len(tries) == 3
    assert await store.read(names) == ["2/3"]


# --- Several at once


class Holder:
    """Somebody else, who holds a row."""

    def __init__(self, url: str, name: str) -> None:
        self._other, self._name = open_store(url), name
        self._held, self._go = asyncio.Event(), asyncio.Event()

    async def __aenter__(self) -> "Holder":
        self._line = await self._other._writers.connect()  # type: ignore[attr-defined]
        await self._line.execute(select(KEPT).where(KEPT.c.name == self._name).with_for_update())
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._line.close()
        await self._other.close()


def touch(name: str) -> Callable[[Connection], object]:
    return lambda conn: conn.execute(update(KEPT).where(KEPT.c.name == name).values(words="touched"))


async def waiting(server: Server, url: str, how_many: int) -> None:
    """Come back when so many connections wait for a lock."""
    asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    found = 0
    while found < how_many:
        [(found,)] = await asyncio.to_thread(server.ask, url, asked)


async def test_who_gives_up_while_it_waits_does_not_undo_it(store: Store, kept: None, server: Server, url: str):
    await store.write(add("a"))
    async with Holder(url, "a"):
        writing = asyncio.ensure_future(store.write(touch("a")))
        await waiting(server, url, 1)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
    await store.close()
    assert server.ask(url, "SELECT words FROM kept") == [("touched",)]


async def test_one_lane_takes_one_connection_and_the_others_go_on(store: Store, kept: None, server: Server, url: str):
    for name in "ab":
        await store.write(add(name))
    async with Holder(url, "a"):
        held = [asyncio.ensure_future(store.write(touch("a"), "a")) for _ in range(3 * WRITERS)]
        await waiting(server, url, 1)
        await asyncio.gather(*(store.write(touch("b"), "b") for _ in range(10)))
        assert await store.read(names) == ["a", "b"]
        assert not any(each.done() for each in held)
    await asyncio.gather(*held)


async def test_looking_waits_for_no_lock_and_no_pool(store: Store, kept: None, server: Server, url: str):
    await store.write(add("a"))
    async with Holder(url, "a"):
        held = [asyncio.ensure_future(store.write(touch("a"))) for _ in range(2 * WRITERS)]
        await waiting(server, url, WRITERS)
        assert await store.read(names) == ["a"]
    await asyncio.gather(*held)


async def test_two_programs_write_the_same_database(store: Store, kept: None, url: str):
    other = open_store(url)
    await asyncio.gather(*((store, other)[n % 2].write(add(f"{n:02}")) for n in range(40)))
    assert await other.read(names) == [f"{n:02}" for n in range(40)]
    assert store.is_shared
    await other.close()


async def test_scrubbing_gives_the_room_of_deleted_rows_free(store: Store, server: Server, url: str):
    for number in range(50):
        row = {"meeting_id": "m", "name": f"{number}"}
        await store.write(
            lambda conn, row=row: conn.execute(
                text("INSERT INTO timer VALUES (:meeting_id, :name, now(), NULL, NULL)"), row
            )
        )
    await store.write(lambda conn: conn.execute(text("DELETE FROM timer")))
    before = server.ask(url, "SELECT pg_relation_size('timer')")
    assert await store.scrub() is True
    assert before > [(0,)]
    assert server.ask(url, "SELECT pg_relation_size('timer')") == [(0,)]


# --- Steps


@pytest.fixture
def empty(server: Server) -> Iterator[str]:
    url = server.new_database(empty=True)
    yield url
    server.drop(url)


def test_the_steps_lead_to_the_tables_as_they_are_written(empty: str):
    assert migrate.current(empty) is None
    assert not migrate.is_current(empty)
    migrate.upgrade(empty)
    assert migrate.is_current(empty)
    migrate.check(empty)


def test_several_who_change_tables_at_once_do_it_once(empty: str):
    threads = [Thread(target=migrate.upgrade, args=(empty,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert migrate.is_current(empty)
    migrate.check(empty)


def test_tables_that_differ_are_noticed(empty: str, server: Server):
    migrate.upgrade(empty)
    server.ask(empty, "ALTER TABLE link ADD COLUMN note TEXT")
    with pytest.raises(StoreUnfit, match="make a new one"):
        migrate.check(empty)
