"""How each collection of a meeting becomes rows and comes back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from dialogs.model.followed import Following
from dialogs.model.ids import ItemId, MeetingId, PersonId
from dialogs.model.items import Item, Position, Reservation
from dialogs.model.meeting import Contribution, InventoryAnswer, Missing, Pair, Stay, Waiting
from dialogs.model.signed import MinutesVersion
from dialogs.model.summarized import Summary
from storage import meeting_tables
from storage.codec import decode, encode
from storage.columns import json_text
from storage.statements import Statement
from storage.vault import Key, SealBroken

Rows = Mapping[Any, Any]
KeyOf = Callable[[], Key]


@dataclass(frozen=True, slots=True)
class Part:
    """One collection of a meeting: the name of the attribute, its table and its values.

    `to_id` makes a row id of a key of the collection, `to_key` the key of a row id and its value. `shows` gives what of
    the collection stands in this table.
    """

    name: str
    table: Table
    kind: Any
    to_id: Callable[[Any, KeyOf], str] = lambda name, _: str(name)
    to_key: Callable[[str, Any], Any] = lambda row_id, _: row_id
    shows: Callable[[Rows], Rows] = lambda rows: rows

    @property
    def is_sealed(self) -> bool:
        """Say whether its rows can only be read with the meeting's key."""
        return "sealed" in self.table.c

    def load(self, conn: Connection, meeting: MeetingId, key: Key | None) -> dict[Any, Any]:
        """Read the collection. Without a key, what is sealed is not there."""
        if self.is_sealed and key is None:
            return {}
        rows = conn.execute(select(self.table).where(self.table.c.meeting_id == meeting))
        values = [(row.id, self._read(row, key)) for row in rows]
        return {self.to_key(row_id, value): value for row_id, value in values}

    def save(self, conn: Connection, meeting: MeetingId, before: Rows, after: Rows, key: KeyOf) -> None:
        """Write what differs between two states, and nothing else."""
        if before is after:
            return
        before, after = self.shows(before), self.shows(after)
        # Most of it is the very same value.
        other = [name for name, value in after.items() if before.get(name) is not value]
        new = [name for name in other if name not in before]
        changed = [name for name in other if name in before and before[name] != after[name]]
        kept = len(after) - len(new)
        gone = [name for name in before if name not in after] if kept < len(before) else []
        remove, add, change = _STATEMENTS[self.table.name]
        for name in gone:
            remove.run(conn, {"meeting_id": meeting, "id": self.to_id(name, key)})
        for name in new:
            add.run(conn, self._row(meeting, name, after[name], key))
        for name in changed:
            change.run(conn, self._row(meeting, name, after[name], key))

    def can_be_opened(self, row_id: str, sealed: bytes, key: Key) -> bool:
        """Say whether a sealed row was sealed with this key, for this place."""
        try:
            key.open(sealed, self._about(row_id))
        except SealBroken:
            return False
        return True

    def _row(self, meeting: MeetingId, name: Any, value: Any, key: KeyOf) -> dict[str, Any]:
        row = {"meeting_id": meeting, "id": self.to_id(name, key)}
        body = encode(value)
        if not self.is_sealed:
            return {**row, "body": body}
        sealed = key().seal(json_text(body).encode(), self._about(row["id"]))
        return {**row, "sealed": sealed}

    def _read(self, row: Any, key: Key | None) -> Any:
        if key is None or not self.is_sealed:
            return decode(self.kind, row.body)
        return decode(self.kind, json.loads(key.open(row.sealed, self._about(row.id))))

    def _about(self, row_id: str) -> bytes:
        return f"{self.table.name}/{row_id}".encode()


def _stay_id(key: tuple[PersonId, int], _: KeyOf) -> str:
    return f"{key[1]}/{key[0]}"


def _stay_key(_: str, stay: Stay) -> tuple[PersonId, int]:
    return stay.person, stay.number


def _together(pairs: Rows) -> Rows:
    return {name: replace(pair, handed_in=False) for name, pair in pairs.items()}


def _handed_in(pairs: Rows) -> Rows:
    return {name: name for name, pair in pairs.items() if pair.handed_in}


def _hidden_id(name: Any, secret: KeyOf) -> str:
    return secret().name(str(name))


def _position_id(key: tuple[ItemId, PersonId], secret: KeyOf) -> str:
    # Who has taken a position is as hidden as the position.
    return secret().name(f"{key[0]}/{key[1]}")


def _position_key(_: str, position: Position) -> tuple[ItemId, PersonId]:
    return position.item, position.person


def _version_key(_: str, version: MinutesVersion) -> int:
    return version.number


PARTS = (
    Part("stays", meeting_tables.stay, Stay, _stay_id, _stay_key),
    Part("waiting", meeting_tables.door, Waiting),
    Part("pairs", meeting_tables.pair, Pair, shows=_together),
    Part("contributions", meeting_tables.contribution, Contribution),
    Part("missing", meeting_tables.missing, Missing),
    Part("reservations", meeting_tables.reservation, Reservation),
    Part("items", meeting_tables.item, Item),
    Part("versions", meeting_tables.minutes_version, MinutesVersion, to_key=_version_key),
    Part("followed", meeting_tables.following, Following),
    Part("summaries", meeting_tables.summary, Summary),
    Part("inventory", meeting_tables.inventory_answer, InventoryAnswer),
    Part("owners", meeting_tables.ownership, str),
    Part("positions", meeting_tables.position, Position, _position_id, _position_key),
)


def _statements(part: Part) -> tuple[Statement, Statement, Statement]:
    table = part.table
    this = (table.c.meeting_id == bindparam("meeting_id")) & (table.c.id == bindparam("id"))
    text = "sealed" if part.is_sealed else "body"
    change = update(table).where(this).values({text: bindparam(text)})
    return Statement(delete(table).where(this)), Statement(insert(table)), Statement(change)


# Which pairs have handed in: what `pairs` does not show. Its rows tell nobody whose they are.
HANDED_IN = Part("pairs", meeting_tables.handed_in, str, _hidden_id, lambda _, name: name, _handed_in)
_STATEMENTS = {part.table.name: _statements(part) for part in (*PARTS, HANDED_IN)}
