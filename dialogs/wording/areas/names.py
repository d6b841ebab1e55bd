"""What the things of a meeting are called."""

from typing import Protocol

from dialogs.model.agenda import ItemType
from dialogs.model.items import OutcomeKind, ReservationState, Stance
from dialogs.model.meeting import Kind
from dialogs.model.people import Side
from dialogs.model.pilots import Due, Light, Owner, PilotState


class Names(Protocol):
    """The names of sides, kinds, outcomes and states. Sides, stages and check-points begin small, all else large."""

    yes: str
    no: str
    nobody: str
    open_item: str
    closed_item: str

    def side(self, side: Side) -> str: ...
    def kind(self, kind: Kind) -> str:
        """Give what one contribution is."""
        ...

    def kinds(self, kind: Kind) -> str:
        """Give the label over several contributions."""
        ...

    def stance(self, stance: Stance) -> str: ...
    def reservation(self, state: ReservationState) -> str:
        """Give a sentence on what became of a reservation."""
        ...

    def outcome(self, kind: OutcomeKind) -> str: ...
    def item_type(self, kind: ItemType) -> str: ...
    def light(self, light: Light) -> str: ...
    def owner(self, owner: Owner) -> str: ...
    def due(self, due: Due) -> str: ...
    def pilot_state(self, state: PilotState) -> str: ...
    def check_point(self, rule: str, date_text: str) -> str:
        """Give a rule such as "week 2" in words, with its date where there is one."""
        ...
