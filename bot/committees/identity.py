"""Finds out who is who: the same person again, somebody new, or two people who look like one."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.committees.entries import HIDDEN, Entry
from bot.committees.sheet import Fault, shown
from bot.committees.words import Column
from dialogs.flaws import Flaw, Values
from dialogs.model.composing import same
from dialogs.model.ids import PersonId
from dialogs.model.people import Committee


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one committee, and the committee as it is. Nothing before means that it is new."""

    entries: tuple[Entry, ...]
    before: Committee | None

    @property
    def name(self) -> str:
        """Give the name as the file writes it first."""
        return self.entries[0].committee


def groups_of(entries: Iterable[Entry], there: list[Committee], faults: list[Fault]) -> list[Group]:
    """Give the rows by committee, in the order of the file."""
    rows = defaultdict[str, list[Entry]](list)
    for entry in entries:
        if entry.committee in ("", HIDDEN):
            continue
        rows[same(entry.committee)].append(entry)
    groups = []
    for name, some in rows.items():
        known = [each for each in there if same(each.name) == name]
        if len(known) > 1:
            values: Values = {"count": len(known), "name": shown(some[0].committee)}
            faults.append(Fault(some[0].row, Flaw.SAME_NAME, values))
        groups.append(Group(tuple(some), known[0] if known else None))
    return groups


def identify(groups: list[Group], there: list[Committee], faults: list[Fault]) -> Mapping[int, PersonId]:
    """Give the id of the person in each row: as it is written, as the committee has the name, or made from the name."""
    ids = {entry.row: _id(entry, group.before) for group in groups for entry in group.entries}
    for group in groups:
        _no_two_alike(group, ids, faults)
    _no_two_taken_for_one(groups, there, ids, faults)
    return ids


def _id(entry: Entry, before: Committee | None) -> PersonId:
    if entry.id:
        return PersonId(entry.id)
    people = before.people.values() if before else ()
    known = [each.id for each in people if same(each.name) == same(entry.name)]
    return known[0] if len(known) == 1 else PersonId(_made_from(entry.name))


def _made_from(name: str) -> str:
    letters = name.casefold().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())[:64]


def _no_two_alike(group: Group, ids: Mapping[int, PersonId], faults: list[Fault]) -> None:
    """Within a committee a name and an id are one person's: the screens show names only."""
    by_id: dict[PersonId, Entry] = {}
    by_name: dict[str, PersonId] = {}
    rows = {ids[entry.row] for entry in group.entries}
    for person in group.before.people.values() if group.before else ():
        if person.id not in rows:
            by_name[same(person.name)] = person.id
    for entry in group.entries:
        person_id, name = ids[entry.row], shown(entry.name)
        found: tuple[Flaw, Values] | None = None
        known = group.before.people.get(person_id) if group.before else None
        if entry.name in ("", HIDDEN):
            continue
        if not person_id:
            found = Flaw.NO_ID, {"column": Column.ID, "name": name}
        elif person_id in by_id:
            found = Flaw.SAME_PERSON, {"name": name, "row": by_id[person_id].row}
        elif not entry.id and known and same(known.name) != same(entry.name):
            values = {"column": Column.ID, "id": person_id, "name": name, "other": shown(known.name)}
            found = Flaw.ID_TAKEN, values
        elif by_name.setdefault(same(entry.name), person_id) != person_id:
            found = Flaw.NAME_TAKEN, {"name": name}
        if found:
            faults.append(Fault(entry.row, *found))
        by_id.setdefault(person_id, entry)


def _no_two_taken_for_one(
    groups: list[Group], there: list[Committee], ids: Mapping[int, PersonId], faults: list[Fault]
) -> None:
    """Across committees an id is one person, who sees the meetings of all of them: it must not be made by accident."""
    places = defaultdict[PersonId, dict[str, str]](dict)
    for committee in there:
        for person in committee.people.values():
            places[person.id][same(committee.name)] = person.name
    for group in groups:
        for entry in group.entries:
            places[ids[entry.row]][same(group.name)] = entry.name
    for group in groups:
        for entry in group.entries:
            others = {name for at, name in places[ids[entry.row]].items() if at != same(group.name)}
            if found := _taken_for(entry, ids[entry.row], group, others):
                faults.append(Fault(entry.row, *found))


def _taken_for(entry: Entry, person_id: PersonId, group: Group, others: set[str]) -> tuple[Flaw, Values] | None:
    """Give what is wrong when people of these names have the same id in other committees."""
    if not others or not person_id:
        return None
    about = {"column": Column.ID, "id": person_id}
    if any(same(name) != same(entry.name) for name in others):
        return Flaw.ID_ELSEWHERE, {**about, "other": shown(min(others))}
    if entry.id or (group.before and person_id in group.before.people):
        return None
    return Flaw.ELSEWHERE, {**about, "name": shown(entry.name)}
