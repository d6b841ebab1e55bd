"""Planning by the formandskab: six knowledge cards, own cards, a local speaker."""

from dialogs.cards import Bullets, Card, Element, Facts, Form, Heading, Line, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.calling import agreement, changes, not_agreed_any_more
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Field, Option, TextField, one
from dialogs.model import planning, rights
from dialogs.model.meeting import OwnCard, Plan, Stage
from dialogs.model.refusals import Reason, Refusal

OWN_CARDS = 2
TITLE_CHARS = 80
CARD_CHARS = 600
SOURCE_CHARS = 200


def on_plan(act: Act) -> Decision:
    """Settle the plan."""
    rights.formandskab(act.meeting, act.who)
    chosen = act.read.several("cards")
    if not all(number.isascii() and number.isdigit() and len(number) <= 3 for number in chosen):
        raise Refusal(Reason.UNKNOWN_CHOICE, "cards")
    plan = Plan(
        cards=tuple(sorted({int(number) for number in chosen})),
        own_cards=_own_cards(act),
        speaker=act.read.maybe("speaker", max_chars=SOURCE_CHARS),
        channel_posts=act.read.raw("channel_posts") == "yes",
    )
    known = [card.number for card in act.content.cards]
    after = planning.plan(act.meeting, act.who, plan, known)
    return done(after, act.words.plan_saved, *not_agreed_any_more(act, after), audit=AuditEntry("plan"))


def _own_cards(act: Act) -> tuple[OwnCard, ...]:
    cards = []
    for number in range(1, planning.MOST_OWN_CARDS + 1):
        title = act.read.maybe(f"own_title.{number}", max_chars=TITLE_CHARS)
        text = act.read.maybe(f"own_text.{number}", max_chars=CARD_CHARS)
        source = act.read.maybe(f"own_source.{number}", max_chars=SOURCE_CHARS)
        if text and not title:
            raise Refusal(Reason.EMPTY_TEXT, f"own_title.{number}")
        if title:
            cards.append(OwnCard(title, text, source))
    return tuple(cards)


def plan(view: View) -> tuple[Card, ...]:
    """Show the plan to everybody before the meeting, and the form to the formandskab."""
    meeting, words = view.meeting, view.words
    if meeting.stage is not Stage.PLANNED:
        return ()
    rows: list[tuple[str, Line]] = [
        (words.starts_label, (f"{view.day(meeting.starts_at)}, {words.at_clock(view.clock(meeting.starts_at))}",)),
    ]
    if meeting.plan.speaker:
        rows.append((words.speaker_label, (Said(meeting.plan.speaker),)))
    titles: list[Line] = [(view.content.card(number).title,) for number in meeting.plan.cards]
    titles += [(f"{words.own_card_label}: ", Said(card.title)) for card in meeting.plan.own_cards]
    body: tuple[Element, ...] = (
        Facts(tuple(rows)),
        *agreement(view),
        Heading((words.cards_label,)),
        Bullets(tuple(titles)),
    )
    if view.who.in_formandskab:
        body = (*body, Form(words.change_plan, "plan", _fields(view), folded=True), *changes(view))
    return (Card("plan", (words.plan_title,), body),)


def _fields(view: View) -> tuple[Field, ...]:
    words, chosen = view.words, view.meeting.plan
    cards = tuple(Option(str(card.number), card.title) for card in view.content.cards)
    own: list[Field] = []
    for number in range(1, OWN_CARDS + 1):
        known = chosen.own_cards[number - 1] if number <= len(chosen.own_cards) else OwnCard("", "", "")
        own += [
            _text(f"own_title.{number}", words.own_title_label(number), known.title, TITLE_CHARS),
            _text(f"own_text.{number}", words.own_text_label(number), known.text, CARD_CHARS),
            _text(f"own_source.{number}", words.own_source_label(number), known.source, SOURCE_CHARS),
        ]
    yes_no = (Option("no", words.no), Option("yes", words.yes))
    return (
        ChoiceField("cards", words.pick_six, cards, words.pick_six_help, tuple(map(str, chosen.cards)), many=True),
        *own,
        TextField("speaker", words.speaker_label, words.speaker_help, one(chosen.speaker), max_chars=SOURCE_CHARS),
        ChoiceField("channel_posts", words.channel_posts, yes_no, values=("yes" if chosen.channel_posts else "no",)),
    )


def _text(name: str, label: str, value: str, max_chars: int) -> TextField:
    return TextField(name, label, values=one(value), long=max_chars > SOURCE_CHARS, max_chars=max_chars)
