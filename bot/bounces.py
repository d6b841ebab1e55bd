"""Notifications that a mail did not arrive (RFC 3464): read with suspicion, handed to the server that knows our mails.

Anybody can write to the address that our mail comes from. So nothing of a notification is believed or kept but which of
our mails it is about, by an identity that nobody can guess, and the three numbers that say why.
"""

import re
from dataclasses import asdict, dataclass
from email import message_from_bytes
from email.message import Message
from http.client import HTTPConnection, HTTPException
from typing import BinaryIO, Protocol
from urllib.parse import urlencode

from aiohttp import web

from bot.mail import MARK
from storage.outbox import OutboxId

MOST_BYTES = 1_000_000
PATH = "/mail/bounced"
_TIMEOUT_S = 30
_OURS = re.compile(r"\s*<([0-9a-f]{40})@[^<>\s]+>\s*")
_STATUS = re.compile(r"[245]\.[0-9]{1,3}\.[0-9]{1,3}")
_RETURNED = frozenset({"message/rfc822", "text/rfc822-headers"})


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail that did not arrive after all: its identity, and why as in "5.1.1", or nothing where that is not said."""

    mail: str
    status: str = ""


class Bounced(Protocol):
    """Told of mail that did not arrive."""

    async def bounced(self, mail: OutboxId, status: str) -> bool:
        """Tell those who can do something about it; False for a mail that is not ours or not away yet."""


def from_input(source: BinaryIO) -> bytes:
    """Read a message. Of one that is larger than any of ours the rest is let go, so that nobody waits to hand it in."""
    raw = source.read(MOST_BYTES)
    while source.read(MOST_BYTES):
        pass
    return raw


def read_bounce(raw: bytes) -> Bounce | None:
    """Give what a message says of a mail of ours that failed, or None for a delay, a reply or anything else."""
    try:
        message = message_from_bytes(raw)
    except RecursionError:
        return None
    parts = _inside(message)
    if message.get_content_type() != "multipart/report" or len(parts) < 3:
        return None
    status = _failed(parts[1])
    if status is None:
        return None
    returned = _returned(parts[2])
    found = _OURS.fullmatch(str(returned[MARK])) or _OURS.fullmatch(str(returned["Message-ID"]))
    return Bounce(found[1], status) if found else None


def _failed(part: Message) -> str | None:
    """Give the status of the first recipient for whom it failed, perhaps nothing; None where it failed for nobody."""
    if part.get_content_type() != "message/delivery-status":
        return None
    for block in _inside(part):
        if str(block["Action"]).casefold().split()[:1] == ["failed"]:
            status = _STATUS.match(str(block["Status"]).strip())
            return status[0] if status else ""
    return None


def _returned(part: Message) -> Message:
    """Give what came back of the mail: all of it, or its headers."""
    if part.get_content_type() not in _RETURNED:
        return Message()
    if inside := _inside(part):
        return inside[0]
    # The parser stumbles over some character sets, and headers that matter here need none.
    del part["Content-Type"]
    raw = part.get_payload(decode=True)
    return message_from_bytes(raw) if isinstance(raw, bytes) else Message()


def _inside(message: Message) -> list[Message]:
    found = message.get_payload() if message.is_multipart() else []
    return [each for each in found if isinstance(each, Message)]


def hand_in(host: str, port: int, bounce: Bounce) -> bool:
    """Tell the server. False when it cannot be reached now, or does not know yet how the mail went: try again later."""
    connection = HTTPConnection(host, port, timeout=_TIMEOUT_S)
    try:
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", PATH, urlencode(asdict(bounce)), headers)
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def add_bounces(app: web.Application, bounced: Bounced) -> None:
    """Add the place where bounces are handed in. Who can name a mail got it, or handed it on."""

    async def take(request: web.Request) -> web.Response:
        fields = await request.post()
        mail, status = str(fields.get("mail", "")), str(fields.get("status", ""))
        if not _OURS.fullmatch(f"<{mail}@x>") or (status and not _STATUS.fullmatch(status)):
            raise web.HTTPBadRequest
        known = await bounced.bounced(OutboxId(bytes.fromhex(mail)), status)
        return web.Response(status=204 if known else 503)

    app.router.add_post(PATH, take)
