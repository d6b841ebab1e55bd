"""A file of committees and what can be wrong in it, in Danish."""

from dialogs.flaws import Flaw, Values

_AS_CSV = "vælg ”Gem som” og ”CSV UTF-8” i regnearket"
_SENTENCES = {
    Flaw.APART: "ingen er både {role} og {other}: slet den ene af de to roller",
    Flaw.CELLS: "cellerne kan ikke skilles ad ({why}): se efter et anførselstegn, der ikke bliver lukket",
    Flaw.CHANGED: "nogen har ændret udvalgene imens, så intet er skrevet: se på det igen",
    Flaw.CPR: "der står et CPR-nummer under {column}: fjern det, det gemmer vi ikke",
    Flaw.ELSEWHERE: (
        "{name} sidder også i et andet udvalg: er det samme person, så skriv {column} '{id}' i begge rækker, og ellers "
        "noget andet"
    ),
    Flaw.EMPTY: "{column} er tom: skriv det, eller slet rækken",
    Flaw.EMPTY_LEVEL: "{column} er tom: {instead}",
    Flaw.EMPTY_SIDE: "{column} er tom: skriv {either}",
    Flaw.ENDS: "{column} har {days} datoer til {roles} roller: skriv én, eller én til hver",
    Flaw.ENDS_AFTER: "rollen {role} slutter {day:%d-%m-%Y}, efter at personen er udtrådt: skriv en tidligere dag",
    Flaw.ID_ELSEWHERE: "{column} '{id}' er {other} i et andet udvalg: skriv noget andet",
    Flaw.ID_TAKEN: "{column} '{id}', som blev lavet af {name}, er {other}: skriv noget andet",
    Flaw.LARGE: "filen er for stor: del den op efter udvalg",
    Flaw.LONG: "{column} er længere end {most} tegn: gør det kortere",
    Flaw.MAIL: "der står en mailadresse under {column}: fjern den, den gemmer vi ikke her",
    Flaw.MAIL_COLUMN: "mailadresser gemmer vi ikke her: slet kolonnen",
    Flaw.MANY_CHAIRS: "{name} har {count} som {role} ({names}): lad én være",
    Flaw.MISSING_COLUMN: "kolonnen {column} mangler: sæt den ind",
    Flaw.MORE_CELLS: "der er flere celler end overskrifter: sæt anførselstegn om en celle, der har skilletegnet i sig",
    Flaw.NAME_TAKEN: "en anden i udvalget har navnet {name}: skriv noget i navnet, der skiller dem ad",
    Flaw.NEW_AND_GONE: "{name} er ny og ville være udtrådt {day:%d-%m-%Y}: slet rækken",
    Flaw.NEW_ROLE_OVER: "{name} er ny og kun {role} til og med {day:%d-%m-%Y}: slet rollen",
    Flaw.NOBODY: "filen har overskrifter og ingen personer: skriv en række for hver person",
    Flaw.NO_DATE: "{column} {text} er ikke en dato: skriv som 31-01-2027 eller 2027-01-31",
    Flaw.NO_HEADERS: "den første række er tom: skriv overskrifterne {headers} der",
    Flaw.NO_ID: "der kan ikke laves et {column} af {name}: skriv et",
    Flaw.NO_ROLES: "{column} er tom: skriv mindst én, for eksempel '{example}'",
    Flaw.NO_TEXT: f"filen er ikke tekst: {_AS_CSV}",
    Flaw.NOT_THE_SAME: "{column} er ikke den samme som i række {row}: et udvalg har kun én",
    Flaw.OLD_WORKBOOK: f"det er et regneark af en ældre slags: {_AS_CSV}",
    Flaw.OTHER_SIDE: "en {role} hører til siden {side}: ret siden eller rollen",
    Flaw.OWN_BOSS: "{name} ender som sin egen leder: se på kolonnen {column}",
    Flaw.ROLE_MISSING: "{name} har ingen {role}: giv nogen den rolle",
    Flaw.SAME_NAME: "{count} udvalg har navnet {name}: ingen kan sige, hvilket der er ment",
    Flaw.SAME_PERSON: "{name} er den samme person som i række {row}: skriv én række med alle roller",
    Flaw.SUBSTITUTE_SIDE: "en {role} skal have den side, de møder for: skriv {either}",
    Flaw.TWO_COLUMNS: "to kolonner er {column}: slet den ene",
    Flaw.UNKNOWN_BOSS: (
        "{column} {text} kendes ikke: skriv et navn eller et person-id fra samme udvalg, eller lad feltet være tomt, "
        "når lederen ikke er med"
    ),
    Flaw.UNKNOWN_HEADER: "overskriften {text} kendes ikke: {instead}, eller slet den",
    Flaw.UNKNOWN_WORD: "{column} {text} kendes ikke: {instead}",
    Flaw.UNREADABLE: "{path} kan ikke læses ({why}): giv en anden fil",
    Flaw.USELESS_ID: "{column} {text} kan ikke bruges: skriv små bogstaver a-z, tal, - og _, eller lad det være tomt",
    Flaw.WORKBOOK: f"regnearket kan ikke læses: {_AS_CSV}",
}


def _instead(choices: tuple[str, ...]) -> str:
    return f"skriv '{choices[0]}'" if len(choices) == 1 else f"skriv en af: {', '.join(choices)}"


class Sheets:
    """What is said of a file of committees."""

    def flaw(self, flaw: Flaw, values: Values) -> str:
        choices, names = (tuple(values.get(key, ())) for key in ("choices", "names"))  # type: ignore[arg-type]
        told = {"instead": _instead(choices), "either": " eller ".join(choices), "names": " og ".join(names)}
        return _SENTENCES[flaw].format_map({**values, **told})

    def in_row(self, row: int, text: str) -> str:
        return f"række {row}: {text}"
