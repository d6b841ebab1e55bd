"""The check before start in Danish."""

from dialogs.model.screening import Said, Template

_SAID = {
    Said.YES: "Ja",
    Said.NO: "Nej",
    Said.DONT_KNOW: "Ved ikke",
    Said.TRANSITION: "Ja, vi kender målet",
    Said.TRANSFORMATION: "Nej, vi prøver os frem",
    Said.WRITTEN: "Skrevet",
    Said.EMPTY: "Intet svar",
}
_TEMPLATES = {
    Template.PLAN: "Målet er kendt: Lav en plan med trin og datoer.",
    Template.TRIAL: "Lav det som en lille prøvehandling, der kan stoppe undervejs.",
}


class Checking:
    """What is said while a proposal is checked, in Danish."""

    check_title = "Tjek før start"
    check_purpose = (
        "Spørgsmålene viser, hvad der skal afklares, af hvem og hvornår. I kan altid svare »ved ikke«. Svarene bliver "
        "gemt undervejs."
    )
    check_saved = "Svaret er gemt."
    check_done = "Tjekket er færdigt."
    check_answer_label = "Jeres svar"
    check_may_stay_empty = "Ved I det ikke, så lad feltet være tomt. Roller, ikke navne."
    check_next = "Gem, og gå videre"
    check_change = "Ret et svar"
    check_which = "Hvilket svar vil I rette?"
    check_again = "Her er spørgsmålet igen. Svarer I noget andet, bliver de svar slettet, der hang på det."
    proposal_says = "I forslaget står:"
    check_result = "Det skal afklares"
    check_nothing_to_clear = "Der er ikke noget, der skal afklares først."
    check_no_judgement = "Tjekket afgør ikke, hvad loven tillader. Spørg juristen, hvis I er i tvivl."
    check_goes_up = "Det er så stort eller omstridt, at direktionen eller politikerne skal vide det."
    check_high_risk = "Det bliver behandlet som højrisiko."
    check_light_trial = "Der er ikke meget, der kan gå galt. Derfor er nogle spørgsmål sprunget over."
    flag_why = "Hvorfor"
    flag_basis = "Grundlag"
    flag_said = "I svarede"
    flag_owner = "Hvem afklarer det"
    flag_due = "Hvornår"
    flag_cleared = "Afklaret"
    flag_open = "Ikke afklaret endnu"
    flag_clear = "Skriv afklaringen"
    flag_clear_again = "Ret afklaringen"
    all_cleared = "Gul: alt er afklaret"
    flag_clear_label = "Hvad blev I enige om, eller hvad var svaret?"
    flag_clear_help = "For eksempel: Databehandleraftalen er på plads og gemt i sagen. Roller, ikke navne."
    flag_saved = "Gemt. Betingelsen er afklaret."

    def check_number(self, number: int) -> str:
        return f"Spørgsmål {number}"

    def check_said(self, answer: Said) -> str:
        return _SAID[answer]

    def check_template(self, template: Template) -> str:
        return _TEMPLATES[template]

    def check_from_day(self, day: str) -> str:
        return f"Fra {day} kommer dette til af sig selv"

    def check_is_old(self, day: str) -> str:
        return f"Til HR: Nogle af teksterne i tjekket er sidst set efter {day}. Se, om reglerne er ændret siden."

    def as_of(self, basis: str, day: str) -> str:
        return f"{basis} (set efter {day})"

    def flag_cleared_by(self, owner: str, name: str, day: str) -> str:
        return f"{owner}, skrevet ind af {name} {day}"

    def flag_answered(self, by: str, matter: str) -> str:
        return f"{by} har svaret på »{matter}« i tjekket før start. Svaret står på din side."
