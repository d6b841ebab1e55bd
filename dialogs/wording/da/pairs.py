"""The second phase in Danish."""

from collections.abc import Sequence

from dialogs.wording.letters import capital


class Pairs:
    """What is said while pairs talk and when everything is gathered, in Danish."""

    pairs_now = "Tal sammen i makkerpar"
    pairs_how = "Vælg tre spørgsmål, og tal om dem i to runder. Aflever så det, I alle kan stå inde for."
    pairs_title = "Makkerpar"
    pairs_changed = "Makkerparrene er ændret."
    change_pairs = "Byt om på parrene"
    in_no_pair = "Ikke i et makkerpar"
    no_pair_title = "Du er ikke i et makkerpar"
    no_pair = "Gå rundt mellem parrene, og lyt med."
    one_phone_is_enough = "Én telefon er nok."
    with_own_leader = "En af jer er leder for en anden her. Det kunne ikke undgås i dag. Sig til, hvis I vil bytte."
    pick_three = "Vælg tre at tale om"
    think_of_three = "Vælg tre at tænke over"
    nobody_to_talk_with = "Der er ingen at tale med lige nu. Tænk over tre af dem selv."

    hand_in = "Aflever for parret"
    hand_in_help = "Skriv det, I alle i parret kan stå inde for. En af jer afleverer."
    hand_in_title = "Aflever sammen"
    handed_in = "Afleveret. I kan tage det tilbage og rette det, til denne del af mødet slutter."
    handed_in_title = "Det har I afleveret"
    take_back = "Tag tilbage"
    taken_back = "Taget tilbage. Ret det, og aflever igen."

    round_up_title = "Opsamling"
    theme_label = "Tema"
    save_theme = "Gem tema"
    without_theme = "Uden tema"
    merge = "Læg sammen"
    merge_label = "Siger det samme som"
    put_together = "Lagt sammen med en anden: "
    take_apart = "Skil ad igen"
    missing_title = "Mangler der noget?"
    save_missing = "Gem, hvad der mangler"
    missing_label = "Hvad mangler?"
    missing_help = "Lad feltet stå tomt, hvis der ikke mangler noget."

    def your_partner(self, names: Sequence[str]) -> str:
        return f"Din makker er {names[0]}" if len(names) == 1 else f"Dine makkere er {' og '.join(names)}"

    def pair_number(self, number: int) -> str:
        return f"Par {number}"

    def pair_line(self, names: str, handed_in: bool) -> str:  # noqa: FBT001
        return f"{names}: har afleveret" if handed_in else names

    def pairs_to_come(self, count: int) -> str:
        return "Ét makkerpar mangler at aflevere." if count == 1 else f"{count} makkerpar mangler at aflevere."

    def nothing_missing(self, side: str) -> str:
        return f"{capital(side)}: Der mangler ikke noget."
