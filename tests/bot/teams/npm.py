"""What Microsoft gives out by npm only: its card renderer and the schemas of its manifests."""

import shutil
import subprocess
import tarfile
from pathlib import Path

from tests.conftest import leave_out


def fetched(package: str, folder: Path) -> Path:
    """Give the folder of a package. Without npm the test is left out, except in CI, where it fails."""
    npm = shutil.which("npm")
    if npm is None:
        leave_out("there is no npm to fetch it with. On Debian: apt-get install npm")
    subprocess.run([npm, "pack", "--silent", package], cwd=folder, check=True, capture_output=True)
    (packed,) = folder.glob("*.tgz")
    with tarfile.open(packed) as files:
        files.extractall(folder, filter="data")
    return folder / "package"
