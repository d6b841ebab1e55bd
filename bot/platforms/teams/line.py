"""The line to the outside: one shared session, opened with the first call, that follows no redirection.

A token of ours goes along with calls; a redirection would carry it to somebody else.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

TIMEOUT = aiohttp.ClientTimeout(total=15, connect=5)
MOST_BYTES = 4_000_000


class LineFault(Exception):
    """What came back is of no use."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, how long to wait where that was said, and the JSON object in it."""

    status: int
    retry_after: str
    body: Mapping[str, Any]


@dataclass
class Line:
    """One session for everything."""

    _session: aiohttp.ClientSession | None = field(default=None)

    async def call(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        data: bytes | Mapping[str, str] | None = None,
    ) -> Reply:
        """Call, and give what came back whatever its status.

        Raises:
            aiohttp.ClientError: when nothing came back.
            TimeoutError: when it took too long.
        """
        if self._session is None:
            self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), timeout=TIMEOUT)
        async with self._session.request(method, url, headers=headers, data=data, allow_redirects=False) as reply:
            raw = await reply.content.read(MOST_BYTES)
            try:
                found = json.loads(raw) if raw else {}
            except ValueError:
                found = {}
            return Reply(reply.status, reply.headers.get("Retry-After", ""), found if isinstance(found, dict) else {})

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Mapping[str, Any]:
        """Get a JSON object.

        Raises:
            LineFault: for any other answer.
            aiohttp.ClientError: when nothing came back.
            TimeoutError: when it took too long.
        """
        reply = await self.call("GET", url, headers=headers)
        if reply.status != 200:
            raise LineFault(f"status {reply.status}")
        return reply.body

    async def close(self) -> None:
        """Close it."""
        if self._session is not None:
            await self._session.close()
            self._session = None
