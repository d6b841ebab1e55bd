"""Posts on their way to a person's mail: between meetings without a chat, and what a chat could not deliver."""

from bot.mail import Mail, Way
from bot.ports import Delivery, GiveUp, RetryLater
from bot.reception import Reception
from dialogs.flows.reaching import NEW_LINK
from dialogs.model.meeting import Stage
from dialogs.outbound import Place
from storage import addresses, links
from storage.engine import Store

DURING_A_MEETING = "during_a_meeting"
"""Why a mail was dropped that would have come while the meeting lasts, when nobody reads mail."""


NO_ADDRESS = "no_address"
"""Why a mail was dropped whose address was taken away after it was owed."""


class MailPosts:
    """A sender for mail. What it was refused for is noted beside the address, and shown."""

    def __init__(self, mail: Mail, store: Store, reception: Reception, address: str) -> None:
        """Send through `mail`, with links that begin with `address`."""
        self._mail, self._store, self._reception = mail, store, reception
        self._address = address

    async def send(self, delivery: Delivery) -> RetryLater | GiveUp | None:
        """Deliver, or say why not."""
        person = delivery.to
        if isinstance(person, Place):
            return GiveUp(NO_ADDRESS)
        known = await self._store.read(lambda conn: addresses.find(conn, person))
        if known is None:
            return GiveUp(NO_ADDRESS)
        view = self._reception.view(await self._reception.meeting(delivery.meeting), person)
        if view.meeting.stage is Stage.RUNNING and delivery.card.name != NEW_LINK:
            return GiveUp(DURING_A_MEETING)
        token, until = await self._reception.mail_link(view.meeting, person)
        way = Way(view.words.open_by_mail, f"{self._address}/p/{token}", view.words.link_lasts(view.day(until)))
        result = await self._mail.send(known.address, delivery, way)
        if result is not None:
            await self._store.write(lambda conn: links.forget(conn, token))
        reason = result.reason if isinstance(result, GiveUp) else ""
        if not isinstance(result, RetryLater) and reason != known.refused:
            await self._store.write(lambda conn: addresses.note(conn, person, reason))
        return result
