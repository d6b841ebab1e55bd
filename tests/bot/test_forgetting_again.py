"""What could not be forgotten when the meeting closed is forgotten soon after, without a restart."""

import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage import sqlite
from storage.engine import StoreGone
from tests.fakes.house import Fake, wire, with_meeting

WITHDRAWN = "Ingen kan læse mine noter længere"


async def with_something_withdrawn(tmp_path: Path) -> Fake:
    fake = await with_meeting(wire(tmp_path))
    await fake.all_arrive()
    await fake.start()
    assert not (await fake.submit("ole", "contribute", kind="use", text=WITHDRAWN)).refused
    await fake.press("ole", "withdraw", next(iter((await fake.state()).contributions)))
    return fake


@contextmanager
def full_disk() -> Iterator[None]:
    """Let no file grow or be written to."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def holds(folder: Path, text: str) -> bool:
    return any(text.encode() in path.read_bytes() for path in folder.glob("medmakker.db*"))


async def test_a_reader_in_the_way_only_delays_the_cleaning(tmp_path: Path, caplog: pytest.LogCaptureFixture):
    fake = await with_something_withdrawn(tmp_path)
    reader = sqlite3.connect(tmp_path / "medmakker.db")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM meeting").fetchall()
    await fake.house.store.write(lambda conn: sqlite.driver_of(conn).execute("PRAGMA busy_timeout = 50") and None)
    await fake.end()
    assert "may still be readable" in caplog.text
    assert holds(tmp_path, WITHDRAWN)
    reader.close()
    await fake.house.ticker.tidy()
    assert not holds(tmp_path, WITHDRAWN)
    await fake.close()


async def test_a_folder_of_keys_that_comes_back_only_delays_the_forgetting(tmp_path: Path):
    fake = await with_something_withdrawn(tmp_path)
    (tmp_path / "keys").rename(tmp_path / "gone")
    await fake.end()
    (tmp_path / "gone").rename(tmp_path / "keys")
    assert fake.house.vault.exists(fake.id)
    await fake.house.ticker.tidy()
    assert not fake.house.vault.exists(fake.id)
    await fake.close()


async def test_with_nothing_left_to_forget_nothing_is_written_anew(tmp_path: Path):
    fake = await with_something_withdrawn(tmp_path)
    await fake.end()
    before = (tmp_path / "medmakker.db").stat()
    await fake.house.ticker.tidy()
    assert (tmp_path / "medmakker.db").stat() == before
    await fake.close()


async def test_a_key_goes_although_the_disk_is_full(tmp_path: Path):
    fake = await with_something_withdrawn(tmp_path)
    with full_disk():
        fake.house.vault.destroy(fake.id)
    assert not fake.house.vault.exists(fake.id)
    await fake.close()


async def test_a_key_is_made_whole_or_not_at_all_when_the_disk_fills_up(tmp_path: Path):
    fake = await with_meeting(wire(tmp_path))
    shutil.rmtree(tmp_path / "keys")
    (tmp_path / "keys").mkdir()
    with full_disk(), pytest.raises(StoreGone):
        fake.house.vault.key(fake.id, create=True)
    assert not fake.house.vault.exists(fake.id)
    fake.house.vault.key(fake.id, create=True)
    await fake.close()
