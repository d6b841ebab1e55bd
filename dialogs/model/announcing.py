"""The message to the organisation: drafted, edited, signed by all of the formandskab over the exact text, then posted
once.
"""

from dataclasses import replace
from datetime import datetime

from dialogs.model import naming, rights
from dialogs.model.agenda import ItemType, Phase
from dialogs.model.concluding import says_approved
from dialogs.model.ids import PersonId
from dialogs.model.items import Item
from dialogs.model.meeting import Meeting, Stage
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.signed import Announcement, Signature

ADOPTED = frozenset({ItemType.GUIDELINE, ItemType.LOCAL_AGREEMENT})


def draft(meeting: Meeting, text: str) -> Meeting:
    """Lay down the text drafted from what was decided, unless a person has edited it or it has been posted."""
    current = meeting.announcement
    if current.edited or current.posted_at or current.text == text:
        return meeting
    # Another text has another number, so that nobody signs from a screen that showed the one before.
    return replace(meeting, announcement=Announcement(text, current.number + 1))


def edit(meeting: Meeting, who: PersonId, text: str, seen: str) -> Meeting:
    """Change the message. All signatures are void then.

    Raises:
        Refusal: `not_allowed`; `not_present`, `wrong_phase` unless the phase of the message runs or the meeting is
            over; `out_of_date` for an older text or a posted one; `empty_text`, `names_closed_item`,
            `discussed_is_not_approved`.
    """
    rights.lead(meeting, who)
    _open(meeting, who)
    return replace(meeting, announcement=rewritten(meeting, meeting.announcement, text, seen))


def rewritten(meeting: Meeting, current: Announcement, text: str, seen: str) -> Announcement:
    """Give a text to the organisation as somebody changed it, with no signatures.

    Raises:
        Refusal: `out_of_date` for an older text or a posted one; `empty_text`, `names_closed_item`,
            `discussed_is_not_approved`.
    """
    if current.posted_at:
        raise Refusal(Reason.OUT_OF_DATE)
    rights.same(current.number, seen)
    if not text:
        raise Refusal(Reason.EMPTY_TEXT, "text")
    _fit_for_all(meeting, text)
    return Announcement(text, current.number + 1, edited=True)


def may_preview(meeting: Meeting, who: PersonId) -> None:
    """Hold that somebody may see exactly what goes where: formandskab and secretary, from the phase of the message on.

    Raises:
        Refusal: `not_allowed`, `wrong_phase`.
    """
    rights.lead(meeting, who)
    if meeting.stage is not Stage.ENDED and meeting.phase is not Phase.ANNOUNCEMENT:
        raise Refusal(Reason.WRONG_PHASE)


def sign(meeting: Meeting, who: PersonId, now: datetime, seen: str, whose: PersonId | None = None) -> Meeting:
    """Sign the exact text, for oneself or as the recorded substitute of `whose`. The last signature posts it.

    Raises:
        Refusal: `not_allowed`; `wrong_phase` before the phase of the message; `out_of_date` for an older text, a posted
            one, or somebody who has signed; `empty_text`; `names_closed_item`.
    """
    rights.formandskab(meeting, who)
    _open(meeting, None)
    return replace(meeting, announcement=with_signature(meeting, meeting.announcement, who, now, seen, whose))


def with_signature(
    meeting: Meeting, current: Announcement, who: PersonId, now: datetime, seen: str, whose: PersonId | None
) -> Announcement:
    """Give a text to the organisation with one more signature; the last one posts it.

    Raises:
        Refusal: `out_of_date` for an older text, a posted one, or somebody who has signed; `not_allowed`, `empty_text`,
            `names_closed_item`, `discussed_is_not_approved`.
    """
    if current.posted_at:
        raise Refusal(Reason.OUT_OF_DATE)
    rights.same(current.number, seen)
    substitute_for = rights.signature_of(meeting, who, {each.whose for each in current.signatures}, whose)
    if not current.text:
        raise Refusal(Reason.EMPTY_TEXT)
    _fit_for_all(meeting, current.text)
    signed = replace(current, signatures=(*current.signatures, Signature(who, now, current.number, substitute_for)))
    if unsigned_by(meeting, signed) or naming.missing(meeting):
        return signed
    return replace(signed, posted_at=now)


def waiting_for(meeting: Meeting) -> tuple[PersonId, ...]:
    """Give those of the formandskab whose signature the message lacks."""
    return unsigned_by(meeting, meeting.announcement)


def unsigned_by(meeting: Meeting, text: Announcement) -> tuple[PersonId, ...]:
    """Give those of the formandskab whose signature a text to the organisation lacks."""
    signed = {signature.whose for signature in text.signatures}
    return tuple(person.id for person in meeting.committee.formandskab if person.id not in signed)


def _open(meeting: Meeting, who: PersonId | None) -> None:
    """Hold that the message is still in the making. `who` must be in the room while the meeting lasts, when named."""
    if meeting.announcement.posted_at:
        raise Refusal(Reason.OUT_OF_DATE)
    if meeting.stage is Stage.ENDED:
        return
    if who is not None:
        rights.in_room(meeting, who, Phase.ANNOUNCEMENT)
    elif meeting.phase is not Phase.ANNOUNCEMENT:
        raise Refusal(Reason.WRONG_PHASE)


def names_closed_item(meeting: Meeting, text: str) -> bool:
    """Say whether the title of a closed item stands in a text, whatever its capitals and blanks."""
    plain = _plain(text)
    return any(item.closed and _plain(item.title) in plain for item in meeting.items.values())


def _fit_for_all(meeting: Meeting, text: str) -> None:
    if names_closed_item(meeting, text):
        raise Refusal(Reason.NAMES_CLOSED_ITEM, "text")
    if says_approved(text) and not any(_binds(item) for item in meeting.items.values()):
        raise Refusal(Reason.DISCUSSED_IS_NOT_APPROVED, "text")


def _binds(item: Item) -> bool:
    """Say whether an item came to something that a committee does adopt: a guideline or a local agreement."""
    outcome = item.outcome
    return outcome is not None and outcome.agreed and outcome.item_type in ADOPTED


def _plain(text: str) -> str:
    """Give `text` in small letters with single blanks, so that a line break hides no title."""
    return " ".join(text.casefold().split())
