"""Works out what a file changes in the committees there are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from bot.committees.entries import HIDDEN, Entry, Reading
from bot.committees.identity import Group, groups_of, identify
from bot.committees.rules import faults_of
from bot.committees.sheet import Fault, FileFault, shown
from bot.committees.words import LEVELS, ROLES, Column
from dialogs.content import Language
from dialogs.flaws import Flaw, Values
from dialogs.model.composing import same
from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.people import Committee, Level, Person, Side

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a committee. Nothing before means that it is new."""

    before: Committee | None
    after: Committee

    @property
    def added(self) -> list[Person]:
        """Give who is new, by name."""
        return _by_name(each for each in self.after.people.values() if each.id not in self._there)

    @property
    def changed(self) -> list[tuple[Person, Person]]:
        """Give who is different, by name: as they were and as they will be."""
        stay = _by_name(each for each in self.after.people.values() if each.id in self._there)
        return [(self._there[each.id], each) for each in stay if self._there[each.id] != each]

    @property
    def is_nothing(self) -> bool:
        """Say whether all stays as it is."""
        return self.before == self.after

    @property
    def _there(self) -> Mapping[PersonId, Person]:
        return self.before.people if self.before else {}


def changes(reading: Reading, there: list[Committee], today: date, new_id: Callable[[], str]) -> list[Change]:
    """Work out what a file changes. People whom it does not name stay as they are.

    Args:
        reading: the rows of the file.
        there: every committee there is.
        today: the local day, by which roles and memberships have ended or not.
        new_id: gives the id of a new committee.

    Raises:
        FileFault: naming every row that is wrong, at once.
    """
    entries = reading.entries
    faults = list(reading.faults)
    groups = groups_of(entries, there, faults)
    ids = identify(groups, there, faults)
    made = []
    for group in groups:
        change = Change(group.before, _after(group, reading.columns, ids, new_id, faults))
        # Of two rows for one person, which was told, the first one counts.
        rows = {ids[entry.row]: entry for entry in reversed(group.entries)}
        faults += _over_before_begun(group, ids, today)
        faults += faults_of(change.after, rows, today)
        made.append(change)
    if faults:
        raise FileFault(faults)
    return made


def _over_before_begun(group: Group, ids: Mapping[int, PersonId], today: date) -> Iterator[Fault]:
    """Give the rows of people who are new, and yet gone already or out of a role."""
    for entry in group.entries:
        if group.before and ids[entry.row] in group.before.people:
            continue
        if entry.leaves_on and entry.leaves_on <= today:
            yield Fault(entry.row, Flaw.NEW_AND_GONE, {"name": shown(entry.name), "day": entry.leaves_on})
        for role, last in sorted(entry.roles_until.items()):
            if last < today:
                values: Values = {"name": shown(entry.name), "role": ROLES.first(role), "day": last}
                yield Fault(entry.row, Flaw.NEW_ROLE_OVER, values)


def _after(
    group: Group,
    columns: frozenset[Column],
    ids: Mapping[int, PersonId],
    new_id: Callable[[], str],
    faults: list[Fault],
) -> Committee:
    before = group.before
    level = _agreed(Column.LEVEL, [(entry.row, entry.level) for entry in group.entries], faults)
    language = _agreed(Column.LANGUAGE, [(entry.row, entry.language) for entry in group.entries], faults)
    if level is None and before is None and all(entry.is_sound for entry in group.entries):
        missing: Values = {"column": Column.LEVEL, "choices": LEVELS.instead("")}
        faults.append(Fault(group.entries[0].row, Flaw.EMPTY_LEVEL, missing))
    if before is None:
        before = Committee(CommitteeId(new_id()), group.name, level or Level.LOCAL, Language.DA, {})
    names = {person.id: person.name for person in before.people.values()}
    names |= {ids[entry.row]: entry.name for entry in group.entries}
    people = []
    for entry in group.entries:
        person = _person(entry, ids[entry.row], _boss(entry, names, faults))
        people.append(_keep_what_has_no_column(person, before.people.get(person.id, person), columns))
    return replace(
        before,
        level=level or before.level,
        language=language or before.language,
        people={**before.people, **{each.id: each for each in reversed(people)}},
    )


def _person(entry: Entry, person: PersonId, boss: PersonId | None) -> Person:
    """Give the person that a row describes."""
    side = entry.side or Side.NONE
    return Person(person, entry.name, side, entry.roles, boss, entry.leaves_on, entry.roles_until)


def _keep_what_has_no_column(person: Person, was: Person, columns: frozenset[Column]) -> Person:
    return replace(
        person,
        reports_to=(person if Column.REPORTS_TO in columns else was).reports_to,
        roles_until=(person if Column.ROLES_END in columns else was).roles_until,
        left_on=(person if Column.LEAVES_ON in columns else was).left_on,
    )


def _boss(entry: Entry, names: Mapping[PersonId, str], faults: list[Fault]) -> PersonId | None:
    if entry.reports_to in ("", HIDDEN):
        return None
    if (person := PersonId(entry.reports_to)) in names:
        return person
    found = [person for person, name in names.items() if same(name) == same(entry.reports_to)]
    if len(found) == 1:
        return found[0]
    values = {"column": Column.REPORTS_TO, "text": shown(entry.reports_to)}
    faults.append(Fault(entry.row, Flaw.UNKNOWN_BOSS, values))
    return None


def _agreed(column: Column, said: list[tuple[int, T | None]], faults: list[Fault]) -> T | None:
    """Give what the rows of a committee say together; empty cells follow the others."""
    given = [(row, value) for row, value in said if value is not None]
    for row, value in given:
        if value != given[0][1]:
            faults.append(Fault(row, Flaw.NOT_THE_SAME, {"column": column, "row": given[0][0]}))
    return given[0][1] if given else None


def _by_name(people: Iterable[Person]) -> list[Person]:
    return sorted(people, key=lambda person: (person.name, person.id))
