"""The one thread that writes to SQLite.

Functions that wait together are kept together: one BEGIN IMMEDIATE, one COMMIT, one waking of the event loop. Each has
a SAVEPOINT of its own, so that one that fails takes nobody along. Measured beside a transaction each: more than three
times the functions a second, and twenty times on a slow disk.
"""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from sqlalchemy.exc import DBAPIError

from storage import sqlite
from storage.faults import StoreGone, StoreUnfit

NOT_KEPT = "the database could not keep what was written: check its disk, then try again"


@dataclass(slots=True)
class Job:
    """A function that waits for its turn, and what came of it. `in_transaction` is false only for housekeeping."""

    function: Callable[[sqlite.Line], Any]
    future: asyncio.Future[Any]
    in_transaction: bool = True
    result: Any = None
    fault: Exception | None = None

    def tell(self) -> None:
        """Tell who waits; one who gave up does not change what was kept."""
        if self.future.done():
            return
        if self.fault is None:
            self.future.set_result(self.result)
        else:
            self.future.set_exception(self.fault)


Told = Callable[[list[Job]], None]


class Writer:
    """Runs batches of jobs one after the other, in the order they came."""

    def __init__(self, path: Path) -> None:
        """Open the file.

        Raises:
            StoreTaken: when another process writes it.
            StoreUnfit: when the file or its disk cannot do what is needed.
            StoreGone: when it cannot be opened.
        """
        self._sole = sqlite.Sole(path)
        self._engine = sqlite.writer(path)
        self._line: sqlite.Line | None = None
        self._batches: SimpleQueue[tuple[list[Job], Told] | None] = SimpleQueue()
        self._when_lost: list[Callable[[], None]] = []
        self._thread = Thread(target=self._run, name="storage-writer", daemon=True)
        try:
            self._line = sqlite.Line(self._engine)
        except (DBAPIError, sqlite3.Error, StoreUnfit) as fault:
            self._sole.release()
            raise sqlite.gone(fault) or StoreUnfit(f"{path} cannot be used as a database: {fault}") from fault
        self._thread.start()

    def write(self, batch: list[Job], told: Told) -> None:
        """Queue a batch. Once it is kept or lost, `told` is called with it in its jobs' loop. Not after `close`."""
        self._batches.put((batch, told))

    def on_lost(self, call: Callable[[], None]) -> None:
        """Register what is called, in this thread, when functions ended well and were not kept."""
        self._when_lost.append(call)

    def close(self) -> None:
        """Finish what waits, then close the file. Blocks; again is harmless."""
        self._batches.put(None)
        self._thread.join()

    def _run(self) -> None:
        while (queued := self._batches.get()) is not None:
            batch, told = queued
            self._keep(batch)
            # A loop that was closed has nobody left who listens.
            with suppress(RuntimeError):
                batch[0].future.get_loop().call_soon_threadsafe(told, batch)
        self._drop()
        self._sole.release()

    def _keep(self, batch: list[Job]) -> None:
        housekeeping = [job for job in batch if not job.in_transaction]
        work = [job for job in batch if job.in_transaction] if housekeeping else batch
        try:
            if self._line is None:
                self._line = sqlite.Line(self._engine)
            if work:
                commit(work, self._line)
            for job in housekeeping:
                attempt(job, self._line)
        except (DBAPIError, sqlite3.Error, StoreUnfit) as fault:
            self._lose(batch, fault)

    def _lose(self, batch: list[Job], fault: Exception) -> None:
        """Fail everybody: what a function gave back is no longer true."""
        self._drop()
        for job in batch:
            if job.fault is None:
                job.fault = sqlite.gone(fault) or StoreGone(NOT_KEPT)
                job.fault.__cause__ = fault
        for call in self._when_lost:
            call()

    def _drop(self) -> None:
        """Close the connection; the next batch opens a new one."""
        if self._line is not None:
            self._line.close()
            self._line = None


def commit(work: list[Job], line: sqlite.Line) -> None:
    """Run functions in one transaction, and keep what those wrote that ended well.

    Every error of the driver that comes out means that nothing was kept. Among them is "no such savepoint": SQLite ends
    the transaction by itself when the disk is full, even under a function that looks away.
    """
    tell = line.driver.execute
    tell("BEGIN IMMEDIATE")
    if len(work) == 1:
        attempt(work[0], line)
        tell("COMMIT" if work[0].fault is None else "ROLLBACK")
        return
    for job in work:
        tell("SAVEPOINT job")
        attempt(job, line)
        if job.fault is not None:
            tell("ROLLBACK TO job")
        tell("RELEASE job")
    tell("COMMIT")


def attempt(job: Job, line: sqlite.Line) -> None:
    """Run one function and note what came of it."""
    try:
        job.result = job.function(line)
    except Exception as fault:
        job.fault = sqlite.gone(fault) or fault
