"""The shape of the house: what a reader may rely on without looking. Each rule is tried on a bad sample too."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.shape_rules import (
    catch_alls,
    clock_reads,
    environment_reads,
    foreign_imports,
    platform_names,
    sentences,
    waits,
)

ROOT = Path(__file__).parents[1]
MAX_LINES = 300
MAX_CATCH_ALLS = 4
SAYS_NOTHING = {
    *("utils", "helpers", "common", "misc", "base", "core"),
    *("manager", "handlers", "processor", "service", "data", "impl"),
}
PLATFORM_FILES = {"app", "parse", "cards", "forms", "sender", "limits"}


def modules(*packages: str) -> list[Path]:
    return sorted(path for package in packages for path in (ROOT / package).rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def found_in(paths: list[Path], rule: Callable[[str], list[int]]) -> list[str]:
    return [f"{name(path)}:{line}" for path in paths for line in rule(path.read_text(encoding="utf-8"))]


def says_nothing(path: str) -> bool:
    """Whether a file or one of its folders has a name that tells nobody what is in it."""
    return not SAYS_NOTHING.isdisjoint(Path(path).with_suffix("").parts)


def missing_files(folder: Path) -> set[str]:
    """Give the files that every platform has and this one has not; a folder of the same name does too."""
    return PLATFORM_FILES - {path.stem for path in folder.iterdir()}


def platforms() -> list[Path]:
    return sorted(path for path in (ROOT / "bot/platforms").iterdir() if path.is_dir() and path.name != "__pycache__")


def test_no_module_is_longer_than_the_limit():
    lengths = {name(path): len(path.read_text().splitlines()) for path in modules("bot", "dialogs", "storage")}
    assert {path: lines for path, lines in lengths.items() if lines > MAX_LINES} == {}


def test_every_name_says_what_is_in_it():
    assert [name(path) for path in modules("bot", "dialogs", "storage", "tests") if says_nothing(name(path))] == []


def test_every_folder_with_modules_is_a_package():
    folders = {path.parent for path in modules("bot", "dialogs", "storage") if "migrations" not in path.parts}
    assert sorted(name(folder) for folder in folders if not (folder / "__init__.py").exists()) == []


def test_dialogs_never_wait():
    assert found_in(modules("dialogs"), waits) == []


def test_dialogs_use_the_standard_library_only():
    assert found_in(modules("dialogs"), foreign_imports) == []


def test_the_inner_rooms_know_no_platform_by_name():
    inner = [*modules("dialogs", "storage"), ROOT / "bot/turn.py", ROOT / "bot/relay.py"]
    assert found_in(inner, platform_names) == []


def test_flows_hold_no_sentences():
    assert found_in(modules("dialogs/flows"), sentences) == []


def test_only_the_config_reads_the_environment():
    others = [path for path in modules("bot", "dialogs", "storage") if name(path) != "bot/config.py"]
    assert found_in(others, environment_reads) == []


def test_only_the_clock_reads_the_clock():
    others = [path for path in modules("bot", "dialogs", "storage") if name(path) != "bot/clock.py"]
    assert found_in(others, clock_reads) == []


def test_few_places_catch_everything():
    places = found_in(modules("bot", "storage"), catch_alls)
    assert len(places) <= MAX_CATCH_ALLS, places


def test_every_platform_has_the_same_files():
    assert {folder.name: missing for folder in platforms() if (missing := missing_files(folder))} == {}


def test_every_platform_and_the_register_stand_in_the_independence_contract():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    listed = set(next(one["modules"] for one in contracts if one["type"] == "independence"))
    edges = {f"bot.platforms.{folder.name}" for folder in platforms()}
    assert edges <= listed
    assert not (ROOT / "bot/register").exists() or "bot.register" in listed


@pytest.mark.parametrize(
    ("rule", "bad", "good"),
    [
        (waits, "async def f(): pass", "def f(): pass"),
        (waits, "x = [a async for a in b]", "x = [a for a in b]"),
        (foreign_imports, "import sqlalchemy.engine", "import dataclasses"),
        (foreign_imports, "from bot.turn import take", "from dialogs.cards import Card"),
        (foreign_imports, "from . import cards", "from dialogs import cards"),
        (platform_names, "# as Slack does", "template = 'team-ai'  # a team"),
        (platform_names, "MSTEAMS = 1", "the_team = 1"),
        (sentences, "x = 'Vælg hvad I vil tale om'", "x = 'a_code_without_any_blank_at_all'"),
        (sentences, "x = f'Vælg {n} af dem som I vil'", "x = f'{n} min'"),
        (sentences, "def f(x='Vælg hvad I vil tale om'): pass", "def f():\n  '''Say what I want to talk about.'''"),
        (environment_reads, "import os\nos.environ['A']", "import os\nos.getpid()"),
        (environment_reads, "from os import getenv", "from os import fsync"),
        (clock_reads, "datetime.now(UTC)", "clock.now()"),
        (clock_reads, "datetime.datetime.now(UTC)", "self.now"),
        (clock_reads, "date.today()", "meeting.today"),
        (clock_reads, "time.monotonic()", "starts_at.time()"),
        (clock_reads, "from time import time", "from datetime import time"),
        (clock_reads, "asyncio.get_running_loop().time()", "loop.call_later(1, f)"),
        (clock_reads, "select(func.now())", "select(func.count())"),
        (catch_alls, "try: pass\nexcept Exception: pass", "try: pass\nexcept OSError: pass"),
        (catch_alls, "try: pass\nexcept: pass", "try: pass\nexcept (OSError, ValueError): pass"),
        (catch_alls, "try: pass\nexcept (OSError, BaseException): pass", "class MyException(Exception): pass"),
    ],
)
def test_each_rule_notices_a_breach_and_nothing_else(rule: Callable[[str], list[int]], bad: str, good: str):
    assert rule(bad) != []
    assert rule(good) == []


def test_a_name_that_says_nothing_is_noticed():
    assert says_nothing("bot/utils.py")
    assert says_nothing("bot/core/relay.py")
    assert not says_nothing("bot/database.py")


def test_a_platform_with_a_file_too_few_is_noticed(tmp_path: Path):
    for stem in PLATFORM_FILES - {"limits"}:
        (tmp_path / f"{stem}.py").touch()
    assert missing_files(tmp_path) == {"limits"}


def commands(group: click.Group, before: str) -> list[str]:
    """Give every command below a group as it is typed."""
    return [
        typed
        for word, command in group.commands.items()
        for typed in (
            commands(command, f"{before} {word}") if isinstance(command, click.Group) else [f"{before} {word}"]
        )
    ]


def undescribed(words: list[str], readme: str) -> list[str]:
    """Give what the README does not name as code."""
    return [word for word in words if not re.search(rf"`[^`]*\b{re.escape(word)}\b[^`]*`", readme)]


def test_every_setting_is_described():
    from bot.config import Settings

    prefix = Settings.model_config.get("env_prefix", "")
    names = [f"{prefix}{field}".upper() for field in Settings.model_fields]
    assert names
    assert undescribed(names, (ROOT / "README.md").read_text()) == []


def test_every_command_is_described():
    from bot.cli import main

    typed = commands(main, "medmakker")
    assert "medmakker committee import" in typed
    assert undescribed(typed, (ROOT / "README.md").read_text()) == []


def test_every_command_that_is_described_is_there():
    from bot.cli import main

    readme = (ROOT / "README.md").read_text()
    named = re.findall(r"^\| `(medmakker [a-z ]*[a-z])", readme, re.MULTILINE)
    assert sorted(named) == sorted(commands(main, "medmakker"))


def test_what_is_not_described_is_noticed():
    readme = "Set `MEDMAKKER_PORT`. Then `medmakker content check FOLDER`. Do not medmakker migrate."
    words = ["MEDMAKKER_PORT", "MEDMAKKER_POR", "medmakker content check", "medmakker migrate"]
    assert undescribed(words, readme) == ["MEDMAKKER_POR", "medmakker migrate"]


def test_commands_in_groups_are_found():
    inner = click.Group("content", commands=[click.Command("check")])
    outer = click.Group("medmakker", commands=[inner, click.Command("serve")])
    assert commands(outer, "medmakker") == ["medmakker content check", "medmakker serve"]
