"""When a follow-up group is asked about its pilot: at its check-points, and when it is time to evaluate."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import zip_longest

from dialogs.model.appointing import check_point
from dialogs.model.due_times import Move, WorkTime, goes_out
from dialogs.model.followed import Following
from dialogs.model.ids import ItemId, MeetingId, ProposalId
from dialogs.model.items import CheckPoint, FollowUpGroup, Item
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.pilots import PilotState, Proposal

PREFIX = "follow."
# What stands in a check-point's place once a pilot is over.
EVALUATION = "evaluation"
# How long after a check-point the group is asked again, and its formandskab told.
PATIENCE = timedelta(days=7)
# A pilot in one of these states is followed no more. States are stored by name.
OVER = frozenset({"not_selected", "other_level", "withdrawn", "stopped"})
CONCLUDED = frozenset({PilotState.ADOPTED, PilotState.ADJUSTED, PilotState.STOPPED})


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
        return _name(self.urge, self.item.id, self.point.rule, self.from_on)


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A group owes an answer though its formandskab has been told: what is asked, and since when.

    `matter` is the id by which the register knows what was decided.
    """

    matter: ItemId | ProposalId
    rule: str
    since: date


def followed(meeting: Meeting) -> tuple[tuple[Item, FollowUpGroup], ...]:
    """Give the pilots that a meeting chose and that are still followed, with their groups."""
    if meeting.stage is not Stage.ENDED:
        return ()
    found = ((item, item.group) for item in meeting.in_order())
    return tuple((item, group) for item, group in found if group and not _is_over(meeting, item))


def pilot(meeting: Meeting, item: Item) -> Proposal | None:
    """Give the pilot that an item chose."""
    return meeting.proposals.get(item.proposal) if item.proposal else None


def state(meeting: Meeting, item: ItemId) -> Following:
    """Give all that is known of a pilot that is followed."""
    return meeting.followed.get(item) or Following(item)


def this_round(meeting: Meeting, item: Item) -> Following:
    """Give what is known of a pilot since it went on with changes, where it did."""
    return in_round(state(meeting, item.id), pilot(meeting, item))


def in_round(known: Following, found: Proposal | None) -> Following:
    """Give what of `known` belongs to the round in which its pilot is."""
    if found is None or found.round == 1:
        return known
    evaluation = known.evaluation if known.evaluation and known.evaluation.round == found.round else None
    answers = tuple(each for each in known.answers if each.round == found.round)
    return replace(known, answers=answers, evaluation=evaluation)


def due(meeting: Meeting, work: WorkTime) -> tuple[Due, ...]:
    """Give everything that will be told about check-points and evaluations and has not been."""
    found = (
        each for item, _ in followed(meeting) for each in (*_due(meeting, item, work), *_over(meeting, item, work))
    )
    return tuple(each for each in found if each.name not in meeting.rung)


def wanted(meeting: Meeting, work: WorkTime, now: datetime) -> Mapping[str, datetime]:
    """Give by name of its timer when each of them goes out."""
    return {each.name: goes_out(each.at, now, work) for each in due(meeting, work)}


def asked(meeting: Meeting, item: Item, today: date) -> CheckPoint | None:
    """Give the check-point that a group is asked about on a local day: the last one that has come and is open."""
    known = this_round(meeting, item)
    come = [point for point in points(meeting, item) if from_day(known, point) <= today]
    last = come[-1] if come else None
    return last if last and _is_open(known, pilot(meeting, item), last) else None


def asked_between(
    known: Following, found: Proposal | None, points: Sequence[CheckPoint], point: CheckPoint
) -> tuple[date, date | None] | None:
    """Give from which day a group is asked at a check-point and until which; None where it is asked nothing.

    The next check-point takes the place of one that nobody answered. `known` and `points` are those of the round.
    """
    if not _is_open(known, found, point):
        return None
    after = next(iter(points[points.index(point) + 1 :]), None)
    return from_day(known, point), from_day(known, after) if after else None


def owes_evaluation(meeting: Meeting, item: Item) -> date | None:
    """Give since when a group owes the evaluation of a pilot that is over, or None."""
    found = pilot(meeting, item)
    return evaluation_owed(this_round(meeting, item), found) if found else None


def stops_met(known: Following) -> tuple[str, ...]:
    """Give the stop criteria that are met now: those that the group named when it answered last in this round."""
    return known.answers[-1].stops if known.answers else ()


def evaluation_owed(known: Following, found: Proposal) -> date | None:
    """Give since when the evaluation of a pilot is owed, or None. `known` is that of the round."""
    return found.over_on if found.state is PilotState.EVALUATING and not known.evaluation else None


def asked_since(meeting: Meeting, item: Item, today: date) -> date | None:
    """Give since when a group owes an answer, about a check-point or the pilot as a whole; None while it owes none."""
    if item.group is None or _is_over(meeting, item):
        return None
    point = asked(meeting, item, today)
    return from_day(this_round(meeting, item), point) if point else owes_evaluation(meeting, item)


def waits_since(meeting: Meeting, item: Item, today: date) -> date | None:
    """Give since when a group owes an answer, once it has been asked a second time; None before."""
    since = asked_since(meeting, item, today)
    return since if since and today >= since + PATIENCE else None


def unanswered(meeting: Meeting) -> tuple[Unanswered, ...]:
    """Give the newest thing that each group owes an answer to though its formandskab has been told."""
    return tuple(each for item, _ in followed(meeting) if (each := _unanswered(meeting, item)))


def points(meeting: Meeting, item: Item) -> tuple[CheckPoint, ...]:
    """Give the check-points that have a day, in their order.

    They are counted from the start that was planned, and once the pilot has begun from its first day; those of one that
    went on with changes from the day on which it did.
    """
    return points_of(item.group, pilot(meeting, item)) if item.group else ()


def points_of(group: FollowUpGroup, found: Proposal | None) -> tuple[CheckPoint, ...]:
    """Give the check-points of a group that have a day, as `points`."""
    first = (found.prolonged_on or found.began_on) if found else None
    if found is None or first is None:
        return tuple(point for point in group.check_points if point.on)
    counted = sorted((check_point(point.rule, first) for point in group.check_points), key=_falls)
    if found.prolonged_on is None:
        return tuple(counted)
    end_on = found.more.end_on
    return tuple(each for each in counted if _is_after(each) or (end_on and each.on and each.on < end_on))


def from_day(known: Following, point: CheckPoint) -> date:
    """Give from when on a check-point is asked about: its day, or the day it was put off to."""
    assert point.on is not None  # noqa: S101
    return max(known.snoozed.get(point.rule, point.on), point.on)


def ends_on(meeting: Meeting, item: Item) -> date | None:
    """Give the local day on which a pilot is over: its end date, or else the last check-point in weeks."""
    found = pilot(meeting, item)
    if found and found.more.end_on:
        return found.more.end_on
    weeks = [point.on for point in points(meeting, item) if point.on and not _is_after(point)]
    return weeks[-1] if weeks else None


def touched(before: Meeting, after: Meeting) -> tuple[MeetingId, ...]:
    """Give the other meetings that wait for something else now: those that chose pilots of which the state changed."""
    if before.proposals is after.proposals:
        return ()
    numbers = {
        each.discussed_in
        for key, each in after.proposals.items()
        if each.discussed_in and each.state is not before.proposals[key].state
    }
    return tuple(sibling.id for sibling in after.siblings if sibling.number in numbers)


def _due(meeting: Meeting, item: Item, work: WorkTime) -> Iterator[Due]:
    known, found = this_round(meeting, item), points(meeting, item)
    for point, after in zip_longest(found, found[1:]):
        if not _is_open(known, pilot(meeting, item), point):
            continue
        until = work.usual(from_day(known, after), Move.LATER) if after else None
        yield from _urges(item, point, from_day(known, point), until, work, Urge)


def _over(meeting: Meeting, item: Item, work: WorkTime) -> Iterator[Due]:
    """Give when a pilot is over and its evaluation is asked for, and when that is waited for."""
    found = pilot(meeting, item)
    ends, since = ends_on(meeting, item), owes_evaluation(meeting, item)
    if found and ends and found.state in {PilotState.RUNNING, PilotState.PAUSED}:
        yield from _urges(item, CheckPoint(EVALUATION, ends), ends, None, work, (Urge.ASK,))
    elif since:
        yield from _urges(item, CheckPoint(EVALUATION, since), since, None, work, (Urge.WAIT, Urge.TELL))


def _urges(
    item: Item,
    point: CheckPoint,
    first: date,
    until: datetime | None,
    work: WorkTime,
    urges: "type[Urge] | tuple[Urge, ...]",
) -> Iterator[Due]:
    order = tuple(Urge)
    for urge in urges:
        at = work.usual(first + order.index(urge) * PATIENCE, Move.LATER)
        yield Due(urge, item, point, first, at, until)


def _unanswered(meeting: Meeting, item: Item) -> Unanswered | None:
    known, found, since = this_round(meeting, item), None, owes_evaluation(meeting, item)
    for point in points(meeting, item):
        if not _is_open(known, pilot(meeting, item), point):
            found = None
        elif _name(Urge.TELL, item.id, point.rule, from_day(known, point)) in meeting.rung:
            found = Unanswered(item.proposal or item.id, point.rule, from_day(known, point))
    if since and _name(Urge.TELL, item.id, EVALUATION, since) in meeting.rung:
        found = Unanswered(item.proposal or item.id, EVALUATION, since)
    return found


def _name(urge: Urge, item: ItemId, rule: str, from_on: date) -> str:
    return f"{PREFIX}{urge}.{item}.{rule}.{from_on}"


def _falls(point: CheckPoint) -> tuple[date | None, str]:
    return (point.on, point.rule)


def _is_after(point: CheckPoint) -> bool:
    """Say whether a check-point looks back on a pilot that has been over for months."""
    return point.rule.startswith("+")


def _is_open(known: Following, found: Proposal | None, point: CheckPoint) -> bool:
    """Say whether a check-point is to be answered still: once a pilot is over, only the look back is left."""
    over = known.evaluation is not None or (found is not None and found.state in {PilotState.EVALUATING, *CONCLUDED})
    return not known.answered(point.rule) and (_is_after(point) or not over)


def _is_over(meeting: Meeting, item: Item) -> bool:
    found = pilot(meeting, item)
    return found is not None and found.state in OVER
