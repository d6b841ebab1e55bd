"""Reminders around a meeting in Danish."""

from dialogs.wording.letters import clip

# With the days after it, a label stays within the 75 characters of an option.
_TITLE_CHARS = 50


class Reminding:
    """What is said about reminders, in Danish."""

    reminders_title = "Påmindelser"
    reminders_label = "Hvad skal jeg minde om?"
    reminders_help = "Det gælder også de næste møder. Flyttes mødet, flytter påmindelserne med."
    save_reminders = "Ret påmindelser"
    reminders_saved = "Det er gemt. Resten bliver ikke sendt."

    move_reminder = "Flyt en påmindelse"
    reminder_label = "Hvilken påmindelse?"
    reminder_days_label = "Hvor mange dage fra mødet?"
    reminder_days_help = (
        "Fra 1 til 60. Du ændrer kun antallet af dage, ikke om den kommer før eller efter mødet. "
        "Fristen for forslag flytter ikke med."
    )

    def reminder_moved(self, reminder: str) -> str:
        return f"Det er gemt: {reminder}."

    def signer_has_left(self, name: str) -> str:
        return (
            f"{name} skulle skrive under på referatet, men er ikke længere i udvalget. "
            "Sekretæren eller HR kan vælge, hvem der skriver under i stedet."
        )

    def why_reminded(self, committee: str, day: str) -> str:
        return (
            f"Du får den her, fordi du er med i {committee}, som har møde den {day}. "
            "Formand og næstformand kan slå påmindelser fra på deres side."
        )

    def reminder(self, title: str, days: int) -> str:
        return f"{clip(title, _TITLE_CHARS)} ({abs(days)} dage {'før' if days < 0 else 'efter'})"

    def calendar_meeting(self, committee: str, title: str) -> str:
        return f"{committee}: {title}"
