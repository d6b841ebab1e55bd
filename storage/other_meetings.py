"""What a meeting knows of the other meetings of its committee."""

from collections.abc import Mapping
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, select

from dialogs.model.followed import Evaluated, Following
from dialogs.model.ids import CommitteeId, ItemId, MeetingId, PersonId
from dialogs.model.items import Earlier, Item
from dialogs.model.meeting import Pair, Sibling, Stage
from storage import meeting_tables as tables
from storage.codec import decode


def of_committee(conn: Connection, committee_id: CommitteeId, but: MeetingId) -> tuple[Sibling, ...]:
    """Give the meetings of a committee but one, by number."""
    table = tables.meeting
    found = select(table.c.id, table.c.number, table.c.starts_at, table.c.stage).where(
        table.c.committee_id == committee_id, table.c.id != but
    )
    rows = (Sibling(MeetingId(row.id), row.number, row.starts_at, Stage(row.stage)) for row in conn.execute(found))
    return tuple(sorted(rows, key=lambda sibling: sibling.number))


def known(conn: Connection, siblings: tuple[Sibling, ...], number: int, own: Mapping[ItemId, Item]) -> dict[str, Any]:
    """Give by its name everything that a meeting of this number, with items of its `own`, knows from its siblings."""
    return {
        "siblings": siblings,
        "paired_before": paired_before(conn, siblings, number),
        "earlier": put_off(conn, siblings, own),
        "evaluated": evaluated(conn, siblings),
        "summarized": summarized(conn, siblings),
    }


def put_off(conn: Connection, siblings: tuple[Sibling, ...], own: Mapping[ItemId, Item]) -> tuple[Earlier, ...]:
    """Give what other meetings put off, as long as none of them took it up since."""
    held = {sibling.id: sibling for sibling in siblings if sibling.stage is not Stage.CANCELLED}
    if not held:
        return ()
    rows = conn.execute(select(tables.item).where(tables.item.c.meeting_id.in_(held)))
    items = [(held[MeetingId(row.meeting_id)], decode(Item, row.body)) for row in rows]
    last = {item.id: (meeting, item) for meeting, item in sorted(items, key=lambda each: each[0].number)}
    found = (
        item.put_off(meeting.number)
        for meeting, item in last.values()
        if meeting.stage is Stage.ENDED and item.id not in own
    )
    return tuple(sorted((each for each in found if each), key=lambda each: (each.meeting, each.id)))


def evaluated(conn: Connection, siblings: tuple[Sibling, ...]) -> tuple[Evaluated, ...]:
    """Give the evaluations of the pilots that other meetings chose, and which a meeting to come has on its table."""
    held = {sibling.id: sibling for sibling in siblings if sibling.stage is not Stage.CANCELLED}
    if not held:
        return ()
    rows = conn.execute(select(tables.following).where(tables.following.c.meeting_id.in_(held)))
    known = [(held[MeetingId(row.meeting_id)].number, decode(Following, row.body)) for row in rows]
    if not any(each.evaluation for _, each in known):
        return ()
    items = [
        (MeetingId(row.meeting_id), decode(Item, row.body))
        for row in conn.execute(select(tables.item).where(tables.item.c.meeting_id.in_(held)))
    ]
    coming = {item.evaluates for meeting, item in items if not held[meeting].stage.is_over}
    by_id = {item.id: item for _, item in items}
    found = (
        Evaluated(
            item.id,
            number,
            item.title,
            each.evaluation,
            each.version,
            item.proposal,
            item.closed,
            item.ground,
            item.id in coming,
        )
        for number, each in known
        if each.evaluation and (item := by_id[each.item])
    )
    return tuple(sorted(found, key=lambda each: (each.meeting, each.title, each.item)))


def summarized(conn: Connection, siblings: tuple[Sibling, ...]) -> frozenset[str]:
    """Give the ids of the summaries that stand with other meetings."""
    others = [sibling.id for sibling in siblings]
    asked = select(tables.summary.c.id).where(tables.summary.c.meeting_id.in_(others))
    return frozenset(conn.execute(asked).scalars()) if others else frozenset()


def paired_before(conn: Connection, siblings: tuple[Sibling, ...], number: int) -> frozenset[frozenset[PersonId]]:
    """Give who talked with whom in the committee's last meeting before meeting `number` in which people did."""
    for earlier in sorted(siblings, key=lambda each: -each.number):
        if earlier.number < number:
            found = conn.execute(select(tables.pair.c.body).where(tables.pair.c.meeting_id == earlier.id))
            pairs = [decode(Pair, each.body).members for each in found]
            if pairs:
                return frozenset(frozenset(two) for members in pairs for two in combinations(members, 2))
    return frozenset()
