"""Taking a backup, checking one, and filling an empty database from one."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from io import BufferedWriter, FileIO
from pathlib import Path
from tempfile import mkstemp
from threading import Event
from typing import IO, TYPE_CHECKING

from bot.clock import WallClock
from bot.config import Settings
from storage.archive import Archive, BackupFault
from storage.backup import Manifest, Tell, write_backup
from storage.engine import Connection, look, open_store
from storage.restore import Restored, restore
from storage.vault import Vault, sync

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer


class Stopped(Exception):
    """Somebody stopped the work half-way; nothing was kept."""


def back_up(settings: Settings, path: Path, tell: Tell) -> Manifest:
    """Write everything but the keys to a new file, also while the server runs.

    Raises:
        BackupFault: when the file is there already or cannot be written.
        StoreGone: when the database cannot be read.
    """
    now = WallClock().now()
    with _new_file(path) as file:
        return look(settings.database_url, lambda conn: write_backup(conn, file, now, version("medmakker"), tell))


def check(path: Path, tell: Tell) -> Manifest:
    """Verify a backup and touch nothing.

    Raises:
        BackupFault: when it is none, or not what it was.
    """
    with Archive(path) as archive:
        archive.verify(tell)
        return archive.manifest


def restore_from(settings: Settings, path: Path, tell: Tell) -> Restored:
    """Fill the empty database with a backup: whole, or not at all.

    Raises:
        BackupFault: when the backup or the database cannot be used.
        StoreTaken: when a server runs on the same database.
        StoreGone: when the database cannot be written.
        VaultFault: when the keys cannot be read.
    """
    with Archive(path) as archive:
        archive.verify(tell)
        return asyncio.run(_restore(settings, archive, tell))


async def _restore(settings: Settings, archive: Archive, tell: Tell) -> Restored:
    stopped = Event()

    def tell_or_stop(done: int, total: int) -> None:
        if stopped.is_set():
            raise Stopped
        tell(done, total)

    def fill(conn: Connection) -> Restored:
        return restore(conn, archive, vault, tell_or_stop)

    store, vault = open_store(settings.database_url), Vault(settings.keys)
    writing = asyncio.ensure_future(store.write(fill))
    try:
        return await asyncio.shield(writing)
    except asyncio.CancelledError:
        stopped.set()
        # The writer may be past the last row already. What is told afterwards must be what became of it.
        await asyncio.wait({writing})
        if writing.exception() is None:
            return writing.result()
        raise
    finally:
        await store.close()


class _Told(BufferedWriter):
    """A file whose faults are told as its own, whoever writes it: a database has faults of the same kind."""

    def __init__(self, number: int, path: Path) -> None:
        super().__init__(FileIO(number, "wb"))
        self._path = path

    def write(self, some: "Buffer", /) -> int:
        try:
            return super().write(some)
        except OSError as fault:
            raise BackupFault(_unwritable(self._path, fault)) from fault


def _unwritable(path: Path, fault: OSError) -> str:
    return f"{path} cannot be written ({fault.strerror}): give another place"


@contextmanager
def _new_file(path: Path) -> Iterator[IO[bytes]]:
    """Give a file that gets its name only once everything in it is safely on disk.

    Raises:
        BackupFault: when there is a file of this name, or it cannot be written.
    """
    half: Path | None = None
    try:
        _refuse_to_overwrite(path)
        number, name = mkstemp(dir=path.parent, prefix=f"{path.name}.", suffix=".part")
        half = Path(name)
        with _Told(number, path) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _refuse_to_overwrite(path)
        half.rename(path)
        sync(path.parent)
    except OSError as fault:
        raise BackupFault(_unwritable(path, fault)) from fault
    finally:
        if half is not None:
            half.unlink(missing_ok=True)


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise BackupFault(f"{path} is there already and was left as it is: give another name")
