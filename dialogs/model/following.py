"""Pilots followed: check-points fall due, are answered, put off or waited for; what was learnt comes back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest

from dialogs.model import resuming, rights
from dialogs.model.due_times import Move, WorkTime, goes_out
from dialogs.model.followed import Answer, Evaluated, Evaluation, Following
from dialogs.model.ids import Fresh, ItemId, PersonId
from dialogs.model.items import CheckPoint, FollowUpGroup, Item
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.refusals import Reason, Refusal

PREFIX = "follow."
# How long after a check-point the group is asked again, and its formandskab told.
PATIENCE = timedelta(days=7)
SNOOZE_DAYS = 60
# A pilot in one of these states is followed no more. States are stored by name.
OVER = frozenset({"not_selected", "other_level", "withdrawn", "stopped"})


class Urge(StrEnum):
    """Who is told about a check-point, in the order in which they are told."""

    ASK = "ask"
    WAIT = "wait"
    TELL = "tell"


@dataclass(frozen=True, slots=True)
class Due:
    """Something about a check-point that will be told: to whom (`urge`), when, and until when it means something."""

    urge: Urge
    item: Item
    point: CheckPoint
    from_on: date
    at: datetime
    until: datetime | None

    @property
    def name(self) -> str:
        """Give the name of its timer. Put off to another day it is another one."""
        return f"{PREFIX}{self.urge}.{self.item.id}.{self.point.rule}.{self.from_on}"


def followed(meeting: Meeting) -> tuple[tuple[Item, FollowUpGroup], ...]:
    """Give the pilots that a meeting chose and that are still followed, with their groups."""
    if meeting.stage is not Stage.ENDED:
        return ()
    found = ((item, item.group) for item in meeting.in_order())
    return tuple((item, group) for item, group in found if group and not _is_over(meeting, item))


def state(meeting: Meeting, item: ItemId) -> Following:
    """Give what is known of a pilot that is followed."""
    return meeting.followed.get(item) or Following(item)


def due(meeting: Meeting, work: WorkTime) -> tuple[Due, ...]:
    """Give everything that will be told about check-points and has not been."""
    return tuple(each for item, group in followed(meeting) for each in _due(meeting, item, group, work))


def wanted(meeting: Meeting, work: WorkTime, now: datetime) -> Mapping[str, datetime]:
    """Give by name of its timer when each of them goes out."""
    return {each.name: goes_out(each.at, now, work) for each in due(meeting, work)}


def asked(meeting: Meeting, item: Item, today: date) -> CheckPoint | None:
    """Give the check-point that a group is asked about on a local day: the last one that has come and is open."""
    known = state(meeting, item.id)
    points = [point for point in _points(item) if _from(known, point) <= today]
    last = points[-1] if points else None
    return last if last and not known.answered(last.rule) and not _needless(known, last) else None


def answer(meeting: Meeting, who: PersonId, on: ItemId, given: Answer, seen: str) -> Meeting:
    """Keep what the group says at the check-point it is asked about.

    Raises:
        Refusal: `not_found`, `not_allowed` for somebody who is not in the group, `out_of_date` when it was answered
            or put off meanwhile; `unknown_choice` for a sign or a stop criterion that was not agreed.
    """
    item, group = _mine(meeting, who, on)
    rights.same(stamp(meeting, item, given.on), seen)
    if asked(meeting, item, given.on) is None:
        raise Refusal(Reason.OUT_OF_DATE)
    if not set(given.signs) <= set(signs(meeting, item)):
        raise Refusal(Reason.UNKNOWN_CHOICE, "signs")
    if not set(given.stops) <= {stop.text for stop in group.stop_criteria}:
        raise Refusal(Reason.UNKNOWN_CHOICE, "stops")
    known = state(meeting, on)
    return _keep(meeting, replace(known, answers=(*known.answers, given)))


def snooze(meeting: Meeting, who: PersonId, on: ItemId, until: date | None, today: date, seen: str) -> Meeting:
    """Put a check-point off until a day.

    Raises:
        Refusal: `not_found`, `not_allowed`, `out_of_date`; `out_of_range` for a day that has come, or one more than
            60 days ahead.
    """
    item, _ = _mine(meeting, who, on)
    rights.same(stamp(meeting, item, today), seen)
    point = asked(meeting, item, today)
    if point is None:
        raise Refusal(Reason.OUT_OF_DATE)
    if until is None or not today < until <= today + timedelta(days=SNOOZE_DAYS):
        raise Refusal(Reason.OUT_OF_RANGE, "until")
    known = state(meeting, on)
    return _keep(meeting, replace(known, snoozed={**known.snoozed, point.rule: until}))


def evaluate(meeting: Meeting, who: PersonId, on: ItemId, given: Evaluation, seen: str) -> Meeting:
    """Keep the evaluation of a pilot; a new one takes the place of the one before.

    Raises:
        Refusal: `not_found`, `not_allowed`, `out_of_date`.
    """
    _mine(meeting, who, on)
    known = state(meeting, on)
    rights.same(known.version, seen)
    return _keep(meeting, replace(known, evaluation=given))


def take_up(meeting: Meeting, who: PersonId, on: ItemId, title: str, seen: str, fresh: Fresh) -> Meeting:
    """Put the evaluation of a pilot on the table of a meeting to come.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `wrong_phase`, `not_found`; `out_of_date` when it is on a table or
            was changed meanwhile; `out_of_range` when there is no room.
    """
    rights.formandskab(meeting, who)
    rights.planned(meeting)
    found = next((each for each in meeting.evaluated if each.item == on), None)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    if not can_be_taken(meeting, found):
        raise Refusal(Reason.OUT_OF_DATE)
    rights.same(found.version, seen)
    if len(meeting.items) >= resuming.MOST_ON_TABLE:
        raise Refusal(Reason.OUT_OF_RANGE, least=0, most=resuming.MOST_ON_TABLE)
    place = 1 + max((item.place for item in meeting.items.values()), default=0)
    new = Item(ItemId(fresh.id()), place, title, closed=found.closed, ground=found.ground, evaluates=found.item)
    rest = (replace(each, taken=True) if each is found else each for each in meeting.evaluated)
    return replace(meeting, items={**meeting.items, new.id: new}, evaluated=tuple(rest))


def can_be_taken(meeting: Meeting, found: Evaluated) -> bool:
    """Say whether an evaluation lies on no meeting's table yet."""
    return not found.taken and all(item.evaluates != found.item for item in meeting.items.values())


def signs(meeting: Meeting, item: Item) -> tuple[str, ...]:
    """Give the signs of success that were agreed for a pilot."""
    proposal = meeting.proposals.get(item.proposal) if item.proposal else None
    return proposal.more.success_signs if proposal else ()


def stamp(meeting: Meeting, item: Item, today: date) -> str:
    """Give the version that the forms of a check-point carry."""
    point = asked(meeting, item, today)
    return f"{point.rule if point else ''}.{state(meeting, item.id).version}"


def asked_between(known: Following, points: Sequence[CheckPoint], point: CheckPoint) -> tuple[date, date | None] | None:
    """Give from which day a group is asked at a check-point that has one and until which, where it has not answered.

    The next check-point takes the place of one that nobody answered.
    """
    if known.answered(point.rule) or _needless(known, point):
        return None
    dated = [each for each in points if each.on]
    after = next((each for each in dated[dated.index(point) + 1 :]), None)
    return _from(known, point), _from(known, after) if after else None


def waits_since(meeting: Meeting, item: Item, today: date) -> date | None:
    """Give since when a group owes an answer, once it has been asked a second time; None before."""
    point = asked(meeting, item, today)
    since = _from(state(meeting, item.id), point) if point else None
    return since if since and today >= since + PATIENCE else None


def _due(meeting: Meeting, item: Item, group: FollowUpGroup, work: WorkTime) -> Iterator[Due]:
    known, points = state(meeting, item.id), _points(item)
    for point, after in zip_longest(points, points[1:]):
        if known.answered(point.rule) or _needless(known, point):
            continue
        first = _from(known, point)
        until = work.usual(_from(known, after), Move.LATER) if after else None
        for number, urge in enumerate(Urge):
            at = work.usual(first + number * PATIENCE, Move.LATER)
            each = Due(urge, item, point, first, at, until)
            if each.name not in meeting.rung:
                yield each


def _points(item: Item) -> tuple[CheckPoint, ...]:
    """Give the check-points that have a day, in their order."""
    return tuple(point for point in item.group.check_points if point.on) if item.group else ()


def _from(known: Following, point: CheckPoint) -> date:
    assert point.on is not None  # noqa: S101
    return max(known.snoozed.get(point.rule, point.on), point.on)


def _needless(known: Following, point: CheckPoint) -> bool:
    """Say whether a check-point means nothing any more: once a pilot is evaluated, only the look back is left."""
    return known.evaluation is not None and not point.rule.startswith("+")


def _is_over(meeting: Meeting, item: Item) -> bool:
    proposal = meeting.proposals.get(item.proposal) if item.proposal else None
    return proposal is not None and proposal.state in OVER


def _mine(meeting: Meeting, who: PersonId, on: ItemId) -> tuple[Item, FollowUpGroup]:
    rights.person(meeting, who)
    found = next(((item, group) for item, group in followed(meeting) if item.id == on), None)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    if who not in found[1].members:
        raise Refusal(Reason.NOT_ALLOWED)
    return found


def _keep(meeting: Meeting, known: Following) -> Meeting:
    now_known = {**meeting.followed, known.item: replace(known, version=known.version + 1)}
    return replace(meeting, followed=now_known)
