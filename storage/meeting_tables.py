"""The tables of committees and meetings: a small row for the meeting, and a row for each thing that is added to it.

Rows of a meeting have keys that chance made and no times, so that nothing tells in which order people wrote. Who wrote
what stands in `ownership`, and where people stand in `position`, both sealed under the meeting's own key. So does which
pairs have handed in: a server remembers which transaction wrote a row, and theirs wrote the texts as well.
"""

from sqlalchemy import Boolean, Column, Date, Integer, LargeBinary, Table, Text

from storage.columns import JsonText, UtcDateTime
from storage.tables import metadata

committee = Table(
    "committee",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("may_agree", Boolean, nullable=False),
    Column("version", Integer, nullable=False, server_default="1"),
    sqlite_with_rowid=False,
)

person = Table(
    "person",
    metadata,
    Column("committee_id", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("side", Text, nullable=False),
    Column("roles", JsonText, nullable=False),
    Column("reports_to", Text),
    Column("left_on", Date),
    Column("roles_until", JsonText),
    sqlite_with_rowid=False,
)

meeting = Table(
    "meeting",
    metadata,
    Column("id", Text, primary_key=True),
    Column("committee_id", Text, nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("template", Text, nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("stage", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("body", JsonText, nullable=False),
    sqlite_with_rowid=False,
)

proposal = Table(
    "proposal",
    metadata,
    Column("committee_id", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("body", JsonText, nullable=False),
    sqlite_with_rowid=False,
)


def _part(name: str, *columns: Column[object]) -> Table:
    """Make the table of one kind of thing that is added to a meeting."""
    return Table(
        name,
        metadata,
        Column("meeting_id", Text, primary_key=True),
        Column("id", Text, primary_key=True),
        *columns,
        sqlite_with_rowid=False,
    )


def _open(name: str) -> Table:
    return _part(name, Column("body", JsonText, nullable=False))


def _sealed(name: str) -> Table:
    return _part(name, Column("sealed", LargeBinary, nullable=False))


stay = _open("stay")
door = _open("door")
pair = _open("pair")
contribution = _open("contribution")
missing = _open("missing")
reservation = _open("reservation")
item = _open("item")
minutes_version = _open("minutes_version")
following = _open("following")
summary = _open("summary")
handed_in = _sealed("handed_in")
inventory_answer = _sealed("inventory_answer")
ownership = _sealed("ownership")
position = _sealed("position")
