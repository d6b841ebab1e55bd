"""E-mail, the way out for people without a chat and for what a chat could not deliver: any SMTP server, plain text and
HTML.

A message has an identity that follows from its `dedupe_key`, so that mail systems can tell a repeat. Whether a message
arrived is known when the server took it; where it broke off in between it is tried again under the same identity.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib
from markupsafe import Markup, escape

from bot.clock import Clock
from bot.ports import Delivery, GiveUp, RetryLater
from dialogs.cards import Bullets, Card, Facts, Heading, Line, Notice, Paragraph, line_text
from storage import outbox
from storage.chats import MAIL

AGAIN = timedelta(minutes=10)
MARK = "Medmakker-Mail"
"""A header that says the same as Message-ID, for relays that write one of their own in its place."""
TIMEOUT_S = 15.0
# Nobody waits again and again for a server that does not answer.
LEFT_ALONE = timedelta(minutes=1)
_PORTS = {"smtp": 25, "submission": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in, and whom it is from."""

    host: str
    port: int
    user: str
    password: str
    sender: str
    tls: bool = False
    start_tls: bool | None = None

    @classmethod
    def at(cls, url: str, sender: str) -> "MailServer":
        """Read an address: smtp:// as the server offers it, submission:// with STARTTLS, smtps:// with TLS.

        Raises:
            ValueError: when it is none of these.
        """
        parts = urlsplit(url)
        if parts.scheme not in _PORTS or not parts.hostname:
            raise ValueError("write smtps://user:password@host, submission://… or smtp://…")
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        port = parts.port or _PORTS[parts.scheme]
        must = True if parts.scheme == "submission" else None
        return cls(parts.hostname, port, user, password, sender, parts.scheme == "smtps", must)


@dataclass(frozen=True, slots=True)
class Way:
    """The link below a message: what it is called, its address, and what to know about it."""

    label: str
    address: str
    note: str


class Mail:
    """Hands messages to a mail server, one connection each: reminders are few, and a server may close when it likes."""

    def __init__(self, server: MailServer, clock: Clock) -> None:
        """Deliver through `server`; `clock` dates what is sent."""
        self._server, self._clock = server, clock
        self._silent_until: datetime | None = None

    async def send(self, to: str, delivery: Delivery, way: Way | None = None) -> RetryLater | GiveUp | None:
        """Send a card to an address, with the way to the person's page below it.

        Returns:
            None when the server took it; `RetryLater` when it could not now; `GiveUp` when it refused the address or
            the message for good, with its three digits as the reason.
        """
        server = self._server
        if self._silent_until and self._clock.now() < self._silent_until:
            return RetryLater(AGAIN)
        try:
            await aiosmtplib.send(
                self._letter(to, delivery, way),
                hostname=server.host,
                port=server.port,
                username=server.user or None,
                password=server.password or None,
                use_tls=server.tls,
                start_tls=None if server.tls else server.start_tls,
                timeout=TIMEOUT_S,
            )
        except aiosmtplib.SMTPRecipientsRefused as fault:
            return _refused(fault.recipients[0].code)
        except aiosmtplib.SMTPAuthenticationError:
            # Ours to mend, and then it goes out.
            return RetryLater(AGAIN)
        except aiosmtplib.SMTPResponseException as fault:
            return _refused(fault.code)
        except (aiosmtplib.SMTPException, OSError):
            self._silent_until = self._clock.now() + LEFT_ALONE
            return RetryLater(AGAIN)
        return None

    def _letter(self, to: str, delivery: Delivery, way: Way | None) -> EmailMessage:
        letter = EmailMessage(policy=SMTP)
        letter["From"], letter["To"] = self._server.sender, to
        letter["Subject"] = " ".join(line_text(delivery.card.title).split())
        letter["Date"] = format_datetime(self._clock.now())
        # By it a notification that it did not arrive is known to be about it (`bot.bounces`).
        identity = outbox.id_of(MAIL, delivery.dedupe_key).hex()
        letter["Message-ID"] = letter[MARK] = f"<{identity}@{self._server.sender.rpartition('@')[2]}>"
        # Out-of-office replies to a machine help nobody.
        letter["Auto-Submitted"] = "auto-generated"
        # The address alone on its line, so that programs make a link of all of it.
        below = (f"{way.label}:\n{way.address}", way.note) if way else ()
        letter.set_content("\n\n".join((*_paragraphs(delivery.card), *below)) + "\n")
        letter.add_alternative(_html(delivery.card, way), subtype="html")
        return letter


def _refused(code: int) -> RetryLater | GiveUp:
    return RetryLater(AGAIN) if code < 500 else GiveUp(f"mail_{code}")


def _lines(card: Card) -> Iterator[Line]:
    """Give what is read of a card. Forms and buttons need the page, to which the link leads."""
    for element in card.body:
        match element:
            case Heading(text) | Paragraph(text) | Notice(_, text):
                yield text
            case Bullets(items):
                yield from (("– ", *item) for item in items)
            case Facts(rows):
                yield from ((f"{label}: ", *line) for label, line in rows)
            case _:
                pass


def _paragraphs(card: Card) -> Iterator[str]:
    yield from (line_text(line) for line in _lines(card))


def _html(card: Card, way: Way | None) -> str:
    title = Markup("<h1>{}</h1>").format(_marked(card.title))
    inside = Markup("").join(Markup("<p>{}</p>").format(_marked(line)) for line in _lines(card))
    link = Markup('<p><a href="{}">{}</a></p><p>{}</p>')
    below = link.format(way.address, way.label, way.note) if way else Markup("")
    return str(Markup("<!doctype html><html><body>{}{}{}</body></html>").format(title, inside, below))


def _marked(line: Line) -> Markup:
    # What a person typed keeps its direction to itself.
    parts = (escape(part) if isinstance(part, str) else Markup("<bdi>{}</bdi>").format(part.text) for part in line)
    return Markup("").join(parts)
