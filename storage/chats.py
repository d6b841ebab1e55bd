"""Where people and committees are on chat platforms, by which ways they are reached, and which message stands where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from dialogs.model.ids import CommitteeId, MeetingId, PersonId
from dialogs.model.meeting import Stage
from dialogs.outbound import Place
from storage import addresses, meeting_tables
from storage.chat_tables import account, room, shown
from storage.columns import JsonObject, insert_once

CLAIMED = ""
"""Stands for a message that somebody began to post and did not yet say how it ended."""

BROWSER = "browser"
"""The way that everybody has; it needs no account."""

MAIL = "mail"
"""The way to those who have no chat, and for what a chat could not deliver; it needs an address."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person on a platform. `reference` is their own conversation with us, or None before it was made."""

    platform: str
    account: str
    person: PersonId
    reference: JsonObject | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A committee's conversation on a platform: where it meets (ROOM), or its organisation's channel (ORGANISATION)."""

    committee: CommitteeId
    place: Place
    platform: str
    conversation: str
    reference: JsonObject


def who(conn: Connection, platform: str, name: str) -> PersonId | None:
    """Give who has an account, or None when nobody we know has."""
    found = select(account.c.person_id).where(account.c.platform == platform, account.c.account == name)
    person = conn.execute(found).scalar()
    return None if person is None else PersonId(person)


def owners(conn: Connection, platform: str, names: Iterable[str]) -> dict[str, PersonId]:
    """Give who has each of some accounts, as far as we know them."""
    of_them = (account.c.platform == platform) & account.c.account.in_(list(names))
    found = conn.execute(select(account.c.account, account.c.person_id).where(of_them))
    return {row.account: PersonId(row.person_id) for row in found}


def accounts(conn: Connection, people: Iterable[PersonId], platforms: Collection[str]) -> list[Account]:
    """Give the accounts of people on some platforms, in the order of their ids."""
    of_them = account.c.person_id.in_(list(people)) & account.c.platform.in_(list(platforms))
    rows = conn.execute(select(account).where(of_them).order_by(account.c.platform, account.c.account))
    return [Account(row.platform, row.account, PersonId(row.person_id), row.reference) for row in rows]


def rooms(conn: Connection, committee: CommitteeId, platforms: Collection[str]) -> list[Room]:
    """Give a committee's conversations on some platforms."""
    its = (room.c.committee_id == committee) & room.c.platform.in_(list(platforms))
    return [_room(*row) for row in conn.execute(select(room).where(its).order_by(room.c.platform, room.c.kind))]


def room_of(conn: Connection, platform: str, conversation: str) -> Room | None:
    """Give which committee meets in a conversation, or None."""
    here = (room.c.conversation == conversation) & (room.c.platform == platform) & (room.c.kind == Place.ROOM)
    row = conn.execute(select(room).where(here)).first()
    return _room(*row) if row else None


def ways(
    conn: Connection, committee: CommitteeId, to: Collection[PersonId | Place], platforms: Collection[str]
) -> dict[PersonId | Place, list[str]]:
    """Give the ways in use by which messages reach each of these; the browser is always one of them.

    Mail is the way to those who have an address and no chat.
    """
    found: dict[PersonId | Place, list[str]] = {each: [BROWSER] for each in to}
    people = [each for each in found if not isinstance(each, Place)]
    if not platforms:
        return found
    if len(people) < len(found):
        for its in rooms(conn, committee, platforms):
            found.get(its.place, []).append(its.platform)
    for each in accounts(conn, people, platforms) if people else ():
        if each.platform not in found[each.person]:
            found[each.person].append(each.platform)
    without = [each for each in people if found[each] == [BROWSER]]
    if MAIL in platforms and without:
        for known in addresses.of(conn, without):
            found[known.person].append(MAIL)
    return found


def keep_account(conn: Connection, new: Account) -> None:
    """Note whose an account is, and their conversation; what was known of that account before goes."""
    drop_account(conn, new.platform, new.account)
    row = {"platform": new.platform, "account": new.account, "person_id": new.person, "reference": new.reference}
    conn.execute(insert(account).values(row))


def keep_reference(conn: Connection, platform: str, name: str, reference: JsonObject) -> None:
    """Note the conversation with an account that we know."""
    theirs = (account.c.platform == platform) & (account.c.account == name)
    conn.execute(update(account).where(theirs).values(reference=reference))


def drop_account(conn: Connection, platform: str, name: str) -> None:
    """Forget an account: whoever had it is reached in another way."""
    conn.execute(delete(account).where(account.c.platform == platform, account.c.account == name))


def keep_room(conn: Connection, new: Room) -> None:
    """Note a committee's conversation; the one it had there before goes."""
    drop_room(conn, new.committee, new.place, new.platform)
    row = {"committee_id": new.committee, "kind": new.place, "platform": new.platform}
    conn.execute(insert(room).values(**row, conversation=new.conversation, reference=new.reference))


def drop_room(conn: Connection, committee: CommitteeId, place: Place, platform: str) -> None:
    """Forget a committee's conversation."""
    its = (room.c.committee_id == committee) & (room.c.kind == place) & (room.c.platform == platform)
    conn.execute(delete(room).where(its))


def standing(conn: Connection, meeting: MeetingId) -> dict[tuple[str, str], dict[int, str]]:
    """Give the messages that show a meeting: by recipient and platform, then by slot."""
    found: dict[tuple[str, str], dict[int, str]] = {}
    for row in conn.execute(select(shown).where(shown.c.meeting_id == meeting)):
        found.setdefault((row.recipient, row.platform), {})[row.slot] = row.message_id
    return found


def claim(conn: Connection, meeting: MeetingId, to: str, platform: str, slot: int) -> bool:
    """Note that a message is about to be posted in a slot; False when somebody else does, or did."""
    row = {"meeting_id": meeting, "recipient": to, "platform": platform, "slot": slot, "message_id": CLAIMED}
    return conn.execute(insert_once(shown).values(row)).rowcount == 1


def stand(conn: Connection, meeting: MeetingId, to: str, platform: str, slot: int, message: str | None) -> None:
    """Note which message shows a slot of somebody's screen; with None that there is none any more."""
    here = (shown.c.meeting_id == meeting) & (shown.c.recipient == to) & (shown.c.platform == platform)
    conn.execute(delete(shown).where(here & (shown.c.slot == slot)))
    if message is not None:
        row = {"meeting_id": meeting, "recipient": to, "platform": platform, "slot": slot, "message_id": message}
        conn.execute(insert(shown).values(row))


def to_show(conn: Connection, since: datetime) -> list[MeetingId]:
    """Give the meetings whose screens may have to be shown anew after a start: open ones, and those held since then."""
    meeting = meeting_tables.meeting
    is_over = meeting.c.stage.in_([stage.value for stage in Stage if stage.is_over])
    found = select(meeting.c.id).where(or_(~is_over, meeting.c.starts_at >= since)).order_by(meeting.c.id)
    return [MeetingId(each) for each in conn.execute(found).scalars()]


def _room(committee: str, kind: str, platform: str, conversation: str, reference: JsonObject) -> Room:
    return Room(CommitteeId(committee), Place(kind), platform, conversation, reference)
