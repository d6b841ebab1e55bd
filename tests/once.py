"""What is made once and shared by tests: once for those that coverage counts, and once for those marked `no_cover`."""

from collections.abc import Callable
from functools import cache, wraps
from typing import TypeVar

T = TypeVar("T")
# Whether the test that runs counts; tests are gathered under coverage.
_COUNTS = [True]


def begin(counts: bool) -> None:
    """Say whether the test that comes now counts."""
    _COUNTS[0] = counts


def shared(make: Callable[..., T]) -> Callable[..., T]:
    """Have it made once for each set of values.

    A test that counts never gets what one made that does not: the lines that were run for it would count for nobody.
    """

    @cache
    def made(counts: bool, *values: str) -> T:
        return make(*values)

    @wraps(make)
    def give(*values: str) -> T:
        return made(_COUNTS[0], *values)

    return give
