"""Outcomes and the follow-up group in Danish."""

from collections.abc import Sequence

from dialogs.wording.letters import capital


class Outcomes:
    """What is said about outcomes and about those who follow a pilot, in Danish."""

    word_outcome = "Skriv ordlyden"
    word_again = "Skriv en ny ordlyd"
    worded = "Ordlyden er klar. Nu skal hver side bekræfte den."
    wording_label = "Ordlyd"
    outcome_label = "Udfald"
    item_type_label = "Punkttype"
    item_type_help = "Er I i tvivl, så vælg drøftelse."
    decider_label = "Hvem beslutter?"
    chosen_label = "Er pilotforsøget valgt?"
    chosen_yes = "Ja, vi vil prøve det"
    chosen_no = "Nej, ikke denne gang"
    account_label = "Sådan går ledelsen videre"
    account_help = "Skal udfyldes, når der ikke er enighed."
    to_committee_label = "Hvilket udvalg skal punktet videre til?"
    resumes_on_label = "Tages op igen"
    only_guideline = "Kun for en retningslinje."
    valid_from_label = "Gælder fra"
    notice_months_label = "Hvor mange måneders varsel er der?"
    review_on_label = "Gennemgås igen"
    notice_label = "Varsel"
    guideline_binds = "Begge sider skal stå ved retningslinjen og følge den."
    informed = "Til orientering"
    own_item = "Tilføj et punkt"
    own_item_title = "Punktets titel"

    confirmed = "Bekræftet for din side. Vi venter på den anden side."
    outcome_settled = "Ordlyden er bekræftet."
    confirm = "Bekræft for jeres side"
    confirm_told = "Bekræft orienteringen"
    decline = "Sig nej til ordlyden"
    declined = "Din side har sagt nej til ordlyden. Formandskabet skriver en ny."
    outcome_declined = "En side har sagt nej til ordlyden. Formandskabet skriver en ny."
    remark_help = "Kan stå tomt. Bemærkningen kommer med i referatet."

    appoint = "Nedsæt følgegruppen"
    appoint_again = "Ret følgegruppen"
    appointed = "Følgegruppen er nedsat."
    group_title = "Følgegruppe"
    members_label = "Medlemmer"
    members_help = "Mindst én fra hver side."
    mandate_label = "Gruppens opgave"
    check_points_label = "Opfølgning"
    more_check_points = "Andre tidspunkter"
    more_check_points_help = "Regnet fra start. Skriv for eksempel uge 8 eller +3 måneder."

    # What stands above the conditions in a drafted wording.
    _on_conditions = "Det sker på disse betingelser:"

    def only_when(self, outcome: str) -> str:
        return f"Kun når udfaldet er »{outcome}«."

    def position_of(self, side: str) -> str:
        return f"{capital(side)}s syn"

    def remark_of(self, side: str) -> str:
        return f"Bemærkning fra {side}"

    def months(self, count: int) -> str:
        return f"{count} {'måned' if count == 1 else 'måneder'}"

    def goes_on_to(self, committee: str) -> str:
        return f"Punktet går videre til {committee}."

    def waits_for(self, names: str) -> str:
        return f"Venter på {names}."

    def stop_label(self, number: int) -> str:
        return f"Vi stopper, hvis ({number})"

    def stop_who_label(self, number: int) -> str:
        return f"Hvem siger stop? ({number})"

    def draft_wording(self, title: str, trial: str, conditions: Sequence[str], kept_reservations: Sequence[str]) -> str:
        parts = [f"{self._discussed(title)}\n{trial}"]
        if conditions:
            parts.append("\n".join([self._on_conditions, *(f"– {text}" for text in conditions)]))
        if kept_reservations:
            parts.append("\n".join(["Disse forbehold står:", *(f"– {text}" for text in kept_reservations)]))
        return "\n\n".join(parts)

    def _discussed(self, title: str) -> str:
        return f"MED har drøftet »{title}«, og begge sider er enige om at prøve følgende:"
