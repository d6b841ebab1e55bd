"""The follow-up group of a pilot that was chosen."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dialogs.model import moves, rights, weighing
from dialogs.model.agenda import Phase
from dialogs.model.ids import ItemId, PersonId, ProposalId
from dialogs.model.items import CheckPoint, FollowUpGroup, Item
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import SIDES
from dialogs.model.pilots import PilotState, Proposal, StopCriterion
from dialogs.model.refusals import Reason, Refusal

_WEEK = re.compile(r"(?:week|uge) (\d{1,3})", re.IGNORECASE)
_MONTHS = re.compile(r"\+ ?(\d{1,2}) (?:months?|måned(?:er)?)", re.IGNORECASE)


def check_point(rule: str, start_on: date | None) -> CheckPoint:
    """Work out when a check-point falls: "week 2" is 14 days after the start, "+6 months" keeps the day of the month.

    The rule is kept in English words whatever language it was typed in.

    Raises:
        Refusal: `unknown_choice` for a rule in other words.
    """
    week, months = _WEEK.fullmatch(rule), _MONTHS.fullmatch(rule)
    if not week and not months:
        raise Refusal(Reason.UNKNOWN_CHOICE, "check_points")
    if week:
        weeks = int(week.group(1))
        return CheckPoint(f"week {weeks}", start_on + timedelta(weeks=weeks) if start_on else None)
    assert months is not None  # noqa: S101
    return CheckPoint(f"+{int(months.group(1))} months", later(start_on, int(months.group(1))) if start_on else None)


def _order(point: CheckPoint) -> tuple[float, str]:
    """Order check-points as they fall; without a start date a month counts 4.345 weeks."""
    if point.on:
        return (point.on.toordinal(), point.rule)
    number = int("".join(filter(str.isdigit, point.rule)))
    return (number * 4.345 if point.rule.startswith("+") else number, point.rule)


def in_order(rules: Iterable[str], start_on: date | None) -> tuple[CheckPoint, ...]:
    """Give the check-points of some rules as they fall, each once.

    Raises:
        Refusal: what `check_point` raises.
    """
    return tuple(sorted({check_point(rule, start_on) for rule in rules}, key=_order))


def later(day: date, months: int) -> date:
    """Give the same day of the month `months` later, or the last day of a month that is too short."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def appoint(
    meeting: Meeting,
    who: PersonId,
    on: ItemId,
    members: Sequence[PersonId],
    mandate: str,
    check_points: Sequence[str],
    stop_criteria: Sequence[StopCriterion],
    today: date | None = None,
) -> Meeting:
    """Appoint who follows a chosen pilot. Appointing again takes the place of the first appointment.

    A pilot that was agreed on without a follow-up group waits for one after the meeting, and is selected with it. A
    group in which nobody of a side is left on the local day `today` is appointed again after the meeting.

    Raises:
        Refusal: `not_allowed`, `meeting_closed`, `not_present`, `wrong_phase`, `not_found`; `not_selected` unless the
            pilot was agreed on and chosen; `unknown_choice` for somebody who is not in the committee;
            `both_sides_required`; `empty_text` without a mandate.
    """
    rights.formandskab(meeting, who)
    again = today is not None and lacks_side(meeting, on, today)
    if not again and not waits_for_group(meeting, on):
        rights.in_room(meeting, who, Phase.PILOTS)
    item = weighing.item(meeting, on)
    if item.proposal is None or not (item.outcome and item.outcome.agreed and item.outcome.chosen):
        raise Refusal(Reason.NOT_SELECTED)
    people = meeting.committee.people
    # By name: the order in which somebody ticked them says nothing, and channels tick in different orders.
    named = tuple(sorted(set(members), key=lambda member: (people[member].name if member in people else "", member)))
    who_stops = {criterion.who for criterion in stop_criteria if criterion.who}
    if not set(named) <= set(people):
        raise Refusal(Reason.UNKNOWN_CHOICE, "members")
    if not who_stops <= set(people):
        raise Refusal(Reason.UNKNOWN_CHOICE, "stop_criteria")
    if not {people[person].side for person in named if people[person].is_party} >= set(SIDES):
        raise Refusal(Reason.BOTH_SIDES_REQUIRED, "members")
    if not mandate:
        raise Refusal(Reason.EMPTY_TEXT, "mandate")
    start_on = meeting.proposals[item.proposal].more.start_on
    group = FollowUpGroup(named, mandate, in_order(check_points, start_on), tuple(stop_criteria))
    item = replace(item, group=group)
    after = replace(meeting, items={**meeting.items, on: item})
    if meeting.stage is not Stage.ENDED:
        return after
    if again:
        found = _with_group(after.proposals[ProposalId(on)], item)
        return moves.put(after, replace(found, version=found.version + 1))
    return moves.put(after, selected(after, after.proposals[ProposalId(on)], item))


def lacks_side(meeting: Meeting, on: ItemId, today: date) -> bool:
    """Say whether a meeting that is over chose a pilot in whose group nobody of a side is left on a local day."""
    item = meeting.items.get(on)
    if meeting.stage is not Stage.ENDED or item is None or item.group is None:
        return False
    there = meeting.present(today).people
    left = {there[person].side for person in item.group.members if person in there}
    return not left >= set(meeting.committee.sides)


def waits_for_group(meeting: Meeting, on: ItemId) -> bool:
    """Say whether a meeting that is over agreed on a pilot without appointing who follows it."""
    item = meeting.items.get(on)
    proposal = meeting.proposals.get(item.proposal) if item and item.proposal else None
    if meeting.stage is not Stage.ENDED or item is None or item.group or proposal is None:
        return False
    chosen = item.outcome is not None and item.outcome.agreed and item.outcome.chosen
    return chosen and proposal.state is PilotState.SHORTLISTED


def selected(meeting: Meeting, found: Proposal, item: Item) -> Proposal:
    """Give a proposal as the pilot that was chosen, with who follows it and who may stop it."""
    return moves.move(_with_group(found, item), PilotState.SELECTED, place=0, discussed_in=meeting.number)


def _with_group(found: Proposal, item: Item) -> Proposal:
    assert item.group is not None  # noqa: S101
    # Where nobody is named, who is responsible is asked, and so may stop it.
    named = (stop.who or found.short.responsible_leader for stop in item.group.stop_criteria)
    stoppers = tuple(dict.fromkeys(who for who in named if who))
    return replace(found, followers=item.group.members, stoppers=stoppers)
