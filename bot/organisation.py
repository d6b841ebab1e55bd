"""What the settings and the content say about the organisation, for rules that read neither."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.calendar_days import free_days
from bot.config import Settings
from bot.content import read_content
from dialogs.organisation import Organisation


def organisation_of(settings: Settings) -> Organisation:
    """Give what the settings say about the organisation.

    Raises:
        ContentFault: when the content has faults.
    """
    return Organisation(
        zone=ZoneInfo(settings.time_zone),
        content=read_content(settings.content),
        abandoned_after=timedelta(hours=settings.abandoned_hours),
        proposals_due_days=settings.proposals_due_days,
        objection_days=settings.objection_days,
        links_may_sign=settings.tryout,
        free_days=free_days(settings.days_off),
        opens=settings.hours[0],
        closes=settings.hours[1],
        reminds=settings.reminders_at,
    )
