"""Whoever was told "kept" finds it again, however suddenly the program died."""

import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from storage.engine import open_store

ROOT = Path(__file__).parents[2]
CHILD = """
import asyncio, itertools, os, sys
from datetime import date
from storage import inbox
from storage.engine import open_store

url, early = sys.argv[1], sys.argv[2] == "early"
numbers = itertools.count()

def tell(key):
    os.write(1, f"{key}\\n".encode())

async def member(store):
    while True:
        key = f"{os.getpid()}/{next(numbers)}"
        if early:
            tell(key)
        await store.write(lambda conn: inbox.remember(conn, key, "m", key, date(2027, 1, 4)))
        if not early:
            tell(key)

async def main():
    store = open_store(url)
    await asyncio.gather(*(member(store) for _ in range(16)))

asyncio.run(main())
"""


def told_until_killed(database: Path, when: str, after: int) -> list[str]:
    """Let a program write, kill it after so many were told, and give all that were."""
    command = (sys.executable, "-c", CHILD, f"sqlite:///{database}", when)
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        told = [child.stdout.readline() for _ in range(after)]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
    return [line.strip() for line in told if line.endswith("\n")]


def stored(database: Path) -> set[str]:
    other = sqlite3.connect(database)
    found = {row[0] for row in other.execute("SELECT answer FROM inbox")}
    sound = other.execute("PRAGMA integrity_check").fetchall()
    other.close()
    assert sound == [("ok",)]
    return found


def test_what_was_acknowledged_survives_being_killed_at_any_moment(database: Path):
    chance = random.Random(2027)
    told: list[str] = []
    for _ in range(5):
        told += told_until_killed(database, "after", chance.randrange(1, 400))
        assert set(told) - stored(database) == set()
    assert len(told) == len(set(told)) > 100


def test_a_program_that_acknowledges_too_early_would_be_noticed(database: Path):
    lost = 0
    for after in (50, 120, 200):
        lost += len(set(told_until_killed(database, "early", after)) - stored(database))
    assert lost > 0


async def test_the_right_to_write_dies_with_the_program(database: Path):
    told_until_killed(database, "after", 10)
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
def test_a_forgotten_close_does_not_keep_the_program_alive(database: Path, word: str):
    lines = f"import asyncio\nfrom storage.engine import open_store\nstore = open_store('sqlite:///{database}')\n"
    lines += "asyncio.run(store.close())\n" if word == "close" else ""
    assert subprocess.run((sys.executable, "-c", lines), cwd=ROOT, timeout=20, check=False).returncode == 0
