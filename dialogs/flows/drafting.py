"""The short form one question at a time: every answer is kept, so that a telephone and five minutes are enough."""

from dataclasses import replace

from dialogs.cards import Button, Buttons, Element, Form, Paragraph, Said, Weight
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.moments import moment
from dialogs.flows.proposal_form import short_fields, short_from, title_field
from dialogs.flows.reading import Reader
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Field
from dialogs.model import drafting, proposing, sending
from dialogs.model.ids import ProposalId
from dialogs.model.pilots import Proposal
from dialogs.model.refusals import Reason, Refusal

# Few enough answers for a button each.
_PRESSED = frozenset({"without_ai", "tool_status", "voluntary"})
# What can be written beside an answer.
_NOTES = {"without_ai": "without_ai_note"}


def on_begin_proposal(act: Act) -> Decision:
    """Begin a draft with its title alone."""
    return done(proposing.propose(act.meeting, act.who, short_from(act.read), act.fresh), act.words.draft_begun)


def on_answer_field(act: Act) -> Decision:
    """Keep the answer to one question. `on` is proposal, field and, on a button, answer, with dots between."""
    on, name, pressed = (*act.on.split("."), "", "")[:3]
    if name not in sending.ASKED:
        raise Refusal(Reason.NOT_FOUND)
    read = Reader({name: (pressed,)}) if pressed else act.read
    found, said = proposing.proposal(act.meeting, ProposalId(on)), short_from(read)
    if getattr(said, name) in ("", None):
        raise Refusal(Reason.EMPTY_TEXT, name)
    given = {each: getattr(said, each) for each in (name, _NOTES.get(name, "")) if read.has(each)}
    short = replace(found.short, **given)
    after = drafting.revise(act.meeting, act.who, found.id, short, act.seen, moment(act))
    whole = sending.is_whole(short)
    return done(after, act.words.draft_is_whole if whole else act.words.answer_kept)


def beginning(view: View) -> Form:
    """Give the form that begins a draft."""
    return Form(view.words.begin_proposal, "begin_proposal", (title_field(view, ""),), weight=Weight.MAIN)


def next_question(view: View, found: Proposal) -> tuple[Element, ...]:
    """Ask the first question of the short form that has no answer, or nothing when all have."""
    name = sending.first_open(found.short)
    if not name:
        return ()
    words, about, seen = view.words, (Said(found.title),), str(found.version)
    number = Paragraph((words.question_of(sending.ASKED.index(name) + 1, len(sending.ASKED)),))
    fields = {each.name: each for each in short_fields(view, found.short)}
    field = fields[name]
    if isinstance(field, ChoiceField) and name in _PRESSED:
        buttons = tuple(
            Button(option.label, "answer_field", f"{found.id}.{name}.{option.id}", seen, about)
            for option in field.options
        )
        pressed = (number, Paragraph((field.label,)), Paragraph((field.help,)), Buttons(buttons))
        if name not in _NOTES:
            return pressed
        both: tuple[Field, ...] = (replace(field, required=True), fields[_NOTES[name]])
        on = f"{found.id}.{name}"
        return (*pressed, Form(words.answer_with_note, "answer_field", both, on, seen, about, folded=True))
    asked = replace(field, required=True)
    return (number, Form(words.keep_answer, "answer_field", (asked,), f"{found.id}.{name}", seen, about, Weight.MAIN))
