"""Bad weather: faults that befall calls, chosen by a seed, and the same ones whatever else is called in between."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

from tests.fakes.slack.rules import Json

VIEWS = frozenset({"views.open", "views.publish", "views.push", "views.update"})
SPARED = frozenset({"apps.connections.open", "auth.test", "oauth.v2.access"})
MOST_IN_A_ROW = 2


@dataclass(frozen=True)
class Failure:
    """What becomes of a call instead.

    `error` is an answer of Slack's; `status` with `retry_after` an HTTP status; `drop` breaks the connection and `hang`
    answers nothing at all, both with `done` after everything was done.
    """

    error: str = ""
    status: int = 0
    retry_after: str = ""
    drop: bool = False
    hang: bool = False
    done: bool = False


PASSING = (
    Failure(status=429, retry_after="1"),
    Failure(status=429, retry_after="30"),
    Failure(status=429),
    Failure(error="ratelimited"),
    Failure(error="internal_error"),
    Failure(status=500),
    Failure(status=502, done=True),
    Failure(status=503),
    Failure(drop=True),
    Failure(drop=True, done=True),
)
"""Faults that pass. What they hold up comes later."""

LASTING = ("channel_not_found", "not_in_channel", "is_archived", "user_not_found", "invalid_auth")
"""Faults that last until somebody does something about them, as Slack calls them."""


@dataclass
class Weather:
    """Says what becomes of a call.

    Attributes:
        seed: which weather it is.
        share: of a hundred calls, how many fail.
        hangs: how many calls are not answered at all; each takes as long as the program waits.
        spared: methods that it leaves alone.
        lasting: what is answered to every call about one conversation or user, by its id.
    """

    seed: int = 0
    share: int = 0
    hangs: int = 0
    spared: frozenset[str] = SPARED
    lasting: dict[str, str] = field(default_factory=dict)
    struck: Counter[str] = field(default_factory=Counter)
    _calls: Counter[tuple[str, str]] = field(default_factory=Counter)
    _in_a_row: Counter[tuple[str, str]] = field(default_factory=Counter)

    def strikes(self, method: str, body: Json) -> Failure | None:
        """Give what becomes of a call, or None where it goes well."""
        about = str(next((body[name] for name in ("channel", "users", "user_id", "view_id") if name in body), ""))
        if about in self.lasting:
            return Failure(error=self.lasting[about])
        key = (method, about)
        self._calls[key] += 1
        chance = int.from_bytes(blake2b(f"{self.seed}/{key}/{self._calls[key]}".encode(), digest_size=8).digest())
        if method in self.spared or chance % 100 >= self.share or self._in_a_row[key] == MOST_IN_A_ROW:
            self._in_a_row[key] = 0
            return None
        self._in_a_row[key] += 1
        self.struck[method] += 1
        if self.hangs:
            self.hangs -= 1
            return Failure(hang=True, done=bool(chance & 128))
        return PASSING[chance // 100 % len(PASSING)]
