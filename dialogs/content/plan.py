"""Reads `plan.toml`: who is reminded of what around a meeting, and when."""

import re
from string import Formatter

from dialogs.content.faults import Slip
from dialogs.content.tables import Table
from dialogs.model.reminding import PLACES, Audience, Reminder, Until

_ID = re.compile(r"[a-z][a-z0-9_]*")


def read_plan(root: Table) -> tuple[Reminder, ...]:
    """Read all reminders in the order in which they fall."""
    tables = root.tables("reminder")
    found: dict[str, Reminder] = {}
    for table in tables:
        reminder = _reminder(table)
        if reminder.id in found:
            table.fault("id", f"is {reminder.id} a second time", "Give each reminder an id of its own")
        found[reminder.id] = reminder
    root.finish()
    return tuple(sorted(found.values(), key=lambda each: each.days))


def places(text: str) -> tuple[str, ...]:
    """Give the places that a text leaves open, such as {meeting}; "" for braces that are none."""
    try:
        return tuple(sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None))
    except ValueError:
        return ("",)


def _reminder(table: Table) -> Reminder:
    name = table.text("id")
    if name and not _ID.fullmatch(name):
        table.fault("id", "is not an id", "Write small letters, digits and _, and keep it as it is once people use it")
    reminder = Reminder(
        id=name,
        days=table.days("days"),
        to=table.choice("to", Audience) or Audience.EVERYBODY,
        until=table.choice("until", Until) or Until.NEVER,
        title=table.text("title"),
        text=table.text("text"),
    )
    if not set(places(reminder.text)) <= set(PLACES):
        remedy = f"Between braces write one of: {', '.join(PLACES)}"
        table.fault("text", "leaves open what nobody fills in", remedy, Slip.PLACES)
    table.finish()
    return reminder
