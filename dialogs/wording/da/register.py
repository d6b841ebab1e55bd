"""The register in Danish."""

from dialogs.model.meeting import Stage
from dialogs.register import Awaited, Office, Sort

_OFFICES = {
    Office.READER: "Læser",
    Office.CONSULTANT: "HR-konsulent",
    Office.PROTECTION: "Databeskyttelsesrådgiver",
    Office.ADMINISTRATOR: "Administrator for registeret",
}
_AWAITED = {
    Awaited.REVIEW: "Retningslinjen skal ses efter",
    Awaited.RESUME: "Punktet skal tages op igen",
    Awaited.CHECK_POINT: "Tjekpunkt",
    Awaited.EVALUATION: "Evaluering",
}
_SORTS = {Sort.NEWEST: "Nyeste først", Sort.OLDEST: "Ældste først", Sort.TITLE: "Efter titel"}
_STAGES = {
    Stage.PLANNED: "Planlagt",
    Stage.RUNNING: "I gang",
    Stage.ENDED: "Holdt",
    Stage.CANCELLED: "Aflyst",
}


def _found(count: int, one: str, many: str) -> str:
    figures = f"{count:,}".replace(",", ".")
    return f"{figures} {one if count == 1 else many}"


class Register:
    """What is said in the register."""

    register_title = "Registeret"
    register_help = "Her står det, som udvalgene har underskrevet, og det, der venter."
    register_menu = "Registerets sider"
    skip_to_content = "Gå til indholdet"
    all_decisions = "Beslutninger"
    pilots_title = "Pilotforsøg"
    waits_title = "Det venter"
    all_meetings = "Møder"
    committees_title = "Udvalg"
    sign_in_title = "Log ind i registeret"
    sign_in_help = "Registeret er for HR og andre, der har fået adgang. Log ind med din arbejdskonto."
    sign_in_tryout_help = "Dette er en prøve på din egen maskine. Åbn det link, der står i terminalen."
    sign_in = "Log ind"
    sign_out = "Log ud"
    signed_out_title = "Du er logget ud"
    signed_out_help = "Luk fanen, hvis du deler computer med andre."
    sign_in_link_used = "Linket virker én gang og er brugt eller for gammelt. Åbn det nye, der står i terminalen."
    sign_in_refused = "Du kunne ikke logges ind. Prøv igen, eller spørg den, der styrer adgang til registeret."
    register_not_here = "Det er ikke her"
    register_not_here_help = "Adressen er forkert, eller du har ikke adgang til det. Find det i menuen."
    register_bad_address = "Det kunne ikke læses"
    register_bad_address_help = "Gå tilbage, og prøv igen."
    register_stranger = "Det kom fra en anden side"
    register_stranger_help = "Andre sider kan ikke trykke på vores knapper. Åbn registeret, og prøv igen der."
    register_gone = "Registeret kan ikke læses lige nu"
    register_gone_help = "Vent et øjeblik, og hent siden igen."
    register_fault = "Noget gik galt hos os"
    register_fault_help = "Prøv igen. Sker det igen, så sig det til dem, der driver Medmakker."
    search_label = "Søg i ordene"
    search_help = "Alle ordene skal være der. Begyndelsen af et ord er nok."
    narrow = "Vælg udvalg, udfald og tid"
    committee_label = "Udvalg"
    level_head = "Niveau"
    pilot_state_label = "Hvor langt er forsøget"
    from_day_label = "Fra og med"
    to_day_label = "Til og med"
    sort_label = "Rækkefølge"
    any_value = "Alle"
    show_these = "Vis"
    clear_filters = "Vis alt igen"
    next_page = "Næste side"
    first_page = "Første side"
    nothing_yet = "Her er ikke noget endnu."
    nothing_yet_help = "Det kommer hertil, når et referat er underskrevet."
    nothing_found = "Der er ikke noget, der passer."
    nothing_found_help = "Prøv med færre ord, eller vælg mindre fra."
    take_away = "Hent listen"
    take_away_minutes = "Hent referatet"
    take_away_message = "Hent beskeden"
    take_away_archive = "Hent til arkiv (ZIP)"
    item_label = "Punkt"
    decided_on_label = "Mødedato"
    meeting_label = "Møde"
    whole_minutes = "Læs hele referatet"
    exact_words = "Det står der i referatet"
    signatures_register_title = "Underskrifter"
    approved_label = "Godkendt på møde nr."
    not_approved_yet = "Ikke endnu"
    course_title = "Forløbet"
    elsewhere_title = "Samme titel i andre udvalg"
    corrected_title = "Rettet siden"
    handed_in_event = "Forslaget blev sendt ind"
    starts_event = "Forsøget begynder"
    ends_event = "Forsøget slutter"
    superseded = "Der er en nyere beslutning om det samme. Se forløbet."
    undiscussed_title = "I gang uden drøftelse i MED"
    nothing_undiscussed = "Alle forsøg, der er i gang, er drøftet."
    unsigned_title = "Referater, der mangler underskrifter"
    unsigned_help = "Teksten kan først læses her, når alle i formandskabet har skrevet under."
    nothing_unsigned = "Alle referater er underskrevet."
    days_title = "Datoer inden for tre måneder"
    nothing_waits = "Der er ingen datoer, der venter."
    minutes_unsigned = "Referatet er ikke underskrevet af alle endnu."
    minutes_signed_state = "Underskrevet"
    committee_people_title = "Hvem sidder i udvalget"
    its_decisions = "Udvalgets beslutninger"
    its_meetings = "Udvalgets møder"

    def asked_on(self, since: str) -> str:
        return f"Spurgt den {since}"

    def office(self, office: Office) -> str:
        return _OFFICES[office]

    def awaited(self, awaited: Awaited) -> str:
        return _AWAITED[awaited]

    def sorted_by(self, sort: Sort) -> str:
        return _SORTS[sort]

    def stage_of(self, stage: Stage) -> str:
        return _STAGES[stage]

    def signed_in_as(self, name: str, office: str) -> str:
        return f"{name}, {office}"

    def decisions_found(self, count: int) -> str:
        return _found(count, "beslutning", "beslutninger")

    def pilots_found(self, count: int) -> str:
        return _found(count, "pilotforsøg", "pilotforsøg")

    def more_than(self, found: str) -> str:
        return f"Mere end {found}"

    def meeting_no(self, number: int) -> str:
        return f"Møde nr. {number}"

    def version_no(self, number: int) -> str:
        return f"Udgave {number} af referatet"

    def was_due(self, what: str, day: str) -> str:
        return f"{what} ({day})"
