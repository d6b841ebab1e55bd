"""The first phase: ground rules, knowledge cards, three statements, AI in use, one word each."""

from typing import Protocol


class Knowledge(Protocol):
    """What is said in the phase of shared knowledge. `source` stands right before the source itself."""

    ground_rules_title: str
    source: str
    shown_before: str

    quiz_title: str
    quiz_help: str
    quiz_aloud: str
    true: str
    false: str

    inventory_title: str
    inventory_open: str
    not_for_control: str
    ours_title: str
    ours_help: str
    speaker_label: str

    word_title: str
    save_word: str
    word_label: str
    brought_title: str
    uses: str
    questions: str
    words: str

    def quiz_answer(self, right: bool, answer: bool, why: str) -> str:  # noqa: FBT001
        """Give whether the answer was `right`, whether the statement is true, and why. Never how many answered what."""
        ...
