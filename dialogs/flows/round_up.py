"""The round-up: themes of the committee's own, texts that say the same, and whether something is missing."""

from dialogs.cards import Card, Element, Form, Heading, Paragraph, Said
from dialogs.flows.acting import Act, Decision, done
from dialogs.flows.options import MOST_OPTIONS, a_text
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, TextField
from dialogs.model import rounding_up
from dialogs.model.agenda import Phase
from dialogs.model.ids import ContributionId
from dialogs.model.meeting import Contribution
from dialogs.wording.letters import capital

THEME_CHARS = 80


def on_theme(act: Act) -> Decision:
    """Put a text under a theme."""
    name = act.read.maybe("theme", max_chars=THEME_CHARS)
    return done(rounding_up.theme(act.meeting, act.who, ContributionId(act.on), name), act.words.saved)


def on_merge(act: Act) -> Decision:
    """Let one text stand for another, or take them apart."""
    into = act.read.raw("into")
    target = ContributionId(into) if into else None
    return done(rounding_up.merge(act.meeting, act.who, ContributionId(act.on), target), act.words.saved)


def on_say_missing(act: Act) -> Decision:
    """Keep what a side says is missing."""
    text = act.read.maybe("text")
    return done(rounding_up.say_missing(act.meeting, act.who, text, act.fresh), act.words.saved)


def gather(view: View) -> tuple[Card, ...]:
    """Let those who lead put what was handed in under themes."""
    meeting, words = view.meeting, view.words
    found = rounding_up.handed_in(meeting)
    if meeting.phase is not Phase.PAIRS or not view.here or not view.who.may_lead or not found:
        return ()
    body: list[Element] = []
    for before, item in zip((None, *found), found, strict=False):
        # They stand by kind, so one heading is enough for all of a kind.
        if before is None or before.kind is not item.kind:
            body.append(Heading((words.kind(item.kind),)))
        body += _sorting(view, item, found)
    merged = sorted(
        (item for item in meeting.contributions.values() if item.merged_into), key=lambda item: (item.text, item.id)
    )
    for item in merged:
        about = (Said(item.text),)
        body += [
            Paragraph((words.put_together, *about)),
            Form(words.take_apart, "merge", (), item.id, about=about),
        ]
    return (Card("round-up", (words.round_up_title,), tuple(body)),)


def _sorting(view: View, item: Contribution, found: tuple[Contribution, ...]) -> list[Element]:
    words, about = view.words, (Said(item.text),)
    theme = TextField("theme", words.theme_label, values=(item.theme,) if item.theme else (), max_chars=THEME_CHARS)
    elements: list[Element] = [
        Paragraph(about),
        Form(words.save_theme, "theme", (theme,), item.id, about=about),
    ]
    others = [other for other in found if other.id != item.id]
    if others:
        # What says the same is most often of the same kind, so those stand first where there is no room for all.
        nearest = sorted(others, key=lambda other: other.kind is not item.kind)[:MOST_OPTIONS]
        options = tuple(a_text(other.id, other.text) for other in nearest)
        into = ChoiceField("into", words.merge_label, options, required=True)
        elements.append(Form(words.merge, "merge", (into,), item.id, about=about, folded=True))
    return elements


def by_theme(view: View) -> tuple[Element, ...]:
    """Show what was handed in, by theme and then by kind and text: what the room looks at together."""
    words = view.words
    found = rounding_up.handed_in(view.meeting)
    elements: list[Element] = []
    for theme in sorted({item.theme for item in found}, key=lambda name: (not name, name)):
        elements.append(Heading((Said(theme),) if theme else (words.without_theme,)))
        for item in found:
            if item.theme == theme:
                elements.append(Paragraph((f"{words.kind(item.kind)}: ", Said(item.text))))
    return tuple(elements)


def missing(view: View) -> tuple[Card, ...]:
    """Ask each side whether something is missing, and show what both said."""
    meeting, words = view.meeting, view.words
    if meeting.phase is not Phase.PAIRS or not (view.here and view.who.is_party):
        return ()
    body: list[Element] = list(missing_lines(view))
    field = TextField("text", words.missing_label, help=words.missing_help, long=True)
    body.append(Form(words.save_missing, "say_missing", (field,), about=(words.missing_title,)))
    return (Card("missing", (words.missing_title,), tuple(body)),)


def missing_lines(view: View) -> tuple[Element, ...]:
    """Show what the sides said is missing."""
    words = view.words
    elements: list[Element] = []
    for side in view.meeting.committee.sides:
        said = sorted((item for item in view.meeting.missing.values() if item.side is side), key=lambda item: item.text)
        for item in said:
            line = (
                (f"{capital(words.side(side))}: ", Said(item.text))
                if item.text
                else (words.nothing_missing(words.side(side)),)
            )
            elements.append(Paragraph(line))
    return tuple(elements)
