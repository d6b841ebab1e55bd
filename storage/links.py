"""Links that open a page without signing in; those in mails expire.

Only digests of them are kept, so a copy of the file opens nothing.
"""

from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import blake2b

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from storage.columns import digest, insert_once
from storage.tables import link


class LinkKind(StrEnum):
    """Whom a link is for: one person, the same for some days by a mail, their calendar, the screen in the room, the
    door to it, or the organisation's page.
    """

    PERSON = "person"
    MAIL = "mail"
    CALENDAR = "calendar"
    ROOM = "room"
    DOOR = "door"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Link:
    """What a link opens. An id that is None does not narrow it.

    A person's link opens their meetings in every committee, or only in `committee_id`; `meeting_id` is the one that it
    was made in and shows first.
    """

    kind: LinkKind
    made_at: datetime
    meeting_id: MeetingId | None = None
    committee_id: CommitteeId | None = None
    person_id: PersonId | None = None
    expires_at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Say whether it has expired."""
        return self.expires_at is not None and self.expires_at <= now


_ISSUE_ONCE = insert_once(link)
_FIND = select(link).where(link.c.token_digest == bindparam("of_token"), link.c.revoked_at.is_(None))


def door_of(room: str) -> str:
    """Give the token of the door beside a room's screen. It follows from the room's own, so that the page of the room
    can show it although no file holds it; the room's does not follow from it.
    """
    return urlsafe_b64encode(blake2b(f"door/{room}".encode(), digest_size=18).digest()).decode()


def calendar_of(person: str) -> str:
    """Give the token of the calendar that goes with a person's link. The link does not follow from it."""
    return urlsafe_b64encode(blake2b(f"calendar/{person}".encode(), digest_size=18).digest()).decode()


def issue(conn: Connection, token: str, opens: Link) -> None:
    """Make a link valid. `token` is at least 128 bits of chance; it is not kept, so nobody can show the link again."""
    issue_for(conn, digest(token), opens)


def issue_once(conn: Connection, token: str, opens: Link) -> None:
    """Make a link valid that several may ask for at the same time; one that was made before stays as it is."""
    conn.execute(_ISSUE_ONCE, {"token_digest": digest(token), **asdict(opens)})


def issue_for(conn: Connection, token_digest: bytes, opens: Link) -> None:
    """Make valid what somebody holds, who told only its digest."""
    conn.execute(insert(link).values(token_digest=token_digest, **asdict(opens)))


def find(conn: Connection, token: str) -> Link | None:
    """Give what a link opens, or None when it was never issued or was revoked. It may have expired."""
    row = conn.execute(_FIND, {"of_token": digest(token)}).first()
    if row is None:
        return None
    return Link(LinkKind(row.kind), row.made_at, row.meeting_id, row.committee_id, row.person_id, row.expires_at)


def forget(conn: Connection, token: str) -> None:
    """Forget a link that was never handed out."""
    conn.execute(delete(link).where(link.c.token_digest == digest(token)))


def forget_expired(conn: Connection, before: datetime) -> None:
    """Forget the links that had expired by then: of them nobody is told any more how to get a new one."""
    conn.execute(delete(link).where(link.c.expires_at < before))


def revoke_person(conn: Connection, now: datetime, person_id: PersonId, committee_id: CommitteeId) -> int:
    """Revoke every link by which a person comes into a committee. Gives how many were valid until now.

    A link that opens all of a person's committees goes too; one made in another committee does not open this one.
    """
    opens = link.c.committee_id.is_(None) | (link.c.committee_id == committee_id)
    theirs = update(link).where(link.c.person_id == person_id, link.c.revoked_at.is_(None), opens)
    return conn.execute(theirs.values(revoked_at=now)).rowcount


def revoke(
    conn: Connection,
    now: datetime,
    *,
    person_id: PersonId | None = None,
    meeting_id: MeetingId | None = None,
    kind: LinkKind | None = None,
) -> int:
    """Revoke the links of a person, of a meeting, or of a person in a meeting, all or those of one kind.

    Returns:
        How many were not revoked before.

    Raises:
        ValueError: when neither is given.
    """
    if person_id is None and meeting_id is None:
        raise ValueError("revoking needs a person or a meeting, or it would revoke every link there is")
    these = update(link).where(link.c.revoked_at.is_(None)).values(revoked_at=now)
    if person_id is not None:
        these = these.where(link.c.person_id == person_id)
    if meeting_id is not None:
        these = these.where(link.c.meeting_id == meeting_id)
    if kind is not None:
        these = these.where(link.c.kind == kind)
    return conn.execute(these).rowcount
