"""Why something was refused, in Danish."""

from collections.abc import Mapping

from dialogs.model.people import Side
from dialogs.model.refusals import Reason
from dialogs.wording.da.proposals import FIELDS

_SENTENCES = {
    Reason.ACCOUNT_REQUIRED: (
        "Uden enighed skal ledelsen fortælle, hvordan den går videre. Skriv det i »Sådan går ledelsen videre«."
    ),
    Reason.BOTH_POSITIONS_REQUIRED: "Uden enighed skal begge siders syn stå der. Skriv det, der mangler.",
    Reason.BOTH_SIDES_REQUIRED: "Der skal være mindst én fra hver side i følgegruppen. Vælg en til.",
    Reason.CHAIR_REQUIRED: "Der skal være én formand. Vælg en fra ledelsen.",
    Reason.COMMITTEE_REQUIRED: "Det mangler, hvilket udvalg punktet skal videre til. Skriv udvalgets navn.",
    Reason.CONTACT_DETAILS_WARNING: (
        "Det ligner en mailadresse eller et telefonnummer. Tag det ud, eller send igen, hvis det skal stå der."
    ),
    Reason.CONTAINS_CPR: "Der står et CPR-nummer i teksten, så den er ikke gemt. Tag nummeret ud, og send igen.",
    Reason.DEADLINE_PASSED: "Forslaget kom efter fristen for dette møde. Tag det med på det næste.",
    Reason.DECIDER_REQUIRED: "Det mangler, hvem der beslutter. Vælg en leder.",
    Reason.DISCUSSED_IS_NOT_APPROVED: (
        "Teksten lyder, som om MED har sagt ja til sagen. Skriv, at MED har drøftet den, og hvad I er enige om."
    ),
    Reason.EMPTY_TEXT: "Der mangler en tekst. Skriv den, og prøv igen.",
    Reason.FLAGS_OPEN: "Noget skal afklares, før forsøget kan gå i gang. Skriv ved betingelserne, hvad svaret blev.",
    Reason.GROUND_REQUIRED: "Et lukket punkt skal have en grund. Skriv den, eller vælg åbent punkt.",
    Reason.MEETING_CLOSED: "Mødet er slut, så det kan ikke ændres mere. Tal med formandskabet, hvis noget er forkert.",
    Reason.NAMES_CLOSED_ITEM: "Teksten nævner et lukket punkt. Tag punktets titel ud, og gem igen.",
    Reason.NAME_TAKEN: "Det navn står der allerede. Skriv noget til, som skiller de to ad.",
    Reason.NO_EARLIER_PHASE: "Dette er den første del af mødet. Giv mere tid, hvis I har brug for det.",
    Reason.NO_POWER_TO_AGREE: (
        "Jeres udvalg kan ikke indgå lokale aftaler. Vælg en anden punkttype, for eksempel indstilling."
    ),
    Reason.NOT_A_MEMBER: "Du er ikke med i dette udvalg. Spørg sekretæren, hvis det er forkert.",
    Reason.NOT_A_PARTY: "Det kan kun medlemmer fra de to sider gøre. Bed et af dem om det, eller sig det højt.",
    Reason.NOT_ALLOWED: "Det hører ikke til din rolle. Bed formanden eller en næstformand om det.",
    Reason.NOT_FOUND: "Det er her ikke længere. Se, hvad der står nu, og prøv igen.",
    Reason.NOT_PRESENT: "Du står ikke som til stede. Tryk på »Jeg er her«, og prøv igen.",
    Reason.NOT_SELECTED: "Forsøget er ikke valgt endnu. Få ordlyden bekræftet, før I nedsætter følgegruppen.",
    Reason.NOT_YOURS: "Det er ikke dit, så du kan ikke ændre det. Skriv dit eget i stedet.",
    Reason.ONE_SIDE_MISSING: "Begge sider skal være til stede. Vent på den anden side, eller vælg »Udsat«.",
    Reason.OUT_OF_DATE: (
        "En anden nåede det først, eller det er ændret, siden du så det. "
        "Se, hvad der står nu, og prøv igen, hvis det stadig skal gøres."
    ),
    Reason.OUT_OF_RANGE: "Tallet passer ikke her. Ret det, og prøv igen.",
    Reason.OWN_DIRECT_REPORT: (
        "En leder sidder i par med en af sine egne medarbejdere, og det kan undgås. Byt om, og gem igen."
    ),
    Reason.REASON_REQUIRED: "Der mangler en begrundelse. Skriv kort hvorfor, og prøv igen.",
    Reason.RED_FLAG: "Tjekket før start er rødt, så forslaget kan ikke komme på mødet. Ret det, og tjek det igen.",
    Reason.REMINDED_TODAY: "De er allerede mindet om det i dag. Vent til i morgen.",
    Reason.RESERVATIONS_OPEN: "Der står stadig et forbehold. Ret teksten, eller vælg »Enighed med bemærkninger«.",
    Reason.ROLE_REQUIRED: "En uden side mangler en rolle. Vælg sekretær, observatør eller HR.",
    Reason.SIGN_IN_REQUIRED: (
        "Et link er ikke nok til at skrive under. Skriv under i din chat med Medmakker, "
        "eller bed den, der driver Medmakker, om at notere din mailadresse. Så kan du få en kode."
    ),
    Reason.SIX_CARDS: "Der skal være seks videnskort. Vælg seks, og gem igen.",
    Reason.TOO_LONG: "Teksten er for lang. Gør den kortere, og send igen.",
    Reason.TWICE_IN_PAIRS: "Den samme person står i to makkerpar. Vælg ét par til hver.",
    Reason.TWO_PLACES: "Den samme person står to steder, der ikke passer sammen. Vælg ét af dem.",
    Reason.UNKNOWN_CHOICE: "Der mangler et valg, eller svaret passer ikke til feltet. Ret det, og prøv igen.",
    Reason.VICE_CHAIR_REQUIRED: "Der mangler en næstformand. Vælg mindst én fra medarbejderne.",
    Reason.WITHDRAWN: "Forslaget er taget tilbage. Vælg et andet, eller spørg forslagsstilleren.",
    Reason.WRONG_CODE: (
        "Koden passer ikke, eller den er for gammel. Prøv igen, eller luk her, og skriv under igen for at få en ny."
    ),
    Reason.WRONG_PHASE: (
        "Det hører til en anden del af mødet, eller svarene skal vises først. Vent, til I når dertil."
    ),
}
# Where the field says that it is about something else than usual.
_ABOUT = {
    (Reason.OUT_OF_RANGE, "first_day"): (
        "Forsøget kan ikke begynde efter den dag, det er aftalt at slutte. Vælg en tidligere dag, og prøv igen."
    ),
    (Reason.NOT_A_PARTY, "pairs"): "Sekretær og observatører er ikke i makkerpar. Tag dem ud, og gem igen.",
    (Reason.OUT_OF_RANGE, "pairs"): "Et makkerpar er på to eller tre. Byt om, og gem igen.",
    (Reason.DEADLINE_PASSED, "text"): (
        "Fristen for at gøre indsigelse er gået. Tal med formandskabet. Det kan stadig rette referatet."
    ),
    (Reason.WRONG_PHASE, "minutes"): (
        "Referatet er ikke så langt endnu. Vent, til mødet er slut, og hele formandskabet har skrevet under."
    ),
    (
        Reason.OUT_OF_RANGE,
        "person",
    ): "Der venter allerede for mange ved døren. Vent lidt, eller sig til i rummet.",
    (Reason.OUT_OF_DATE, "person"): "Den person er i rummet nu. Vælg en anden, eller vent lidt.",
    (Reason.OUT_OF_DATE, "member"): "Den person er i rummet nu. Vælg en anden, eller vent lidt.",
    (Reason.OUT_OF_DATE, "name"): "Der står allerede en med det navn på listen. Skriv noget til, som skiller de to ad.",
    (Reason.UNKNOWN_CHOICE, "name"): "Et navn består af bogstaver. Skriv det uden tal og tegn.",
    (Reason.UNKNOWN_CHOICE, "responsible_leader"): (
        "Den ansvarlige leder er her ikke mere. Vælg en anden, og prøv igen."
    ),
    (
        Reason.OUT_OF_DATE,
        "responsible_leader",
    ): "Forsøget har en ansvarlig leder. Tal med lederen, hvis det skal ændres.",
    (Reason.UNKNOWN_CHOICE, "data_kinds"): (
        "»Ingen oplysninger om personer« passer ikke sammen med de andre. Vælg det ene eller det andet."
    ),
    **{
        (
            Reason.OUT_OF_RANGE,
            name,
        ): "Timer er et tal fra 0 til 168, højst med to decimaler. Skriv det for eksempel som 2,5."
        for name in ("new_work_hours", "training_hours")
    },
    (Reason.UNKNOWN_CHOICE, "side"): "Kun en observatør kan være uden side. Vælg en side.",
    (Reason.NAME_TAKEN, "committee"): (
        "Der er allerede et udvalg med det navn. Skriv noget til, som skiller de to ad."
    ),
    (Reason.BOTH_SIDES_REQUIRED, Side.MANAGEMENT): "Der er ingen fra ledelsen. Vælg mindst én.",
    (Reason.BOTH_SIDES_REQUIRED, Side.EMPLOYEES): "Der er ingen fra medarbejderne. Vælg mindst én.",
    (Reason.BOTH_SIDES_REQUIRED, Side.TEAM): "Der skal være en leder og mindst én kollega. Vælg en til.",
    (Reason.NOT_FOUND, "account"): "Personen er ikke i samtalen mere. Se, hvem der er der nu.",
    (Reason.OUT_OF_RANGE, "people"): (
        "Der er flere end 100 i samtalen. Bed jeres IT om at lægge udvalget ind fra et regneark."
    ),
    (Reason.UNKNOWN_CHOICE, "starts_time"): "Det er ikke et klokkeslæt. Skriv det for eksempel som 10.00.",
}
# Where it is known who it is about.
_NAMED = {
    Reason.NAME_TAKEN: "To hedder {name}. Skriv noget til ved det ene navn, som skiller dem ad.",
    Reason.NOT_PRESENT: "{name} er ikke til stede. Vælg en anden, eller vent lidt.",
    Reason.OUT_OF_RANGE: "{name} er ikke i et makkerpar endnu. Find en plads, og gem igen.",
    Reason.ROLE_REQUIRED: "{name} er uden side og har ingen rolle. Vælg sekretær, observatør eller HR.",
    Reason.TWO_PLACES: "{name} står to steder, der ikke passer sammen. Vælg ét af dem.",
}


class Refusals:
    """The sentence of every refusal in Danish."""

    def refusal(self, reason: Reason, values: Mapping[str, str | int], field: str = "") -> str:
        name, count, least, most = (values.get(key) for key in ("name", "count", "least", "most"))
        match reason:
            case Reason.TOO_LONG if "chars" in values:
                chars, limit = _number(values["chars"]), _number(values["limit"])
                return f"Teksten er på {chars} tegn, og der er plads til {limit}. Gør den kortere, og send igen."
            case Reason.SIX_CARDS if count is not None:
                return f"Der skal være seks videnskort, og du har valgt {count}. Vælg seks, og gem igen."
            case _ if name and reason in _NAMED:
                return _NAMED[reason].format(name=name)
            case Reason.OUT_OF_RANGE if field == "end_on":
                return (
                    "Forsøget skal slutte, efter at det er begyndt, på en dag, der ikke er gået. Ret det, og gem igen."
                )
            case Reason.OUT_OF_RANGE if field == "start_on":
                return "Den dag er gået. Vælg en senere, og gem igen."
            case Reason.OUT_OF_RANGE if field == "starts_on":
                return "Det tidspunkt er gået. Vælg et senere, og gem igen."
            case Reason.EMPTY_TEXT if field in FIELDS:
                return f"Der mangler et svar ved »{FIELDS[field]}«. Skriv det, og prøv igen."
            case _ if (reason, field) in _ABOUT:
                return _ABOUT[reason, field]
            case Reason.OUT_OF_RANGE if most is not None:
                rule = f"Det skal være fra {least} til {most}" if least else f"Der er plads til højst {most}"
                return f"{rule}. Ret det, og prøv igen."
            case _:
                return _SENTENCES[reason]


def _number(value: str | int) -> str:
    return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
