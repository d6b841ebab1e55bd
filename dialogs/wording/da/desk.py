"""Work that is done in the register, in Danish."""


class Desk:
    """What is said where work is done in the register."""

    take_in_title = "Hent udvalg fra en fil"
    take_in_help = (
        "Skriv én række for hver person i hvert udvalg i et regneark. Du ser, hvad der bliver ændret, før noget "
        "gemmes. Personer, der ikke står i filen, bliver, som de er."
    )
    take_in_columns = "Kolonner"
    take_in_file = "Fil"
    take_in_file_help = "Excel (.xlsx) eller CSV. Uden CPR-numre og mailadresser."
    take_in_look = "Vis ændringerne"
    take_in_again = "Vælg en anden fil"
    take_in_faults = "Filen kan ikke bruges endnu. Intet er gemt."
    take_in_fault_row = "Række"
    take_in_fault_text = "Hvad der skal rettes"
    take_in_all_there = "Det hele er der allerede."
    take_in_write = "Gem ændringerne"
    take_in_nothing_yet = "Intet er gemt endnu."
    take_in_done = "Ændringerne er gemt."
    take_in_new_committee = "Nyt udvalg"
    take_in_comes = "Kommer til"
    take_in_was = "Før"
    take_in_becomes = "Efter"
    put_person_title = "Sæt en person ind i udvalget"
    change_person = "Ret"
    person_name_label = "Navn"
    person_name_help = "Som det skal stå på skærmene."
    person_side_label = "Side"
    person_side_none = "Ingen af siderne"
    person_roles_label = "Roller"
    person_boss_label = "Nærmeste leder i udvalget"
    person_boss_none = "Ikke i udvalget"
    person_terms_title = "Roller, der slutter"
    person_terms_help = "Lad feltet være tomt, når rollen ikke har en slutdato."
    person_leaves_label = "Udtræder"
    person_leaves_help = "Den første dag, personen ikke er med mere."
    person_save = "Gem"
    person_saved = "Det er gemt."
    person_changed_meanwhile = "En anden har rettet det imens. Se på det igen, og gem så."
    cannot_be_saved = "Det kan ikke gemmes endnu."
    work_title = "Opgaver ved mødet"
    no_work_here = "Her er ikke noget at gøre lige nu."
    flags_title = "Afklaringer, der venter på dig"
    no_flags = "Der venter ingen afklaringer på dig."
    choose_here = "Vælg"

    def language_name(self, language: str) -> str:
        return {"da": "dansk", "en": "engelsk"}[language]

    def as_they_are(self, count: int) -> str:
        return f"{count} bliver, som de er."

    def taken_in(self, new: int, added: int, changed: int) -> str:
        return f"Nye udvalg: {new}. Personer, der kommer til: {added}. Personer, der bliver rettet: {changed}."

    def role_ends(self, role: str) -> str:
        return f"{role}: sidste dag"

    def role_until(self, role: str, day: str) -> str:
        return f"{role} (til og med {day})"

    def leaves_on(self, day: str) -> str:
        return f"udtræder {day}"
