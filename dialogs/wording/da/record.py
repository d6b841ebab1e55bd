"""The message to the organisation and the minutes in Danish."""


class Record:
    """What is said about the message and the minutes, in Danish."""

    message_card_title = "Besked til organisationen"
    message_label = "Beskedens tekst"
    message_nothing_decided = "Der er ikke noget nyt at fortælle om pilotforsøg endnu."
    message_closes = "Har du spørgsmål, så tal med din leder, din tillidsrepræsentant eller et medlem af udvalget."
    edit_message = "Ret beskeden"
    edit_voids = "Når teksten bliver rettet, skal alle skrive under igen."
    saved_signatures_void = "Gemt. Teksten er ny, så alle skal skrive under igen."
    preview = "Se, hvad der bliver sendt"
    preview_title = "Det her bliver sendt"
    goes_to = "Sendes til"
    organisation_channel = "Organisationens kanal"
    sign = "Skriv under"
    signed_by = "Har skrevet under"
    waiting_label = "Mangler at skrive under"
    being_signed = "Beskeden bliver sendt, når hele formandskabet har skrevet under."
    signed_and_posted = "Alle har skrevet under. Beskeden er sendt."
    posted = "Beskeden er sendt."
    posted_label = "Sendt"

    def message_title(self, committee: str) -> str:
        return f"Nyt fra {committee}"

    def message_opens(self, committee: str) -> str:
        return f"{committee} har holdt møde om AI på vores arbejdsplads."

    def signed_waits_for(self, names: str) -> str:
        return f"Du har skrevet under. Vi venter på {names}."
