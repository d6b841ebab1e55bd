"""`python -m tests.proof [WORD …]`: plays every script on every channel and both databases, and through hardships.

Whatever befalls a meeting, the same script comes to the same record, byte for byte. In peace every script is played
everywhere; each hardship and each bad day befalls every third script, and the server is killed after every kind of step
that there is.
With words only those scripts are played whose names hold one of them. Then come the tests that take long and add little
to what `make test` tries.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.postgres import HOW_TO_GET, Server, binaries, running
from tests.rehearsal.hardship import Hardship
from tests.rehearsal.script import read_script

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests" / "rehearsal" / "scripts", ROOT.parent / "shared" / "scripts")
CHANNELS = ("browser", "teams", "slack")
RECORD = ("minutes.json", "minutes-open.json", "announcement.txt")
# Channel, database and hardship. The first is what all others are compared with.
PLAIN = ("browser", "sqlite", Hardship.NONE)
IN_PEACE = tuple(
    (channel, database, Hardship.NONE)
    for channel in CHANNELS
    for database in ("sqlite", "postgresql")
    if (channel, database) != ("browser", "sqlite")
)
# On a bad day in a chat the way in and out is another and the database the same. PostgreSQL's disk is not ours to fill.
HARDSHIPS = (
    ("teams-in-trouble", "sqlite", Hardship.NONE),
    ("slack-in-trouble", "sqlite", Hardship.NONE),
    *(("browser", "sqlite", each) for each in (Hardship.TWICE, Hardship.FULL_DISK)),
    *(("browser", "postgresql", each) for each in (Hardship.KILL_PHASES, Hardship.TWICE)),
    *(("teams", "sqlite", each) for each in (Hardship.KILL_PHASES, Hardship.TWICE, Hardship.FULL_DISK)),
    *(("slack", "sqlite", each) for each in (Hardship.KILL_PHASES, Hardship.TWICE, Hardship.FULL_DISK)),
)
EVERY = 3
AT_ONCE = 2


@dataclass(frozen=True)
class Run:
    """One script on one channel and database, through one hardship."""

    script: Path
    channel: str
    database: str
    hardship: Hardship

    def __str__(self) -> str:
        return f"{self.script.stem} on {self.channel} and {self.database}, hardship {self.hardship}"


def play(run: Run, server: Server, out: Path) -> str:
    """Play a script and check what must come out; give what went wrong, or nothing."""
    words = [str(run.script), "--channel", run.channel, "--hardship", run.hardship, "--out", str(out)]
    with ExitStack() as after:
        if run.database == "postgresql":
            url = server.new_database(empty=True)
            after.callback(server.drop, url)
            words += ["--database", url]
        commands = [words]
        if run.hardship is Hardship.NONE:
            commands.append(["check", str(run.script), str(out)])
        for command in commands:
            driver = [sys.executable, "-m", "tests.rehearsal", *command]
            done = subprocess.run(driver, cwd=ROOT, capture_output=True, text=True)
            if done.returncode:
                return (done.stdout + done.stderr).strip()
    return ""


def record(folder: Path) -> dict[str, bytes]:
    """Give everything that was recorded of the meetings of a script, by file."""
    return {str(path.relative_to(folder)): path.read_bytes() for name in RECORD for path in folder.rglob(name)}


def runs_of(scripts: Sequence[Path]) -> list[Run]:
    """Give in which ways the scripts are played beside the plain one."""
    runs, killed = [], set[str]()
    for number, script in enumerate(scripts):
        dealt = HARDSHIPS[number % EVERY :: EVERY]
        runs += [Run(script, *way) for way in (*IN_PEACE, *dealt)]
        # The first script that has a kind of step shows what a server does that dies right after it.
        kinds = {step.do for step in read_script(script).steps}
        if not kinds <= killed:
            runs.append(Run(script, "browser", "sqlite", Hardship.KILL_STEPS))
        killed |= kinds
    return runs


def prove(server: Server, folder: Path, run: Run) -> str:
    """Play one script in one way and compare it with its plain record; give what went wrong, or nothing."""
    plain = Run(run.script, *PLAIN)
    began = time.monotonic()
    fault = play(run, server, folder / str(run))
    if not fault and record(folder / str(run)) != record(folder / str(plain)):
        fault = f"another record than {plain}"
    print(f"{'FAILED' if fault else 'played'}  {run}, {time.monotonic() - began:.0f} s", flush=True)
    return fault and f"{run}\n{fault}"


def main(words: Sequence[str]) -> int:
    """Play everything; give the exit status."""
    found = [script for folder in FOLDERS for script in sorted(folder.glob("*.toml"))]
    scripts = [script for script in found if not words or any(word in script.stem for word in words)]
    programs = binaries()
    if programs is None:
        sys.exit(HOW_TO_GET)
    plain, beside = [Run(script, *PLAIN) for script in scripts], runs_of(scripts)
    with running(programs) as server, tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(AT_ONCE) as threads:
        told = partial(prove, server, Path(name))
        faults = [fault for runs in (plain, beside) for fault in threads.map(told, runs) if fault]
    print("\n".join(faults))
    print(f"{len(plain) + len(beside) - len(faults)} passed, {len(faults)} failed")
    slow = 0 if words else subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "proof"], cwd=ROOT).returncode
    return int(bool(faults or slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
