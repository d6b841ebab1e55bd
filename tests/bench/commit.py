"""The bare commit: three statements a transaction on SQLite as we open it, without anything around them."""

import json
import resource
import sqlite3
import sys
import time
import uuid
from pathlib import Path


def main(path: Path, number: int) -> None:
    line = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = wal", "synchronous = full", "secure_delete = on"):
        line.execute(f"PRAGMA {setting}")
    line.execute("CREATE TABLE a (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    line.execute("CREATE TABLE b (id TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
    line.execute("CREATE TABLE c (id TEXT PRIMARY KEY, version INTEGER) WITHOUT ROWID")
    line.execute("INSERT INTO c VALUES ('m', 1)")
    waits = []
    before = resource.getrusage(resource.RUSAGE_SELF)
    for _ in range(number):
        began = time.perf_counter()
        line.execute("BEGIN IMMEDIATE")
        line.execute("INSERT INTO a VALUES (?, ?)", (uuid.uuid4().hex, "x" * 60))
        line.execute("INSERT INTO b VALUES (?, ?)", (uuid.uuid4().hex, "x" * 200))
        line.execute("UPDATE c SET version = version + 1 WHERE id = 'm'")
        line.execute("COMMIT")
        waits.append(time.perf_counter() - began)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(json.dumps({"waits": waits, "cpu_s": cpu}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
