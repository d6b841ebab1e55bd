"""What befalls calls to the Connector in the course of a day, the same in every run."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

# Longer than a call waits by itself, so that the outbox and the live screens try again later.
LATER_S = 3


@dataclass(frozen=True)
class Trouble:
    """What one call to the Connector is answered with instead; `only` is the method it waits for.

    Some calls are carried out all the same, though the answer says otherwise. And somebody may just have deleted the
    message that a call would change.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    only: str = ""
    code: str = ""
    is_done: bool = False
    is_deleted: bool = False


NOW_AND_THEN = (
    *(Trouble(status) for status in (429, 412, 502, 503, 504)),
    Trouble(429, {"Retry-After": "1"}),
    Trouble(504, only="PUT", is_done=True),
    Trouble(502, only="POST", is_done=True),
    Trouble(504, only="POST", is_done=True),
    Trouble(404, only="PUT", code="ActivityNotFoundInConversation", is_deleted=True),
)
LATER = Trouble(429, {"Retry-After": str(LATER_S)})
LATE_CONVERSATIONS = 2
# So many calls in a hundred meet something.
PERCENT = 16
# Told by somebody in between, who did not hear how it ended.
UNHEARD = frozenset({502, 504})


@dataclass
class Weather:
    """Falls by the seed, the conversation and how many calls it has had: calls to others change nothing."""

    seed: str
    met: list[Trouble] = field(default_factory=list)
    # The posts that were told to come again much later, by conversation, and did not come yet.
    owed: set[str] = field(default_factory=set)
    _calls: Counter[str] = field(default_factory=Counter)
    _posts: Counter[str] = field(default_factory=Counter)
    # Where the end of the last post was not heard: a second time in a row could be one message three times.
    _unheard: set[str] = field(default_factory=set)

    def __call__(self, method: str, conversation: str, activity: Mapping[str, Any]) -> Trouble | None:
        """Give what befalls a call, or nothing."""
        found = self._later(conversation, activity) or self._sudden(method, conversation)
        if found:
            self.met.append(found)
        return found

    def _sudden(self, method: str, conversation: str) -> Trouble | None:
        self._calls[conversation] += 1
        said = f"{self.seed}/{conversation}/{self._calls[conversation]}".encode()
        number = int.from_bytes(blake2b(said, digest_size=8).digest())
        found = NOW_AND_THEN[number // 100 % len(NOW_AND_THEN)]
        struck = number % 100 < PERCENT and found.only in {"", method}
        if method != "POST":
            return found if struck else None
        # A message that may stand there already arrives the next time, so that it stands there twice at most.
        struck = struck and conversation not in self._unheard
        self._unheard.discard(conversation)
        if struck and found.status in UNHEARD:
            self._unheard.add(conversation)
        return found if struck else None

    def _later(self, conversation: str, activity: Mapping[str, Any]) -> Trouble | None:
        """Have the first post into each of the first conversations come much later. Posts stay; screens change."""
        if "channelData" not in activity:
            return None
        self._posts[conversation] += 1
        if self._posts[conversation] == 1 and len(self._posts) <= LATE_CONVERSATIONS:
            self.owed.add(conversation)
            return LATER
        self.owed.discard(conversation)
        return None
