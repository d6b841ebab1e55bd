"""What a script calls by a name: proposals, contributions, hand-ins, positions, items; ids are learnt from screens."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from tests.rehearsal.controls import Control
from tests.rehearsal.texts import as_shown

# Controls that stand for a reservation once it has been revealed.
ON_RESERVATIONS = frozenset({"resolve", "keep_reservation", "withdraw_reservation"})


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a name in the script.

    Attributes:
        kind: proposal, contribution, hand_in, position or item.
        text: how the screen names it.
        on: its id, or nothing while it has not been shown.
        texts: the texts of a hand-in.
        item: the id of what a position is about.
        owner: who took a position.
    """

    kind: str
    text: str
    on: str = ""
    texts: tuple[str, ...] = ()
    item: str = ""
    owner: str = ""


@dataclass
class Things:
    """Everything a script has given a name so far."""

    known: dict[str, Thing] = field(default_factory=dict)

    def get(self, name: str) -> Thing | None:
        """Give a thing by its name in the script."""
        return self.known.get(name)

    def meant(self, name: str) -> Thing:
        """Give a thing by its name, or what has `name` as its text on the screen."""
        return self.known.get(name) or Thing("", as_shown(name))

    def learn(self, name: str, thing: Thing, before: Iterable[Control], after: Iterable[Control]) -> None:
        """Give a new thing its name, and its id where a control that was not there before bears its text."""
        old = {control.on for control in before}
        new = [control for control in after if control.on and control.on not in old]
        match thing.kind:
            case "hand_in":
                found = [control.on for control in after if control.action == "take_back"]
            case "position":
                found = []
            case _:
                found = [control.on for control in new if control.about == thing.text]
        self.known[name] = replace(thing, on=found[0] if found else "")

    def reworded(self, name: str, text: str) -> None:
        """Note that a thing has another text now."""
        if name in self.known:
            self.known[name] = replace(self.known[name], text=as_shown(text))

    def learn_missing(self, controls: Iterable[Control]) -> None:
        """Give things without an id the one that a control with their text bears by now."""
        by_text = {each.about: each.on for each in controls if each.on and each.action not in ON_RESERVATIONS}
        for name, thing in self.known.items():
            if thing.kind in {"proposal", "contribution", "item"} and not thing.on:
                self.known[name] = replace(thing, on=by_text.get(thing.text, ""))

    def learn_reservations(self, controls: Mapping[str, Iterable[Control]]) -> None:
        """Give positions the ids of the reservations they became, where a control by now bears their text.

        Two people can have the same reservation. Only its owner can take it back, which tells whose is whose.
        """
        for name, thing in self.known.items():
            if thing.kind != "position":
                continue
            found = [
                (control.action == "withdraw_reservation" and who == thing.owner, control.on)
                for who, theirs in controls.items()
                for control in theirs
                if control.action in ON_RESERVATIONS
                and (control.about, control.card) == (thing.text, f"item-{thing.item}")
            ]
            if found:
                self.known[name] = replace(thing, on=max(found)[1])
