"""What lies on somebody's page between meetings goes to their mail as well, where they have an address."""

import logging
from collections.abc import Awaitable, Callable

from bot.mail import Mail
from bot.ports import Delivery, GiveUp, RetryLater, Sender
from dialogs.model.meeting import Meeting, Stage
from dialogs.outbound import Place
from storage import addresses
from storage.engine import Store

_log = logging.getLogger(__name__)
LookAt = Callable[[Delivery], Awaitable[Meeting]]


class AlsoByMail:
    """A sender that mails what another one has delivered. During a meeting nobody reads mail, and none is sent."""

    def __init__(self, first: Sender, mail: Mail, store: Store, look_at: LookAt) -> None:
        """Deliver by `first`, then by `mail`. `look_at` gives the meeting of a delivery."""
        self._first, self._mail, self._store = first, mail, store
        self._look_at = look_at

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        """Deliver. The page has it then; a mail that was refused for good is noted and shown, and is no fault."""
        result = await self._first.send(delivery)
        if result is not None or isinstance(delivery.to, Place):
            return result
        person = delivery.to
        known = await self._store.read(lambda conn: addresses.find(conn, person))
        if known is None or (await self._look_at(delivery)).stage is Stage.RUNNING:
            return None
        mailed = await self._mail.send(known.address, delivery)
        if isinstance(mailed, RetryLater):
            return mailed
        reason = mailed.reason if mailed else ""
        if reason != known.refused:
            await self._store.write(lambda conn: addresses.note(conn, person, reason))
        if reason:
            _log.warning("mail refused", extra={"reason": reason})
        return None
