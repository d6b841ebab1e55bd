"""How long an event loop was held up by one of the things that run on it."""

import asyncio
import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import Context
from typing import Any


class WatchedLoop(asyncio.SelectorEventLoop):
    """Takes the time of every callback on the processor, which tells what is ours on a machine with other work too.

    Waiting takes none. So whatever is waited for has to be served by this very loop: who holds it up waits for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        # The longest callback of each round that was watched.
        self.rounds_s: list[float] = []
        self._is_watching = False

    @property
    def longest_s(self) -> float:
        """Give the longest callback of the quickest round: the machine's other work only ever adds."""
        return min(self.rounds_s)

    def call_soon(self, callback: Callable[..., Any], *args: Any, context: Context | None = None) -> asyncio.Handle:
        return super().call_soon(self._timed, callback, *args, context=context)

    def call_at(
        self, when: float, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.TimerHandle:
        return super().call_at(when, self._timed, callback, *args, context=context)

    def _timed(self, callback: Callable[..., Any], *args: Any) -> None:
        was_watching, began = self._is_watching, time.thread_time()
        callback(*args)
        # The one that begins or ends a round is the test's own.
        if was_watching and self._is_watching:
            self.rounds_s[-1] = max(self.rounds_s[-1], time.thread_time() - began)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch a round."""
        gc.collect()
        # What the whole suite has left behind is not looked through here.
        gc.freeze()
        tracing = sys.gettrace()
        # Nor does measuring which lines were run belong to what is measured here.
        sys.settrace(None)
        self._is_watching = True
        self.rounds_s.append(0.0)
        yield
        self._is_watching = False
        sys.settrace(tracing)
        gc.unfreeze()
