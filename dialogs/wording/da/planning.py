"""The plan in Danish."""


class Planning:
    """What is said about the plan, in Danish."""

    plan_title = "Plan for mødet"
    plan_saved = "Planen er gemt."
    change_plan = "Ret planen"
    starts_label = "Begynder"
    starts_on_label = "Dato"
    starts_time_label = "Klokkeslæt"
    starts_time_help = "For eksempel 10.00."
    cards_label = "Videnskort"
    own_card_label = "Eget kort"
    pick_six = "Vælg seks videnskort"
    pick_six_help = "De vises ét ad gangen i første del af mødet."
    speaker_help = "Skriv emnet. Lad feltet stå tomt, hvis I ikke har et oplæg."
    channel_posts = "Skal der stå i mødets kanal, når en ny del begynder?"

    def own_title_label(self, number: int) -> str:
        return f"Eget kort {number}: overskrift"

    def own_text_label(self, number: int) -> str:
        return f"Eget kort {number}: tekst"

    def own_source_label(self, number: int) -> str:
        return f"Eget kort {number}: kilde"
