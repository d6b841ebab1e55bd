import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dialogs.model.ids import MeetingId
from storage.faults import StoreGone
from storage.vault import BLOCK_BYTES, KeyDestroyed, SealBroken, Vault, VaultFault

A, B = MeetingId("a"), MeetingId("b")
ABOUT = b"contribution/1"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "keys"


@pytest.fixture
def vault(folder: Path) -> Vault:
    return Vault(folder)


def key_files(folder: Path) -> list[Path]:
    return [file for file in folder.iterdir() if not file.suffix]


@pytest.mark.parametrize("plain", [b"", b"a", b"x" * 63, b"x" * 64, b"\x80", b"ends in\x80\x00\x00", "Blåbær".encode()])
def test_what_was_sealed_opens(vault: Vault, plain: bytes):
    key = vault.key(A, create=True)
    assert key.open(key.seal(plain, ABOUT), ABOUT) == plain


def test_the_same_text_is_sealed_differently_each_time_and_never_readable(vault: Vault):
    key = vault.key(A, create=True)
    one, two = key.seal(b"HEMMELIG", ABOUT), key.seal(b"HEMMELIG", ABOUT)
    assert one != two
    assert b"HEMMELIG" not in one + two


def test_the_length_tells_only_how_many_blocks(vault: Vault):
    key = vault.key(A, create=True)
    lengths = [len(key.seal(b"x" * size, ABOUT)) for size in (0, 1, 62, 63, 64, 127, 128)]
    assert lengths[0] == lengths[1] == lengths[2] == lengths[3]
    assert lengths[4] == lengths[5] == lengths[0] + BLOCK_BYTES
    assert lengths[6] == lengths[0] + 2 * BLOCK_BYTES


def test_what_was_moved_to_another_row_does_not_open(vault: Vault):
    key = vault.key(A, create=True)
    with pytest.raises(SealBroken, match="put the database back"):
        key.open(key.seal(b"text", ABOUT), b"contribution/2")


def test_the_key_of_another_meeting_does_not_open(vault: Vault):
    sealed = vault.key(A, create=True).seal(b"text", ABOUT)
    with pytest.raises(SealBroken):
        vault.key(B, create=True).open(sealed, ABOUT)


@pytest.mark.parametrize("cut", [0, 5, 12, 27, 28, -1])
def test_what_was_cut_short_or_changed_does_not_open(vault: Vault, cut: int):
    key = vault.key(A, create=True)
    sealed = key.seal(b"text", ABOUT)
    with pytest.raises(SealBroken):
        key.open(sealed[:cut], ABOUT)
    changed = bytearray(sealed)
    changed[cut] ^= 1
    with pytest.raises(SealBroken):
        key.open(bytes(changed), ABOUT)


def test_a_key_lasts_from_start_to_start(vault: Vault, folder: Path):
    sealed = vault.key(A, create=True).seal(b"text", ABOUT)
    assert vault.key(A).open(sealed, ABOUT) == b"text"
    assert Vault(folder).key(A).open(sealed, ABOUT) == b"text"
    assert Vault(folder).key(A, create=True).open(sealed, ABOUT) == b"text"


def test_a_key_is_not_made_unless_asked_for(vault: Vault, folder: Path):
    with pytest.raises(KeyDestroyed):
        vault.key(A)
    assert not vault.exists(A)
    assert list(folder.iterdir()) == []


def test_the_files_are_for_their_owner_only_and_no_name_tells_the_meeting(vault: Vault, folder: Path):
    vault.key(MeetingId("../../etc/passwd"), create=True)
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert file.stat().st_size == 32
    assert "passwd" not in file.name


def test_a_destroyed_key_is_gone_for_good(vault: Vault, folder: Path):
    vault.key(B, create=True)
    vault.key(A, create=True)
    assert vault.exists(A)
    vault.destroy(A)
    assert not vault.exists(A)
    assert vault.exists(B)
    for one in (vault, Vault(folder)):
        for create in (False, True):
            with pytest.raises(KeyDestroyed, match="forgotten"):
                one.key(A, create=create)
    vault.destroy(A)
    assert not vault.exists(A)


def test_nothing_of_the_key_is_left_in_the_file_itself(vault: Vault, folder: Path):
    """A second name for the file shows what became of its content."""
    vault.key(A, create=True)
    [file] = key_files(folder)
    secret = file.read_bytes()
    os.link(file, folder.parent / "second-name")
    vault.destroy(A)
    assert (folder.parent / "second-name").read_bytes() == bytes(32)
    assert not any(secret in left.read_bytes() for left in folder.iterdir())


def test_destroying_again_finishes_what_a_crash_left(vault: Vault, folder: Path):
    """Stopped between the marker and the removal: the key file is still there."""
    vault.key(A, create=True)
    [file] = key_files(folder)
    secret = file.read_bytes()
    vault.destroy(A)
    file.write_bytes(secret)
    with pytest.raises(KeyDestroyed):
        Vault(folder).key(A)
    Vault(folder).destroy(A)
    assert key_files(folder) == []


def test_a_meeting_that_never_had_a_key_can_be_destroyed_and_then_never_gets_one(vault: Vault):
    vault.destroy(A)
    with pytest.raises(KeyDestroyed):
        vault.key(A, create=True)


def test_a_key_file_of_the_wrong_size_is_named(vault: Vault, folder: Path):
    vault.key(A, create=True)
    [file] = key_files(folder)
    file.write_bytes(b"short")
    with pytest.raises(VaultFault, match=f"{file.name} holds 5 bytes"):
        Vault(folder).key(A)


def test_a_folder_that_cannot_be_used_is_named_with_a_way_out(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreGone, match="check that the folder"):
        Vault(tmp_path / "file")


def test_many_threads_make_one_key(vault: Vault):
    with ThreadPoolExecutor(8) as threads:
        keys = list(threads.map(lambda _: vault.key(A, create=True), range(50)))
    assert len(set(map(id, keys))) == 1
