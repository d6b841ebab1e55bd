"""Looks at what the server needs, and says of each thing whether it is right or what to do."""

import os
from dataclasses import dataclass

from bot.config import Settings
from bot.content import check_content
from bot.organisation import organisation_of
from bot.releases import Releases
from dialogs.content import ContentFault
from storage import migrate
from storage.engine import Connection, StoreGone, StoreUnfit, look
from storage.listing import meetings


@dataclass(frozen=True, slots=True)
class Findings:
    """A line for each thing that was looked at, and whether all is well."""

    lines: tuple[str, ...]
    healthy: bool


def examine(settings: Settings) -> Findings:
    """Look at content, database, keys and mode."""
    findings = [_content(settings), _database(settings), _keys(settings), _mode(settings)]
    lines = tuple(f"{'ok    ' if well else 'WRONG '} {text}" for well, text in findings)
    return Findings(lines, all(well for well, _ in findings))


def _content(settings: Settings) -> tuple[bool, str]:
    faults = check_content(settings.content)
    return (not faults, f"content: {len(faults)} faults, see `medmakker content check`" if faults else "content")


def _database(settings: Settings) -> tuple[bool, str]:
    try:
        if not migrate.is_current(settings.database_url):
            return False, "database: not at this version, run `medmakker migrate`"
        found = look(settings.database_url, meetings)
        left_out = look(settings.database_url, lambda conn: _left_out(conn, settings))
    except (StoreGone, StoreUnfit) as fault:
        return False, f"database: {fault}"
    if left_out:
        what = ", ".join(left_out)
        return False, f"database: not used, as it is no longer right: {what}; save it again in the register"
    return True, f"database: {len(found)} meetings"


def _left_out(conn: Connection, settings: Settings) -> tuple[str, ...]:
    """Give what was saved in the register and is not used, where the files themselves are right."""
    try:
        releases = Releases(organisation_of(settings), settings.content)
    except ContentFault:
        return ()
    releases.take(conn)
    return releases.left_out()


def _keys(settings: Settings) -> tuple[bool, str]:
    folder = settings.keys
    if folder.exists() and not folder.is_dir():
        return False, f"keys: {folder} is no folder; move it away or set MEDMAKKER_KEYS"
    if not folder.is_dir():
        return True, f"keys: {folder} is made when the first meeting needs it; keep it out of backups"
    if folder.stat().st_mode & 0o077:
        return False, f"keys: others can read {folder}, run `chmod 700 {folder}`"
    if not os.access(folder, os.W_OK):
        return False, f"keys: {folder} cannot be written, a meeting could not be forgotten; change its owner"
    return True, f"keys: {folder}; keep it out of backups, and the same for all servers on this database"


def _mode(settings: Settings) -> tuple[bool, str]:
    if settings.tryout:
        return True, "mode: try-out, links may sign, this machine only"
    if not settings.base_url.startswith("https://"):
        return (
            False,
            "mode: production, but MEDMAKKER_BASE_URL is not an https:// address, so links can be read on the way",
        )
    return True, "mode: production"
