"""What an organisation settles once for all its committees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta, tzinfo

from dialogs.content import Content
from dialogs.model.due_times import WorkTime
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.reminding import ReminderPlan


@dataclass(frozen=True, slots=True)
class Organisation:
    """The settings that rules and screens need.

    Attributes:
        zone: the time zone in which people read the clock.
        content: the content by language, such as "da", as meetings begin with it now; `release` is its number.
        releases: the content by number: what meetings began with. What is not there is as it is now.
        abandoned_after: how long after everybody left a meeting is closed.
        proposals_due_days: calendar days before the meeting by which proposals are handed in.
        objection_days: calendar days after the last signature in which the minutes can be objected to.
        links_may_sign: whether a personal link is enough to sign. Only try-outs say yes: a forwarded link is no
            signature, so elsewhere a code is sent by mail.
        free_days: working days of the week on which nobody works.
        opens: when the day's work begins; `closes`: when it ends; `reminds`: when reminders go out.
    """

    zone: tzinfo
    content: Mapping[str, Content]
    release: int = 0
    releases: Mapping[int, Mapping[str, Content]] = field(default_factory=dict, compare=False, repr=False)
    abandoned_after: timedelta = timedelta(hours=4)
    proposals_due_days: int = 14
    objection_days: int = 14
    links_may_sign: bool = False
    free_days: Collection[date] = frozenset()
    opens: time = time(8)
    closes: time = time(16)
    reminds: time = time(9)

    @property
    def work(self) -> WorkTime:
        """Give when people work."""
        return WorkTime(self.zone, self.free_days, opens=self.opens, closes=self.closes, sends=self.reminds)

    def plan_for(self, meeting: Meeting) -> ReminderPlan:
        """Give the plan around a meeting."""
        return ReminderPlan(self.content_for(meeting).reminders, self.work, self.proposals_due_days)

    def content_for(self, meeting: Meeting) -> Content:
        """Give the content that a meeting began with, in its committee's language, for a team with the texts of a team.

        A meeting that has not begun has the newest.
        """
        begun = meeting.stage is not Stage.PLANNED
        found = self.releases.get(meeting.release, self.content) if begun else self.content
        content = found[meeting.committee.language]
        return content.for_team() if meeting.committee.is_team else content
