"""What the trail keeps of work that is done in the register: who did what to what, and no word of it."""

from datetime import datetime

from bot.keeping import NO_MEETING
from bot.register.desk import Visitor
from dialogs.model.ids import Fresh, MeetingId
from storage.audit import Entry


def entry(
    who: Visitor, action: str, about: str, now: datetime, fresh: Fresh, number: int = 0, meeting: MeetingId = NO_MEETING
) -> Entry:
    """Give the `number`-th entry of one piece of work."""
    return Entry(fresh.id(number), meeting, now, who.signs_as, action, about)
