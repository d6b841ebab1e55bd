"""The first phase in Danish."""


class Knowledge:
    """What is said in the phase of shared knowledge, in Danish."""

    ground_rules_title = "Spilleregler"
    source = "Kilde: "
    shown_before = "Vist tidligere"

    quiz_title = "Tre udsagn"
    quiz_help = "Tryk på det, du tror. Dit svar bliver ikke gemt."
    quiz_aloud = "Sandt eller falsk? Svar højt sammen."
    true = "Sandt"
    false = "Falsk"

    inventory_title = "Den AI, vi bruger i dag"
    inventory_open = "Svar på spørgsmålene"
    not_for_control = "Svarene bruges ikke til kontrol. De vises uden navn."
    ours_title = "Hvad gør vi selv?"
    ours_help = "Hvad mangler på listen? Sig det højt, eller skriv det ind."
    speaker_label = "Lokalt oplæg"

    word_title = "Ét ord fra hver"
    save_word = "Gem mit ord"
    word_label = "Dit ord lige nu"
    brought_title = "Det kom frem i første del"
    uses = "Det bruger vi AI til"
    questions = "Spørgsmål"
    words = "Ét ord fra hver"

    def quiz_answer(self, right: bool, answer: bool, why: str) -> str:  # noqa: FBT001
        return f"{'Rigtigt' if right else 'Ikke rigtigt'}. Udsagnet er {'sandt' if answer else 'falsk'}. {why}"
