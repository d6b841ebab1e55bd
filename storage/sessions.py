"""Who is signed in to the register. Only the digest of what their browser holds is kept."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, delete, insert, or_, select, update

from dialogs.model.ids import CommitteeId, PersonId
from dialogs.model.people import Role
from dialogs.register import Office
from storage.columns import digest
from storage.meeting_tables import person
from storage.register_tables import register_session as session
from storage.register_tables import register_sign_in as attempt

LASTS = timedelta(hours=8)
"""How long somebody is signed in at most."""
IDLE = timedelta(minutes=60)
"""How long somebody is signed in without doing anything."""
ATTEMPT_LASTS = timedelta(minutes=10)
# Written no more often than this, so that looking at pages does not write all the time.
NOTED_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Session:
    """Somebody who is signed in. `person` is who they are in committees, where that is known."""

    name: str
    office: Office
    made_at: datetime
    seen_at: datetime
    person: PersonId | None = None


def begin(conn: Connection, token: str, who: Session) -> None:
    """Sign somebody in: whoever holds `token` is them. Sessions that are over go."""
    over = or_(session.c.made_at <= who.made_at - LASTS, session.c.seen_at <= who.made_at - IDLE)
    conn.execute(delete(session).where(over))
    row = {"token_digest": digest(token), "name": who.name, "role": str(who.office), "person_id": who.person}
    conn.execute(insert(session), {**row, "made_at": who.made_at, "seen_at": who.seen_at})


def find(conn: Connection, token: str, now: datetime) -> Session | None:
    """Give who holds a token, or None when they never signed in, have signed out, or too long ago."""
    row = conn.execute(select(session).where(session.c.token_digest == digest(token))).first()
    if row is None or row.made_at + LASTS <= now or row.seen_at + IDLE <= now:
        return None
    whose = PersonId(row.person_id) if row.person_id else None
    return Session(row.name, Office(row.role), row.made_at, row.seen_at, whose)


def note(conn: Connection, token: str, now: datetime) -> None:
    """Note that whoever holds a token did something."""
    conn.execute(update(session).where(session.c.token_digest == digest(token)).values(seen_at=now))


def end(conn: Connection, token: str) -> None:
    """Sign whoever holds a token out."""
    conn.execute(delete(session).where(session.c.token_digest == digest(token)))


def serves(conn: Connection, who: PersonId, today: date) -> frozenset[CommitteeId]:
    """Give the committees in which somebody is the HR consultant on the local day `today`."""
    found = conn.execute(
        select(person.c.committee_id, person.c.roles, person.c.roles_until, person.c.left_on).where(person.c.id == who)
    )
    return frozenset(
        CommitteeId(row.committee_id)
        for row in found
        if Role.HR in row.roles["roles"]
        and not (row.left_on and row.left_on <= today)
        and not ((last := (row.roles_until or {}).get(Role.HR)) and date.fromisoformat(last) < today)
    )


def remember_attempt(conn: Connection, state: str, nonce: str, verifier: str, now: datetime) -> None:
    """Keep what a sign-in that begins must end with. Those that were never ended go."""
    conn.execute(delete(attempt).where(attempt.c.made_at <= now - ATTEMPT_LASTS))
    row = {"state_digest": digest(state), "nonce": nonce, "verifier": verifier, "made_at": now}
    conn.execute(insert(attempt), row)


def take_attempt(conn: Connection, state: str, now: datetime) -> tuple[str, str] | None:
    """Give nonce and verifier of a sign-in that began, once; None when there is none or it began too long ago."""
    mine = attempt.c.state_digest == digest(state)
    row = conn.execute(select(attempt).where(mine)).first()
    if row is None or conn.execute(delete(attempt).where(mine)).rowcount != 1 or row.made_at + ATTEMPT_LASTS <= now:
        return None
    return row.nonce, row.verifier
