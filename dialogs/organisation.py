"""What an organisation settles once for all its committees."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo

from dialogs.content import Content
from dialogs.model.due_times import WorkTime
from dialogs.model.people import Committee
from dialogs.model.reminding import ReminderPlan


@dataclass(frozen=True, slots=True)
class Organisation:
    """The settings that rules and screens need.

    Attributes:
        zone: the time zone in which people read the clock.
        content: the content by language, such as "da".
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

    def plan_for(self, committee: Committee) -> ReminderPlan:
        """Give the plan around a committee's meetings."""
        return ReminderPlan(self.content_for(committee).reminders, self.work, self.proposals_due_days)

    def content_for(self, committee: Committee) -> Content:
        """Give the content in a committee's language, for a team with the texts of a team."""
        content = self.content[committee.language]
        return content.for_team() if committee.is_team else content
