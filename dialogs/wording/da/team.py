"""What an ordinary team reads otherwise than a MED committee: a leader and colleagues, no sides, no formandskab."""

from collections.abc import Mapping

from dialogs.model.refusals import Reason
from dialogs.wording.da import Danish

_SENTENCES = {
    Reason.COMMITTEE_REQUIRED: "Det mangler, hvilket MED-udvalg forslaget skal sendes til. Skriv udvalgets navn.",
    Reason.DISCUSSED_IS_NOT_APPROVED: (
        "Teksten lyder, som om sagen er godkendt. Skriv, at I har drøftet den, og hvad I synes."
    ),
    Reason.MEETING_CLOSED: "Mødet er slut, så det kan ikke ændres mere. Tal med lederen, hvis noget er forkert.",
    Reason.NOT_A_MEMBER: "Du er ikke med i dette team. Spørg lederen, hvis det er forkert.",
    Reason.NOT_A_PARTY: "Det kan kun de, der er med i teamet. Bed en af dem om det, eller sig det højt.",
    Reason.NOT_ALLOWED: "Det hører ikke til din rolle. Bed lederen om det.",
}


class DanishTeam(Danish):
    """Danish for an ordinary team."""

    ask_break = "Bed om en pause"
    room_after = "Referatet kommer, når lederen og en kollega har skrevet under."

    worded = "Ordlyden er gemt."
    outcome_settled = "Ordlyden er gemt."
    to_committee_label = "Hvilket MED-udvalg skal have forslaget?"
    positions_help = (
        "Dit svar er skjult, til alle svar vises på én gang. Et forbehold vises med dit navn her i rummet, men i "
        "referatet står det uden navn."
    )
    submitted = "Tak. Forslaget er sendt til lederen."
    message_closes = "Har du spørgsmål, så tal med lederen eller en af os i teamet."
    being_signed = "Beskeden bliver sendt, når lederen og en kollega har skrevet under."
    minutes_not_out = "Referatet er ikke sendt ud endnu. Du får besked, når lederen og en kollega har skrevet under."

    signers_title = "Hvem skriver under sammen med lederen?"
    signers_help = "Vælg en kollega, der er her."
    signers_label = "Kollega"
    change_signers = "Vælg en anden"
    signer_missing = "en kollega, som I vælger"
    you_sign = "Du er valgt til at skrive under på beskeden og referatet sammen med lederen."

    def side_asks_break(self, side: str) -> str:
        return "En kollega beder om en pause."

    def signers_named(self, names: str) -> str:
        return f"{names} skriver under sammen med lederen."

    def readable_from(self, day: str) -> str:
        return f"Alle i teamet kan læse punkterne fra den {day}."

    def goes_on_to(self, committee: str) -> str:
        return f"Forslaget sendes til {committee}."

    def _discussed(self, title: str) -> str:
        return f"Teamet har drøftet »{title}«:"

    def refusal(self, reason: Reason, values: Mapping[str, str | int], field: str = "") -> str:
        return _SENTENCES.get(reason) or super().refusal(reason, values, field)
