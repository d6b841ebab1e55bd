"""Filling an empty database from a backup, in one transaction."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Table, insert, not_, select
from sqlalchemy.exc import DBAPIError, OperationalError, StatementError

from dialogs.model.ids import MeetingId
from dialogs.model.meeting import Stage
from storage import meeting_tables
from storage.archive import Archive, BackupFault, Row
from storage.backup import Tell, count, is_sealed, tables
from storage.parts import HANDED_IN, PARTS
from storage.vault import KeyDestroyed, Vault

_OPEN = select(meeting_tables.meeting.c.id).where(meeting_tables.meeting.c.stage != str(Stage.ENDED))
_SEALED = {part.table.name: part for part in (*PARTS, HANDED_IN) if part.is_sealed}


@dataclass(frozen=True, slots=True)
class Restored:
    """What was written, and how many sealed rows of which meetings were left out since nobody can open them."""

    rows: int
    left_out: Mapping[MeetingId, int]


def restore(conn: Connection, archive: Archive, vault: Vault, tell: Tell) -> Restored:
    """Write every row of a backup that was verified, in the transaction of the caller, and count them again.

    Args:
        conn: in a transaction; the tables are those of this version and empty.
        archive: the backup.
        vault: the keys that are left. What none of them opens is left out: nobody can ever read it, and it would stand
            in the way of a new key.
        tell: called now and then with how many rows are dealt with, of how many.

    Raises:
        BackupFault: when there are rows already, or those of the backup do not belong together.
        VaultFault: when the keys cannot be read.
    """
    for table in tables():
        if count(conn, table):
            raise BackupFault(
                f"the database already has rows (of {table.name!r}): a backup fills an empty one only; give another "
                "MEDMAKKER_DATABASE_URL and run `medmakker migrate`"
            )
    done, left_out = 0, Counter[MeetingId]()
    for table in tables():
        written = 0
        for some in archive.rows(table):
            kept = [row for row in some if _opens(vault, table, row)] if is_sealed(table) else some
            if len(kept) < len(some):
                left_out.update(row["meeting_id"] for row in some)
                left_out.subtract(row["meeting_id"] for row in kept)
            _insert(conn, table, kept)
            written += len(kept)
            done += len(some)
            tell(done, archive.manifest.rows)
        if count(conn, table) != written:
            raise BackupFault(f"not every row of {table.name!r} arrived, so nothing was kept: try another disk")
    _check_that_rows_belong_together(conn)
    for meeting_id in conn.execute(_OPEN).scalars().all():
        if not vault.exists(meeting_id):
            vault.begin_anew(meeting_id)
    return Restored(done - left_out.total(), +left_out)


def _opens(vault: Vault, table: Table, row: Row) -> bool:
    try:
        key = vault.key(row["meeting_id"])
    except KeyDestroyed:
        return False
    return _SEALED[table.name].can_be_opened(row["id"], row["sealed"], key)


def _insert(conn: Connection, table: Table, rows: list[Row]) -> None:
    if not rows:
        return
    try:
        conn.execute(insert(table), rows)
    except OperationalError:
        raise
    except StatementError as fault:
        if isinstance(fault, DBAPIError) and fault.connection_invalidated:
            raise
        # The text of the fault holds what people wrote.
        raise BackupFault(
            f"the rows of {table.name!r} do not fit, so nothing was kept: take an earlier backup"
        ) from None


def _check_that_rows_belong_together(conn: Connection) -> None:
    """Look for rows without which a meeting could not be read.

    Raises:
        BackupFault: when a row points to a committee or a meeting that is not there.
    """
    committee, meeting = meeting_tables.committee.c.id, meeting_tables.meeting.c.id
    people = (meeting_tables.meeting, meeting_tables.person, meeting_tables.proposal)
    pointers = [(table.c.committee_id, committee) for table in people]
    pointers += [(part.table.c.meeting_id, meeting) for part in (*PARTS, HANDED_IN)]
    for pointer, target in pointers:
        if conn.execute(select(pointer).where(not_(pointer.in_(select(target)))).limit(1)).first():
            raise BackupFault(
                f"rows of {pointer.table.name!r} point to a {target.table.name} that is not in the backup, so nothing "
                "was kept: take an earlier backup"
            )
