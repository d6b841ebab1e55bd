"""Who may import whom (`[tool.importlinter]` in pyproject.toml), and that each contract notices a breach."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = (sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()", "--no-cache")
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
SKELETON = (
    "bot/cli", "bot/bootstrap", "bot/ports", "bot/relay", "bot/ticker", "bot/turn", "bot/platforms/browser/app",
    "bot/platforms/slack/app", "bot/platforms/teams/app", "bot/register/app", "dialogs/routing", "dialogs/cards",
    "storage/engine",
)  # fmt: skip


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """Give a house with the same rooms and nothing in them."""
    for module in SKELETON:
        file = tmp_path / f"{module}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
        for folder in file.relative_to(tmp_path).parents:
            if folder.name:
                (tmp_path / folder / "__init__.py").touch()
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text())
    return tmp_path


def test_every_contract_is_kept():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_empty_house_keeps_every_contract(skeleton: Path):
    result = lint(skeleton)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_sdk_in_its_own_platform_is_welcome(skeleton: Path):
    (skeleton / "bot/platforms/slack/app.py").write_text("import slack_bolt.async_app\n")
    (skeleton / "bot/bootstrap.py").write_text("import bot.platforms.slack.app\n")
    result = lint(skeleton)
    assert result.returncode == 0, result.stdout + result.stderr


BREACHES = [
    ("layers", "storage/engine", "import bot.turn"),
    ("layers", "dialogs/cards", "import storage.engine"),
    ("pure-dialogs", "dialogs/routing", "import random"),
    ("pure-dialogs", "dialogs/routing", "import os"),
    ("pure-dialogs", "dialogs/routing", "from time import sleep"),
    ("pure-dialogs", "dialogs/routing", "import sqlalchemy"),
    ("storage-no-platform", "storage/engine", "import aiohttp"),
    ("independent-edges", "bot/platforms/browser/app", "import bot.register"),
    ("turn-is-deaf-and-mute", "bot/turn", "import bot.platforms.browser.app"),
    ("turn-is-deaf-and-mute", "bot/relay", "import bot.bootstrap"),
    ("edges-reach-storage-through-the-turn", "bot/platforms/browser/app", "import storage.engine"),
    ("sql-lives-in-storage", "bot/turn", "import sqlalchemy"),
    ("sql-lives-in-storage", "bot/platforms/browser/app", "import sqlite3"),
    ("sdk-home", "bot/platforms/browser/app", "import slack_bolt"),
    ("sdk-home", "bot/turn", "from botbuilder.core import TurnContext"),
]


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_a_breach_is_noticed(skeleton: Path, contract: str, module: str, line: str):
    (skeleton / f"{module}.py").write_text(f"{line}\n")
    result = lint(skeleton)
    name = next(one["name"] for one in CONTRACTS if one["id"] == contract)
    assert result.returncode == 1, result.stdout + result.stderr
    assert f"{name} BROKEN" in " ".join(result.stdout.split()), result.stdout


def test_importing_opens_nothing():
    modules = [path.relative_to(ROOT) for room in ("bot", "dialogs", "storage") for path in (ROOT / room).rglob("*.py")]
    imported = [path for path in modules if path.stem != "__main__" and "migrations" not in path.parts]
    assert opened_by_importing(ROOT, [path.with_suffix("").as_posix().replace("/", ".") for path in imported]) == ""


@pytest.mark.parametrize(
    "line",
    [
        "open('words.txt', 'w').close()",
        "import socket; socket.socket().close()",
        "import sqlite3; sqlite3.connect('a.db').close()",
    ],
)
def test_a_module_that_opens_something_when_imported_is_noticed(tmp_path: Path, line: str):
    (tmp_path / "greedy.py").write_text(f"{line}\n")
    assert opened_by_importing(tmp_path, ["greedy"]).startswith("greedy ")


def test_no_contract_goes_unproven():
    assert {contract for contract, _, _ in BREACHES} == {one["id"] for one in CONTRACTS}


WATCH = """
import importlib, sys
names = [name.removesuffix('.__init__') for name in sys.argv[1:]]
for name in names:
    importlib.import_module(name)
ours = {name.partition('.')[0] for name in names}
for name in [name for name in sys.modules if name.partition('.')[0] in ours]:
    del sys.modules[name]
now = ''
def is_code(path):
    return path.endswith('.py') or '__pycache__' in path
def hook(event, args):
    opens = event == 'subprocess.Popen' or event.startswith(('socket.', 'sqlite3.'))
    if now and (opens or event == 'open' and not is_code(str(args[0]))):
        print(now, event, *args[:1])
sys.addaudithook(hook)
for now in names:
    importlib.import_module(now)
now = ''
"""


def opened_by_importing(folder: Path, modules: list[str]) -> str:
    """Import twice, the second time watched: what others open at their first import is not our doing."""
    command = (sys.executable, "-c", WATCH, *modules)
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout
