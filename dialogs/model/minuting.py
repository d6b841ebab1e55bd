"""The minutes after the meeting: kept as they were when it closed, corrected in new versions, and approved."""

from dataclasses import replace
from datetime import datetime

from dialogs.model import closing, rights
from dialogs.model.ids import PersonId
from dialogs.model.items import Change
from dialogs.model.meeting import Meeting
from dialogs.model.refusals import Reason, Refusal
from dialogs.model.signed import Approval, MinutesVersion


def freeze(meeting: Meeting, document: str, now: datetime) -> Meeting:
    """Keep the record of a meeting that is over as the first version of its minutes."""
    # A meeting that was closed before versions were kept can be signed already.
    return closing.sealed(replace(meeting, versions={1: MinutesVersion(1, document, now)}))


def may_correct(meeting: Meeting, who: PersonId, seen: str) -> MinutesVersion:
    """Give the version that somebody may correct: formandskab and secretary, from the end on, the newest one only.

    Raises:
        Refusal: `not_allowed`; `wrong_phase` before the end; `out_of_date` for an older version.
    """
    rights.lead(meeting, who)
    if meeting.newest is None:
        raise Refusal(Reason.WRONG_PHASE, "minutes")
    rights.same(meeting.minutes.version, seen)
    return meeting.newest


def correct(
    meeting: Meeting, who: PersonId, document: str, what: str, change: Change, why: str, now: datetime, seen: str
) -> Meeting:
    """Make a new version in which one text is another. All signatures are void then, and the version before is kept.

    Raises:
        Refusal: as `may_correct`; `reason_required`.
    """
    before = may_correct(meeting, who, seen)
    if not why:
        raise Refusal(Reason.REASON_REQUIRED, "why")
    new = MinutesVersion(before.number + 1, document, now, who, why, what, change)
    return replace(
        meeting,
        minutes=replace(meeting.minutes, signatures=(), version=new.number),
        versions={**meeting.versions, new.number: new},
    )


def approve(meeting: Meeting, who: PersonId, now: datetime, seen: str) -> Meeting:
    """Note that the committee approved the newest version, at the meeting that lasts or comes next.

    Raises:
        Refusal: `not_allowed`; `wrong_phase` before all have signed; `out_of_date` for an older version or one that is
            approved.
    """
    rights.formandskab(meeting, who)
    newest = meeting.newest
    if newest is None:
        raise Refusal(Reason.WRONG_PHASE, "minutes")
    rights.same(newest.number, seen)
    if newest.out_at is None:
        raise Refusal(Reason.WRONG_PHASE, "minutes")
    if newest.approval:
        raise Refusal(Reason.OUT_OF_DATE)
    # Without another meeting in sight, such as in a try-out, it is the one that would be next.
    approved = replace(newest, approval=Approval(who, now, meeting.following or meeting.number + 1))
    return replace(meeting, versions={**meeting.versions, newest.number: approved})


def corrected_after_approval(meeting: Meeting, number: int) -> bool:
    """Say whether a version was made after an earlier one had been approved."""
    return any(version.approval for version in meeting.versions.values() if version.number < number)


def open_objections(meeting: Meeting) -> tuple[str, ...]:
    """Give the objections that no correction has followed: those to the newest version."""
    return tuple(found.text for found in meeting.minutes.objections if found.version == meeting.minutes.version)
