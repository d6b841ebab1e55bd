"""The chat port: screens and posts as messages in Teams."""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.platforms.teams.cards import MORE, OVERVIEW, OWN, Frame, head_blocks, packed, screen_groups, window_button
from bot.platforms.teams.connector import Busy, Connector, Refused
from bot.platforms.teams.lines import Json, own_words
from bot.ports import Delivery, GiveUp, Put, Reference, RetryLater, Screen, Surface
from dialogs.cards import Card
from dialogs.model.ids import MeetingId

GONE, SERVER_FAULT = 404, 500
PRODUCT = "Medmakker"
_log = logging.getLogger(__name__)


@dataclass
class TeamsChat:
    """Messages in Teams. `home` is where conversations with people are made: service address, bot and tenant."""

    connector: Connector
    home: Reference
    language: str = "da"

    def pack(self, screen: Screen) -> list[Json]:
        """Give the messages that show a screen."""
        frame = Frame(screen.meeting, screen.language)
        foot = [{"type": "ActionSet", "actions": _foot(frame, is_own=screen.who is not None)}]
        groups = [("head", head_blocks(screen.head)), *screen_groups(screen.cards, frame), ("foot", foot)]
        again = {} if screen.who else {"refresh": refresh(screen.meeting)}
        return packed(groups, screen.language, screen.head.phase or PRODUCT, **again)

    async def put(self, where: Surface, message: dict[str, Any], standing: str | None) -> Put | RetryLater | GiveUp:
        """Change the message `standing` into this one; post it anew where there is none, or none any more."""
        try:
            reference = await self._reference(where)
            if standing is not None:
                try:
                    await self.connector.update(reference, standing, message)
                    return Put(standing, reference)
                except Refused as fault:
                    if fault.status != GONE:
                        raise
            return await self._posted(where, reference, message)
        except Busy as fault:
            return RetryLater(fault.after, fault.tried, fault.uncertain)
        except Refused as fault:
            return _given_up(fault)

    async def remove(self, where: Surface, standing: str) -> RetryLater | GiveUp | None:
        """Take a message away. One that is gone already is no fault."""
        if where.reference is None:
            return None
        try:
            await self.connector.delete(where.reference, standing)
        except Busy as fault:
            return RetryLater(fault.after)
        except Refused as fault:
            return None if fault.status == GONE else _given_up(fault)
        return None

    async def send(self, where: Surface, delivery: Delivery) -> Put | RetryLater | GiveUp:
        """Post a message that stays.

        Teams cannot be asked what stands in a conversation, so one that may stand there already is told in the log.
        """
        if delivery.tried_before:
            _log.warning("uncertain whether a message arrived: posted again", extra={"meeting": delivery.meeting})
        return await self.post(where, delivery.card, delivery.meeting)

    async def post(self, where: Surface, card: Card, meeting: MeetingId) -> Put | RetryLater | GiveUp:
        """Post a card in as many messages as it takes."""
        frame = Frame(meeting, self.language)
        put: Put | RetryLater | GiveUp = GiveUp("nothing_to_post")
        summary = own_words(card.title) or PRODUCT
        for message in packed(screen_groups([card], frame), self.language, summary):
            put = await self.put(where, {**message, "channelData": {"notification": {"alert": True}}}, None)
            if not isinstance(put, Put):
                return put
            where = Surface(where.meeting, where.to, where.account, put.reference)
        return put

    async def _posted(self, where: Surface, reference: Reference, message: Json) -> Put:
        try:
            return Put(await self.connector.post(reference, message), reference)
        except Refused as fault:
            if fault.status != GONE or not where.account or where.reference is None:
                raise
        # The conversation with that person was made anew, for instance because they took us away and back again.
        reference = await self.connector.create(self.home, where.account)
        return Put(await self.connector.post(reference, message), reference)

    async def _reference(self, where: Surface) -> Reference:
        if where.reference is not None:
            return where.reference
        return await self.connector.create(self.home, where.account)


def refresh(meeting: MeetingId) -> Json:
    """Give what lets Teams ask for a card of one's own; to all in a conversation of not too many."""
    return {"action": {"type": "Action.Execute", "title": PRODUCT, "verb": "mine", "data": {"meeting": meeting}}}


def _foot(frame: Frame, *, is_own: bool) -> list[Json]:
    words = frame.words
    if not is_own:
        return [window_button(words.own_screen, OWN, frame)]
    return [window_button(words.my_meetings, OVERVIEW, frame), window_button(words.more, MORE, frame)]


def _given_up(fault: Refused) -> GiveUp | RetryLater:
    match fault.status:
        case 401:
            _log.error("the channel refuses our token: check MEDMAKKER_TEAMS_APP_ID and the tenant")
            return RetryLater(timedelta(minutes=1))
        case 413:
            return GiveUp("too_large")
        case status if status >= SERVER_FAULT:
            # It says nothing about us or the message; whoever keeps trying gives up by itself.
            return RetryLater(timedelta(minutes=1))
        case _:
            _log.warning("the channel refused", extra={"reason": f"{fault.status} {fault.code}"})
            return GiveUp("unreachable")
