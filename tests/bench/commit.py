"""The bare commit: three statements a transaction, on the driver alone, without anything around them."""

import asyncio
import json
import resource
import sqlite3
import sys
import time
import uuid
from pathlib import Path

import asyncpg


async def on_server(url: str, number: int) -> list[float]:
    line = await asyncpg.connect(url)
    await line.execute(
        "DROP TABLE IF EXISTS bare_a, bare_b, bare_c;"
        "CREATE TABLE bare_a (id TEXT PRIMARY KEY, body TEXT); CREATE TABLE bare_b (id TEXT PRIMARY KEY, body TEXT);"
        "CREATE TABLE bare_c (id TEXT PRIMARY KEY, version INTEGER); INSERT INTO bare_c VALUES ('m', 1)"
    )
    waits = []
    for _ in range(number):
        began = time.perf_counter()
        async with line.transaction():
            await line.execute("INSERT INTO bare_a VALUES ($1, $2)", uuid.uuid4().hex, "x" * 60)
            await line.execute("INSERT INTO bare_b VALUES ($1, $2)", uuid.uuid4().hex, "x" * 200)
            await line.execute("UPDATE bare_c SET version = version + 1 WHERE id = 'm'")
        waits.append(time.perf_counter() - began)
    await line.close()
    return waits


def in_file(path: Path, number: int) -> list[float]:
    line = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = wal", "synchronous = full", "secure_delete = on"):
        line.execute(f"PRAGMA {setting}")
    line.execute("CREATE TABLE a (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    line.execute("CREATE TABLE b (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    line.execute("CREATE TABLE c (id TEXT PRIMARY KEY, version INTEGER) WITHOUT ROWID")
    line.execute("INSERT INTO c VALUES ('m', 1)")
    waits = []
    for _ in range(number):
        began = time.perf_counter()
        line.execute("BEGIN IMMEDIATE")
        line.execute("INSERT INTO a VALUES (?, ?)", (uuid.uuid4().hex, "x" * 60))
        line.execute("INSERT INTO b VALUES (?, ?)", (uuid.uuid4().hex, "x" * 200))
        line.execute("UPDATE c SET version = version + 1 WHERE id = 'm'")
        line.execute("COMMIT")
        waits.append(time.perf_counter() - began)
    return waits


def main(where: str, number: int) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF)
    waits = asyncio.run(on_server(where, number)) if "://" in where else in_file(Path(where), number)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"waits": waits, "cpu_s": cpu}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
