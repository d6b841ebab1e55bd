"""What a side says about an item before the meeting, for everybody to read: the side's own words, and nobody's name."""

from dataclasses import replace
from datetime import datetime, tzinfo

from dialogs.model import calling, rights, weighing
from dialogs.model.ids import ItemId, PersonId
from dialogs.model.items import Comment
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import Person
from dialogs.model.refusals import Reason, Refusal


def may_comment(meeting: Meeting, someone: Person, now: datetime, zone: tzinfo) -> bool:
    """Say whether somebody may write for their side: a party, once everybody can read what is on the table."""
    open_now = meeting.stage is Stage.PLANNED and now >= calling.readable_from(meeting, zone)
    return open_now and someone.is_party


def comment(meeting: Meeting, who: PersonId, on: ItemId, text: str, seen: str, now: datetime, zone: tzinfo) -> Meeting:
    """Write what one's side says about an item. It takes the place of what the side said before; nothing takes it back.

    Raises:
        Refusal: `not_a_member`, `not_a_party`, `meeting_closed`, `wrong_phase` (also before it can be read by all),
            `not_found`; `out_of_date` when a colleague wrote meanwhile.
    """
    someone = rights.party(meeting, who)
    rights.planned(meeting)
    item = weighing.item(meeting, on)
    if not may_comment(meeting, someone, now, zone):
        raise Refusal(Reason.WRONG_PHASE)
    before = item.comments.get(someone.side, Comment(""))
    rights.same(before.number, seen)
    comments = {**item.comments, someone.side: Comment(text, before.number + 1)}
    return replace(meeting, items={**meeting.items, on: replace(item, comments=comments)})
