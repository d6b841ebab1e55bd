"""The municipality's own content: what somebody typed for one entry, and how the entry looks where people meet it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dialogs.cards import Bullets, Element, Facts, Heading, Paragraph
from dialogs.content import Content, ContentFault, Fault, Language, parse_content
from dialogs.content.editing import NEW, Entry, Kind, Slot, put
from dialogs.flows.knowledge import card_lines
from dialogs.flows.reading import Reader
from dialogs.model.agenda import Agenda
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.screening import Question
from dialogs.model.texts import MAX_CHARS, accept
from dialogs.wording import Wording

# What is a heading or an option has room for so many on every channel.
LINE_CHARS = 75
LONG_CHARS = 600
LIST_CHARS = 12_000
_CHARS = {Kind.LINE: LINE_CHARS, Kind.LONG: LONG_CHARS, Kind.KEPT_LINES: MAX_CHARS}
_DIGITS = 3


class _Answer(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one entry: the whole text of the file and the content with it, or what is wrong with which place.

    A fault of no place stands under the empty name.
    """

    text: str = ""
    content: Content | None = None
    faults: Mapping[str, Refusal | Fault] = field(default_factory=dict)


def attempt(language: Language, files: Mapping[str, str], file: str, entry: Entry, read: Reader) -> Attempt:
    """Put what was typed into an entry of `file`, and hold the whole content against the rules.

    Args:
        language: whose content it is.
        files: text by file name, as it holds now.
        file: the file.
        entry: the entry as it was.
        read: what was typed, under the names of the entry's places.
    """
    values: dict[str, object] = {}
    faults: dict[str, Refusal | Fault] = {}
    for slot in entry.slots:
        try:
            values[slot.name] = _read(slot, read)
        except Refusal as refusal:
            faults[slot.name] = refusal
    if faults:
        return Attempt(faults=faults)
    text, key = put(file, files[file], entry.id, values)
    try:
        return Attempt(text, parse_content(language, {**files, file: text}))
    except ContentFault as fault:
        for each in fault.faults:
            faults.setdefault(_place(each, f"{language}/{file}", key, entry), each)
        return Attempt(faults=faults)


def _place(fault: Fault, file: str, key: str, entry: Entry) -> str:
    """Give the place that a fault is about; one of a list is that of the list."""
    below = fault.key.removeprefix(f"{key}.") if fault.file == file else ""
    return next((slot.name for slot in entry.slots if below == slot.name or below.startswith(f"{slot.name}[")), "")


def _read(slot: Slot, read: Reader) -> object:
    name = slot.name
    match slot.kind:
        case Kind.DAY:
            return read.day(name)
        case Kind.NUMBER:
            return read.number(name)
        case Kind.YES_NO:
            return read.choice(name, _Answer) is _Answer.YES
        case Kind.CARDS:
            return [_card_number(each, name) for each in read.several(name)]
        case Kind.LIST:
            lines = read.text(name, max_chars=LIST_CHARS).split("\n")
            # The whole was warned about already.
            return [accept(line, name, max_chars=LONG_CHARS, contact_ok=True) for line in lines if line.strip()]
        case Kind.MAYBE:
            return read.maybe(name, max_chars=LONG_CHARS) or None
        case kind:
            return read.text(name, max_chars=_CHARS[kind])


def _card_number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _DIGITS):
        raise Refusal(Reason.UNKNOWN_CHOICE, name)
    return int(text)


def shown(content: Content, file: str, ident: str, words: Wording, on: date) -> tuple[Element, ...]:
    """Give an entry as people meet it. `on` is a day for what is filled in later."""
    match file:
        case "knowledge.toml":
            card = content.cards[-1] if ident == NEW else content.card(int(ident))
            return (Heading((card.title,)), *card_lines((card.text,), (card.source,), words))
        case "quiz.toml":
            question = next(each for each in content.quiz if str(each.number) == ident)
            said = words.quiz_answer(True, question.answer, question.why)  # noqa: FBT003
            return (Heading((question.statement,)), Paragraph((said,)))
        case "prompts.toml":
            prompt = content.prompts[-1] if ident == NEW else content.prompts[int(ident) - 1]
            return (Heading((prompt.heading,)), Bullets(((prompt.text,),)))
        case "plan.toml":
            reminder = next(each for each in content.reminders if each.id == ident)
            day = words.date(on)
            text = reminder.text.format(meeting=day, time="10.00", deadline=day, readable=day)
            return (Heading((reminder.title,)), Paragraph((text,)))
        case "agendas.toml":
            return tuple(_agenda(content.agendas[ident], words))
        case "inventory.toml":
            asked = next(each for each in content.inventory if str(each.number) == ident)
            options = tuple((option.label,) for option in asked.options)
            return (Heading((asked.text,)), *((Bullets(options),) if options else ()))
        case "screening.toml":
            return tuple(_question(content.screening.question(ident), words))
        case _:
            return _kept(getattr(content, ident), words)


def _agenda(agenda: Agenda, words: Wording) -> Iterator[Element]:
    yield Heading((agenda.title,))
    for item in agenda.items:
        yield Heading((words.agenda_line(item.title, item.minutes),))
        yield Bullets(tuple((words.agenda_line(step.title, step.minutes),) for step in item.steps))


def _question(question: Question, words: Wording) -> Iterator[Element]:
    yield Heading((question.text,))
    if question.help:
        yield Paragraph((question.help,))
    for rule in question.rules:
        basis = words.as_of(rule.basis, words.date(rule.as_of)) if rule.as_of else rule.basis
        yield Heading((f"{words.light(rule.light)}. {rule.condition}",))
        yield Facts(((words.flag_why, (rule.why,)), (words.flag_basis, (basis,))))


def _kept(value: str | tuple[str, ...], words: Wording) -> tuple[Element, ...]:
    lines = value.split("\n") if isinstance(value, str) else value
    return (Bullets(tuple((line,) for line in lines if line)),)
