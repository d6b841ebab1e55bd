"""The second phase in English."""

from collections.abc import Sequence

from dialogs.wording.letters import capital


class Pairs:
    """What is said while pairs talk and when everything is gathered, in English."""

    pairs_now = "Talk together in pairs"
    pairs_how = "Choose three questions and talk about them in two rounds. Then hand in what you can all stand by."
    pairs_title = "Pairs"
    pairs_changed = "The pairs have been changed."
    change_pairs = "Change the pairs"
    in_no_pair = "Not in a pair"
    no_pair_title = "You are not in a pair"
    no_pair = "Go from pair to pair and listen."
    one_phone_is_enough = "One phone is enough."
    with_own_leader = "One of you leads another here. It could not be avoided today. Say so if you want to swap."
    pick_three = "Choose three to talk about"
    think_of_three = "Choose three to think about"
    nobody_to_talk_with = "There is nobody to talk with right now. Think about three of them yourself."

    hand_in = "Hand in for the pair"
    hand_in_help = "Write what everybody in the pair can stand by. One of you hands it in."
    hand_in_title = "Hand in together"
    handed_in = "Handed in. You can take it back and change it until this part of the meeting ends."
    handed_in_title = "What you have handed in"
    take_back = "Take back"
    taken_back = "Taken back. Change it and hand it in again."

    round_up_title = "Round-up"
    theme_label = "Theme"
    save_theme = "Save the theme"
    without_theme = "Without a theme"
    merge = "Put together"
    merge_label = "Says the same as"
    put_together = "Put together with another: "
    take_apart = "Take apart again"
    missing_title = "Is anything missing?"
    save_missing = "Save what is missing"
    missing_label = "What is missing?"
    missing_help = "Leave the field empty if nothing is missing."

    def your_partner(self, names: Sequence[str]) -> str:
        return f"Your partner is {names[0]}" if len(names) == 1 else f"Your partners are {' and '.join(names)}"

    def pair_number(self, number: int) -> str:
        return f"Pair {number}"

    def pair_line(self, names: str, handed_in: bool) -> str:  # noqa: FBT001
        return f"{names}: have handed in" if handed_in else names

    def pairs_to_come(self, count: int) -> str:
        return "One pair still has to hand in." if count == 1 else f"{count} pairs still have to hand in."

    def nothing_missing(self, side: str) -> str:
        return f"{capital(side)}: Nothing is missing."
