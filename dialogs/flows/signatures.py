"""Putting a name to a text: one's own, or as the recorded substitute of somebody."""

from collections.abc import Collection, Iterable

from dialogs.cards import Button, Line, Weight
from dialogs.flows.acting import Act
from dialogs.flows.view import View
from dialogs.model import rights
from dialogs.model.ids import PersonId
from dialogs.model.signed import Signature


def whose_name(act: Act) -> PersonId | None:
    """Give whose signature was asked for, or None where the button did not say."""
    return PersonId(act.on) if act.on else None


def signed_as(text: str, signature: Signature) -> str:
    """Give what the audit notes: the version of the text, and for whom where it was for another."""
    return f"{text} for {signature.substitute_for}" if signature.substitute_for else text


def signers(view: View, signatures: Iterable[Signature]) -> list[str]:
    """Give who signed, each with the one for whom it was."""
    people, words = view.meeting.committee.people, view.words
    return [
        words.name_for(people[each.person].name, people[each.substitute_for].name)
        if each.substitute_for
        else people[each.person].name
        for each in signatures
    ]


def sign_buttons(
    view: View, action: str, label: str, seen: str, waiting: Collection[PersonId], of: str = "", about: Line = ()
) -> tuple[Button, ...]:
    """Give a button for each signature that this person may give now; the first one is the main thing.

    `of` is the id of what is signed and `about` its title, where there can be several.
    """
    people, words = view.meeting.committee.people, view.words
    buttons: list[Button] = []
    for member in rights.signs_for(view.meeting, view.who.id):
        if member in waiting:
            weight = Weight.PLAIN if buttons else Weight.MAIN
            own = member == view.who.id
            text = label if own else words.sign_for(people[member].name)
            on = "/".join(filter(None, (of, "" if own else member)))
            buttons.append(Button(text, action, on, seen, about, weight))
    return tuple(buttons)
