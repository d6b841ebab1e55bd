"""The trail of what was decided and by whom: written once, never changed, and without a word that anybody typed.

Every entry hangs on the one before it, over all meetings: `chain` is the digest of the chain so far and of what the
entry says. Who did it and to what goes in as a salted digest of its own (`veiled`), so that both can be forgotten and
the chain still holds: without the salt nobody can tell from the digest who it was.
"""

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, or_, select, update

from dialogs.model.ids import MeetingId, PersonId
from storage.columns import insert_once
from storage.tables import audit, audit_head

SALT_BYTES = 16
BEGINNING = b"\0" * 32


@dataclass(frozen=True, slots=True)
class Entry:
    """One change that bears a decision.

    Attributes:
        id: text that chance made.
        meeting_id: where it happened.
        at: when.
        by: who did it, or None when a due time did, or where it would tell whose a text is, or once it is forgotten.
        action: the code of what was done, such as `outcome_worded`.
        about: the id of the thing it was done to.
        digest: stands for the text that was decided, so that a change of it afterwards shows.
        salt: chance that follows from nothing else that is kept; left empty, it falls when the entry is noted.
    """

    id: str
    meeting_id: MeetingId
    at: datetime
    by: PersonId | None
    action: str
    about: str = ""
    digest: str = ""
    salt: bytes = field(default=b"", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of the chain that does not hold: the number of the entry, and its id where there is one."""

    number: int
    id: str


_NOTE = insert(audit)
_TRAIL = select(audit).where(audit.c.meeting_id == bindparam("of_meeting"))
_HEAD = select(audit_head).with_for_update()
_PLAIN = ("id", "meeting_id", "at", "by", "action", "about", "digest")


def note(conn: Connection, entries: Iterable[Entry]) -> None:
    """Add entries to the trail. Call it last in a transaction: others that add some wait until it is over."""
    rows = [asdict(entry) for entry in entries]
    if not rows:
        return
    head = _head(conn)
    number, chain = head.number, head.chain
    for row in rows:
        number += 1
        row["number"], row["salt"] = number, row["salt"] or secrets.token_bytes(SALT_BYTES)
        row["veiled"] = veiled(row["salt"], row["by"], row["about"])
        row["chain"] = chain = linked(chain, row)
    conn.execute(_NOTE, rows)
    conn.execute(update(audit_head).values(number=number, chain=chain))


def trail(conn: Connection, meeting_id: MeetingId) -> list[Entry]:
    """Give the entries of a meeting, oldest first."""
    rows = conn.execute(_TRAIL, {"of_meeting": meeting_id}).mappings()
    found = [Entry(**{name: row[name] for name in _PLAIN}) for row in rows]
    # Here and not in SQL, where each database sorts text by its own rules.
    return sorted(found, key=lambda entry: (entry.at, entry.id))


def check(conn: Connection) -> tuple[int, Broken | None]:
    """Verify the whole chain. Gives how many entries hold, and the first that does not."""
    number, chain = 0, BEGINNING
    for row in _in_order(conn):
        if row["number"] != number + 1 or not _holds(row, chain):
            return number, Broken(number + 1, row["id"] if row["number"] in {None, number + 1} else "")
        number, chain = row["number"], row["chain"]
    head = conn.execute(select(audit_head)).first()
    is_whole = (head.number, head.chain) == (number, chain) if head else number == 0
    return number, None if is_whole else Broken(number + 1, "")


def forget(conn: Connection, who: PersonId) -> int:
    """Forget who did what somebody did and what was done to them. The chain holds. Gives how many entries it was."""
    theirs = or_(audit.c.by == who, audit.c.about == who, audit.c.about.endswith(f"/{who}", autoescape=True))
    return conn.execute(update(audit).where(theirs).values(by=None, about="", salt=None)).rowcount


def _in_order(conn: Connection) -> Iterator[dict[str, Any]]:
    # What has no number was slipped in past the chain.
    astray, rest = audit.c.number.is_(None), audit.c.number.is_not(None)
    for asked in (select(audit).where(astray).limit(1), select(audit).where(rest).order_by(audit.c.number)):
        with conn.execution_options(yield_per=1000).execute(asked) as found:
            yield from map(dict, found.mappings())


def _holds(row: dict[str, Any], chain: bytes) -> bool:
    if row["salt"] is None:
        known = row["by"] is None and not row["about"]
    else:
        known = row["veiled"] == veiled(row["salt"], row["by"], row["about"])
    return known and row["chain"] == linked(chain, row)


def _head(conn: Connection) -> Row[Any]:
    """Give where the chain ends, locked until the transaction is over."""
    head = conn.execute(_HEAD).first()
    if head is None:
        conn.execute(insert_once(audit_head), {"id": 1, "number": 0, "chain": BEGINNING})
        head = conn.execute(_HEAD).one()
    return head


def veiled(salt: bytes, by: str | None, about: str) -> bytes:
    """Give what stands for who did something and to what. Without the salt it tells nobody."""
    return blake2b(_joined("" if by is None else f"by {by}", about), key=salt, digest_size=32).digest()


def linked(chain: bytes, row: Mapping[str, Any]) -> bytes:
    """Give the chain with one more entry."""
    said = _joined(
        str(row["number"]), row["id"], row["meeting_id"], row["at"].astimezone(UTC).isoformat(), row["action"],
        row["digest"],
    )  # fmt: skip
    return blake2b(chain + bytes(row["veiled"]) + said, digest_size=32).digest()


def _joined(*texts: str) -> bytes:
    """Give texts as bytes that only these texts in this order give."""
    return b"".join(len(text.encode()).to_bytes(4) + text.encode() for text in texts)
