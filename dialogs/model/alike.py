"""Which earlier pilots a proposal is like: the same tool for the same task, by the words people wrote (no more)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dialogs.model.ids import ProposalId

MOST = 3
# Of the words of the shorter text, so many are in the other where two texts are alike.
_HALF = 0.5
_WORD = re.compile(r"[^\W\d_]{3,}|\d{2,}")
# The longest first, so that only one is taken off.
_ENDINGS = ("ernes", "erne", "enes", "eres", "ens", "ene", "ets", "ers", "er", "en", "et", "es", "e", "s")
_STEM_CHARS = 4
# Words that stand in any form, whatever it is about.
_SAID_OF_ALL = frozenset(
    {
        *("alle", "and", "den", "denne", "der", "det", "dette", "eller", "for", "fra", "har", "have", "has", "hos"),
        *(
            "ikke",
            "ind",
            "kan",
            "med",
            "når",
            "også",
            "our",
            "som",
            "that",
            "the",
            "til",
            "tool",
            "ved",
            "vil",
            "vores",
        ),
        *("værktøj", "værktøjet", "with"),
    }
)


@dataclass(frozen=True, slots=True)
class EarlierPilot:
    """A pilot that a committee chose, as far as other committees may know of it, with what came of it.

    `state` is that of the pilot; `because` is why it is so, where that was said.
    """

    id: ProposalId
    title: str
    tool: str
    core_task: str
    committee: str
    state: str
    decided_on: date | None = None
    because: str = ""


def words(*texts: str) -> frozenset[str]:
    """Give the words that texts are compared by, without their endings."""
    found = (word for text in texts for word in _WORD.findall(text.casefold()))
    return frozenset(_stem(word) for word in found if word not in _SAID_OF_ALL)


def same(one: str, other: str) -> bool:
    """Say whether two short texts are about the same: they share half of the words of the shorter one."""
    mine, theirs = words(one), words(other)
    return bool(mine and theirs) and len(mine & theirs) >= _HALF * min(len(mine), len(theirs))


def closest(title: str, tool: str, core_task: str, known: Iterable[EarlierPilot]) -> tuple[EarlierPilot, ...]:
    """Give the earlier pilots that are alike in two of title, tool and core task: most alike first, then the newest."""
    scored = [(_likeness(title, tool, core_task, each), each) for each in known]
    found = sorted(
        (each for each in scored if each[0] > 1),
        key=lambda each: (-each[0], -(each[1].decided_on or date.min).toordinal(), each[1].title, each[1].id),
    )
    return tuple(each for _, each in found[:MOST])


def _likeness(title: str, tool: str, core_task: str, other: EarlierPilot) -> int:
    return same(title, other.title) + same(tool, other.tool) + same(core_task, other.core_task)


def _stem(word: str) -> str:
    ending = next((each for each in _ENDINGS if word.endswith(each) and len(word) - len(each) >= _STEM_CHARS), "")
    return word.removesuffix(ending)
