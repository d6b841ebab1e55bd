"""Says in words what a file would change."""

from collections.abc import Iterator

from bot.committees.changes import Change
from bot.committees.words import LEVELS, ROLES, SIDES, Column
from dialogs.model.people import Committee, Person, Role


def tell(changes: list[Change]) -> Iterator[str]:
    """Give a paragraph for each committee that changes, and a line for all of it."""
    for change in changes:
        if not change.is_nothing:
            yield from _tell_one(change)
            yield ""
    added = sum(len(change.added) for change in changes)
    changed = sum(len(change.changed) for change in changes)
    new = sum(change.before is None for change in changes)
    yield f"{new} new of {len(changes)} committees; {added} people added, {changed} changed, nobody removed."


def _tell_one(change: Change) -> Iterator[str]:
    before, after = change.before, change.after
    yield f"{after.name} ({'new, ' if before is None else ''}{LEVELS.first(after.level)}, {after.language})"
    if before and (before.level, before.language, before.name) != (after.level, after.language, after.name):
        yield f"  ~ was {before.name} ({LEVELS.first(before.level)}, {before.language})"
    for person in change.added:
        yield f"  + {person.name} [{person.id}] {_described(after, person)}"
    for was, person in change.changed:
        yield f"  ~ {was.name} [{person.id}] {_described(before or after, was)}"
        yield f"    -> {person.name}: {_described(after, person)}"
    alike = len(after.people) - len(change.added) - len(change.changed)
    if alike:
        yield f"  = {alike} as they are"


def _described(committee: Committee, person: Person) -> str:
    roles = ", ".join(_role(person, role) for role in Role if role in person.roles)
    boss = committee.people.get(person.reports_to) if person.reports_to else None
    leaves = f"; {Column.LEAVES_ON} {person.left_on}" if person.left_on else ""
    side = "" if committee.is_team else f"{SIDES.first(person.side)}: "
    return f"{side}{roles}" + (f"; {Column.REPORTS_TO}: {boss.name}" if boss else "") + leaves


def _role(person: Person, role: Role) -> str:
    last = person.roles_until.get(role)
    return ROLES.first(role) + (f" (til og med {last})" if last else "")
