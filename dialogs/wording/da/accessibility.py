"""The accessibility statement in Danish."""

from dialogs.model.statement import Compliance

_COMPLIANCE = {
    Compliance.FULL: "Medmakker lever op til lovens krav til webtilgængelighed (EN 301 549).",
    Compliance.PARTIAL: "Medmakker lever delvist op til lovens krav til webtilgængelighed (EN 301 549).",
    Compliance.NONE: "Medmakker lever ikke op til lovens krav til webtilgængelighed (EN 301 549).",
}


class Accessibility:
    """What the accessibility statement says."""

    statement_title = "Tilgængelighedserklæring"
    statement_link = "Tilgængelighed"
    statement_organisation = "Myndighed"
    statement_made_on = "Udarbejdet den"
    statement_official = "Myndighedens officielle erklæring"
    statement_missing = "Den, der driver Medmakker her, har ikke udfyldt erklæringen endnu."
    statement_compliance_title = "Hvor tilgængeligt er det?"
    statement_limits_title = "Det kan være svært at bruge"
    statement_limits: tuple[str, ...] = (
        "PDF-filer har ingen koder, som en skærmlæser kan bruge.",
        "Brede tabeller og diagrammer ruller til siden på en smal skærm.",
        "Det, som udvalgene selv skriver, kan være svært at læse.",
        "Koden på rummets skærm kan kun scannes af en, der kan se den.",
    )
    statement_way_out = (
        "Hent teksten som DOCX eller HTML i stedet for PDF. Tallene i et diagram står altid i en tabel. "
        "Du kan få et personligt link i stedet for at scanne koden."
    )
    statement_tried_title = "Sådan er det prøvet"
    statement_tried: tuple[str, ...] = (
        "Siderne er prøvet med axe-core, på dansk og engelsk og i 320 punkters bredde.",
        "Et helt møde og en søgning er gennemført med tastatur alene.",
        "Farver og kontraster er målt i lyst og mørkt.",
        "Ingen har endnu prøvet hele løsningen med en skærmlæser.",
    )
    statement_contact_title = "Sig til, hvis noget driller"
    statement_contact_missing = "Sig det til den, der har givet dig adgang, eller til mødets sekretær."
    statement_complaint_title = "Hvis du ikke får et svar, du kan bruge"
    statement_complaint = "Så kan du klage til Digitaliseringsstyrelsen, der fører tilsyn med loven: digst.dk."

    def compliance(self, how: Compliance) -> str:
        return _COMPLIANCE[how]

    def statement_write_to(self, contact: str) -> str:
        return f"Skriv til {contact}. Fortæl, hvilken side det er, og hvad du ville gøre."
