"""A backup holds one moment of everything, comes back as it was, and is never taken for whole when it is not."""

import json
import sqlite3
from base64 import b64encode
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Connection, Date, Integer, LargeBinary, Table, insert, select

from storage import meeting_tables as of_meetings
from storage import register_tables as of_register
from storage import tables as of_events
from storage.archive import Archive, BackupFault
from storage.backup import FORMAT, MANIFEST, ROWS_AT_ONCE, Manifest, member, tables, write_backup
from storage.columns import JsonText, UtcDateTime
from storage.engine import look
from storage.migrate import head
from storage.restore import Restored, restore
from storage.sqlite import Line, writer
from storage.vault import Vault
from tests.databases import empty_database

NOW = datetime(2026, 12, 9, 9, 0, 0, 1, tzinfo=UTC)
HARD_TEXT = 'Ærø "så" \\ \u2028 \x00 \n\r 🦺 \u202e'
MEETING, COMMITTEE = "the meeting", "the committee"
IDS = {"meeting_id": MEETING, "committee_id": COMMITTEE}


def nobody_listens(done: int, total: int) -> None:
    pass


def value_of(table: Table, name: str, number: int) -> Any:
    """Make something hard for a column; the key of a row is the same as its number."""
    column = table.c[name]
    if name in IDS:
        return IDS[name]
    if table is of_meetings.committee and name == "id":
        return COMMITTEE
    if table is of_meetings.meeting and name == "id":
        return MEETING
    if name == "stage":
        return "planned"
    if isinstance(column.type, LargeBinary):
        return bytes(range(256)) + number.to_bytes(4)
    if isinstance(column.type, UtcDateTime):
        return None if column.nullable else NOW
    if isinstance(column.type, JsonText):
        return {"ting": [HARD_TEXT, None, 1.5, {"": number}]}
    kinds: dict[type, Any] = {Boolean: bool(number % 2), Integer: -(2**31) + number, Date: date(1, 1, 1)}
    plain = next((made for kind, made in kinds.items() if isinstance(column.type, kind)), None)
    return f"{HARD_TEXT} {number:05}" if plain is None else plain


def fill(conn: Connection, rows: int = 3) -> None:
    for table in tables():
        single = table in (of_meetings.committee, of_meetings.meeting, of_register.record)
        made = [{c.name: value_of(table, c.name, number) for c in table.c} for number in range(1 if single else rows)]
        conn.execute(insert(table), made)


def everything(conn: Connection) -> dict[str, list[tuple[Any, ...]]]:
    return {
        table.name: [tuple(row) for row in conn.execute(select(table).order_by(*table.primary_key.columns))]
        for table in tables()
    }


def in_transaction(database: Path, work: Callable[[Connection], Any]) -> Any:
    line = Line(writer(database))
    try:
        line.driver.execute("BEGIN IMMEDIATE")
        found = work(line.connection)
        line.driver.execute("COMMIT")
        return found
    finally:
        line.close()


def back_up(database: Path, tell: Callable[[int, int], None] = nobody_listens) -> bytes:
    file = BytesIO()
    look(f"sqlite:///{database}", lambda conn: write_backup(conn, file, NOW, "1.2.3", tell))
    return file.getvalue()


@pytest.fixture
def full(database: Path) -> Path:
    in_transaction(database, fill)
    return database


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.db"
    path.write_bytes(empty_database())
    return path


@pytest.fixture
def backup(tmp_path: Path, full: Path) -> Path:
    path = tmp_path / "backup.zip"
    path.write_bytes(back_up(full))
    return path


def verified(path: Path) -> Manifest:
    with Archive(path) as archive:
        archive.verify(nobody_listens)
        return archive.manifest


def fill_from(path: Path, database: Path, keys: Path) -> Restored:
    with Archive(path) as archive:
        archive.verify(nobody_listens)
        found: Restored = in_transaction(database, lambda conn: restore(conn, archive, Vault(keys), nobody_listens))
        return found


def open_rows(found: dict[str, list[tuple[Any, ...]]]) -> dict[str, list[tuple[Any, ...]]]:
    """Leave out what needs keys."""
    sealed = {table.name for table in tables() if "sealed" in table.c}
    return {name: [] if name in sealed else rows for name, rows in found.items()}


# --- There and back


def test_every_table_of_the_database_is_in_it(database: Path, backup: Path):
    with closing(sqlite3.connect(database)) as driver:
        there = {name for (name,) in driver.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    # The full-text index follows from the decisions.
    indexed = {name for name in there if name.startswith(of_register.SEARCH)}
    assert set(verified(backup).tables) == there - {"alembic_version"} - indexed


def test_what_comes_back_is_what_was_there(full: Path, empty: Path, backup: Path, tmp_path: Path):
    before = look(f"sqlite:///{full}", everything)
    assert all(before.values())
    done = fill_from(backup, empty, tmp_path / "keys")
    assert look(f"sqlite:///{empty}", everything) == open_rows(before)
    assert done == Restored(sum(map(len, open_rows(before).values())), {MEETING: 12})


def test_a_backup_of_what_came_back_is_the_same_to_the_byte(empty: Path, backup: Path, tmp_path: Path):
    fill_from(backup, empty, tmp_path / "keys")
    again = tmp_path / "again.zip"
    again.write_bytes(back_up(empty))
    second = tmp_path / "second.db"
    second.write_bytes(empty.read_bytes())
    in_transaction(second, lambda conn: [conn.execute(table.delete()) for table in tables()])
    fill_from(again, second, tmp_path / "keys")
    assert back_up(second) == again.read_bytes()


def test_the_manifest_says_what_it_is(backup: Path):
    found = verified(backup)
    assert (found.revision, found.program, found.made_at) == (head(), "1.2.3", NOW)
    assert found.rows == 3 + 3 * (len(tables()) - 3)
    with ZipFile(backup) as archive:
        for table in tables():
            lines = archive.read(member(table))
            assert found.tables[table.name].sha256 == sha256(lines).hexdigest()
            assert [*map(type, map(json.loads, lines.splitlines()))] == [dict] * found.tables[table.name].rows


def test_it_is_one_moment_whatever_is_written_meanwhile(full: Path):
    first = back_up(full)
    written = []

    def somebody_writes(done: int, total: int) -> None:
        if not written:
            written.append(done)
            row = {"meeting_id": MEETING, "name": "later", "due_at": NOW}
            in_transaction(full, lambda conn: conn.execute(insert(of_events.timer), row))

    assert back_up(full, somebody_writes) == first
    assert written
    assert back_up(full) != first


def test_rows_pass_by_some_at_a_time_both_ways(database: Path, empty: Path, tmp_path: Path):
    rows = ROWS_AT_ONCE * 2 + 1
    made = [{"meeting_id": MEETING, "name": str(number), "due_at": NOW} for number in range(rows)]
    in_transaction(database, lambda conn: conn.execute(insert(of_events.timer), made))
    said: list[tuple[int, int]] = []
    path = tmp_path / "backup.zip"
    path.write_bytes(back_up(database, lambda done, total: said.append((done, total))))
    steps = [(ROWS_AT_ONCE, rows), (2 * ROWS_AT_ONCE, rows), (rows, rows)]
    assert said == steps
    said.clear()
    with Archive(path) as archive:
        in_transaction(
            empty,
            lambda conn: restore(
                conn, archive, Vault(tmp_path / "keys"), lambda done, total: said.append((done, total))
            ),
        )
    assert said == steps


# --- Sealed rows


def seal(database: Path, vault: Vault, meeting: str = MEETING) -> None:
    """Seal a row of ownership as the product does."""
    key = vault.key(meeting, create=True)  # type: ignore[arg-type]
    row = {"meeting_id": meeting, "id": "own", "sealed": key.seal(b'"ole"', b"ownership/own")}
    in_transaction(database, lambda conn: conn.execute(insert(of_meetings.ownership), row))


def test_a_sealed_row_comes_back_where_its_key_is_still_there_and_others_do_not(
    full: Path, empty: Path, tmp_path: Path
):
    vault = Vault(tmp_path / "keys")
    seal(full, vault)
    path = tmp_path / "backup.zip"
    path.write_bytes(back_up(full))
    # Twelve more rows stand there that this key never sealed.
    assert fill_from(path, empty, tmp_path / "keys").left_out == {MEETING: 12}
    found = look(f"sqlite:///{empty}", everything)["ownership"]
    assert [row[:2] for row in found] == [(MEETING, "own")]
    assert vault.key(MEETING).open(found[0][2], b"ownership/own") == b'"ole"'  # type: ignore[arg-type]


def test_a_row_that_was_moved_to_another_place_is_left_out(full: Path, empty: Path, tmp_path: Path):
    key = Vault(tmp_path / "keys").key(MEETING, create=True)  # type: ignore[arg-type]
    row = {"meeting_id": MEETING, "id": "another", "sealed": key.seal(b'"ole"', b"ownership/own")}
    in_transaction(full, lambda conn: conn.execute(insert(of_meetings.ownership), row))
    path = tmp_path / "backup.zip"
    path.write_bytes(back_up(full))
    assert fill_from(path, empty, tmp_path / "keys").left_out == {MEETING: 13}


def test_a_meeting_that_is_open_again_may_have_a_new_key(full: Path, empty: Path, backup: Path, tmp_path: Path):
    vault = Vault(tmp_path / "keys")
    vault.key(MEETING, create=True)  # type: ignore[arg-type]
    vault.destroy(MEETING)  # type: ignore[arg-type]
    fill_from(backup, empty, tmp_path / "keys")
    assert Vault(tmp_path / "keys").key(MEETING, create=True)  # type: ignore[arg-type]


def test_a_meeting_that_was_closed_in_the_backup_gets_no_new_key(database: Path, empty: Path, tmp_path: Path):
    def closed(conn: Connection) -> None:
        fill(conn)
        conn.execute(of_meetings.meeting.update().values(stage="ended"))

    in_transaction(database, closed)
    path = tmp_path / "backup.zip"
    path.write_bytes(back_up(database))
    Vault(tmp_path / "keys").destroy(MEETING)  # type: ignore[arg-type]
    fill_from(path, empty, tmp_path / "keys")
    with pytest.raises(Exception, match="forgotten"):
        Vault(tmp_path / "keys").key(MEETING, create=True)  # type: ignore[arg-type]


# --- Never taken for whole when it is not


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    database = tmp_path_factory.mktemp("whole") / "medmakker.db"
    database.write_bytes(empty_database())
    in_transaction(database, fill)
    return back_up(database)


def contents(path: Path) -> object:
    with Archive(path) as archive:
        archive.verify(nobody_listens)
        return archive.manifest, [list(archive.rows(table)) for table in tables()]


@pytest.fixture(scope="module")
def whole_contents(whole: bytes, tmp_path_factory: pytest.TempPathFactory) -> object:
    path = tmp_path_factory.mktemp("whole") / "backup.zip"
    path.write_bytes(whole)
    return contents(path)


@pytest.mark.parametrize("twentieths", range(20))
def test_one_that_was_cut_short_is_told(whole: bytes, tmp_path: Path, twentieths: int):
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[: len(whole) * twentieths // 20])
    with pytest.raises(BackupFault, match="cut short" if twentieths else "is no backup"):
        verified(path)


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_a_changed_byte_is_told_or_changes_nothing(
    whole: bytes, whole_contents: object, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
):
    place = data.draw(st.integers(0, len(whole) - 1))
    flipped = data.draw(st.integers(1, 255))
    path = tmp_path_factory.mktemp("bent") / "bent.zip"
    path.write_bytes(whole[:place] + bytes([whole[place] ^ flipped]) + whole[place + 1 :])
    with suppress(BackupFault):
        assert contents(path) == whole_contents


def repacked(whole: bytes, path: Path, **changes: bytes | None) -> Path:
    """Write a backup anew with other files in it; None leaves one out."""
    changed = {name.replace("__", "/").replace("_json", ".json"): text for name, text in changes.items()}
    with ZipFile(BytesIO(whole)) as old, ZipFile(path, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = changed.pop(name, old.read(name))
            if text is not None:
                new.writestr(name, text)
        for name, text in changed.items():
            new.writestr(name, text or b"")
    return path


def manifest_of(whole: bytes) -> dict[str, Any]:
    with ZipFile(BytesIO(whole)) as archive:
        found: dict[str, Any] = json.loads(archive.read(MANIFEST))
        return found


def with_rows(whole: bytes, path: Path, table: Table, *rows: object) -> Path:
    """Give a backup with other rows of a table whose digests are right all the same."""
    lines = b"".join(row if isinstance(row, bytes) else json.dumps(row, default=str).encode() + b"\n" for row in rows)
    manifest = manifest_of(whole)
    manifest["tables"][table.name] = {"rows": lines.count(b"\n"), "sha256": sha256(lines).hexdigest()}
    changes = {f"tables__{table.name}_jsonl": lines, "manifest_json": json.dumps(manifest).encode()}
    return repacked(whole, path, **changes)


@pytest.mark.parametrize("body", [b"", b"PK", b"no zip at all", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08" + bytes(40)])
def test_something_else_is_told(tmp_path: Path, body: bytes):
    path = tmp_path / "else.zip"
    path.write_bytes(body)
    with pytest.raises(BackupFault, match="is no backup of Medmakker: give a file"):
        Archive(path)


def test_a_zip_of_something_else_is_told(tmp_path: Path):
    path = tmp_path / "else.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("holiday.jpg", b"sand")
    with pytest.raises(BackupFault, match="is no backup of Medmakker"):
        Archive(path)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": "another"}, "is no backup of Medmakker"),
        ({"format_number": 2}, "has a form that this version cannot read: use medmakker 1.2.3"),
        ({"revision": "9999"}, "made by a newer version .tables 9999, here .*install medmakker 1.2.3 or newer"),
        ({"revision": "0000"}, "made by an older version .tables 0000, .*restore it with medmakker 1.2.3, then"),
        ({"made_at": "yesterday"}, "is damaged"),
        ({"made_at": 7}, "is damaged"),
        ({"tables": []}, "is damaged"),
        ({"tables": {}}, "is damaged"),
        ({"tables": {"committee": {}}}, "is damaged"),
        ({"revision": None}, "is damaged"),
        ({"revision": "new"}, "is damaged"),
        ({"program": "\x1b[2J\x07evil"}, "is damaged"),
    ],
)
def test_a_manifest_that_cannot_be_followed_is_told(whole: bytes, tmp_path: Path, changes: dict[str, Any], said: str):
    manifest = json.dumps({**manifest_of(whole), **changes}).encode()
    with pytest.raises(BackupFault, match=said):
        Archive(repacked(whole, tmp_path / "bent.zip", manifest_json=manifest))


@pytest.mark.parametrize("manifest", [b"", b"[]", b"7", b"{", b"\xff\xfe", b'{"format": "%s"}' % FORMAT.encode()])
def test_a_manifest_that_is_none_is_told(whole: bytes, tmp_path: Path, manifest: bytes):
    with pytest.raises(BackupFault, match=r"is damaged|is no backup"):
        Archive(repacked(whole, tmp_path / "bent.zip", manifest_json=manifest))


@pytest.mark.parametrize("changes", [{"tables__timer_jsonl": None}, {"tables__spy_jsonl": b"x"}, {"evil": b"x"}])
def test_a_file_too_few_or_too_many_is_told(whole: bytes, tmp_path: Path, changes: dict[str, bytes | None]):
    with pytest.raises(BackupFault, match="is damaged"):
        verified(repacked(whole, tmp_path / "bent.zip", **changes))


def test_rows_that_were_changed_added_or_left_out_are_told(whole: bytes, tmp_path: Path):
    with ZipFile(BytesIO(whole)) as archive:
        lines = archive.read("tables/person.jsonl").splitlines(keepends=True)
    for bent in (lines[:-1], lines + lines[:1], [*lines[1:], lines[0]], [lines[0].replace(b"00000", b"00009")]):
        with pytest.raises(BackupFault, match="its rows of 'person' are not those of its manifest"):
            verified(repacked(whole, tmp_path / "bent.zip", tables__person_jsonl=b"".join(bent)))


@pytest.mark.parametrize(
    "row",
    [
        b"no JSON\n",
        b"7\n",
        {"meeting_id": MEETING},
        {"meeting_id": MEETING, "name": "x", "due_at": "2026-12-09T09:00:00+00:00", "more": 1},
        {"meeting_id": MEETING, "name": "x", "due_at": "soon"},
        {"meeting_id": MEETING, "name": "x", "due_at": "2026-12-09T09:00:00"},
        {"meeting_id": MEETING, "name": "x", "due_at": None},
        {"meeting_id": {"a": 1}, "name": "x", "due_at": "2026-12-09T09:00:00+00:00"},
    ],
    ids=str,
)
def test_rows_that_are_none_of_their_table_leave_the_database_empty(
    whole: bytes, empty: Path, tmp_path: Path, row: object
):
    path = with_rows(whole, tmp_path / "bent.zip", of_events.timer, row)
    with pytest.raises(BackupFault, match=r"is damaged|do not fit, so nothing was kept"):
        fill_from(path, empty, tmp_path / "keys")
    assert not any(look(f"sqlite:///{empty}", everything).values())


def test_the_same_row_twice_leaves_the_database_empty_and_what_people_wrote_untold(
    whole: bytes, empty: Path, tmp_path: Path
):
    row = {"meeting_id": MEETING, "id": "x", "body": {"text": "Det sagde Ole"}}
    path = with_rows(whole, tmp_path / "bent.zip", of_meetings.contribution, row, row)
    with pytest.raises(BackupFault, match="'contribution' do not fit, so nothing was kept") as told:
        fill_from(path, empty, tmp_path / "keys")
    assert "Ole" not in str(told.value)
    assert not any(look(f"sqlite:///{empty}", everything).values())


@pytest.mark.parametrize(
    ("table", "missing"),
    [(of_meetings.contribution, "meeting"), (of_meetings.pair, "meeting"), (of_meetings.person, "committee")],
)
def test_rows_that_point_nowhere_leave_the_database_empty(
    whole: bytes, empty: Path, tmp_path: Path, table: Table, missing: str
):
    row = {column.name: value_of(table, column.name, 1) for column in table.c} | {f"{missing}_id": "nowhere"}
    path = with_rows(whole, tmp_path / "bent.zip", table, row)
    with pytest.raises(BackupFault, match=f"rows of '{table.name}' point to a {missing} that is not in the backup"):
        fill_from(path, empty, tmp_path / "keys")
    assert not any(look(f"sqlite:///{empty}", everything).values())


def test_a_database_with_a_single_row_is_left_as_it_is(empty: Path, backup: Path, tmp_path: Path):
    row = {"meeting_id": "old", "name": "x", "due_at": NOW}
    in_transaction(empty, lambda conn: conn.execute(insert(of_events.timer), row))
    with pytest.raises(BackupFault, match=r"already has rows .of 'timer'"):
        fill_from(backup, empty, tmp_path / "keys")
    found = look(f"sqlite:///{empty}", everything)
    assert {name: len(rows) for name, rows in found.items() if rows} == {"timer": 1}


def test_bytes_that_are_not_base64_are_told(whole: bytes, empty: Path, tmp_path: Path):
    row = {"meeting_id": MEETING, "id": "x", "sealed": b64encode(b"x").decode() + "!"}
    with pytest.raises(BackupFault, match="is damaged"):
        fill_from(with_rows(whole, tmp_path / "bent.zip", of_meetings.ownership, row), empty, tmp_path / "keys")
