"""What an earlier meeting put off comes back by itself, first on the table, at its date or in the next meeting."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, tzinfo

from dialogs.model import moves
from dialogs.model.items import Earlier, Item
from dialogs.model.meeting import Meeting
from dialogs.model.pilots import PilotState, Proposal

MOST_ON_TABLE = 5


def day(meeting: Meeting, zone: tzinfo) -> date:
    """Give the local date of a meeting."""
    return meeting.starts_at.astimezone(zone).date()


def due(meeting: Meeting, on: date) -> tuple[Earlier, ...]:
    """Give what comes back in a meeting held `on` this day and is not on its table yet, the longest put off first."""
    found = (each for each in meeting.earlier if _is_due(each, on) and _is_put_off(meeting, each))
    return tuple(sorted(found, key=lambda each: (each.meeting, each.resumes_on or date.min, each.title, each.id)))


def settle(meeting: Meeting, on: date) -> Meeting:
    """Put on the table what comes back `on` this day, and take off again what does not any more.

    What there is no room for stays put off.
    """
    too_early = [item for item in meeting.items.values() if item.earlier and not _is_due(item.earlier, on)]
    meeting = send_back(meeting, too_early)
    back = due(meeting, on)[: max(0, MOST_ON_TABLE - len(meeting.items))]
    return _take_up(meeting, back) if back else meeting


def take_up(meeting: Meeting, item: Item) -> Item:
    """Give an item that is put on the table by hand, with what an earlier meeting said about it."""
    return replace(item, earlier=next((each for each in meeting.earlier if each.id == item.id), None))


def send_back(meeting: Meeting, items: Iterable[Item]) -> Meeting:
    """Take items off the table: what was put off before is put off again, the rest waits to be put on another table."""
    gone = {item.id: item for item in items}
    if not gone:
        return meeting
    proposals = dict(meeting.proposals)
    for item in gone.values():
        if item.proposal:
            state = PilotState.DEFERRED if item.earlier else PilotState.SCREENED
            proposals[item.proposal] = moves.move(proposals[item.proposal], state, place=0)
    return replace(
        meeting,
        items={key: item for key, item in meeting.items.items() if key not in gone},
        earlier=(*meeting.earlier, *(item.earlier for item in gone.values() if item.earlier)),
        proposals=proposals,
    )


def _take_up(meeting: Meeting, back: tuple[Earlier, ...]) -> Meeting:
    first = map(Item.resumed, back)
    ordered = [replace(item, place=place) for place, item in enumerate((*first, *meeting.in_order()), 1)]
    proposals = dict(meeting.proposals)
    for item in ordered:
        if item.proposal:
            proposals[item.proposal] = _on_table(proposals[item.proposal], item.place)
    return replace(
        meeting,
        items={item.id: item for item in ordered},
        earlier=tuple(each for each in meeting.earlier if each not in back),
        proposals=proposals,
    )


def _on_table(found: Proposal, place: int) -> Proposal:
    if found.state is PilotState.SHORTLISTED:
        return replace(found, place=place, version=found.version + 1)
    return moves.move(found, PilotState.SHORTLISTED, place=place)


def _is_due(each: Earlier, on: date) -> bool:
    return each.resumes_on is None or on >= each.resumes_on


def _is_put_off(meeting: Meeting, each: Earlier) -> bool:
    """Say whether nobody took it back or put it on a table meanwhile."""
    return each.proposal is None or meeting.proposals[each.proposal].state is PilotState.DEFERRED
