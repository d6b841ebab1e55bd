"""Whether two proposals are about the same: the same tool for the same core task, by plain rules."""

import re

from dialogs.model.pilots import ShortForm

# Shorter words are mostly those that every text has.
_WORD = re.compile(r"\w{4,}")
_MUCH = 0.5


def alike(one: ShortForm, other: ShortForm) -> bool:
    """Say whether two proposals are for the same tool and the same core task, however they were written."""
    return _same(one.tool, other.tool) and _same(one.core_task, other.core_task)


def _same(one: str, other: str) -> bool:
    """Say whether two texts have at least half of their words in common."""
    here, there = _words(one), _words(other)
    return bool(here) and len(here & there) >= _MUCH * len(here | there)


def _words(text: str) -> set[str]:
    plain = text.casefold()
    return set(_WORD.findall(plain)) or {word for word in [plain.strip()] if word}
