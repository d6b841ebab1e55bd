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
    what_is_kept = (
        "Din makker kan se det, alle andre kun uden navn; det kan rettes, til denne del af mødet slutter, og når mødet "
        "lukker, slettes det, hvem der skrev hvad – men er I få, kan andre gætte det, og en chat eller en "
        "sikkerhedskopi kan gemme det længere."
    )
