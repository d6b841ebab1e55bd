"""Pilots followed: check-points are answered and put off, pilots evaluated; what was learnt comes back."""

from dataclasses import replace
from datetime import date, timedelta

from dialogs.model import moves, resuming, rights
from dialogs.model.check_points import CONCLUDED, asked, followed, pilot, state
from dialogs.model.followed import Answer, Evaluated, Evaluation, Following
from dialogs.model.ids import Fresh, ItemId, PersonId
from dialogs.model.items import FollowUpGroup, Item
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState
from dialogs.model.refusals import Reason, Refusal

SNOOZE_DAYS = 60


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
    return _keep(meeting, replace(known, answers=(*known.answers, replace(given, round=_round(meeting, item)))))


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
    """Keep the evaluation of a pilot; a new one takes the place of the one before. A pilot that lasted is over then.

    Raises:
        Refusal: `not_found`, `not_allowed`; `out_of_date` also when the committee has concluded on the pilot.
    """
    item, _ = _mine(meeting, who, on)
    known, found = state(meeting, on), pilot(meeting, item)
    rights.same(known.version, seen)
    if not may_evaluate(meeting, item):
        raise Refusal(Reason.OUT_OF_DATE)
    if found and found.state in {PilotState.RUNNING, PilotState.PAUSED}:
        meeting = moves.put(meeting, moves.move(found, PilotState.EVALUATING, over_on=given.on))
    return _keep(meeting, replace(known, evaluation=replace(given, round=_round(meeting, item))))


def may_evaluate(meeting: Meeting, item: Item) -> bool:
    """Say whether a pilot can be evaluated: until the committee has concluded on it."""
    found = pilot(meeting, item)
    return found is None or found.state not in CONCLUDED


def end(meeting: Meeting, item: Item, today: date) -> Meeting:
    """End a pilot whose time is up, so that it is evaluated."""
    found = pilot(meeting, item)
    assert found is not None  # noqa: S101
    return moves.put(meeting, moves.move(found, PilotState.EVALUATING, over_on=today))


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
    """Say whether an evaluation waits for a meeting: not concluded on, on no table, and not put off."""
    proposal = meeting.proposals.get(found.proposal) if found.proposal else None
    if proposal and (proposal.state in CONCLUDED or proposal.round != found.evaluation.round):
        return False
    coming = (*(item.evaluates for item in meeting.items.values()), *(each.evaluates for each in meeting.earlier))
    return not found.taken and found.item not in coming


def signs(meeting: Meeting, item: Item) -> tuple[str, ...]:
    """Give the signs of success that were agreed for a pilot."""
    found = pilot(meeting, item)
    return found.more.success_signs if found else ()


def stamp(meeting: Meeting, item: Item, today: date) -> str:
    """Give the version that the forms of a check-point carry."""
    point = asked(meeting, item, today)
    return f"{point.rule if point else ''}.{state(meeting, item.id).version}"


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


def _round(meeting: Meeting, item: Item) -> int:
    found = pilot(meeting, item)
    return found.round if found else 1
