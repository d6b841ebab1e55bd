"""What the audit trail notes of a decision: who did what to what, and a digest of the text that was decided on."""

import json
from datetime import datetime

from dialogs.flows.acting import AuditEntry
from dialogs.inbound import Inbound
from dialogs.model.ids import Fresh
from dialogs.model.meeting import Meeting
from storage import audit
from storage.codec import encode
from storage.columns import digest


def entries(
    event: Inbound, notes: tuple[AuditEntry, ...], after: Meeting, now: datetime, fresh: Fresh
) -> list[audit.Entry]:
    """Give the entries of an event that led to `after`."""
    return [
        audit.Entry(
            id=Fresh(f"audit/{fresh.id(number)}").id(),
            meeting_id=event.meeting,
            at=now,
            by=event.by if note.named else None,
            action=note.action,
            about=note.about,
            digest=_digest(after, note),
            # Of the seed, which is not kept: from no id that is kept can it be worked out.
            salt=bytes.fromhex(Fresh(f"salt/{fresh.seed}").id(number)),
        )
        for number, note in enumerate(notes)
    ]


def _digest(after: Meeting, note: AuditEntry) -> str:
    """Stand for the text that was decided on; where there is none, for what it was about."""
    if note.text is not None:
        return digest(note.text).hex()
    item = next((item for item in after.items.values() if item.id == note.about), None)
    return digest(json.dumps(encode(item) if item else note.about, ensure_ascii=False, sort_keys=True)).hex()
