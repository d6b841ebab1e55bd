"""What an ordinary team reads otherwise than a MED committee: a leader and colleagues, no sides, no formandskab."""

from collections.abc import Mapping

from dialogs.model.people import Role, Side
from dialogs.model.refusals import Reason
from dialogs.wording.da import Danish

_SENTENCES = {
    Reason.CHAIR_REQUIRED: "Der skal være én leder. Vælg en.",
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

    list_title = "Teamets liste"
    committee_name_label = "Teamets navn"
    ask_break = "Bed om en pause"
    room_after = "Referatet kommer, når lederen og en kollega har skrevet under."

    comments_title = "Det siger teamet inden mødet"
    comment_help = "Alle kan læse den. Den står uden navn. Kolleger kan rette den."
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
    signer_missing = "en kollega, som I vælger"
    you_sign = "Du er valgt til at skrive under på beskeden og referatet sammen med lederen."

    minutes_wait_for_them = (
        "Referatet er klar. Læs det, og ret det, hvis noget er forkert. Lederen og en kollega skriver under."
    )
    correct_help = (
        "Når en tekst bliver rettet, skal lederen og en kollega skrive under igen. Den gamle udgave bliver gemt."
    )
    why_help = "Lederen og sekretæren kan se det. Når referatet er sendt ud, kan resten af teamet også."
    approve_help = "Tryk, når teamet har godkendt referatet på sit næste møde."
    sign_elsewhere_help = "Vælg en kollega. I referatet står, at det er for dig."
    record_signer_help = "Gør det kun, når den, der ellers skriver under, har bedt om det. Det står i referatet."
    add_person_help = (
        "Navnet står derefter på teamets liste, også ved næste møde. "
        "Personen kommer ind med koden på skærmen, eller du kan skrive for dem."
    )

    # A team sends a proposal on, and others decide whether it goes ahead.
    _on_conditions = "Betingelser, hvis det sker:"

    def role(self, role: Role) -> str:
        return "Leder" if role is Role.CHAIR else super().role(role)

    def seat(self, role: Role, side: Side) -> str:
        return "Leder (afløser den, der er det nu)" if role is Role.CHAIR else super().seat(role, side)

    def successor(self, role: Role) -> str:
        return "Hvem er leder nu?"

    def why_reminded(self, committee: str, day: str) -> str:
        return (
            f"Du får den her, fordi du er med i {committee}, som har møde den {day}. "
            "Lederen kan slå påmindelser fra på sin side."
        )

    def with_role(self, name: str, role: Role) -> str:
        return f"{name} (leder)" if role is Role.CHAIR else f"{name} (kollega)"

    def corrected_by(self, role: Role, day: str) -> str:
        by = {Role.CHAIR: "lederen", Role.SECRETARY: "sekretæren"}.get(role, "en kollega")
        return f"Rettet af {by} den {day}."

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
        if (reason, field) == (Reason.WRONG_PHASE, "minutes"):
            return "Referatet er ikke så langt endnu. Vent, til lederen og en kollega har skrevet under."
        if (reason, field) == (Reason.DEADLINE_PASSED, "text"):
            return "Fristen for at gøre indsigelse er gået. Tal med lederen. Referatet kan stadig rettes."
        return _SENTENCES.get(reason) or super().refusal(reason, values, field)
