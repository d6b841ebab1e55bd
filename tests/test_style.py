"""Types and style hold, and the configuration notices when they do not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_cover

ROOT = Path(__file__).parents[1]


def run(*command: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", *command]
    return subprocess.run(whole, cwd=ROOT, input=typed, capture_output=True, text=True, check=False)


def test_types_hold():
    result = run("mypy")
    assert result.returncode == 0, result.stdout + result.stderr


def test_style_holds():
    result = run("ruff", "check", ".")
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("path", "source", "code"),
    [
        ("bot/turn.py", "import os\n\nHOME = os.environ\n", "TID251"),
        ("bot/turn.py", "from datetime import UTC, datetime\n\nNOW = datetime.now(UTC)\n", "TID251"),
        ("bot/turn.py", "from datetime import datetime\n\nDAY = datetime(2026, 1, 1)\n", "DTZ001"),
        ("bot/turn.py", "from unittest.mock import patch\n", "TID251"),
        ("tests/test_turn.py", "from unittest.mock import patch\n", "TID251"),
        ("bot/turn.py", "def take():\n    pass\n", "D103"),
        ("bot/turn.py", 'def take():\n    """Take.\n\n    Slowly.\n    """\n    raise OSError\n', "DOC501"),
        ("bot/turn.py", "import time\n\n\nasync def take():\n    time.sleep(1)\n", "ASYNC251"),
        ("bot/turn.py", "import subprocess\n\nsubprocess.run('ls', shell=True)\n", "S602"),
        ("bot/turn.py", "# x = take()\n", "ERA001"),
        ("dialogs/wording/da.py", "class Danish:\n    def go_on(self) -> str:\n        return 'Videre'\n", "D101"),
    ],
)
def test_a_breach_of_style_is_noticed(path: str, source: str, code: str):
    result = run("ruff", "check", "--output-format=json", "--stdin-filename", path, "-", typed=source)
    assert code in {found["code"] for found in json.loads(result.stdout)}


def test_a_sentence_in_wording_needs_no_docstring():
    source = '"""Danish."""\n\n\ndef go_on() -> str:\n    return "Videre"\n'
    result = run("ruff", "check", "--stdin-filename", "dialogs/wording/da.py", "-", typed=source)
    assert result.returncode == 0, result.stdout
