"""Codes by which people sign who came by a link alone: sent to their mail, each for one signature, once.

A person has one code at a time. Of it we keep a salted, slow digest: a million codes are few, but trying them all takes
longer than one lasts.
"""

import hmac
from datetime import datetime, timedelta
from enum import Enum
from hashlib import scrypt

from sqlalchemy import Connection, select, update

from dialogs.model.ids import PersonId
from storage.columns import digest, insert_once
from storage.tables import signing_code as kept

LASTS = timedelta(minutes=10)
MOST_ATTEMPTS = 5
# Whoever presses twice has asked once.
ASKED_AGAIN = timedelta(minutes=1)
MOST_ASKED = 5
ASKED_WITHIN = timedelta(hours=1)


class Asked(Enum):
    """What came of asking for a code."""

    MADE = "made"
    STANDS = "stands"
    TOO_MANY = "too_many"


def make(conn: Connection, person: PersonId, purpose: str, code: str, salt: bytes, now: datetime) -> Asked:
    """Keep a new code for one purpose in the place of the one before.

    Nothing changes where one for the same was made a moment ago and can still be used, or too many were asked for.
    """
    row = conn.execute(select(kept).where(kept.c.person_id == person).with_for_update()).first()
    since, asked = now, 0
    if row is not None:
        is_usable = row.code_digest is not None and row.attempts < MOST_ATTEMPTS and row.purpose == digest(purpose)
        if is_usable and now < row.made_at + ASKED_AGAIN:
            return Asked.STANDS
        if now < row.asked_since + ASKED_WITHIN:
            since, asked = row.asked_since, row.asked
    if asked >= MOST_ASKED:
        return Asked.TOO_MANY
    new = {
        "purpose": digest(purpose),
        "salt": salt,
        "code_digest": _digest(code, salt),
        "made_at": now,
        "attempts": 0,
        "asked_since": since,
        "asked": asked + 1,
    }
    if row is None:
        # Two who ask for the first time at once get one.
        is_first = conn.execute(insert_once(kept), {"person_id": person, **new}).rowcount == 1
        return Asked.MADE if is_first else Asked.STANDS
    conn.execute(update(kept).where(kept.c.person_id == person).values(new))
    return Asked.MADE


def take(conn: Connection, person: PersonId, purpose: str, code: str, now: datetime) -> bool:
    """Use a person's code up, and say whether it was the right one, for this purpose, and in time."""
    row = conn.execute(select(kept).where(kept.c.person_id == person).with_for_update()).first()
    if row is None or row.code_digest is None or row.purpose != digest(purpose):
        return False
    if now >= row.made_at + LASTS or row.attempts >= MOST_ATTEMPTS:
        return False
    is_right = hmac.compare_digest(row.code_digest, _digest(code, row.salt))
    after = None if is_right else row.code_digest
    tried = {"attempts": row.attempts + 1, "code_digest": after}
    conn.execute(update(kept).where(kept.c.person_id == person).values(tried))
    return is_right


def drop(conn: Connection, person: PersonId) -> None:
    """Let a person's code go: it did not reach them."""
    conn.execute(update(kept).where(kept.c.person_id == person).values(code_digest=None))


def _digest(code: str, salt: bytes) -> bytes:
    # About ten milliseconds.
    return scrypt(digest("".join(code.split())), salt=salt, n=2**12, r=8, p=1, dklen=20)
