"""Reads a file of committees, tells what it would change, and writes it whole or not at all."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.chance import chance
from bot.clock import WallClock
from bot.committees.changes import Change, changes
from bot.committees.entries import Reading, read_entries
from bot.committees.sheet import Fault, FileFault
from bot.committees.taking_in import stamp, take_in
from bot.config import Settings
from bot.database import write_once
from dialogs.flaws import Flaw
from storage import rosters
from storage.engine import Connection, look


def read(path: Path) -> Reading:
    """Read a file.

    Raises:
        FileFault: when it is no file of committees.
    """
    try:
        body = path.read_bytes()
    except OSError as fault:
        values = {"path": str(path), "why": str(fault.strerror)}
        raise FileFault([Fault(0, Flaw.UNREADABLE, values)]) from fault
    return read_entries(body)


def preview(settings: Settings, reading: Reading) -> list[Change]:
    """Work out what a file would change.

    Raises:
        FileFault: naming every row that is wrong, at once.
        StoreGone: when the database cannot be read.
    """
    return changes(reading, look(settings.database_url, rosters.committees), _today(settings), chance)


def write(settings: Settings, reading: Reading, shown: list[Change]) -> None:
    """Write what was shown, in one transaction.

    Raises:
        FileFault: when the committees changed since it was shown; nothing was written.
        StoreTaken: when a server runs on the same database.
        StoreGone: when the database cannot be written.
    """

    def work(conn: Connection) -> None:
        take_in(conn, reading, stamp(shown), _today(settings), WallClock().now(), chance)

    write_once(settings.database_url, work)


def _today(settings: Settings) -> date:
    return WallClock().now().astimezone(ZoneInfo(settings.time_zone)).date()
