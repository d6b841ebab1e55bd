"""`python -m tests.cases FILE.toml`: plays every case of a file, prints each difference and how many passed."""

import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.cases import screening

Play = Callable[[Mapping[str, Any]], list[str]]


class CaseFault(Exception):
    """A file is none that can be played; the text says why."""


def main(words: Sequence[str]) -> int:
    """Play files and give 0 when every case came to what it expects."""
    if not words:
        sys.stderr.write("Name a file of cases: python -m tests.cases FILE.toml\n")
        return 2
    passed = failed = 0
    for word in words:
        try:
            results = play_file(Path(word))
        except CaseFault as fault:
            sys.stderr.write(f"{word}: {fault}\n")
            return 2
        for name, differences in results.items():
            sys.stdout.write("".join(f"{name}: {difference}\n" for difference in differences))
        failed += sum(1 for differences in results.values() if differences)
        passed += sum(1 for differences in results.values() if not differences)
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return int(bool(failed))


def play_file(path: Path) -> dict[str, list[str]]:
    """Give the differences of every case of a file, by its id.

    Raises:
        CaseFault: for a file that is no TOML or holds no cases.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise CaseFault(str(fault)) from None
    cases = table.get("case")
    if not isinstance(cases, list) or not cases:
        raise CaseFault("holds no [[case]]")
    found: dict[str, list[str]] = {}
    for number, case in enumerate(cases, 1):
        name = str(case.get("id", number))
        found[f"{name} ({number})" if name in found else name] = _play(case)
    return found


def _play(case: Mapping[str, Any]) -> list[str]:
    try:
        return player(case)(case)
    except (ImportError, KeyError, TypeError, ValueError) as fault:
        # A case that cannot be played at all is one that failed; the others are played all the same.
        return [f"cannot be played: {type(fault).__name__} {fault}"]


def player(case: Mapping[str, Any]) -> Play:
    """Say who plays a case: the check before start where there are answers, due times where there is a rule.

    Raises:
        ValueError: for a case that is neither.
    """
    if "answers" in case:
        return screening.play
    if "rule" not in case:
        raise ValueError("it has neither answers nor a rule")
    # Only when it is needed: each half of the cases can be used without the other.
    from tests.cases import due_times

    return due_times.play


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
