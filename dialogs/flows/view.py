"""What a screen may look at: the meeting, who looks, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from dialogs.content import Content
from dialogs.model.meeting import Meeting
from dialogs.model.people import Person
from dialogs.organisation import Organisation
from dialogs.wording import Wording


@dataclass(frozen=True, slots=True)
class View:
    """One person's look at one meeting at one time (UTC)."""

    meeting: Meeting
    who: Person
    now: datetime
    organisation: Organisation
    words: Wording

    @property
    def content(self) -> Content:
        """Give the content in the committee's language."""
        return self.organisation.content_for(self.meeting)

    @property
    def here(self) -> bool:
        """Say whether the one who looks is in the room."""
        return self.meeting.is_here(self.who.id)

    @property
    def today(self) -> date:
        """Give the local date now."""
        return self.now.astimezone(self.organisation.zone).date()

    def clock(self, at: datetime) -> str:
        """Give a time as people read it, such as "10.45"."""
        return self.words.time(at.astimezone(self.organisation.zone))

    def when(self, at: datetime) -> tuple[str, str]:
        """Give day and clock time of a moment as people read them."""
        return self.day(at), self.clock(at)

    def day(self, at: datetime) -> str:
        """Give the local date of a moment as people read it."""
        return self.words.date(at.astimezone(self.organisation.zone).date())

    def date(self, on: date) -> str:
        """Give a date as people read it."""
        return self.words.date(on)
