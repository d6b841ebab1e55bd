"""The content of one language, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from dialogs.forms import Option
from dialogs.model.agenda import Agenda
from dialogs.model.reminding import Reminder
from dialogs.model.screening import Rules


class Language(StrEnum):
    """The languages there are. Danish is the source."""

    DA = "da"
    EN = "en"


class AnswerKind(StrEnum):
    """How a question of the inventory is answered: one option, any number of options, or a short text."""

    ONE = "one"
    MANY = "many"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class KnowledgeCard:
    """One card of the first phase: at most 60 words, with its source.

    `as_of` is the day on which the text was last held against the source. A card that cites law always has it.
    """

    number: int
    title: str
    text: str
    source: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A statement that is true or false, for learning; `why` is what is said when the answer is shown."""

    number: int
    statement: str
    answer: bool
    why: str


@dataclass(frozen=True, slots=True)
class PairPrompt:
    """One thing a pair can talk about. Prompts about the same subject share a `heading`."""

    number: int
    heading: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class InventoryQuestion:
    """One question about AI in the own unit, answered before the meeting. `options` is empty for a text."""

    number: int
    text: str
    kind: AnswerKind
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything there is in one language. What has a number stands in the order of its number, from 1, without gaps.

    `agendas` are found by template. `mandate` is what the follow-up group's mandate is prefilled with. `check_points`
    are rules counted from a pilot's start, such as "week 2" and "+6 months". What begins with `team` takes the place of
    its namesake where an ordinary team meets. `screening` are the rules of the check before start, `reminders` the plan
    around a meeting.
    """

    language: Language
    agendas: Mapping[str, Agenda]
    cards: tuple[KnowledgeCard, ...]
    quiz: tuple[QuizQuestion, ...]
    prompts: tuple[PairPrompt, ...]
    inventory: tuple[InventoryQuestion, ...]
    ground_rules: tuple[str, ...]
    first_contact: tuple[str, ...]
    mandate: str
    check_points: tuple[str, ...]
    team_ground_rules: tuple[str, ...]
    team_first_contact: tuple[str, ...]
    screening: Rules
    reminders: tuple[Reminder, ...]

    def for_team(self) -> "Content":
        """Give the content with the texts of a team."""
        return replace(self, ground_rules=self.team_ground_rules, first_contact=self.team_first_contact)

    def card(self, number: int) -> KnowledgeCard:
        """Give the knowledge card with a number.

        Raises:
            KeyError: when there is no such card.
        """
        for card in self.cards:
            if card.number == number:
                return card
        raise KeyError(number)
