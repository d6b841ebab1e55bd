"""Who was shown what, and what of it was new.

Newly visible to somebody are: lines of their page that were not there before (each as often as it is there more
often), their new messages, and whatever answered them at once, refusals too. What they fetch to enter for somebody is
shown to them as well. The room's screen and the organisation's channel are pages that nobody owns; they count for the
recipients `room` and `organisation`.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from tests.rehearsal.channel import ORGANISATION, ROOM
from tests.rehearsal.pages import Line, Page

Each = TypeVar("Each", str, Line)
PLACES = frozenset({ROOM, ORGANISATION})


@dataclass
class Shown:
    """Keeps what everybody was shown, and since the last step what was new."""

    at: datetime
    step: int = 0
    entries: list[dict[str, object]] = field(default_factory=list)
    _before: dict[str, Page] = field(default_factory=dict)
    _new: dict[str, list[str]] = field(default_factory=dict)

    def begin(self, step: int, at: datetime, since: Mapping[str, int] | None = None) -> None:
        """Begin with a step: nothing is new yet, or only what came after `since`, which `seen` gave."""
        kept = {} if since is None else {who: texts[since.get(who, 0) :] for who, texts in self._new.items()}
        self.step, self.at, self._new = step, at, kept

    def seen(self) -> dict[str, int]:
        """Give how much everybody has seen since the last step."""
        return {who: len(texts) for who, texts in self._new.items()}

    def look(self, pages: Mapping[str, Page], meeting: int = 1) -> None:
        """Take in what everybody has before them now, in one of the meetings."""
        for who, page in pages.items():
            self.look_at(who, who if who in PLACES else f"{who} in {meeting}", page)

    def look_at(self, who: str, which: str, page: Page) -> None:
        """Take in one page of somebody's; `which` tells pages of the same person apart."""
        before = self._before.get(which)
        if before is not None and before.html == page.html:
            return
        self._before[which] = page
        for text in _more(before.messages if before else (), page.messages):
            self._add(who, "post" if who in PLACES else "notice", text)
        old = {ident for ident, _ in before.posts} if before else set()
        for ident, text in page.posts:
            if ident not in old:
                self._add(who, "post", text)
        lines = _more(before.lines if before else (), page.lines)
        self._add(who, "form", "\n".join(line.text for line in lines if line.in_form))
        self._add(who, "update", "\n".join(line.text for line in lines if not line.in_form))

    def answered(self, who: str, lines: Iterable[str]) -> None:
        """Take in what somebody was told at once."""
        self._add(who, "notice", "\n".join(lines))

    def new_to(self, who: str) -> str:
        """Give everything that became visible to somebody since the step began."""
        return "\n".join(self._new.get(who, ()))

    def written(self) -> str:
        """Give all of it, one JSON object a line."""
        return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in self.entries)

    def _add(self, who: str, kind: str, text: str) -> None:
        if text:
            self._new.setdefault(who, []).append(text)
            entry = {"at": self.at.isoformat(), "recipient": who, "kind": kind, "text": text, "step": self.step}
            self.entries.append(entry)


def _more(before: Iterable[Each], after: Iterable[Each]) -> list[Each]:
    """Give what `after` has more of than `before`, in its order."""
    left = Counter(before)
    found = []
    for each in after:
        if left[each]:
            left[each] -= 1
        else:
            found.append(each)
    return found
