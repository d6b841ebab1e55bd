"""The small form to write in, in Danish."""


class Writing:
    """Writing, changing and taking back in Danish."""

    save = "Gem"
    save_contribution = "Gem bidraget"
    saved = "Gemt."
    edit = "Ret teksten"
    withdraw = "Tag tilbage"
    withdrawn = "Taget tilbage."
    text_label = "Skriv her"
    kind_label = "Hvad er det?"
    reason_label = "Hvorfor?"
    write_title = "Skriv med"
    roles_not_names = "Skriv roller, ikke navne, og ikke noget om helbred."

    def what_is_kept(self, partners: int) -> str:
        who = {0: "Dem, du kommer i makkerpar med,", 1: "Din makker"}.get(partners, "Dine makkere")
        return (
            f"{who} kan se det, alle andre kun uden navn; det kan rettes, til denne del af mødet slutter, og når "
            "mødet lukker, slettes det, hvem der skrev hvad – men er I få, kan andre gætte det, og en chat eller en "
            "sikkerhedskopi kan gemme det længere."
        )
