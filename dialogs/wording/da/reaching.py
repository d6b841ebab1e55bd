"""Whom no message reaches, in Danish."""


class Reaching:
    """What is said to those who keep the list, in Danish."""

    unreached_title = "Kan ikke nås"
    ask_to_write_to_us = "Bed vedkommende finde Medmakker i sin chat og skrive »hjælp«. Så kommer beskederne frem."
    enter_for_them = "På mødet kan du skrive for vedkommende, eller makkerparret kan dele én skærm."
    come_in_with_the_code = "Koden på skærmen i rummet virker også, helt uden chat."
    room_unreached = "Mødet kan ikke vises i udvalgets kanal. Skærmen i rummet viser det samme."
    organisation_unreached = (
        "En besked kunne ikke komme ud i organisationens kanal. Den ligger på organisationens side."
    )
    late_answer_title = "Svar til dig"
    late_answer = "Det kom ikke frem med det samme:"
    look_at_the_channel = "Se, om kanalen er arkiveret, og om Medmakker stadig er med i den."
    mend_the_address = (
        "Spørg, om adressen er rigtig, og bed den, der driver Medmakker, om at rette den. "
        "Beskederne ligger på vedkommendes egen side."
    )
    unmailed_title = "Mails kommer ikke frem"
    open_by_mail = "Åbn din side"
    new_link_title = "Dit nye link"

    def unreached(self, name: str) -> str:
        return f"{name} kan ikke få beskeder i sin chat."

    def mail_refused(self, name: str) -> str:
        return f"Mails til {name} kommer ikke frem."

    def link_lasts(self, day: str) -> str:
        return (
            f"Linket er kun til dig og virker til {day}. Send ikke mailen videre. "
            "Vil du ikke have mails fra Medmakker, så sig det til mødets sekretær."
        )

    def new_link(self, committee: str) -> str:
        return f"Her er det nye link, du bad om. Det gælder møderne i {committee}."
