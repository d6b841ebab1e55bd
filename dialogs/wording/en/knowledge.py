"""The first phase in English."""


class Knowledge:
    """What is said in the phase of shared knowledge, in English."""

    ground_rules_title = "Ground rules"
    source = "Source: "
    shown_before = "Shown before"

    quiz_title = "Three statements"
    quiz_help = "Press what you think. Your answer is not kept."
    quiz_aloud = "True or false? Answer aloud together."
    true = "True"
    false = "False"

    inventory_title = "The AI we use today"
    inventory_open = "Answer the questions"
    not_for_control = "The answers are not used to check up on anybody. They are shown without names."
    ours_title = "What do we do ourselves?"
    ours_help = "What is missing from the list? Say it aloud or write it in."
    speaker_label = "Local talk"

    word_title = "One word from each"
    save_word = "Save my word"
    word_label = "Your word right now"
    brought_title = "This came up in the first part"
    uses = "What we use AI for"
    questions = "Questions"
    words = "One word from each"

    def quiz_answer(self, right: bool, answer: bool, why: str) -> str:  # noqa: FBT001
        return f"{'Right' if right else 'Not right'}. The statement is {'true' if answer else 'false'}. {why}"
