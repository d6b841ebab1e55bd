"""Reminders around a meeting."""

from typing import Protocol


class Reminding(Protocol):
    """What is said about reminders. The reminders themselves are content."""

    reminders_title: str
    reminders_label: str
    reminders_help: str
    save_reminders: str
    reminders_saved: str

    move_reminder: str
    reminder_label: str
    reminder_days_label: str
    reminder_days_help: str

    def reminder_moved(self, reminder: str) -> str: ...
    def signer_has_left(self, name: str) -> str: ...
    def why_reminded(self, committee: str, day: str) -> str: ...
    def reminder(self, title: str, days: int) -> str: ...
    def calendar_meeting(self, committee: str, title: str) -> str: ...
