"""The second phase: pairs, handing in, round-up."""

from collections.abc import Sequence
from typing import Protocol


class Pairs(Protocol):
    """What is said while pairs talk and when everything is gathered. `put_together` stands right before the text."""

    pairs_now: str
    pairs_how: str
    pairs_title: str
    pairs_changed: str
    change_pairs: str
    in_no_pair: str
    no_pair_title: str
    no_pair: str
    one_phone_is_enough: str
    with_own_leader: str
    pick_three: str
    think_of_three: str
    nobody_to_talk_with: str

    hand_in: str
    hand_in_help: str
    hand_in_title: str
    handed_in: str
    handed_in_title: str
    take_back: str
    taken_back: str

    round_up_title: str
    theme_label: str
    save_theme: str
    without_theme: str
    merge: str
    merge_label: str
    put_together: str
    take_apart: str
    missing_title: str
    save_missing: str
    missing_label: str
    missing_help: str

    def your_partner(self, names: Sequence[str]) -> str: ...
    def pair_number(self, number: int) -> str: ...
    def pair_line(self, names: str, handed_in: bool) -> str: ...  # noqa: FBT001
    def pairs_to_come(self, count: int) -> str: ...
    def nothing_missing(self, side: str) -> str: ...
