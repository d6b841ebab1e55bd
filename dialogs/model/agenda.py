"""Agendas as data: what a meeting goes through, in which order, for how long."""

from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """The four parts of a meeting, in the words of the record."""

    KNOWLEDGE = "knowledge"
    PAIRS = "pairs"
    PILOTS = "pilots"
    ANNOUNCEMENT = "announcement"


class ItemType(StrEnum):
    """What kind of item a decision is; asked, never guessed (domain.md (b) rule 7)."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    GUIDELINE = "guideline"
    RECOMMENDATION = "recommendation"
    LOCAL_AGREEMENT = "local_agreement"


@dataclass(frozen=True, slots=True)
class AgendaStep:
    """One stretch inside a phase, for the plan on the room's screen. `minutes` is a plan and cuts nothing off."""

    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One phase of an agenda. `item_type` is None where each decision in the phase says its own."""

    phase: Phase
    title: str
    item_type: ItemType | None
    minutes: int
    steps: tuple[AgendaStep, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda template such as `med-ai`. `cards` are the numbers of the knowledge cards shown when nobody chose."""

    template: str
    title: str
    items: tuple[AgendaItem, ...]
    cards: tuple[int, ...]

    @property
    def minutes(self) -> int:
        """Give the planned length of the whole meeting in minutes."""
        return sum(item.minutes for item in self.items)

    def item(self, phase: Phase) -> AgendaItem:
        """Give the item of a phase.

        Raises:
            KeyError: when the template has no such phase.
        """
        for item in self.items:
            if item.phase is phase:
                return item
        raise KeyError(phase)

    def after(self, phase: Phase) -> Phase | None:
        """Give the phase that follows, or None after the last."""
        phases = [item.phase for item in self.items]
        place = phases.index(phase) + 1
        return phases[place] if place < len(phases) else None

    def before(self, phase: Phase) -> Phase | None:
        """Give the phase that comes before, or None before the first."""
        phases = [item.phase for item in self.items]
        place = phases.index(phase)
        return phases[place - 1] if place else None
