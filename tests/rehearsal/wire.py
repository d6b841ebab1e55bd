"""What went over the wire, in the order it went, without the tokens of the links."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass
class Wire:
    """Keeps every request with its answer. Pieces of pages that were written down before are left out."""

    names: Mapping[str, str]
    entries: list[dict[str, Any]] = field(default_factory=list)
    at: datetime | None = None
    step: int = 0
    _pieces: set[str] = field(default_factory=set)

    def asked(self, who: str, url: str, status: int, pieces: tuple[str, ...]) -> None:
        """Note a page that was fetched, where it holds anything new."""
        new = [piece for piece in pieces if piece not in self._pieces]
        self._pieces.update(new)
        if new or status != 200:
            self._note(who, "GET", url, status, "", "".join(new))

    def sent(self, who: str, url: str, body: bytes, status: int, got: str) -> None:
        """Note a form that was sent."""
        self._note(who, "POST", url, status, body.decode(), got)

    def written(self) -> str:
        """Give all of it, one JSON object a line."""
        return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in self.entries)

    def _note(self, who: str, method: str, url: str, status: int, sent: str, got: str) -> None:
        at = self.at.isoformat() if self.at else None
        entry = {"at": at, "step": self.step, "who": who, "method": method, "url": self._plain(url), "status": status}
        self.entries.append({**entry, "sent": sent, "got": self._plain(got)})

    def _plain(self, text: str) -> str:
        for token, name in self.names.items():
            text = text.replace(token, name)
        return text
