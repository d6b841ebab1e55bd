"""Where the app is installed on a chat platform: its tokens, sealed with a key that is not in the database.

Where a place needs no token of its own, the place alone is kept.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, select, update

from storage.tables import installation


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation. `tokens` are sealed by the platform, `changed_at` is when they were kept."""

    tokens: bytes
    changed_at: datetime


def find(conn: Connection, platform: str, workspace: str) -> Installed | None:
    """Give an installation, or None where the app is not installed."""
    row = conn.execute(select(installation).where(_is(platform, workspace))).first()
    return Installed(bytes(row.tokens), row.changed_at) if row else None


def workspaces(conn: Connection, platform: str) -> list[str]:
    """Give where the app is installed."""
    return list(conn.scalars(select(installation.c.workspace).where(installation.c.platform == platform)))


def keep(conn: Connection, platform: str, workspace: str, installed: Installed) -> None:
    """Keep an installation in the place of the one before; a refresh that was under way is over."""
    values = {"tokens": installed.tokens, "changed_at": installed.changed_at, "refreshing_until": None}
    found = conn.execute(update(installation).where(_is(platform, workspace)).values(values))
    if not found.rowcount:
        conn.execute(installation.insert().values(platform=platform, workspace=workspace, **values))


def claim_refresh(conn: Connection, platform: str, workspace: str, now: datetime, until: datetime) -> bool:
    """Take the one right to refresh a token until then; False while somebody else has it."""
    free = installation.c.refreshing_until.is_(None) | (installation.c.refreshing_until <= now)
    taken = update(installation).where(_is(platform, workspace), free).values(refreshing_until=until)
    return conn.execute(taken).rowcount == 1


def remove(conn: Connection, platform: str, workspace: str) -> None:
    """Forget an installation."""
    conn.execute(delete(installation).where(_is(platform, workspace)))


def _is(platform: str, workspace: str) -> ColumnElement[bool]:
    return (installation.c.platform == platform) & (installation.c.workspace == workspace)
