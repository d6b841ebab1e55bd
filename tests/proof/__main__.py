"""`python -m tests.proof [WORD …]`: plays every script on every channel and database, in peace and through hardships.

Whatever befalls a meeting, the same script comes to the same record, byte for byte. With words only those scripts are
played whose names hold one of them. Then come the tests that take long and add little to what `make test` tries.
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

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests" / "rehearsal" / "scripts", ROOT.parent / "shared" / "scripts")
CHANNELS = ("browser", "teams", "teams-in-trouble", "slack")
RECORD = ("minutes.json", "minutes-open.json", "announcement.txt")
IN_PEACE = ("sqlite", Hardship.NONE)
# What is tried beside the plain run on SQLite. A full disk of PostgreSQL's is not ours to fill.
BESIDE = (
    *(("sqlite", hardship) for hardship in (Hardship.KILL_STEPS, Hardship.TWICE, Hardship.FULL_DISK)),
    *(("postgresql", hardship) for hardship in (Hardship.NONE, Hardship.KILL_PHASES, Hardship.TWICE)),
)
# In a chat the way in and out is another, the database is the same.
BESIDE_IN_CHATS = tuple(("sqlite", each) for each in (Hardship.KILL_PHASES, Hardship.TWICE, Hardship.FULL_DISK))
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


def ways_of(channel: str) -> tuple[tuple[str, Hardship], ...]:
    """Give in which ways a script is played on a channel, the plain one first."""
    match channel:
        case "browser":
            return (IN_PEACE, *BESIDE)
        case "teams-in-trouble":
            return (IN_PEACE,)
        case _:
            return (IN_PEACE, *BESIDE_IN_CHATS)


def prove(server: Server, folder: Path, script: Path) -> list[str]:
    """Play one script in every way there is; give a line for each way that failed."""
    faults = []
    plain = folder / f"{script.stem}-{CHANNELS[0]}"
    for channel in CHANNELS:
        for run in (Run(script, channel, *way) for way in ways_of(channel)):
            is_plain = (channel, run.database, run.hardship) == (CHANNELS[0], *IN_PEACE)
            out = plain if is_plain else folder / str(run)
            began = time.monotonic()
            fault = play(run, server, out)
            if not fault and record(out) != record(plain):
                fault = "another record than in peace in the browser and on SQLite"
            print(f"{'FAILED' if fault else 'played'}  {run}, {time.monotonic() - began:.0f} s", flush=True)
            if fault:
                faults.append(f"{run}\n{fault}")
    return faults


def main(words: Sequence[str]) -> int:
    """Play everything; give the exit status."""
    found = [script for folder in FOLDERS for script in sorted(folder.glob("*.toml"))]
    scripts = [script for script in found if not words or any(word in script.stem for word in words)]
    programs = binaries()
    if programs is None:
        sys.exit(HOW_TO_GET)
    with running(programs) as server, tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(AT_ONCE) as threads:
        faults = [fault for each in threads.map(partial(prove, server, Path(name)), scripts) for fault in each]
    print("\n".join(faults))
    print(f"{len(scripts) * sum(len(ways_of(each)) for each in CHANNELS) - len(faults)} passed, {len(faults)} failed")
    slow = 0 if words else subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "proof"], cwd=ROOT).returncode
    return int(bool(faults or slow))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
