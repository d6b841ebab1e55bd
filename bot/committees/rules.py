"""What a committee must be like once the file is in it."""

from collections.abc import Iterator, Mapping
from datetime import date

from bot.committees.entries import Entry
from bot.committees.sheet import Fault, shown
from bot.committees.words import ROLES, SIDES, Column
from dialogs.flaws import Flaw, Values
from dialogs.model.composing import APART, OWN_SIDE, WITHOUT_A_SIDE, WITHOUT_VICE_CHAIR
from dialogs.model.ids import PersonId
from dialogs.model.people import Committee, Level, Role, Side

Rows = Mapping[PersonId, Entry]


def faults_of(committee: Committee, rows: Rows, today: date) -> Iterator[Fault]:
    """Give everything that breaks a rule. `rows` holds the people whom the file names.

    A row with a cell that could not be read is not held against them: it would break some that it keeps.
    """
    for person_id, entry in rows.items():
        if not entry.is_sound:
            continue
        for flaw, values in (*_in_role(committee, entry), *_in_time(entry)):
            yield Fault(entry.row, flaw, values)
        if _is_own_boss(committee, person_id):
            yield Fault(entry.row, Flaw.OWN_BOSS, {"name": shown(entry.name), "column": Column.REPORTS_TO})
    if all(entry.is_sound for entry in rows.values()):
        yield from _formandskab(committee, rows, today)


def _in_role(committee: Committee, entry: Entry) -> Iterator[tuple[Flaw, Values]]:
    sides = tuple(SIDES.first(side) for side in (Side.MANAGEMENT, Side.EMPLOYEES))
    of_a_side = entry.side not in (None, Side.NONE)
    if Role.SUBSTITUTE in entry.roles and not of_a_side:
        yield Flaw.SUBSTITUTE_SIDE, {"role": ROLES.first(Role.SUBSTITUTE), "choices": sides}
    elif not of_a_side and entry.roles - WITHOUT_A_SIDE and committee.level is not Level.TEAM:
        yield Flaw.EMPTY_SIDE, {"column": Column.SIDE, "choices": sides}
    for role, others in APART:
        if role in entry.roles and (both := others & entry.roles):
            yield Flaw.APART, {"role": ROLES.first(role), "other": ROLES.first(min(both))}
    for role, side in OWN_SIDE.items():
        if role in entry.roles and of_a_side and entry.side is not side and committee.level is not Level.TEAM:
            yield Flaw.OTHER_SIDE, {"role": ROLES.first(role), "side": SIDES.first(side)}


def _in_time(entry: Entry) -> Iterator[tuple[Flaw, Values]]:
    for role, last in sorted(entry.roles_until.items()):
        if entry.leaves_on and last >= entry.leaves_on:
            yield Flaw.ENDS_AFTER, {"role": ROLES.first(role), "day": last}


def _is_own_boss(committee: Committee, start: PersonId) -> bool:
    seen: set[PersonId] = set()
    at: PersonId | None = start
    while at is not None and at in committee.people and at not in seen:
        seen.add(at)
        at = committee.people[at].reports_to
    return at == start


def _formandskab(committee: Committee, rows: Rows, today: date) -> Iterator[Fault]:
    first = min(entry.row for entry in rows.values())
    people = committee.on(today, ()).people.values()
    chairs = [person for person in people if Role.CHAIR in person.roles]
    name, chair, vice = shown(committee.name), ROLES.first(Role.CHAIR), ROLES.first(Role.VICE_CHAIR)
    if not chairs:
        yield Fault(first, Flaw.ROLE_MISSING, {"name": name, "role": chair})
    if len(chairs) > 1:
        names = tuple(sorted(person.name for person in chairs))
        yield Fault(first, Flaw.MANY_CHAIRS, {"name": name, "count": len(chairs), "role": chair, "names": names})
    if committee.level not in WITHOUT_VICE_CHAIR and not any(Role.VICE_CHAIR in person.roles for person in people):
        yield Fault(first, Flaw.ROLE_MISSING, {"name": name, "role": vice})
