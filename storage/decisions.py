"""Fills the tables of the register from the minutes, in the transaction in which these were signed or approved, or in
which a follow-up group answered.
"""

import json
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, exists, insert, select, update

from dialogs.model.followed import Following
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, ProposalId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import Proposal
from dialogs.model.signed import MinutesVersion
from dialogs.register import Decided, decided, held_on, themes
from storage import meeting_tables as tables
from storage import pilot_words
from storage.codec import decode
from storage.register_tables import decision, decision_day, pilot_word, record, record_theme

# As long as a title can be; what is longer is cut, and then sorted by its id.
KEY_BYTES = 120
# In Danish, these stand after z, in this order; and as SQLite compares bytes, so must we.
_AFTER_Z = str.maketrans({"æ": "{a", "ä": "{b", "ø": "{c", "ö": "{d", "å": "{e"})
_OTHER = decision.alias("other")
_LATER = exists().where(
    and_(
        _OTHER.c.committee_id == decision.c.committee_id,
        _OTHER.c.matter == decision.c.matter,
        _OTHER.c.number > decision.c.number,
    )
)
_SETTLE = (
    update(decision)
    .where(decision.c.committee_id == bindparam("of_committee"))
    .where(decision.c.matter.in_(bindparam("matters", expanding=True)))
    .values(is_current=~_LATER)
)


def may_differ(before: Meeting, after: Meeting) -> bool:
    """Say whether what the register shows of a meeting may have changed: its minutes, or how its pilots go."""
    if not after.versions:
        return False
    if any(getattr(before, name) is not getattr(after, name) for name in ("versions", "items", "followed")):
        return True
    mine = (item.proposal for item in after.items.values() if item.proposal)
    return any(before.proposals.get(each) is not after.proposals.get(each) for each in mine)


def fill(conn: Connection, meeting_id: MeetingId) -> None:
    """Write anew what the register holds of a meeting: the decisions of its minutes that were signed last."""
    found = conn.execute(select(tables.minutes_version.c.body).where(tables.minutes_version.c.meeting_id == meeting_id))
    versions = sorted((decode(MinutesVersion, row.body) for row in found), key=lambda each: each.number)
    gone = _empty(conn, meeting_id)
    if not versions:
        return
    asked = select(tables.meeting.c.committee_id, tables.meeting.c.number).where(tables.meeting.c.id == meeting_id)
    meeting = conn.execute(asked).one()
    signed = next((each for each in reversed(versions) if each.out_at), None)
    document = json.loads((signed or versions[-1]).document)
    row = {"meeting_id": meeting_id, "committee_id": meeting.committee_id, "number": meeting.number}
    row["held_on"] = held_on(document)
    about = {
        "newest": versions[-1].number,
        "signed": signed.number if signed else None,
        "out_at": signed.out_at if signed else None,
        "approved_at": signed.approval.at_meeting if signed and signed.approval else None,
    }
    conn.execute(insert(record), {**row, **about})
    items = _items(conn, meeting_id)
    pilots = _pilots(conn, meeting.committee_id, items) if signed else {}
    entries = decided(document, items, _followed(conn, meeting_id), pilots) if signed else ()
    ideas = _idea_days(items, pilots, row["held_on"])
    for entry in entries:
        _add(conn, row, entry, ideas.get(entry.proposal) if entry.proposal else None)
    named = themes(document) if signed else ()
    for place, theme in enumerate(named):
        about_theme = {name: row[name] for name in ("meeting_id", "committee_id", "held_on")}
        conn.execute(insert(record_theme), {**about_theme, "place": place, "theme": theme})
    pilot_words.keep(conn, meeting_id, meeting.committee_id, row["held_on"], entries)
    matters = sorted({*gone, *(entry.matter for entry in entries)})
    if matters:
        conn.execute(_SETTLE, {"of_committee": meeting.committee_id, "matters": matters})


def rebuild(conn: Connection, tell: Callable[[int, int], None] = lambda _, __: None) -> int:
    """Make the tables of the register anew from all minutes there are. Gives how many meetings have some.

    `tell` is called with how many are done, of how many.
    """
    conn.execute(delete(pilot_word).where(pilot_word.c.meeting_id != ""))
    for table in (decision_day, decision, record_theme, record):
        conn.execute(delete(table))
    have = exists().where(tables.minutes_version.c.meeting_id == tables.meeting.c.id)
    ids = conn.execute(select(tables.meeting.c.id).where(have).order_by(tables.meeting.c.id)).scalars().all()
    for done, meeting_id in enumerate(ids, 1):
        fill(conn, MeetingId(meeting_id))
        tell(done, len(ids))
    if conn.dialect.name == "sqlite":
        # Deleted words stay in the index until then.
        conn.exec_driver_sql("INSERT INTO decision_search (decision_search) VALUES ('rebuild')")
    return len(ids)


def decision_id(meeting_id: MeetingId, place: int) -> int:
    """Give the number that a decision has in the register: the same each time it is made anew, and telling nothing."""
    return int.from_bytes(blake2b(f"{meeting_id}/{place}".encode(), digest_size=8).digest()) >> 1


def title_key(title: str) -> bytes:
    """Give what titles are sorted by, in Danish and alike on every database."""
    text = unicodedata.normalize("NFC", title).casefold().translate(_AFTER_Z)
    return text.encode("utf-8", "replace")[:KEY_BYTES]


def _empty(conn: Connection, meeting_id: MeetingId) -> list[str]:
    """Take out what the register holds of a meeting, and give what that was about."""
    pilot_words.drop(conn, meeting_id)
    mine = decision.c.meeting_id == meeting_id
    matters = conn.execute(select(decision.c.matter).where(mine)).scalars().all()
    if matters:
        conn.execute(delete(decision_day).where(decision_day.c.decision_id.in_(select(decision.c.id).where(mine))))
        conn.execute(delete(decision).where(mine))
    for table in (record, record_theme):
        conn.execute(delete(table).where(table.c.meeting_id == meeting_id))
    return list(matters)


def _items(conn: Connection, meeting_id: MeetingId) -> list[Item]:
    found = conn.execute(select(tables.item.c.body).where(tables.item.c.meeting_id == meeting_id))
    # As `Meeting.in_order` has them, which the minutes were made from.
    return sorted((decode(Item, row.body) for row in found), key=lambda item: (item.place, item.id))


def _followed(conn: Connection, meeting_id: MeetingId) -> dict[ItemId, Following]:
    found = conn.execute(select(tables.following.c.body).where(tables.following.c.meeting_id == meeting_id))
    return {each.item: each for each in (decode(Following, row.body) for row in found)}


def _pilots(conn: Connection, committee: CommitteeId, items: Sequence[Item]) -> dict[ProposalId, Proposal]:
    these = [item.proposal for item in items if item.proposal]
    table = tables.proposal
    found = conn.execute(select(table.c.body).where(table.c.committee_id == committee, table.c.id.in_(these)))
    return {each.id: each for each in (decode(Proposal, row.body) for row in found)}


def _idea_days(items: Sequence[Item], pilots: Mapping[ProposalId, Proposal], held: date) -> dict[ProposalId, int]:
    """Give how many days before a meeting each proposal was handed in that it decided on for the first time."""
    first = {item.proposal for item in items if item.earlier is None}
    return {
        each.id: max(0, (held - each.submitted_at.date()).days)
        for each in pilots.values()
        if each.id in first and each.submitted_at
    }


def _add(conn: Connection, row: dict[str, Any], entry: Decided, idea_days: int | None) -> None:
    ident = decision_id(row["meeting_id"], entry.place)
    values = {
        "id": ident,
        "place": entry.place,
        "matter": entry.matter,
        "is_current": True,
        "is_open": entry.is_open,
        "title": entry.title,
        "title_key": title_key(entry.title),
        "wording": entry.wording,
        "item_type": entry.item_type,
        "outcome": entry.outcome,
        "chosen": entry.chosen,
        "proposal_id": entry.proposal,
        "body": entry.words,
        "idea_days": idea_days,
    }
    conn.execute(insert(decision), {**row, **values})
    days = [
        {
            "decision_id": ident,
            "place": place,
            "awaited": str(day.awaited),
            "due_on": day.on,
            "rule": day.rule,
            "asked_on": day.asked[0] if day.asked else None,
            "asked_until": day.asked[1] if day.asked else None,
            "answered_on": day.answered_on,
            "said": day.said or None,
            "stops": day.stops,
        }
        for place, day in enumerate(entry.days)
    ]
    if days:
        conn.execute(insert(decision_day), days)
