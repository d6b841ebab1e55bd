"""The keys with which the channel signs: fetched without holding anybody up, kept, and fetched early for a new one."""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import jwt
from yarl import URL

from bot.clock import Clock
from bot.platforms.teams.hosts import is_loopback
from bot.platforms.teams.line import Line, LineFault

KEPT = timedelta(hours=24)
# A flood of unknown key ids must not become a flood of fetches.
BETWEEN_EARLY_FETCHES = timedelta(seconds=60)
_log = logging.getLogger(__name__)


class KeysUnknown(Exception):
    """No key was ever fetched, and none can be now."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the channels that it may sign for."""

    public: Any
    endorses: frozenset[str]


@dataclass
class Keys:
    """All keys by their id."""

    metadata: str
    line: Line
    wall: Clock
    _known: Mapping[str, Key] = field(default_factory=dict)
    _fetched_at: datetime | None = None
    _tried_at: datetime | None = None
    _fetching: asyncio.Task[None] | None = None

    async def find(self, ident: str) -> Key | None:
        """Give a key, or None when the channel has none with this id.

        Raises:
            KeysUnknown: when the keys were never fetched and cannot be.
        """
        now = self.wall.now()
        if self._fetched_at is None:
            await self._fetch()
            if self._fetched_at is None:
                raise KeysUnknown
        elif (now - self._fetched_at >= KEPT or ident not in self._known) and self._may_fetch(now):
            await self._fetch()
        return self._known.get(ident)

    def _may_fetch(self, now: datetime) -> bool:
        return bool(self._fetching) or self._tried_at is None or now - self._tried_at >= BETWEEN_EARLY_FETCHES

    async def _fetch(self) -> None:
        """Fetch once, however many wait for it; one who gives up waiting stops nobody else."""
        if self._fetching is None:
            self._tried_at = self.wall.now()
            self._fetching = asyncio.get_running_loop().create_task(self._read())
            self._fetching.add_done_callback(self._done)
        await asyncio.shield(self._fetching)

    def _done(self, _: asyncio.Task[None]) -> None:
        self._fetching = None

    async def _read(self) -> None:
        try:
            where = URL(self.metadata)
            found = URL(str((await self.line.get(self.metadata))["jwks_uri"]))
            if (found.scheme, found.host) != (where.scheme, where.host) and not is_loopback(found):
                raise LineFault("the keys lie at another host than their description")
            self._known = _read_keys(await self.line.get(str(found)))
            self._fetched_at = self.wall.now()
        except (LineFault, KeyError, ValueError, aiohttp.ClientError, TimeoutError) as fault:
            _log.warning("the channel's keys could not be fetched", extra={"reason": type(fault).__name__})


def _read_keys(found: Mapping[str, Any]) -> dict[str, Key]:
    keys = {}
    for each in found.get("keys", ()):
        try:
            public = jwt.PyJWK(each, algorithm="RS256").key
            keys[str(each["kid"])] = Key(public, frozenset(each.get("endorsements", ())))
        except (jwt.PyJWTError, KeyError, TypeError, ValueError):
            # A key of a kind that we do not use is no reason to have none.
            continue
    return keys
