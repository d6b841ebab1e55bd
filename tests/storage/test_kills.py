"""Whoever was told "kept" finds it again, however suddenly the program died."""

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine import open_store
from tests.databases import Kind
from tests.postgres import Server, new_server, remove

ROOT = Path(__file__).parents[2]
CHILD = """
import asyncio, itertools, os, sys
from datetime import date
from storage import inbox
from storage.engine import StoreGone, open_store

url, early = sys.argv[1], sys.argv[2] == "early"
numbers = itertools.count()

def tell(key):
    os.write(1, f"{key}\\n".encode())

async def member(store):
    while True:
        key = f"{os.getpid()}/{next(numbers)}"
        if early:
            tell(key)
        kept = False
        while not kept:
            try:
                await store.write(lambda conn: inbox.remember(conn, key, "m", key, date(2027, 1, 4)))
                kept = True
            except inbox.Repeated:
                kept = True
            except StoreGone:
                await asyncio.sleep(0.01)
        if not early:
            tell(key)

async def main():
    store = open_store(url)
    await asyncio.gather(*(member(store) for _ in range(16)))

asyncio.run(main())
"""


def told_until_killed(url: str, when: str, after: int) -> list[str]:
    """Let a program write, kill it after so many were told, and give all that were."""
    command = (sys.executable, "-c", CHILD, url, when)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        told = [child.stdout.readline() for _ in range(after)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
    return [line.strip() for line in told if line.endswith("\n")]


def stored(kind: Kind, folder: Path) -> set[str]:
    found = {row[0] for row in kind.ask(folder, "SELECT answer FROM inbox")}
    if kind.name == "sqlite":
        assert kind.ask(folder, "PRAGMA integrity_check") == [("ok",)]
    return found


def test_what_was_acknowledged_survives_being_killed_at_any_moment(kind: Kind, tmp_path: Path):
    chance = random.Random(2027)
    told: list[str] = []
    for _ in range(5):
        told += told_until_killed(kind.url(tmp_path), "after", chance.randrange(1, 400))
        assert set(told) - stored(kind, tmp_path) == set()
    assert len(told) == len(set(told)) > 100


def test_a_program_that_acknowledges_too_early_would_be_noticed(kind: Kind, tmp_path: Path):
    lost = 0
    for after in (50, 120, 200):
        lost += len(set(told_until_killed(kind.url(tmp_path), "early", after)) - stored(kind, tmp_path))
    assert lost > 0


async def test_the_right_to_write_dies_with_the_program(database: Path):
    told_until_killed(f"sqlite:///{database}", "after", 10)
    await open_store(f"sqlite:///{database}").close()


def test_while_a_program_writes_another_is_refused(database: Path):
    command = (sys.executable, "-c", CHILD, f"sqlite:///{database}", "after")
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        child.stdout.readline()
        other = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        child.kill()
        child.stdout.read()
    assert other.returncode == 1
    assert "StoreTaken" in other.stderr


@pytest.mark.parametrize("word", ["store", "close"])
def test_a_forgotten_close_does_not_keep_the_program_alive(kind: Kind, tmp_path: Path, word: str):
    lines = "import asyncio\nfrom storage.engine import open_store\nfrom storage.marks import answers\n"
    lines += f"async def run():\n    store = open_store({kind.url(tmp_path)!r})\n    await store.read(answers)\n"
    lines += "    await store.close()\n" if word == "close" else ""
    lines += "asyncio.run(run())\n"
    assert subprocess.run((sys.executable, "-c", lines), cwd=ROOT, timeout=20, check=False).returncode == 0


@pytest.mark.parametrize("how", [signal.SIGQUIT, signal.SIGINT], ids=["crash", "shutdown"])
def test_when_the_server_itself_goes_and_comes_back_nothing_acknowledged_is_lost(server: Server, how: int):
    """The program stays, waits, sends the same again, and goes on by itself."""
    ours = new_server(server.bin)
    ours.start()
    url = ours.new_database()
    told: list[str] = []
    with subprocess.Popen(
        (sys.executable, "-c", CHILD, url, "after"), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        for _ in range(3):
            told += [child.stdout.readline() for _ in range(100)]
            ours.stop(how)
            # What was on its way; nothing can be acknowledged while there is no server, for however long.
            ours.start()
        told += [child.stdout.readline() for _ in range(100)]
        child.kill()
        told += child.stdout.readlines()
    found = {row[0] for row in ours.ask(url, "SELECT answer FROM inbox")}
    remove(ours)
    acknowledged = [line.strip() for line in told if line.endswith("\n")]
    assert len(acknowledged) == len(set(acknowledged)) >= 400
    assert set(acknowledged) - found == set()
