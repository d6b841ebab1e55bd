"""The minutes after the meeting in Danish."""

from dialogs.minutes_texts import TextOf
from dialogs.model.people import Role

_TEXTS = {
    TextOf.USE: "Det bruger vi AI til",
    TextOf.QUESTION: "Spørgsmål",
    TextOf.WORD: "Ét ord",
    TextOf.CARD_TITLE: "Vores eget videnskort",
    TextOf.CARD_SOURCE: "Kilde til vores eget videnskort",
    TextOf.THEME: "Tema",
    TextOf.OPPORTUNITY: "Mulighed",
    TextOf.CONCERN: "Bekymring",
    TextOf.CONDITION: "Betingelse",
    TextOf.SUGGESTION: "Forslag",
    TextOf.MISSING: "Det mangler",
    TextOf.TITLE: "Punktets titel",
    TextOf.GROUND: "Hvorfor punktet er lukket",
    TextOf.WORDING: "Ordlyd",
    TextOf.REMARK: "Bemærkning",
    TextOf.POSITION: "Syn",
    TextOf.ACCOUNT: "Sådan går ledelsen videre",
    TextOf.TO_COMMITTEE: "Sendes videre til",
    TextOf.RESERVATION: "Forbehold",
    TextOf.BEFORE: "Forsøgets tekst før",
    TextOf.AFTER: "Forsøgets tekst nu",
    TextOf.PILOT_CONDITION: "Betingelse for forsøget",
    TextOf.MANDATE: "Følgegruppens opgave",
    TextOf.STOP_CRITERION: "Vi stopper, hvis",
}
_BY = {
    Role.CHAIR: "formanden",
    Role.VICE_CHAIR: "en næstformand",
    Role.SIGNER: "en, der er valgt til at skrive under",
    Role.SECRETARY: "sekretæren",
}
_ROLES = {Role.CHAIR: "formand", Role.VICE_CHAIR: "næstformand", Role.SIGNER: "for medarbejderne"}


class Minutes:
    """What is said about the minutes and in them, in Danish."""

    minutes_title = "Referat"
    minutes_wait_for_you = "Referatet er klar. Læs det, ret det, hvis noget er forkert, og skriv under."
    minutes_wait_for_them = (
        "Referatet er klar. Læs det, og ret det, hvis noget er forkert. Formandskabet skriver under."
    )
    minutes_not_out = "Referatet er ikke sendt ud endnu. Du får besked, når hele formandskabet har skrevet under."
    minutes_signed = "Alle har skrevet under. Referatet er sendt ud."
    minutes_are_corrected = "Referatet bliver rettet. Her er det, der er sendt ud. Du får besked, når det nye er klar."
    sign_minutes = "Skriv under på referatet"
    signatures_title = "Underskrifter"
    minutes_signed_by = "Underskrevet af"
    not_signed_yet = "Ingen har skrevet under endnu."
    held_label = "Mødet blev holdt"
    cards_shown_label = "Viden, vi så på"
    unfinished = "Mødet blev ikke gjort færdigt."
    no_outcome = "Punktet blev ikke afsluttet."
    not_posted_yet = "Beskeden er ikke sendt endnu."

    correct_title = "Ret referatet"
    correct_help = "Når en tekst bliver rettet, skal formandskabet skrive under igen. Den gamle udgave bliver gemt."
    correct = "Ret"
    new_text_label = "Ny tekst"
    take_out_help = "Lad feltet stå tomt, hvis teksten skal ud."
    why_label = "Hvorfor skal det rettes?"
    why_help = "Formandskabet og sekretæren kan se det. Når referatet er sendt ud, kan medlemmerne også."
    same_text = "Teksten er, som den var. Der er ikke rettet noget."
    corrected = "Rettet. Den gamle udgave er gemt."
    corrected_signatures_void = "Rettet. Teksten er ny, så alle skal skrive under igen."
    taken_out = "Taget ud"
    after_approval = "Rettet efter godkendelse."

    versions_title = "Udgaver af referatet"
    version_label = "Udgave"
    what_label = "Rettet"

    object = "Gør indsigelse"
    objection_label = "Hvad er forkert, eller hvad mangler?"
    objection_help = "Indsigelsen kommer med i referatet uden dit navn."
    objection_saved = "Din indsigelse er gemt. Den kommer med i referatet."
    objections_title = "Indsigelser"
    objection_came = "Der er en indsigelse mod referatet. Læs den sidst i referatet, og ret, hvis I er enige i den."

    approve = "Godkend referatet"
    approve_help = "Tryk, når udvalget har godkendt referatet på sit næste møde."
    open_objections = "Disse indsigelser er der ikke rettet efter. I kan godkende alligevel."
    approved_already = "Referatet er godkendt. En rettelse bliver mærket »Rettet efter godkendelse«."

    def text_of(self, what: TextOf) -> str:
        return _TEXTS[what]

    def text_by(self, text: str, side: str) -> str:
        return f"{text} ({side})"

    def minutes_of(self, committee: str, number: int) -> str:
        return f"Referat af møde {number} i {committee}"

    def last_minutes(self, number: int, day: str) -> str:
        return f"Skal referatet af møde {number} den {day} godkendes? Det gøres på det mødes side, under Mine møder."

    def minutes_are_out(self, until: str) -> str:
        return f"Referatet er sendt ud. Læs det. Medlemmerne kan gøre indsigelse til og med den {until}."

    def minutes_are_out_again(self, until: str) -> str:
        return f"Referatet er rettet og sendt ud igen. Læs det. Medlemmerne kan gøre indsigelse til og med den {until}."

    def object_until(self, day: str) -> str:
        return f"Du kan gøre indsigelse til og med den {day}."

    def voided_by_correction(self, number: int) -> str:
        return f"Referatet er rettet, så underskrifterne gælder ikke mere. Læs udgave {number}, og skriv under igen."

    def version(self, number: int) -> str:
        return f"Udgave {number}"

    def read_version(self, number: int) -> str:
        return f"Læs udgave {number}"

    def corrected_by(self, role: Role, day: str) -> str:
        return f"Rettet af {_BY[role]} den {day}."

    def sent_out_on(self, day: str) -> str:
        return f"Sendt ud den {day}."

    def approved_at(self, number: int) -> str:
        return f"Godkendt på møde {number}."

    def approved_now(self, number: int) -> str:
        return f"Noteret. Referatet er godkendt på møde {number}."

    def with_role(self, name: str, role: Role) -> str:
        return f"{name} ({_ROLES[role]})"
