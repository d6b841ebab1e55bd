"""The round on the proposals in Danish."""


class Positions:
    """What is said in the round, in Danish."""

    no_proposals = "Der er ingen forslag på mødet"
    instead_of_proposals = "I kan tilføje et punkt eller gå videre til næste del."
    positions_title = "Hvor står du?"
    positions_help = (
        "Dit svar er skjult, til alle svar vises på én gang. Et forbehold vises med dit navn her i rummet, men i "
        "referatet står kun din side."
    )
    position_saved = "Gemt. Du kan ændre dit svar, til svarene vises."
    position_stands = "Dit svar er gemt. Du kan ændre det, til svarene vises."
    save_positions = "Gem mit svar"
    change_positions = "Ret mit svar"
    reservation_label = "Dit forbehold"
    reservation_help = "Kun hvis du har et væsentligt forbehold. Skriv, hvad der skal ændres."

    reveal_title = "Vis svarene samtidig"
    reveal = "Vis svarene"
    reveal_all = "Vis alle svar"
    revealed = "Svarene er vist. Tag forbeholdene ét ad gangen."
    reservations_title = "Forbehold"
    no_reservations = "Ingen har forbehold."
    reservation_stands = "Forbeholdet står stadig"
    resolve = "Ret teksten"
    change_label = "Ny tekst: Hvad vil I prøve af?"
    before = "Før"
    after = "Nu"

    def positions_missing(self, count: int) -> str:
        if not count:
            return "Alle har svaret."
        return "Én mangler at svare." if count == 1 else f"{count} mangler at svare."
