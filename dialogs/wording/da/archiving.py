"""What is done beside the minutes, in Danish."""


class Archiving:
    """What is said beside the minutes."""

    archive_title = "Sagsnumre og lukkede punkter"
    case_of_meeting = "Hele mødet"
    case_which = "Hvad har sagsnummeret?"
    case_number_label = "Sagsnummer"
    case_number_help = "Nummeret i jeres sagssystem. Lad feltet være tomt for at tage det væk."
    note_case = "Skriv sagsnummer"
    case_noted = "Sagsnummeret er gemt."
    remind_title = "Mind om det, der mangler"
    signatures_missing = "Der mangler underskrifter på referatet."
    group_owes_answer = "Følgegruppen har ikke svaret."
    remind_again_help = "I kan minde om det en gang om dagen."
    remind_to_sign = "Mind om at skrive under"
    remind_group = "Mind følgegruppen om at svare"
    close_item = "Luk et punkt for andre"
    close_which = "Hvilket punkt?"
    close_item_help = "For eksempel personalesag. Det, der er underskrevet, bliver stående for dem, der må læse det."
    item_closed = "Punktet er lukket. Registeret og det åbne referat viser det ikke mere."
    item_closed_message_out = "Punktet er lukket. Beskeden, der er sendt, nævner det. Skriv en ny."

    def reminded_again(self, count: int) -> str:
        return f"Mindet er sendt til {count}."
