"""Commands: what each does, and every fault as a sentence with the right exit status."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bot.cli import main
from bot.config import Settings, SettingsFault, read_settings
from bot.database import write_once
from dialogs.model.ids import PersonId
from storage import own_content
from storage.migrate import head
from storage.own_content import Version
from tests.databases import empty_database
from tests.fakes.house import demonstration
from tests.postgres import Server

ROOT = Path(__file__).parents[2]


class Terminal:
    """Runs commands with their own surroundings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment: dict[str, str | None] = {name: None for name in os.environ if name.startswith("MEDMAKKER_")}  # noqa: TID251
        self.set(database_url=f"sqlite:///{folder / 'data' / 'medmakker.db'}", keys=str(folder / "keys"))

    def set(self, **values: str | None) -> "Terminal":
        self.environment |= {f"MEDMAKKER_{name.upper()}": value for name, value in values.items()}
        return self

    @property
    def database(self) -> Path:
        return self.folder / "data" / "medmakker.db"

    def migrated(self) -> "Terminal":
        self.database.parent.mkdir(parents=True, exist_ok=True)
        self.database.write_bytes(empty_database())
        return self

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(main, list(words), env=self.environment)

    def set_up(self, text: str = "") -> str:
        path = self.folder / "set-up.toml"
        path.write_text(text or demonstration(), encoding="utf-8")
        return str(path)

    def meeting(self) -> str:
        """Lay the demonstration down and give its id."""
        self.migrated().set(tryout="true")
        laid = self.run("tryout", self.set_up(), "--json")
        assert laid.exit_code == 0, laid.output
        found: str = json.loads(laid.stdout)["meeting"]
        return found


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    return Terminal(tmp_path)


def is_a_sentence(result: Result, status: int, *said: str) -> None:
    assert result.exit_code == status, (result.exit_code, result.output, result.exception)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert len(result.stderr.split()) > 3, result.output
    for words in said:
        assert words in result.stderr


# --- Settings


def test_all_faults_of_the_settings_come_at_once_with_status_2(terminal: Terminal):
    terminal.set(port="0", time_zone="Moon/Crater", base_url="medmakker.dk", clock_speed="-1", log_level="LOUD")
    terminal.set(abandoned_hours="never", objection_days="0", keys=None)
    for command in (("serve",), ("migrate",), ("doctor",), ("content", "check"), ("meeting", "list"), ("demo",)):
        result = terminal.run(*command)
        names = ("PORT", "TIME_ZONE", "BASE_URL", "CLOCK_SPEED", "LOG_LEVEL", "ABANDONED_HOURS", "OBJECTION_DAYS")
        is_a_sentence(result, 2, *(f"MEDMAKKER_{name}:" for name in names))


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rehearsal": "true"}, "MEDMAKKER_REHEARSAL needs MEDMAKKER_TRYOUT"),
        ({"clock_speed": "12"}, "MEDMAKKER_CLOCK_SPEED needs MEDMAKKER_TRYOUT"),
        ({"tryout": "true", "host": "0.0.0.0"}, "MEDMAKKER_TRYOUT needs"),
        ({"tryout": "true", "host": "example.dk"}, "MEDMAKKER_TRYOUT needs"),
        ({"time_zone": "../etc/passwd"}, "is no time zone"),
        ({"content": "/nowhere/at/all"}, "MEDMAKKER_CONTENT"),
    ],
)
def test_settings_that_do_not_go_together_are_told(terminal: Terminal, values: dict[str, str], said: str):
    is_a_sentence(terminal.set(**values).run("serve"), 2, said)


@pytest.mark.parametrize(
    ("host", "address", "loopback"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080", True),
        ("localhost", "http://localhost:8080", True),
        ("::1", "http://[::1]:8080", True),
        ("0.0.0.0", "http://0.0.0.0:8080", False),
    ],
)
def test_links_begin_with_an_address_that_a_browser_can_read(host: str, address: str, loopback: bool):
    settings = Settings.model_validate({"host": host})
    assert (settings.address, settings.on_loopback) == (address, loopback)


def test_links_begin_with_the_public_address_where_there_is_one():
    assert Settings.model_validate({"base_url": "https://med.example.dk/"}).address == "https://med.example.dk"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MEDMAKKER_PORT", "9090")
    assert read_settings().port == 9090
    monkeypatch.setenv("MEDMAKKER_PORT", "door")
    with pytest.raises(SettingsFault, match="MEDMAKKER_PORT"):
        read_settings()


# --- Migrating, listing, exporting


def test_migrate_makes_the_folder_and_the_tables_and_again_is_harmless(terminal: Terminal):
    for _ in range(2):
        result = terminal.run("migrate")
        assert (result.exit_code, result.stdout) == (0, "The database is at this version.\n")
    with closing(sqlite3.connect(terminal.database)) as driver:
        assert driver.execute("SELECT version_num FROM alembic_version").fetchone() == (head(),)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://localhost/x", "not supported"),
        ("postgresql://bot:secret@127.0.0.1:1/x", "check that it runs"),
        ("rubbish", "cannot be read"),
        ("sqlite://", "must be a file"),
        ("sqlite:///{folder}/file/inside.db", "{folder}/file"),
        ("sqlite:///{folder}/file", "database"),
    ],
)
@pytest.mark.parametrize("command", [["migrate"], ["serve"], ["meeting", "list"], ["doctor"]])
def test_a_database_that_cannot_be_used_is_told(terminal: Terminal, url: str, said: str, command: list[str]):
    terminal.folder.joinpath("file").write_text("no database " * 1000)
    terminal.set(database_url=url.format(folder=terminal.folder))
    result = terminal.run(*command)
    if command == ["doctor"]:
        assert result.exit_code == 1
        assert "WRONG  database" in result.stdout
    else:
        is_a_sentence(result, 1)
    if command == ["migrate"]:
        assert said.format(folder=terminal.folder) in result.output


@pytest.mark.parametrize(
    "command", [["serve"], ["meeting", "list"], ["meeting", "export", "--id", "x", "--out", "o"], ["tryout", ""]]
)
@pytest.mark.parametrize("there", [True, False])
def test_a_database_without_tables_says_to_migrate(terminal: Terminal, command: list[str], there: bool):
    terminal.set(tryout="true")
    if there:
        terminal.database.parent.mkdir()
        closing(sqlite3.connect(terminal.database)).__enter__().close()
    command = [word or terminal.set_up() for word in command]
    is_a_sentence(terminal.run(*command), 1, "medmakker migrate")


def test_meetings_are_listed_and_exported(terminal: Terminal):
    meeting = terminal.meeting()
    listing = terminal.run("meeting", "list")
    assert listing.exit_code == 0
    assert meeting in listing.stdout
    assert "planned" in listing.stdout
    assert "Lindely" in listing.stdout
    out = terminal.folder / "out"
    result = terminal.run("meeting", "export", "--id", meeting, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert json.loads((out / "minutes.json").read_text())["committee"]["name"].startswith("Lokal-MED")
    assert (out / "minutes-open.json").exists()
    assert (out / "announcement.txt").read_text() == ""


def test_a_cancelled_meeting_has_no_minutes_and_that_is_said(terminal: Terminal):
    meeting = terminal.meeting()
    with closing(sqlite3.connect(terminal.database)) as database, database:
        database.execute("UPDATE meeting SET stage = 'cancelled', version = version + 1")
    assert "cancelled" in terminal.run("meeting", "list").stdout
    out = terminal.folder / "out"
    result = terminal.run("meeting", "export", "--id", meeting, "--out", str(out))
    is_a_sentence(result, 1, "cancelled, so there are no minutes")
    assert not out.exists()


def test_an_unknown_meeting_says_where_to_look(terminal: Terminal):
    terminal.migrated()
    result = terminal.run("meeting", "export", "--id", "nobody", "--out", str(terminal.folder / "out"))
    is_a_sentence(result, 1, "medmakker meeting list")


def test_a_folder_that_cannot_be_made_is_told(terminal: Terminal):
    meeting = terminal.meeting()
    terminal.folder.joinpath("file").write_text("")
    result = terminal.run("meeting", "export", "--id", meeting, "--out", str(terminal.folder / "file" / "out"))
    is_a_sentence(result, 1, "file")


# --- Try-outs and the demonstration


def test_a_tryout_prints_everybodys_link(terminal: Terminal):
    terminal.migrated().set(tryout="true", port="8099")
    result = terminal.run("tryout", terminal.set_up())
    assert result.exit_code == 0, result.output
    assert result.stdout.count("http://127.0.0.1:8099/p/") == 8
    assert "/room/" in result.stdout
    assert "/organisation/" in result.stdout


def test_a_tryout_needs_its_setting(terminal: Terminal):
    is_a_sentence(terminal.migrated().run("tryout", terminal.set_up()), 2, "MEDMAKKER_TRYOUT=true")


BAD_SET_UPS = {
    "no TOML": "[[[",
    "nothing": "",
    "no people": 'starts_at = "2027-01-01T10:00:00+01:00"\n[committee]\nname = "x"\nlevel = "local"\n',
    "no offset": demonstration().replace("+01:00", ""),
    "no date": demonstration().replace("2026-12-09T10:00:00+01:00", "tomorrow"),
    "a language we do not speak": demonstration().replace('language = "da"', 'language = "fr"'),
    "an unknown role": demonstration().replace('"chair"', '"king"'),
    "an unknown side": demonstration().replace('side = "management"', 'side = "left"'),
    "an unknown agenda": demonstration().replace('template = "med-ai"', 'template = "party"'),
    "a committee that is a word": demonstration().replace(
        '[committee]\nname = "Lokal-MED Hjemmeplejen Lindely"\nlevel = "local"', 'committee = "x"'
    ),
    "proposals that are words": demonstration()
    .split("[[proposal]]")[0]
    .replace("[committee]", 'proposal = ["x"]\n[committee]'),
    "people that are words": 'person = ["x"]\nstarts_at = "2027-01-01T10:00:00+01:00"\n'
    '[committee]\nname = "x"\nlevel = "local"\n',
    "a proposer nobody knows": demonstration().replace('by = "kasper"', 'by = "nobody"'),
    "a boss nobody knows": demonstration().replace('reports_to = "kasper"', 'reports_to = "nobody"'),
    "the same person twice": demonstration().replace('id = "kasper"', 'id = "marianne"'),
}


@pytest.mark.parametrize("text", BAD_SET_UPS.values(), ids=BAD_SET_UPS.keys())
def test_a_set_up_that_cannot_be_used_is_told(terminal: Terminal, text: str):
    terminal.migrated().set(tryout="true")
    path = terminal.folder / "set-up.toml"
    path.write_text(text, encoding="utf-8")
    is_a_sentence(terminal.run("tryout", str(path)), 1, "set-up")


def test_a_set_up_that_is_no_text_is_told(terminal: Terminal):
    terminal.migrated().set(tryout="true")
    path = terminal.folder / "set-up.toml"
    path.write_bytes(b"\xff\xfe\x00")
    is_a_sentence(terminal.run("tryout", str(path)), 1, "set-up")


@pytest.mark.parametrize("values", [{"base_url": "https://med.example.dk"}, {"host": "0.0.0.0"}])
def test_the_demonstration_refuses_a_production_configuration(terminal: Terminal, values: dict[str, str]):
    is_a_sentence(terminal.set(**values).run("demo"), 2, "this machine only")
    assert not terminal.database.exists()


@pytest.mark.parametrize("speed", ["0", "-1", "nan", "1e9", "fast"])
def test_the_demonstration_refuses_a_clock_that_cannot_go(terminal: Terminal, speed: str):
    result = terminal.run("demo", "--clock-speed", speed)
    is_a_sentence(result, 2, "--clock-speed")
    assert not terminal.database.exists()


# --- Content and doctor


def test_our_content_has_no_faults(terminal: Terminal):
    result = terminal.run("content", "check")
    assert (result.exit_code, result.stdout) == (0, "The content has no faults.\n")


@pytest.mark.parametrize("body", [b"[[[", b"\xff\xfe", b""])
def test_a_fault_in_a_folder_of_ones_own_is_named(terminal: Terminal, body: bytes):
    own = terminal.folder / "content" / "da"
    own.mkdir(parents=True)
    own.joinpath("agendas.toml").write_bytes(body)
    terminal.set(content=str(terminal.folder / "content"))
    result = terminal.run("content", "check")
    assert result.exit_code == 1, result.output
    assert "agendas.toml" in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    terminal.migrated()
    is_a_sentence(terminal.run("serve"), 1, "agendas.toml")


def test_the_doctor_says_of_each_thing_whether_it_is_right(terminal: Terminal):
    terminal.meeting()
    well = terminal.run("doctor")
    assert well.exit_code == 0, well.output
    assert [line.split()[0] for line in well.stdout.splitlines()] == ["ok"] * 4
    assert "1 meetings" in well.stdout
    (terminal.folder / "keys").mkdir(exist_ok=True)
    (terminal.folder / "keys").chmod(0o755)
    ill = terminal.set(tryout=None).run("doctor")
    assert ill.exit_code == 1
    assert "chmod 700" in ill.stdout
    assert "not an https:// address" in ill.stdout
    (terminal.folder / "keys").chmod(0o700)
    assert terminal.set(base_url="https://med.example.dk").run("doctor").exit_code == 0


def test_the_doctor_names_what_was_saved_in_the_register_and_is_no_longer_right(terminal: Terminal):
    terminal.meeting()
    url = f"sqlite:///{terminal.folder / 'data' / 'medmakker.db'}"
    bad = Version(1, "da", "quiz.toml", "question = []", datetime(2027, 1, 1, tzinfo=UTC), PersonId("x"), "X", "Y")
    write_once(url, lambda conn: own_content.add(conn, bad))
    ill = terminal.run("doctor")
    assert ill.exit_code == 1
    assert "no longer right: da/quiz.toml; save it again in the register" in ill.stdout
    # Where the files themselves are wrong, that is told first.
    own = terminal.folder / "content" / "da"
    own.mkdir(parents=True)
    (own / "plan.toml").write_text("reminder = []")
    assert "see `medmakker content check`" in terminal.set(content=str(own.parent)).run("doctor").stdout


def test_on_a_server_every_command_works(terminal: Terminal, server: Server):
    url = server.new_database(empty=True)
    terminal.set(database_url=url, tryout="true")
    assert "not at this version, run `medmakker migrate`" in terminal.run("doctor").stdout
    is_a_sentence(terminal.run("meeting", "list"), 1)
    assert terminal.run("migrate").exit_code == 0
    assert terminal.run("migrate").exit_code == 0
    laid = terminal.run("tryout", terminal.set_up(), "--json")
    found = json.loads(laid.stdout)["meeting"]
    assert found in terminal.run("meeting", "list").stdout
    assert terminal.run("meeting", "export", "--id", found, "--out", str(terminal.folder / "out")).exit_code == 0
    assert "database: 1 meetings" in terminal.run("doctor").stdout
    server.drop(url)


def test_the_doctor_sees_keys_that_are_no_folder_and_tables_that_are_old(terminal: Terminal):
    terminal.set(tryout="true")
    (terminal.folder / "keys").write_text("")
    result = terminal.run("doctor")
    assert result.exit_code == 1
    assert "WRONG  keys" in result.stdout
    assert "WRONG  database" in result.stdout
    assert "medmakker migrate" in result.stdout


def below(group: click.Group, *before: str) -> Iterator[tuple[str, ...]]:
    yield before
    for word, command in group.commands.items():
        yield from below(command, *before, word) if isinstance(command, click.Group) else [(*before, word)]


@pytest.mark.parametrize("command", [*below(main)], ids=" ".join)
def test_every_command_has_help_of_a_whole_sentence(terminal: Terminal, command: tuple[str, ...]):
    result = terminal.run(*command, "--help")
    assert result.exit_code == 0
    first = result.stdout.split("\n\n")[1].strip()
    assert first[0].isupper()
    assert first.endswith(".")


def test_an_address_for_mail_is_kept_shown_and_taken_away(terminal: Terminal):
    terminal.migrated()
    assert terminal.run("mail", "set", "eva", "eva@kommune.example").stdout == "Written.\n"
    assert terminal.run("mail", "list").stdout == "eva\teva@kommune.example\t\n"
    wrong = terminal.run("mail", "set", "eva", "eva(at)kommune")
    assert (wrong.exit_code, "that is no address" in wrong.stderr) == (1, True)
    terminal.run("mail", "set", "eva")
    assert terminal.run("mail", "list").stdout == ""


@pytest.mark.parametrize(
    "wrong", [{"mail_server": "http://post"}, {"mail_server": "smtp://post"}, {"mail_from": "med@kommune.example"}]
)
def test_a_mail_server_and_an_address_go_together(terminal: Terminal, wrong: dict[str, str]):
    assert terminal.set(**wrong).run("mail", "list").exit_code == 2


def test_the_list_of_commands_is_told_without_being_cut(terminal: Terminal):
    for group in ((), ("committee",), ("content",), ("mail",), ("meeting",)):
        listed = terminal.run(*group, "--help").stdout.partition("Commands:")[2]
        assert listed
        assert "..." not in listed
    assert terminal.run("--version").exit_code == 0


# --- Servers as processes


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run_process(terminal: Terminal, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command that must end by itself."""
    environment = {name: value for name, value in terminal.environment.items() if value is not None}
    command = (sys.executable, "-m", "bot", *words)
    return subprocess.run(
        command,
        cwd=ROOT,
        env={"PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_second_server_on_the_same_database_is_refused(terminal: Terminal):
    from storage.engine import open_store

    terminal.migrated().set(port=str(free_port()), tryout="true")
    import asyncio

    async def both() -> list[subprocess.CompletedProcess[str]]:
        store = open_store(f"sqlite:///{terminal.database}")
        try:
            return [run_process(terminal, *words) for words in (("serve",), ("tryout", terminal.set_up()), ("demo",))]
        finally:
            await store.close()

    for result in asyncio.run(both()):
        assert result.returncode == 1, result.stderr
        assert "is being written by another process" in result.stderr
        assert "Traceback" not in result.stderr


def test_a_port_that_is_taken_is_told(terminal: Terminal):
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        terminal.migrated().set(port=str(taken.getsockname()[1]))
        result = run_process(terminal, "serve")
    assert result.returncode == 2
    assert "MEDMAKKER_PORT" in result.stderr
    assert "Traceback" not in result.stderr
