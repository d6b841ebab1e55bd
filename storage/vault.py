"""One key for each meeting, in a folder that lies apart from the database and its backups. Destroying a key forgets.

Several programs on one database share the folder. A key is made under the lock of its meeting's row.

What is sealed with a key that is gone cannot be read from free pages, logs or old backups either. The folder must not
be backed up, and must lie where no earlier versions of files are kept: snapshots of a disk would keep the key as well.
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from dialogs.model.ids import MeetingId
from storage.faults import StoreGone

KEY_BYTES = 32
NONCE_BYTES = 12
BLOCK_BYTES = 64
_END = b"\x80"


class VaultFault(Exception):
    """A key is not what it should be. A folder of keys that cannot be read or written is `StoreGone`."""


class KeyDestroyed(VaultFault):
    """There is no key for this meeting: it was destroyed when the meeting closed, or never made."""


class SealBroken(VaultFault):
    """What was to be opened was not sealed with this key for this place, or was changed since."""


class Key:
    """Seals and opens texts of one meeting."""

    __slots__ = ("_cipher", "_secret")

    def __init__(self, secret: bytes) -> None:
        """Make a key of 32 bytes of chance."""
        self._cipher = AESGCM(secret)
        self._secret = secret

    def name(self, about: str) -> str:
        """Give a row id for something whose own name would tell who it is about; without the key it tells nothing."""
        return blake2b(about.encode(), key=self._secret, digest_size=12).hexdigest()

    def seal(self, plain: bytes, about: bytes) -> bytes:
        """Give `plain` unreadable, and of a length that tells only how many times 64 bytes it fills.

        `about` names the table and the row where it stands, so that it opens nowhere else. It is not kept.
        """
        padded = plain + _END
        padded += bytes(-len(padded) % BLOCK_BYTES)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, padded, about)

    def open(self, sealed: bytes, about: bytes) -> bytes:
        """Give what was sealed for the same place.

        Raises:
            SealBroken: when it was sealed with another key or for another place, or was changed.
        """
        try:
            padded = self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
        except (InvalidTag, ValueError):
            raise SealBroken(
                f"what is kept at {about!r} was moved or changed: put the database back as it was"
            ) from None
        return padded[: padded.rindex(_END)]


class Vault:
    """The keys of all meetings. Safe to use from several threads and processes."""

    def __init__(self, directory: Path) -> None:
        """Use a folder, which is made readable for its owner only when it is not there.

        Raises:
            StoreGone: when it cannot be used.
        """
        self._directory = directory
        self._keys: dict[MeetingId, Key] = {}
        self._lock = Lock()
        with self._telling():
            directory.mkdir(mode=0o700, parents=True, exist_ok=True)

    def key(self, meeting_id: MeetingId, *, create: bool = False) -> Key:
        """Give the key of a meeting; with `create`, make it when the meeting never had one.

        Raises:
            KeyDestroyed: when it was destroyed, or was never made and is not to be made now.
            StoreGone: when the folder or the file cannot be used.
            VaultFault: when the file holds no key.
        """
        # Asked for with every sealed row, so first without the lock. Who destroys a key takes it out before all else.
        known = self._keys.get(meeting_id)
        if known is not None:
            return known
        with self._lock, self._telling():
            if meeting_id not in self._keys:
                self._keys[meeting_id] = Key(self._secret(self._path(meeting_id), create=create))
            return self._keys[meeting_id]

    def held(self) -> frozenset[MeetingId]:
        """Give the meetings whose keys are in this program's memory."""
        with self._lock:
            return frozenset(self._keys)

    def exists(self, meeting_id: MeetingId) -> bool:
        """Say whether a meeting has a key."""
        return self._path(meeting_id).exists()

    def destroy(self, meeting_id: MeetingId) -> None:
        """Destroy the key of a meeting for good; again is harmless. No key is made for that meeting any more.

        Raises:
            StoreGone: when the key could not be removed; call it again.
        """
        path = self._path(meeting_id)
        with self._lock, self._telling():
            self._keys.pop(meeting_id, None)
            # The marker comes first: whatever stops us now, no new key is made.
            write(marker(path), b"", os.O_CREAT)
            # A full disk may refuse to write over the key, and still let it go.
            with suppress(OSError):
                write(path, bytes(KEY_BYTES))
            path.unlink(missing_ok=True)
            sync(self._directory)

    def begin_anew(self, meeting_id: MeetingId) -> None:
        """Let a new key be made for a meeting whose key was destroyed, since the meeting is open again.

        What the old key sealed stays unreadable.

        Raises:
            VaultFault: when the folder cannot be used.
        """
        with self._lock, self._telling():
            marker(self._path(meeting_id)).unlink(missing_ok=True)
            sync(self._directory)

    def _path(self, meeting_id: MeetingId) -> Path:
        # A digest is a safe file name whatever the id is.
        return self._directory / blake2b(meeting_id.encode(), digest_size=16).hexdigest()

    def _secret(self, path: Path, *, create: bool) -> bytes:
        if marker(path).exists() or not (path.exists() or create):
            raise KeyDestroyed(
                "this meeting has no key: what was sealed in it was forgotten, and cannot be brought back"
            )
        if not path.exists():
            # Under another name first, so that a key is there whole or not at all; and never in the place of another,
            # which a network's file system may show late.
            new = path.with_suffix(f".{secrets.token_hex(8)}")
            write(new, secrets.token_bytes(KEY_BYTES), os.O_CREAT | os.O_EXCL)
            with suppress(FileExistsError):
                path.hardlink_to(new)
            new.unlink()
            sync(self._directory)
        secret = path.read_bytes()
        if len(secret) != KEY_BYTES:
            raise VaultFault(f"{path} holds {len(secret)} bytes instead of {KEY_BYTES}: put the file back as it was")
        return secret

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Say what to do when the disk refuses."""
        try:
            yield
        except OSError as fault:
            way_out = "check that the folder is there, is writable for this program and has room"
            raise StoreGone(f"the keys in {self._directory} cannot be used ({fault.strerror}): {way_out}") from fault


def marker(path: Path) -> Path:
    """Give the empty file that stays where a key was destroyed."""
    return path.with_suffix(".destroyed")


def write(path: Path, content: bytes, flags: int = 0) -> None:
    """Write the start of a file, readable for its owner only, through to the disk."""
    file = os.open(path, os.O_WRONLY | flags, 0o600)
    try:
        if os.write(file, content) < len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file)
    finally:
        os.close(file)


def sync(directory: Path) -> None:
    """Bring through to the disk which files there are."""
    folder = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
