"""Reminders around a meeting in English."""

from dialogs.wording.letters import clip

# With the days after it, a label stays within the 75 characters of an option.
_TITLE_CHARS = 50


class Reminding:
    """What is said about reminders, in English."""

    reminders_title = "Reminders"
    reminders_label = "What shall I remind you of?"
    reminders_help = "This holds for the next meetings too. When the meeting moves, the reminders move along."
    save_reminders = "Change reminders"
    reminders_saved = "Saved. The others will not be sent."

    move_reminder = "Move a reminder"
    reminder_label = "Which reminder?"
    reminder_days_label = "How many days from the meeting?"
    reminder_days_help = (
        "From 1 to 60. You only change the number of days, not whether it comes before or after the meeting. "
        "The deadline for proposals does not move with it."
    )

    def reminder_moved(self, reminder: str) -> str:
        return f"Saved: {reminder}."

    def signer_has_left(self, name: str) -> str:
        return (
            f"{name} was to sign the minutes but is no longer in the committee. "
            "The secretary or HR can choose who signs instead."
        )

    def why_reminded(self, committee: str, day: str) -> str:
        return (
            f"You get this because you are in {committee}, which has its meeting on {day}. "
            "The chair and vice-chair can turn reminders off on their page."
        )

    def reminder(self, title: str, days: int) -> str:
        return f"{clip(title, _TITLE_CHARS)} ({abs(days)} days {'before' if days < 0 else 'after'})"

    def calendar_meeting(self, committee: str, title: str) -> str:
        return f"{committee}: {title}"
