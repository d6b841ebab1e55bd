"""The days of a pilot as they stand in a calendar: they stay there once they have come, and are cancelled in sight."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dialogs.model import check_points
from dialogs.model.check_points import EVALUATION
from dialogs.model.due_times import Move, WorkTime
from dialogs.model.items import CheckPoint, Item
from dialogs.model.meeting import Meeting, Stage


@dataclass(frozen=True, slots=True)
class Noted:
    """A check-point, or the evaluation, on its local day. `changes` grows whenever one of them may have moved."""

    item: Item
    rule: str
    on: date
    is_off: bool
    changes: int


def noted(meeting: Meeting, work: WorkTime) -> Iterator[Noted]:
    """Give the days of all pilots that a meeting chose, those that are over too."""
    goes_on = {item.id for item, _ in check_points.followed(meeting)}
    for item in meeting.in_order() if meeting.stage is Stage.ENDED else ():
        changes = _changes(meeting, item)
        for point, on in _days(meeting, item):
            is_off = item.id not in goes_on or _is_asked_no_more(meeting, item, point)
            yield Noted(item, point.rule, work.working_day(on, Move.LATER), is_off, changes)
        found, ends = check_points.pilot(meeting, item), check_points.ends_on(meeting, item)
        if found and found.began_on and (on_day := found.over_on or ends):
            yield Noted(item, EVALUATION, work.working_day(on_day, Move.LATER), item.id not in goes_on, changes)


def _days(meeting: Meeting, item: Item) -> Iterator[tuple[CheckPoint, date]]:
    known = check_points.this_round(meeting, item)
    yield from ((point, check_points.from_day(known, point)) for point in check_points.points(meeting, item))


def _is_asked_no_more(meeting: Meeting, item: Item, point: CheckPoint) -> bool:
    known, found = check_points.this_round(meeting, item), check_points.pilot(meeting, item)
    between = check_points.asked_between(known, found, check_points.points(meeting, item), point)
    return between is None and not known.answered(point.rule)


def _changes(meeting: Meeting, item: Item) -> int:
    found = check_points.pilot(meeting, item)
    return check_points.state(meeting, item.id).version + (found.version if found else 0)
