"""Days that wait, and how pilots are followed: what their groups are asked, what they said, what waits on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, literal, null, or_, select, tuple_

from dialogs.model.agenda import ItemType
from dialogs.model.check_points import OVER
from dialogs.model.followed import Following
from dialogs.model.items import AGREEMENTS, Item
from dialogs.model.pilots import PilotState
from dialogs.register import Awaited, Followed, Reviewed
from storage import meeting_tables as tables
from storage.codec import decode
from storage.register import COLUMNS, MOST_WAITING, PAGE_ROWS, SHOWN, Scope, Shown, scoped, shown, with_names
from storage.register_tables import decision, decision_day

SOON = timedelta(days=90)
_GOES_ON = (PilotState.SELECTED, PilotState.RUNNING)
_day = decision_day.c
_REVIEW = _day.awaited == str(Awaited.REVIEW)
_EVALUATED = and_(_day.awaited == str(Awaited.EVALUATION), _day.answered_on.is_not(None))
# A pilot that went on with changes is evaluated again, though a meeting decided on its first evaluation.
_OTHER = decision.alias("other")
_LATER = exists().where(
    _OTHER.c.committee_id == decision.c.committee_id,
    _OTHER.c.matter == decision.c.matter,
    _OTHER.c.number > decision.c.number,
    _OTHER.c.held_on >= _day.due_on,
)
# Only what a group owes has a day on which it is asked, so nothing here asks for check-points beside that: an index of
# all of them would be taken for one of the few that are meant.
# A pilot that is over is followed no more. Most have a state; what is none has nothing here.
_FOLLOWED_ON = or_(tables.proposal.c.state.is_(None), tables.proposal.c.state.not_in(sorted(OVER)))
# From the days on: they are fewer than the decisions, and each list has an index of theirs.
_DAYS = select(
    *SHOWN,
    *(_day.place.label("day_place"), _day.awaited, _day.due_on, _day.rule),
    *(_day.asked_on, _day.asked_until, _day.answered_on, _day.said, _day.stops),
).select_from(with_names(decision_day.join(decision, decision.c.id == _day.decision_id)))
_NO_PLACE: ColumnElement[int] = literal(0)
# A decision without a day, with the columns of one that has.
_AS_DAYS = COLUMNS.add_columns(
    *(literal(0).label("day_place"), literal(str(Awaited.REVIEW)).label("awaited"), decision.c.held_on.label("due_on")),
    *(literal("").label("rule"), null().label("asked_on"), null().label("asked_until"), null().label("answered_on")),
    *(null().label("said"), literal(0).label("stops")),
)

Key = tuple[date, int, int]


@dataclass(frozen=True, slots=True)
class Waits:
    """A day of a decision: one that came or comes soon, or one of its follow-up, as `dialogs.register.Day` has it."""

    decision: Shown
    awaited: Awaited
    due_on: date
    rule: str
    asked_on: date | None
    asked_until: date | None
    answered_on: date | None
    said: str
    stops: int
    key: Key


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody wants to see of the follow-up; `after` is the key of the last row they have."""

    scope: Scope
    show: Followed
    committee: str = ""
    after: Key | None = None


def waiting(conn: Connection, scope: Scope, today: date) -> list[Waits]:
    """Give the days that decisions wait for, the first one first; of check-points those to come that are open."""
    return _first(
        conn,
        scope,
        *(
            (_day.due_on, and_(_day.awaited == str(what), _day.due_on <= today + SOON, decision.c.is_current))
            for what in (Awaited.REVIEW, Awaited.RESUME)
        ),
        (_day.asked_on, and_(_day.asked_on >= today, _day.asked_on <= today + SOON, _FOLLOWED_ON)),
    )


def left_alone(conn: Connection, scope: Scope) -> list[Waits]:
    """Give what groups said and nobody saw to, the oldest first: a stop criterion that is met while the pilot goes on,
    an evaluation that no meeting decided on. What they owe an answer to is `storage.unanswered`.
    """
    goes_on = tables.proposal.c.state.in_([str(each) for each in _GOES_ON])
    return _first(
        conn,
        scope,
        (_day.answered_on, and_(_day.stops > 0, goes_on)),
        (_day.due_on, and_(_EVALUATED, ~_LATER, _FOLLOWED_ON)),
    )


def _first(conn: Connection, scope: Scope, *kinds: tuple[ColumnElement[date], ColumnElement[bool]]) -> list[Waits]:
    """Give the first days of several kinds, asked one kind at a time: each has an index of its own."""
    found = [
        _waits(row)
        for column, which in kinds
        for row in conn.execute(
            _DAYS.where(which, *scoped(scope)).order_by(column, _day.decision_id).limit(MOST_WAITING)
        )
    ]
    return sorted(found, key=lambda each: each.key)[:MOST_WAITING]


def followed(conn: Connection, look: Look, today: date, most: int = PAGE_ROWS) -> tuple[list[Waits], bool]:
    """Give check-points and evaluations from after the last that somebody has, and whether there are more.

    What is still to be answered stands with the oldest first, what was said with the newest.
    """
    up = look.show in {Followed.WAITING, Followed.COMING}
    column = _day.asked_on if up else _day.answered_on
    which: ColumnElement[bool] = {
        Followed.WAITING: _unanswered(today),
        Followed.COMING: (_day.asked_on > today) & _FOLLOWED_ON,
        Followed.ANSWERED: (_day.awaited != str(Awaited.EVALUATION)) & _day.answered_on.is_not(None),
        Followed.STOPS: (_day.stops > 0) & _day.answered_on.is_not(None),
        Followed.EVALUATED: _EVALUATED,
    }[look.show]
    asked: Select[Any] = _DAYS.where(which, *scoped(look.scope))
    if look.committee:
        asked = asked.where(decision.c.committee_id == look.committee)
    here = tuple_(column, _day.decision_id, _day.place)
    if look.after:
        last = tuple_(*look.after)
        asked = asked.where(here > last if up else here < last)
    order = (column, _day.decision_id, _day.place)
    rows = conn.execute(asked.order_by(*(order if up else (each.desc() for each in order))).limit(most + 1))
    found = [_waits(row) for row in rows]
    return found[:most], len(found) > most


def guidelines(
    conn: Connection, scope: Scope, which: Reviewed, committee: str, after: Key | None, today: date
) -> tuple[list[Waits], bool]:
    """Give guidelines that are in force by the day on which they are to be looked at again, the first one first; those
    without such a day with the newest first. And whether there are more.
    """
    agreed = decision.c.outcome.in_([str(each) for each in AGREEMENTS])
    these = [decision.c.item_type == str(ItemType.GUIDELINE), decision.c.is_current, agreed, *scoped(scope)]
    if committee:
        these.append(decision.c.committee_id == committee)
    place: ColumnElement[int] = _day.place
    if which is Reviewed.NEVER:
        has_day = select(_day.decision_id).where(_day.decision_id == decision.c.id, _REVIEW).exists()
        column, place = decision.c.held_on, _NO_PLACE
        asked = _AS_DAYS.where(*these, ~has_day)
    else:
        column = _day.due_on
        asked = _DAYS.where(*these, _REVIEW, column <= today if which is Reviewed.DUE else column > today)
    here, up = tuple_(column, decision.c.id, place), which is not Reviewed.NEVER
    if after:
        asked = asked.where(here > tuple_(*after) if up else here < tuple_(*after))
    order = (column, decision.c.id)
    rows = conn.execute(asked.order_by(*(order if up else (each.desc() for each in order))).limit(PAGE_ROWS + 1))
    found = [_waits(row) for row in rows]
    return found[:PAGE_ROWS], len(found) > PAGE_ROWS


def days_of(conn: Connection, course: Sequence[Shown]) -> list[Waits]:
    """Give the check-points of decisions that are still to be answered, or were not, and an evaluation that is owed."""
    these = (decision.c.id.in_([each.id for each in course]), _day.asked_on.is_not(None))
    return [_waits(row) for row in conn.execute(_DAYS.where(*these, _FOLLOWED_ON).order_by(_day.due_on, _day.place))]


def followings(conn: Connection, course: Sequence[Shown]) -> list[Following]:
    """Give what is known of the pilot that open decisions are about, by the meetings that made them."""
    meetings = [each.meeting_id for each in course if each.is_open]
    pilot = next((each.proposal for each in course if each.proposal), None)
    if not meetings or pilot is None:
        return []
    table, item = tables.following, tables.item
    joined = table.join(item, (item.c.meeting_id == table.c.meeting_id) & (item.c.id == table.c.id))
    found = conn.execute(
        select(table.c.body, item.c.body.label("of")).select_from(joined).where(table.c.meeting_id.in_(meetings))
    )
    return [decode(Following, row.body) for row in found if decode(Item, row.of).proposal == pilot]


def _unanswered(today: date) -> ColumnElement[bool]:
    """Say that a group is asked, and that no later check-point has taken the place of this one."""
    still = or_(_day.asked_until.is_(None), _day.asked_until > today)
    return and_(_day.asked_on <= today, still, _FOLLOWED_ON)


def _waits(row: Row[Any]) -> Waits:
    on = row.asked_on or row.answered_on or row.due_on
    return Waits(
        decision=shown(row),
        awaited=Awaited(row.awaited),
        due_on=row.due_on,
        rule=row.rule,
        asked_on=row.asked_on,
        asked_until=row.asked_until,
        answered_on=row.answered_on,
        said=row.said or "",
        stops=row.stops,
        key=(on, row.id, row.day_place),
    )
