"""Putting a name to a text, one's own or as somebody's recorded substitute; by a code where a link is too little."""

from collections.abc import Collection, Iterable

from dialogs.cards import Button, Card, Form, Line, Paragraph, Said, Weight
from dialogs.flows.acting import Act
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.inbound import Proof
from dialogs.model import rights
from dialogs.model.ids import PersonId
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.signed import Signature

# The field of the code, and what stands before the action of a form that sends one along.
CODE = "code"
BY_CODE = "by_code."


def hold_proven(act: Act) -> None:
    """Hold that it is the person themselves who signs, once everything else about it is right.

    Raises:
        Refusal: `sign_in_required` for somebody who came by a link alone; `wrong_code`.
    """
    if act.proof is Proof.WRONG_CODE:
        raise Refusal(Reason.WRONG_CODE, CODE)
    if act.proof is Proof.LINK and not act.organisation.links_may_sign:
        raise Refusal(Reason.SIGN_IN_REQUIRED)


def code_card(view: View, action: str, on: str, seen: str, address: str) -> Card:
    """Ask for the code that was sent. What it signs goes along."""
    words = view.words
    # No limit: what is too long is wrong.
    field = TextField(CODE, words.code_label, words.code_help, required=True)
    form = Form(words.sign_by_code, f"{BY_CODE}{action}", (field,), on, seen, weight=Weight.MAIN)
    return Card("sign-by-code", (words.code_title,), (Paragraph((words.code_was_sent(address),)), form))


def code_letter(view: View, action: str, code: str) -> Card:
    """Give the letter with a code: what it signs, how long it lasts, and what to do when nobody asked for it."""
    words = view.words
    what = (Said(view.meeting.committee.name), f", {view.day(view.meeting.starts_at)}: {words.task(action)}")
    body = (Paragraph((words.code_is(code),)), Paragraph(what), Paragraph((words.code_lasts,)))
    return Card("code", (words.code_letter_title,), body)


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
