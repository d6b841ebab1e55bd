"""How a PostgreSQL server is reached: with which settings, and what its faults mean.

Texts of the driver are never repeated: they may hold the address with its password, or values of a row.
"""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, ExceptionContext, event
from sqlalchemy.exc import DBAPIError, InterfaceError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolEmpty
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.faults import StoreGone, StoreUnfit

if TYPE_CHECKING:
    import asyncpg

T = TypeVar("T")
CONNECT_S = 10
# Longer than any statement of ours takes; a server that vanished without a word is noticed by it.
STATEMENT_S = 30
POOL_S = 10
# A replica that stopped in the middle of a transaction must not hold up the others for ever.
WRITER_SETTINGS = {
    "application_name": "medmakker",
    "default_transaction_isolation": "read committed",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "30s",
}
READER_SETTINGS = {
    **WRITER_SETTINGS,
    "default_transaction_isolation": "repeatable read",
    "default_transaction_read_only": "on",
}
# With any of these, what was acknowledged could be lost when the power goes.
UNSAFE = {"synchronous_commit": ("off", "local"), "fsync": ("off",), "full_page_writes": ("off",)}
# Classes of faults that say nothing about the statement: connection, authorisation, database missing, resources,
# operator, input and output, damage. See "PostgreSQL Error Codes" in its manual.
GONE_CLASSES = frozenset({"08", "28", "3D", "53", "57", "58", "XX"})
# A lock that was not given in time, a transaction that was idle for too long, and a server that may only be read.
GONE_CODES = frozenset({"55P03", "25P03", "25006"})
CLASH_CODES = frozenset({"40001", "40P01"})
BROKEN = "medmakker_broken"


def engine(url: str, *, size: int, reads_only: bool, patience_s: float | None = STATEMENT_S) -> AsyncEngine:
    """Give an engine with a pool of at most `size` connections. It connects when the first one is needed.

    `patience_s` is how long a statement may take, None for ever.
    """
    settings = READER_SETTINGS if reads_only else WRITER_SETTINGS

    async def connect() -> "asyncpg.Connection":
        return await _connect(url, settings, patience_s)

    made = create_async_engine(
        "postgresql+asyncpg://",
        async_creator=connect,
        pool_size=size,
        max_overflow=0,
        pool_timeout=POOL_S,
        hide_parameters=True,
    )
    event.listen(made.sync_engine, "handle_error", _note)
    return made


async def _connect(url: str, settings: dict[str, str], patience_s: float | None) -> "asyncpg.Connection":
    """Open one connection and make sure that the server keeps what it says it kept."""
    import asyncpg

    try:
        line = await asyncpg.connect(url, timeout=CONNECT_S, command_timeout=patience_s, server_settings=settings)
    except (asyncpg.InterfaceError, ValueError):
        raise StoreUnfit("the database address cannot be used: check its parts and the settings behind '?'") from None
    asked = ", ".join(f"current_setting('{name}')" for name in UNSAFE)
    for (name, bad), value in zip(UNSAFE.items(), await line.fetchrow(f"SELECT {asked}"), strict=True):
        if value in bad:
            await line.close()
            raise StoreUnfit(f"the database has {name} = {value}, so it can lose what it acknowledged: turn it on")
    return line


def _note(context: ExceptionContext) -> None:
    """Remember that a statement failed: PostgreSQL then keeps nothing, and answers COMMIT as if it had."""
    if context.connection is not None and not context.connection.invalidated:
        context.connection.info[BROKEN] = True
    # The driver's detail quotes the row, and so perhaps what somebody typed.
    cause: Any = context.original_exception.__cause__
    if hasattr(cause, "detail"):
        cause.detail = None


def code(fault: BaseException) -> str:
    """Give the five letters with which the server names a fault, or nothing where it named none."""
    return str(getattr(fault.orig if isinstance(fault, DBAPIError) else fault, "sqlstate", None) or "")


def gone(fault: Exception) -> StoreGone | None:
    """Give what a fault of the driver means to a caller, or None when it is the statement's own fault."""
    name = code(fault)
    if isinstance(fault, PoolEmpty):
        why = "too much waits for it"
    elif isinstance(fault, OSError):
        why = type(fault).__name__
    elif name[:2] in GONE_CLASSES or name in GONE_CODES | CLASH_CODES:
        why = f"code {name}"
    elif isinstance(fault, InterfaceError | PendingRollbackError) or getattr(fault, "connection_invalidated", False):
        why = "the connection broke"
    else:
        return None
    return StoreGone(f"the database cannot be used now ({why}): check that it runs, takes us in and has room")


async def once(url: str, fn: Callable[[Connection], T], *, reads_only: bool = False) -> T:
    """Run `fn` on a connection of its own, for as long as it takes. What it does not commit itself is not kept.

    Raises:
        StoreGone: when the database cannot be reached.
        StoreUnfit: when the address, or the server's settings, cannot be used.
    """
    made = engine(url, size=1, reads_only=reads_only, patience_s=None)
    try:
        async with made.connect() as connection:
            return await connection.run_sync(fn)
    except (DBAPIError, OSError) as fault:
        raise gone(fault) or fault from None
    finally:
        await made.dispose()


def look(url: str, fn: Callable[[Connection], T]) -> T:
    """Run `fn` once on a connection that can only read; see `storage.engine.look`."""
    return asyncio.run(once(url, fn, reads_only=True))
