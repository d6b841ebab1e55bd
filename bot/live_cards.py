"""Screens that stand in chats: everybody's own, and the room's. They are changed in place, and never tick.

Many people change one meeting at once. The newest screen wins, and a conversation is changed at most once in three
seconds. What stands where is in the database, so a message is never posted again; how it looks is only in memory, so
that no row tells what somebody wrote.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from bot.clock import Clocks
from bot.ports import Chat, GiveUp, Put, RetryLater, Screen, Surface
from bot.reception import Reception
from bot.surfaces import CLAIMED, Surfaces
from bot.undelivered import Lost
from dialogs.model.ids import MeetingId, PersonId
from dialogs.model.meeting import Meeting
from dialogs.screens import head, personal, whole_room

BETWEEN = timedelta(seconds=3)
POSTING_TAKES = timedelta(seconds=60)
# Who cannot be reached is tried again after this long.
BEFORE_ASKING_AGAIN = timedelta(hours=1)
# What a screen shows can hang on the time alone, such as proposals that can be read from a day on.
LOOK_AGAIN = timedelta(minutes=15)
# Minutes are signed, sent out and objected to in the weeks after a meeting.
SHOWN_AFTER = timedelta(days=60)
Where = tuple[MeetingId, str, str]


@dataclass
class _Kept:
    """How a surface stands: a digest for each slot, and when it may be changed next."""

    looks: dict[int, bytes] = field(default_factory=dict)
    not_before: datetime | None = None
    # Whether it waits only to keep changes apart; otherwise the platform asked to wait, and it does in any case.
    is_spaced: bool = True
    # Whether the platform asked to have what is shown later.
    is_behind: bool = False
    claims: set[int] = field(default_factory=set)
    seen_claimed: dict[int, datetime] = field(default_factory=dict)


class LiveCards:
    """Brings screens up to date."""

    def __init__(
        self, reception: Reception, surfaces: Surfaces, chats: Mapping[str, Chat], clocks: Clocks, lost: Lost
    ) -> None:
        """Show on `chats` what `reception` gives. Platforms are left alone by the time on the wall."""
        self._reception, self._surfaces, self._chats = reception, surfaces, chats
        self._clocks, self._lost = clocks, lost
        self._dirty: dict[MeetingId, None] = {}
        self._kept: dict[Where, _Kept] = {}
        self._looked_at: datetime | None = None
        # One at a time: who settles must not leave while a tick has a screen in hand, nor be overtaken by an older one.
        self._busy = asyncio.Lock()

    def changed(self, meeting: MeetingId) -> None:
        """Note that a meeting has to be shown anew."""
        if self._chats:
            self._dirty[meeting] = None

    @property
    def is_behind(self) -> bool:
        """Say whether a platform asked to have some screen later, and it does not stand there yet."""
        return any(kept.is_behind for kept in self._kept.values())

    async def begin(self) -> None:
        """Note every meeting that may have changed without being shown, and forget the looks of those long over."""
        if self._chats:
            for meeting in await self._surfaces.to_show(self._clocks.meeting.now() - SHOWN_AFTER):
                self.changed(meeting)
            self._kept = {where: kept for where, kept in self._kept.items() if where[0] in self._dirty}

    async def tick(self) -> int:
        """Show what may be shown by now; gives how many messages were posted or changed."""
        return await self._show(at_once=False)

    async def settle(self) -> int:
        """Show everything that has changed, however short ago it was shown."""
        return await self._show(at_once=True)

    async def _show(self, *, at_once: bool) -> int:
        async with self._busy:
            return await self._show_dirty(at_once=at_once)

    async def _show_dirty(self, *, at_once: bool) -> int:
        now = self._clocks.meeting.now()
        if self._looked_at is None or not timedelta(0) <= now - self._looked_at < LOOK_AGAIN:
            self._looked_at = now
            await self.begin()
        done = 0
        for meeting in tuple(self._dirty):
            del self._dirty[meeting]
            is_shown = False
            try:
                done += await self._show_meeting(await self._reception.meeting(meeting), at_once=at_once)
                is_shown = True
            finally:
                if not is_shown:
                    self._dirty[meeting] = None
        return done

    async def _show_meeting(self, meeting: Meeting, *, at_once: bool) -> int:
        committee = meeting.committee
        found = await self._surfaces.of_committee(committee.id, committee.people.keys(), meeting.id)
        standing = await self._surfaces.standing(meeting.id)
        shown = await asyncio.gather(
            *(
                self._bring(platform, where, meeting, standing.get((where.to, platform), {}), at_once=at_once)
                for platform, where in found
            )
        )
        return sum(shown)

    async def _bring(
        self, platform: str, where: Surface, meeting: Meeting, standing: Mapping[int, str], *, at_once: bool
    ) -> int:
        """Bring one surface up to date, slot by slot. Gives how many messages were posted, changed or removed."""
        kept, now = self._kept.setdefault((where.meeting, where.to, platform), _Kept()), self._clocks.wall.now()
        if kept.not_before and now < kept.not_before and not (at_once and kept.is_spaced):
            self._dirty[meeting.id] = None
            return 0
        kept.is_behind = False
        messages = dict(enumerate(self._chats[platform].pack(self._screen(where, meeting))))
        looks = {slot: _look(message) for slot, message in messages.items()}
        done = 0
        for slot in sorted({*messages, *standing}):
            if slot in standing and slot in looks and kept.looks.get(slot) == looks[slot]:
                continue
            if not await self._may_post(platform, where, slot, standing.get(slot), kept, now):
                self._dirty[meeting.id] = None
                continue
            result = await self._change(platform, where, messages.get(slot), standing.get(slot) or None)
            match result:
                case RetryLater(after):
                    kept.not_before, kept.is_spaced, kept.is_behind = now + after, False, True
                    self._dirty[meeting.id] = None
                    return done
                case GiveUp(reason):
                    kept.not_before, kept.is_spaced = now + BEFORE_ASKING_AGAIN, False
                    await self._lost.lost(platform, where, reason)
                    return done
            await self._surfaces.stands(platform, where, slot, result)
            if result and result.reference is not None:
                where = replace(where, reference=result.reference)
            kept.looks[slot] = looks.get(slot, b"")
            done += 1
        if done:
            kept.not_before, kept.is_spaced = now + BETWEEN, True
        return done

    async def _may_post(
        self, platform: str, where: Surface, slot: int, standing: str | None, kept: _Kept, now: datetime
    ) -> bool:
        """Say whether a slot is ours to fill: no two servers post the same screen, nor does one that came back."""
        if standing is None:
            kept.claims.add(slot)
            return await self._surfaces.claim(platform, where, slot)
        if standing == CLAIMED and slot not in kept.claims:
            # Another server is posting it, or stopped in the middle; after a while it surely did.
            began = kept.seen_claimed.setdefault(slot, now)
            return not self._surfaces.are_shared or now >= began + POSTING_TAKES
        return True

    async def _change(
        self, platform: str, where: Surface, message: dict[str, Any] | None, standing: str | None
    ) -> Put | RetryLater | GiveUp | None:
        if message is not None:
            return await self._chats[platform].put(where, message, standing)
        return await self._chats[platform].remove(where, standing or "")

    def _screen(self, where: Surface, meeting: Meeting) -> Screen:
        who = where.to if where.account else None
        view = self._reception.view(meeting, PersonId(who) if who else None)
        cards = personal(view) if who else whole_room(view)
        return Screen(meeting.id, PersonId(who) if who else None, meeting.committee.language, head(view), cards)


def _look(message: Mapping[str, Any]) -> bytes:
    return blake2b(json.dumps(message, sort_keys=True).encode(), digest_size=16).digest()
