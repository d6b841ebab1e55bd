"""Saying how far long work has come, on standard error."""

import sys
from datetime import timedelta

import click

from bot.clock import Clock, WallClock

ON_A_TERMINAL = timedelta(milliseconds=200)
IN_A_LOG = timedelta(seconds=5)
WALL = WallClock()


class Progress:
    """Says now and then how many rows are done: in one line that changes on a terminal, in lines of its own elsewhere.

    Work that is done at once says nothing in a log.
    """

    def __init__(self, what: str, clock: Clock = WALL) -> None:
        """Say `what` before the numbers."""
        self._what, self._clock = what, clock
        self._terminal = sys.stderr.isatty()
        self._every = ON_A_TERMINAL if self._terminal else IN_A_LOG
        self._said_at = self._clock.now()
        self._open_line = False

    def __call__(self, done: int, total: int) -> None:
        """Say it, unless it was said just now."""
        now = self._clock.now()
        if now - self._said_at < self._every:
            return
        self._said_at = now
        text = f"{self._what}: {done:,} of {total:,} rows"
        click.echo(f"\r{text}" if self._terminal else text, err=True, nl=not self._terminal)
        self._open_line = self._terminal

    def end(self) -> None:
        """Leave the line, so that what comes next begins on one of its own."""
        if self._open_line:
            click.echo("", err=True)
            self._open_line = False
