"""What gives away that a text cites law. An agreement between the parties counts, since it can change as well."""

import re

from dialogs.content.faults import Slip
from dialogs.content.tables import Table

_LAW = re.compile(
    r"§|\bart(?:ikel|icle|\.)?\s*\d|forordning|regulation|bekendtgørelse|loven\b|\b(?-i:Act)\b"
    r"|rammeaftale|framework agreement",
    re.IGNORECASE,
)


def must_be_dated(table: Table, what: str, text: str) -> None:
    """Note that `what` cites law or an agreement in `text` and has no `as_of`."""
    if "as_of" not in table.values and _LAW.search(text):
        remedy = "Write as_of = and the day on which you last checked it, such as 2026-11-21"
        table.fault("as_of", f"is missing, although the {what} cites law or an agreement", remedy, Slip.UNDATED)
