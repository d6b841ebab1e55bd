"""What is done with a meeting afterwards beside its minutes: case numbers, closing an item, one more reminder."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from hashlib import blake2b

from dialogs.model import rights, weighing
from dialogs.model.ids import ItemId, PersonId
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Role
from dialogs.model.refusals import Reason, Refusal

MEETING = "meeting"
"""Stands for the meeting itself, where a case number could be an item's."""


def is_clerk(meeting: Meeting, who: PersonId, today: date) -> bool:
    """Say whether somebody sees to this: formandskab, secretary and HR; after the meeting also who is HR by now."""
    someone = meeting.committee.people.get(who)
    if someone and (rights.in_force(meeting, someone).may_lead or Role.HR in someone.roles):
        return True
    return any(
        each.id == who and Role.HR in each.on(today).roles and not each.has_left(today) for each in meeting.clerks
    )


def cases(meeting: Meeting) -> str:
    """Give the version of the case numbers that a form carries."""
    noted = sorted(meeting.case_numbers.items())
    return blake2b(repr(noted).encode(), digest_size=6).hexdigest()


def note_case(meeting: Meeting, who: PersonId, on: str, number: str, seen: str, today: date) -> Meeting:
    """Note under which number a case system holds a meeting or one of its items. An empty number takes it away.

    Raises:
        Refusal: `not_a_member`, `not_allowed`; `unknown_choice` for what is not there; `out_of_date`.
    """
    _clerk(meeting, who, today)
    if on != MEETING and ItemId(on) not in meeting.items:
        raise Refusal(Reason.UNKNOWN_CHOICE, "item")
    rights.same(cases(meeting), seen)
    rest = {name: text for name, text in meeting.case_numbers.items() if name != on}
    return replace(meeting, case_numbers={**rest, on: number} if number else rest)


def closable(meeting: Meeting) -> tuple[ItemId, ...]:
    """Give the items that are open and can be closed beside the meeting."""
    return tuple(item.id for item in meeting.in_order() if not item.closed)


def close_item(meeting: Meeting, who: PersonId, on: ItemId, ground: str, seen: str, today: date) -> Meeting:
    """Close an item for a ground. What was decided and signed stands; who may not read closed items reads it no more.

    Raises:
        Refusal: `not_a_member`, `not_allowed`, `not_found`; `wrong_phase` while the meeting lasts; `out_of_date` when
            it is closed or another was meanwhile; `ground_required`.
    """
    _clerk(meeting, who, today)
    item = weighing.item(meeting, on)
    if meeting.stage not in {Stage.PLANNED, Stage.ENDED}:
        raise Refusal(Reason.WRONG_PHASE)
    if item.closed:
        raise Refusal(Reason.OUT_OF_DATE)
    rights.same(len(closable(meeting)), seen)
    if not ground:
        raise Refusal(Reason.GROUND_REQUIRED, "ground")
    return replace(meeting, items={**meeting.items, on: replace(item, closed=True, ground=ground)})


def remind(meeting: Meeting, who: PersonId, on: str, waiting: Collection[PersonId], today: date) -> Meeting:
    """Note that those who are waited for are reminded once more.

    Raises:
        Refusal: `not_a_member`, `not_allowed`; `out_of_date` when nobody is waited for any more; `reminded_today`.
    """
    _clerk(meeting, who, today)
    if not waiting:
        raise Refusal(Reason.OUT_OF_DATE)
    if meeting.reminded.get(on) == today:
        raise Refusal(Reason.REMINDED_TODAY)
    return replace(meeting, reminded={**meeting.reminded, on: today})


def _clerk(meeting: Meeting, who: PersonId, today: date) -> None:
    if not is_clerk(meeting, who, today):
        raise Refusal(Reason.NOT_ALLOWED if who in meeting.committee.people else Reason.NOT_A_MEMBER)
