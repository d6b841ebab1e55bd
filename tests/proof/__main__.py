"""`python -m tests.proof`: plays every script on every channel there is, and says which did not do as written.

Then come the tests that take long and add little to what `make test` tries.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "tests" / "rehearsal" / "scripts", ROOT.parent / "shared" / "scripts")
CHANNELS = ("browser",)


def play(script: Path, channel: str, out: Path) -> str:
    """Play a script and check what must come out; give what went wrong, or nothing."""
    driver = [sys.executable, "-m", "tests.rehearsal"]
    for command in ([str(script), "--channel", channel, "--out", str(out)], ["check", str(script), str(out)]):
        done = subprocess.run([*driver, *command], cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            return (done.stdout + done.stderr).strip()
    return ""


def main() -> int:
    """Play everything; give the exit status."""
    scripts = [script for folder in FOLDERS for script in sorted(folder.glob("*.toml"))]
    failed = 0
    with tempfile.TemporaryDirectory() as name:
        for script in scripts:
            for channel in CHANNELS:
                began = time.monotonic()
                fault = play(script, channel, Path(name) / f"{script.stem}-{channel}")
                took_s = time.monotonic() - began
                print(f"{'FAILED' if fault else 'played'}  {script.stem} on {channel}, {took_s:.0f} s")
                if fault:
                    failed += 1
                    print(fault)
    print(f"{len(scripts) * len(CHANNELS) - failed} passed, {failed} failed")
    slow = subprocess.run([sys.executable, "-m", "pytest", "-q", "-m", "proof"], cwd=ROOT)
    return 1 if failed or slow.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
