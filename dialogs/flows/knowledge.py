"""Shared knowledge: cards with their source, three statements, what we use ourselves, one word each."""

from collections.abc import Mapping

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Form, Heading, Line, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.content import AnswerKind, InventoryQuestion, QuizQuestion
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Field, TextField
from dialogs.model import rights, sharing
from dialogs.model.agenda import Phase
from dialogs.model.meeting import Kind, Meeting, Stage
from dialogs.model.people import Role
from dialogs.model.refusals import Reason, Refusal
from dialogs.outbound import Answer
from dialogs.wording import Wording

# Where fewer than this many answered, answers are shown without counts (rule 6).
FEWEST_FOR_COUNTS = 5
WORD_CHARS = 40


def on_answer_quiz(act: Act) -> Decision:
    """Say whether an answer was right. Nothing is kept, so nothing can be counted."""
    rights.party(act.meeting, act.who)
    rights.in_room(act.meeting, act.who, Phase.KNOWLEDGE)
    number, _, answer = act.on.partition(".")
    question = next((item for item in act.content.quiz if str(item.number) == number), None)
    if question is None or answer not in {"true", "false"}:
        raise Refusal(Reason.UNKNOWN_CHOICE)
    right = question.answer is (answer == "true")
    return Decision(act.meeting, Answer(act.words.quiz_answer(right, question.answer, question.why)))


def on_say_word(act: Act) -> Decision:
    """Keep the one word of one person."""
    text = act.read.text("word", max_chars=WORD_CHARS)
    return done(sharing.say_word(act.meeting, act.who, text, act.fresh), act.words.saved)


def on_answer_inventory(act: Act) -> Decision:
    """Keep answers about AI in use."""
    answers = {item.number: _answers(act, item) for item in act.content.inventory if act.read.has(f"q.{item.number}")}
    return done(sharing.answer_inventory(act.meeting, act.who, answers, act.fresh), act.words.saved)


def _answers(act: Act, question: InventoryQuestion) -> tuple[str, ...]:
    name = f"q.{question.number}"
    if question.kind is AnswerKind.TEXT:
        text = act.read.maybe(name)
        return (text,) if text else ()
    chosen = act.read.several(name)
    known = {option.id for option in question.options}
    if not set(chosen) <= known or (question.kind is AnswerKind.ONE and len(chosen) > 1):
        raise Refusal(Reason.UNKNOWN_CHOICE, name)
    return chosen


def cards(view: View) -> tuple[Card, ...]:
    """Show the newest knowledge card and, folded away in a list, the ones before it."""
    if view.meeting.phase is not Phase.KNOWLEDGE:
        return ()
    shown = shown_cards(view)
    if not shown:
        return (Card("knowledge", (view.words.ground_rules_title,), (_rules(view),)),)
    title, text, source = shown[-1]
    body = list(card_lines(text, source, view.words))
    if len(shown) > 1:
        body += [Heading((view.words.shown_before,)), Bullets(tuple(earlier[0] for earlier in shown[:-1]))]
    return (Card("knowledge", title, tuple(body)),)


def card_lines(text: Line, source: Line, words: Wording) -> tuple[Element, ...]:
    """Give what stands on a knowledge card below its title."""
    return (Paragraph(text), Paragraph((words.source, *source)))


def _rules(view: View) -> Bullets:
    return Bullets(tuple((rule,) for rule in view.content.ground_rules))


def shown_cards(view: View) -> tuple[tuple[Line, Line, Line], ...]:
    """Give title, text and source of the cards shown so far: ours first, then the committee's own."""
    plan = view.meeting.plan
    ours = [view.content.card(number) for number in plan.cards]
    lines: list[tuple[Line, Line, Line]] = [((card.title,), (card.text,), (card.source,)) for card in ours]
    lines += [((Said(card.title),), (Said(card.text),), (Said(card.source),)) for card in plan.own_cards]
    return tuple(lines[: view.meeting.card])


def quiz(view: View) -> tuple[Card, ...]:
    """Show the three statements with two buttons each."""
    if view.meeting.phase is not Phase.KNOWLEDGE or not (view.here and view.who.is_party):
        return ()
    body: list[Element] = [Paragraph((view.words.quiz_help,))]
    for question in view.content.quiz:
        body += [Heading((question.statement,)), _quiz_buttons(view, question)]
    return (Card("quiz", (view.words.quiz_title,), tuple(body)),)


def _quiz_buttons(view: View, question: QuizQuestion) -> Buttons:
    about = (question.statement,)
    return Buttons(
        (
            Button(view.words.true, "answer_quiz", f"{question.number}.true", about=about),
            Button(view.words.false, "answer_quiz", f"{question.number}.false", about=about),
        )
    )


def word(view: View) -> tuple[Card, ...]:
    """Ask for one word each."""
    if view.meeting.phase is not Phase.KNOWLEDGE or not (view.here and view.who.is_party):
        return ()
    mine = next((item.text for item in sharing.theirs(view.meeting, view.who.id) if item.kind is Kind.WORD), "")
    field = TextField(
        "word", view.words.word_label, values=(mine,) if mine else (), required=True, max_chars=WORD_CHARS
    )
    form = Form(view.words.save_word, "say_word", (field,), about=(view.words.word_title,))
    return (Card("word", (view.words.word_title,), (form,)),)


def inventory(view: View) -> tuple[Card, ...]:
    """Ask beforehand what is in use already; the answers can be changed until the first phase is over."""
    meeting, words = view.meeting, view.words
    open_now = meeting.stage is Stage.PLANNED or meeting.phase is Phase.KNOWLEDGE
    if not open_now or Role.OBSERVER in view.who.roles:
        return ()
    mine = sharing.inventory_of(meeting, view.who.id)
    answers = mine.answers if mine else {}
    fields = tuple(_field(item, answers.get(item.number, ())) for item in view.content.inventory)
    form = Form(words.inventory_open, "answer_inventory", fields, folded=True)
    body: list[Element] = [Mark(Tone.NEUTRAL, (words.not_for_control,)), form]
    return (Card("inventory", (words.inventory_title,), tuple(body)),)


def _field(question: InventoryQuestion, values: tuple[str, ...]) -> Field:
    name = f"q.{question.number}"
    if question.kind is AnswerKind.TEXT:
        return TextField(name, question.text, values=values, long=True)
    many = question.kind is AnswerKind.MANY
    return ChoiceField(name, question.text, question.options, values=values, many=many)


def inventory_lines(view: View) -> tuple[Element, ...]:
    """Show what the inventory gathered: counts only from five answers on, texts by text and never by person."""
    meeting = view.meeting
    if not meeting.inventory:
        return ()
    elements: list[Element] = []
    for question in view.content.inventory:
        lines = _texts(meeting, question) if question.kind is AnswerKind.TEXT else _counts(view, question)
        if lines:
            elements += [Heading((question.text,)), Bullets(lines)]
    return tuple(elements)


def _texts(meeting: Meeting, question: InventoryQuestion) -> tuple[Line, ...]:
    found = {text for answer in meeting.inventory.values() for text in answer.answers.get(question.number, ())}
    return tuple((Said(text),) for text in sorted(found))


def _counts(view: View, question: InventoryQuestion) -> tuple[Line, ...]:
    answered = [
        answer.answers[question.number]
        for answer in view.meeting.inventory.values()
        if answer.answers.get(question.number)
    ]
    tally: Mapping[str, int] = {
        option.id: sum(option.id in chosen for chosen in answered) for option in question.options
    }
    named = [option for option in question.options if tally[option.id]]
    if len(answered) < FEWEST_FOR_COUNTS:
        return tuple((option.label,) for option in named)
    return tuple((f"{option.label}: {tally[option.id]}",) for option in named)


def brought(view: View) -> tuple[Element, ...]:
    """Show the uses and questions of the first phase once it is over, by text."""
    found = sorted(view.meeting.contributions.values(), key=lambda item: (item.text, item.id))
    elements: list[Element] = []
    for kind, title in (
        (Kind.USE, view.words.uses),
        (Kind.QUESTION, view.words.questions),
        (Kind.WORD, view.words.words),
    ):
        lines = tuple((Said(item.text),) for item in found if item.kind is kind)
        if lines:
            elements += [Heading((title,)), Bullets(lines)]
    return tuple(elements)
