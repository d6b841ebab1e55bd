"""Collections of a meeting as rows: only what differs is written, and what is sealed opens only with the key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from dialogs.model.agenda import Phase
from dialogs.model.ids import ContributionId, ItemId, MeetingId, PersonId
from dialogs.model.items import Position, Stance
from dialogs.model.meeting import Contribution, Kind, Stay
from storage.parts import PARTS, Part
from storage.vault import Key, SealBroken, Vault
from tests.fakes.house import STARTS_AT

MEETING = MeetingId("m1")


@pytest.fixture
def key(tmp_path: Path) -> Key:
    return Vault(tmp_path / "keys").key(MEETING, create=True)


def part(name: str) -> Part:
    return next(part for part in PARTS if part.name == name)


def says(text: str) -> Contribution:
    return Contribution(ContributionId(text), Kind.USE, text, Phase.KNOWLEDGE)


def keep(key: Key) -> Callable[[], Key]:
    return lambda: key


def test_only_what_differs_is_written(conn: Connection, key: Key, statements: list[str]):
    contributions = part("contributions")
    before = {"a": says("a"), "b": says("b"), "c": says("c")}
    contributions.save(conn, MEETING, {}, before, keep(key))
    statements.clear()
    after = {"b": says("B"), "c": before["c"], "d": says("d")}
    contributions.save(conn, MEETING, before, after, keep(key))
    written = [statement.split()[0] for statement in statements]
    assert written == ["DELETE", "INSERT", "UPDATE"]
    assert contributions.load(conn, MEETING, key) == after


def test_the_same_collection_is_not_even_compared(conn: Connection, key: Key):
    rows = {"a": says("a")}
    part("contributions").save(conn, MEETING, rows, rows, keep(key))
    assert part("contributions").load(conn, MEETING, key) == {}


def test_meetings_do_not_see_each_other(conn: Connection, key: Key):
    part("contributions").save(conn, MEETING, {}, {"a": says("a")}, keep(key))
    part("contributions").save(conn, MeetingId("m2"), {}, {"a": says("A")}, keep(key))
    assert part("contributions").load(conn, MEETING, key) == {"a": says("a")}
    part("contributions").save(conn, MEETING, {"a": says("a")}, {}, keep(key))
    assert part("contributions").load(conn, MeetingId("m2"), key) == {"a": says("A")}


def test_a_stay_is_found_by_person_and_number(conn: Connection, key: Key):
    stay = Stay(PersonId("ole/2"), 1, STARTS_AT)
    part("stays").save(conn, MEETING, {}, {(stay.person, 1): stay}, keep(key))
    assert part("stays").load(conn, MEETING, None) == {(stay.person, 1): stay}


SEALED = {part.name for part in PARTS if part.is_sealed}


def test_who_wrote_what_where_people_stand_and_what_they_use_is_sealed():
    assert {"inventory", "owners", "positions"} == SEALED


def test_without_the_key_nothing_sealed_is_there(conn: Connection, key: Key):
    owners = {"a": PersonId("ole")}
    part("owners").save(conn, MEETING, {}, owners, keep(key))
    assert part("owners").load(conn, MEETING, key) == owners
    assert part("owners").load(conn, MEETING, None) == {}


def test_neither_the_row_nor_its_name_tells_who_took_which_position(conn: Connection, key: Key):
    position = Position(ItemId("item"), PersonId("ole"), Stance.RESERVATION, "Kun dagvagten")
    positions = part("positions")
    positions.save(conn, MEETING, {}, {(position.item, position.person): position}, keep(key))
    row = conn.execute(select(positions.table)).one()
    assert "ole" not in row.id
    assert b"ole" not in row.sealed
    assert b"Kun" not in row.sealed
    assert positions.load(conn, MEETING, key) == {(position.item, position.person): position}
    changed = Position(position.item, position.person, Stance.SUPPORTS, "")
    positions.save(
        conn,
        MEETING,
        {(position.item, position.person): position},
        {(position.item, position.person): changed},
        keep(key),
    )
    assert positions.load(conn, MEETING, key) == {(position.item, position.person): changed}
    positions.save(conn, MEETING, {(position.item, position.person): changed}, {}, keep(key))
    assert conn.execute(select(positions.table)).all() == []


def test_authors_cannot_be_swapped_in_the_file(conn: Connection, key: Key):
    """Somebody who can write the file but has no key must not make Ole the author of what Eva wrote."""
    owners = part("owners")
    owners.save(conn, MEETING, {}, {"a": PersonId("ole"), "b": PersonId("eva")}, keep(key))
    found = {row.id: row.sealed for row in conn.execute(select(owners.table))}
    for row_id, sealed in (("a", found["b"]), ("b", found["a"])):
        conn.execute(owners.table.update().where(owners.table.c.id == row_id).values(sealed=sealed))
    with pytest.raises(SealBroken):
        owners.load(conn, MEETING, key)
