"""Signing from a personal link: a code goes to the signer's mail, since a link may have been forwarded."""

import logging
import secrets

from bot.clock import Clock
from bot.mail import Mail
from bot.ports import Delivery, GiveUp
from bot.transaction import purpose_of
from dialogs.cards import Card
from dialogs.flows.signatures import code_card, code_letter
from dialogs.flows.view import View
from dialogs.inbound import ButtonPressed, Inbound
from dialogs.outbound import Answer
from storage import addresses, signing_codes
from storage.addresses import Address
from storage.engine import Connection, Store
from storage.signing_codes import Asked

_log = logging.getLogger(__name__)


class SigningByCode:
    """Sends codes, and asks for them. The turn checks them, together with what they are for."""

    def __init__(self, store: Store, mail: Mail | None, wall: Clock) -> None:
        """Send through `mail`; without one nobody gets a code. `wall` is the wall clock."""
        self._store, self._mail, self._wall = store, mail, wall

    async def offer(self, view: View, event: Inbound) -> Answer | None:
        """Send a code for something that only lacks a proof, and ask for it; None when there is no way to."""
        mail, what = self._mail, event.what
        known = await self._store.read(lambda conn: addresses.find(conn, view.who.id))
        if mail is None or known is None or not isinstance(what, ButtonPressed):
            return None
        code, salt, now = f"{secrets.randbelow(10**6):06}", secrets.token_bytes(16), self._wall.now()
        purpose, who = purpose_of(event), view.who.id
        asked = await self._store.write(lambda conn: signing_codes.make(conn, who, purpose, code, salt, now))
        if asked is Asked.TOO_MANY:
            return Answer(view.words.too_many_codes, refused="too_many_codes")
        if asked is Asked.MADE and not await self._sent(mail, view, known, code_letter(view, what.action, code)):
            return Answer(view.words.code_not_sent, refused="code_not_sent")
        return self.ask(view, event, known)

    async def again(self, view: View, event: Inbound) -> Answer | None:
        """Ask for the code once more, without a new one; None when there is no way to."""
        known = await self._store.read(lambda conn: addresses.find(conn, view.who.id))
        return self.ask(view, event, known) if known else None

    def ask(self, view: View, event: Inbound, known: Address) -> Answer:
        """Give the card that asks for a code."""
        what = event.what
        assert isinstance(what, ButtonPressed)  # noqa: S101
        return Answer(card=code_card(view, what.action, what.on, what.seen, _masked(known.address)))

    async def _sent(self, mail: Mail, view: View, known: Address, letter: Card) -> bool:
        person = view.who.id
        # Never through the outbox: the code is kept nowhere.
        delivery = Delivery(person, view.meeting.id, letter, secrets.token_urlsafe(12), tried_before=False)
        result = await mail.send(known.address, delivery)
        if result is None:
            return True
        _log.warning("a code could not be mailed", extra={"result": type(result).__name__})

        def note(conn: Connection) -> None:
            signing_codes.drop(conn, person)
            if isinstance(result, GiveUp):
                addresses.note(conn, person, result.reason)

        await self._store.write(note)
        return False


def _masked(address: str) -> str:
    """Give enough of an address to know one's own by: whoever holds the link reads it."""
    name, _, domain = address.rpartition("@")
    return f"{name[:1]}•••@{domain}"
