"""The database from a command: made ready, and changed once."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from bot.config import Settings
from storage import decisions, migrate
from storage.engine import Connection, StoreGone, is_embedded, open_store
from storage.sqlite import path_of

T = TypeVar("T")


def write_once(url: str, fn: Callable[[Connection], T]) -> T:
    """Run `fn` in a transaction of its own.

    Raises:
        StoreTaken: when a server runs on the same database.
        StoreGone: when the database cannot be written.
    """
    return asyncio.run(_write(url, fn))


async def _write(url: str, fn: Callable[[Connection], T]) -> T:
    store = open_store(url)
    try:
        return await store.write(fn)
    finally:
        await store.close()


def prepare_database(settings: Settings) -> None:
    """Make the folder of an embedded database and bring it to the tables of this version.

    Raises:
        StoreGone: when the folder cannot be made, or the database cannot be written.
        StoreTaken: when a program is writing a SQLite file: stop it first.
        StoreUnfit: when the address is none that we know.
    """
    if is_embedded(settings.database_url):
        folder = path_of(settings.database_url).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise StoreGone(f"{folder} cannot be made ({fault.strerror}): check MEDMAKKER_DATABASE_URL") from fault
    if not migrate.is_current(settings.database_url):
        migrate.upgrade(settings.database_url)
        # What is made from the minutes alone is made anew, so that no step has to know how.
        write_once(settings.database_url, decisions.rebuild)
