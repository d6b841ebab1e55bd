"""The decisions in the record: one entry for each item on the table, settled or not."""

from datetime import date

from dialogs.model import weighing
from dialogs.model.items import FollowUpGroup, Guideline, Item, Reservation
from dialogs.model.meeting import Meeting
from dialogs.model.people import SIDES, Side

Entry = dict[str, object]


def decision(meeting: Meeting, item: Item) -> Entry:
    """Give the entry of one item. A wording that was not confirmed by every side it was put to is no outcome."""
    outcome = item.outcome if item.outcome and item.outcome.settled else None
    proposal = meeting.proposals.get(item.proposal) if item.proposal else None
    people = meeting.committee.people
    positions = outcome and outcome.management_position and outcome.employee_position
    return {
        "title": item.title,
        "open": not item.closed,
        "ground": item.ground or None,
        "type": str(outcome.item_type) if outcome else None,
        "outcome": str(outcome.kind) if outcome else None,
        "chosen": bool(outcome and outcome.chosen),
        "wording": outcome.text if outcome else None,
        "decider": people[outcome.decider].name if outcome and outcome.decider else None,
        "remarks": {
            str(side): (outcome.confirmed[side].remark or None) if outcome and side in outcome.confirmed else None
            for side in SIDES
        },
        "positions": {
            str(Side.MANAGEMENT): outcome.management_position,
            str(Side.EMPLOYEES): outcome.employee_position,
        }
        if outcome and positions
        else None,
        "account": (outcome.account or None) if outcome else None,
        "to_committee": (outcome.to_committee or None) if outcome else None,
        "resumes_on": _day(outcome.resumes_on) if outcome else None,
        "reservations": [_reservation(found) for found in weighing.reservations_on(meeting, item.id)],
        "conditions": [
            {"text": condition.text, "owner": str(condition.owner), "due": str(condition.due)}
            for condition in (proposal.conditions if proposal else ())
        ],
        "follow_up_group": _group(meeting, item.group) if item.group else None,
        "guideline": _guideline(outcome.guideline) if outcome and outcome.guideline else None,
    }


def side_of(side: Side) -> str:
    """Give a side as the record says it: in a team nobody has one."""
    return str(Side.NONE if side is Side.TEAM else side)


def _reservation(found: Reservation) -> Entry:
    change = {"before": found.change.before, "after": found.change.after} if found.change else None
    return {"side": side_of(found.side), "text": found.text, "state": str(found.state), "change": change}


def _group(meeting: Meeting, group: FollowUpGroup) -> Entry:
    people = meeting.committee.people
    return {
        "members": [people[person].name for person in group.members],
        "mandate": group.mandate,
        "check_points": [{"rule": point.rule, "on": _day(point.on)} for point in group.check_points],
        "stop_criteria": [
            {"text": stop.text, "who": people[stop.who].name if stop.who else None} for stop in group.stop_criteria
        ],
    }


def _guideline(found: Guideline) -> Entry:
    return {
        "valid_from": _day(found.valid_from),
        "notice_months": found.notice_months,
        "review_on": _day(found.review_on),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
