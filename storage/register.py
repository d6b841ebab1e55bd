"""What the register is asked: decisions and pilots by filter and word, page by page, and minutes to be signed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Row, Select, and_, func, or_, select, true, tuple_

from dialogs.model.ids import CommitteeId, MeetingId, ProposalId
from dialogs.model.items import OutcomeKind
from dialogs.model.people import Level
from dialogs.register import Sort
from storage import searching
from storage.meeting_tables import committee, proposal
from storage.register_tables import decision, record

PAGE_ROWS = 50
MOST_COUNTED = searching.MANY
MOST_WAITING = 100

Scope = frozenset[CommitteeId] | None
"""The committees that somebody may see; None is all of them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see. What is empty does not narrow it; `after` is the key of the last row they have."""

    scope: Scope
    words: str = ""
    committee: str = ""
    level: Level | None = None
    item_type: str = ""
    outcome: OutcomeKind | None = None
    state: str = ""
    since: date | None = None
    until: date | None = None
    sort: Sort = Sort.NEWEST
    after: tuple[str, int] | None = None
    pilots: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision as it stands in a list. Of a closed one there are no words.

    `found` is where the words that were searched for stand, between `searching.BEGINS` and `searching.ENDS`. `key` is
    what to ask for the rows after this one.
    """

    id: int
    meeting_id: MeetingId
    committee_id: CommitteeId
    committee: str
    language: str
    number: int
    place: int
    held_on: date
    is_open: bool
    is_current: bool
    title: str
    wording: str
    item_type: str
    outcome: str
    chosen: bool
    proposal: ProposalId | None
    state: str
    key: tuple[str, int]
    found: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """Some decisions. `count` is how many there are in all, at most one more than `MOST_COUNTED`."""

    rows: tuple[Shown, ...]
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Minutes whose newest version not all have signed yet. `signed` is the version before that all did, if any."""

    meeting_id: MeetingId
    committee: str
    number: int
    held_on: date
    newest: int
    signed: int | None


def with_names(first: FromClause) -> FromClause:
    """Give decisions, or what is joined to them, with their committees and their proposals."""
    return first.join(committee, committee.c.id == decision.c.committee_id).outerjoin(
        proposal, and_(proposal.c.committee_id == decision.c.committee_id, proposal.c.id == decision.c.proposal_id)
    )


SHOWN = (decision, committee.c.name.label("committee"), committee.c.language, proposal.c.state.label("state"))
COLUMNS = select(*SHOWN).select_from(with_names(decision))


@dataclass(frozen=True, slots=True)
class _Many:
    """What so many decisions have that it is quicker to go through them in their order: the words, and the state."""

    words: bool = False
    state: bool = False


def page(conn: Connection, asked: Asked, most: int = PAGE_ROWS) -> Page:
    """Give the decisions that somebody asks for, from after the last they have, with how many there are in all."""
    with_words = searching.how_many(conn, asked.words) if asked.words else 0
    common = with_words > MOST_COUNTED
    only_words = asked.words and asked == Asked(None, asked.words, sort=asked.sort, after=asked.after)
    count = with_words if only_words else _count(conn, asked, _Many(words=common))
    listed, more = _rows(conn, asked, most, _Many(common, count > MOST_COUNTED))
    if asked.words and listed:
        places = searching.places(conn, asked.words, [each.id for each in listed])
        listed = [replace(each, found=places.get(each.id, "")) for each in listed]
    return Page(tuple(listed), count, more)


def _count(conn: Connection, asked: Asked, many: _Many) -> int:
    counted = _narrowed(conn, asked, many)[1].limit(MOST_COUNTED + 1).subquery()
    return conn.execute(select(func.count()).select_from(counted)).scalar_one()


def rows(conn: Connection, asked: Asked, most: int) -> tuple[list[Shown], bool]:
    """Give the decisions that somebody asks for, from after the last they have, and whether there are more."""
    common = bool(asked.words) and searching.how_many(conn, asked.words) > MOST_COUNTED
    return _rows(conn, asked, most, _Many(common))


def _rows(conn: Connection, asked: Asked, most: int, many: _Many) -> tuple[list[Shown], bool]:
    # First which ones, from an index alone, and then their texts.
    ids = conn.execute(_ordered(*_narrowed(conn, asked, many), asked).limit(most + 1)).scalars().all()
    found = conn.execute(COLUMNS.where(decision.c.id.in_(ids[:most])))
    by_id = {row.id: shown(row, asked.sort) for row in found}
    return [by_id[ident] for ident in ids[:most]], len(ids) > most


def one(conn: Connection, scope: Scope, ident: int) -> Shown | None:
    """Give a decision, or None when there is none that this one may see."""
    row = conn.execute(COLUMNS.where(decision.c.id == ident, *scoped(scope))).first()
    return shown(row) if row else None


def of_meeting(conn: Connection, scope: Scope, meeting: MeetingId) -> list[Shown]:
    """Give the decisions of a meeting in their order."""
    found = conn.execute(COLUMNS.where(decision.c.meeting_id == meeting, *scoped(scope)).order_by(decision.c.place))
    return [shown(row) for row in found]


def on_same_matter(conn: Connection, of: Shown) -> list[Shown]:
    """Give all decisions on what a decision is about, the first one first."""
    matter = select(decision.c.matter).where(decision.c.id == of.id).scalar_subquery()
    mine = (decision.c.committee_id == of.committee_id) & (decision.c.matter == matter)
    return [shown(row) for row in conn.execute(COLUMNS.where(mine).order_by(decision.c.number))]


def of_same_title(conn: Connection, scope: Scope, of: Shown) -> list[Shown]:
    """Give what other committees decided under the same title, newest first."""
    if not of.title:
        return []
    key = select(decision.c.title_key).where(decision.c.id == of.id).scalar_subquery()
    same = (decision.c.title_key == key) & (decision.c.committee_id != of.committee_id)
    asked = COLUMNS.where(same, decision.c.is_current, *scoped(scope)).order_by(decision.c.held_on.desc()).limit(20)
    return [shown(row) for row in conn.execute(asked)]


def unsigned(conn: Connection, scope: Scope) -> list[Unsigned]:
    """Give the minutes that lack a signature, those of the oldest meeting first."""
    lacks = or_(record.c.signed.is_(None), record.c.signed < record.c.newest)
    mine = [] if scope is None else [record.c.committee_id.in_(sorted(scope))]
    joined = record.join(committee, committee.c.id == record.c.committee_id)
    asked = select(record, committee.c.name).select_from(joined).where(lacks, *mine)
    found = conn.execute(asked.order_by(record.c.held_on, record.c.meeting_id).limit(MOST_WAITING))
    return [
        Unsigned(MeetingId(row.meeting_id), row.name, row.number, row.held_on, row.newest, row.signed) for row in found
    ]


def signed_out(conn: Connection, meeting: MeetingId) -> tuple[int, datetime] | None:
    """Give the number of the version of a meeting's minutes that was signed last and when, or None."""
    row = conn.execute(select(record.c.signed, record.c.out_at).where(record.c.meeting_id == meeting)).first()
    return (row.signed, row.out_at) if row and row.signed else None


def scoped(scope: Scope, of: FromClause = decision) -> Sequence[ColumnElement[bool]]:
    """Give the conditions that a decision is one of a committee that somebody may see."""
    return () if scope is None else (of.c.committee_id.in_(sorted(scope)),)


def _narrowed(conn: Connection, asked: Asked, many: _Many) -> tuple[FromClause, Select[tuple[int]]]:
    """Give the decisions that are looked among, and the ids of those that somebody asks for.

    Only the tables that are asked about are looked at.
    """
    of, has_words = searching.with_words(conn, asked.words, common=many.words) if asked.words else (decision, true())
    these = [*scoped(asked.scope, of), has_words]
    # An empty text is never asked for.
    exact: dict[Any, Any] = {
        of.c.committee_id: asked.committee,
        of.c.item_type: asked.item_type,
        of.c.outcome: str(asked.outcome or ""),
        committee.c.level: str(asked.level or ""),
    }
    these += [column == value for column, value in exact.items() if value]
    if asked.since:
        these.append(of.c.held_on >= asked.since)
    if asked.until:
        these.append(of.c.held_on <= asked.until)
    if asked.pilots:
        these += [of.c.proposal_id.is_not(None), of.c.is_current]
    looked_at = of
    if asked.level:
        looked_at = looked_at.join(committee, committee.c.id == of.c.committee_id)
    if asked.state:
        mine = (proposal.c.committee_id == of.c.committee_id) & (proposal.c.id == of.c.proposal_id)
        if many.state:
            # Asked of each decision in its order, until a page is full.
            these.append(select(proposal.c.state).where(mine).scalar_subquery() == asked.state)
        else:
            looked_at = looked_at.join(proposal, mine)
            these.append(proposal.c.state == asked.state)
    return of, select(of.c.id).select_from(looked_at).where(*these)


def _ordered(of: FromClause, found: Select[Any], asked: Asked) -> Select[Any]:
    column = of.c.title_key if asked.sort is Sort.TITLE else of.c.held_on
    down = asked.sort is Sort.NEWEST
    if asked.after:
        key: Any = _key(asked.sort, asked.after[0])
        here, last = tuple_(column, of.c.id), tuple_(key, asked.after[1])
        found = found.where(here < last if down else here > last)
    order = (column.desc(), of.c.id.desc()) if down else (column, of.c.id)
    return found.order_by(*order)


def _key(sort: Sort, text: str) -> date | bytes:
    """Give the value of a key.

    Raises:
        ValueError: when it is none.
    """
    return bytes.fromhex(text) if sort is Sort.TITLE else date.fromisoformat(text)


def is_key(sort: Sort, text: str) -> bool:
    """Say whether a text is the key of a row in this order."""
    try:
        _key(sort, text)
    except ValueError:
        return False
    return True


def shown(row: Row[Any], sort: Sort = Sort.NEWEST) -> Shown:
    """Give a decision of a row of `COLUMNS`."""
    key = row.title_key.hex() if sort is Sort.TITLE else row.held_on.isoformat()
    return Shown(
        id=row.id,
        meeting_id=MeetingId(row.meeting_id),
        committee_id=CommitteeId(row.committee_id),
        committee=row.committee,
        language=row.language,
        number=row.number,
        place=row.place,
        held_on=row.held_on,
        is_open=row.is_open,
        is_current=row.is_current,
        title=row.title,
        wording=row.wording,
        item_type=row.item_type,
        outcome=row.outcome,
        chosen=row.chosen,
        proposal=ProposalId(row.proposal_id) if row.proposal_id else None,
        state=row.state or "",
        key=(key, row.id),
    )
