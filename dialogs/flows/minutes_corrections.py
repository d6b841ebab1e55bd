"""Correcting the minutes text by text, and reading the versions that were kept."""

import json

from dialogs.cards import Button, Buttons, Card, Element, Facts, Form, Heading, Line, Paragraph, Said
from dialogs.flows.acting import Act, AuditEntry, Decision, done
from dialogs.flows.minutes import document, readable
from dialogs.flows.minutes_lines import minutes_lines
from dialogs.flows.notices import notice
from dialogs.flows.view import View
from dialogs.forms import TextField
from dialogs.minutes import kept
from dialogs.minutes_texts import GROUPS, Passage, TextOf, corrected, passages
from dialogs.model import announcing, minuting
from dialogs.model.concluding import says_approved
from dialogs.model.items import Change
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.people import SIDES, Person, Role
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.signed import MinutesVersion
from dialogs.outbound import Answer
from dialogs.wording import Wording

WHY_CHARS = 300
# So many texts stand in one part, so that it fits what a chat can fold away or open.
PART_TEXTS = 15


def on_correct_minutes(act: Act) -> Decision:
    """Correct one text; that is a new version, and everybody who had signed is told to sign again."""
    meeting = kept(act.meeting, act.organisation, act.now)
    before = minuting.may_correct(meeting, act.who, act.seen)
    whole = json.loads(before.document)
    found = next((passage for passage in passages(whole) if passage.id == act.on), None)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    read = act.read.maybe if found.may_go else act.read.text
    text, why = read("text", max_chars=found.max_chars), act.read.maybe("why", max_chars=WHY_CHARS)
    _hold(meeting, found, text)
    new, change = json.dumps(corrected(whole, found, text), ensure_ascii=False), Change(found.text, text)
    after = minuting.correct(meeting, act.who, new, found.id, change, why, act.now, act.seen)
    if text == found.text:
        return Decision(act.meeting, Answer(act.words.same_text))
    entry = AuditEntry("correct_minutes", str(after.minutes.version), text=new)
    if not meeting.minutes.signatures:
        return done(after, act.words.corrected, audit=entry)
    number = after.minutes.version
    told = (person.id for person in after.committee.people.values() if person.may_lead and person.id != act.by)
    posts = (notice(act, each, act.words.voided_by_correction(number), f"minutes-corrected.{number}") for each in told)
    return done(after, act.words.corrected_signatures_void, *posts, audit=entry)


def _hold(meeting: Meeting, found: Passage, text: str) -> None:
    """Hold that a text keeps the rules that it kept when it was first typed.

    Raises:
        Refusal: `names_closed_item`, `discussed_is_not_approved`.
    """
    if not found.closed and announcing.names_closed_item(meeting, text):
        raise Refusal(Reason.NAMES_CLOSED_ITEM, "text")
    if found.what is TextOf.WORDING and not found.adopts and says_approved(text):
        raise Refusal(Reason.DISCUSSED_IS_NOT_APPROVED, "text")


def on_read_minutes(act: Act) -> Decision:
    """Give an earlier version to read."""
    view = View(act.meeting, act.meeting.committee.people[act.who], act.now, act.organisation, act.words)
    found = next((version for version in _earlier(view) if str(version.number) == act.on), None)
    if found is None:
        raise Refusal(Reason.NOT_FOUND)
    lines = minutes_lines(document(view, found.number), act.words)
    return Decision(act.meeting, Answer(card=Card("minutes-version", (act.words.version(found.number),), lines)))


def _kept(view: View) -> list[MinutesVersion]:
    """Give the versions this person may read, oldest first: all to those who lead, to the others what was sent out."""
    newest = readable(view) or 0
    return [
        version
        for number, version in sorted(view.meeting.versions.items())
        if view.who.may_lead or (version.out_at and number <= newest)
    ]


def _earlier(view: View) -> list[MinutesVersion]:
    return [version for version in _kept(view) if version.number != readable(view)]


def show(view: View) -> tuple[Card, ...]:
    """Show the versions where there is more than one, and to formandskab and secretary the texts to correct."""
    if view.meeting.stage is not Stage.ENDED:
        return ()
    return (*_versions(view), *_texts(view))


def _versions(view: View) -> tuple[Card, ...]:
    words, earlier = view.words, {version.number for version in _earlier(view)}
    # Closed items may stand in what was corrected: only those who read them whole see how it was corrected.
    if not earlier or not (view.who.may_lead or view.who.is_party):
        return ()
    body: list[Element] = []
    for version in reversed(_kept(view)):
        number = version.number
        body += [Heading((words.version(number),)), *_history(view, version)]
        if number in earlier:
            body.append(Buttons((Button(words.read_version(number), "read_minutes", str(number)),)))
    return (Card("minutes-versions", (words.versions_title,), tuple(body)),)


def _history(view: View, version: MinutesVersion) -> list[Element]:
    words, people = view.words, view.meeting.committee.people
    lines: list[Element] = []
    if version.by and version.change:
        before = view.meeting.versions[version.number - 1]
        found = next(each for each in passages(json.loads(before.document)) if each.id == version.what)
        after: Line = (Said(version.change.after),) if version.change.after else (words.taken_out,)
        lines.append(Paragraph((words.corrected_by(_role(people[version.by]), view.day(version.at)),)))
        rows: tuple[tuple[str, Line], ...] = (
            (words.what_label, (_label(words, found),)),
            (words.before, (Said(version.change.before),)),
            (words.after, after),
            (words.proposal_because, (Said(version.why),)),
        )
        lines.append(Facts(rows))
    if minuting.corrected_after_approval(view.meeting, version.number):
        lines.append(Paragraph((words.after_approval,)))
    if version.out_at:
        lines.append(Paragraph((words.sent_out_on(view.day(version.out_at)),)))
    if version.approval:
        lines.append(Paragraph((words.approved_at(version.approval.at_meeting),)))
    return lines


def _role(person: Person) -> Role:
    return next((role for role in (Role.CHAIR, Role.VICE_CHAIR, Role.SIGNER) if role in person.roles), Role.SECRETARY)


def _texts(view: View) -> tuple[Card, ...]:
    """Show each part of the minutes as a folded card of its own: a list of everything is too long for a chat."""
    meeting, words = view.meeting, view.words
    if not view.who.may_lead or meeting.newest is None:
        return ()
    parts: list[tuple[Line, list[Passage]]] = []
    for found in passages(json.loads(meeting.newest.document)):
        above = _heading(words, found)
        if not parts or above != parts[-1][0] or len(parts[-1][1]) == PART_TEXTS:
            parts.append((above, []))
        parts[-1][1].append(found)
    lead = [words.correct_help, *([words.approved_already] if meeting.newest.approval else [])]
    first = Card("correct-minutes", (words.correct_title,), tuple(Paragraph((line,)) for line in lead))
    return (first, *(_part(view, number, *part) for number, part in enumerate(parts, 1)))


def _part(view: View, number: int, above: Line, texts: list[Passage]) -> Card:
    seen = str(view.meeting.minutes.version)
    body = tuple(element for found in texts for element in _text(view.words, found, seen))
    return Card(f"correct-minutes-{number}", (f"{view.words.correct}: ", *above), body, folded=True)


def _heading(words: Wording, found: Passage) -> Line:
    if found.under:
        return (Said(found.under),)
    if found.what in GROUPS:
        return (words.without_theme,)
    return (words.missing_title if found.what is TextOf.MISSING else found.item,)


def _text(words: Wording, found: Passage, seen: str) -> tuple[Element, ...]:
    help_text = words.take_out_help if found.may_go else ""
    new = TextField(
        "text",
        words.new_text_label,
        help_text,
        (found.text,),
        required=not found.may_go,
        long=True,
        max_chars=found.max_chars,
    )
    why = TextField("why", words.why_label, words.why_help, required=True, max_chars=WHY_CHARS)
    about: Line = (Said(found.text),)
    return (
        Paragraph((f"{_label(words, found)}: ", *about)),
        Form(words.edit, "correct_minutes", (new, why), found.id, seen, about, folded=True),
    )


def _label(words: Wording, found: Passage) -> str:
    """Say what a text is, and whose where a side said it."""
    if found.side is None or found.side not in SIDES:
        return words.text_of(found.what)
    return words.text_by(words.text_of(found.what), words.side(found.side))
