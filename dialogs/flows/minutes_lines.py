"""The minutes as people read them, made from the document alone, so that a kept version reads the same ever after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, assert_never

from dialogs.cards import Bullets, Buttons, Element, Facts, Form, Heading, Line, Notice, Paragraph, Said, line_text
from dialogs.minutes_texts import TextOf
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.items import OutcomeKind, ReservationState, goes_on
from dialogs.model.meeting import Kind
from dialogs.model.people import SIDES, Level, Role, Side
from dialogs.model.pilots import Due, Owner
from dialogs.wording import Wording
from dialogs.wording.letters import asked_or_told, capital

Document = Mapping[str, Any]
Rows = list[tuple[str, Line]]
_GROUPS = {
    "opportunities": Kind.OPPORTUNITY,
    "concerns": Kind.CONCERN,
    "conditions": Kind.CONDITION,
    "suggestions": Kind.SUGGESTION,
}


def minutes_lines(document: Document, words: Wording) -> tuple[Element, ...]:
    """Show the minutes: who was there, what was said and decided, what went out, who signed, what was objected."""
    body: list[Element] = [Facts(tuple(_head(document, words)))]
    if not document["held"]["finished"]:
        body.append(Paragraph((words.unfinished,)))
    for item in document["items"]:
        match item["phase"]:
            case Phase.KNOWLEDGE:
                body += _knowledge(item, words)
            case Phase.PAIRS:
                body += _pairs(item, words)
            case Phase.PILOTS:
                for decision in item["decisions"]:
                    body += decision_lines(decision, words)
            case _:
                body += message_lines(item, document, words)
    return (*body, *_end(document, words))


def _head(document: Document, words: Wording) -> Rows:
    held = document["held"]
    began = datetime.fromisoformat(held["start"] or document["planned"]["start"])
    ended = datetime.fromisoformat(held["end"] or document["planned"]["end"])
    times = words.from_to(words.time(began), words.time(ended))
    rows: Rows = [(words.held_label, (f"{words.date(began.date())}, {times}",))]
    for label, people in ((words.present, document["present"]), (words.absent, document["absent"])):
        names = sorted({person["name"] for person in people})
        if names:
            rows.append((label, (words.listing(names),)))
    return rows


def _card(card: Document) -> Line:
    title, source = card["title"], card["source"]
    if card["number"]:
        return (title, f" ({source})")
    return (Said(title), " (", Said(source), ")") if source else (Said(title),)


def _knowledge(item: Document, words: Wording) -> Iterator[Element]:
    yield from _list(words.cards_shown_label, [_card(card) for card in item["cards"]])
    for name, label in (("uses", words.uses), ("questions", words.questions), ("words", words.words)):
        yield from _list(label, [(Said(text),) for text in item[name]])


def _list(label: str, lines: Sequence[Line]) -> Iterator[Element]:
    if lines:
        yield Heading((label,))
        yield Bullets(tuple(lines))


def _part(label: str, lines: Sequence[Line]) -> Iterator[Element]:
    """Show a list inside a decision; a heading of its own would look like the next item."""
    if lines:
        yield Paragraph((f"{label}:",))
        yield Bullets(tuple(lines))


def _pairs(item: Document, words: Wording) -> Iterator[Element]:
    for theme in item["themes"]:
        yield Heading((Said(theme["theme"]),) if theme["theme"] else (words.without_theme,))
        for name, kind in _GROUPS.items():
            for text in theme[name]:
                yield Paragraph((f"{words.kind(kind)}: ", Said(text)))
    missing = [
        (f"{capital(words.side(Side(side)))}: ", Said(text)) if side in SIDES else (Said(text),)
        for side, texts in item["missing"].items()
        for text in texts
    ]
    yield from _list(words.missing_title, missing)


def decision_lines(found: Document, words: Wording) -> Iterator[Element]:
    """Show one decision of the minutes, its title first."""
    title: Line = (Said(found["title"]),)
    yield Heading(title if found["open"] else (*title, f" – {words.closed_item}"))
    if found["outcome"]:
        yield Facts(tuple(_outcome(found, words)))
    else:
        yield Paragraph((words.no_outcome,))
    for held in found["reservations"]:
        if _stands_in_wording(held, found):
            continue
        label = words.text_of(TextOf.RESERVATION)
        if held["side"] in SIDES:
            label = words.text_by(label, words.side(Side(held["side"])))
        state = words.reservation(ReservationState(held["state"]))
        yield Facts(((label, (Said(held["text"]),)),))
        yield Paragraph((state,))
        if held["change"]:
            change = held["change"]
            yield Facts(((words.before, (Said(change["before"]),)), (words.after, (Said(change["after"]),))))
    conditions = [
        (Said(each["text"]), f" ({words.owner(Owner(each['owner']))}, {words.due(Due(each['due']))})")
        for each in found["conditions"]
    ]
    yield from _part(words.conditions_label, conditions)
    if found["follow_up_group"]:
        yield from _group(found["follow_up_group"], words)


def _stands_in_wording(held: Document, found: Document) -> bool:
    """Say whether the wording says all there is to a reservation: it stands there, and no side has it to its name."""
    listed = f"\n– {held['text']}\n" in f"\n{found['wording']}\n"
    return listed and held["side"] not in SIDES and held["state"] == ReservationState.KEPT


def _outcome(found: Document, words: Wording) -> Rows:
    rows: Rows = [
        (words.outcome_label, (words.outcome(OutcomeKind(found["outcome"])),)),
        (words.item_type_label, (words.item_type(ItemType(found["type"])),)),
        (words.wording_label, (Said(found["wording"]),)),
    ]
    if found["ground"]:
        rows.append((words.ground_label, (Said(found["ground"]),)))
    if found["decider"]:
        rows.append((words.decider_label, (found["decider"],)))
    positions = found["positions"] or {}
    rows += [(words.position_of(words.side(side)), (Said(positions[side]),)) for side in SIDES if side in positions]
    if found["account"]:
        rows.append((words.account_label, (Said(found["account"]),)))
    if found["to_committee"] and goes_on(OutcomeKind(found["outcome"]), ItemType(found["type"])):
        rows.append((words.text_of(TextOf.TO_COMMITTEE), (Said(found["to_committee"]),)))
    if found["resumes_on"]:
        rows.append((words.resumes_on_label, (_day(found["resumes_on"], words),)))
    remarks = found["remarks"]
    rows += [(words.remark_of(words.side(side)), (Said(remarks[side]),)) for side in SIDES if remarks[side]]
    return rows + _guideline(found["guideline"] or {}, words)


def _guideline(found: Document, words: Wording) -> Rows:
    rows: Rows = []
    if found.get("valid_from"):
        rows.append((words.valid_from_label, (_day(found["valid_from"], words),)))
    if found.get("notice_months") is not None:
        rows.append((words.notice_label, (words.months(found["notice_months"]),)))
    if found.get("review_on"):
        rows.append((words.review_on_label, (_day(found["review_on"], words),)))
    return rows


def _group(group: Document, words: Wording) -> Iterator[Element]:
    yield Facts(((words.group_title, (words.listing(group["members"]),)),))
    yield Paragraph((f"{words.mandate_label}:",))
    yield Paragraph((Said(group["mandate"]),))
    points = [
        (capital(words.check_point(point["rule"], _day(point["on"], words) if point["on"] else "")),)
        for point in group["check_points"]
    ]
    yield from _part(words.check_points_label, points)
    stops = [(Said(stop["text"]), f" ({stop['who']})" if stop["who"] else "") for stop in group["stop_criteria"]]
    yield from _part(words.field("stop_criteria"), stops)


def message_lines(item: Document, document: Document, words: Wording) -> Iterator[Element]:
    """Show the message to the organisation as it stands in the minutes `document`, its heading first."""
    yield Heading((item["title"],))
    if not item["posted_at"]:
        yield Paragraph((words.not_posted_yet,))
        return
    posted = datetime.fromisoformat(item["posted_at"])
    yield Paragraph((Said(item["text"]),))
    when = f"{words.date(posted.date())}, {words.at_clock(words.time(posted))}"
    yield Facts(((words.signed_by, (signers(item["signed"], document, words),)), (words.posted_label, (when,))))


def signers(signatures: Sequence[Document], document: Document, words: Wording) -> str:
    """Name who signed, each with the one for whom it was, or else with the role in which they did."""
    everybody = (*document["present"], *document["absent"])
    # As vice-chair stands in the record who was named to sign where there is none.
    named = document["committee"]["level"] == Level.STAFF_MEETING and not any(
        Role.VICE_CHAIR in person["roles"] for person in everybody
    )
    as_what = {Role.VICE_CHAIR: Role.SIGNER} if named else {}
    return words.listing(
        [
            words.name_for(each["name"], each["substitute_for"])
            if each["substitute_for"]
            else words.with_role(each["name"], as_what.get(each["role"], Role(each["role"])))
            for each in signatures
        ]
    )


def _end(document: Document, words: Wording) -> Iterator[Element]:
    signed, objections = document["minutes_signed"], document["objections"]
    rows: Rows = [(words.version_label, (str(document["version"]),))]
    rows.append((words.minutes_signed_by, (signers(signed, document, words) if signed else words.not_signed_yet,)))
    yield Heading((words.signatures_title,))
    yield Facts(tuple(rows))
    if document["approved_at_meeting"]:
        yield Paragraph((words.approved_at(document["approved_at_meeting"]),))
    lines = [(f"{words.date(datetime.fromisoformat(each['at']).date())}: ", Said(each["text"])) for each in objections]
    yield from _list(words.objections_title, lines)


def _day(day: str, words: Wording) -> str:
    return words.date(date.fromisoformat(day))


def as_text(title: str, elements: Sequence[Element]) -> str:
    """Give what a card shows as plain text, to be read or pasted anywhere: nothing in it is markup.

    What can be pressed or filled in has no place in it.
    """
    blocks = [title, *(block for element in elements if (block := _block(element)))]
    return "\n\n".join(blocks) + "\n"


def _block(element: Element) -> str:
    match element:
        case Heading(text):
            return _plain(text).upper()
        case Paragraph(text) | Notice(_, text):
            return _plain(text)
        case Bullets(items):
            return "\n".join(f"– {_plain(line)}" for line in items)
        case Facts(rows):
            return "\n".join(f"{asked_or_told(label)} {_plain(line)}" for label, line in rows)
        case Buttons() | Form():
            return ""
        case _:
            assert_never(element)


def _plain(line: Line) -> str:
    return line_text(line).rstrip()
