"""The pair discussion: who talks with whom, what about, and handing in together."""

from dialogs.cards import Bullets, Button, Buttons, Card, Element, Form, Heading, Paragraph, Said, Tone
from dialogs.cards import Notice as Mark
from dialogs.content import PairPrompt
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.options import a_text
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, Option, TextField
from dialogs.model import pairing, sharing
from dialogs.model.agenda import Phase
from dialogs.model.ids import PersonId
from dialogs.model.meeting import HANDED_IN_KINDS, Meeting, Pair
from dialogs.model.refusals import Reason, Refusal

PROMPTS = 6


def on_repair(act: Act) -> Decision:
    """Seat the pairs by hand: one field for each person, with the number of their pair."""
    groups: dict[str, list[PersonId]] = {}
    for name, values in sorted(act.read.fields.items()):
        if name.startswith("pair."):
            for number in values:
                if number and not _is_number(number):
                    raise Refusal(Reason.UNKNOWN_CHOICE, name)
                if number:
                    groups.setdefault(number, []).append(PersonId(name.removeprefix("pair.")))
    pairs = [groups[number] for number in sorted(groups, key=int)]
    return done(pairing.by_hand(act.meeting, act.who, pairs, act.fresh), act.words.pairs_changed)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 3


def on_hand_in(act: Act) -> Decision:
    """Hand in what the pair agrees on."""
    texts = {kind: act.read.texts(kind) for kind in HANDED_IN_KINDS}
    return done(sharing.hand_in(act.meeting, act.who, texts, act.fresh), act.words.handed_in)


def on_take_back(act: Act) -> Decision:
    """Take back what the pair handed in."""
    return done(sharing.take_back(act.meeting, act.who), act.words.taken_back)


def partner(view: View) -> tuple[Card, ...]:
    """Show who one talks with and what about."""
    meeting, words = view.meeting, view.words
    if meeting.phase is not Phase.PAIRS or not (view.here and view.who.is_party):
        return ()
    pair = meeting.pair_of(view.who.id)
    if pair is None:
        return (Card("partner", (words.no_pair_title,), (Paragraph((words.no_pair,)),)),)
    others = [meeting.committee.people[person] for person in pair.members if person != view.who.id]
    with_others = (with_whom(view, pair), ". ", words.one_phone_is_enough)
    body: list[Element] = [Paragraph(with_others if others else (words.nobody_to_talk_with,))]
    if any(pairing.own_report(view.who, other) for other in others):
        body.append(Mark(Tone.WARNING, (words.with_own_leader,)))
    body.append(Bullets(tuple((prompt.text,) for prompt in prompts_for(view, pair))))
    return (Card("partner", (words.pick_three if others else words.think_of_three,), tuple(body)),)


def with_whom(view: View, pair: Pair) -> str:
    """Say with whom one talks, or nothing where there is nobody."""
    people = view.meeting.committee.people
    names = [people[person].name for person in pair.members if person != view.who.id]
    return view.words.your_partner(names) if names else ""


def prompts_for(view: View, pair: Pair) -> tuple[PairPrompt, ...]:
    """Give a pair its six prompts: some from every heading, another choice for every pair, the same all the time."""
    order = pairing.shuffled([str(prompt.number) for prompt in view.content.prompts], pair.id)
    by_number = {str(prompt.number): prompt for prompt in view.content.prompts}
    chosen: list[PairPrompt] = []
    for rank in range(len(order)):
        for heading in dict.fromkeys(prompt.heading for prompt in view.content.prompts):
            of_heading = [by_number[number] for number in order if by_number[number].heading == heading]
            chosen += of_heading[rank : rank + 1]
    return tuple(sorted(chosen[:PROMPTS], key=lambda prompt: prompt.number))


def hand_in(view: View) -> tuple[Card, ...]:
    """Show the form to hand in, filled with what the pair wrote; afterwards what was handed in and the way back."""
    meeting, words = view.meeting, view.words
    pair = meeting.pair_of(view.who.id)
    if meeting.phase is not Phase.PAIRS or not view.here or pair is None:
        return ()
    ours = sharing.theirs(meeting, view.who.id)
    body: list[Element] = []
    if pair.handed_in:
        for kind in HANDED_IN_KINDS:
            lines = tuple((Said(item.text),) for item in ours if item.handed_in and item.kind is kind)
            if lines:
                body += [Heading((words.kind(kind),)), Bullets(lines)]
        body.append(Buttons((Button(words.take_back, "take_back", pair.id),)))
        return (Card("hand-in", (words.handed_in_title,), tuple(body)),)
    fields = tuple(
        TextField(
            kind,
            words.kinds(kind),
            values=tuple(item.text for item in ours if item.kind is kind and not item.handed_in),
            long=True,
            many=True,
        )
        for kind in HANDED_IN_KINDS
    )
    body.append(Paragraph((words.hand_in_help,)))
    body.append(Form(words.hand_in, "hand_in", fields, pair.id))
    return (Card("hand-in", (words.hand_in_title,), tuple(body)),)


def seating(view: View) -> tuple[Card, ...]:
    """Show the pairs to everybody in the room, and to those who lead a form to change them."""
    meeting, words = view.meeting, view.words
    if meeting.phase is not Phase.PAIRS or not view.here or not view.who.may_lead:
        return ()
    seats = _seats(meeting, view)
    if len(seats) == 1 and meeting.pair_of(view.who.id):
        # Nobody needs a list to find themselves.
        return ()
    body: list[Element] = [Bullets(tuple((line,) for line in pair_lines(view)))]
    if len(seats) > 1:
        body.append(Form(words.change_pairs, "repair", seats, folded=True))
    return (Card("pairs", (words.pairs_title,), tuple(body)),)


def pair_lines(view: View) -> tuple[str, ...]:
    """Give one line a pair: the names, and whether they have handed in."""
    meeting, words = view.meeting, view.words
    lines = []
    for pair in meeting.pairs.values():
        lines.append(words.pair_line(words.listing(_names(meeting, pair)), pair.handed_in))
    return tuple(sorted(lines))


def _names(meeting: Meeting, pair: Pair) -> list[str]:
    return sorted(meeting.committee.people[person].name for person in pair.members)


def _seats(meeting: Meeting, view: View) -> tuple[ChoiceField, ...]:
    # By id, so that the numbers are the same after a restart.
    numbers = {pair: str(number) for number, pair in enumerate(sorted(meeting.pairs), 1)}
    parties = [person for person in meeting.here if person.is_party]
    names = {numbers[pair.id]: view.words.listing(_names(meeting, pair)) for pair in meeting.pairs.values()}
    options = [Option("", view.words.in_no_pair)]
    for number in range(1, max(len(parties) // 2, 1) + 1):
        pair_number, who = view.words.pair_number(number), names.get(str(number))
        options.append(a_text(str(number), f"{pair_number}: {who}" if who else pair_number))
    fields = []
    for person in parties:
        pair = meeting.pair_of(person.id)
        fields.append(
            ChoiceField(
                f"pair.{person.id}",
                person.name,
                tuple(options),
                values=(numbers[pair.id] if pair else "",),
                closed=True,
            )
        )
    return tuple(fields)
