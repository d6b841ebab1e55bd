"""A real mail server on loopback that takes what it is told to take."""

import email.policy
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """Takes what it is told to take, and keeps it."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.to: list[str] = []
        self.recipient, self.data = "250 OK", "250 OK"

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list) -> str:  # type: ignore[type-arg]
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.data.startswith("250"):
            assert isinstance(envelope.content, bytes)
            found = message_from_bytes(envelope.content, policy=email.policy.default)
            assert isinstance(found, EmailMessage)
            self.letters.append(found)
            self.to += envelope.rcpt_tos
        return self.data


class OnLoopback(Controller):
    """Listens on a port that the system gives."""

    def __init__(self, office: PostOffice, **more: object) -> None:
        super().__init__(office, hostname="127.0.0.1", port=0, **more)  # type: ignore[no-untyped-call]

    def _trigger_server(self) -> None:
        # A port that was left open to the system is known only now.
        assert self.server
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def listening_for(office: PostOffice) -> Iterator[OnLoopback]:
    """Open an office."""
    controller = OnLoopback(office)
    controller.start()  # type: ignore[no-untyped-call]
    try:
        yield controller
    finally:
        controller.stop()  # type: ignore[no-untyped-call]
