"""Nothing is lost, nothing is kept by half, and nobody is told before it is true."""

import asyncio
import resource
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import Column, Connection, MetaData, Table, Text, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from storage.engine import Store, StoreGone, StoreTaken, StoreUnfit, open_store
from tests.databases import Kind, on_sqlite

MANY = "x" * 4000
KEPT = Table("kept", MetaData(), Column("name", Text, primary_key=True), Column("words", Text))


def add(name: str, words: str = ""):
    def run(conn: Connection) -> str:
        conn.execute(text("INSERT INTO kept VALUES (:name, :words)"), {"name": name, "words": words})
        return name

    return run


def names(conn: Connection) -> list[str]:
    return list(conn.execute(text("SELECT name FROM kept ORDER BY name")).scalars())


@pytest.fixture
def on_disk(kind: Kind, tmp_path: Path):
    """Give what reads with a connection of nobody's."""
    return lambda: [row[0] for row in kind.ask(tmp_path, "SELECT name FROM kept ORDER BY name")]


@pytest.fixture(autouse=True)
async def kept(store: Store) -> None:
    await store.write(KEPT.create)


async def fails(writing) -> BaseException:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whoever calls looks closer
        await writing
    return caught.value


async def test_a_write_gives_what_the_function_gave_and_a_read_sees_it(store: Store, on_disk):
    assert await store.write(add("a")) == "a"
    assert await store.read(names) == ["a"]
    assert on_disk() == ["a"]


async def test_of_a_hundred_who_read_and_write_at_once_none_is_lost(store: Store):
    def count_up(conn: Connection) -> None:
        number = conn.execute(select(KEPT.c.words).with_for_update()).scalar_one()
        conn.execute(update(KEPT).values(words=str(int(number) + 1)))

    await store.write(add("counter", "0"))
    await asyncio.gather(*(store.write(count_up) for _ in range(100)))
    assert await store.read(lambda conn: conn.execute(text("SELECT words FROM kept")).scalar_one()) == "100"


async def test_a_function_that_fails_alone_leaves_nothing_behind(store: Store):
    def poison(conn: Connection) -> None:
        add("poison")(conn)
        raise LookupError("not so")

    assert isinstance(await fails(store.write(poison)), LookupError)
    assert await store.read(names) == []


@on_sqlite
async def test_a_function_that_fails_takes_no_other_along(store: Store, gate):
    def poison(conn: Connection) -> None:
        add("poison")(conn)
        raise LookupError("not so")

    tasks = [asyncio.ensure_future(store.write(add(f"{n:02}"))) for n in range(10)]
    bad = asyncio.ensure_future(store.write(poison))
    tasks += [asyncio.ensure_future(store.write(add(f"{n:02}"))) for n in range(10, 20)]
    await gate.open()
    assert isinstance(await fails(bad), LookupError)
    assert await asyncio.gather(*tasks) == await store.read(names) == [f"{n:02}" for n in range(20)]


@on_sqlite
async def test_those_who_wait_share_one_commit(store: Store, gate, database: Path):
    """A log page a commit is written: fifty transactions of their own would need fifty."""
    tasks = [asyncio.ensure_future(store.write(add(f"{n}"))) for n in range(50)]
    log = database.with_name("medmakker.db-wal")
    before = log.stat().st_size
    await gate.open()
    await asyncio.gather(*tasks)
    assert log.stat().st_size - before < 10 * 4200


@on_sqlite
async def test_more_than_a_batch_holds_is_kept_all_the_same(store: Store, gate):
    tasks = [asyncio.ensure_future(store.write(add(f"{n:03}"))) for n in range(200)]
    await gate.open()
    assert await asyncio.gather(*tasks) == await store.read(names)


async def test_a_constraint_that_refuses_comes_out_as_it_is(store: Store):
    await store.write(add("a"))
    assert isinstance(await fails(store.write(add("a"))), IntegrityError)
    assert isinstance(await fails(store.write(lambda conn: conn.execute(text("SELECT nowhere")))), DBAPIError)
    assert isinstance(await fails(store.read(lambda conn: conn.execute(text("SELECT nowhere")))), DBAPIError)


@on_sqlite
async def test_a_caller_who_gives_up_stops_nobody(store: Store, gate):
    gone = asyncio.ensure_future(store.write(add("gone")))
    stays = asyncio.ensure_future(store.write(add("stays")))
    await asyncio.sleep(0)
    gone.cancel()
    await gate.open()
    assert await stays == "stays"
    assert gone.cancelled()
    assert await store.read(names) == ["gone", "stays"]


@on_sqlite
async def test_nobody_reads_what_is_not_committed(store: Store, on_disk):
    inside, go_on = threading.Event(), threading.Event()

    def slow(conn: Connection) -> None:
        add("a")(conn)
        inside.set()
        go_on.wait(10)

    writing = asyncio.ensure_future(store.write(slow))
    await asyncio.to_thread(inside.wait, 10)
    assert await store.read(names) == []
    assert not writing.done()
    go_on.set()
    await writing
    assert on_disk() == ["a"]


@on_sqlite
async def test_a_read_sees_one_moment(store: Store):
    between, go_on = threading.Event(), threading.Event()

    def twice(conn: Connection) -> tuple[list[str], list[str]]:
        first = names(conn)
        between.set()
        go_on.wait(10)
        return first, names(conn)

    reading = asyncio.ensure_future(store.read(twice))
    await asyncio.to_thread(between.wait, 10)
    await store.write(add("a"))
    go_on.set()
    assert await reading == ([], [])
    assert await store.read(names) == ["a"]


async def test_a_read_cannot_write(store: Store):
    with pytest.raises(StoreGone, match=r"readonly|25006"):
        await store.read(add("a"))


async def test_a_read_that_fails_does_not_spoil_the_next(store: Store):
    def poison(conn: Connection) -> None:
        names(conn)
        raise LookupError("not so")

    for _ in range(10):
        await fails(store.read(poison))
    await store.write(add("a"))
    assert await store.read(names) == ["a"]


@on_sqlite
async def test_when_the_file_may_not_grow_it_is_said_and_nothing_is_kept(store: Store):
    def full(conn: Connection) -> None:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        for n in range(20):
            add(f"full {n}", MANY)(conn)

    with pytest.raises(StoreGone, match="disk"):
        await store.write(full)
    await store.write(add("a"))
    assert await store.read(names) == ["a"]


@on_sqlite
async def test_when_one_fills_the_disk_and_says_nothing_all_of_its_batch_are_told(store: Store, gate):
    """SQLite undoes the whole transaction by itself, and would go on without one."""

    def full(conn: Connection) -> None:
        pages = conn.exec_driver_sql("PRAGMA page_count").scalar_one()
        conn.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        with suppress(OperationalError):
            for n in range(20):
                add(f"full {n}", MANY)(conn)

    tasks = [asyncio.ensure_future(store.write(fn)) for fn in (add("before"), full, add("after"))]
    await gate.open()
    faults = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(fault) for fault in faults] == [StoreGone] * 3
    assert await store.read(names) == []


@pytest.fixture
def no_room():
    """Give a switch that lets no file grow further, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)

    def switch(on: bool, at: int = 0) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (at if on else soft, hard))

    yield switch
    switch(False)


@pytest.mark.parametrize("together", [1, 5])
@on_sqlite
async def test_when_commit_fails_everybody_is_told_and_caches_are_dropped_first(
    store: Store, gate, no_room, on_disk, database: Path, together: int
):
    heard: list[str] = []
    store.on_lost(lambda: heard.append("lost"))
    await gate.open()
    second_gate = await type(gate)(store).closed()
    tasks = [asyncio.ensure_future(store.write(add(f"{n}", MANY))) for n in range(together)]
    for task in tasks:
        task.add_done_callback(lambda _: heard.append("told"))
    no_room(True, database.with_name("medmakker.db-wal").stat().st_size)
    await second_gate.open()
    faults = await asyncio.gather(*tasks, return_exceptions=True)
    no_room(False)
    assert [type(fault) for fault in faults] == [StoreGone] * together
    assert len(set(map(id, faults))) == together
    assert heard[0] == "lost"
    assert heard[1:] == ["told"] * together
    assert await store.read(names) == []
    await store.write(add("again"))
    assert on_disk() == ["again"]


@on_sqlite
async def test_a_function_that_ends_the_transaction_fails_with_its_whole_batch(store: Store, gate):
    lost: list[str] = []
    store.on_lost(lambda: lost.append("lost"))
    before = asyncio.ensure_future(store.write(add("before")))
    bad = asyncio.ensure_future(store.write(lambda conn: conn.rollback()))
    after = asyncio.ensure_future(store.write(add("after")))
    await gate.open()
    for task in (before, bad, after):
        assert isinstance(await fails(task), StoreGone)
    assert lost == ["lost"]
    assert await store.read(names) == []
    assert await store.write(add("next")) == "next"


@on_sqlite
async def test_a_database_that_somebody_else_holds_is_gone_until_they_let_go(store: Store, database: Path):
    other = sqlite3.connect(database, isolation_level=None)
    await store.write(lambda conn: conn.exec_driver_sql("PRAGMA busy_timeout = 1"))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreGone, match="locked"):
        await store.write(add("a"))
    other.execute("ROLLBACK")
    other.close()
    assert await store.write(add("a")) == "a"


@on_sqlite
async def test_only_one_may_write_a_file(store: Store, database: Path):
    with pytest.raises(StoreTaken, match="stop that one first"):
        open_store(f"sqlite:///{database}")


async def test_a_closed_store_finishes_what_it_began_and_then_refuses(store: Store, kind: Kind, tmp_path: Path):
    task = asyncio.ensure_future(store.write(add("a")))
    await asyncio.sleep(0)
    await store.close()
    assert await task == "a"
    assert isinstance(await fails(store.write(add("b"))), StoreGone)
    assert isinstance(await fails(store.read(names)), StoreGone)
    assert isinstance(await fails(store.scrub()), StoreGone)
    await store.close()
    again = open_store(kind.url(tmp_path))
    assert await again.read(names) == ["a"]
    await again.close()


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/medmakker",
        "postgres://db/medmakker",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////tmp/a.db?x=1",
        "nonsense",
        "",
    ],
)
@on_sqlite
def test_an_address_that_is_not_a_file_is_refused_with_an_example(url: str):
    with pytest.raises(StoreUnfit, match=r"sqlite:////var/lib/medmakker/medmakker\.db"):
        open_store(url)


@on_sqlite
def test_the_password_in_an_address_is_not_repeated():
    with pytest.raises(StoreUnfit) as caught:
        open_store("postgres://bot:hemmelig@db/medmakker")
    assert "hemmelig" not in str(caught.value)


@on_sqlite
def test_a_folder_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(StoreGone, match="check the folder"):
        open_store(f"sqlite:///{tmp_path}/nowhere/a.db")


@on_sqlite
def test_a_file_that_is_no_database_is_said_and_can_be_tried_again(tmp_path: Path):
    (tmp_path / "a.db").write_text("Dette er ikke en database. " * 100)
    for _ in range(2):
        with pytest.raises(StoreGone, match="not a database"):
            open_store(f"sqlite:///{tmp_path}/a.db")
