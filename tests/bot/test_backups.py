"""Backups as the commands take and restore them: beside a running server, whole or not at all, and forgetting stays."""

import asyncio
import json
import os
import resource
import signal
import subprocess
import sys
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from bot import backups
from bot.cli import main
from bot.commands.progress import Progress
from storage import links
from storage.archive import BackupFault
from storage.backup import MANIFEST
from storage.engine import Connection, look, open_store
from storage.links import Link, LinkKind
from storage.listing import meetings
from storage.vault import Vault
from tests.fakes.house import STARTS_AT, Fake, Hand, new_folder, settings_in, wire, with_meeting
from tests.fakes.http import serving

USES = ("Vi skriver breve med det", "Vi slaar tal efter med det")
ROOT = Path(__file__).parents[2]
AFTERWARDS = "Det kom efter kopien"


def nobody_listens(done: int, total: int) -> None:
    pass


class Office:
    """Somebody of IT operations: a folder with a database, and the commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = new_folder(folder)

    @property
    def backup(self) -> Path:
        return self.folder / "backup.zip"

    def run(self, *words: str, keys: Path | None = None) -> Result:
        environment: dict[str, str | None] = {name: None for name in os.environ if name.startswith("MEDMAKKER_")}  # noqa: TID251
        environment["MEDMAKKER_DATABASE_URL"] = f"sqlite:///{self.folder / 'medmakker.db'}"
        environment["MEDMAKKER_KEYS"] = str(keys or self.folder / "keys")
        return CliRunner().invoke(main, list(words), env=environment)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path / "office")


@pytest.fixture
def elsewhere(tmp_path: Path) -> Office:
    return Office(tmp_path / "elsewhere")


async def begun(folder: Path, authors: tuple[str, str] = ("ole", "amina")) -> Fake:
    """Give a house in which a meeting has begun and two people have written something."""
    fake = await with_meeting(wire(folder))
    await fake.all_arrive()
    await fake.start()
    for who, text in zip(authors, USES, strict=True):
        assert not (await fake.submit(who, "contribute", kind="use", text=text)).refused
    return fake


def is_a_sentence(result: Result, *said: str) -> None:
    assert result.exit_code == 1, (result.output, result.exception)
    assert isinstance(result.exception, SystemExit)
    for words in said:
        assert words in result.stderr


def lines_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    with ZipFile(path) as archive:
        return {
            name.removeprefix("tables/").removesuffix(".jsonl"): [*map(json.loads, archive.read(name).splitlines())]
            for name in archive.namelist()
            if name != MANIFEST
        }


# --- The commands


async def test_a_backup_is_taken_while_the_server_runs_and_comes_back_elsewhere(office: Office, elsewhere: Office):
    fake = await begun(office.folder)
    result = await asyncio.to_thread(office.run, "backup", str(office.backup))
    assert result.exit_code == 0, result.output
    assert not (await fake.submit("jytte", "contribute", kind="use", text=AFTERWARDS)).refused
    await fake.close()
    assert office.backup.stat().st_mode & 0o777 == 0o600
    checked = elsewhere.run("restore", "--check", str(office.backup))
    assert (checked.exit_code, "is whole" in checked.stdout) == (0, True)
    assert look(f"sqlite:///{elsewhere.folder / 'medmakker.db'}", meetings) == []
    restored = await asyncio.to_thread(elsewhere.run, "restore", str(office.backup), keys=office.folder / "keys")
    assert restored.exit_code == 0, restored.output
    assert "left out" not in restored.stdout
    settings = settings_in(elsewhere.folder, keys=office.folder / "keys")
    there = wire(elsewhere.folder, settings=settings, tokens=fake.tokens)
    state = await there.state()
    assert sorted(each.text for each in state.contributions.values()) == sorted(USES)
    assert sorted(state.owners.values()) == ["amina", "ole"]
    await there.close()


async def test_what_people_hold_in_their_hands_works_again_after_a_restore(office: Office, elsewhere: Office):
    fake = await begun(office.folder)
    await asyncio.to_thread(office.run, "backup", str(office.backup))
    await fake.close()
    await asyncio.to_thread(elsewhere.run, "restore", str(office.backup), keys=office.folder / "keys")
    settings = settings_in(elsewhere.folder, keys=office.folder / "keys")
    there = wire(elsewhere.folder, settings=settings, tokens=fake.tokens)
    async with serving(there) as phones:
        assert USES[0] in (await phones.page("ole")).text
        await phones.does("ole", "contribute", fields={"kind": "use", "text": "Og vi oversætter"})
        assert len((await there.state()).contributions) == 3


async def test_a_meeting_goes_on_after_a_restore_without_its_keys(office: Office, elsewhere: Office):
    fake = await begun(office.folder)
    taken = await asyncio.to_thread(office.run, "backup", str(office.backup))
    assert "2 rows are sealed" in taken.stdout
    assert "authors cannot change what they wrote" in taken.stdout
    await fake.close()
    restored = await asyncio.to_thread(elsewhere.run, "restore", str(office.backup))
    assert "Left out: 2 sealed rows (meetings: 1)" in restored.stdout
    there = wire(elsewhere.folder, tokens=fake.tokens)
    # What was sent before the backup was made is known here too.
    there.keys = fake.keys
    state = await there.state()
    assert (len(state.contributions), dict(state.owners)) == (2, {})
    first = next(iter(state.contributions))
    assert (await there.press("ole", "withdraw", first)).refused
    assert not (await there.submit("ole", "contribute", kind="use", text="Fra nu af igen mit")).refused
    await there.close()
    again = wire(elsewhere.folder, tokens=fake.tokens)
    assert list((await again.state()).owners.values()) == ["ole"]
    await again.close()


async def test_a_meeting_that_closed_after_the_backup_can_be_held_again_and_nobodys_name_comes_back(
    office: Office, elsewhere: Office
):
    fake = await begun(office.folder)
    await asyncio.to_thread(office.run, "backup", str(office.backup))
    assert not (await fake.end()).refused
    await fake.close()
    keys = office.folder / "keys"
    assert [path for path in keys.iterdir() if path.stat().st_size] == []
    restored = await asyncio.to_thread(elsewhere.run, "restore", str(office.backup), keys=keys)
    assert "Left out: 2 sealed rows (meetings: 1)" in restored.stdout
    there = wire(elsewhere.folder, settings=settings_in(elsewhere.folder, keys=keys), tokens=fake.tokens)
    there.keys = fake.keys
    assert dict((await there.state()).owners) == {}
    assert not (await there.submit("ole", "contribute", kind="use", text=AFTERWARDS)).refused
    assert not (await there.end()).refused
    await there.close()
    assert [path for path in keys.iterdir() if path.stat().st_size] == []


def test_a_file_that_is_there_is_left_as_it_is(office: Office):
    office.backup.write_text("the only copy")
    is_a_sentence(office.run("backup", str(office.backup)), "is there already", "give another name")
    assert office.backup.read_text() == "the only copy"


@pytest.mark.parametrize("place", ["nowhere/backup.zip", "medmakker.db/backup.zip"])
def test_a_place_that_cannot_be_written_is_told(office: Office, place: str):
    is_a_sentence(office.run("backup", str(office.folder / place)), "cannot be written", "give another place")


def test_a_backup_needs_tables_and_says_how_to_get_them(office: Office):
    (office.folder / "medmakker.db").unlink()
    is_a_sentence(office.run("backup", str(office.backup)), "medmakker migrate")
    assert not office.backup.exists()


def test_work_that_fails_half_way_leaves_no_file(office: Office):
    # Enough that it does not wait in memory until the end.
    asyncio.run(_laid_down(office.folder, links_more=1000))
    before = sorted(path.name for path in office.folder.iterdir())
    most, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    at_the_limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def the_disk_is_full(done: int, total: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))

    try:
        with pytest.raises(BackupFault, match=r"backup.zip cannot be written .File too large."):
            backups.back_up(settings_in(office.folder), office.backup, the_disk_is_full)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
        signal.signal(signal.SIGXFSZ, at_the_limit)
    assert not office.backup.exists()
    assert {path for path in office.folder.iterdir() if ".part" in path.name} == set()
    assert set(before) <= {path.name for path in office.folder.iterdir()}


def killed_half_way(call: str, folder: Path) -> None:
    """Run something of `backups` in a process of its own, which is killed when it first says how far it is."""
    script = f"""
import os, signal
from pathlib import Path
from bot import backups
from tests.fakes.house import settings_in

def die(done, total):
    if done:
        os.kill(os.getpid(), signal.SIGKILL)

folder = Path({str(folder)!r})
{call}
"""
    result = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False)
    assert result.returncode == -signal.SIGKILL, result.stderr


def test_a_backup_that_was_killed_half_way_leaves_nothing_that_looks_like_one(office: Office):
    asyncio.run(_laid_down(office.folder))
    killed_half_way('backups.back_up(settings_in(folder), folder / "backup.zip", die)', office.folder)
    assert not office.backup.exists()
    assert len([path for path in office.folder.iterdir() if path.name.endswith(".part")]) == 1
    assert office.run("backup", str(office.backup)).exit_code == 0


def test_a_restore_that_was_killed_half_way_can_be_done_again(office: Office, elsewhere: Office):
    asyncio.run(_laid_down(office.folder))
    assert office.run("backup", str(office.backup)).exit_code == 0
    call = f"""
with backups.Archive(Path({str(office.backup)!r})) as archive:
    backups.asyncio.run(backups._restore(settings_in(folder), archive, die))
"""
    killed_half_way(call, elsewhere.folder)
    assert look(f"sqlite:///{elsewhere.folder / 'medmakker.db'}", meetings) == []
    assert elsewhere.run("restore", str(office.backup)).exit_code == 0
    assert len(look(f"sqlite:///{elsewhere.folder / 'medmakker.db'}", meetings)) == 1


def test_a_file_that_somebody_else_made_meanwhile_is_left_as_it_is(office: Office):
    asyncio.run(_laid_down(office.folder))
    with pytest.raises(BackupFault, match="is there already"):
        backups.back_up(settings_in(office.folder), office.backup, lambda *_: void(office.backup.write_text("theirs")))
    assert office.backup.read_text() == "theirs"
    assert {path for path in office.folder.iterdir() if ".part" in path.name} == set()


def void(_: object) -> None:
    """Give nothing."""


async def _laid_down(folder: Path, links_more: int = 0) -> None:
    def issue(conn: Connection) -> None:
        for number in range(links_more):
            links.issue(conn, f"token {number}", Link(LinkKind.ROOM, STARTS_AT))

    fake = await with_meeting(wire(folder))
    await fake.house.store.write(issue)
    await fake.close()


def test_a_restore_beside_a_running_server_is_refused(office: Office, elsewhere: Office):
    asyncio.run(_laid_down(office.folder))
    assert office.run("backup", str(office.backup)).exit_code == 0

    async def both() -> Result:
        store = open_store(f"sqlite:///{elsewhere.folder / 'medmakker.db'}")
        try:
            return await asyncio.to_thread(elsewhere.run, "restore", str(office.backup))
        finally:
            await store.close()

    is_a_sentence(asyncio.run(both()), "is being written by another process")


def test_a_restore_into_a_database_that_is_used_is_refused(office: Office):
    asyncio.run(_laid_down(office.folder))
    assert office.run("backup", str(office.backup)).exit_code == 0
    is_a_sentence(office.run("restore", str(office.backup)), "already has rows", "MEDMAKKER_DATABASE_URL")
    assert len(look(f"sqlite:///{office.folder / 'medmakker.db'}", meetings)) == 1


def test_a_file_that_is_no_backup_is_told_before_anything_else(office: Office):
    for words in (("restore",), ("restore", "--check")):
        is_a_sentence(office.run(*words, str(office.folder / "medmakker.db")), "is no backup of Medmakker")
    assert office.run("restore", "nowhere.zip").exit_code == 2


async def test_a_restore_that_is_stopped_writes_nothing(office: Office, elsewhere: Office):
    await _laid_down(office.folder)
    await asyncio.to_thread(office.run, "backup", str(office.backup))
    loop, heard, said = asyncio.get_running_loop(), Event(), []

    def stop(done: int, total: int) -> None:
        # The first words come from verifying, in a thread of this loop; then from the writer, half-way.
        said.append(done)
        if len(said) == 1:
            loop.call_soon_threadsafe(work.cancel)
            for _ in range(3):
                loop.call_soon_threadsafe(void, None)
            loop.call_soon_threadsafe(lambda: loop.call_soon(lambda: loop.call_soon(heard.set)))
            assert heard.wait(10)

    with backups.Archive(office.backup) as archive:
        work = asyncio.ensure_future(backups._restore(settings_in(elsewhere.folder), archive, stop))
        with pytest.raises(asyncio.CancelledError):
            await work
    assert len(said) == 1
    assert look(f"sqlite:///{elsewhere.folder / 'medmakker.db'}", meetings) == []


async def test_a_restore_that_is_stopped_too_late_says_that_all_is_back(office: Office, elsewhere: Office):
    await _laid_down(office.folder)
    await asyncio.to_thread(office.run, "backup", str(office.backup))
    loop, heard = asyncio.get_running_loop(), Event()

    def stop(done: int, total: int) -> None:
        if done == total and not heard.is_set():
            loop.call_soon_threadsafe(work.cancel)
            loop.call_soon_threadsafe(heard.set)
            assert heard.wait(10)

    with backups.Archive(office.backup) as archive:
        work = asyncio.ensure_future(backups._restore(settings_in(elsewhere.folder), archive, stop))
        assert (await work).rows == archive.manifest.rows
    assert look(f"sqlite:///{elsewhere.folder / 'medmakker.db'}", meetings) != []


def test_ctrl_c_at_a_restore_is_one_sentence(
    office: Office, elsewhere: Office, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
):
    asyncio.run(_laid_down(office.folder))
    assert office.run("backup", str(office.backup)).exit_code == 0
    seen = []

    def press(self: Progress, done: int, total: int) -> None:
        if not seen:
            seen.append(done)
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Progress, "__call__", press)
    # A program that was started in the background may have been told to ignore it.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, before))
    is_a_sentence(elsewhere.run("restore", str(office.backup)), "stopped: nothing was written")
    assert look(f"sqlite:///{elsewhere.folder / 'medmakker.db'}", meetings) == []


# --- Who wrote what


async def mid_meeting(folder: Path, authors: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    fake = await begun(folder, authors)
    path = folder / "backup.zip"
    await asyncio.to_thread(backups.back_up, settings_in(folder), path, nobody_listens)
    await fake.close()
    return lines_of(path)


def open_to_all(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out what is sealed: it is other bytes every time, whatever is in it."""
    return [{name: value for name, value in row.items() if name != "sealed"} for row in rows]


async def test_a_backup_taken_during_a_meeting_does_not_tell_who_wrote_what(tmp_path: Path):
    one = await mid_meeting(tmp_path / "one", ("ole", "amina"))
    other = await mid_meeting(tmp_path / "other", ("amina", "ole"))
    assert {text for row in one["contribution"] for text in [row["body"]["text"]]} == set(USES)
    assert len(one["ownership"]) == 2
    for table, rows in one.items():
        assert open_to_all(rows) == open_to_all(other[table]), table
    lengths = [{len(row["sealed"]) for row in found["ownership"]} for found in (one, other)]
    assert lengths[0] == lengths[1]
    assert len(lengths[0]) == 1


async def test_no_key_is_in_a_backup(office: Office):
    fake = await begun(office.folder)
    await asyncio.to_thread(office.run, "backup", str(office.backup))
    await fake.close()
    secrets = [path.read_bytes() for path in (office.folder / "keys").iterdir()]
    assert [len(secret) for secret in secrets] == [32]
    with ZipFile(office.backup) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist())
    for secret in secrets:
        for form in (secret, secret.hex().encode(), secret[:16]):
            assert form not in held


async def test_once_the_key_is_gone_nothing_sealed_in_a_backup_can_be_opened(office: Office):
    fake = await begun(office.folder)
    await asyncio.to_thread(office.run, "backup", str(office.backup))
    vault = Vault(office.folder / "keys")
    rows = lines_of(office.backup)["ownership"]
    opened = [
        vault.key(fake.id).open(b64decode(row["sealed"]), f"ownership/{row['id']}".encode()).decode() for row in rows
    ]
    assert sorted(opened) == ['"amina"', '"ole"']
    await fake.end()
    await fake.close()
    with pytest.raises(Exception, match="forgotten"):
        Vault(office.folder / "keys").key(fake.id)


# --- Progress


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    return lambda: capsys.readouterr().err


def test_in_a_log_work_that_is_done_at_once_says_nothing_and_long_work_a_line_every_five_seconds(
    said: Callable[[], str],
):
    clock = Hand()
    progress = Progress("backup", clock)
    for done in range(0, 3000, 100):
        clock.later(milliseconds=490)
        progress(done, 10000)
    progress.end()
    assert said() == "backup: 1,000 of 10,000 rows\nbackup: 2,100 of 10,000 rows\n"


def test_on_a_terminal_one_line_changes(said: Callable[[], str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    clock = Hand()
    progress = Progress("restore", clock)
    for done in (1000, 2000):
        clock.later(seconds=1)
        progress(done, 3000)
    progress.end()
    progress.end()
    assert said() == "\rrestore: 1,000 of 3,000 rows\rrestore: 2,000 of 3,000 rows\n"
