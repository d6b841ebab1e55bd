"""Numbers of cards, prompts and questions: unique, from 1, without gaps, since meetings and minutes refer to them."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from dialogs.content.tables import Table


class Numbered(Protocol):
    """Whatever has a number; 0 where it could not be read."""

    @property
    def number(self) -> int:
        """Give the number."""


_Entry = TypeVar("_Entry", bound=Numbered)


def check_numbers(root: Table, name: str, tables: Sequence[Table], entries: Sequence[Numbered], *, least: int) -> None:
    """Note every number that stands twice, and those that are missing.

    Args:
        root: the file.
        name: the key of the list in it.
        tables: the tables of the list.
        entries: what was read from them, in the same order.
        least: how many there must be. More may follow, fewer not: somebody may have chosen one of them for a meeting.
    """
    seen: set[int] = set()
    for table, entry in zip(tables, entries, strict=True):
        if entry.number in seen:
            table.fault("number", f"is {entry.number} a second time", "Give each a number of its own")
        # One that could not be read was told of already, and may be the one that seems missing.
        seen.update({entry.number} - {0})
    missing = [number for number in range(1, max(least, *seen, 0) + 1) if number not in seen]
    if missing and tables and all(entry.number for entry in entries):
        listed = ", ".join(map(str, missing[:least]))
        remedy = f"Keep 1 to {least}, whose numbers meetings refer to, and give your own the numbers after them"
        root.fault(name, f"lacks number {listed}", remedy)


def in_order(entries: Iterable[_Entry]) -> tuple[_Entry, ...]:
    """Give the entries in the order of their numbers."""
    return tuple(sorted(entries, key=lambda entry: entry.number))
