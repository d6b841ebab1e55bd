"""Writing in the first two phases: one small form, and one's own texts with a way to change them."""

from dialogs.cards import Button, Buttons, Card, Element, Form, Heading, Paragraph, Said, Weight
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.pairs import with_whom
from dialogs.flows.steering import leads_now
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import sharing
from dialogs.model.agenda import Phase
from dialogs.model.ids import ContributionId
from dialogs.model.meeting import HANDED_IN_KINDS, Contribution, Kind

IN_KNOWLEDGE = (Kind.USE, Kind.QUESTION, *HANDED_IN_KINDS)


def on_contribute(act: Act) -> Decision:
    """Keep a text."""
    kind, text = act.read.choice("kind", Kind), act.read.text("text")
    return done(sharing.contribute(act.meeting, act.who, kind, text, act.fresh), act.words.saved)


def on_edit(act: Act) -> Decision:
    """Change a text."""
    after = sharing.edit(act.meeting, act.who, ContributionId(act.on), act.read.text("text"))
    return done(after, act.words.saved)


def on_withdraw(act: Act) -> Decision:
    """Take a text back."""
    return done(sharing.withdraw(act.meeting, act.who, ContributionId(act.on)), act.words.withdrawn)


def write(view: View) -> tuple[Card, ...]:
    """Show the form to write in, and what one may change. What is kept, and for how long, stands at the form."""
    meeting, words = view.meeting, view.words
    if meeting.phase not in {Phase.KNOWLEDGE, Phase.PAIRS} or not (view.here and view.who.is_party):
        return ()
    pair = meeting.pair_of(view.who.id)
    if meeting.phase is Phase.PAIRS and (pair is None or pair.handed_in):
        return ()
    kinds = IN_KNOWLEDGE if meeting.phase is Phase.KNOWLEDGE else HANDED_IN_KINDS
    fields = (
        TextField("text", words.text_label, help=words.roles_not_names, required=True, long=True),
        ChoiceField(
            "kind", words.kind_label, tuple(Option(kind, words.kind(kind)) for kind in kinds), values=(kinds[0],)
        ),
    )
    kept = words.what_is_kept(len(pair.members) - 1 if pair else 0)
    weight = Weight.PLAIN if leads_now(view) else Weight.MAIN
    body: list[Element] = [Form(words.save_contribution, "contribute", fields, weight=weight), Paragraph((kept,))]
    for item in sharing.theirs(meeting, view.who.id):
        if item.kind in kinds and not item.handed_in:
            body += _own(view, item)
    title = (with_whom(view, pair) if pair else "") or words.write_title
    return (Card("write", (title,), tuple(body)),)


def _own(view: View, item: Contribution) -> list[Element]:
    words, about = view.words, (Said(item.text),)
    field = TextField("text", words.text_label, values=(item.text,), required=True, long=True)
    return [
        Heading((words.kind(item.kind),)),
        Paragraph(about),
        Form(words.edit, "edit", (field,), item.id, about=about, folded=True),
        Buttons((Button(words.withdraw, "withdraw", item.id, about=about, weight=Weight.QUIET),)),
    ]
