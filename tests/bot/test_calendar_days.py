"""Free days and working hours, as the settings say."""

from datetime import date, time

import pytest

from bot.calendar_days import free_days
from bot.config import Settings


def test_public_holidays_are_free_and_optional_days_are_not():
    free = free_days()
    assert {date(2026, 4, 3), date(2026, 5, 14), date(2026, 12, 25), date(2030, 4, 22)} <= free
    assert not {date(2026, 5, 1), date(2026, 6, 5), date(2026, 12, 24), date(2026, 12, 31)} & free
    # Great Prayer Day was abolished from 2024.
    assert date(2024, 4, 26) not in free


def test_what_an_organisation_takes_off_is_free_every_year():
    free = free_days({(5, 1), (2, 29)})
    assert {date(2026, 5, 1), date(2030, 5, 1), date(2028, 2, 29)} <= free


@pytest.mark.parametrize(
    "wrong",
    [
        {"free_days": "1. maj"},
        {"free_days": "13-01"},
        {"work_hours": "8-16"},
        {"work_hours": "16:00-08:00"},
        {"work_hours": "08:00"},
        {"reminders_at": "nine"},
    ],
)
def test_settings_that_are_no_days_and_hours_are_refused(wrong: dict[str, str]):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Settings(**wrong)


def test_settings_say_days_and_hours():
    settings = Settings(free_days="05-01, 12-24", work_hours="07:00-15:30", reminders_at="08:15")
    assert settings.days_off == {(5, 1), (12, 24)}
    assert settings.hours == (time(7), time(15, 30))
    assert settings.reminders_at == time(8, 15)
