"""One change to the database from a command."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from storage.engine import Connection, open_store

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
