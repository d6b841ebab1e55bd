"""The message to the organisation, drafted from what was decided. People edit it and sign it."""

from collections.abc import Iterator

from dialogs.model.agenda import ItemType
from dialogs.model.items import Item, Outcome
from dialogs.model.meeting import Meeting
from dialogs.model.people import Side
from dialogs.model.texts import MAX_CHARS
from dialogs.wording import Wording
from dialogs.wording.letters import asked_or_told, clip, small

_BETWEEN = "\n\n"


def draft(meeting: Meeting, words: Wording) -> str:
    """Give the text that the formandskab starts from. Closed items are left out (rule 11).

    Where the whole would be longer than a text may be, what is said about each item is cut to its share.
    """
    settled = [item for item in meeting.in_order() if item.outcome and item.outcome.settled and not item.closed]
    opens, closes = words.message_opens(meeting.committee.name), words.message_closes
    parts = [_item(item, words) for item in settled] or [words.message_nothing_decided]
    whole = _BETWEEN.join((opens, *parts, closes))
    if len(whole) <= MAX_CHARS:
        return whole
    share = (MAX_CHARS - len(opens) - len(closes) - len(_BETWEEN)) // len(parts) - len(_BETWEEN)
    return _BETWEEN.join((opens, *(clip(part, share) for part in parts), closes))


def _item(item: Item, words: Wording) -> str:
    outcome = item.outcome
    assert outcome is not None  # noqa: S101
    lines = [f"{asked_or_told(item.title)} {_said(outcome, words)}.", outcome.text]
    if outcome.goes_on:
        lines.append(words.goes_on_to(outcome.to_committee))
    if outcome.agreed and outcome.item_type is ItemType.GUIDELINE:
        lines.append(words.guideline_binds)
    lines += [f"{label}: {text}" for label, text in _by_side(outcome, words) if text]
    return "\n".join(lines)


def _by_side(outcome: Outcome, words: Wording) -> Iterator[tuple[str, str]]:
    """Give what each side said, under the same labels as in the minutes."""
    yield words.position_of(words.side(Side.MANAGEMENT)), outcome.management_position
    yield words.position_of(words.side(Side.EMPLOYEES)), outcome.employee_position
    yield words.account_label, outcome.account
    for side, confirmation in sorted(outcome.confirmed.items()):
        yield words.remark_of(words.side(side)), confirmation.remark


def _said(outcome: Outcome, words: Wording) -> str:
    """Name an outcome; a discussion needs no type beside it, anything that binds or goes on says what it is."""
    if outcome.informs:
        return words.informed
    name = words.outcome(outcome.kind)
    plain = outcome.item_type in {ItemType.DISCUSSION, ItemType.INFORMATION}
    return name if plain else f"{words.item_type(outcome.item_type)}, {small(name)}"
