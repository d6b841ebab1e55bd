"""How long a backup of 100,000 rows takes, there and back, and how much memory: `python -m tests.bench.backups`."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import insert

from bot import backups
from bot.clock import WallClock
from storage import meeting_tables as tables
from storage.migrate import upgrade
from storage.sqlite import Line, writer
from tests.fakes.house import settings_in

ROWS = 100_000
TEXT = "Vi vil gerne have tid til at tale om, hvad det gør ved fagligheden. " * 5


def fill(database: Path) -> None:
    upgrade(f"sqlite:///{database}")
    line = Line(writer(database))
    line.driver.execute("BEGIN IMMEDIATE")
    committee = {"id": "c", "name": "c", "level": "local", "language": "da", "may_agree": False}
    line.connection.execute(insert(tables.committee), committee)
    meeting = {"committee_id": "c", "number": 1, "template": "med-ai", "stage": "ended", "version": 1, "body": {}}
    line.connection.execute(insert(tables.meeting), {"id": "m", "starts_at": WallClock().now(), **meeting})
    rows = ({"meeting_id": "m", "id": f"{number:024}", "body": {"text": TEXT}} for number in range(ROWS))
    line.connection.execute(insert(tables.contribution), list(rows))
    line.driver.execute("COMMIT")
    line.close()


def measured(what: str, folder: Path, backup: Path) -> None:
    """Do one thing and print seconds and the most memory that this process had."""
    work = {
        "fill": lambda: fill(folder / "from" / "medmakker.db"),
        "backup": lambda: backups.back_up(settings_in(folder / "from"), backup, lambda *_: None),
        "check": lambda: backups.check(backup, lambda *_: None),
        "restore": lambda: backups.restore_from(settings_in(folder / "to"), backup, lambda *_: None),
        "nothing": lambda: None,
    }[what]
    began = time.monotonic()
    work()
    seconds, most = time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{what:8} {seconds:5.1f} s  {most:4.0f} MB", flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[2]) / "backup.zip")
        sys.exit()
    with tempfile.TemporaryDirectory() as name:
        for part in ("from", "to"):
            Path(name, part).mkdir()
        upgrade(f"sqlite:///{name}/to/medmakker.db")
        # Each in a process of its own, so that each has a memory of its own.
        for what in ("fill", "nothing", "backup", "check", "restore"):
            subprocess.run([sys.executable, "-m", "tests.bench.backups", what, name], check=True)
        size = Path(name, "from/medmakker.db").stat().st_size
        print(f"{ROWS:,} rows, {size / 1e6:.0f} MB of database")
        print(f"the backup is {Path(name, 'backup.zip').stat().st_size / 1e6:.1f} MB")
