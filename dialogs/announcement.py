"""The message to the organisation, drafted from what was decided. People edit it and sign it."""

from dialogs.model.items import Item
from dialogs.model.meeting import Meeting
from dialogs.wording import Wording


def draft(meeting: Meeting, words: Wording) -> str:
    """Give the text that the formandskab starts from. Closed items are left out (rule 11)."""
    settled = [item for item in meeting.in_order() if item.outcome and item.outcome.settled and not item.closed]
    parts = [words.message_opens(meeting.committee.name)]
    parts += [_item(item, words) for item in settled] or [words.message_nothing_decided]
    parts.append(words.message_closes)
    return "\n\n".join(parts)


def _item(item: Item, words: Wording) -> str:
    outcome = item.outcome
    assert outcome is not None  # noqa: S101
    lines = [f"{item.title}: {words.outcome(outcome.kind)}.", outcome.text]
    lines += [text for text in (outcome.management_position, outcome.employee_position, outcome.account) if text]
    lines += [confirmation.remark for _, confirmation in sorted(outcome.confirmed.items()) if confirmation.remark]
    return "\n".join(dict.fromkeys(lines))
