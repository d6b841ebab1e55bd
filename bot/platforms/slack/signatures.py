"""Whether a request comes from Slack: an HMAC over the bytes as they came, before anything in them is read.

docs.slack.dev/authentication/verifying-requests-from-slack
"""

import hmac
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from bot.platforms.slack.limits import LIMITS

TIMESTAMP = "X-Slack-Request-Timestamp"
SIGNATURE = "X-Slack-Signature"


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """Give the signature that a request with this body has."""
    return "v0=" + hmac.new(secret.encode(), b"v0:%b:%b" % (timestamp.encode(), body), sha256).hexdigest()


def is_signed(secret: str, headers: Mapping[str, str], body: bytes, now: datetime) -> bool:
    """Say whether a request was signed with our secret within the last five minutes.

    Args:
        secret: the signing secret of the app; an empty one signs nothing.
        headers: the headers of the request, however wrong.
        body: the body, byte for byte.
        now: the time on the wall.
    """
    timestamp, signed = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    # What is no number or not ASCII is refused here: `int` and `compare_digest` would raise.
    if not (secret and timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signed.isascii()):
        return False
    if abs(now.timestamp() - int(timestamp)) > LIMITS["signature_s"]:
        return False
    return hmac.compare_digest(signature(secret, timestamp, body), signed)
