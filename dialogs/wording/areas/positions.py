"""The round on the proposals: positions, the reveal, reservations."""

from typing import Protocol


class Positions(Protocol):
    """What is said in the round."""

    no_proposals: str
    instead_of_proposals: str
    positions_title: str
    positions_help: str
    position_saved: str
    position_stands: str
    save_positions: str
    change_positions: str
    reservation_label: str
    reservation_help: str

    reveal_title: str
    reveal: str
    reveal_all: str
    revealed: str
    reservations_title: str
    no_reservations: str
    reservation_stands: str
    resolve: str
    change_label: str
    before: str
    after: str

    def positions_missing(self, count: int) -> str: ...
